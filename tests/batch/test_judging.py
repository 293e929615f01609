"""A table of rows judged at once: each verdict is that of ``assess``, and each fault is told with its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from random_rows import RowMaker, table_of

from reg7check import Verdict, assess, load_rulebook
from reg7check.batch.judging import judged_rows
from reg7check.batch.rows import Fault, arrangement_of
from reg7check.problems import BadInput
from reg7check.reasoning.judging import Judge
from reg7check.reasoning.periods import stretches_of
from reg7check.reasoning.worlds import StrandWorlds
from reg7check.rulebook import Rulebook
from strategies import PROHIBITED, RULEBOOK

PERMIT = Path(__file__).parent.parent / "rulebook" / "permit"
ROW = {"id": "duty", "nation": "england", "action_dates": "2024-05-20 to 2024-05-24"}


def by_assess(row: Mapping[str, str | None], rulebook: Rulebook) -> dict[str, str | None]:
    strand = assess(arrangement_of(row, rulebook), rulebook).cover[0]
    return written(
        rulebook, {each.prohibition: each.verdict for each in strand.rulings}, strand.ruling.accounts, row["nation"]
    )


def by_judge(row: Mapping[str, str | None], rulebook: Rulebook) -> dict[str, str | None]:
    """Return what ``assess`` finds, without the reasons that make it slow."""
    arrangement = arrangement_of(row, rulebook)
    worlds = StrandWorlds(rulebook, arrangement, arrangement.cover[0])
    stretches = stretches_of(worlds)
    main = Judge.of(worlds, worlds.prohibitions[0], stretches)
    verdicts = {
        each.id: Verdict.first([main._replace(prohibition=each).judge(stretch).verdict for stretch in stretches])
        for each in worlds.prohibitions
    }
    days = [main.judge(stretch) for stretch in stretches]
    accounts = {party: Verdict.first([day.accounts[party] for day in days]) for party in main.by_party}
    return written(rulebook, verdicts, accounts, row["nation"])


def written(
    rulebook: Rulebook, verdicts: Mapping[str, Verdict], accounts: Mapping[str, Verdict], nation: str | None
) -> dict[str, str | None]:
    law = rulebook.law
    extends = {name: nation in law.provisions[each.provision].extent for name, each in law.prohibitions.items()}
    return {
        "verdict": verdicts[law.identity.main_prohibition].value,
        **{name: verdicts[name].value if extends[name] else None for name in law.prohibitions},
        "accounts": " | ".join(f"{party}: {accounts[party].value}" for party in sorted(accounts)) or None,
    }


@pytest.mark.parametrize(
    ("rules", "judge", "count"), [(None, by_judge, 900), (None, by_assess, 60), (PERMIT, by_judge, 2000)]
)
def test_each_verdict_is_that_of_assess(rules: Path | None, judge, count: int) -> None:
    rulebook = load_rulebook(rules)
    rows = list(RowMaker(rulebook, PROHIBITED, seed=count).rows(count))
    results, faults = judged_rows(table_of(rows, rulebook), rulebook)
    assert not faults
    found = results.to_pylist()
    assert [(line.pop("index"), line.pop("id")) for line in found] == [(n, row["id"]) for n, row in enumerate(rows)]
    assert found == [judge(row, rulebook) for row in rows]
    if count > 100:
        assert set(Counter(line["verdict"] for line in found)) == {each.value for each in Verdict}


def one(**cells: str | None) -> dict[str, str | None]:
    row = {**PROHIBITED, **ROW, **cells}
    results, faults = judged_rows(pa.table({name: [text] for name, text in row.items()}), RULEBOOK)
    assert not faults
    (line,) = results.to_pylist()
    assert line == {"index": 0, "id": "duty", **by_judge(row, RULEBOOK)}
    return line


def test_a_row_has_a_verdict_for_each_prohibition_that_extends_there() -> None:
    assert one() == {
        "index": 0,
        "id": "duty",
        "verdict": "prohibited",
        "regulation-7": "prohibited",
        "welsh-authorities": None,
        "accounts": None,
    }
    assert one(nation="wales")["welsh-authorities"] == "not-prohibited"


def test_a_dispute_has_the_account_of_each_party_by_its_name() -> None:
    disputed = one(sends_people="unison: yes | council: no")
    assert disputed["verdict"] == "disputed"
    assert disputed["accounts"] == "council: not-prohibited | unison: prohibited"


def test_in_the_account_of_a_party_what_it_says_nothing_of_is_not_known() -> None:
    told = one(
        first_workers_absence="council: other-absence | unison: not-absent",
        supplier_knows="council: no | agency: yes",
    )
    assert told["verdict"] == "not-prohibited"
    assert told["accounts"] == "agency: undetermined | council: not-prohibited | unison: not-prohibited"


def test_a_date_that_one_party_states_has_its_effect_in_its_account() -> None:
    told = one(
        supplier_knows="no",
        supplier_told_on="council: 2024-05-22 | unison: 2024-05-23 | agency: never",
        reason_hirer_gave="another-reason",
        supplier_asked_why="yes",
        widely_reported="no",
    )
    assert told["accounts"] == "agency: not-prohibited | council: prohibited | unison: prohibited"


def test_the_first_day_that_is_covered_may_be_any() -> None:
    """Of the days before it nothing is known, whatever the law then was."""
    rulebook = load_rulebook(PERMIT)
    (stall,) = rulebook.law.prohibitions.values()
    later = {stall.id: stall._replace(covered_from=date(1995, 6, 1))}
    rulebook = rulebook._replace(law=rulebook.law._replace(prohibitions=later))
    rows = list(RowMaker(rulebook, {}, seed=3).rows(400))
    results, _ = judged_rows(table_of(rows, rulebook), rulebook)
    assert [line | {"index": None, "id": None} for line in results.to_pylist()] == [
        by_judge(row, rulebook) | {"index": None, "id": None} for row in rows
    ]


def test_a_dispute_in_which_all_agree_is_none() -> None:
    assert one(sends_people="unison: yes | council: yes")["accounts"] is None


def test_cover_between_the_spans_of_the_action_is_judged_by_the_day() -> None:
    assert (
        one(action_dates="2024-05-20; 2024-05-27", cover_dates="2024-05-21 to 2024-05-26")["verdict"]
        == "not-prohibited"
    )
    assert one(action_dates="2024-05-20; 2024-05-27", cover_dates="from 2024-05-21")["verdict"] == "prohibited"


def test_a_year_of_alternate_days_is_judged_in_many_rows_at_once() -> None:
    days = [date(2024, 1, 1) + timedelta(days=2 * number) for number in range(180)]
    odd, even = ("; ".join(str(day + timedelta(days=later)) for day in days) for later in (0, 1))
    rows = [
        {
            **PROHIBITED,
            **ROW,
            "action_dates": odd,
            "cover_dates": cover,
            "supplier_told_on": told,
            "supplier_knows": "no",
        }
        for cover in (odd, even, f"{even}; 2024-12-24")
        for told in ("2024-06-20", "2024-12-24", "2024-12-25", "never")
    ]
    table = pa.concat_tables([table_of(rows, RULEBOOK)] * 2000)
    results, _ = judged_rows(table, RULEBOOK)
    assert results.column("verdict").to_pylist() == [by_judge(row, RULEBOOK)["verdict"] for row in rows] * 2000


def test_a_column_that_is_not_there_is_a_fact_that_is_not_listed() -> None:
    results, _ = judged_rows(pa.table({name: [text] for name, text in ROW.items()}), RULEBOOK)
    assert results.column("verdict").to_pylist() == [by_assess(ROW, RULEBOOK)["verdict"]] == ["undetermined"]


def test_rows_with_a_fault_have_no_verdict_and_each_of_their_faults_is_told() -> None:
    table = table_of(
        [
            dict(ROW),
            {**ROW, "nation": "englnd", "sends_people": "maybe", "cover_dates": "2024-05-20;; 20/5/2024"},
            {**ROW, "nation": " ", "id": "second"},
            {**ROW, "sends_people": "council: no | yes"},
            {**ROW, "id": "third"},
        ],
        RULEBOOK,
    )
    results, faults = judged_rows(table, RULEBOOK)
    assert results.select(["index", "id"]).to_pylist() == [{"index": 0, "id": "duty"}, {"index": 4, "id": "third"}]
    assert faults == (
        Fault(
            1,
            "nation",
            "the nation cannot be `englnd`",
            "did you mean `england`? The choices are: england, wales, scotland, northern-ireland",
        ),
        Fault(
            1, "cover_dates", "`cover_dates`: there is nothing beside a semicolon", "write a date there, or delete it"
        ),
        Fault(1, "cover_dates", "`cover_dates`: `20/5/2024` is not a date", "write it as year-month-day: 2024-05-20"),
        Fault(1, "sends_people", "`sends_people` cannot be `maybe`", "the answers are: yes, no, unknown"),
        Fault(2, "nation", "`nation` is empty", "every row needs it"),
        Fault(
            3,
            "sends_people",
            "the dispute over `sends_people` has a part that names no party",
            "write a dispute as `council: no | union: yes`",
        ),
    )


@pytest.mark.parametrize(
    "row",
    [
        {"nation": "englnd", "action_dates": "2024-13-01", "opted_out": "perhaps"},
        {"action_dates": "from 2024-01-01 on", "supplier_told_on": "yesterday", "paid_by": "a b: output"},
        {"nation": "wales", "action_dates": "2024-05-20 to 2024-05-10", "engaged_by": "hirer | x: y"},
        {"nation": "wales", "action_dates": ";", "engaged_by": "x: hirer | x: supplier", "opted_out": "~"},
    ],
)
def test_a_row_alone_and_in_a_table_has_the_same_faults(row: dict[str, str]) -> None:
    with pytest.raises(BadInput) as alone:
        arrangement_of(row, RULEBOOK)
    _, faults = judged_rows(table_of([row], RULEBOOK), RULEBOOK)
    told = sorted((each.place.file, each.message, each.hint) for each in alone.value.problems)
    assert sorted((column, message, hint) for _, column, message, hint in faults) == told


def test_columns_that_rows_do_not_have_are_refused_together() -> None:
    with pytest.raises(BadInput) as refused:
        judged_rows(pa.table({"nation": ["england"], "send_people": ["yes"], "zzz": ["1"]}), RULEBOOK)
    assert [(each.message, each.hint) for each in refused.value.problems] == [
        ("there is no column `send_people`", "did you mean `sends_people`? Or copy it to the output with --keep"),
        ("there is no column `zzz`", "`reg7check facts` lists the facts; or copy it to the output with --keep"),
        ("there is no column `action_dates`", "every row needs it"),
    ]


def test_no_rows_have_no_verdicts() -> None:
    results, faults = judged_rows(table_of([], RULEBOOK), RULEBOOK)
    assert (results.num_rows, faults) == (0, ())


def test_rows_in_a_dictionary_are_the_same() -> None:
    rows = list(RowMaker(RULEBOOK, PROHIBITED, seed=5).rows(50))
    table = table_of(rows, RULEBOOK)
    encoded = pa.table({name: table.column(name).dictionary_encode() for name in table.column_names})
    assert judged_rows(encoded, RULEBOOK) == judged_rows(table, RULEBOOK)
