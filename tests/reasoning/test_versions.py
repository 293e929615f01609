"""Two versions of an arrangement: what differs, what is taken for the same, and which of it matters, by trying it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check import Arrangement, Verdict, assess, load_arrangement
from reg7check.arrangement import Answer, FactAt, Span, with_answers
from reg7check.reasoning.differing import Difference, Rename, differences_of
from reg7check.reasoning.mattering import Effect
from reg7check.reasoning.mixing import Mix
from reg7check.reasoning.outcomes import outcomes_of
from reg7check.reasoning.versions import Versions, compare_versions
from strategies import FACTS, RULEBOOK, Answers, answers

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.yaml"))
MAY = "barnet-2024-05-duty-provider.yaml"


def example(name: str) -> Arrangement:
    return load_arrangement(ROOT / "examples" / name, RULEBOOK)


def compared(old: Arrangement, new: Arrangement) -> Versions:
    return compare_versions(assess(old, RULEBOOK), assess(new, RULEBOOK), RULEBOOK)


def changed(arrangement: Arrangement, **answers: str) -> Arrangement:
    """The first strand, and the first action, with other answers."""
    return with_answers(arrangement, {place(arrangement, name): Answer(value) for name, value in answers.items()})


def place(arrangement: Arrangement, fact: str) -> FactAt:
    if FACTS[fact].about == "action":
        return FactAt(fact, action=arrangement.actions[0].id)
    return FactAt(fact, strand=arrangement.cover[0].id)


def effects(versions: Versions) -> dict[str, Effect]:
    return {each.difference.fact or each.difference.field: each.effect for each in versions.matters}


def sets(versions: Versions) -> list[set[str]]:
    return [{each.fact or each.field for each in found} for fewest in versions.fewest for found in fewest.sets]


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_differs_between_a_file_and_itself(name: str) -> None:
    versions = compared(example(name), example(name))
    assert versions[:4] == ((), (), (), ())
    assert not versions.turns
    assert all(not each.turns and not each.rules for strand in versions.comparison.strands for each in strand.rulings)


def test_one_answer_that_turns_the_verdict_by_itself() -> None:
    old = example(MAY)
    versions = compared(old, changed(old, engaged_by="hirer", hirer_sets_hours="yes"))
    assert effects(versions) == {"engaged_by": Effect.TURNS, "hirer_sets_hours": Effect.MOVES}
    assert sets(versions) == [{"engaged_by"}]


def test_two_answers_that_turn_it_only_together() -> None:
    old = example(MAY)
    versions = compared(old, changed(old, hirer_directs_work="no", supplier_manager_in_charge="yes"))
    assert set(effects(versions).values()) == {Effect.TURNS_WITH_OTHERS}
    assert sets(versions) == [{"hirer_directs_work", "supplier_manager_in_charge"}]


def test_two_answers_of_which_either_would_do() -> None:
    old = example(MAY)
    versions = compared(old, changed(old, engaged_by="hirer", sends_people="no"))
    assert set(effects(versions).values()) == {Effect.TURNS}
    assert sets(versions) == [{"sends_people"}, {"engaged_by"}]


def test_an_answer_whose_turn_another_undoes() -> None:
    old = changed(example(MAY), sends_people="no", hirer_sets_hours="no")
    versions = compared(old, changed(old, sends_people="yes", engaged_by="hirer"))
    assert effects(versions) == {"sends_people": Effect.TURNS, "engaged_by": Effect.TURNS_WITH_OTHERS}
    assert not versions.turns


def test_an_answer_on_which_nothing_depends_changes_nothing() -> None:
    old = example("agency-supply.yaml")
    versions = compared(old, changed(old, hirer_sets_hours="no"))
    assert effects(versions) == {"hirer_sets_hours": Effect.NOTHING}


def test_who_says_so_and_a_fact_listed_as_what_it_was_taken_for_cannot_matter() -> None:
    old = example(MAY)
    sends = place(old, "sends_people")
    moved = place(old, "moved_by_hirer")
    new = with_answers(old, {sends: Answer("yes", says="council"), moved: Answer("no")})
    versions = compared(old, new)
    assert not versions.matters
    assert [each.fact for each in versions.others] == ["sends_people", "moved_by_hirer"]


def test_a_date_that_only_moves_the_day_on_which_the_questions_change_is_seen() -> None:
    old = with_answers(example(MAY), {place(example(MAY), "supplier_told_on"): Answer(date(2024, 6, 3))})
    new = with_answers(old, {place(old, "supplier_told_on"): Answer(date(2024, 6, 10))})
    assert effects(compared(old, new)) == {"supplier_told_on": Effect.MOVES}


def test_where_too_many_sets_would_have_to_be_tried_one_is_given_that_cannot_be_smaller() -> None:
    old = changed(example(MAY), **dict.fromkeys(SIGNS, "no"), paid_by="fixed-price", hirer_directs_work="no")
    new = changed(old, **dict.fromkeys(SIGNS, "yes"), paid_by="worker-time", **SUPPLY)
    versions = compared(old, new)
    (fewest,) = versions.fewest
    assert not fewest.exact
    (kept,) = fewest.sets
    assert forbidden(with_made(old, kept)) == forbidden(new)
    for left in kept:
        assert forbidden(with_made(old, [each for each in kept if each is not left])) != forbidden(new)


SIGNS = ("hirer_allocates_work", "hirer_sets_hours", "works_in_hirers_team", "uses_hirers_systems")
SUPPLY = {
    "hirer_directs_work": "yes",
    "supplier_manager_in_charge": "no",
    "supplies_workers_as_business": "yes",
    "engaged_by": "supplier",
    "supplier_knows": "yes",
    "supplier_decides_staffing": "yes",
    "supplier_answers_for_outcome": "yes",
}


def with_made(arrangement: Arrangement, made: Sequence[Difference]) -> Arrangement:
    return changed(arrangement, **{each.fact: str(each.new.agreed) for each in made})


def test_an_action_that_is_no_longer_covered() -> None:
    new = example("existing-agency-workers.yaml")
    strand = new.cover[0]
    old = new._replace(cover=(strand._replace(covers=strand.covers[:1]), *new.cover[1:]))
    versions = compared(old, new)
    assert list(effects(versions)) == ["covers"]
    mixed = Mix(old, new).with_differences([each.difference for each in versions.matters])
    assert mixed.cover[0].covers == strand.covers
    assert Mix(old, new).with_differences([]).cover[0].covers == strand.covers[:1]


def test_strands_that_could_be_either_of_two_are_not_taken_for_the_same() -> None:
    old = example("agency-supply.yaml")
    one = old.cover[0]
    new = old._replace(cover=(one._replace(id="a", what="Nights"), one._replace(id="b", what="Days")))
    versions = compared(old, new)
    assert not versions.renames
    assert {(each.difference.entry, each.difference.field) for each in versions.matters} == {
        (one.id, ""),
        ("a", ""),
        ("b", ""),
    }


def with_dates(arrangement: Arrangement, first: date, last: date) -> Arrangement:
    strand = arrangement.cover[0]._replace(dates=(Span(first, last),), dates_assumed=False)
    return arrangement._replace(cover=(strand, *arrangement.cover[1:]))


def test_more_days_of_a_prohibited_cover_matter_and_more_days_of_a_clear_one_do_not() -> None:
    for name, effect in (("agency-supply.yaml", Effect.TURNS), ("direct-hire.yaml", Effect.NOTHING)):
        old = example(name)
        (span,) = old.cover[0].dates
        (its,) = old.actions[0].dates
        assert its.last is not None
        shorter = with_dates(old, span.first, span.first)
        versions = compared(shorter, with_dates(old, span.first, its.last))
        assert effects(versions) == {"dates": effect}


def test_ids_that_were_changed_are_no_difference() -> None:
    old = example(MAY)
    text = (ROOT / "examples" / MAY).read_text(encoding="utf-8")
    for was, now in (
        ("id: duty-service", "id: cover-1"),
        ("  provider: ", "  firm: "),
        ("supplier: provider", "supplier: firm"),
        ("email-plan", "plan"),
        ("- id: strike", "- id: s"),
    ):
        assert was in text
        text = text.replace(was, now)
    new = read(text)
    versions = compared(old, new)
    assert {each[:3] for each in versions.renames} == {
        ("cover", "duty-service", "cover-1"),
        ("parties", "provider", "firm"),
        ("evidence", "email-plan", "plan"),
        ("industrial_action", "strike", "s"),
    }
    assert not versions.matters
    assert not [each for each in versions.others if each.fact]


def read(text: str) -> Arrangement:
    from reg7check.arrangement import read_arrangement
    from reg7check.yaml_source import parse_source

    return read_arrangement(parse_source(text.encode(), "new.yaml"), FACTS)


def test_the_only_strand_of_each_is_compared_though_nothing_in_it_is_the_same() -> None:
    versions = compared(example("barnet-2024-04-flex360.yaml"), example(MAY))
    assert versions.renames == (Rename("cover", "flex360", "duty-service", only=True),)
    assert [each.id for each in versions.comparison.strands] == ["duty-service"]


def test_a_strand_that_is_added_matters_where_it_is_not_clear() -> None:
    new = example("contractor-staffed-by-agency.yaml")
    for left, matters in (("portering", True), ("agency-porters", False)):
        old = new._replace(cover=tuple(each._replace(part_of=None) for each in new.cover if each.id == left))
        versions = compared(old, new._replace(cover=tuple(each._replace(part_of=None) for each in new.cover)))
        (added,) = [each for each in versions.matters if each.difference.field == ""]
        assert (added.effect is Effect.TURNS) == matters
        assert versions.turns == matters


def test_an_action_that_is_added_is_one_difference() -> None:
    new = example("existing-agency-workers.yaml")
    gone = new.actions[-1].id
    cover = tuple(
        each._replace(covers=tuple(name for name in each.covers if name != gone), dates_assumed=False)
        for each in new.cover
    )
    old = new._replace(actions=new.actions[:-1], cover=cover)
    differing = differences_of(
        old, new._replace(cover=tuple(each._replace(dates_assumed=False) for each in new.cover)), FACTS
    )
    assert [each[:4] for each in differing] == [("industrial_action", gone, "", "")]


several_changes = st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=4, unique=True)


@given(answers(most_open=3), several_changes, st.data())
@settings(max_examples=25)
def test_what_matters_is_what_trying_every_set_of_changes_shows(
    said: Answers, names: list[str], data: st.DataObject
) -> None:
    old = said.arrangement()
    put = {name: data.draw(st.sampled_from([*FACTS[name].choices, "unknown"])) for name in names}
    new = changed(old, **put)
    versions = compared(old, new)
    bearing = [each.difference for each in versions.matters]
    every_set = [made for size in range(len(bearing) + 1) for made in combinations(bearing, size)]
    tried = {made: forbidden(with_made(old, made)) for made in every_set}
    target = forbidden(new)
    assert tried[tuple(bearing)] == target
    assert versions.turns == (target != tried[()])
    for each in versions.matters:
        assert bool(each.alone) == (tried[(each.difference,)] != tried[()])
    if versions.turns:
        size = min(len(made) for made, found in tried.items() if found == target)
        (fewest,) = versions.fewest
        assert fewest.exact
        assert list(fewest.sets) == [made for made, found in tried.items() if len(made) == size and found == target]


def forbidden(arrangement: Arrangement) -> object:
    """The days that are not clear, by assessing."""
    return {
        (strand.strand.id, ruling.prohibition): [each[:3] for each in ruling.periods]
        for strand in assess(arrangement, RULEBOOK).cover
        for ruling in (strand.ruling, *strand.others)
        if ruling.verdict is not Verdict.NOT_PROHIBITED
    }


PAIRS: dict[str, Callable[[], tuple[Arrangement, Arrangement]]] = {
    f"{old[:12]}, {new[:12]}": lambda old=old, new=new: (example(old), example(new))
    for old, new in (
        ("barnet-2024-04-flex360.yaml", MAY),
        (MAY, "agency-supply.yaml"),
        ("agency-supply.yaml", "welsh-authority-2022.yaml"),
        ("contractor-staffed-by-agency.yaml", "backfill.yaml"),
        ("existing-agency-workers.yaml", "repudiated-action.yaml"),
    )
}


@pytest.mark.parametrize("pair", PAIRS)
def test_with_every_difference_that_bears_the_first_version_comes_out_as_the_second(pair: str) -> None:
    old, new = PAIRS[pair]()
    versions = compared(old, new)
    made: list[Difference] = [each.difference for each in versions.matters]
    before = versions.comparison.before.arrangement
    mixed = Mix(before, new).with_differences(made)
    for strand in new.cover:
        one, other = (outcomes_of(each, RULEBOOK, strand.id, {}, None) for each in (mixed, new))
        assert {name: each.days for name, each in one.items()} == {name: each.days for name, each in other.items()}
    for fewest in versions.fewest:
        for found in fewest.sets:
            there = Mix(before, new).with_differences(found)
            ids = [each.id for each in there.cover]
            results = outcomes_of(there, RULEBOOK, fewest.strand, {}, None) if fewest.strand in ids else {}
            targets = (
                outcomes_of(new, RULEBOOK, fewest.strand, {}, None)
                if fewest.strand in [s.id for s in new.cover]
                else {}
            )
            assert {n: e.forbidding for n, e in results.items() if e.forbidding} == {
                n: e.forbidding for n, e in targets.items() if e.forbidding
            }
