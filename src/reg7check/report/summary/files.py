"""The summary of many arrangements for spreadsheets and scripts: CSV, Excel and JSON."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

import reg7check
from reg7check.report.json import JSON, iso, json_text
from reg7check.report.marks import TONES
from reg7check.report.summary.columns import COLUMNS
from reg7check.report.summary.lines import DaysOf, Line, On, Summary, Unread, digests
from reg7check.report.summary.page import counts, in_all
from reg7check.report.summary.spreadsheet import Column, Sheet, SheetRow, Value, spreadsheet, written

SCHEMA = 1
_BETWEEN = " | "


def summary_csv(summary: Summary) -> str:
    """Return a summary as CSV (RFC 4180), a line of text for each row, with a byte order mark.

    Without the mark Excel on Windows takes the file for one in the machine's own old encoding, and spoils each dash
    and accent. Other programs read it with or without. No cell is a formula.
    """
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    made_by = ("SHA-256 of the file", "Rulebook", "SHA-256 of the rulebook", "Program")
    writer.writerow([*(column.heading for column in COLUMNS), *made_by])
    law = summary.law.identity
    by = (f"{law.id} {law.version}", summary.rulebook_sha256, f"reg7check {reg7check.__version__}")
    for line in summary.lines:
        writer.writerow([*(_text(column.of(line)) for column in COLUMNS), line.sha256, *by])
    for unread in summary.unread:
        writer.writerow([*(_text(column.of_unread(unread)) for column in COLUMNS), "", *by])
    return "\ufeff" + stream.getvalue()


def summary_xlsx(summary: Summary) -> bytes:
    """Return a summary as an Excel file: a sheet of rows, and one that tells how it was made. No cell is a formula.

    Raises:
        BadInput: where the library that writes it is not installed.
    """
    rows = [SheetRow(tuple(each.of(line) for each in COLUMNS), TONES[line.verdict]) for line in summary.lines]
    rows += [SheetRow(tuple(each.of_unread(unread) for each in COLUMNS), "strong") for unread in summary.unread]
    columns = tuple(Column(each.heading, each.width) for each in COLUMNS)
    about = tuple(SheetRow(row) for row in _about(summary))
    return spreadsheet(
        "Summary of arrangements",
        (Sheet("Summary", columns, rows, kept=2), Sheet("About", (Column("What", 60), Column("Which", 90)), about)),
    )


def _about(summary: Summary) -> list[tuple[str, Value]]:
    law = summary.law.identity
    return [
        ("What this is", "A summary of arrangements, made by reg7check. It is not legal advice."),
        ("How many", in_all(summary)),
        ("What is told", summary.asked),
        ("Program", f"reg7check {reg7check.__version__}"),
        ("Rulebook", f"{law.id} {law.version}"),
        ("SHA-256 of the rulebook", summary.rulebook_sha256),
        ("Law as of", law.law_as_of),
        ("Licence of the law's texts", law.licence),
        *((f"SHA-256 of {file}", sha256) for file, sha256 in digests(summary.lines).items()),
    ]


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            return written(value, _BETWEEN)


def summary_json(summary: Summary) -> str:
    """Return a summary as JSON, schema 1, in pure ASCII."""
    law = summary.law.identity
    return json_text(
        {
            "schema": SCHEMA,
            "program": {"name": "reg7check", "version": reg7check.__version__},
            "rulebook": {
                "id": law.id,
                "version": law.version,
                "sha256": summary.rulebook_sha256,
                "law_as_of": iso(law.law_as_of),
            },
            "asked": list(summary.asked),
            "arrangements": summary.arrangements,
            "strands": summary.strands,
            "counts": {verdict.value: number for verdict, number in counts(summary.lines).items()},
            "rows": [_row(line) for line in summary.lines],
            "unreadable": [_unread(each) for each in summary.unread],
        }
    )


def _row(line: Line) -> JSON:
    return {
        "file": line.file,
        "sha256": line.sha256,
        "title": line.title,
        "reference": line.reference,
        "nation": line.nation,
        "strand": line.strand,
        "what": line.what,
        "hirer": line.hirer,
        "supplier": line.supplier,
        "stage": line.stage,
        "from": iso(line.first_day),
        "to": iso(line.last_day),
        "prohibition": line.prohibition,
        "verdict": line.verdict.value,
        "periods": [_days(each) for each in line.periods],
        "turns_on": [_on(each) for each in line.turns_on],
        "next": None if line.next is None else line.next._asdict(),
        "accounts": [{"party": name, "verdict": verdict.value} for name, verdict in line.accounts],
        "notes": list(line.notes),
    }


def _days(days: DaysOf) -> JSON:
    return {"from": iso(days.first), "to": iso(days.last), "verdict": days.verdict.value}


def _on(on: On) -> JSON:
    kind = "open_question" if on.status == "arguable" else "fact"
    about: JSON = {"action": on.action} if on.action else {}
    return {kind: on.name, **about, "status": on.status, "question": on.question}


def _unread(unread: Unread) -> dict[str, Any]:
    return {
        "file": unread.file,
        "problems": [
            {"line": each.place.line, "column": each.place.column, "message": each.message, "hint": each.hint}
            for each in unread.problems
        ],
    }
