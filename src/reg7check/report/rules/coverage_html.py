"""Coverage as one HTML page, which stands by itself: no scripts, nothing fetched, all text in it made safe."""

from __future__ import annotations

from reg7check.audit.coverage import Coverage, by_condition, by_mcdc, by_rule
from reg7check.days import in_words
from reg7check.report.pages import page_environment
from reg7check.report.rules.coverage_page import Card, Mark, Part, Section, sections_of
from reg7check.report.rules.coverage_words import percent
from reg7check.rulebook.models import Law


def coverage_html(coverage: Coverage) -> str:
    """Return the page: each provision's text beside the rules that encode it, and which cases cover each condition."""
    environment = page_environment()
    environment.filters |= {"day": in_words, "percent": percent}
    law = coverage.law
    sections = sections_of(coverage)
    encoded = {section.provision.id for section in sections}
    page = environment.get_template("coverage.html.jinja").render(
        identity=law.identity,
        measures=[
            ("By rule", by_rule(coverage.decisions), "each rule shown to hold, to fail, and to be open"),
            ("By condition", by_condition(coverage.decisions), "each condition shown true, and shown false"),
            ("MC/DC", by_mcdc(coverage.decisions), "each condition shown to decide its rule by itself, both ways"),
        ],
        sections=sections,
        marks={state: _marked(sections, state) for state in ("missing", "never")},
        rest=[provision for provision in law.provisions.values() if provision.id not in encoded],
        cases=[(case, [_cited(law, name) for name in case.authorities]) for case in coverage.cases],
    )
    return str(page)


def _marked(sections: list[Section], state: str) -> list[tuple[Card, list[tuple[str, Mark]]]]:
    """Return each card that has marks in a state, with those, each with the condition that it is of, or ""."""
    found = []
    for card in (card for section in sections for card in section.cards):
        marks = [("", mark) for mark in card.marks]
        marks += [each for _, part in card.parts for each in _marks(part)]
        found.append((card, [(word, mark) for word, mark in marks if mark.state == state]))
    return [(card, marks) for card, marks in found if marks]


def _marks(part: Part) -> list[tuple[str, Mark]]:
    return [*((part.word, mark) for mark in part.marks), *(found for below in part.below for found in _marks(below))]


def _cited(law: Law, name: str) -> str:
    if name in law.authorities:
        return law.authorities[name].citation
    provision = law.provisions[name]
    return f"{provision.instrument}, {provision.cite}"
