"""Changing a file in place: what is meant is changed, and every other line stays to the byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reg7check.arrangement import Answer, Arrangement, Evidence, FactAt, FactSpec, Party, Span, with_answers
from reg7check.arrangement import editing as editing_module
from reg7check.arrangement.editing import ArrangementFile
from reg7check.problems import BadInput
from reg7check.rulebook import load_rulebook

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
FACTS: Mapping[str, FactSpec] = load_rulebook().law.facts

ODD = """\
# A file of somebody's own making.
reg7check:   1   # one
title:       "Cover"
nation:      wales

parties:
    council: {name: The Council, role: hirer}   # us
    union:   {name: The Union,   role: union}

industrial_action:
-    id: strike   # the strike
     dates: from 2024-05-01   # TO FILL IN
     facts:  {}   # none yet

# about cover
cover:
-    what: Cover    # what
     id: c
     facts:     # facts
            # Who pays them
            #engaged_by: hirer   # remove the sign
            sends_people:    # why
                answer: yes  # said by phone
                # and again by letter
                note: |   # the letter
                  It will send people.
                  # not a comment

            # after
            paid_by:     worker-time   # the price
            opted_out: {answer: no,   # they did not
                        says: council}   # said so
     hirer: council
"""


def opened(folder: Path, content: str | bytes) -> ArrangementFile:
    path = folder / "arrangement.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return ArrangementFile.open(path, FACTS)


def saved(file: ArrangementFile) -> str:
    file.save()
    return file.path.read_bytes().decode()


def changed(before: str, after: str) -> str:
    """Return the lines taken out and put in, without all that is the same before and after them."""
    old, new = before.splitlines(), after.splitlines()
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    gone, come = old[first : len(old) - last], new[first : len(new) - last]
    return "\n".join([*(f"-{line}" for line in gone), *(f"+{line}" for line in come)])


C = {fact: FactAt(fact, strand="c") for fact in FACTS}
S = {fact: FactAt(fact, action="strike") for fact in FACTS}


@pytest.mark.parametrize(
    ("at", "answer", "expected"),
    [
        pytest.param(
            C["paid_by"],
            Answer("fixed-price"),
            """\
            -            paid_by:     worker-time   # the price
            +            paid_by:     fixed-price   # the price""",
            id="a plain answer, aligned as it was",
        ),
        pytest.param(
            C["paid_by"],
            Answer("unknown"),
            """\
            -            paid_by:     worker-time   # the price
            +            paid_by:     unknown       # the price""",
            id="a comment stays in its column",
        ),
        pytest.param(
            C["sends_people"],
            Answer("no", says="union"),
            """\
            -            sends_people:    # why
            -                answer: yes  # said by phone
            -                # and again by letter
            -                note: |   # the letter
            -                  It will send people.
            -                  # not a comment
            +            # said by phone
            +            # and again by letter
            +            # the letter
            +            sends_people: {answer: no, says: union}  # why""",
            id="comments inside an entry stay",
        ),
        pytest.param(
            C["opted_out"],
            Answer("yes"),
            """\
            -            opted_out: {answer: no,   # they did not
            -                        says: council}   # said so
            +            # said so
            +            opted_out: yes  # they did not""",
            id="a flow entry over two lines",
        ),
        pytest.param(
            C["engaged_by"],
            Answer("supplier"),
            """\
            -            #engaged_by: hirer   # remove the sign
            +            engaged_by: supplier""",
            id="a line that was commented out",
        ),
        pytest.param(
            C["hirer_directs_work"],
            Answer(None, (("council", "no"), ("union", "yes"))),
            "+            hirer_directs_work: {disputed: {council: no, union: yes}}",
            id="a new one goes after the last that comes before it in the catalogue",
        ),
        pytest.param(
            S["authorised_or_endorsed"],
            Answer("yes", note='She said: "yes" # twice 😀'),
            """\
            -     facts:  {}   # none yet
            +     facts:   # none yet
            +         authorised_or_endorsed: {answer: yes, note: 'She said: "yes" # twice 😀'}""",
            id="the first one",
        ),
        pytest.param(
            C["supplier_told_on"],
            Answer(date(2024, 5, 2), says="union", note="- " + "The letter went by post. " * 8),
            """\
            +            supplier_told_on:
            +                answer: 2024-05-02
            +                says: union
            +                note: >-
            +                    - The letter went by post. The letter went by post. The letter went by post. The letter went by
            +                    post. The letter went by post. The letter went by post. The letter went by post. The letter went by
            +                    post.""",  # noqa: E501
            id="a long note",
        ),
    ],
)
def test_an_answer_changes_its_own_lines_alone(tmp_path: Path, at: FactAt, answer: Answer, expected: str) -> None:
    file = opened(tmp_path, ODD)
    file.answer(at, answer)
    assert changed(ODD, saved(file)) == dedent(expected)


def test_days_taken_out_leave_the_comments_in_them_and_around_them(tmp_path: Path) -> None:
    content = ODD.replace(
        "     hirer: council\n",
        "     # when\n     dates:   # the days\n        - 2024-05-01  # a Wednesday\n        # not the next day\n"
        "        - 2024-05-03\n     # for whom\n     hirer: council\n",
    )
    file = opened(tmp_path, content)
    file.set_dates(("cover", 0, "dates"), [])
    assert file.arrangement.cover[0].dates_assumed
    assert changed(content, saved(file)) == dedent(
        """\
        -     dates:   # the days
        -        - 2024-05-01  # a Wednesday
        -        # not the next day
        -        - 2024-05-03
        +     # a Wednesday
        +     # not the next day"""
    )
    before = saved(file)
    file.set_dates(("cover", 0, "dates"), [])
    assert saved(file) == before


@pytest.mark.parametrize(
    ("strand", "left"),
    [
        ('{"dates": 2024-05-01, "id": c, "what": w, "hirer": h}', '{"id": c, "what": w, "hirer": h}'),
        ('{"id": c, "dates": [2024-05-01, 2024-05-03] , "what": w, "hirer": h}', '{"id": c, "what": w, "hirer": h}'),
        ('{"id": c, "what": w, "hirer": h, "dates": 2024-05-01}', '{"id": c, "what": w, "hirer": h}'),
        (
            '{"id": c, "what": w, "hirer": h,\n  "dates": 2024-05-01 # a\n}',
            '{"id": c, "what": w, "hirer": h,\n   # a\n}',
        ),
    ],
)
def test_days_taken_out_of_curly_brackets(tmp_path: Path, strand: str, left: str) -> None:
    content = (
        '{"reg7check": "1", "title": "x", "nation": "wales", "parties": {"h": {"name": "H", "role": "hirer"}},\n'
        f' "industrial_action": [{{"id": "s", "dates": "2024-05-01"}}],\n "cover": [{strand}]}}'
    )
    file = opened(tmp_path, content)
    file.set_dates(("cover", 0, "dates"), [])
    assert saved(file) == content.replace(strand, left)


def test_other_fields_and_new_entries(tmp_path: Path) -> None:
    file = opened(tmp_path, ODD)
    file.set_text(("title",), 'Cover: "the first week"')
    file.set_text(("reference",), "no")
    file.set_text(("parties", "union", "name"), "Bus, and Coach Union")
    file.set_text(("industrial_action", 0, "workers"), "Drivers")
    file.set_dates(("industrial_action", 0, "dates"), [Span(date(2024, 5, 1), date(2024, 5, 3))])
    file.set_dates(("cover", 0, "dates"), [Span(date(2024, 5, 1), None), Span(date(2024, 4, 1), date(2024, 4, 1))])
    file.add_party(Party("agency", "The Agency", "supplier"))
    file.add_evidence(Evidence("rota", "The rota", date(2024, 5, 1), "council", "a: b", "https://example.org/x"))
    file.set_text(("cover", 0, "what"), "Runs the routes")
    expected = ODD
    for old, new in (
        ('title:       "Cover"\n', 'title:       \'Cover: "the first week"\'\nreference: "no"\n'),
        ("The Union, ", '"Bus, and Coach Union", '),
        ("from 2024-05-01   # TO FILL IN\n", "2024-05-01 to 2024-05-03\n"),
        ("# the strike\n", "# the strike\n     workers: Drivers\n"),
        (
            "role: union}\n",
            (
                "role: union}\n    agency: {name: The Agency, role: supplier}\n\nevidence:\n    rota: {what: The rota,"
                ' date: 2024-05-01, from: council, quote: "a: b", link: "https://example.org/x"}\n'
            ),
        ),
        ("what: Cover    # what\n", "what: Runs the routes  # what\n"),
        ("     hirer: council\n", "     hirer: council\n     dates: [from 2024-05-01, 2024-04-01]\n"),
    ):
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert saved(file) == expected
    file.set_dates(("cover", 0, "dates"), [])
    assert "dates: [" not in saved(file)
    assert file.arrangement.cover[0].dates_assumed


def test_a_file_in_curly_brackets(tmp_path: Path) -> None:
    content = (
        '{"reg7check": "1", "title": "x", "nation": "wales", "parties": {"h": {"name": "H", "role": "hirer"}},\n'
        ' "industrial_action": [{"id": "s", "dates": "2024-05-01"}],\n'
        ' "cover": [{"id": "c", "what": "w", "hirer": "h", "facts": {"engaged_by": "hirer", # a\n'
        '   "paid_by": "unknown", "widely_reported": "yes" # b\n}}]}'
    )
    file = opened(tmp_path, content)
    steps = [
        (C["paid_by"], Answer("fixed-price"), '"unknown"', "fixed-price"),
        (C["sends_people"], Answer("yes"), '{"engaged_by"', '{sends_people: yes, "engaged_by"'),
        (
            FactAt("repudiated_on", action="s"),
            Answer("never"),
            '"2024-05-01"',
            '"2024-05-01", facts: {repudiated_on: never}',
        ),
    ]
    for at, answer, old, new in steps:
        file.answer(at, answer)
        assert content.count(old) == 1
        content = content.replace(old, new)
        assert saved(file) == content


def test_a_mapping_in_curly_brackets_goes_on_in_the_next_line_where_it_grows_too_long(tmp_path: Path) -> None:
    content = ODD.replace(
        ODD[ODD.index("     facts:     # facts") :], "     hirer: council\n     facts: {sends_people: yes}\n"
    )
    file = opened(tmp_path, content)
    file.answer(C["engaged_by"], Answer("supplier", says="council", note="x" * 70))
    file.answer(C["paid_by"], Answer("unknown"))
    assert changed(content, saved(file)) == dedent(
        f"""\
        -     facts: {{sends_people: yes}}
        +     facts: {{sends_people: yes,
        +             engaged_by: {{answer: supplier, says: council, note: {"x" * 70}}},
        +             paid_by: unknown}}"""
    )

    content = content.replace("{sends_people: yes}", "{\n       sends_people: yes\n       }")
    file = opened(tmp_path, content)
    file.answer(C["engaged_by"], Answer("supplier", says="council", note="x" * 70))
    assert changed(content, saved(file)) == dedent(
        f"""\
        -       sends_people: yes
        +       sends_people: yes,
        +       engaged_by: {{answer: supplier, says: council, note: {"x" * 70}}}"""
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_the_byte_order_mark_and_a_missing_last_one_stay(tmp_path: Path, ending: str, mark: str) -> None:
    before = mark + ODD.rstrip("\n").replace("\n", ending)
    file = opened(tmp_path, before)
    file.add_party(Party("agency", "The Agency", "supplier"))
    file.set_text(("cover", 0, "supplier"), "agency")
    file.answer(C["paid_by"], Answer("fixed-price", note="word " * 40))
    after = file.path.read_text(encoding="utf-8")
    file.save()
    after = file.path.read_bytes().decode()
    assert after.startswith(mark + "# A file")
    assert after.endswith(f"hirer: council{ending}     supplier: agency")
    assert set(re.findall("\r?\n", after)) == {ending}


def test_what_is_still_to_fill_in(tmp_path: Path) -> None:
    content = ODD.replace('"Cover"', "'TO FILL IN: what this is about'")
    file = opened(tmp_path, content)
    assert file.blanks == (("title",), ("industrial_action", 0, "dates"))
    file.set_text(("title",), "Cover")
    assert file.blanks == (("industrial_action", 0, "dates"),)
    file.set_dates(("industrial_action", 0, "dates"), [Span(date(2024, 5, 1), None)])
    assert file.blanks == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda file: file.answer(C["paid_by"], Answer("yes")), "`paid_by` cannot be `yes`"),
        (lambda file: file.answer(C["paid_by"], Answer("unknown", says="nobody")), "no party `nobody` is declared"),
        (lambda file: file.set_text(("nation",), "france"), "the nation cannot be `france`"),
        (lambda file: file.set_text(("title",), " "), "this is empty"),
        (lambda file: file.add_party(Party("a b", "A", "other")), "the id of a party cannot be `a b`"),
        (lambda file: file.set_dates(("industrial_action", 0, "dates"), []), "an action lacks `dates`"),
    ],
)
def test_a_change_that_would_be_a_mistake_is_refused_and_changes_nothing(
    tmp_path: Path, change: Any, message: str
) -> None:
    file = opened(tmp_path, ODD)
    before = file.arrangement
    with pytest.raises(BadInput, match=re.escape(message)):
        change(file)
    assert file.arrangement == before
    assert saved(file) == ODD


def test_a_file_that_cannot_be_changed_safely_is_left_as_it_is(tmp_path: Path) -> None:
    content = ODD.replace("     hirer: council", "     ? hirer\n     : council")
    file = opened(tmp_path, content)
    with pytest.raises(BadInput, match="cannot change safely"):
        file.set_text(("cover", 0, "hirer"), "union")
    assert saved(file) == content


def test_somebody_elses_change_is_never_written_over(tmp_path: Path) -> None:
    file = opened(tmp_path, ODD)
    file.answer(C["paid_by"], Answer("fixed-price"))
    file.save()
    file.answer(C["paid_by"], Answer("unknown"))
    theirs = ODD.replace("Cover", "Their cover")
    file.path.write_text(theirs)
    with pytest.raises(BadInput, match="changed by another program"):
        file.save()
    assert file.path.read_text() == theirs
    file.path.unlink()
    with pytest.raises(BadInput, match="no longer there"):
        file.save()
    assert list(tmp_path.iterdir()) == []


def test_permissions_stay(tmp_path: Path) -> None:
    file = opened(tmp_path, ODD)
    file.path.chmod(0o640)
    file.answer(C["paid_by"], Answer("fixed-price"))
    file.save()
    assert file.path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["arrangement.yaml"]


def test_a_disk_that_is_full_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = opened(tmp_path, ODD)
    file.answer(C["paid_by"], Answer("fixed-price"))
    monkeypatch.setattr(editing_module, "write_whole", full)
    with pytest.raises(BadInput, match="it cannot be written: No space left on device"):
        file.save()
    assert file.path.read_text() == ODD


def test_only_a_plain_file_can_be_opened(tmp_path: Path) -> None:
    file = opened(tmp_path, ODD)
    link = tmp_path / "link.yaml"
    link.symlink_to(file.path)
    for path, message in (
        ("-", "standard input"),
        (link, "this is a link"),
        (tmp_path, "this is a folder"),
        (tmp_path / "none.yaml", "there is no such file"),
        ("/dev/null", "this is a device"),
    ):
        with pytest.raises(BadInput, match=message):
            ArrangementFile.open(path, FACTS)


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("Two  spaces " * 20, id="two spaces"),
        pytest.param("A tab\tin it " * 20, id="tab"),
        pytest.param("One line\nand another\n\n  and a third " * 6, id="lines"),
        pytest.param("https://example.org/" + "x" * 200 + " and more", id="long word"),
        pytest.param("# not a comment " * 20, id="sign"),
        pytest.param("no\xa0break \u2028 \x1b[31m \ufeff " * 10, id="invisible"),
        pytest.param("yes", id="a word that YAML reads as true"),
        pytest.param("~", id="a sign that YAML reads as nothing"),
        pytest.param("2024-05-01", id="date"),
    ],
)
def test_a_note_comes_back_as_it_was_given(tmp_path: Path, note: str) -> None:
    file = opened(tmp_path, ODD)
    file.answer(C["paid_by"], Answer("unknown", note=note))
    file.save()
    again = ArrangementFile.open(file.path, FACTS).arrangement
    assert again.cover[0].facts["paid_by"].note == note.strip()


def test_a_text_that_looks_like_a_line_commented_out_is_left_alone(tmp_path: Path) -> None:
    content = ODD.replace("            #engaged_by: hirer   # remove the sign\n", "").replace(
        "note: |   # the letter\n", 'note: "It says\n            #engaged_by: hirer\n            to us"\n'
    )
    content = content.replace("                  It will send people.\n                  # not a comment\n", "")
    file = opened(tmp_path, content)
    file.answer(C["engaged_by"], Answer("supplier"))
    assert changed(content, saved(file)) == "+            engaged_by: supplier"


def test_an_entry_right_after_a_dash_keeps_its_place(tmp_path: Path) -> None:
    content = ODD.replace(
        "-    what: Cover    # what\n", "-    dates: [2024-05-01,  # a\n      2024-05-02]  # b\n     what: Cover\n"
    )
    file = opened(tmp_path, content)
    file.set_dates(("cover", 0, "dates"), [Span(date(2024, 5, 1), None)])
    assert changed(content, saved(file)) == dedent(
        """\
        --    dates: [2024-05-01,  # a
        -      2024-05-02]  # b
        +-    dates: from 2024-05-01  # a
        +     # b"""
    )


NOTES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=300) | st.lists(
    st.sampled_from(
        ["a: b", "# no", "- ", "yes", '"', "'", "\\", "[x]", "{y}", "😀", ">-", "&a", "*", "!", "%", "longer"]
    ),
    min_size=1,
    max_size=40,
).map(" ".join)


@st.composite
def changes(draw: st.DrawFn, arrangement: Arrangement) -> tuple[FactAt, Answer]:
    """Draw an answer to some fact, in one of the three forms."""
    fact = draw(st.sampled_from(sorted(FACTS)))
    spec = FACTS[fact]
    if spec.about == "action":
        at = FactAt(fact, action=draw(st.sampled_from([each.id for each in arrangement.actions])))
    else:
        at = FactAt(fact, strand=draw(st.sampled_from([each.id for each in arrangement.cover])))
    values = st.sampled_from([*spec.choices, "unknown", *([date(2024, 5, 13)] if spec.is_date else [])])
    note = draw(st.none() | NOTES.map(str.strip).filter(bool))
    evidence = tuple(draw(st.lists(st.sampled_from(sorted(arrangement.evidence)), max_size=4, unique=True)))
    form = draw(st.integers(1, 3))
    parties = st.sampled_from(sorted(arrangement.parties))
    if form == 1:
        said = draw(st.dictionaries(parties, values, min_size=1))
        agreed = next(iter(said.values())) if len(set(said.values())) == 1 else None
        return at, Answer(agreed, tuple(said.items()), evidence=evidence, note=note)
    if form == 2:
        return at, Answer(draw(values), says=draw(st.none() | parties), evidence=evidence, note=note)
    return at, Answer(draw(values))


def lines_of(text: str, at: FactAt) -> tuple[int, int] | None:
    """Return the first and the last line of a fact's entry in a file in block style, as the indents show."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    section = "industrial_action" if at.action else "cover"
    entries = next(value for key, value in root.value if key.value == section)
    entry = next(
        e for e in entries.value if ("id", at.action or at.strand) in {(k.value, v.value) for k, v in pairs(e)}
    )
    facts = next((value for key, value in entry.value if key.value == "facts"), None)
    key = next((key for key, _ in facts.value if key.value == at.fact), None) if facts is not None else None
    if key is None:
        return None
    lines = text.splitlines()
    first = last = key.start_mark.line
    for number in range(first + 1, len(lines)):
        indent = len(lines[number]) - len(lines[number].lstrip())
        if lines[number].strip() and indent <= key.start_mark.column:
            break
        last = number if lines[number].strip() else last
    return first, last


def pairs(node: yaml.Node) -> list[tuple[yaml.ScalarNode, yaml.ScalarNode]]:
    return [(key, value) for key, value in node.value if isinstance(value, yaml.ScalarNode)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@settings(max_examples=8)
@given(data=st.data())
def test_any_answers_to_any_example(
    tmp_path_factory: pytest.TempPathFactory, example: Path, data: st.DataObject
) -> None:
    file = opened(tmp_path_factory.mktemp("any"), example.read_bytes())
    before = example.read_text(encoding="utf-8")
    expected = file.arrangement
    for at, answer in data.draw(st.lists(changes(expected), min_size=1, max_size=6)):
        file.answer(at, answer)
        expected = with_answers(expected, {at: answer})
        said = file.arrangement._replace(sha256="", strand_lines=())
        assert said == expected._replace(sha256="", strand_lines=())
        after = saved(file)
        old, new = before.split("\n"), after.split("\n")
        entry = lines_of(before, at)
        if entry is not None:
            first, last = entry
            tail = old[last + 1 :]
        else:
            first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
            tail = old[first:]
        assert new[:first] == old[:first]
        assert new[len(new) - len(tail) :] == tail
        before = after
    assert ArrangementFile.open(file.path, FACTS).arrangement == file.arrangement
