"""What a letter quotes of the law: the prohibition, what its elements rest on, and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reg7check.reasoning.letters import Ruled
from reg7check.reasoning.results import Reason
from reg7check.report import words
from reg7check.report.document import Item, Lines, Paragraph
from reg7check.rulebook.models import Law


def the_prohibition(law: Law, ruled: Sequence[Ruled], dated: date) -> Iterator[Lines | Paragraph]:
    """Yield what a prohibition says on the first day of its verdict, else on the letter's day, in quotation marks."""
    for each in ruled[:1]:
        provision = law.provisions[law.prohibitions[each.ruling.prohibition].provision]
        days = (each.ruling.leading.first, dated)
        version = next(filter(None, map(provision.version_on, days)), None)
        if version is None:
            return
        if version.text is None:
            yield Paragraph(version.summary or "")
            return
        paragraphs = [" ".join(text.split()) for text in version.text.strip().splitlines() if text.strip()]
        *first, last = paragraphs
        yield Lines((*(f"“{each}" for each in first), f"“{last}”"))


def when_not_in_force(law: Law, ruled: Sequence[Ruled]) -> Iterator[Paragraph]:
    """Yield on which days of the cover a quoted prohibition was not in force, where there are such days."""
    for each in ruled[:1]:
        provision = law.provisions[law.prohibitions[each.ruling.prohibition].provision]
        gone = [period for period in each.ruling.periods if provision.version_on(period.first) is None]
        if gone:
            days = words.listed(words.days(period.first, period.last) for period in gone)
            yield Paragraph(f"These words were not in force on these days of the cover: {days}.")


def what_it_rests_on(law: Law, ruled: Sequence[Ruled]) -> Iterator[Item]:
    """Yield the other provisions on which the elements of a prohibition rest, where they hold or are open.

    Their words are quoted where they stand in another instrument than the prohibition's own.
    """
    found: dict[tuple[str, str], list[str]] = {}
    own = {law.provisions[law.prohibitions[each.ruling.prohibition].provision].instrument for each in ruled}
    for each in ruled:
        prohibition = law.prohibitions[each.ruling.prohibition]
        elements = {rule.id for concept in prohibition.elements for rule in law.rules_defining(concept)}
        tested = [reason for reason in each.ruling.leading.reasons if reason.rule in elements]
        for reason in _not_failing(tested):
            if reason.words is not None and reason.provision != prohibition.provision:
                said = found.setdefault((reason.provision, reason.pinpoint), [])
                said.append(" ".join(reason.words.split()))
    for (provision, pinpoint), said in found.items():
        whole = [text for text in dict.fromkeys(said) if not any(text in other and text != other for other in said)]
        quotes = "; ".join(f"“{text}”" for text in whole)
        cited = words.cited(law, provision, pinpoint)
        yield Item(cited if law.provisions[provision].instrument in own else f"{cited}: {quotes}")


def what_is_open(law: Law, ruled: Sequence[Ruled]) -> Iterator[Item]:
    """Yield the open questions of law that arise, each with both readings."""
    arising = dict.fromkeys(
        each.name for one in ruled for each in one.ruling.leading.turns_on if each.status == "arguable" and each.arises
    )
    for name in arising:
        question = law.open_questions[name]
        cited = words.cited(law, question.provision, question.pinpoint)
        readings = (("One reading", question.prohibits), ("The other", question.permits))
        sides = tuple(Item(f"{lead}: {each.reading} {each.argument}") for lead, each in readings)
        yield Item(f"{question.question} [{cited}]", below=sides)


def _not_failing(reasons: Sequence[Reason]) -> Iterator[Reason]:
    """Yield reasons that hold or are open, and those under them."""
    for reason in reasons:
        if reason.status != "fails":
            yield reason
            yield from _not_failing(reason.because)
