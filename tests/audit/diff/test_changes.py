"""What changes of the shipped rulebook mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from reg7check import BadInput, assess
from reg7check.audit.diff import Changes, changes_between
from reg7check.audit.diff.outcomes import IN_BETWEEN, NOT_LISTED, STATED_UNKNOWN, STRAND
from reg7check.audit.diff.shifts import Given, Shift
from reg7check.reasoning.results import Verdict
from reg7check.rulebook import Rulebook, read_rulebook
from reg7check.rulebook.models import Days
from strategies import Answers, answers

from . import edits
from .edits import RULES, Edit, arrangement, changes_by, edited

REGULATION_7 = "regulation-7"
WELSH = "welsh-authorities"
PROHIBITED, ARGUABLE, UNDETERMINED, NOT_PROHIBITED = (
    Verdict.PROHIBITED,
    Verdict.ARGUABLE,
    Verdict.UNDETERMINED,
    Verdict.NOT_PROHIBITED,
)


def the_shift(changes: Changes, old: Verdict | None, new: Verdict, prohibition: str = REGULATION_7) -> Shift:
    (shift,) = [each for each in changes.together if each[:3] == (prohibition, old, new)]
    return shift


def facts(given: tuple[Given, ...]) -> dict[str, tuple[str, ...]]:
    return {each.name: each.answers for each in given}


def pairs(changes: Changes, prohibition: str = REGULATION_7) -> set[tuple[Verdict | None, Verdict | None]]:
    return {(each.old, each.new) for each in changes.together if each.prohibition == prohibition}


def test_the_same_rulebook_differs_in_nothing() -> None:
    changes = changes_between(read_rulebook(RULES), read_rulebook(RULES))
    assert changes[2:] == ((), (), (), ())
    assert not changes.change_a_verdict


def test_once_section_36_commences_umbrella_workers_are_prohibited_where_it_was_arguable(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.COMMENCED)
    shift = the_shift(changes, ARGUABLE, PROHIBITED)
    assert shift.days == (Days(date(2027, 4, 6)),)
    assert not shift.in_force
    assert facts(shift.because) == {"engaged_by": ("another-employer",), "agency_supply_admitted": ("no",)}
    assert facts(shift.besides)["nation"] == ("england", "wales", "scotland")
    assert (shift.turned_on, shift.turns_on) == (("umbrella-employer",), ())
    assert pairs(changes) == pairs(changes, WELSH) == {(ARGUABLE, PROHIBITED), (ARGUABLE, ARGUABLE)}
    again = the_shift(changes, ARGUABLE, ARGUABLE)
    assert (again.turned_on, again.turns_on) == (("umbrella-employer", "locked-out"), ("locked-out",))
    (effect,) = changes.effects
    (difference,) = effect.group.differences
    assert difference.path == ("versions", "era-2025", "in_force")
    assert difference.place.quoted is not None
    assert "2027-04-06" in difference.place.quoted


def test_without_the_proviso_a_supplier_that_knew_nothing_is_prohibited(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NO_PROVISO)
    shift = the_shift(changes, NOT_PROHIBITED, PROHIBITED)
    assert shift.in_force
    assert shift.days == (Days(date(2004, 4, 6), date(2022, 7, 20)), Days(date(2023, 8, 10)))
    because = facts(shift.because)
    assert because["supplier_knows"] == ("no",)
    assert because["supplier_told_on"] == ("not-past",)
    assert facts(shift.besides)["widely_reported"] == ("no",)
    assert not pairs(changes, WELSH)


def test_without_an_exception_what_it_excluded_is_prohibited(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NO_EXCEPTION)
    shift = the_shift(changes, NOT_PROHIBITED, PROHIBITED, WELSH)
    assert facts(shift.because) == {
        "exempt_supplier": ("local-authority", "union-or-employers-body", "other-exemption"),
    }
    assert shift.days == (Days(date(2017, 9, 13)),)
    (effect,) = changes.effects
    (difference,) = effect.group.differences
    assert (difference.path, difference.new) == (("unless",), None)
    assert difference.place.file == f"{RULES}/employment-business.yaml"


def test_of_two_paragraphs_that_must_both_be_so_either_alone_is_no_longer_enough(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.EITHER_DUTY)
    shift = the_shift(changes, PROHIBITED, NOT_PROHIBITED)
    assert set(facts(shift.because)) <= {"does_strikers_duties", "does_reassigned_workers_duties"}
    assert all(new is not PROHIBITED for _, new in pairs(changes))


def test_a_smaller_weight_turns_what_it_just_carried(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.WEIGHT)
    assert pairs(changes) == {(PROHIBITED, ARGUABLE), (ARGUABLE, NOT_PROHIBITED), (ARGUABLE, ARGUABLE)}
    shift = the_shift(changes, PROHIBITED, ARGUABLE)
    assert facts((*shift.because, *shift.besides))["hirer_sets_hours"] == ("yes",)
    assert shift.turns_on == ("balanced-control",)


def test_a_date_a_day_later_matters_on_that_day_alone(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.LATER_QUASHED)
    assert {each.days for each in changes.together} == {(Days(date(2023, 8, 10), date(2023, 8, 10)),)}
    assert pairs(changes) == {(PROHIBITED, NOT_PROHIBITED), (ARGUABLE, NOT_PROHIBITED)}


def test_a_presumption_that_is_dropped_leaves_a_file_that_relied_on_it_open(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NO_PRESUMPTION)
    assert pairs(changes) == {(PROHIBITED, UNDETERMINED), (ARGUABLE, UNDETERMINED)}
    assert facts(the_shift(changes, PROHIBITED, UNDETERMINED).because) == {"exempt_supplier": (NOT_LISTED,)}


def test_a_presumption_that_is_changed_is_told_for_files_that_do_not_list_the_fact(tmp_path: Path) -> None:
    other = (*edits.NO_PRESUMPTION[:2], edits.NO_PRESUMPTION[1].replace("answer: none", "answer: local-authority"))
    changes = changes_by(tmp_path, other)
    assert facts(the_shift(changes, PROHIBITED, NOT_PROHIBITED).because) == {"exempt_supplier": (NOT_LISTED,)}


def test_a_date_that_counts_at_once_matters_on_the_days_until_it_counted_before(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.COUNTS_AT_ONCE)
    shift = the_shift(changes, PROHIBITED, NOT_PROHIBITED)
    assert facts(shift.because)["repudiated_on"] == (IN_BETWEEN,)
    assert shift.in_force


def test_days_that_are_no_longer_covered_are_undetermined(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.COVERED_LATER)
    assert pairs(changes) == {(each, UNDETERMINED) for each in (PROHIBITED, ARGUABLE, NOT_PROHIBITED)}
    assert {each.days for each in changes.together} == {(Days(date(2004, 4, 6), date(2009, 12, 31)),)}


def test_a_smaller_extent_is_told_by_the_nation(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NO_WALES)
    shift = the_shift(changes, PROHIBITED, NOT_PROHIBITED)
    assert facts(shift.because) == {"nation": ("wales",)}
    assert pairs(changes) >= {(UNDETERMINED, NOT_PROHIBITED)}


def test_a_new_fact_is_told_with_the_rule_that_asks_it(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NEW_FACT, edits.BY_DAY)
    (effect,) = changes.effects
    assert [each.entry for each in effect.group.differences] == ["strikers-duties"]
    assert [each.entry for each in effect.group.needs] == ["night_work"]
    assert facts(the_shift(changes, PROHIBITED, NOT_PROHIBITED).because)["night_work"] == ("yes",)
    assert facts(the_shift(changes, PROHIBITED, UNDETERMINED).because)["night_work"] == (NOT_LISTED,)
    assert not changes.stops_files


def test_a_fact_that_goes_stops_files_that_list_it(tmp_path: Path) -> None:
    new = read_rulebook(edited(tmp_path / "new", edits.NEW_FACT))
    changes = changes_between(new, read_rulebook(RULES))
    assert [each.entry for each in changes.stops_files] == ["night_work"]
    assert not changes.together
    assert changes.change_a_verdict


def test_a_change_inside_a_condition_is_placed_where_it_lies(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NEW_FACT, edits.BY_DAY)
    place = changes.effects[0].group.differences[0].place
    assert place.file.endswith("new/duties.yaml")
    assert (place.quoted or "").strip() == "- night_work: no"


def test_a_new_answer_alone_changes_no_verdict(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NEW_ANSWER)
    assert not changes.change_a_verdict
    assert changes.together == ()


def test_what_a_new_answer_leads_to_is_told_and_changes_no_verdict(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NEW_ANSWER, edits.PLATFORMS, edits.PLATFORMS_SUPPLY)
    shift = the_shift(changes, None, PROHIBITED)
    assert facts(shift.because) == {"engaged_by": ("platform",)}
    assert not shift.changes_a_verdict
    assert not changes.change_a_verdict


def test_an_answer_that_goes_stops_files_and_settles_what_only_it_left_open(tmp_path: Path) -> None:
    with_nobody = (
        "facts.yaml",
        "      nobody: Nobody employs or engages these workers. They are unpaid volunteers.\n",
        "",
    )
    point = (
        "employment-business.yaml",
        "        where: {engaged_by: nobody}\n",
        "        where: {engaged_by: hirer}\n",
    )
    changes = changes_by(tmp_path, with_nobody, point)
    assert [each.path for each in changes.stops_files] == [("answers", "nobody")]
    assert not changes.together


def test_unknown_facts_count_the_answers_that_each_rulebook_knows(tmp_path: Path) -> None:
    gone = [
        ("facts.yaml", "      hirer: The hirer itself employs or engages these workers.\n", ""),
        ("facts.yaml", "      nobody: Nobody employs or engages these workers. They are unpaid volunteers.\n", ""),
        ("employment-business.yaml", "        where: {engaged_by: hirer}\n", "        where: {engaged_by: supplier}\n"),
        (
            "employment-business.yaml",
            "        where: {engaged_by: nobody}\n",
            "        where: {engaged_by: supplier}\n",
        ),
    ]
    changes = changes_by(tmp_path, *gone)
    opened = [each for each in changes.together if (each.old, each.new) == (UNDETERMINED, PROHIBITED)]
    assert opened
    assert all(facts(each.because) == {"engaged_by": (STATED_UNKNOWN,)} for each in opened)


def test_a_meaning_and_another_name_of_a_term_are_words(tmp_path: Path) -> None:
    changes = changes_by(
        tmp_path,
        ("glossary.yaml", "    means: a council\n", "    means: a council of a town or county\n"),
        ("glossary.yaml", "  - id: backfill\n", "  - id: filling-a-gap\n"),
        ("glossary.yaml", "  - id: managed-service\n", "  - id: run-by-the-contractor\n"),
        ("glossary.yaml", "    see: [managed-service]\n", "    see: [run-by-the-contractor]\n"),
    )
    assert [(each.entry, each.path) for each in changes.words] == [("local-authority", ("means",))]
    assert [(each.section, each.old, each.new) for each in changes.renames] == [
        ("glossary", "backfill", "filling-a-gap"),
        ("glossary", "managed-service", "run-by-the-contractor"),
    ]


def test_words_change_no_verdict(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.REWORDED)
    assert [(each.entry, each.path) for each in changes.words] == [("control", ("holds",))]
    assert not changes.effects
    assert not changes.change_a_verdict


@pytest.mark.parametrize(
    ("made", "renamed"),
    [(edits.RENAMED_RULE, "hirer-alone-in-charge"), (edits.RENAMED_FACT, "opt_out_made")],
)
def test_another_id_is_no_difference(tmp_path: Path, made: tuple[Edit, ...], renamed: str) -> None:
    changes = changes_by(tmp_path, *made)
    assert [each.new for each in changes.renames] == [renamed]
    assert changes.effects == changes.words == changes.together == ()
    assert changes.change_a_verdict == (renamed == "opt_out_made")


def test_another_order_changes_no_verdict(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.REORDERED)
    (effect,) = changes.effects
    assert not effect.shifts
    assert not effect.only_together


def test_another_main_prohibition_changes_the_verdict_of_a_strand(tmp_path: Path) -> None:
    main = ("rulebook.yaml", "main_prohibition: regulation-7", "main_prohibition: welsh-authorities")
    changes = changes_by(tmp_path, main)
    assert {each.prohibition for each in changes.together} == {STRAND}


def test_each_difference_is_told_alone_and_all_together(tmp_path: Path) -> None:
    changes = changes_by(tmp_path, edits.NO_PROVISO, edits.NO_EXCEPTION, edits.REWORDED)
    alone = {effect.group.differences[0].entry: effect for effect in changes.effects}
    assert set(alone) == {"regulation-7", "employment-business"}
    assert all(effect.shifts for effect in alone.values())
    assert {each.prohibition for each in alone["regulation-7"].shifts} == {REGULATION_7}
    assert {each.prohibition for each in changes.together} == {REGULATION_7, WELSH}


def test_what_matters_only_with_another_difference_is_said_so(tmp_path: Path) -> None:
    twice = ("regulation-7.yaml", "[no-knowledge, unofficial-action]", "[no-knowledge, unofficial-action, excluded]")
    in_wales = ("wales.yaml", "unless: [unofficial-for-s]", "unless: [unofficial-for-s, excluded]")
    old = read_rulebook(edited(tmp_path / "old", twice, in_wales))
    changes = changes_between(old, read_rulebook(edited(tmp_path / "new", edits.NO_EXCEPTION)))
    assert len(changes.effects) == 3
    assert all(effect.only_together and not effect.shifts for effect in changes.effects)
    assert (NOT_PROHIBITED, PROHIBITED) in pairs(changes)


def test_a_name_that_was_a_question_cannot_be_a_fact(tmp_path: Path) -> None:
    named = tuple(part.replace("night_work", "locked-out") for part in edits.NEW_FACT)
    gone = [
        ("duties.yaml", "        - question: locked-out\n", ""),
        ("duties.yaml", "  - id: locked-out\n    question:", "  - id: shut-out\n    question:"),
        ("duties.yaml", "Is a worker whom the employer has locked out", "Is a worker who was shut out"),
    ]
    with pytest.raises(BadInput, match="in the old rulebook `locked-out` is an open question"):
        changes_by(tmp_path, (named[0], named[1], named[2]), *gone)


EFFECTIVE: dict[str, tuple[Edit, ...]] = {
    "section 36 commences": (edits.COMMENCED,),
    "no proviso": (edits.NO_PROVISO,),
    "no exception": (edits.NO_EXCEPTION,),
    "a weight": (edits.WEIGHT,),
    "both paragraphs": (edits.EITHER_DUTY,),
    "a date": (edits.LATER_QUASHED,),
    "no presumption": (edits.NO_PRESUMPTION,),
    "counts at once": (edits.COUNTS_AT_ONCE,),
    "covered later": (edits.COVERED_LATER,),
    "a smaller extent": (edits.NO_WALES,),
    "a new fact": (edits.NEW_FACT, edits.BY_DAY),
    "a new answer": (edits.NEW_ANSWER, edits.PLATFORMS, edits.PLATFORMS_SUPPLY),
    "several": (edits.COMMENCED, edits.NO_PROVISO, edits.NO_EXCEPTION, edits.WEIGHT, edits.NO_PRESUMPTION),
}


@pytest.mark.parametrize("name", EFFECTIVE)
def test_an_arrangement_that_states_the_facts_of_a_shift_is_judged_so(tmp_path: Path, name: str) -> None:
    changes = changes_by(tmp_path, *EFFECTIVE[name])
    old, new = changes.old.compiled(), changes.new.compiled()
    random = Random(name)
    assert changes.together
    for shift in changes.together:
        for _ in range(4):
            stated = {each.name: random.choice(each.answers) for each in (*shift.because, *shift.besides)}
            for fact in new.law.facts.values():
                stated.setdefault(fact.id, random.choice(fact.domain))
            day = random.choice([_a_day(days, random) for days in shift.days])
            if shift.old is not None:
                assert judged(old, shift, stated, day) is shift.old
            assert judged(new, shift, stated, day) is shift.new


def _a_day(days: Days, random: Random) -> date:
    first = max(days.first or date.min, date(2000, 1, 1)).toordinal()
    last = min(days.last or date.max, date(2060, 1, 1)).toordinal()
    return date.fromordinal(random.choice([first, last, random.randint(first, last)]))


def judged(rulebook: Rulebook, shift: Shift, stated: dict[str, str], day: date) -> Verdict:
    (strand,) = assess(arrangement(rulebook.law, stated, day), rulebook).cover
    rulings = {each.prohibition: each.verdict for each in (strand.ruling, *strand.others)}
    return rulings.get(shift.prohibition, NOT_PROHIBITED)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rulebook, Rulebook]:
    """The shipped rulebook, and one that differs from it in nothing that a verdict depends on."""
    folder = tmp_path_factory.mktemp("unchanged")
    inert = edited(folder / "inert", edits.REORDERED, edits.REWORDED, *edits.RENAMED_RULE, edits.NEW_ANSWER)
    changes = changes_between(read_rulebook(RULES), read_rulebook(inert))
    assert not changes.change_a_verdict
    return changes.old.compiled(), changes.new.compiled()


@given(said=answers())
@settings(max_examples=100)
def test_where_no_verdict_can_change_none_does(unchanged: tuple[Rulebook, Rulebook], said: Answers) -> None:
    old, new = (assess(said.arrangement(), rulebook) for rulebook in unchanged)
    assert old.verdict == new.verdict
    assert old.cover[0].ruling.accounts == new.cover[0].ruling.accounts
