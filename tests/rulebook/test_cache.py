"""The cache of compiled rulebooks: it changes how fast a rulebook loads, never what is loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reg7check import Rulebook, assess, load_arrangement, load_rulebook
from reg7check.rulebook import load

STALL = """
reg7check: 1
title: The cart
nation: england
parties: {baker: {name: The baker, role: hirer}}
industrial_action: [{id: fair, dates: 2019-12-31 to 2020-01-01, facts: {market_day: yes}}]
cover: [{id: cart, what: A cart, hirer: baker, facts: {stall_kind: cart, permit_granted: no}}]
"""

Content = dict[str, Any]


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


def the_file_in(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def content_of(file: Path) -> Content:
    return dict(json.loads(file.read_bytes().partition(b"\n")[2]))


def sealed(content: Content) -> bytes:
    body = json.dumps(content).encode()
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
    assert content_of(file)["digest"] == rulebook.sha256


def test_the_same_rules_in_another_folder_share_the_cache(permit: Path, cache_folder: Path) -> None:
    load_rulebook(permit)
    load_rulebook(permit.rename(permit.with_name("moved")))
    the_file_in(cache_folder)


def other_class(content: Content) -> None:
    content["law"]["@"] = "Statute"


def class_of_another_shape(content: Content) -> None:
    content["law"]["@"] = "Days"


def another_class_in_place_of_the_law(content: Content) -> None:
    content["law"] = {"@": "Days"}


def class_that_is_a_list(content: Content) -> None:
    content["law"]["@"] = ["Law"]


def class_with_code_in_its_name(content: Content) -> None:
    content["law"]["@"] = "__import__"


def law_lost(content: Content) -> None:
    del content["law"]


def law_empty(content: Content) -> None:
    content["law"] = None


def level_too_high(content: Content) -> None:
    content["levels"][-1] = len(content["variables"])


def level_negative(content: Content) -> None:
    content["levels"][-1] = -1


def level_that_is_text(content: Content) -> None:
    content["levels"][-1] = "1"


def child_that_is_not_there(content: Content) -> None:
    content["children"][-1][0] = len(content["children"]) + 5


def child_above_its_parent(content: Content) -> None:
    content["children"][-1][0] = len(content["children"]) - 1


def child_lost(content: Content) -> None:
    content["children"][-1].pop()


def last_node_lost(content: Content) -> None:
    content["levels"].pop()
    content["children"].pop()


def levels_cut(content: Content) -> None:
    content["levels"].pop()


def function_that_is_not_there(content: Content) -> None:
    for epoch in content["epochs"]:
        epoch["prohibitions"] = dict.fromkeys(epoch["prohibitions"], 10**6)


def no_epochs(content: Content) -> None:
    content["epochs"] = []


def epoch_without_its_prohibition(content: Content) -> None:
    for epoch in content["epochs"]:
        epoch["prohibitions"] = {}


def other_digest(content: Content) -> None:
    content["digest"] = "0" * 64


def other_program(content: Content) -> None:
    content["program"] = "0.0.0"


def day_that_is_none(content: Content) -> None:
    content["law"]["identity"]["law_as_of"]["on"] = "2024-02-30"


DAMAGE = (
    other_class,
    class_of_another_shape,
    class_that_is_a_list,
    class_with_code_in_its_name,
    law_lost,
    level_too_high,
    level_negative,
    level_that_is_text,
    child_that_is_not_there,
    child_above_its_parent,
    child_lost,
    levels_cut,
    other_digest,
    other_program,
    day_that_is_none,
)
DAMAGE_THAT_ONLY_THE_SEAL_SHOWS = (
    another_class_in_place_of_the_law,
    law_empty,
    last_node_lost,
    function_that_is_not_there,
    no_epochs,
    epoch_without_its_prohibition,
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


@pytest.mark.parametrize("damage", DAMAGE + DAMAGE_THAT_ONLY_THE_SEAL_SHOWS, ids=lambda damage: damage.__name__)
def test_a_cache_file_that_was_damaged_is_made_anew(
    damage: Callable[[Content], None], permit: Path, cache_folder: Path, tmp_path: Path
) -> None:
    load_rulebook(permit)
    seal, _, _ = the_file_in(cache_folder).read_bytes().partition(b"\n")
    content = content_of(the_file_in(cache_folder))
    damage(content)
    assert_rebuilt(permit, cache_folder, tmp_path, seal + b"\n" + json.dumps(content).encode())


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_cache_file_that_was_damaged_and_sealed_again_is_made_anew(
    damage: Callable[[Content], None], permit: Path, cache_folder: Path, tmp_path: Path
) -> None:
    load_rulebook(permit)
    content = content_of(the_file_in(cache_folder))
    damage(content)
    assert_rebuilt(permit, cache_folder, tmp_path, sealed(content))


def test_a_cache_file_sealed_again_without_damage_is_used(
    permit: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_rulebook(permit)
    file = the_file_in(cache_folder)
    file.write_bytes(sealed(content_of(file)))
    monkeypatch.setattr(load, "_read", lambda _: pytest.fail("read again"))
    load_rulebook(permit)


@pytest.mark.parametrize(
    "corrupt",
    [
        b"",
        b"not JSON",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{}",
        b'{"@": "date", "on": "2024-01-01"}',
        b"[" * 100_000,
        b'{"@":' * 100_000,
    ],
    ids=["empty", "text", "bytes", "null", "list", "object", "date", "deep-lists", "deep-objects"],
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
