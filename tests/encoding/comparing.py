"""Compares what the program that is tested and the answer-set program find of the same arrangements, day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from answer_sets import MAIN, AnswerSets, ByStrand, Found, Ruled
from drawing import LEGAL_DAYS, SECTION_36_BEGINS
from engine import assessed, judged
from given import Question
from plain import Plain, PlainStrand, as_yaml
from shrinking import shrink

from reg7check import Rulebook

ONE_DAY = timedelta(days=1)


class Difference(NamedTuple):
    """Something that the two find of a strand under a prohibition, in words, where that differs."""

    strand: str
    prohibition: str
    where: str
    encoding: str
    engine: str

    def __str__(self) -> str:
        return f"{self.strand}, {self.prohibition}, {self.where}: law.lp {self.encoding}; engine {self.engine}"


class Comparison:
    """The two sides. With ``commences``, a rulebook in which section 36 commences on that day must be given."""

    def __init__(self, rulebook: Rulebook, commences: date | None = None) -> None:
        self.rulebook = rulebook
        self.answer_sets = AnswerSets(commences)

    def of(self, questions: Sequence[Question]) -> list[tuple[ByStrand, list[Difference]]]:
        """Return what the answer-set program finds of each question, and where the program's reasoning differs."""
        return [
            (found, differences(found, judged(question, self.rulebook)))
            for question, found in zip(questions, self.answer_sets.judge(questions), strict=True)
        ]

    def at_the_door(self, question: Question, found: ByStrand, random: Random) -> list[Difference]:
        """Return where the public face differs on an arrangement file: on all, on one day alone, or in one account."""
        parties = set.intersection(*({*ruled.whole.accounts} for each in found.values() for ruled in each.values()))
        way = random.choice(("all", "on", "as_party"))
        how = "assessed"
        if way == "on":
            day = random.choice(question.days[question.plain.cover[0].id])
            how = f"assessed --on {day}"
            question = question._replace(days={strand.id: [day] for strand in question.plain.cover})
            found, other = _on(question, found, day), assessed(question, self.rulebook, on=day)
        elif way == "as_party" and parties:
            party = random.choice(sorted(parties))
            how = f"assessed --as {party}"
            found, other = _account(found, party), assessed(question, self.rulebook, as_party=party)
        else:
            other = assessed(question, self.rulebook)
        return [each._replace(where=f"{each.where}, {how}") for each in differences(found, other)]


def ask(plain: Plain, taken: Mapping[str, str]) -> Question:
    """Return the question of every day of an arrangement that may matter."""
    return Question(plain, {strand.id: days_of(plain, strand) for strand in plain.cover}, taken)


def days_of(plain: Plain, strand: PlainStrand) -> list[date]:
    """Return the days to compare: all days of cover where it is short, else those near any date; and a day outside."""
    spans = plain.dates_of(strand)
    first = min(first for first, _ in spans)
    days = {first - ONE_DAY}
    near: set[date] | None = None
    for begins, ends in spans:
        if ends is not None and (ends - begins).days <= 20:
            days |= {begins + timedelta(number) for number in range((ends - begins).days + 2)}
        else:
            near = near or set(_near(plain, strand))
            days |= {day for day in near if begins <= day and (ends is None or day <= ends + ONE_DAY)}
            days.add(begins)
    return sorted(days)


def _near(plain: Plain, strand: PlainStrand) -> set[date]:
    """Return every date that the law or the arrangement has, with the days about it: after it, past any holidays."""
    actions = plain.actions_of(strand)
    dates = {*LEGAL_DAYS, SECTION_36_BEGINS}
    dates |= {day for dated in (strand, *actions) for span in dated.dates or () for day in span if day is not None}
    for dated in (strand, *actions):
        for stated in dated.facts.values():
            said = stated.values() if isinstance(stated, Mapping) else [stated]
            dates |= {day for day in said if isinstance(day, date)}
    return {day + timedelta(number) for day in dates for number in range(-1, 8)}


def differences(encoding: ByStrand, engine: ByStrand) -> list[Difference]:
    """Return every difference between what the two find."""
    return [
        Difference(strand, prohibition, *sides)
        for strand in {**encoding, **engine}
        for prohibition in {**encoding.get(strand, {}), **engine.get(strand, {})}
        for sides in _of_ruled(encoding.get(strand, {}).get(prohibition), engine.get(strand, {}).get(prohibition))
    ]


def _of_ruled(ours: Ruled | None, theirs: Ruled | None) -> Iterator[tuple[str, str, str]]:
    """Yield where two findings differ, and each in words."""
    if ours is None or theirs is None:
        yield "as a whole", _words(ours and ours.whole), _words(theirs and theirs.whole)
        return
    if ours.whole != theirs.whole:
        yield "as a whole", _words(ours.whole), _words(theirs.whole)
    if ours.days != theirs.days:
        for day in sorted({*ours.days, *theirs.days}):
            one, other = ours.days.get(day), theirs.days.get(day)
            if one != other:
                yield f"on {day}", _words(one), _words(other)
    for day in sorted(ours.joined - theirs.joined):
        yield f"on {day}", "has it in one period with the day before", "begins a period"


def _words(found: Found | None) -> str:
    if found is None:
        return "does not judge it"
    accounts = ", ".join(f"{party}: {verdict}" for party, verdict in sorted(found.accounts.items()))
    return f"{found.verdict} ({accounts})" if accounts else found.verdict


def _on(question: Question, found: ByStrand, day: date) -> ByStrand:
    """Return what judging one day alone finds.

    Where the cover does not run nothing is forbidden; but a day before the first one that regulation 7 covers is
    undetermined, whatever runs on it.
    """
    early = day < LEGAL_DAYS[0] and question.plain.nation != "northern-ireland"

    def on(prohibition: str, ruled: Ruled) -> Ruled:
        idle = "undetermined" if early and prohibition == MAIN else "not-prohibited"
        it = ruled.days.get(day, Found(idle, dict.fromkeys(ruled.whole.accounts, idle)))
        return Ruled(it, {day: it})

    return {strand: {name: on(name, ruled) for name, ruled in each.items()} for strand, each in found.items()}


def _account(found: ByStrand, party: str) -> ByStrand:
    def account(it: Found) -> Found:
        return Found(it.accounts[party], {})

    return {
        strand: {
            name: ruled._replace(whole=account(ruled.whole), days={day: account(it) for day, it in ruled.days.items()})
            for name, ruled in each.items()
        }
        for strand, each in found.items()
    }


def smallest(question: Question, differs: Callable[[Question], Sequence[Difference]]) -> str:
    """Return the smallest arrangement found that still differs: a file to assess, with the differences in remarks."""
    taken = dict(question.taken)

    def shows(plain: Plain) -> bool:
        return bool(differs(ask(plain, taken)))

    plain = question.plain
    for name, reading in question.taken.items():
        del taken[name]
        if not shows(plain):
            taken[name] = reading
    plain = shrink(plain, shows)
    remarks = [f"# {difference}" for difference in differs(ask(plain, taken))]
    remarks += [f"# --take {name}={reading}" for name, reading in taken.items()]
    return "\n".join([*remarks, as_yaml(plain)])
