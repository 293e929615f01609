"""Running a rule case: what comes out of it, and where that differs from what it expects."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from reg7check.api import assess
from reg7check.audit.case import NOT_APPLIED, OUTSIDE, Case, ExpectedPeriod, ExpectedRuling, Stated
from reg7check.named import NamedTuple
from reg7check.problems import Place
from reg7check.reasoning import Assessment
from reg7check.reasoning.results import Period, Ruling, StrandAssessment
from reg7check.reasoning.standing import Standing
from reg7check.reasoning.worlds import StrandWorlds
from reg7check.rulebook import Rulebook
from reg7check.rulebook.commencing import Commencing, with_commenced
from reg7check.rulebook.compile import compile_law


class Difference(NamedTuple):
    """Something that came out otherwise than expected: where that stands in the case, what it is, both answers.

    An answer has a line for each of its parts.
    """

    place: Place
    what: str
    expected: str
    got: str


class CaseResult(NamedTuple):
    """A rule case that was run, and how what came out differs from what it expects: nothing, where it passes."""

    case: Case
    differences: tuple[Difference, ...]

    @property
    def passes(self) -> bool:
        """Whether all came out as expected."""
        return not self.differences


class Laws:
    """A rulebook, and each variant of it in which versions have commenced, compiled once and kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._variants: dict[Commencing, Rulebook] = {(): rulebook}

    def of(self, case: Case) -> Rulebook:
        """Return the rulebook under which a case is judged."""
        found = self._variants.get(case.commence)
        if found is None:
            law = with_commenced(self.rulebook.law, case.commence)
            digest = hashlib.sha256(f"{self.rulebook.sha256} {case.commence}".encode()).hexdigest()
            found = self._variants[case.commence] = Rulebook(law, compile_law(law), digest)
        return found


def assess_case(case: Case, laws: Laws) -> Assessment:
    """Judge a case, under the law in which what it commences is in force."""
    return assess(case.arrangement, laws.of(case), on=case.on, as_party=case.as_party, take=case.take)


def run_case(case: Case, laws: Laws) -> tuple[Difference, ...]:
    """Judge a case, and return how what comes out differs from what it expects: nothing, where it passes."""
    rulebook = laws.of(case)
    assessment = assess_case(case, laws)
    strand = next(each for each in assessment.cover if each.strand.id == case.strand)
    return (
        *_of_ruling(case.expected.main, strand.ruling, ""),
        *_of_prohibitions(case, strand),
        *_of_standing(case, rulebook, assessment, strand),
    )


def run_cases(cases: Iterable[Case], rulebook: Rulebook) -> tuple[CaseResult, ...]:
    """Run cases under a rulebook, in their order."""
    laws = Laws(rulebook)
    return tuple(CaseResult(case, run_case(case, laws)) for case in cases)


def _of_ruling(expected: ExpectedRuling, got: Ruling, under: str) -> Iterator[Difference]:
    if expected.verdict is not None and expected.verdict.value != got.verdict:
        found = _verdict(got.leading)
        yield Difference(expected.verdict.place, f"the verdict{under}", expected.verdict.value, found)
    if expected.periods is not None:
        yield from _of_periods(expected.periods, got, under)
    if expected.accounts is not None:
        yield from _of_accounts(expected.accounts, got, under)
    if expected.turns_on is not None:
        wanted, names = expected.turns_on.value, _turns_on(got.leading)
        if set(wanted) != set(names):
            yield Difference(expected.turns_on.place, f"what it turns on{under}", _listed(wanted), _listed(names))


def _of_periods(expected: Stated[tuple[Stated[ExpectedPeriod], ...]], got: Ruling, under: str) -> Iterator[Difference]:
    wanted = [each.value for each in expected.value]
    if [each[:2] for each in wanted] != [(each.first, each.last) for each in got.periods]:
        lines = "\n".join(f"{_days(each)}: {each.verdict}" for each in wanted)
        found = "\n".join(f"{_days(each)}: {each.verdict}" for each in got.periods)
        yield Difference(expected.place, f"the periods{under}", lines, found)
        return
    for each, period in zip(expected.value, got.periods, strict=True):
        if each.value.verdict != period.verdict:
            what = f"the verdict{under} of {_days(period)}"
            yield Difference(each.place, what, each.value.verdict, _verdict(period))


def _of_accounts(expected: Stated[Mapping[str, Stated[str]]], got: Ruling, under: str) -> Iterator[Difference]:
    for party, verdict in expected.value.items():
        found = got.accounts.get(party)
        if found != verdict.value:
            shown = found.value if found is not None else "no account: it states no disputed fact"
            yield Difference(verdict.place, f"the account of {party}{under}", verdict.value, shown)
    for party, found in got.accounts.items():
        if party not in expected.value:
            yield Difference(expected.place, f"the account of {party}{under}", "not listed", found.value)


def _of_prohibitions(case: Case, strand: StrandAssessment) -> Iterator[Difference]:
    rulings = {each.prohibition: each for each in strand.others}
    for name, expected in case.expected.prohibitions.items():
        ruling = rulings.get(name)
        if ruling is None:
            stated = (expected.verdict, expected.periods, expected.accounts, expected.turns_on)
            places = [each.place for each in stated if each is not None]
            if expected.verdict is None or expected.verdict.value != OUTSIDE:
                what = "a verdict" if expected.verdict is None else expected.verdict.value
                yield Difference(places[0], f"the verdict under {name}", what, OUTSIDE)
        else:
            yield from _of_ruling(expected, ruling, f" under {name}")


def _of_standing(
    case: Case, rulebook: Rulebook, assessment: Assessment, strand: StrandAssessment
) -> Iterator[Difference]:
    if not case.expected.asks_what_stands:
        return
    day = case.on or strand.ruling.leading.first
    worlds = StrandWorlds(rulebook, assessment.arrangement, strand.strand, case.take)
    standing = Standing(worlds, day, case.action)
    rules, questions = standing.rules(), standing.questions()
    for name, expected in case.expected.rules.items():
        got = rules.get(name) or NOT_APPLIED
        if got != expected.value:
            yield Difference(expected.place, f"the rule {name} on {day}", expected.value, got)
    for name, expected in case.expected.questions.items():
        if questions[name] != expected.value:
            yield Difference(expected.place, f"the open question {name} on {day}", expected.value, questions[name])


def _verdict(period: Period) -> str:
    """Return a verdict, and under one that is not settled what it turns on."""
    names = _turns_on(period)
    return f"{period.verdict}\nwhich turns on {_listed(names)}" if names else period.verdict.value


def _turns_on(period: Period) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in period.turns_on))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "nothing"


def _days(period: ExpectedPeriod | Period) -> str:
    if period.last is None:
        return f"from {period.first}"
    return f"{period.first}" if period.first == period.last else f"{period.first} to {period.last}"
