"""What is still to ask of a whole arrangement, against the questions of one period and against brute force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from oracle import regulation_7_forbids, welsh_ban_forbids
from reg7check import Arrangement, Assessment, assess, load_arrangement
from reg7check.arrangement import Answer, FactAt, answer_at, read_arrangement, with_answers
from reg7check.reasoning import inquire
from reg7check.rulebook.models import READINGS
from reg7check.yaml_source import parse_source
from strategies import FACTS, PROHIBITED, QUESTIONS, RULEBOOK, Answers, answers, arrangement_of, may_arise

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
DAYS = ("2024-05-20", "2024-05-21", "2024-05-22")
ACTIONS = {"first": DAYS[:2], "second": DAYS[1:]}
STRANDS = {"both": ("first", "second"), "one": ("second",)}
OPEN = "unknown"

Said = str | dict[str, str]


@dataclass(frozen=True)
class Dispute:
    """What is said about two actions that overlap by a day, and about two strands: one covers both, one the second."""

    by_action: dict[str, dict[str, Said]]
    by_strand: dict[str, dict[str, Said]]
    nation: str = "england"

    def arrangement(self) -> Arrangement:
        data = {
            "reg7check": "1",
            "title": "A test",
            "nation": self.nation,
            "parties": {party: {"name": party.title(), "role": "other"} for party in ("council", "union", "agency")},
            "industrial_action": [
                {"id": name, "dates": f"{days[0]} to {days[-1]}", "facts": self._written(self.by_action[name])}
                for name, days in ACTIONS.items()
            ],
            "cover": [
                {
                    "id": name,
                    "what": "Cover",
                    "hirer": "council",
                    "supplier": "agency",
                    "covers": list(covers),
                    "facts": self._written(self.by_strand[name]),
                }
                for name, covers in STRANDS.items()
            ],
        }
        return read_arrangement(parse_source(yaml.safe_dump(data).encode(), "test.yaml"), FACTS)

    def _written(self, facts: dict[str, Said]) -> dict[str, Any]:
        return {name: said if isinstance(said, str) else {"disputed": said} for name, said in facts.items()}

    def matter(self) -> set[FactAt]:
        """By trying all worlds: the facts of which two answers can give one day of a strand two outcomes."""
        return {at for strand in STRANDS for day in DAYS for at in self._matter(strand, day)}

    def _matter(self, strand: str, day: str) -> Iterator[FactAt]:
        actions = [name for name in STRANDS[strand] if day in ACTIONS[name]]
        options: dict[FactAt | str, tuple[str, ...]] = {
            FactAt(name, strand=strand): possible(name, said, day) for name, said in self.by_strand[strand].items()
        }
        for action in actions:
            for name, said in self.by_action[action].items():
                options[FactAt(name, action=action)] = possible(name, said, day)
        strand_options = {at.fact: each for at, each in options.items() if isinstance(at, FactAt) and at.strand}
        options |= {
            question: READINGS if may_arise(question, strand_options) else READINGS[:1] for question in QUESTIONS
        }
        outcomes = {
            world: self._forbidden(dict(zip(options, world, strict=True)), actions)
            for world in product(*options.values())
        }
        for number, at in enumerate(options):
            if not isinstance(at, FactAt):
                continue
            rests: dict[tuple[str, ...], set[tuple[bool, ...]]] = {}
            for world, outcome in outcomes.items():
                rests.setdefault((*world[:number], *world[number + 1 :]), set()).add(outcome)
            if any(len(each) > 1 for each in rests.values()):
                yield at

    def _forbidden(self, world: dict[FactAt | str, str], actions: list[str]) -> tuple[bool, ...]:
        """Whether each ban forbids a strand in a world: against any of the actions in progress."""
        bans = (regulation_7_forbids, welsh_ban_forbids) if self.nation == "wales" else (regulation_7_forbids,)
        return tuple(any(ban(facts_against(action, world)) for action in actions) for ban in bans)


def facts_against(action: str, world: dict[FactAt | str, str]) -> dict[str, str]:
    return {
        at if isinstance(at, str) else at.fact: answer
        for at, answer in world.items()
        if isinstance(at, str) or at.action in ("", action)
    }


def possible(name: str, said: Said, day: str) -> tuple[str, ...]:
    values = {said} if isinstance(said, str) else set(said.values())
    if OPEN in values:
        return FACTS[name].domain
    if FACTS[name].is_date:
        values = {"past" if value != "never" and value <= day else "not-past" for value in values}
    return tuple(each for each in FACTS[name].domain if each in values)


@st.composite
def disputes(draw: st.DrawFn) -> Dispute:
    """A supply that is prohibited with a few facts changed, and a few facts open or disputed, of each part."""

    def facts(about: str, most_open: int) -> dict[str, Said]:
        names = sorted(name for name in PROHIBITED if FACTS[name].about == about and name != "repudiated_on")
        said: dict[str, Said] = {name: PROHIBITED[name] for name in names}
        for name in draw(st.lists(st.sampled_from(names), max_size=1, unique=True)):
            said[name] = draw(st.sampled_from(choices(name)))
        for name in draw(st.lists(st.sampled_from(names), max_size=most_open, unique=True)):
            answer = st.sampled_from([*choices(name), OPEN])
            said[name] = draw(
                st.just(OPEN) | st.dictionaries(st.sampled_from(["council", "union"]), answer, min_size=2)
            )
        return said

    nation = draw(st.sampled_from(["england", "england", "wales"]))
    actions = {name: facts("action", 1) | {"repudiated_on": "never"} for name in ACTIONS}
    strands = {name: facts("cover", 3) for name in STRANDS}
    if nation == "wales":
        for each in strands.values():
            each["devolved_welsh_authority"] = "yes"
    return Dispute(actions, strands, nation)


def choices(name: str) -> list[str]:
    return [*FACTS[name].choices, *([DAYS[1]] if FACTS[name].is_date else [])]


def rulings(assessment: Assessment) -> dict[tuple[str, str], str]:
    return {
        (strand.strand.id, ruling.prohibition): ruling.verdict
        for strand in assessment.cover
        for ruling in (strand.ruling, *strand.others)
    }


@given(answers(most_open=9), st.sampled_from(["2024-05-20", "2024-05-20 to 2024-05-24"]))
@settings(max_examples=60)
def test_of_one_period_they_are_its_questions_in_their_order(said: Answers, dates: str) -> None:
    arrangement = said.arrangement(dates)
    periods = assess(arrangement, RULEBOOK).cover[0].ruling.periods
    assume(len(periods) == 1)
    expected = [
        (
            FactAt(each.name, action=each.action) if each.action else FactAt(each.name, strand="cover"),
            each.expected_left,
        )
        for each in periods[0].questions
    ]
    assert [tuple(each) for each in inquire(arrangement, RULEBOOK).to_ask] == expected


def dispute(first: dict[str, Said], both: dict[str, Said], nation: str = "england") -> Dispute:
    """A supply that is prohibited, but for what is said of the first action, and of the strand that covers both."""
    action: dict[str, Said] = {name: said for name, said in PROHIBITED.items() if FACTS[name].about == "action"}
    strand: dict[str, Said] = {name: said for name, said in PROHIBITED.items() if FACTS[name].about == "cover"}
    return Dispute({"first": action | first, "second": {**action}}, {"both": strand | both, "one": strand}, nation)


ONLY_ON_LATER_DAYS = dispute({"authorised_or_endorsed": "no"}, {"sends_people": OPEN})
ONLY_UNDER_THE_WELSH_BAN = dispute(
    {},
    {"devolved_welsh_authority": OPEN, "supplier_knows": "no", "supplier_told_on": "never", "widely_reported": "no"}
    | {"supplier_asked_why": "yes", "reason_hirer_gave": "another-reason"},
    "wales",
)
ONLY_UNTIL_IT_WAS_TOLD = dispute({}, {"supplier_knows": OPEN, "supplier_told_on": DAYS[1]})


@example(ONLY_ON_LATER_DAYS)
@example(ONLY_UNDER_THE_WELSH_BAN)
@example(ONLY_UNTIL_IT_WAS_TOLD)
@given(disputes())
@settings(max_examples=60)
def test_a_fact_is_asked_where_some_day_of_some_strand_depends_on_it(said: Dispute) -> None:
    assert {each.at for each in inquire(said.arrangement(), RULEBOOK).to_ask} == said.matter()


@given(disputes())
@settings(max_examples=25)
def test_what_is_expected_to_be_left_is_the_mean_of_what_is_left_after_each_answer(said: Dispute) -> None:
    arrangement = said.arrangement()
    for each in inquire(arrangement, RULEBOOK).to_ask:
        if FACTS[each.at.fact].is_date:
            continue
        stated = answer_at(arrangement, each.at)
        values = {value for _, value in stated.by_party} if stated and stated.disputed else {OPEN}
        after = [
            len(inquire(with_answers(arrangement, {each.at: Answer(value)}), RULEBOOK).to_ask)
            for value in (FACTS[each.at.fact].choices if OPEN in values else values)
        ]
        assert each.expected_left == pytest.approx(sum(after) / len(after))


@given(disputes())
@settings(max_examples=40)
def test_the_best_is_asked_first_and_the_rulings_are_those_of_the_assessment(said: Dispute) -> None:
    arrangement = said.arrangement()
    inquiry, assessment = inquire(arrangement, RULEBOOK), assess(arrangement, RULEBOOK)
    assert dict(inquiry.rulings) == rulings(assessment)
    assert inquiry.verdict == assessment.verdict
    left = [each.expected_left for each in inquiry.to_ask]
    assert left == sorted(left)


@given(disputes(), st.data())
@settings(max_examples=25)
def test_what_is_not_to_be_asked_is_set_aside_and_not_counted(said: Dispute, data: st.DataObject) -> None:
    arrangement = said.arrangement()
    whole = inquire(arrangement, RULEBOOK)
    assume(whole.to_ask)
    asked = [each.at for each in whole.to_ask]
    aside = set(data.draw(st.lists(st.sampled_from(asked), unique=True)))
    part = inquire(arrangement, RULEBOOK, not_asked=aside)
    assert {each.at for each in part.to_ask} == set(asked) - aside
    assert set(part.set_aside) == aside
    assert (part.verdict, part.rulings) == (whole.verdict, whole.rulings)
    assert all(each.expected_left <= len(part.to_ask) - 1 for each in part.to_ask)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_stands_as_it_is_assessed_on_all_days_and_on_one(path: Path) -> None:
    arrangement = load_arrangement(path, RULEBOOK)
    for day in (None, arrangement.actions[0].dates[0].first, date(2025, 9, 1), date(2000, 1, 1)):
        assert dict(inquire(arrangement, RULEBOOK, on=day).rulings) == rulings(assess(arrangement, RULEBOOK, on=day))


def test_one_day_alone_asks_only_what_matters_on_it() -> None:
    facts: dict[str, Any] = PROHIBITED | {"supplier_knows": "no", "reason_hirer_gave": "another-reason"}
    facts |= {"supplier_asked_why": "yes", "supplier_told_on": {"union": "2024-05-21", "agency": "never"}}
    arrangement = arrangement_of(facts, dates="2024-05-20 to 2024-05-22")
    told = FactAt("supplier_told_on", strand="cover")
    on = {day: [each.at for each in inquire(arrangement, RULEBOOK, on=date.fromisoformat(day)).to_ask] for day in DAYS}
    assert on == {DAYS[0]: [], DAYS[1]: [told], DAYS[2]: [told]}


def test_a_fact_about_an_action_is_asked_once_for_all_strands_that_cover_it() -> None:
    said = dispute({}, {})
    said.by_action["second"]["authorised_or_endorsed"] = OPEN
    inquiry = inquire(said.arrangement(), RULEBOOK)
    assert [tuple(each) for each in inquiry.to_ask] == [(FactAt("authorised_or_endorsed", action="second"), 0)]


def test_a_reading_that_is_taken_leaves_the_facts_of_the_other_aside() -> None:
    facts = PROHIBITED | {"struck_employer_is_hirer": "no", "paid_by": OPEN, "supplier_knows": OPEN}
    arrangement = arrangement_of(facts)
    free = inquire(arrangement, RULEBOOK)
    permits = inquire(arrangement, RULEBOOK, taken={"another-employers-strikers": "permits"})
    assert [each.at.fact for each in free.to_ask] == ["supplier_knows"]
    assert (permits.to_ask, permits.verdict) == ((), "not-prohibited")
