"""Reports with the names left out: none survives in any format, nothing else changes, and the text reads well.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reg7check import Assessment, assess, load_arrangement, load_rulebook
from reg7check.api import redacted
from reg7check.arrangement.redaction import Redaction
from reg7check.report.formats import FORMATS, report_in
from reg7check.report.json import json_reports

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
# Not Community Care: the rulebook itself names it as a source, in every report.
NAMES = {
    "across-10-august-2023": "Union of Station Staff, Station Staff, Midmoor, Gateway, Gazette, example-9, trains",
    "agency-supply": "Refuse and Roadworkers, Ashmere, Swiftcrew, example-3",
    "backfill": "School Support Staff, Larkholme, Chalkface, Pell, Odell, example-6",
    "barnet-2024-04-flex360": (
        "Barnet, UNISON, Flex360, RT Group, RT, Burgess, John, Sarah, Pope, London, barnet-2024-04"
    ),
    "barnet-2024-05-duty-provider": "Barnet, UNISON, barnet-2024-05",
    "contracted-out-service": "Campus Workers, Strathlorne, Brightstair, example-4",
    "contractor-staffed-by-agency": "Hospital Workers' Union, Fernbrook, Carrowgate, Readyhands, example-7",
    "direct-hire": "Warehouse and Parcel, Hobblewick, example-11",
    "existing-agency-workers": "Housing and Homes, Association of Office Staff, Wexcombe, Deskfill, housing-union",
    "repudiated-action": "Bus and Coach, Tarndale, Wheelbase, example-10",
    "welsh-authority-2022": "Care and Community Union, Glanderwen, Kindly, Bryn, Awel, example-8",
}
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
FREE = {"redacted", "title", "quote", "link", "reference", "file", "what", "note", "id", "says", "part_of"}
"""The keys under which a report has what the file's writer was free to write, or says that it has not."""


@cache
def judged(name: str) -> tuple[Assessment, Redaction, Assessment]:
    arrangement = load_arrangement(ROOT / "examples" / f"{name}.yaml", name=f"examples/{name}.yaml")
    redaction = redacted(arrangement)
    return assess(arrangement), redaction, assess(redaction.arrangement)


def shown(report: bytes) -> str:
    """Return what a report shows and holds, its ZIP parts and streams unpacked, in small letters, as one line."""
    if report.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(report))
        report = b" ".join(
            [each.encode() + b" " + parts.read(each) for each in parts.namelist() if not each.endswith(".png")]
        )
    elif report.startswith(b"%PDF"):
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(report))
        pages = " ".join(page.extract_text() for page in reader.pages)
        report = f"{pages} {reader.metadata} {reader.xmp_metadata}".encode()
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), report.decode("utf-8", errors="replace"))
    return " ".join(text.lower().split())


@pytest.mark.parametrize("report_format", FORMATS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_name_of_an_example_is_left_in_any_format(name: str, report_format: str) -> None:
    _, _, without = judged(name)
    report = report_in(report_format, [without], depth="full")
    text = shown(report)
    for word in NAMES[name].lower().split(", "):
        loose = r"(?:[\s­-]|<[^>]*>)*".join(map(re.escape, word.split()))
        assert re.search(rf"(?<![a-z\d]){loose}(?![a-z\d])", text) is None, word
    assert f"{name}.yaml" not in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_names_of_an_example_are_there_without_redaction(name: str) -> None:
    plain, _, _ = judged(name)
    text = shown(report_in("text", [plain], depth="full"))
    assert sum(word in text for word in NAMES[name].lower().split(", ")) > 1


def same(plain: Any, without: Any, ids: dict[str, str], key: str = "") -> None:
    """Assert that two JSON reports say the same, but for ids and what the file's writer was free to write."""
    if isinstance(plain, dict):
        assert [ids.get(each, each) for each in plain] == list(without)
        for (name, left), right in zip(plain.items(), without.values(), strict=True):
            same(left, right, ids, name)
    elif isinstance(plain, list):
        told = 1 if key == "warnings" else 0
        assert len(plain) == len(without) - told
        for left, right in zip(plain, without[told:], strict=True):
            same(left, right, ids, key)
    elif plain != without:
        assert key in FREE or ids.get(plain) == without, (key, plain, without)


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_but_the_texts_is_as_it_is_without_redaction(name: str) -> None:
    plain, redaction, without = judged(name)
    arrangement, other = plain.arrangement, redaction.arrangement
    ids = dict(zip(arrangement.evidence, other.evidence, strict=True))
    ids |= {old.id: new.id for old, new in zip(arrangement.cover, other.cover, strict=True)}
    ids |= {old.id: new.id for old, new in zip(arrangement.actions, other.actions, strict=True)}
    ids |= redaction.parties
    same(json.loads(json_reports([plain])), json.loads(json_reports([without])), ids)
    for party, new in redaction.parties.items():
        assert assess(arrangement, as_party=party).verdict is assess(other, as_party=new).verdict


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_redacted_stays_as_it_is(name: str) -> None:
    _, redaction, _ = judged(name)
    again = redacted(redaction.arrangement)
    assert again.arrangement == redaction.arrangement


@pytest.mark.parametrize("name", ["barnet-2024-04-flex360", "barnet-2024-05-duty-provider"])
def test_the_reports_on_barnet_read_well_without_names(name: str) -> None:
    _, _, without = judged(name)
    text = report_in("text", [without], depth="full").decode("utf-8")
    golden = GOLDEN / f"{name}.redacted.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_a_report_says_at_its_top_that_names_are_replaced() -> None:
    arrangement = load_arrangement(ROOT / "examples" / "agency-supply.yaml")
    plain = redacted(arrangement)
    more = redacted(arrangement, load_rulebook(), also=[("depot", None), ("loaders", "worker")])
    for redaction, told in ((plain, "are left out."), (more, "2 names were given by hand to be left out.")):
        report = report_in("text", [assess(redaction.arrangement)]).decode("utf-8")
        assert told in " ".join(report.split())
        assert "Names have been replaced by roles" in report.partition("PROHIBITED")[0]
        assert told in json_reports([assess(redaction.arrangement)])
