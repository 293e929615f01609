"""The fact catalogue and the provisions, as documents to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reg7check.days import in_words
from reg7check.report import words
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph, Row, Rows
from reg7check.report.glossing import glossed
from reg7check.rulebook.models import Fact, Law, Provision, Version

_SECTIONS = {"action": "Facts about an action", "cover": "Facts about a strand of cover"}
_UNDER = {"action": "industrial_action", "cover": "cover"}


def all_facts(law: Law) -> Document:
    """Return the catalogue: every fact with its question, in the order of the rulebook."""
    blocks: list[Block] = [Heading(1, "The facts that an arrangement may state")]
    for about, title in _SECTIONS.items():
        facts = [fact for fact in law.facts.values() if fact.about == about]
        blocks.append(Heading(2, f"{title} (under `facts` in `{_UNDER[about]}`)"))
        blocks.append(Items(tuple(Item(f"{fact.id}: {fact.question}", lines=(_choices(fact),)) for fact in facts)))
    blocks.append(Paragraph("Each may also be `unknown`. `reg7check facts ID` tells all about one.", "quiet"))
    return glossed(Document(tuple(blocks)), law)


def one_fact(law: Law, fact: Fact) -> Document:
    """Return all that the rulebook says of a fact."""
    answers = [Row(answer, _statement(fact, answer)) for answer in _answers(fact)]
    blocks: list[Block] = [
        Heading(1, fact.id),
        Paragraph(fact.question, "strong"),
        Paragraph(fact.explain),
        Heading(2, "Answers"),
        Rows((*answers, Row("unknown", "Nobody has said, or nobody knows."))),
        Heading(2, "What it goes to"),
        Paragraph(fact.goes_to),
        Heading(2, "Where proof is usually found"),
        Paragraph(fact.proof),
        Paragraph(f"{words.ASK[fact.ask]} first."),
    ]
    if fact.presumed is not None:
        blocks += [
            Heading(2, "Presumed where it is not listed"),
            Paragraph(f"{fact.presumed.answer}: {fact.presumed.why}"),
        ]
    rules = [rule.title for rule in law.rules.values() if fact.id in law.facts_asked_by(rule)]
    if rules:
        blocks += [Heading(2, "Rules that ask it"), Items(tuple(Item(title) for title in rules))]
    blocks.append(Paragraph(f"Where it goes in the file: under `facts` in `{_UNDER[fact.about]}`.", "quiet"))
    return glossed(Document(tuple(blocks)), law)


def all_provisions(law: Law, on: date | None) -> Document:
    """Return every provision with its title and the days on which it is in force, or whether it is on one day."""
    blocks: list[Block] = [Heading(1, "The provisions of this rulebook" + (f", on {in_words(on)}" if on else ""))]
    instruments = dict.fromkeys(provision.instrument for provision in law.provisions.values())
    for instrument in instruments:
        blocks.append(Heading(2, instrument))
        blocks.append(
            Items(
                tuple(
                    Item(f"{each.id}: {each.cite}, {each.title}", lines=(_standing(each, on),))
                    for each in law.provisions.values()
                    if each.instrument == instrument
                )
            )
        )
    blocks.append(Paragraph(law.identity.licence, "quiet"))
    return glossed(Document(tuple(blocks)), law)


def one_provision(law: Law, provision: Provision, on: date | None) -> Document:
    """Return a provision: its texts (or the one in force on a day), its days, its source and what is unchecked."""
    blocks: list[Block] = [
        Heading(1, f"{provision.cite[0].upper()}{provision.cite[1:]}: {provision.title}"),
        Paragraph(provision.instrument, "strong"),
        Paragraph(f"Extends to {words.listed(words.nation(each) for each in provision.extent)}.", "quiet"),
    ]
    if provision.url is not None:
        blocks.append(Paragraph(provision.url, "quiet"))
    if on is not None:
        blocks.append(Paragraph(_standing(provision, on), "strong"))
    versions = [each for each in provision.versions if on is None or each.in_force_on(on)]
    for version in versions:
        blocks += _version(version)
    if on is None and provision.not_in_force:
        blocks.append(Heading(2, "Not in force"))
        blocks.append(
            Rows(tuple(Row(words.span(each.first, each.last), each.why or "") for each in provision.not_in_force))
        )
    if provision.note is not None:
        blocks += [Heading(2, "Note (in the rulebook's own words)"), Paragraph(provision.note)]
    blocks.append(Paragraph(law.identity.licence, "quiet"))
    texts = (part for version in versions if version.text is not None for part in version.text.split("\n"))
    return glossed(Document(tuple(blocks)), law, (part for part in texts if part.strip()))


def _version(version: Version) -> Iterator[Block]:
    yield Heading(2, f"Text: {version.id}")
    if version.in_force:
        yield Items(tuple(Item(f"In force {words.span(each.first, each.last)}") for each in version.in_force))
    else:
        passed = f", passed on {in_words(version.passed)}" if version.passed else ""
        yield Paragraph(f"Not commenced{passed}: this text is not in force.", "strong")
    if version.text is not None:
        yield from (Paragraph(part) for part in version.text.split("\n") if part.strip())
    if version.summary is not None:
        yield Paragraph(f"In the rulebook's own words: {version.summary}")
    if version.checked_on is not None:
        yield Paragraph(f"Checked on {in_words(version.checked_on)} against {version.source}.", "quiet")
    if version.unchecked is not None:
        yield Paragraph(f"Unchecked: {version.unchecked}", "quiet")


def _standing(provision: Provision, on: date | None) -> str:
    if on is None:
        spans = [words.span(each.first, each.last) for version in provision.versions for each in version.in_force]
        return f"In force {words.listed(_joined(spans))}" if spans else "Not commenced"
    if provision.version_on(on) is not None:
        return f"In force on {in_words(on)}."
    days = provision.not_in_force_on(on)
    why = days.why if days is not None else None
    if why is None:
        passed = [each.passed for each in provision.versions if each.passed is not None]
        why = f"Passed on {in_words(passed[0])}, not commenced." if passed else "The rulebook has no text for that day."
    return f"Not in force on {in_words(on)}. {why}"


def _joined(spans: list[str]) -> list[str]:
    return list(dict.fromkeys(spans))


def _answers(fact: Fact) -> tuple[str, ...]:
    return ("date", *fact.choices) if fact.is_date else fact.choices


def _choices(fact: Fact) -> str:
    answers = ["a date" if answer == "date" else answer for answer in _answers(fact)]
    presumed = f" (presumed: {fact.presumed.answer})" if fact.presumed is not None else ""
    return f"{' | '.join(answers)}{presumed}"


def _statement(fact: Fact, answer: str) -> str:
    return fact.answers[answer].replace("{date}", "that date")
