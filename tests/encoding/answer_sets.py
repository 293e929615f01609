"""Asks clingo: what the answer-set program in ``law.lp`` finds of each day of each strand of some arrangements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import clingo
from given import FOLDER, Atom, Meant, MeantOnDay, Question, meant_by, term
from plain import PlainStrand

MAIN = "regulation_7"
WELSH = "welsh_act_section_2"
MOST_ACTIONS = 3
EVERYBODY = "everybody"
ORDER = ("prohibited", "disputed", "arguable", "undetermined", "not-prohibited")
"""The verdicts: that of a strand is the first of these that one of its days has."""


class Found(NamedTuple):
    """A verdict, and the verdict on each party's account."""

    verdict: str
    accounts: Mapping[str, str]


class Ruled(NamedTuple):
    """What is found of a strand under one prohibition: as a whole, and on each day asked on which the cover runs.

    ``joined`` are days that lie in one period with the day before: the same is so on both, in every account.
    """

    whole: Found
    days: Mapping[date, Found]
    joined: frozenset[date] = frozenset()


ByStrand = dict[str, dict[str, Ruled]]
"""What is found of an arrangement: by strand, then by prohibition."""


class AnswerSets:
    """Answers questions. With ``commences``, section 36 of the Employment Rights Act 2025 commences on that day."""

    def __init__(self, commences: date | None = None) -> None:
        self._commences = commences
        # What is small is solved fast, and few arrangements have several actions.
        self._laws = {actions: _Law(actions) for actions in range(1, MOST_ACTIONS + 1)}

    def judge(self, questions: Sequence[Question]) -> list[ByStrand]:
        """Return what is found of each question. Raises ValueError beyond the table of bank holidays."""
        return [
            {strand.id: self._strand(question, strand, meant[strand.id]) for strand in question.plain.cover}
            for question, meant in zip(questions, meant_by(questions, self._commences), strict=True)
        ]

    def _strand(self, question: Question, strand: PlainStrand, meant: Meant) -> dict[str, Ruled]:
        nation = question.plain.nation
        law = self._laws[len(question.plain.actions_of(strand))]
        taken = [("reading", term(name), reading) for name, reading in question.taken.items()]
        known: dict[tuple[object, ...], str] = {}

        def verdict(prohibition: str, who: str, on: MeantOnDay) -> str:
            if _uncovered(prohibition, nation, on):
                return "undetermined"
            circumstances = (("nation", term(nation)), *on.circumstances)
            if not law.may_forbid(prohibition, circumstances):
                return "not-prohibited"
            # Days on which the same is so in an account are solved once.
            key = (prohibition, who, circumstances, *sorted(on.settled), None, *sorted(on.ruled_out[who]))
            if key not in known:
                settled = [*circumstances, *taken, *meant.settled, *on.settled]
                known[key] = law.verdict(prohibition, settled, [*meant.ruled_out[who], *on.ruled_out[who]])
            return known[key]

        found: dict[str, Ruled] = {}
        for prohibition in (MAIN, WELSH) if nation == "wales" else (MAIN,):
            days: dict[date, Found] = {}
            joined: list[date] = []
            before: tuple[date, object] | None = None
            for day, on in sorted(meant.days.items()):
                days[day] = found_of({who: verdict(prohibition, who, on) for who in (EVERYBODY, *meant.parties)})
                so = _what_is_so(prohibition, nation, on)
                if before == (day - timedelta(days=1), so):
                    joined.append(day)
                before = day, so
            found[prohibition] = Ruled(_whole(days, meant.parties), days, frozenset(joined))
        return found


def found_of(verdicts: Mapping[str, str]) -> Found:
    """Return what is found of a day: disputed where it is not settled, and two accounts are settled and differ."""
    accounts = {who: verdict for who, verdict in verdicts.items() if who != EVERYBODY}
    settled = {"prohibited", "not-prohibited"}
    disputed = verdicts[EVERYBODY] not in settled and settled <= set(accounts.values())
    return Found("disputed" if disputed else verdicts[EVERYBODY], accounts)


def _uncovered(prohibition: str, nation: str, on: MeantOnDay) -> bool:
    """Return whether the day is before the first that is encoded: of regulation 7, where it extends."""
    return prohibition == MAIN and nation != "northern-ireland" and on.before_this_law


def _what_is_so(prohibition: str, nation: str, on: MeantOnDay) -> object:
    """Return all that can matter on a day: where a law is not in force, or does not extend, nothing else does."""
    if nation == "northern-ireland":
        return None
    if ("in_force", prohibition) not in on.circumstances:
        return _uncovered(prohibition, nation, on)
    ruled_out = {who: frozenset(atoms) for who, atoms in on.ruled_out.items() if atoms}
    return frozenset(on.circumstances), frozenset(on.settled), ruled_out


def _whole(days: Mapping[date, Found], parties: Iterable[str]) -> Found:
    def first(verdicts: Iterable[str]) -> str:
        return min(verdicts, key=ORDER.index, default=ORDER[-1])

    accounts = {party: first(found.accounts[party] for found in days.values()) for party in parties}
    return Found(first(found.verdict for found in days.values()), accounts)


class _Law:
    """The part "law" for so many actions. Only to tell arguable from undetermined takes two worlds."""

    def __init__(self, actions: int) -> None:
        self._one = _Worlds(1, actions)
        self._two = _Worlds(2, actions)
        self._may_forbid: dict[tuple[str, tuple[Atom, ...]], bool] = {}

    def may_forbid(self, prohibition: str, circumstances: tuple[Atom, ...]) -> bool:
        """Return whether anything at all may be forbidden in these circumstances, whatever the facts."""
        key = (prohibition, circumstances)
        if key not in self._may_forbid:
            forbidden = self._one.literals["forbidden", prohibition]
            self._may_forbid[key] = self._one.exist([*self._one.assuming(circumstances, []), *forbidden])
        return self._may_forbid[key]

    def verdict(self, prohibition: str, settled: Sequence[Atom], ruled_out: Sequence[Atom]) -> str:
        """Return the verdict over the worlds of one account on one day, by which answer sets exist."""
        assumed = self._one.assuming(settled, ruled_out)
        (in_it,) = self._one.literals["forbidden", prohibition]
        if not self._one.exist([*assumed, in_it]):
            return "not-prohibited"
        in_first, in_second = self._two.literals["forbidden", prohibition]
        if self._two.exist([*self._two.assuming(settled, ruled_out), in_first, -in_second]):
            return "undetermined"
        return "arguable" if self._one.exist([*assumed, -in_it]) else "prohibited"


class _Worlds:
    """The part "law", ground for one world, or for two that share every reading of the law."""

    def __init__(self, worlds: int, actions: int) -> None:
        constants = ["-c", f"worlds={worlds}", "-c", f"actions={actions}"]
        self._control = clingo.Control(["1", "--warn=none", *constants])
        self._control.load(str(FOLDER / "law.lp"))
        self._control.ground([("base", []), ("law", [])])
        literals: dict[Atom, list[int]] = defaultdict(list)
        for atom in self._control.symbolic_atoms:
            name, arguments = atom.symbol.name, [str(each) for each in atom.symbol.arguments]
            if name == "is":  # is(world, …)
                arguments = arguments[1:]
            elif name == "forbidden":  # forbidden(prohibition, world)
                arguments = arguments[:-1]
            literals[name, *arguments].append(atom.literal)
        self.literals = {name: tuple(found) for name, found in literals.items()}
        """By atom, without the world of which it speaks: its literal in each world."""
        self._circumstances = {name for name in literals if name[0] in ("in_force", "in_progress")}

    def assuming(self, settled: Iterable[Atom], ruled_out: Iterable[Atom]) -> list[int]:
        """Return these as assumptions about every world. What is not said to be in force or in progress is not."""
        literals = self.literals
        assumed = [literal for atom in settled for literal in literals[atom]]
        assumed += [-literal for atom in ruled_out for literal in literals[atom]]
        assumed += [-literal for atom in self._circumstances.difference(settled) for literal in literals[atom]]
        return assumed

    def exist(self, assumptions: list[int]) -> bool:
        """Return whether there is an answer set under these assumptions."""
        return bool(self._control.solve(assumptions=assumptions).satisfiable)
