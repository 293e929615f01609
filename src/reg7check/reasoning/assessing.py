"""Assessing an arrangement: every strand of cover under every prohibition, with what follows from the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reg7check.arrangement import Answer, Arrangement
from reg7check.days import in_words
from reg7check.named import NamedTuple
from reg7check.reasoning.judging import Judge, Judged
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.reasons import reasons_for
from reg7check.reasoning.results import Assessment, FactUse, Period, Ruling, StrandAssessment, Verdict
from reg7check.reasoning.settling import what_it_turns_on, what_to_ask, what_would_settle, what_would_turn
from reg7check.reasoning.tables import GivenAdvice, tables_of
from reg7check.reasoning.worlds import Space, StrandWorlds, Stretch
from reg7check.rulebook import Rulebook
from reg7check.rulebook.diagram import FALSE
from reg7check.rulebook.models import Advice


def assess_arrangement(
    arrangement: Arrangement,
    rulebook: Rulebook,
    *,
    on: date | None,
    as_party: str | None,
    taken: Mapping[str, str],
) -> Assessment:
    """Judge an arrangement: on every day of its cover, or ``on`` one; all accounts, or ``as_party``'s alone.

    ``taken`` holds open questions of law and the reading that is assumed of each.
    """
    if as_party is not None:
        arrangement = as_stated_by(arrangement, as_party)
    cases = [_case(StrandWorlds(rulebook, arrangement, strand, taken), on) for strand in arrangement.cover]
    cover = tuple(_assess_strand(case, on) for case in cases)
    verdict = Verdict.first([strand.verdict for strand in cover])
    rulings = [ruling for strand in cover for ruling in strand.rulings]
    advice = _Advice(rulebook, cases, rulings)
    consequences = advice.given("consequences")
    return Assessment(
        arrangement=arrangement,
        law=rulebook.law,
        rulebook_sha256=rulebook.sha256,
        verdict=verdict,
        cover=cover,
        consequences=consequences,
        next_steps=advice.given("next_steps"),
        caveats=advice.given("caveats"),
        warnings=advice.given("warnings"),
        authorities=tuple(dict.fromkeys(_authorities(rulebook, rulings, consequences))),
        taken=taken,
        as_party=as_party,
        on=on,
    )


def as_stated_by(arrangement: Arrangement, party: str) -> Arrangement:
    """Return a party's account: each disputed fact read as that party states it, unknown where it says nothing."""

    def account(facts: Mapping[str, Answer]) -> dict[str, Answer]:
        return {name: _account_of(answer, party) for name, answer in facts.items()}

    return arrangement._replace(
        actions=tuple(action._replace(facts=account(action.facts)) for action in arrangement.actions),
        cover=tuple(strand._replace(facts=account(strand.facts)) for strand in arrangement.cover),
    )


def _account_of(answer: Answer, party: str) -> Answer:
    if not answer.disputed:
        return answer
    says = party if party in dict(answer.by_party) else None
    return Answer(answer.as_stated_by(party), says=says, evidence=answer.evidence, note=answer.note)


class _Case(NamedTuple):
    """A strand to assess: the stretches of its days, and a judge of them under the main prohibition."""

    stretches: tuple[Stretch, ...]
    judge: Judge


def _case(worlds: StrandWorlds, on: date | None) -> _Case:
    stretches = stretches_of(worlds, on)
    return _Case(stretches, Judge.of(worlds, worlds.prohibitions[0], stretches))


def _assess_strand(case: _Case, on: date | None) -> StrandAssessment:
    worlds = case.judge.worlds
    presumable = case.judge.common.tables.presumable
    presumed = {asked for fact in presumable for asked in worlds.each_asked(fact) if worlds.presumed(asked)}
    opened = Space(worlds, case.stretches, opened=presumed) if presumed else None
    _, *others = worlds.prohibitions
    return StrandAssessment(
        strand=worlds.strand,
        ruling=_rule(case.judge, case.stretches, opened),
        others=tuple(_rule(case.judge._replace(prohibition=each), case.stretches, opened) for each in others),
        notes=tuple(_notes(worlds, on, case.stretches)),
    )


def _notes(worlds: StrandWorlds, on: date | None, stretches: Sequence[Stretch]) -> Iterator[str]:
    if worlds.strand.dates_assumed:
        yield "The file gives no dates for this cover: those of the action that it covers are assumed."
    if on is not None and not any(stretch.running for stretch in stretches):
        yield f"This cover does not run on {in_words(on)}."
    if worlds.strand.supplier is None:
        yield "The file names no supplier for this cover."


def _rule(judge: Judge, stretches: Sequence[Stretch], opened: Space | None) -> Ruling:
    periods = tuple(_period(judge, judged, opened) for judged in judge.periods(stretches))
    accounts = {party: Verdict.first([period.accounts[party] for period in periods]) for party in judge.by_party}
    return Ruling(judge.prohibition.id, Verdict.first([period.verdict for period in periods]), periods, accounts)


def _period(judge: Judge, judged: Judged, opened: Space | None) -> Period:
    space = judge.common
    period = Period(judged.first, judged.last, judged.verdict, judged.accounts)
    if not judge.covered(judged.first):
        return period._replace(notes=tuple(filter(None, [judge.prohibition.before_covered])))
    period = period._replace(
        reasons=reasons_for(judge, judged),
        presumptions=_presumptions(judge, judged, opened) if opened is not None else (),
        notes=tuple(_coming(judge, judged)),
    )
    if judged.verdict.settled:
        in_play = bool(judged.stretch.in_progress) and judge.worlds.bites(judge.prohibition, judged.stretch)
        changes, total = what_would_turn(judge, judged) if in_play else ((), period.changes_total)
        return period._replace(changes=changes, changes_total=total)
    settled_by, totals = what_would_settle(space, judged)
    return period._replace(
        turns_on=what_it_turns_on(space, judged.function, judged.by_action),
        settled_by=settled_by,
        settled_by_total=totals,
        questions=what_to_ask(space, judged.function),
    )


def _presumptions(judge: Judge, judged: Judged, opened: Space) -> tuple[FactUse, ...]:
    """Return the presumed answers that the period relies on: those that could matter, were they not presumed."""
    worlds = judge.worlds
    functions = [opened.function(judge.prohibition.id, stretch) for stretch in judged.stretches]
    support = {asked for function in functions for asked in opened.support(function)}
    relied = [asked for asked in opened.asked if asked in support and asked in opened.opened]
    return tuple(FactUse(asked.name, asked.action, worlds.answer(asked), presumed=True) for asked in relied)


def _coming(judge: Judge, judged: Judged) -> Iterator[str]:
    """Yield a note for each text that a rule encodes and that is passed but not commenced, on days after it passed."""
    for provision, wanted in judge.common.tables.encoded_versions:
        if judge.worlds.arrangement.nation not in provision.extent:
            continue
        for version in provision.versions:
            passed = version.passed
            if version.id != wanted or version.in_force or passed is None:
                continue
            if judged.last is None or judged.last >= passed:
                yield (
                    f"A new text of {provision.cite} ({provision.instrument}), passed on {in_words(passed)}, is coming"
                    " but is not known to be in force: it is not applied here."
                )


class _Advice:
    """What the rulebook advises for a verdict, where the conditions of the advice are true of the arrangement."""

    def __init__(self, rulebook: Rulebook, cases: Sequence[_Case], rulings: Sequence[Ruling]) -> None:
        self.rulebook = rulebook
        self.tables = tables_of(rulebook)
        self.cases = cases
        self.verdict = _verdict_of(rulings)
        self.verdicts = {
            name: _verdict_of([each for each in rulings if each.prohibition == name])
            for name in rulebook.law.prohibitions
        }

    def given(self, section: str) -> tuple[Advice, ...]:
        return tuple(each.advice for each in self.tables.advice[section] if self._fits(each) and self._holds(each))

    def _fits(self, given: GivenAdvice) -> bool:
        """Return whether it is given for the verdict; where no day is judged, only what is given for any verdict is."""
        advice = given.advice
        verdict = self.verdict if advice.prohibition is None else self.verdicts[advice.prohibition]
        return given.always or verdict in advice.when

    def _holds(self, given: GivenAdvice) -> bool:
        name = given.condition
        return name is None or any(
            case.judge.common.projected(stretch.epoch.conditions[name], stretch, action) != FALSE
            for case in self.cases
            for stretch in case.stretches
            for action in self._actions(given.advice, case.judge.worlds, stretch)
        )

    def _actions(self, advice: Advice, worlds: StrandWorlds, stretch: Stretch) -> tuple[str, ...]:
        """Return the actions against which its condition is asked: those that its prohibition could bite on, if any."""
        if advice.prohibition is None:
            return worlds.strand.covers
        bites = worlds.bites(self.rulebook.law.prohibitions[advice.prohibition], stretch)
        return stretch.in_progress if bites else ()


def _verdict_of(rulings: Sequence[Ruling]) -> str | None:
    """Return the first verdict of the days that are judged, or None where there are none."""
    judged = [period.verdict for ruling in rulings for period in ruling.periods if period.reasons]
    return Verdict.first(judged).value if judged else None


def _authorities(rulebook: Rulebook, rulings: list[Ruling], consequences: tuple[Advice, ...]) -> Iterator[str]:
    """Yield the ids of the provisions and authorities that the assessment relies on, in the order of its reasons."""
    questions: dict[str, None] = {}

    for ruling in rulings:
        for period in ruling.periods:
            for reason in (each for top in period.reasons for each in top.with_those_below()):
                yield reason.provision
                yield from reason.authorities
                questions.update(dict.fromkeys(reason.questions))
            questions.update({each.name: None for each in period.turns_on if each.status == "arguable"})
    for name in questions:
        question = rulebook.law.open_questions[name]
        yield question.provision
        yield from question.prohibits.authorities
        yield from question.permits.authorities
    for advice in consequences:
        if advice.provision is not None:
            yield advice.provision
        yield from advice.authorities
