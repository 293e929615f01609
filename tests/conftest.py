"""Shared set-up: a cache folder of the tests' own, and Hypothesis without a clock."""

from __future__ import annotations

import os
import tempfile

from hypothesis import HealthCheck, settings

os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="reg7check-tests-")

settings.register_profile(
    "tests",
    deadline=None,
    derandomize=True,
    max_examples=200,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
settings.load_profile("tests")
