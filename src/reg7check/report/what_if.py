"""What if, as documents: what answers supposed do to the verdict, and every single answer that would turn it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reg7check.arrangement import FactAt, Value, answer_at
from reg7check.reasoning.aligning import Turn
from reg7check.reasoning.comparing import Comparison
from reg7check.reasoning.results import Assessment, Verdict
from reg7check.reasoning.supposing import Exploration, Explored, Single, TurnedBy, WhatIf, says_already
from reg7check.report import words
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph, Row, Rows
from reg7check.report.glossing import glossed, words_of
from reg7check.report.ruling_change import (
    ChangeComposer,
    place_words,
    questions_left,
    said,
    tone_of,
    verdict_words,
    verdicts_words,
)


def what_if_report(tried: WhatIf) -> Document:
    """Return what answers supposed do to an arrangement's verdicts, and what each single answer would do after them."""
    blocks = [*_front(tried.before)]
    if tried.comparison is not None:
        blocks += _supposed(tried.answers, tried.comparison)
    if tried.exploration is not None:
        title = "Every single answer" if tried.comparison is None else "Every single answer, after those supposed"
        blocks += [Heading(2, title), *_explored(tried.explored, tried.exploration)]
    document = Document((*blocks, Paragraph(words.colophon(tried.before.law), "quiet")))
    return glossed(document, tried.before.law, words_of(tried.before.arrangement))


def _front(assessment: Assessment) -> Iterator[Block]:
    yield Heading(1, f"What if? {assessment.arrangement.title}")
    yield Paragraph(f"{words.about_file(assessment.arrangement)} (it is not changed)", "quiet")
    blanks = words.blanks(assessment.arrangement)
    if blanks is not None:
        yield Paragraph(blanks, "strong")
    yield from (Paragraph(each, "strong") for each in words.assumptions(assessment))


def _supposed(answers: Mapping[FactAt, Value], comparison: Comparison) -> Iterator[Block]:
    before, after = comparison.before, comparison.after
    yield Heading(2, "Supposed")
    yield Items(tuple(_answer(before, at, value) for at, value in answers.items()))
    yield Heading(2, "The verdict")
    yield Rows(
        (
            Row("Before", verdict_words(before.verdict), tone_of(before.verdict)),
            Row("After", verdict_words(after.verdict), tone_of(after.verdict)),
            questions_left(comparison),
        )
    )
    composer = ChangeComposer(comparison)
    for strand in comparison.strands:
        yield from composer.blocks(strand)


def _answer(before: Assessment, at: FactAt, value: Value) -> Item:
    law, arrangement = before.law, before.arrangement
    fact = law.facts[at.fact]
    statement = f"Not known: {fact.question}" if value == "unknown" else words.statement(fact, value)
    already = says_already(arrangement, at, value)
    now = "The file says so already" if already else "In the file"
    return Item(
        f"{statement}{place_words(arrangement, at)}",
        lines=(f"{now}: {said(law, arrangement, at.fact, answer_at(arrangement, at))}.",),
    )


def _explored(assessment: Assessment, exploration: Exploration) -> Iterator[Block]:
    turning = {each.single.at for ruling in exploration.rulings for each in ruling.turning}
    found = len(turning - {None})
    yield Paragraph(
        f"{exploration.facts} facts, each given every other answer that it can have, one at a time: {exploration.tried}"
        f" answers. For {found} of the facts an answer turns a verdict. “Not known” is not tried."
    )
    main = assessment.law.identity.main_prohibition
    for ruling in exploration.rulings:
        strand = assessment.arrangement.strand(ruling.strand)
        if ruling.prohibition == main:
            yield Heading(2, f"{strand.id}: {strand.what}")
        elif not ruling.turning and ruling.outcome.verdict is Verdict.NOT_PROHIBITED:
            continue
        else:
            yield Heading(2, f"{strand.id}: {assessment.law.prohibitions[ruling.prohibition].title}")
        yield from _ruling(assessment, ruling)


def _ruling(assessment: Assessment, ruling: Explored) -> Iterator[Block]:
    verdict = ruling.outcome.verdict
    strand = assessment.arrangement.strand(ruling.strand)
    yield Paragraph(f"Now: {verdict_words(verdict)}".upper(), tone_of(verdict))
    yield Paragraph(words.sentence_for(assessment.law, ruling.prohibition, verdict, strand))
    days = ruling.outcome.days
    if len(days) > 1:
        yield Rows(
            tuple(Row(words.days(*each[:2]), verdict_words(each.verdict), tone_of(each.verdict)) for each in days)
        )
    for other in (each for each in Verdict if each is not verdict):
        found = [each for each in ruling.turning if each.verdict is other]
        if found:
            yield Heading(3, f"{words.VERDICTS[other].capitalize()}, if any one of these is so")
            yield Items(tuple(_turning(assessment, ruling, each) for each in found))
        elif other.settled:
            yield Paragraph(_none(verdict, other))
    partly = [each for each in ruling.turning if each.verdict is verdict]
    if partly:
        yield Heading(3, f"Other on some days, and still {words.VERDICTS[verdict]} over all")
        yield Items(tuple(_turning(assessment, ruling, each) for each in partly))


def _none(now: Verdict, other: Verdict) -> str:
    text = f"No single answer makes it {words.VERDICTS[other]}."
    if now.settled:
        return text
    return f"{text} `reg7check assess` tells which answers together would."


def _turning(assessment: Assessment, ruling: Explored, turning: TurnedBy) -> Item:
    single = turning.single
    statement = words.member_statement(assessment.law, single.member)
    about = words.against(assessment.arrangement, single.member.action)
    ruled = [each for each in ruling.outcome.days if each.verdict is ruling.outcome.verdict]
    whole = [Turn(*each, turning.verdict) for each in ruled] == list(turning.turns)
    lines = [] if whole else [_days(turning)]
    return Item(f"{statement}{about}", tone="plain", lines=(_now(assessment, single), *lines))


def _now(assessment: Assessment, single: Single) -> str:
    if single.at is None:
        return f"An open question of law: --take {single.member.name}={single.value}"
    answer = answer_at(assessment.arrangement, single.at)
    now = said(assessment.law, assessment.arrangement, single.at.fact, answer)
    return f"{single.at.fact}={single.value}. Now: {now}."


def _days(turning: TurnedBy) -> str:
    told = (f"{words.days(each.first, each.last)}: {verdicts_words(each.old, each.new)}" for each in turning.turns)
    return f"{'; '.join(told)}."
