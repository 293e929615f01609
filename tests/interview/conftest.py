from __future__ import annotations

from collections.abc import Container

import pytest

from reg7check.arrangement import Arrangement, FactAt
from reg7check.interview import session
from reg7check.reasoning import Inquiry, inquire
from reg7check.rulebook import Rulebook, load_rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="module")
def remembered() -> Container[object]:
    """Let sessions remember what they found for the same facts: sittings over many truths begin alike."""
    found: dict[object, Inquiry] = {}

    def remember(arrangement: Arrangement, rulebook: Rulebook, *, not_asked: set[FactAt]) -> Inquiry:
        stated = tuple(frozenset(each.facts.items()) for each in (*arrangement.actions, *arrangement.cover))
        key = stated, frozenset(not_asked)
        if key not in found:
            found[key] = inquire(arrangement, rulebook, not_asked=not_asked)
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "inquire", remember)
        yield found
