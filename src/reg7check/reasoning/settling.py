"""What an unsettled period turns on, what would settle it, what to ask next; and what would turn a settled one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reg7check.reasoning.calendar import latest_with_effect_by
from reg7check.reasoning.families import NODE_LIMIT, SHOWN, Families, Literal, SmallestChanges, shortest
from reg7check.reasoning.judging import Judge, Judged
from reg7check.reasoning.results import Change, Count, Member, Question, SettlingSet, Status, TurnsOn, Verdict
from reg7check.reasoning.worlds import AS_STATED, Asked, Space, StrandWorlds, Stretch
from reg7check.rulebook.diagram import TRUE
from reg7check.rulebook.models import DATE_ANSWERS


def what_it_turns_on(space: Space, function: int, by_action: Mapping[str, Stretch]) -> tuple[TurnsOn, ...]:
    """Return the facts and questions that appear in some smallest settling set.

    These are the ones on which the function depends: each variable of a function is in one of its prime
    implicants or of its negation's. Whether a question arises is asked against each action, on its stretch.
    """
    return tuple(
        TurnsOn(asked.name, asked.action, _status(space, asked), _arises(space, asked, by_action))
        for asked in space.support(function)
    )


def _arises(space: Space, asked: Asked, by_action: Mapping[str, Stretch]) -> bool:
    return all(
        space.projected(stretch.epoch.arises.get(asked.name, TRUE), stretch, action) == TRUE
        for action, stretch in by_action.items()
    )


def _status(space: Space, asked: Asked) -> Status:
    if space.is_question(asked):
        return "arguable"
    return "disputed" if space.worlds.answer(asked).disputed else "unknown"


def what_would_settle(space: Space, judged: Judged) -> tuple[tuple[SettlingSet, ...], Mapping[Verdict, Count]]:
    """Return the shortest of the smallest sets that settle a period, for each way, and how many there are in all."""
    sets: list[SettlingSet] = []
    totals: dict[Verdict, Count] = {}
    ways = (
        (Verdict.PROHIBITED, judged.function),
        (Verdict.NOT_PROHIBITED, space.diagram.negation(judged.function)),
    )
    for verdict, function in ways:
        found, total, exact = space.settling(function)
        sets += [SettlingSet(verdict, members_of(space, each, judged.first, judged.last)) for each in found]
        totals[verdict] = Count(total, exact)
    return tuple(sets), totals


def what_to_ask(space: Space, function: int) -> tuple[Question, ...]:
    """Return the open facts, best first: the one whose answer is expected to leave the fewest facts to ask.

    Each of a fact's possible answers is taken as equally likely.
    """
    questions = [
        Question(asked.name, asked.action, _expected_left(space, function, asked))
        for asked in space.support(function)
        if not space.is_question(asked)
    ]
    return tuple(sorted(questions, key=lambda question: question.expected_left))


def _expected_left(space: Space, function: int, asked: Asked) -> float:
    diagram = space.diagram
    level = space.level(asked)
    answers = len(diagram.variables[level].answers)
    left = sum(space.facts_left(diagram.given(function, level, answer)) for answer in range(answers))
    return left / answers


def what_would_turn(judge: Judge, judged: Judged) -> tuple[tuple[Change, ...], Count]:
    """Return the shortest of the smallest sets of known facts whose change turns a settled period, and their number.

    A change turns the verdict where, on no day of the period, every world agrees any more; it may leave it settled
    the other way, or open.
    """
    space, present = opened_to_change(judge.common, judged.stretches)
    turned = space.diagram.all(
        space.diagram.negation(_certain(judge, space, each, judged.verdict, present)) for each in judged.stretches
    )
    search = SmallestChanges(space.diagram, Families(NODE_LIMIT), present)
    found, total, exact = shortest(search, turned, SHOWN)
    changes = []
    for each in found:
        members = members_of(space, each, judged.first, judged.last)
        changed = {Asked(member.name, member.action): member.answer for member in members}
        verdict = Verdict.first([judge.judge(stretch, changed).verdict for stretch in judged.stretches])
        changes.append(Change(verdict, members))
    return tuple(changes), Count(total, exact)


def opened_to_change(common: Space, stretches: Sequence[Stretch]) -> tuple[Space, dict[int, int]]:
    """Return the worlds in which known facts may have any answer, and the number of the present one at each level."""
    known = dict(_known_answers(common, stretches))
    space = Space(common.worlds, stretches, opened=known)
    return space, {space.level(asked): space.answers(asked).index(answer) for asked, answer in known.items()}


def _known_answers(common: Space, stretches: Sequence[Stretch]) -> Iterator[tuple[Asked, str]]:
    """Yield each fact that has one answer on all days of some stretches on which it is asked, with that answer.

    Of a date fact, whose meaning may change within them, it is AS_STATED.
    """
    worlds = common.worlds
    acting = [action for action in worlds.strand.covers if any(action in each.in_progress for each in stretches)]
    for action in ("", *acting):
        yield from common.known(action)
    for asked in [each for fact in common.tables.dates for each in worlds.each_asked(fact)]:
        if not asked.action or asked.action in acting:
            asked_on = (each for each in stretches if not asked.action or asked.action in each.in_progress)
            if all(len(worlds.possible(asked, each.first)) == 1 for each in asked_on):
                yield asked, AS_STATED


def _certain(judge: Judge, space: Space, stretch: Stretch, verdict: Verdict, known: Mapping[int, int]) -> int:
    """Return the function of the known facts that is true where every world of a stretch still has the verdict."""
    function = space.function(judge.prohibition.id, stretch)
    if verdict is Verdict.NOT_PROHIBITED:
        function = space.diagram.negation(function)
    return space.diagram.every(function, set(range(len(space.asked))) - known.keys())


def members_of(space: Space, literals: tuple[Literal, ...], first: date, last: date | None) -> tuple[Member, ...]:
    """Return the answers that a set holds, those to date facts as dates that have them on the days it is for."""
    members = []
    for level, number in literals:
        asked = space.asked[level]
        answer = space.diagram.variables[level].answers[number]
        fact = space.worlds.facts.get(asked.name)
        if fact is None or not fact.is_date:
            members.append(Member(asked.name, asked.action, answer, answer))
            continue
        day = _dividing_day(space.worlds, asked, last if answer != DATE_ANSWERS[0] else first)
        members.append(Member(asked.name, asked.action, answer, date_words(answer, day), day))
    return tuple(members)


def _dividing_day(worlds: StrandWorlds, asked: Asked, end: date | None) -> date | None:
    """Return the latest date that is past on a day: the first day of some, for all of them; the last, for any."""
    if end is None:
        return None
    return latest_with_effect_by(worlds.facts[asked.name], end, worlds.arrangement.nation)


def date_words(answer: str, day: date | None) -> str:
    """Return how an answer to a date fact is written: "on or before" a day, or "never, or after" it."""
    if answer == DATE_ANSWERS[0]:
        return f"on or before {day}"
    return f"never, or after {day}" if day is not None else "never"
