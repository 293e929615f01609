"""Why, and why not: each element of a prohibition by itself, on its own function over all worlds of a strand."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from reg7check.arrangement import Arrangement, Strand
from reg7check.named import NamedTuple
from reg7check.reasoning.explanations import Asking, Explained, Explanation, OtherDays
from reg7check.reasoning.judging import Judge, Judged
from reg7check.reasoning.periods import ONE_DAY, stretches_of
from reg7check.reasoning.reasons import reasons_for
from reg7check.reasoning.results import Assessment, Reason, Ruling, Status, Verdict
from reg7check.reasoning.settling import what_it_turns_on
from reg7check.reasoning.standing import asked_against
from reg7check.reasoning.subjects import Subject, asked_below, roles_of
from reg7check.reasoning.turning import Turning
from reg7check.reasoning.views import views_of
from reg7check.reasoning.walk import Walk, status_of
from reg7check.reasoning.weighing import Weighed, weighed
from reg7check.reasoning.worlds import Space, StrandWorlds, Stretch
from reg7check.rulebook import Rulebook
from reg7check.rulebook.models import Law, RuleStatus


def explain(
    assessment: Assessment,
    rulebook: Rulebook,
    subjects: Sequence[Subject],
    *,
    asked: str | None = None,
    strands: Iterable[str] = (),
    on: date | None = None,
) -> Explained:
    """Return why each subject is so, or not, on each strand.

    Args:
        assessment: of the arrangement, on all its days.
        rulebook: the rulebook under which it was made.
        subjects: what is explained, from ``subjects_of``.
        asked: the name by which they were asked for; None where nothing was named, and so the verdict is meant.
        strands: the ids of the strands; none means all.
        on: the day; left out, the first of the period that gives the verdict.

    Returns:
        The explanations, by strand and then by subject; one an action where it differs between actions. A prohibition
        that does not extend to the nation is explained only where it is named, or is the main one.
    """
    wanted = tuple(strands) or tuple(each.id for each in assessment.arrangement.cover)
    main = rulebook.law.identity.main_prohibition
    found: list[Explanation] = []
    for name in wanted:
        case = _Case(assessment, rulebook, assessment.arrangement.strand(name), on)
        for subject in subjects:
            if subject.kind == "concept":
                found += case.concept(subject)
            elif asked is not None or subject.id == main or case.extends(subject.id):
                found.append(case.prohibition(subject))
    return Explained(assessment, asked, on, tuple(found))


class _Told(NamedTuple):
    """What is told of a concept on a stretch, against an action."""

    status: RuleStatus
    accounts: Mapping[str, RuleStatus]
    reason: Reason | None
    asked_by: tuple[Asking, ...]

    def like(self, other: _Told) -> bool:
        """Return whether another tells the same of the concept itself, for the same reasons."""
        mine, its = (
            (told.status, told.accounts, told.reason and _without_versions(told.reason)) for told in (self, other)
        )
        return mine == its


class _Case:
    """One strand whose elements are explained."""

    def __init__(self, assessment: Assessment, rulebook: Rulebook, strand: Strand, on: date | None) -> None:
        self.law: Law = rulebook.law
        self.rulebook = rulebook
        self.strand = strand
        self.on = on
        arrangement: Arrangement = assessment.arrangement
        self.worlds = StrandWorlds(rulebook, arrangement, strand, assessment.taken)
        self.stretches = stretches_of(self.worlds)
        if on is not None and self._at(on) is None:
            self.stretches = tuple(sorted((*self.stretches, *stretches_of(self.worlds, on)), key=lambda s: s.first))
        judged = next(each for each in assessment.cover if each.strand.id == strand.id)
        self.rulings: dict[str, Ruling] = {each.prohibition: each for each in judged.rulings}
        main = rulebook.law.prohibitions[rulebook.law.identity.main_prohibition]
        self.judge = Judge.of(self.worlds, main, self.stretches)

    def extends(self, prohibition: str) -> bool:
        return self.worlds.extends(self.law.prohibitions[prohibition])

    def prohibition(self, subject: Subject) -> Explanation:
        """Return why a prohibition forbids the strand, or does not."""
        judge = self._judge(subject.id)
        stretch = self._chosen([subject.id])
        periods = judge.periods(self.stretches)
        judged = next(each for each in periods if stretch in each.stretches)
        reasons = reasons_for(judge, judged) if judge.covered(judged.first) else ()

        def function(space: Space, on: Stretch) -> int:
            return space.function(subject.id, on)

        prohibition = self.law.prohibitions[subject.id]
        concepts = asked_below(self.law, *prohibition.elements, *prohibition.unless)
        actions = list(judged.by_action.items()) or [(asked_against(self.worlds, stretch, None), stretch)]
        walks = [Walk(judge, on, action) for action, on in actions]
        others = [
            OtherDays(each.first, each.last, "", _status(each.verdict), each.verdict, short=_short(judge, each))
            for each in periods
            if each is not judged
        ]
        accounts = {party: _status(verdict) for party, verdict in judged.accounts.items()}
        in_play = not any(reason.short for reason in reasons) and bool(reasons)
        return Explanation(
            strand=self.strand,
            subject=subject,
            action="",
            first=judged.first,
            last=judged.last,
            status=_status(judged.verdict),
            verdict=judged.verdict,
            why_open=self._why_open(judged.function, accounts),
            accounts=accounts,
            reasons=reasons,
            turns_on=what_it_turns_on(judge.common, judged.function, judged.by_action),
            ways=Turning(judge.common, judged.stretches).ways(function) if in_play else (),
            weighings=tuple(_weighings(walks[0], reasons)),
            asked_by=(),
            other_days=tuple(others),
            views=tuple(views_of(walks, concepts)),
        )

    def concept(self, subject: Subject) -> Iterator[Explanation]:
        """Yield why a concept holds, or does not, against each action in progress; once where that is the same."""
        concept = subject.id
        roles = roles_of(self.law, concept)
        chosen = self._chosen([role.prohibition for role in roles])
        actions = chosen.in_progress or (asked_against(self.worlds, chosen, None),)
        if not self._asks_of_actions(concept):
            actions = actions[:1]
        for action in actions:
            told = {each.first: self._told(concept, each, action) for each in self.stretches}
            its_own = told[chosen.first]
            days = _around(chosen, self.stretches, {day for day, its in told.items() if its == its_own})
            against = tuple(each._replace(in_progress=(action,)) for each in days)

            def function(space: Space, on: Stretch, action: str = action) -> int:
                return space.projected(on.epoch.concepts[concept], on, action)

            its = function(self.judge.common, chosen)
            walk = Walk(self.judge, chosen, action)
            reasons = tuple(filter(None, [its_own.reason]))
            yield Explanation(
                strand=self.strand,
                subject=subject,
                action=action if len(actions) > 1 else "",
                first=days[0].first,
                last=days[-1].last,
                status=its_own.status,
                verdict=None,
                why_open=self._why_open(its, its_own.accounts),
                accounts=its_own.accounts,
                reasons=reasons,
                turns_on=what_it_turns_on(self.judge.common, its, {action: chosen}),
                ways=Turning(self.judge.common, against).ways(function),
                weighings=tuple(_weighings(walk, reasons)),
                asked_by=its_own.asked_by,
                other_days=tuple(self._others(days, told, its_own, action if len(actions) > 1 else "")),
                views=tuple(views_of([walk], asked_below(self.law, concept))),
            )

    def _at(self, day: date) -> Stretch | None:
        found = (each for each in self.stretches if each.first <= day and (each.last is None or day <= each.last))
        return next(found, None)

    def _judge(self, prohibition: str) -> Judge:
        return self.judge._replace(prohibition=self.law.prohibitions[prohibition])

    def _chosen(self, prohibitions: Sequence[str]) -> Stretch:
        """Return the stretch to explain: that of the day, else the first that gives a prohibition's verdict.

        The prohibition is the first of these whose inquiry goes on to the facts, else the first of them.
        """
        day = self.on
        if day is None:
            rulings = [self.rulings[each] for each in prohibitions if each in self.rulings]
            rulings = rulings or list(self.rulings.values())
            in_play = (each for each in rulings if not any(reason.short for reason in each.leading.reasons))
            day = next(in_play, rulings[0]).leading.first
        stretch = self._at(day)
        if stretch is None:
            raise ValueError(day)
        return stretch

    def _told(self, concept: str, stretch: Stretch, action: str) -> _Told:
        root = stretch.epoch.concepts[concept]
        rule = self.law.rule_on(concept, stretch.first)
        accounts = {
            party: status_of(space.projected(root, stretch, action)) for party, space in self.judge.by_party.items()
        }
        status = status_of(self.judge.common.projected(root, stretch, action))
        reason = Walk(self.judge, stretch, action).reason(rule) if rule is not None else None
        return _Told(status, accounts, reason, tuple(self._asking(concept, stretch)))

    def _asks_of_actions(self, concept: str) -> bool:
        """Return whether a concept depends on anything about an action, on some day."""
        diagram = self.rulebook.compiled.diagram
        roots = {each.epoch.concepts[concept] for each in self.stretches}
        names = {diagram.variables[level].name for root in roots for level in diagram.support(root)}
        return any(
            name == "action_kind" or (name in self.law.facts and self.law.facts[name].about == "action")
            for name in names
        )

    def _why_open(self, function: int, accounts: Mapping[str, RuleStatus]) -> Status | None:
        if status_of(function) != "open":
            return None
        if {"holds", "fails"} <= set(accounts.values()):
            return "disputed"
        space = self.judge.common
        return "arguable" if all(space.is_question(each) for each in space.support(function)) else "unknown"

    def _asking(self, concept: str, stretch: Stretch) -> Iterator[Asking]:
        for role in roles_of(self.law, concept):
            judge = self._judge(role.prohibition)
            opening = Walk(judge, stretch, "").opening()
            stop = next((reason for reason in opening if reason.status == "fails"), None)
            yield Asking(role, judge.judge(stretch).verdict, stop)

    def _others(
        self, days: Sequence[Stretch], told: Mapping[date, _Told], its_own: _Told, action: str
    ) -> Iterator[OtherDays]:
        """Yield the other days of the cover, those on which it is the same together."""
        found: list[OtherDays] = []
        for stretch in self.stretches:
            if stretch in days:
                continue
            its = told[stretch.first]
            other = OtherDays(stretch.first, stretch.last, action, its.status, alike=its.like(its_own))
            last = found[-1] if found else None
            if (
                last is not None
                and other == last._replace(first=other.first, last=other.last)
                and _follows(last, other)
            ):
                found[-1] = last._replace(last=other.last)
            else:
                found.append(other)
        yield from found


def _around(chosen: Stretch, stretches: Sequence[Stretch], alike: Container[date]) -> tuple[Stretch, ...]:
    """Return the stretches next to each other, with the chosen one among them, whose first days are alike."""
    at = stretches.index(chosen)
    first = last = at
    while first > 0 and stretches[first - 1].first in alike and _follows(stretches[first - 1], stretches[first]):
        first -= 1
    while (
        last + 1 < len(stretches)
        and stretches[last + 1].first in alike
        and _follows(stretches[last], stretches[last + 1])
    ):
        last += 1
    return tuple(stretches[first : last + 1])


def _without_versions(reason: Reason) -> Reason:
    return reason._replace(version=None, words=None, because=tuple(_without_versions(each) for each in reason.because))


def _follows(one: Stretch | OtherDays, other: Stretch | OtherDays) -> bool:
    return one.last == other.first - ONE_DAY


def _status(verdict: Verdict) -> RuleStatus:
    """Return whether a prohibition forbids, as of an element whether it holds."""
    if verdict is Verdict.PROHIBITED:
        return "holds"
    return "fails" if verdict is Verdict.NOT_PROHIBITED else "open"


def _short(judge: Judge, judged: Judged) -> str:
    opening = Walk(judge, judged.stretch, "").opening()
    return next((reason.short for reason in opening if reason.short), "")


def _weighings(walk: Walk, reasons: Iterable[Reason]) -> Iterator[Weighed]:
    """Yield each weighing that the reasons come to."""
    every = (each for reason in reasons for each in reason.with_those_below())
    for name in dict.fromkeys(name for each in every for name in each.weighings):
        yield weighed(walk, name)
