"""Where the entries of a rulebook say what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.rulebook.models import ADVICE_SECTIONS, READINGS, Law


def citations(law: Law) -> Iterator[tuple[str, str, tuple[str | int, ...], tuple[str, ...]]]:
    """Yield each list of authorities: the section and entry that it stands in, its path there, and what it names."""
    for provision in law.provisions.values():
        for number, days in enumerate(provision.not_in_force):
            yield "provisions", provision.id, ("not_in_force", number, "authorities"), days.authorities
    for rule in law.rules.values():
        yield "rules", rule.id, ("authorities",), rule.authorities
        for number, point in enumerate(rule.points):
            yield "rules", rule.id, ("points", number, "authorities"), point.authorities
    for question in law.open_questions.values():
        for side in READINGS:
            yield "open_questions", question.id, (side, "authorities"), getattr(question, side).authorities
    for section in ADVICE_SECTIONS:
        for advice in getattr(law, section).values():
            yield section, advice.id, ("authorities",), advice.authorities
    for enforcer in law.enforcers.values():
        yield "enforcers", enforcer.id, ("authorities",), enforcer.authorities
    for letter in law.letters.values():
        for number, part in enumerate(letter.parts):
            yield "letters", letter.id, ("parts", number, "authorities"), part.authorities
    for term in law.glossary.values():
        yield "glossary", term.id, ("authorities",), term.authorities
