"""The program and the answer-set program find the same of random arrangements, and would show a wrong rule.

``million.py`` beside this file compares as many as one likes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

import clingo
import million
import pytest
import yaml
from answer_sets import MAIN, ORDER, WELSH, ByStrand, Found, Ruled
from comparing import Comparison, Difference, ask, differences, smallest
from drawing import NATIONS, draw, draw_taken
from engine import judged
from given import FOLDER, Question, term
from million import BATCH, COMMENCED, Batch, compare, sides
from plain import ROLES

from reg7check import Rulebook, load_rulebook
from reg7check.arrangement import read_arrangement
from reg7check.reasoning.calendar import next_working_day
from reg7check.rulebook.compile import compile_law
from reg7check.rulebook.conditions import AllOf, AnyOf
from reg7check.rulebook.models import Law
from reg7check.yaml_source import parse_source

THOUSANDS = 5_000
A_THOUSAND = 1_000
ONE_DAY = timedelta(days=1)


def test_thousands_of_random_arrangements_come_out_alike() -> None:
    verdicts: Counter[tuple[str, str, str]] = Counter()
    for number in range(THOUSANDS // BATCH):
        outcome = compare(Batch(number, BATCH, seed=2024))
        assert outcome.differing == 0, outcome.shown
        verdicts += outcome.verdicts
    met = {(which, verdict): verdicts[which, "strands", verdict] for which in (MAIN, WELSH) for verdict in ORDER}
    assert min(met.values()) >= 50, met


def test_the_public_face_finds_the_same_of_files() -> None:
    both, random = sides("as it is"), Random(7)
    questions = [ask(draw(random), draw_taken(random)) for _ in range(200)]
    for question, (found, _) in zip(questions, both.of(questions), strict=True):
        assert both.at_the_door(question, found, random) == []


def test_both_walk_to_the_same_next_working_day_in_every_nation() -> None:
    control = clingo.Control(["--warn=none"])
    for name in ("law.lp", "bank_holidays.lp"):
        control.load(str(FOLDER / name))
    first, last = date(2022, 1, 1), date(2025, 12, 29)
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    days += [day.replace(year=year) for day in days[:360] for year in (2004, 2017)]
    for strand, nation in enumerate(NATIONS):
        given = [f"nation({strand},{term(nation)})."]
        given += [f"covers({strand},act({number}),{number})." for number in range(len(days))]
        control.add("days", [], "\n".join(given))
    stated = (f"agreed(act({number}),(repudiated_on,{term(day)}))." for number, day in enumerate(days))
    control.add("days", [], "\n".join(stated))
    control.ground([("base", []), ("days", [])])
    found = {str(atom.symbol) for atom in control.symbolic_atoms.by_signature("next_working_day", 3)}
    assert found == {
        f"next_working_day({term(nation)},{term(day)},{term(next_working_day(day, nation))})"
        for nation in NATIONS
        for day in days
    }


def test_whatever_the_two_say_otherwise_is_a_difference() -> None:
    day = date(2024, 5, 20)
    one = Ruled(Found("disputed", {"union": "prohibited"}), {day: Found("prohibited", {})}, frozenset([day]))
    said = {
        "as a whole": one._replace(whole=Found("disputed", {"union": "arguable"})),
        "on 2024-05-20": one._replace(days={}),
        "on 2024-05-21": one._replace(days={**one.days, day + ONE_DAY: Found("prohibited", {})}),
    }
    for where, other in said.items():
        assert [each.where for each in differences({"s": {MAIN: one}}, {"s": {MAIN: other}})] == [where]
    (begins,) = differences({"s": {MAIN: one}}, {"s": {MAIN: one._replace(joined=frozenset())}})
    assert (begins.where, begins.engine) == ("on 2024-05-20", "begins a period")
    assert [each.engine for each in differences({"s": {MAIN: one}}, {"s": {}})] == ["does not judge it"]
    assert [each.encoding for each in differences({"s": {}}, {"s": {WELSH: one}})] == ["does not judge it"]
    assert differences({"s": {MAIN: one}}, {"s": {MAIN: one._replace(joined=frozenset([day, day + ONE_DAY]))}}) == []


# --- Wrong rules ---


def without_exception(rule: str) -> Callable[[Law], Law]:
    return lambda law: law._replace(rules={**law.rules, rule: law.rules[rule]._replace(unless=None)})


def with_all_and_any_swapped(rule: str) -> Callable[[Law], Law]:
    def swapped(law: Law) -> Law:
        requires = law.rules[rule].requires
        assert isinstance(requires, AllOf | AnyOf)
        other = AnyOf if isinstance(requires, AllOf) else AllOf
        return law._replace(rules={**law.rules, rule: law.rules[rule]._replace(requires=other(requires.conditions))})

    return swapped


def without_part(rule: str, number: int) -> Callable[[Law], Law]:
    def less(law: Law) -> Law:
        requires = law.rules[rule].requires
        assert isinstance(requires, AllOf | AnyOf)
        left = tuple(each for index, each in enumerate(requires.conditions) if index != number)
        return law._replace(rules={**law.rules, rule: law.rules[rule]._replace(requires=type(requires)(left))})

    return less


def with_prohibition(prohibition: str, **fields: object) -> Callable[[Law], Law]:
    return lambda law: law._replace(
        prohibitions={**law.prohibitions, prohibition: law.prohibitions[prohibition]._replace(**fields)}
    )


def with_weight(fact: str, answer: str, weight: int) -> Callable[[Law], Law]:
    def changed(law: Law) -> Law:
        weighing = law.weighings["control-indicators"]
        assert weighing.indicators[fact][answer] != weight
        indicators = {**weighing.indicators, fact: {**weighing.indicators[fact], answer: weight}}
        return law._replace(weighings={**law.weighings, weighing.id: weighing._replace(indicators=indicators)})

    return changed


def with_day_shifted(provision: str, day: date) -> Callable[[Law], Law]:
    """The first or last day in force of a provision is a day later."""

    def shifted(law: Law) -> Law:
        found = law.provisions[provision]
        versions = tuple(
            version._replace(
                in_force=tuple(
                    days._replace(
                        first=day + ONE_DAY if days.first == day else days.first,
                        last=day + ONE_DAY if days.last == day else days.last,
                    )
                    for days in version.in_force
                )
            )
            for version in found.versions
        )
        assert versions != found.versions
        return law._replace(provisions={**law.provisions, provision: found._replace(versions=versions)})

    return shifted


def with_fact(fact: str, **fields: object) -> Callable[[Law], Law]:
    return lambda law: law._replace(facts={**law.facts, fact: law.facts[fact]._replace(**fields)})


WRONG: Mapping[str, Callable[[Law], Law]] = {
    "the proviso dropped": with_prohibition("regulation-7", unless=("unofficial-action",)),
    "paragraph (2) dropped": with_prohibition("regulation-7", unless=("no-knowledge",)),
    "the Welsh ban's subsection (2) dropped": with_prohibition("welsh-authorities", unless=()),
    "the Welsh ban asks of no authority": with_prohibition(
        "welsh-authorities", elements=("supplied-by-employment-business", "own-staffs-duties")
    ),
    "opting out is ignored": without_exception("work-seeker-supplied"),
    "vulnerable people are ignored": without_exception("opted-out"),
    "their own ordinary duties are ignored": without_exception("strikers-duties"),
    "section 13(7) is ignored": without_exception("employment-business"),
    "repudiation is ignored": without_exception("union-stands-behind-it"),
    "the weighing overrides the primary facts": without_exception("weighed-control"),
    "knows and has grounds, both": with_all_and_any_swapped("no-knowledge"),
    "knows by every way": with_all_and_any_swapped("knows"),
    "under (a) and (b), both": with_all_and_any_swapped("duties"),
    "same duties, or not extended": with_all_and_any_swapped("own-ordinary-duties"),
    "paragraph (b) asks for no employer": without_part("paragraph-b", 2),
    "not told in writing": without_part("knows", 1),
    "limb (b) forgotten": without_part("membership", 1),
    "no members at all: forgotten": without_part("official-action", 1),
    "hours weigh 3": with_weight("hirer_sets_hours", "yes", 3),
    "an output price weighs -1": with_weight("paid_by", "output", -1),
    "regulation 7 ends a day late": with_day_shifted("reg-7", date(2022, 7, 20)),
    "regulation 7 begins again a day late": with_day_shifted("reg-7", date(2023, 8, 10)),
    "the Welsh Act begins a day late": with_day_shifted("tuwa-s2", date(2017, 9, 13)),
    "regulation 32 begins a day late": with_day_shifted("reg-32", date(2004, 7, 6)),
    "the rulebook covers a day too few": with_prohibition("regulation-7", covered_from=date(2004, 4, 7)),
    "repudiated at once": with_fact("repudiated_on", takes_effect="on-the-day"),
    "told after the next working day": with_fact("supplier_told_on", takes_effect="after-next-working-day"),
    "the same employer is not presumed": with_fact("struck_employer_is_hirer", presumed=None),
}


@pytest.fixture(scope="module")
def thousand() -> list[tuple[Question, ByStrand]]:
    """A thousand arrangements, and what the answer-set program finds of them."""
    random = Random(11)
    questions = [ask(draw(random), draw_taken(random)) for _ in range(A_THOUSAND)]
    return list(zip(questions, sides("as it is").answer_sets.judge(questions), strict=True))


def wrong_rulebook(change: Callable[[Law], Law]) -> Rulebook:
    law = change(load_rulebook().law)
    return Rulebook(law, compile_law(law), "wrong")


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_rule_is_found_within_a_thousand(
    thousand: Sequence[tuple[Question, ByStrand]], change: Callable[[Law], Law]
) -> None:
    rulebook = wrong_rulebook(change)
    assert any(differences(found, judged(question, rulebook)) for question, found in thousand)


@pytest.mark.parametrize(
    ("change", "most_facts"),
    [
        (without_exception("employment-business"), 1),
        (without_exception("opted-out"), 4),
        (with_all_and_any_swapped("own-ordinary-duties"), 3),
        (with_day_shifted("reg-7", date(2022, 7, 20)), 1),
    ],
)
def test_the_smallest_arrangement_that_shows_a_wrong_rule_is_small(
    thousand: Sequence[tuple[Question, ByStrand]], change: Callable[[Law], Law], most_facts: int
) -> None:
    wrong = Comparison(wrong_rulebook(change))

    def differs(question: Question) -> list[Difference]:
        return wrong.of([question])[0][1]

    question = next(question for question, found in thousand if differences(found, judged(question, wrong.rulebook)))
    shown = smallest(question, differs)
    assert shown.startswith("# strand-")
    file = yaml.safe_load(shown)
    (action,), (strand,) = file["industrial_action"], file["cover"]
    assert len({**action.get("facts", {}), **strand.get("facts", {})}) <= most_facts, shown
    read_arrangement(parse_source(shown.encode(), "smallest.yaml"), wrong.rulebook.law.facts)


def test_a_wrong_rule_shows_at_the_door_too(thousand: Sequence[tuple[Question, ByStrand]]) -> None:
    wrong, random = Comparison(wrong_rulebook(WRONG["the proviso dropped"])), Random(1)
    shown = [each for question, found in thousand[:100] for each in wrong.at_the_door(question, found, random)]
    ways = {each.where.partition(", assessed")[2].partition(" 2")[0] for each in shown}
    assert {"", " --on"} <= ways <= {"", " --on", *(f" --as {party}" for party in ROLES)}


def test_what_differs_under_section_36_alone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Comparison(wrong_rulebook(WRONG["the proviso dropped"]))
    monkeypatch.setattr(million, "sides", lambda _: wrong)
    assert str(compare(Batch(COMMENCED - 1, 50, seed=1)).shown).startswith("# With section 36 of the Employment Rights")
    assert str(compare(Batch(0, 50, seed=1)).shown).startswith("# strand-")


def test_the_script_counts_what_it_met_and_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert million.main(["--count", "300", "--seed", "3", "--processes", "2"]) == 0
    *table, last = capsys.readouterr().out.splitlines()
    assert last.startswith("300 arrangements in ")
    assert last.endswith(" a second): 0 differ")
    assert [line.split()[:2] for line in table[1:]] == [
        [prohibition, kind] for prohibition in (MAIN, WELSH) for kind in ("strands", "days", "accounts")
    ]


def test_the_script_shows_what_differs_and_exits_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Comparison(wrong_rulebook(without_exception("union-stands-behind-it")))
    monkeypatch.setattr(million, "sides", lambda _: wrong)
    assert million.main(["--count", "200", "--seed", "3", "--processes", "1"]) == 1
    out = capsys.readouterr().out
    assert re.search(r"^# strand-\d, .+, as a whole: law.lp .+; engine .+$", out, re.MULTILINE)
    assert re.search(r"^ +repudiated_on: ", out, re.MULTILINE)
    assert re.search(r": [1-9]\d* differ$", out, re.MULTILINE)
