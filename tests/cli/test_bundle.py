"""``assess --bundle`` writes all of it in one ZIP file, the same to the byte; ``verify`` finds whatever is changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from reg7check import load_rulebook
from reg7check.report.formats import MissingLibrary
from reg7check.report.text import text_reports
from reg7check.trust.telling_bundle import bundle_told
from reg7check.trust.verifying_bundle import arrangement_of, read_bundle, verify_bundle

from .conftest import ARRANGEMENTS, Program

GOLDEN = Path(__file__).parent / "golden" / "verify"
RULES = sorted((Path(__file__).parents[2] / "rules").glob("*.yaml"))
ARRANGEMENT = "arrangement/prohibited.yaml"
REPORTS = ["report/report.txt", "report/report.md", "report/report.json", "report/report.html", "report/report.pdf"]
Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def bundle(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "bundle.zip"
    run = program("assess", "prohibited.yaml", "--bundle", path, "--dated", "2024-05-10")
    assert (run.code, run.out, run.err) == (1, "", f"wrote {path}\n")
    return path


def _parts(path: Path) -> Parts:
    with ZipFile(path) as package:
        return {each.filename: package.read(each) for each in package.infolist()}


def _packed(parts: Parts, path: Path, how: int = ZIP_STORED) -> Path:
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = how
            entry.create_system = 0
            package.writestr(entry, content)
    return path


def test_a_bundle_holds_everything_and_a_manifest(bundle: Path) -> None:
    with ZipFile(bundle) as package:
        entries = package.infolist()
    names = [each.filename for each in entries]
    letters = [f"letters/{to}.{ending}" for to in ("supplier", "hirer", "regulator") for ending in ("txt", "docx")]
    rules = [f"rules/{each.name}" for each in RULES]
    assert names == [
        "README.txt", "manifest.json", *REPORTS, "report/report.docx", ARRANGEMENT, *letters, *rules
    ]  # fmt: skip
    assert {each.date_time for each in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {each.compress_type for each in entries} == {ZIP_STORED}
    parts = _parts(bundle)
    assert parts[ARRANGEMENT] == (ARRANGEMENTS / "prohibited.yaml").read_bytes()
    assert [parts[f"rules/{each.name}"] for each in RULES] == [each.read_bytes() for each in RULES]
    manifest = json.loads(parts["manifest.json"])
    assert {each["path"]: each["sha256"] for each in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in parts.items() if name != "manifest.json"
    }
    assert manifest["letters"] == {"dated": "2024-05-10", "not_drafted": []}
    assert b"10 May 2024" in parts["letters/hirer.txt"]


def test_its_reports_and_letters_are_those_that_the_commands_write(program: Program, bundle: Path) -> None:
    parts = _parts(bundle)
    assert program("assess", "prohibited.yaml", "--verbose").raw == parts["report/report.txt"]
    assert program("assess", "prohibited.yaml", "-f", "json").raw == parts["report/report.json"]
    letter = program("letter", "prohibited.yaml", "--to", "regulator", "--dated", "2024-05-10")
    assert letter.raw == parts["letters/regulator.txt"]


def test_the_same_inputs_give_the_same_bytes_and_are_verified(program: Program, bundle: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    far_away = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    program("assess", "prohibited.yaml", "--bundle", again, "--dated", "2024-05-10", environment=far_away)
    assert again.read_bytes() == bundle.read_bytes()
    run = program("verify", bundle)
    assert run.code == 0
    golden = GOLDEN / "bundle.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(run.raw)
    assert run.out == golden.read_text(encoding="utf-8")


def _replaced(name: str, old: bytes, new: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


def _with_new_digests(parts: Parts) -> None:
    """Make the manifest say what a forger would have it say."""
    manifest = json.loads(parts["manifest.json"])
    manifest["files"] = [
        {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(parts.items())
        if name != "manifest.json"
    ]
    manifest["arrangement"]["sha256"] = hashlib.sha256(parts[ARRANGEMENT]).hexdigest()
    rules = hashlib.sha256()
    for name, content in sorted(parts.items()):
        if name.startswith("rules/"):
            rules.update(f"{name.rpartition('/')[2]} {len(content)}\n".encode() + content)
    manifest["rulebook"]["sha256"] = rules.hexdigest()
    parts["manifest.json"] = (json.dumps(manifest, indent=2) + "\n").encode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_replaced("report/report.txt", b"PROHIBITED", b"PERMITTED"), "In the file: PERMITTED"),
        (_replaced("report/report.html", b"https://www", b"https://xxx"), "Where a link leads:"),
        (_replaced("report/report.docx", b"The agency", b"An  agency"), "report/report.docx"),
        (_replaced("letters/hirer.txt", b"10 May 2024", b"11 May 2024"), "Derived: 10 May 2024"),
        (_replaced(ARRANGEMENT, b"supplier_knows: yes", b"supplier_knows: no"), "report/report.json"),
        (_replaced("rules/control.yaml", b"\n", b"\n\n"), "rules-sha:"),
        (_replaced("manifest.json", b'"dated": "2024-05-10"', b'"dated": "2024-05-11"'), "letters/hirer.txt"),
        (_replaced("manifest.json", b'"verdict": "prohibited"', b'"verdict": "disputed"'), "Then: disputed"),
        (lambda parts: parts.pop("report/report.pdf"), "Derived, and not in the bundle: report/report.pdf"),
        (lambda parts: parts.update({"run.exe": b"x"}), "Not derived: run.exe"),
        (lambda parts: parts.pop(ARRANGEMENT), "There is none in the bundle."),
    ],
)
def test_whatever_is_changed_is_found(
    bundle: Path, tmp_path: Path, change: Callable[[Parts], object], told: str
) -> None:
    parts = _parts(bundle)
    change(parts)
    if "report/report.pdf" in parts and ARRANGEMENT in parts:
        _with_new_digests(parts)
    text = _told(_packed(parts, tmp_path / "changed.zip"))
    assert "ALTERED" in text
    assert told in text


def _told(path: Path) -> str:
    """Return what ``verify`` says of a bundle."""
    read = read_bundle(path.read_bytes(), path.name)
    found = verify_bundle(read, path.name, load_rulebook(), arrangement_of(read, path.name, ()))
    return text_reports([bundle_told(found)])


def test_a_file_with_another_digest_is_named(program: Program, bundle: Path, tmp_path: Path) -> None:
    parts = _parts(bundle)
    _replaced("README.txt", b"not legal advice", b"legal advice")(parts)
    run = program("verify", _packed(parts, tmp_path / "changed.zip"))
    assert run.code == 1
    assert "       With another digest: README.txt\n" in run.out


def test_a_bundle_that_was_only_packed_anew_is_told_so(program: Program, bundle: Path, tmp_path: Path) -> None:
    run = program("verify", _packed(_parts(bundle), tmp_path / "anew.zip", ZIP_DEFLATED))
    assert run.code == 1
    assert "EVERY FILE IS UNALTERED, but the ZIP file is not the same: it was packed anew." in run.out


def test_without_a_library_a_bundle_cannot_be_checked(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingLibrary, match=r"run: pip install 'reg7check\[docx\]'"):
        _told(bundle)


def test_an_unsafe_name_is_refused(program: Program, bundle: Path, tmp_path: Path) -> None:
    run = program("verify", _packed(_parts(bundle) | {"../out.txt": b""}, tmp_path / "unsafe.zip"))
    assert (run.code, run.out) == (2, "")
    assert "it holds a file of a name that is not safe: `../out.txt`" in run.err


def test_a_damaged_manifest_is_refused(program: Program, bundle: Path, tmp_path: Path) -> None:
    run = program("verify", _packed(_parts(bundle) | {"manifest.json": b"[]"}, tmp_path / "damaged.zip"))
    assert (run.code, run.out) == (2, "")
    assert "the manifest of this bundle is damaged" in run.err


def _bundle_of_other_rules(program: Program, folder: Path, file: str, old: str, new: str) -> Path:
    """Write a bundle under a rulebook in which one file says something else."""
    shutil.copytree(RULES[0].parent, folder / "rules", ignore=shutil.ignore_patterns("tests"))
    changed = folder / "rules" / file
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), encoding="utf-8")
    path = folder / "other.zip"
    program("assess", "prohibited.yaml", "--bundle", path, "--dated", "2024-05-10", "--rules", folder / "rules")
    return path


def test_an_old_bundle_is_unaltered_and_told_not_to_be_of_this_rulebook(program: Program, tmp_path: Path) -> None:
    path = _bundle_of_other_rules(program, tmp_path, "rulebook.yaml", "version: 1.0.0", "version: 0.9.0")
    run = program("verify", path, "-f", "json")
    assert (run.code, run.json["verified"], run.json["unaltered"], run.json["still_so"]) == (1, False, True, True)
    assert run.json["rulebook"]["same"] is False
    assert program("verify", path, "--rules", tmp_path / "rules").code == 0


def test_a_bundle_whose_rulebook_only_says_other_words_is_not_verified(program: Program, tmp_path: Path) -> None:
    said = "On what is known, this cover {be} prohibited by regulation 7."
    path = _bundle_of_other_rules(program, tmp_path, "regulation-7.yaml", said, "On what is known, all is well.")
    run = program("verify", path)
    assert run.code == 1
    assert "UNALTERED, BUT UNDER ANOTHER RULEBOOK" in run.out
    assert "It has the name and version of the one here, and is not the same" in " ".join(run.out.split())


def test_a_redacted_bundle_leaves_out_the_arrangement_and_letters(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "redacted.zip"
    assert program("assess", "prohibited.yaml", "--bundle", path, "--redact").code == 1
    parts = _parts(path)
    assert not [each for each in parts if each.startswith(("arrangement/", "letters/"))]
    assert json.loads(parts["manifest.json"])["arrangement"]["redacted"] is True
    assert b"The agency" not in b"".join(content for name, content in parts.items() if not name.startswith("rules/"))
    without = program("verify", path)
    assert without.code == 2
    assert "ARRANGEMENT" in without.err
    assert program("verify", path, "prohibited.yaml").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["prohibited.yaml", "clear.yaml", "--bundle", "x.zip"], "a bundle is about one arrangement, and 2 are named"),
        (["-", "--bundle", "x.zip"], "standard input is none"),
        (["prohibited.yaml", "--bundle", "x.zip", "--output", "y"], "leave --output out"),
        (["prohibited.yaml", "--dated", "2024-05-10"], "only the letters of a bundle are dated"),
        (["prohibited.yaml", "--bundle", "prohibited.yaml"], "the file is there already"),
        (["prohibited.yaml", "--bundle", "prohibited.yaml", "--force"], "this file is read, and would be replaced"),
    ],
)
def test_what_cannot_be_bundled_is_refused(program: Program, arguments: list[str], message: str) -> None:
    run = program("assess", *arguments)
    assert (run.code, run.out) == (2, "")
    assert message in " ".join(run.err.replace("│", " ").split())


def test_a_missing_library_is_an_error_that_names_the_extra(program: Program, tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ModuleNotFoundError")
    run = program(
        "assess", "prohibited.yaml", "--bundle", tmp_path / "x.zip", environment={"PYTHONPATH": str(tmp_path)}
    )
    assert run.code == 2
    assert "pip install 'reg7check[pdf]'" in run.err
    assert not (tmp_path / "x.zip").exists()
