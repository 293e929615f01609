"""The cache of compiled rulebooks: it changes how fast a rulebook loads, never what is loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reg7check import Rulebook, assess, load_arrangement, load_rulebook
from reg7check.report.compose import full_report
from reg7check.report.json import json_reports
from reg7check.report.text import text_reports
from reg7check.rulebook import load
from reg7check.rulebook.models import Law

STALL = """
reg7check: 1
title: The cart
nation: england
parties: {baker: {name: The baker, role: hirer}}
industrial_action: [{id: fair, dates: 2019-12-31 to 2020-01-01, facts: {market_day: yes}}]
cover: [{id: cart, what: A cart, hirer: baker, facts: {stall_kind: cart, permit_granted: no}}]
"""


class Content(NamedTuple):
    """What a file of the cache holds, but for its seal: lists, by position."""

    head: list[Any]
    rest: list[Any]

    @property
    def variables(self) -> list[Any]:
        return self.rest[1]

    @property
    def levels(self) -> list[Any]:
        return self.rest[2]

    @property
    def children(self) -> list[Any]:
        return self.rest[3]

    @property
    def epochs(self) -> list[Any]:
        return self.rest[4]

    def section(self, name: str) -> Any:
        return self.rest[0][Law._fields.index(name)]


def contents_of(rulebook: Rulebook) -> tuple[object, ...]:
    diagram = rulebook.compiled.diagram
    return (
        rulebook.sha256,
        rulebook.law,
        tuple(rulebook.compiled.epochs),
        diagram.variables,
        diagram.levels,
        diagram.children,
    )


def verdicts_under(rulebook: Rulebook, folder: Path) -> list[str]:
    file = folder / "cart.yaml"
    file.write_text(STALL, encoding="utf-8")
    periods = assess(load_arrangement(file, rulebook), rulebook).cover[0].ruling.periods
    return [period.verdict.value for period in periods]


def report_under(rulebook: Rulebook, folder: Path) -> str:
    file = folder / "cart.yaml"
    file.write_text(STALL, encoding="utf-8")
    assessment = assess(load_arrangement(file, rulebook), rulebook)
    return text_reports([full_report(assessment)]) + json_reports([assessment])


def the_file_in(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def content_of(file: Path) -> Content:
    _, head, rest = file.read_bytes().split(b"\n")
    return Content(json.loads(head), json.loads(rest))


def written(content: Content) -> bytes:
    return b"\n".join(json.dumps(each).encode() for each in content)


def sealed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def test_a_rulebook_loaded_twice_is_equal(permit: Path) -> None:
    assert contents_of(load_rulebook(permit)) == contents_of(load_rulebook(permit))


def test_a_rulebook_from_the_cache_has_values_of_the_same_types(permit: Path) -> None:
    fresh, kept = load_rulebook(permit).compiled, load_rulebook(permit).compiled
    assert type(kept.epochs) is type(fresh.epochs)
    assert {type(each) for each in kept.diagram.children} == {type(each) for each in fresh.diagram.children}


def test_the_shipped_rulebook_loaded_twice_is_equal() -> None:
    assert contents_of(load_rulebook()) == contents_of(load_rulebook())


def test_the_second_load_reads_no_rule_file_again(permit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_rulebook(permit)
    monkeypatch.setattr(load, "_read", lambda _: pytest.fail("read again"))
    assert load_rulebook(permit).law == first.law


def test_a_rulebook_from_the_cache_judges_like_one_that_was_read(permit: Path, tmp_path: Path) -> None:
    fresh = verdicts_under(load_rulebook(permit), tmp_path)
    assert verdicts_under(load_rulebook(permit), tmp_path) == fresh == ["prohibited", "not-prohibited"]


def test_the_cache_is_one_file_and_leaves_no_other(permit: Path, cache_folder: Path) -> None:
    rulebook = load_rulebook(permit)
    file = the_file_in(cache_folder)
    assert rulebook.sha256[:32] in file.name
    assert content_of(file).head[0] == rulebook.sha256


def test_the_same_rules_in_another_folder_share_the_cache(permit: Path, cache_folder: Path) -> None:
    load_rulebook(permit)
    load_rulebook(permit.rename(permit.with_name("moved")))
    the_file_in(cache_folder)


def condition_of_another_class(content: Content) -> None:
    content.section("rules")["large-stall"][3][0] = "Concept"


def condition_of_no_class(content: Content) -> None:
    content.section("rules")["large-stall"][3][0] = "Statute"


def condition_whose_class_is_a_list(content: Content) -> None:
    content.section("rules")["large-stall"][3][0] = ["AnyOf"]


def condition_with_code_in_its_name(content: Content) -> None:
    content.section("rules")["large-stall"][3][0] = "__import__"


def conditions_without_end(content: Content) -> None:
    rule = content.section("rules")["large-stall"]
    for _ in range(500):
        rule[3] = ["NotOf", rule[3]]


def condition_about_a_fact_that_is_not_there(content: Content) -> None:
    content.section("rules")["permit-in-hand"][3] = ["FactIs", "moon_is_full", ["yes"]]


def law_lost(content: Content) -> None:
    del content.rest[0]


def law_empty(content: Content) -> None:
    content.rest[0] = None


def another_value_in_place_of_the_law(content: Content) -> None:
    content.rest[0] = [None, None, None, []]


def field_lost(content: Content) -> None:
    content.section("rules")["large-stall"].pop()


def field_too_many(content: Content) -> None:
    content.section("facts")["sells_food"].append(None)


def text_that_is_a_number(content: Content) -> None:
    content.section("facts")["sells_food"][4] = 7


def text_that_is_none(content: Content) -> None:
    content.section("facts")["sells_food"][4] = None


def list_that_is_a_text(content: Content) -> None:
    content.section("prohibitions")["no-stall"][4] = "large-stall"


def word_that_is_none_of_those(content: Content) -> None:
    content.section("facts")["sells_food"][1] = "weather"


def entry_under_the_id_of_another(content: Content) -> None:
    facts = content.section("facts")
    facts["sells_food"], facts["permit_granted"] = facts["permit_granted"], facts["sells_food"]


def provision_that_is_not_there(content: Content) -> None:
    content.section("rules")["large-stall"][2] = "stalls-s99"


def authority_that_is_not_there(content: Content) -> None:
    content.section("letters")["hirer"][3][0][-1] = ["nobody-v-nobody"]


def main_prohibition_that_is_not_there(content: Content) -> None:
    content.head[2][4] = content.section("identity")[4] = "no-circus"


def element_that_is_not_there(content: Content) -> None:
    content.section("prohibitions")["no-stall"][4] = ["flying-stall"]


def verdict_without_a_sentence(content: Content) -> None:
    content.section("prohibitions")["no-stall"][5].pop("arguable")


def identity_that_differs_from_the_head(content: Content) -> None:
    content.section("identity")[2] = "Another Act"


def variable_lost(content: Content) -> None:
    content.variables.pop()


def variable_with_another_answer(content: Content) -> None:
    content.variables[-1][1][0] = "perhaps"


def level_too_high(content: Content) -> None:
    content.levels[-1] = len(content.variables)


def level_negative(content: Content) -> None:
    content.levels[-1] = -1


def level_that_is_text(content: Content) -> None:
    content.levels[-1] = "1"


def child_that_is_not_there(content: Content) -> None:
    content.children[-1][0] = len(content.children) + 5


def child_above_its_parent(content: Content) -> None:
    content.children[-1][0] = len(content.children) - 1


def child_lost(content: Content) -> None:
    content.children[-1].pop()


def last_node_lost(content: Content) -> None:
    content.levels.pop()
    content.children.pop()


def levels_cut(content: Content) -> None:
    content.levels.pop()


def function_that_is_not_there(content: Content) -> None:
    for epoch in content.epochs:
        epoch[2] = dict.fromkeys(epoch[2], 10**6)


def function_below_none(content: Content) -> None:
    content.epochs[0][1] = dict.fromkeys(content.epochs[0][1], -1)


def no_epochs(content: Content) -> None:
    content.epochs.clear()


def epoch_lost(content: Content) -> None:
    del content.epochs[0]


def epoch_without_its_prohibition(content: Content) -> None:
    for epoch in content.epochs:
        epoch[2] = {}


def other_digest(content: Content) -> None:
    content.head[0] = "0" * 64


def other_program(content: Content) -> None:
    content.head[1] = "0.0.0"


def head_lost(content: Content) -> None:
    content.head.clear()


def day_that_is_none(content: Content) -> None:
    content.head[2][3] = content.section("identity")[3] = "2024-02-30"


DAMAGE = (
    condition_of_another_class,
    condition_of_no_class,
    condition_whose_class_is_a_list,
    condition_with_code_in_its_name,
    conditions_without_end,
    condition_about_a_fact_that_is_not_there,
    law_lost,
    law_empty,
    another_value_in_place_of_the_law,
    field_lost,
    field_too_many,
    text_that_is_a_number,
    text_that_is_none,
    list_that_is_a_text,
    word_that_is_none_of_those,
    entry_under_the_id_of_another,
    provision_that_is_not_there,
    authority_that_is_not_there,
    main_prohibition_that_is_not_there,
    element_that_is_not_there,
    verdict_without_a_sentence,
    identity_that_differs_from_the_head,
    variable_lost,
    variable_with_another_answer,
    level_too_high,
    level_negative,
    level_that_is_text,
    child_that_is_not_there,
    child_above_its_parent,
    child_lost,
    last_node_lost,
    levels_cut,
    function_that_is_not_there,
    function_below_none,
    no_epochs,
    epoch_lost,
    epoch_without_its_prohibition,
    other_digest,
    other_program,
    head_lost,
    day_that_is_none,
)


def assert_rebuilt(permit: Path, cache_folder: Path, tmp_path: Path, corrupt: bytes) -> None:
    sound = contents_of(load_rulebook(permit))
    file = the_file_in(cache_folder)
    kept = file.read_bytes()
    file.write_bytes(corrupt)
    again = load_rulebook(permit)
    assert verdicts_under(again, tmp_path) == ["prohibited", "not-prohibited"]
    assert contents_of(again) == sound
    assert file.read_bytes() == kept


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_cache_file_that_was_damaged_is_made_anew(
    damage: Callable[[Content], None], permit: Path, cache_folder: Path, tmp_path: Path
) -> None:
    load_rulebook(permit)
    seal, _, _ = the_file_in(cache_folder).read_bytes().partition(b"\n")
    content = content_of(the_file_in(cache_folder))
    damage(content)
    assert_rebuilt(permit, cache_folder, tmp_path, seal + b"\n" + written(content))


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_cache_file_that_was_damaged_and_sealed_again_is_made_anew(
    damage: Callable[[Content], None], permit: Path, cache_folder: Path, tmp_path: Path
) -> None:
    load_rulebook(permit)
    content = content_of(the_file_in(cache_folder))
    damage(content)
    assert_rebuilt(permit, cache_folder, tmp_path, sealed(written(content)))


def test_a_cache_file_sealed_again_without_damage_is_used(
    permit: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rulebook(permit)
    file = the_file_in(cache_folder)
    file.write_bytes(sealed(written(content_of(file))))
    monkeypatch.setattr(load, "_read", lambda _: pytest.fail("read again"))
    load_rulebook(permit)


def every_change(value: Any) -> Iterator[Callable[[], None]]:
    """Yield, for each place of a JSON value, what puts something else there; calling it again puts it back."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    for key in keys:
        yield from _changes_at(value, key)
        if isinstance(value[key], (dict, list)):
            yield from every_change(value[key])


def _changes_at(holder: Any, key: Any) -> Iterator[Callable[[], None]]:
    for other in (None, 1, "x", [], {}, ["NotOf", ["Concept", "large-stall"]]):
        kept = [other]

        def swap(kept: list[Any] = kept) -> None:
            holder[key], kept[0] = kept[0], holder[key]

        yield swap


def test_a_cache_file_altered_anywhere_and_sealed_again_never_stops_a_verdict(
    permit: Path, cache_folder: Path, tmp_path: Path
) -> None:
    load_rulebook(permit)
    file = the_file_in(cache_folder)
    content = content_of(file)
    whole = file.read_bytes()
    used = 0
    for swap in islice(every_change(content.rest), 0, None, 23):
        swap()
        altered = sealed(written(content))
        file.write_bytes(altered)
        swap()
        report_under(load_rulebook(permit), tmp_path)
        used += file.read_bytes() == altered != whole
    assert used  # a text that stands for another text is used: no seal tells who wrote it


@pytest.mark.parametrize(
    "corrupt",
    [
        b"",
        b"not JSON",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{}",
        b'"2024-01-01"',
        b"[" * 100_000,
        b'{"@":' * 100_000,
        sealed(b"null\nnull"),
        sealed(b"[1, 2, 3]\n" + b"[" * 100_000),
        sealed(b"[" * 100_000),
        b"\xc3\xa9\n\n",
    ],
    ids=[
        "empty",
        "text",
        "bytes",
        "null",
        "list",
        "object",
        "date",
        "deep-lists",
        "deep-objects",
        "sealed-nothing",
        "sealed-head",
        "sealed-deep-lists",
        "seal-of-other-letters",
    ],
)
def test_a_cache_file_that_is_something_else_is_made_anew(
    corrupt: bytes, permit: Path, cache_folder: Path, tmp_path: Path
) -> None:
    assert_rebuilt(permit, cache_folder, tmp_path, corrupt)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_a_cache_file_that_was_cut_short_is_made_anew(
    kept: float, permit: Path, cache_folder: Path, tmp_path: Path
) -> None:
    load_rulebook(permit)
    whole = the_file_in(cache_folder).read_bytes()
    assert_rebuilt(permit, cache_folder, tmp_path, whole[: int(len(whole) * kept)])


def test_a_folder_in_place_of_the_cache_file_is_no_hindrance(permit: Path, cache_folder: Path) -> None:
    sound = contents_of(load_rulebook(permit))
    file = the_file_in(cache_folder)
    file.unlink()
    file.mkdir()
    assert contents_of(load_rulebook(permit)) == sound
    assert [each.name for each in cache_folder.iterdir()] == [file.name]


@pytest.mark.parametrize("folder", ["a-file", "a-file/below", "/proc/nowhere"])
def test_a_cache_folder_that_cannot_be_written_to_is_no_hindrance(
    folder: str, permit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = contents_of(load_rulebook(permit))
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / folder))
    assert contents_of(load_rulebook(permit)) == sound


def test_a_rule_file_that_changed_is_noticed(permit: Path) -> None:
    before = load_rulebook(permit)
    file = permit / "facts.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Tea counts.", "Tea does not count."), encoding="utf-8")
    after = load_rulebook(permit)
    assert after.law.facts["sells_food"].explain == "Tea does not count."
    assert after.sha256 != before.sha256


def test_a_rule_file_that_was_renamed_is_noticed(permit: Path) -> None:
    before = load_rulebook(permit)
    (permit / "facts.yaml").rename(permit / "what-to-ask.yaml")
    assert load_rulebook(permit).sha256 != before.sha256


def test_a_rule_file_that_broke_is_noticed(permit: Path) -> None:
    load_rulebook(permit)
    (permit / "facts.yaml").write_text("facts: [", encoding="utf-8")
    with pytest.raises(Exception, match="this is not valid YAML"):
        load_rulebook(permit)


def test_another_version_of_the_program_makes_a_cache_of_its_own(
    permit: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rulebook(permit)
    monkeypatch.setattr("reg7check.__version__", "9.9.9")
    load_rulebook(permit)
    assert len(list(cache_folder.iterdir())) == 2
