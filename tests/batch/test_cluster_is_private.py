"""The workers of a run take orders from that run alone, though others may be logged in to the machine."""

from __future__ import annotations

import pytest

pytest.importorskip("distributed")
pytest.importorskip("cryptography")

from addresses import address_of

from reg7check.batch.spreading import spread


def test_workers_hear_this_machine_alone_and_whoever_has_the_keys_of_the_run() -> None:
    ((worker, scheduler),) = spread(address_of, None, [1], workers=1)
    assert worker.startswith("tls://127.0.0.1:")
    assert scheduler.startswith("tls://127.0.0.1:")
