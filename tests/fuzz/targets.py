"""What is fuzzed: each target reads bytes as a command would, and may refuse them in plain words, and nothing else."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import pyarrow as pa

from fuzz import batch_files, corpus
from fuzz.mutation import Mutate, Seeds, of_bytes, of_cells, of_json, of_lines, of_pdf, of_zip
from reg7check import BadInput, assess
from reg7check.arrangement import read_arrangement
from reg7check.batch.judging import judged_rows
from reg7check.batch.rows import arrangement_of as arrangement_of_row
from reg7check.problems import Place, Problem
from reg7check.report.text import text_reports
from reg7check.rulebook.load import rulebook_of
from reg7check.trust.differences import differences
from reg7check.trust.finding import found_in
from reg7check.trust.report_file import Part, parts_of_report, read_report
from reg7check.trust.telling import told
from reg7check.trust.telling_bundle import bundle_told, bundle_told_as_json
from reg7check.trust.telling_json import told_as_json
from reg7check.trust.verifying import verify_report
from reg7check.trust.verifying_bundle import arrangement_of, is_bundle, read_bundle, verify_bundle
from reg7check.yaml_source import parse_source


class Unfit(Exception):
    """An input that cannot even be given to what reads it, as a table that is no JSON: it tries nothing."""


class Target(NamedTuple):
    """What is fuzzed: what its inputs start from, what changes them, and what reads them.

    ``feed`` returns how an input was taken: ``read``, ``refused`` where it raised BadInput, or ``unfit``. ``quick`` is
    how many inputs the tests give it.
    """

    seeds: Callable[[], Seeds]
    mutators: Callable[[Seeds], Sequence[Mutate]]
    read: Callable[[bytes], None]
    quick: int

    def feed(self, content: bytes) -> str:
        """Read an input. Whatever it raises but BadInput is a fault; a message must be one that can be printed."""
        try:
            self.read(content)
        except BadInput as refused:
            told = str(refused)
            told.encode("utf-8")
            if not told:
                raise ValueError("it is refused, and nothing is said to be wrong") from refused
            return "refused"
        except Unfit:
            return "unfit"
        return "read"


def _one_in(number: int, content: bytes) -> bool:
    """Return whether an input is one of those on which more time is spent: always the same."""
    return int.from_bytes(hashlib.sha256(content).digest()[:4]) % number == 0


def _read_yaml(content: bytes) -> None:
    rulebook = corpus.shipped()
    arrangement = read_arrangement(parse_source(content, "arrangement.yaml"), rulebook.law.facts)
    if _one_in(10, content):
        assess(arrangement, rulebook)


def _read_rulebook(content: bytes) -> None:
    rulebook = rulebook_of([("rules/rules.yaml", content)])
    assess(read_arrangement(parse_source(corpus.ARRANGEMENT, "fair.yaml"), rulebook.law.facts), rulebook)


def _read_rules(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as package:
            files = [(f"rules/{each.filename}", package.read(each)) for each in package.infolist()]
    except BadZipFile as cut:
        raise Unfit from cut
    rulebook = rulebook_of(files or [("rules/rules.yaml", b"")])
    is_shipped = rulebook.law.identity.id == corpus.shipped().law.identity.id
    arrangement = corpus.EXAMPLE if is_shipped else corpus.ARRANGEMENT
    assess(read_arrangement(parse_source(arrangement, "arrangement.yaml"), rulebook.law.facts), rulebook)


def _verify(content: bytes) -> None:
    report = read_report(content, "report")
    found = [found_in("fair.yaml", corpus.ARRANGEMENT, stamp) for stamp in report.stamps]
    result = verify_report(content, "report", report, found, corpus.stalls())
    text_reports([told(result)]).encode("utf-8")
    told_as_json(result).encode("utf-8")


@functools.cache
def _derived(format_name: str) -> tuple[Part, ...]:
    return parts_of_report(format_name, corpus.report(format_name), "derived")


def _read_report(every: int, content: bytes) -> None:
    """Verify one of so many reports. Of the others, which would be derived alike, read the parts and compare them."""
    if _one_in(every, content):
        _verify(content)
        return
    report = read_report(content, "report")
    differences(parts_of_report(report.format, content, "report"), _derived(report.format))


def _read_bundle(content: bytes) -> None:
    if not is_bundle(content):
        _read_report(40, content)
        return
    found = read_bundle(content, "bundle.zip")
    arrangement = arrangement_of(found, "bundle.zip", [])
    if _one_in(40, content):
        result = verify_bundle(found, "bundle.zip", corpus.stalls(), arrangement)
        text_reports([bundle_told(result)]).encode("utf-8")
        bundle_told_as_json(result).encode("utf-8")


def _read_rows(content: bytes) -> None:
    """Judge the rows of a JSON list, at once and one by one: both must find the same rows at fault."""
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unfit from error
    if not isinstance(rows, list):
        raise Unfit
    cells = [{str(name): _cell(value) for name, value in row.items()} for row in rows if isinstance(row, dict)]
    names = list(dict.fromkeys(_cell(name) or "" for row in cells for name in row))
    table = {name: pa.array([row.get(name) for row in cells], pa.string()) for name in names}
    judged = judged_rows(pa.table(table), corpus.stalls())
    assert {each.row for each in judged.faults} == {number for number, row in enumerate(cells) if _is_faulty(row)}
    if judged.results.num_rows == 0:
        raise BadInput([Problem(Place("the table"), "no row can be judged", "look at the faults of its rows")])


def _is_faulty(row: dict[str, str | None]) -> bool:
    try:
        arrangement = arrangement_of_row(row, corpus.stalls())
    except BadInput as refused:
        str(refused).encode("utf-8")
        return True
    assess(arrangement, corpus.stalls())
    return False


def _cell(value: object) -> str | None:
    """Return a value of JSON as the cell of a table: a text that UTF-8 can hold, or nothing."""
    return None if value is None else str(value).encode("utf-8", "replace").decode("utf-8")


def _of_text(seeds: Seeds) -> list[Mutate]:
    return [of_bytes(seeds), *[of_lines(seeds)] * 3]


def _only_of_bytes(seeds: Seeds) -> list[Mutate]:
    return [of_bytes(seeds)]


def _of_json(seeds: Seeds) -> list[Mutate]:
    return [of_bytes(seeds), of_lines(seeds), *[of_json] * 4]


def _of_rows(seeds: Seeds) -> list[Mutate]:
    return [of_bytes(seeds), *[of_json] * 9, *[of_cells(seeds)] * 15]


def _of_zip(seeds: Seeds) -> list[Mutate]:
    return [of_bytes(seeds), *[of_zip([of_bytes(seeds), of_lines(seeds), of_json])] * 3]


def _of_tree(seeds: Seeds) -> list[Mutate]:
    return [of_zip([of_bytes(seeds), *[of_lines(seeds)] * 3])]


def _of_pdf(seeds: Seeds) -> list[Mutate]:
    return [of_bytes(seeds), *[of_pdf(seeds)] * 4]


def _report(format_name: str, mutators: Callable[[Seeds], Sequence[Mutate]], quick: int, every: int) -> Target:
    seeds = functools.partial(corpus.report_seeds, format_name)
    return Target(seeds, mutators, functools.partial(_read_report, every), quick)


def _rows_file(kind: str, mutators: Callable[[Seeds], Sequence[Mutate]], quick: int) -> Target:
    return Target(
        functools.partial(batch_files.seeds, kind), mutators, functools.partial(batch_files.read_file, kind), quick
    )


TARGETS = {
    "yaml": Target(corpus.yaml_seeds, _of_text, _read_yaml, 1500),
    "rulebook": Target(corpus.rulebook_seeds, _of_text, _read_rulebook, 300),
    "rules": Target(corpus.tree_seeds, _of_tree, _read_rules, 300),
    "text": _report("text", _of_text, 800, every=12),
    "markdown": _report("markdown", _of_text, 800, every=12),
    "json": _report("json", _of_json, 600, every=12),
    "html": _report("html", _of_text, 100, every=40),
    "docx": _report("docx", _of_zip, 100, every=40),
    "pdf": _report("pdf", _of_pdf, 40, every=40),
    "rows": Target(corpus.row_seeds, _of_rows, _read_rows, 200),
    "csv-rows": _rows_file("csv", _of_text, 200),
    "jsonl-rows": _rows_file("jsonl", _of_text, 100),
    "parquet-rows": _rows_file("parquet", _only_of_bytes, 200),
    "bundle": Target(corpus.bundle_seeds, _of_zip, _read_bundle, 100),
}
"""Every target, by its name."""
