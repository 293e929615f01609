from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import reg7check
from reg7check.arrangement import Arrangement, FactSpec, read_arrangement
from reg7check.contents import MAX_YAML
from reg7check.problems import BadInput
from reg7check.yaml_source import parse_source, read_source

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))
NAMES = [path.stem for path in BAD]
PLACES = {
    name: [tuple(map(int, place.split(":"))) for place in places]
    for name, *places in map(str.split, (HERE / "places.txt").read_text(encoding="utf-8").splitlines())
}

WAITS_FOR_A_MEND: frozenset[str] = frozenset()

# (what "Bad input" lists, file, line, column, what the message holds)
CONTRACT = [
    ("not YAML", "tab-indent", 19, 1, "not valid YAML"),
    ("not YAML", "unclosed-quote", 2, 8, "not valid YAML"),
    ("not YAML", "unclosed-bracket", 39, 19, "not valid YAML"),
    ("not YAML", "colon-in-text", 20, 28, "not valid YAML"),
    ("not YAML", "missing-colon", 3, 1, "not valid YAML"),
    ("not YAML", "unknown-escape", 2, 14, "not valid YAML"),
    ("empty", "empty-file", 1, 1, "empty"),
    ("empty", "comment-only", 1, 1, "empty"),
    ("empty", "dashes-only", 1, 1, "empty"),
    ("more than one document", "two-documents", 41, 1, "more than one document"),
    ("a repeated key", "repeated-key-top", 4, 1, "`nation` is given twice"),
    ("a repeated key", "repeated-key-party", 7, 3, "`unison` is given twice"),
    ("a repeated key", "repeated-key-fact", 37, 7, "`does_strikers_duties` is given twice"),
    ("a repeated key", "repeated-key-disputed", 38, 46, "`council` is given twice"),
    ("an alias or anchor", "alias-undefined", 28, 11, "alias *title"),
    ("an alias or anchor", "anchor", 2, 8, "anchor &title"),
    ("a custom tag", "tag-custom", 3, 9, "!nation"),
    ("a custom tag", "tag-str", 2, 8, "the tag"),
    ("a custom tag", "tag-python-object", 2, 8, "python/name:os.system"),
    ("nesting over 32 levels", "nested-33-levels", 2, 39, "32 levels"),
    ("an unknown key", "unknown-key-near", 2, 1, "did you mean `reference`?"),
    ("an unknown key", "unknown-key-far", 2, 1, "`colour`"),
    ("an unknown key", "unknown-key-party", 6, 46, "`phone`"),
    ("an unknown key", "unknown-key-evidence", 14, 5, "did you mean `from`?"),
    ("an unknown key", "unknown-key-action", 20, 5, "did you mean `workers`?"),
    ("an unknown key", "unknown-key-strand", 32, 5, "`status`"),
    ("an unknown key", "unknown-key-answer", 36, 43, "did you mean `says`?"),
    ("an unknown key", "unknown-key-for-required", 2, 1, "did you mean `title`?"),
    ("an unknown key", "merge-key", 19, 5, "`<<`"),
    ("an unknown fact", "unknown-fact-near", 36, 7, "did you mean `does_strikers_duties`?"),
    ("an unknown fact", "unknown-fact-action", 23, 7, "did you mean `authorised_or_endorsed`?"),
    ("an unknown fact", "unknown-fact-far", 40, 7, "`is_lawful`"),
    ("a value of the wrong type", "title-list", 2, 8, "a text"),
    ("a value of the wrong type", "title-mapping", 3, 3, "a text"),
    ("a value of the wrong type", "title-null", 2, 8, "empty"),
    ("a value of the wrong type", "title-quoted-empty", 2, 8, "empty"),
    ("a value of the wrong type", "parties-list", 6, 3, "`parties`"),
    ("a value of the wrong type", "party-text", 6, 11, "the party `unison`"),
    ("a value of the wrong type", "cover-mapping", 27, 3, "a list"),
    ("a value of the wrong type", "industrial_action-empty", 17, 20, "`industrial_action`"),
    ("a value of the wrong type", "answer-evidence-text", 39, 19, "a list"),
    ("a value of the wrong type", "disputed-list", 38, 19, "`hirer_directs_work`"),
    ("a value of the wrong type", "answer-list", 40, 16, "`paid_by`"),
    ("a value of the wrong type", "answer-left-empty", 40, 15, "unknown"),
    ("a value of the wrong type", "evidence-link-not-web", 15, 11, "web address"),
    ("a value outside its choices", "format-not-1", 1, 12, "reg7check: 1"),
    ("a value outside its choices", "nation-no", 3, 9, "england, wales, scotland, northern-ireland"),
    ("a value outside its choices", "role-other", 7, 41, "union, hirer, supplier, worker, regulator, other"),
    ("a value outside its choices", "kind-other", 19, 11, "strike, action-short-of-strike"),
    ("a value outside its choices", "stage-other", 32, 12, "proposed, agreed, under-way, ended, withdrawn"),
    ("a value outside its choices", "described_as-other", 29, 19, "`lawful`"),
    ("a value outside its choices", "answer-not-a-choice", 40, 16, "worker-time, output, fixed-price, unknown"),
    ("a value outside its choices", "answer-yes-for-date", 24, 22, "a date"),
    ("a value outside its choices", "disputed-wrong-answer", 38, 41, "`certainly`"),
    ("a fact under the wrong section", "fact-of-cover-under-action", 24, 7, "under `cover`"),
    ("a fact under the wrong section", "fact-of-action-under-cover", 40, 7, "under `industrial_action`"),
    ("a date that does not exist", "dates-not-real", 21, 12, "2024-02-30"),
    ("a date that does not exist", "dates-second-not-real", 21, 26, "2024-06-31"),
    ("a date that does not exist", "evidence-date-not-real", 13, 11, "2024-06-31"),
    ("a date that does not exist", "answer-date-not-real", 24, 22, "2024-02-30"),
    ("a date that does not exist", "dates-not-leap-year", 21, 12, "2023-02-29"),
    ("a date that does not exist", "dates-british", 21, 12, "2024-05-13"),
    ("an end before its start", "dates-end-before-start", 21, 12, "before"),
    ("an end before its start", "strand-dates-end-before-start", 34, 12, "before"),
    ("a party that is not declared", "hirer-undeclared", 30, 12, "did you mean `council`?"),
    ("a party that is not declared", "supplier-undeclared", 31, 15, "`reed`"),
    ("a party that is not declared", "evidence-from-undeclared", 14, 11, "`director`"),
    ("a party that is not declared", "says-unknown-party", 40, 39, "`counsil`"),
    ("a party that is not declared", "disputed-unknown-party", 38, 33, "`unite`"),
    ("evidence that is not declared", "answer-evidence-undeclared", 39, 27, "`letter`"),
    ("a strand that is not declared", "part_of-undeclared", 32, 14, "did you mean `duty-service`?"),
    ("an action that is not declared", "covers-undeclared", 33, 13, "`walkout`"),
    ("an action that is not declared", "covers-list-undeclared", 33, 22, "`strike-2`"),
    ("part_of in a circle", "part_of-circle", 32, 14, "circle"),
    ("part_of in a circle", "part_of-itself", 32, 14, "circle"),
    ("part_of in a circle", "part_of-circle-with-a-tail", 44, 14, "circle"),
    ("required", "missing-reg7check", 1, 1, "`reg7check`"),
    ("required", "missing-title", 1, 1, "`title`"),
    ("required", "missing-nation", 1, 1, "`nation`"),
    ("required", "missing-industrial_action", 1, 1, "`industrial_action`"),
    ("required", "missing-cover", 1, 1, "`cover`"),
    ("required", "missing-action-id", 18, 5, "`id`"),
    ("required", "missing-action-dates", 18, 5, "`dates`"),
    ("required", "missing-strand-id", 27, 5, "`id`"),
    ("required", "missing-strand-what", 27, 5, "`what`"),
    ("required", "missing-strand-hirer", 27, 5, "`hirer`"),
    ("inert text", "escape-in-key", 32, 5, "\\x1b[31m"),
    ("inert text", "escape-in-fact", 36, 7, "\\x1b]0;owned\\x07"),
    ("inert text", "right-to-left-in-key", 32, 5, "\\u202eegats"),
]

Read = Callable[[str | bytes], Arrangement]
Replaced = Callable[[str, str], str]


def marked(name: str, *values: Any) -> Any:
    mends = pytest.mark.xfail(strict=True, reason="the reader is still to be mended")
    return pytest.param(*(values or (name,)), marks=[mends] if name in WAITS_FOR_A_MEND else [], id=name)


def refused(name: str, facts: Mapping[str, FactSpec]) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_arrangement(read_source(HERE / "bad" / f"{name}.yaml", f"bad/{name}.yaml"), facts)
    return caught.value


def refusal(read: Read, content: str | bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(content)
    return caught.value


def only_problem(error: BadInput) -> Any:
    assert len(error.problems) == 1, str(error)
    return error.problems[0]


def is_inert(text: str) -> bool:
    return not re.search("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]", text) and all(
        unicodedata.category(each) not in {"Cc", "Cs", "Zl", "Zp"} for each in text.replace("\n", "")
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_file_gets_its_golden_message(name: str, facts: Mapping[str, FactSpec]) -> None:
    golden = HERE / "bad" / f"{name}.txt"
    message = f"{refused(name, facts)}\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(message, encoding="utf-8", newline="\n")
    assert message == golden.read_bytes().decode("utf-8")


def test_every_golden_and_every_place_belongs_to_a_bad_file() -> None:
    assert sorted(path.stem for path in (HERE / "bad").glob("*.txt")) == sorted(NAMES)
    assert sorted(PLACES) == sorted(NAMES)


@pytest.mark.parametrize("name", [marked(name) for name in NAMES])
def test_each_fault_is_reported_once_and_at_its_place(name: str, facts: Mapping[str, FactSpec]) -> None:
    problems = refused(name, facts).problems
    assert [(problem.place.line, problem.place.column) for problem in problems] == PLACES[name]


@pytest.mark.parametrize(("item", "name", "line", "column", "fragment"), [marked(row[1], *row) for row in CONTRACT])
def test_every_item_of_the_contract_is_named_with_its_place(
    item: str, name: str, line: int, column: int, fragment: str, facts: Mapping[str, FactSpec]
) -> None:
    problem = only_problem(refused(name, facts))
    text = str(problem)
    assert text.startswith(f"bad/{name}.yaml:{line}:{column}: error: "), item
    assert fragment in text, item


@pytest.mark.parametrize("name", NAMES)
def test_every_problem_has_a_line_a_column_a_quoted_line_and_a_hint(name: str, facts: Mapping[str, FactSpec]) -> None:
    for problem in refused(name, facts).problems:
        assert problem.place.file == f"bad/{name}.yaml"
        assert problem.place.line is not None
        assert problem.place.column is not None
        assert problem.place.quoted is not None
        assert problem.hint


@pytest.mark.parametrize("name", NAMES)
def test_every_message_is_safe_to_print(name: str, facts: Mapping[str, FactSpec]) -> None:
    assert is_inert(str(refused(name, facts)))


def test_problems_come_in_the_order_of_the_text(facts: Mapping[str, FactSpec]) -> None:
    problems = refused("several-faults", facts).problems
    assert len(problems) == len(PLACES["several-faults"]) > 10
    places = [(problem.place.line or 0, problem.place.column or 0) for problem in problems]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["very-long-line", "very-long-value"])
def test_a_long_text_never_makes_a_long_message(name: str, facts: Mapping[str, FactSpec]) -> None:
    assert max(len(line) for line in str(refused(name, facts)).splitlines()) < 200


@pytest.mark.parametrize(
    ("name", "under"),
    [("crlf", "france"), ("byte-order-mark", "2"), ("very-long-line", "suplier"), ("tab-in-value", "eng")],
)
def test_the_caret_stands_under_the_first_wrong_character(name: str, under: str, facts: Mapping[str, FactSpec]) -> None:
    _, quoted, caret, _ = str(refused(name, facts)).splitlines()
    assert quoted[caret.index("^") :].startswith(under)


def test_the_caret_allows_for_characters_that_are_two_cells_wide(facts: Mapping[str, FactSpec]) -> None:
    _, quoted, caret, _ = str(refused("wide-characters", facts)).splitlines()
    before = quoted[: quoted.index("suplier")]
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in before)
    assert wide
    assert caret.index("^") == len(before) + wide


def test_text_that_is_not_utf8_is_refused_at_its_first_wrong_byte(read: Read, replaced: Replaced) -> None:
    content = replaced("Screens incoming", "Screens \N{EN DASH} incoming").encode("windows-1252")
    problem = only_problem(refusal(read, content))
    assert (problem.place.line, problem.place.column) == (28, 19)
    assert "UTF-8" in problem.message
    assert "UTF-8" in problem.hint


def test_utf16_as_windows_notepad_saves_it_is_refused(read: Read, good: str) -> None:
    problem = only_problem(refusal(read, good.encode("utf-16")))
    assert (problem.place.line, problem.place.column) == (1, 1)
    assert "UTF-8" in problem.message


def test_a_file_over_one_mebibyte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MAX_YAML + 1))
    with pytest.raises(BadInput, match=r"^large\.yaml: error: the file is over 1 MiB"):
        read_source(path, "large.yaml")


def test_a_file_of_exactly_one_mebibyte_is_read(read: Read, good: str) -> None:
    filler = "#" + "x" * (MAX_YAML - len(good.encode()) - 2) + "\n"
    content = (good + filler).encode()
    assert len(content) == MAX_YAML
    assert read(content).nation == "england"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b"   \r\n", b"...\n"])
def test_a_file_with_nothing_in_it_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_source(path, "empty.yaml")
    assert only_problem(caught.value).hint
    assert "empty.yaml:1:1: error: " in str(caught.value)


def test_a_null_byte_is_refused_at_its_place(read: Read, good: str) -> None:
    problem = only_problem(refusal(read, good.replace("Duty", "Du\0ty", 1)))
    assert (problem.place.line, problem.place.column) == (2, 10)
    assert "U+0000" in problem.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"^strike\.yaml: error: there is no such file"):
        read_source(tmp_path / "strike.yaml", "strike.yaml")


def test_a_path_through_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(BadInput, match="there is no such file"):
        read_source(tmp_path / "file" / "strike.yaml", "file/strike.yaml")


def test_a_directory_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"^folder: error: this is a folder"):
        read_source(tmp_path, "folder")


def test_a_name_with_a_null_byte_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="not a file name"):
        read_source(tmp_path / "a\0b", "a\0b")


def test_a_file_name_is_shown_inert(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_source(tmp_path / "none", "\x1b[31mnone")
    assert str(caught.value).startswith("\\x1b[31mnone: error: ")


@pytest.mark.parametrize(
    ("code", "fragment"),
    [(errno.EACCES, "no permission"), (errno.EPERM, "no permission"), (errno.EIO, "it cannot be read")],
)
def test_a_file_that_may_not_be_read_is_named(
    code: int, fragment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(BadInput) as caught:
        read_source(tmp_path / "secret.yaml", "secret.yaml")
    assert str(caught.value).startswith("secret.yaml: error: ")
    assert fragment in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_no_permission_on_a_real_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.yaml"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(BadInput, match="no permission"):
        read_source(path, "secret.yaml")


def test_the_public_loader_names_the_file_and_every_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "strike.yaml").write_bytes((HERE / "bad" / "several-faults.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(reg7check.BadInput) as caught:
        reg7check.load_arrangement("strike.yaml")
    assert len(caught.value.problems) == len(PLACES["several-faults"])
    assert {problem.place.file for problem in caught.value.problems} == {"strike.yaml"}
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))


def test_the_good_arrangement_is_read(read: Read, good: str) -> None:
    arrangement = read(good)
    assert arrangement.nation == "england"
    assert [action.id for action in arrangement.actions] == ["strike"]
    assert arrangement.cover[0].covers == ("strike",)
    assert arrangement.cover[0].facts["hirer_directs_work"].disputed


@pytest.mark.parametrize("text", ["yes", "Yes", "YES", "true", "True", '"yes"', "'yes'"])
def test_yes_may_be_written_as_people_write_it(text: str, read: Read, replaced: Replaced) -> None:
    arrangement = read(replaced("does_strikers_duties: yes", f"does_strikers_duties: {text}"))
    assert arrangement.cover[0].facts["does_strikers_duties"].agreed == "yes"


@pytest.mark.parametrize("text", ["no", "No", "NO", "false", "False", '"no"', "'no'"])
def test_no_may_be_written_as_people_write_it(text: str, read: Read, replaced: Replaced) -> None:
    arrangement = read(replaced("does_strikers_duties: yes", f"does_strikers_duties: {text}"))
    assert arrangement.cover[0].facts["does_strikers_duties"].agreed == "no"


@pytest.mark.parametrize("text", ["unknown", "Unknown", '"unknown"'])
def test_unknown_may_be_written_as_people_write_it(text: str, read: Read, replaced: Replaced) -> None:
    arrangement = read(replaced("paid_by: unknown", f"paid_by: {text}"))
    assert arrangement.cover[0].facts["paid_by"].agreed == "unknown"


@pytest.mark.parametrize("text", ["none", '"none"'])
def test_a_choice_called_none_is_text(text: str, read: Read, replaced: Replaced) -> None:
    arrangement = read(replaced("paid_by: unknown", f"exempt_supplier: {text}"))
    assert arrangement.cover[0].facts["exempt_supplier"].agreed == "none"


@pytest.mark.parametrize("party", ["no", "yes", "on", "1", "2024-05-13", "1e3", "0x1f"])
def test_a_party_id_stays_the_text_that_was_written(party: str, read: Read, good: str) -> None:
    arrangement = read(good.replace("council", party))
    assert party in arrangement.parties
    assert arrangement.cover[0].hirer == party
    assert arrangement.cover[0].facts["hirer_directs_work"].as_stated_by(party) == "no"


@pytest.mark.parametrize("title", ["no", "12", "2024-05-13", "1_000", "0o17", "3.10", "'null'"])
def test_a_title_stays_the_text_that_was_written(title: str, read: Read, replaced: Replaced) -> None:
    arrangement = read(replaced("title: Duty service for three social work teams", f"title: {title}"))
    assert arrangement.title == title.strip("'")


def test_a_byte_order_mark_is_passed_over(read: Read, good: str) -> None:
    assert read(b"\xef\xbb\xbf" + good.encode()).title == read(good).title


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_read_the_same(end: str, read: Read, good: str) -> None:
    given, expected = read(good.replace("\n", end)), read(good)
    assert (given.parties, given.actions, given.cover) == (expected.parties, expected.actions, expected.cover)


def test_a_document_may_start_with_three_dashes(read: Read, good: str) -> None:
    assert read(f"---\n{good}...\n").nation == "england"


def test_a_dispute_in_which_all_agree_is_that_answer(read: Read, replaced: Replaced) -> None:
    fact = (
        read(replaced("{council: no, unison: yes}", "{council: no, unison: No}")).cover[0].facts["hirer_directs_work"]
    )
    assert fact.agreed == "no"
    assert not fact.disputed
    assert fact.as_stated_by("agency") == "no"


def test_a_party_that_says_nothing_of_a_disputed_fact_leaves_it_unknown(read: Read, good: str) -> None:
    fact = read(good).cover[0].facts["hirer_directs_work"]
    assert (fact.as_stated_by("council"), fact.as_stated_by("unison")) == ("no", "yes")
    assert fact.as_stated_by("agency") == "unknown"


def test_a_party_may_say_that_it_does_not_know(read: Read, replaced: Replaced) -> None:
    fact = read(replaced("unison: yes}", "unison: unknown}")).cover[0].facts["hirer_directs_work"]
    assert fact.disputed
    assert fact.as_stated_by("unison") == "unknown"


def test_an_answer_may_say_where_it_comes_from(read: Read, replaced: Replaced) -> None:
    given = "paid_by: {answer: output, says: council, evidence: [email], note: So the email says.}"
    fact = read(replaced("paid_by: unknown", given)).cover[0].facts["paid_by"]
    assert (fact.agreed, fact.says, fact.evidence, fact.note) == ("output", "council", ("email",), "So the email says.")


def test_covers_left_out_means_every_action(read: Read, replaced: Replaced) -> None:
    assert read(replaced("    covers: strike\n", "")).cover[0].covers == ("strike",)


@pytest.mark.parametrize("name", ["strike", "[strike]", '"strike"', "[strike, strike]"])
def test_covers_takes_an_action_or_a_list(name: str, read: Read, replaced: Replaced) -> None:
    assert read(replaced("covers: strike", f"covers: {name}")).cover[0].covers == ("strike",)


@pytest.mark.parametrize("name", ['"strike "', ">\n      strike", "|\n      strike"])
def test_covers_never_loses_an_action_to_a_space_or_a_line_end(name: str, read: Read, replaced: Replaced) -> None:
    assert read(replaced("covers: strike", f"covers: {name}")).cover[0].covers == ("strike",)


def test_a_dispute_never_loses_a_party_to_a_space(read: Read, replaced: Replaced) -> None:
    fact = read(replaced("{council: no", '{"council ": no')).cover[0].facts["hirer_directs_work"]
    assert fact.as_stated_by("council") == "no"


@pytest.mark.parametrize("twice", ["unison: yes, 'unison ': no", "'unison ': no, unison: yes"])
def test_a_key_repeated_but_for_a_space_is_repeated(twice: str, read: Read, replaced: Replaced) -> None:
    assert "`unison` is given twice" in str(refusal(read, replaced("unison: yes}", f"{twice}}}")))


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
def test_a_line_end_that_editors_do_not_count_is_refused(character: str, read: Read, replaced: Replaced) -> None:
    problem = only_problem(refusal(read, replaced("Duty service for", f"Duty{character}service for")))
    assert (problem.place.line, problem.place.column) == (2, 12)


def test_control_characters_that_quotes_spell_out_stay_in_the_values(read: Read, replaced: Replaced) -> None:
    arrangement = read(replaced("title: Duty service for three social work teams", 'title: "\\e[31mDuty"'))
    assert arrangement.title == "\x1b[31mDuty"


@pytest.mark.parametrize("link", ["https://example.org/a?b=c&d=%20#e", "http://example.org"])
def test_web_addresses_are_taken(link: str, read: Read, replaced: Replaced) -> None:
    assert read(replaced("https://example.org/email", link)).evidence["email"].link == link


@pytest.mark.parametrize("link", ["ftp://example.org", "data:text/html,x", "https://", "https://a b", "//example.org"])
def test_no_other_address_is_taken(link: str, read: Read, replaced: Replaced) -> None:
    assert "web address" in str(refusal(read, replaced("https://example.org/email", link)))


def test_a_long_chain_of_strands_is_read_at_once(read: Read, good: str) -> None:
    links = "".join(f"  - {{id: s{n}, what: x, hirer: council, part_of: s{n + 1}}}\n" for n in range(600))
    assert len(read(f"{good}{links}  - {{id: s600, what: x, hirer: council}}\n").cover) == 602


TOKENS = [
    b"\t", b"\r", b"\r\n", b"\n", b"---\n", b"...", b"&a ", b"*a", b"!!str ", b"!x ", b"<<: ", b"? ", b": ", b"- ",
    b"[", b"]", b"{", b"}", b'"', b"'", b"|\n", b">\n", b"#", b"%", b"@", b"`", b"~", b"null", b"2024-02-30", b"no",
    b"\0", b"\x1b[31m", b"\xff", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xed\xa0\x80",
    b"unknown", b"council", b"part_of: duty-service", b"disputed: ", b"answer: ", b"covers: ", b"facts: ",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(TOKENS), st.binary(max_size=6))
EDITS = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 12), PIECES), min_size=1, max_size=6)
KEYS = [
    "reg7check",
    "title",
    "nation",
    "parties",
    "evidence",
    "industrial_action",
    "cover",
    "id",
    "what",
    "hirer",
    "facts",
]
MORE_KEYS = ["dates", "covers", "part_of", "name", "role", "disputed", "answer", "says", "note", "from", "date", "link"]
VALUES = ["kind", "paid_by", "repudiated_on", "council", "strike", "england", "union", "1", "yes", "no", "2024-05-13"]
WORDS = st.sampled_from([*KEYS, *MORE_KEYS, *VALUES])
TREES = st.recursive(
    WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=25,
)


def either_reads_or_refuses(content: bytes, facts: Mapping[str, FactSpec]) -> None:
    refusals: list[BadInput] = []
    try:
        arrangement = read_arrangement(parse_source(content, "any.yaml"), facts)
        assert all(strand.hirer in arrangement.parties for strand in arrangement.cover)
    except BadInput as error:
        refusals.append(error)
    assert all(error.problems and is_inert(str(error)) for error in refusals)


@settings(max_examples=300, deadline=None, database=None)
@given(content=st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(content: bytes, facts: Mapping[str, FactSpec]) -> None:
    either_reads_or_refuses(content, facts)


@settings(max_examples=400, deadline=None, database=None)
@given(edits=EDITS)
def test_a_damaged_arrangement_is_read_or_refused(
    edits: list[tuple[int, int, bytes]], good: str, facts: Mapping[str, FactSpec]
) -> None:
    content = good.encode()
    for start, dropped, inserted in edits:
        at = start % (len(content) + 1)
        content = content[:at] + inserted + content[at + dropped :]
    either_reads_or_refuses(content, facts)


@settings(max_examples=300, deadline=None, database=None)
@given(order=st.lists(st.integers(0, 39), min_size=1, max_size=60))
def test_lines_in_any_order_are_read_or_refused(order: list[int], good: str, facts: Mapping[str, FactSpec]) -> None:
    lines = good.splitlines()
    either_reads_or_refuses("\n".join(lines[each % len(lines)] for each in order).encode(), facts)


@settings(max_examples=300, deadline=None, database=None)
@given(tree=TREES)
def test_any_tree_is_read_or_refused(tree: Any, facts: Mapping[str, FactSpec]) -> None:
    either_reads_or_refuses(yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass"), facts)


@settings(max_examples=300, deadline=None, database=None)
@given(field=st.sampled_from(["title", "nation", "parties", "evidence", "industrial_action", "cover"]), tree=TREES)
def test_any_tree_in_place_of_a_field_is_read_or_refused(
    field: str, tree: Any, good: str, facts: Mapping[str, FactSpec]
) -> None:
    arrangement = {**yaml.load(good, Loader=yaml.BaseLoader), field: tree}
    either_reads_or_refuses(yaml.safe_dump(arrangement, allow_unicode=True).encode("utf-8", "surrogatepass"), facts)
