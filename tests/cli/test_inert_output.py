"""Text of an arrangement is shown as text: no control character, no markup of it is ever at work in a report."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from .conftest import ARRANGEMENTS, Program, Run

ESCAPES = "\x1b[31mred\x1b[0m \x1b]8;;http://example.org\x07link\x1b]8;;\x07 \x08\x7f\x9b31m"
HIDDEN = "\u202edetrevni\u202c \u200bzero\u2066width\u2069 \u2028line\ufeff"
RICH = "[bold]b[/bold] [link=file:///etc/passwd]l[/link] [/] \\[x] :smile:"
MARKDOWN = "**b** __b__ *i* `c` ~~s~~ [l](javascript:alert) ![i](http://example.org/x) | p | # h \\"
HTML = "<script>alert(1)</script> <b onclick=x>h</b> <!-- c --> &lt; &#65; <http://example.org>"
TYPST = '#strong[t] #import "x" $ x $ @ref //'
NASTY = " ".join((ESCAPES, HIDDEN, RICH, MARKDOWN, HTML, TYPST))
SHOWN = (
    r"\x1b[31mred\x1b[0m",
    r"\x1b]8;;http://example.org\x07link",
    r"\x08\x7f\x9b31m",
    r"\u202edetrevni\u202c",
    r"\u200bzero\u2066width\u2069",
    "[bold]b[/bold]",
    "[link=file:///etc/passwd]l[/link]",
    ":smile:",
    "**b** __b__ *i* `c` ~~s~~ [l](javascript:alert) ![i](http://example.org/x) | p | # h",
    "<script>alert(1)</script> <b onclick=x>h</b> <!-- c --> &lt; &#65; <http://example.org>",
    "#strong[t]",
)

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

FORMATS = ("text", "markdown", "json")


@pytest.fixture(scope="module")
def nasty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quoted = json.dumps(NASTY)
    text = (ARRANGEMENTS / "disputed.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("title: The union and the depot differ on the drivers", f"title: {quoted}\nreference: {quoted}"),
        ("name: The union,", f"name: {quoted},"),
        ("name: The depot,", f"name: {quoted},"),
        ("name: The agency,", f"name: {quoted},"),
        ("what: Drives the rounds", f"what: {quoted}"),
        ("    dates: 2024-05-13 to 2024-05-17\n", f"    dates: 2024-05-13 to 2024-05-17\n    workers: {quoted}\n"),
        ("sends_people: yes", f"sends_people: {{answer: yes, says: union, evidence: [rota], note: {quoted}}}"),
        ("industrial_action:", f"evidence: {{rota: {{what: {quoted}, quote: {quoted}}}}}\nindustrial_action:"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("nasty") / "nasty.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=FORMATS)
def nasty(program: Program, nasty_file: Path, request: pytest.FixtureRequest) -> Run:
    return program("assess", nasty_file, "--verbose", "--format", request.param)


@pytest.fixture(scope="module")
def nasty_markdown(program: Program, nasty_file: Path) -> str:
    return program("assess", nasty_file, "--verbose", "--format", "markdown").out


def rendered(markdown: str) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def test_no_control_or_direction_character_reaches_a_report(nasty: Run) -> None:
    assert (nasty.code, nasty.err) == (3, "")
    assert UNSAFE.findall(nasty.out) == []


def test_a_text_report_shows_markup_as_it_was_written(program: Program, nasty_file: Path) -> None:
    run = program("assess", nasty_file, "--verbose")
    joined = re.sub(r"\s+", "", run.out)
    for text in SHOWN:
        assert re.sub(r"\s+", "", text) in joined


def test_a_markdown_report_shows_markup_as_it_was_written(nasty_markdown: str) -> None:
    text = html.unescape(re.sub(r"<[^>]*>", "", rendered(nasty_markdown)))
    for shown in SHOWN:
        assert text.count(shown) >= 4, shown


@pytest.mark.parametrize("tag", ["script", "b", "a", "img", "s", "del", "blockquote"])
def test_a_markdown_report_makes_no_element_of_the_arrangements_text(nasty_markdown: str, tag: str) -> None:
    assert re.findall(rf"<{tag}[ >/][^<]*", rendered(nasty_markdown)) == []


def test_the_only_code_in_a_markdown_report_is_the_pictures_and_the_stamp(nasty_markdown: str) -> None:
    page = rendered(nasty_markdown)
    code = re.findall(r"<pre><code>(.*?)</code></pre>", page, re.DOTALL)
    assert [each.partition(" ")[0] for each in code] == ["13", "Disputed:", "reg7check", "reg7check-report:"]
    assert page.count("<code") == page.count("<pre") == 4


def test_a_markdown_report_has_one_heading_of_the_first_level(nasty_markdown: str) -> None:
    assert rendered(nasty_markdown).count("<h1>") == 1


def test_json_gives_text_back_as_it_was_written(program: Program, nasty_file: Path) -> None:
    run = program("assess", nasty_file, "--format", "json")
    assert run.raw.isascii()
    assert b"\x7f" not in run.raw
    assert run.json["arrangement"]["title"] == NASTY.strip()


@pytest.mark.parametrize("format_name", ["text", "markdown"])
def test_text_of_several_lines_stays_in_its_place(
    program: Program, changed: Callable[..., Path], format_name: str
) -> None:
    old = "Agency drivers cover the depot strike"
    path = changed("prohibited.yaml", old, "|\n  One\n\n  # Two\n  - three\n  ---\n  | four |\n  ```\n")
    run = program("assess", path, "--format", format_name)
    first = run.out.splitlines()[0]
    assert re.sub(r"[\\#]", "", first).split() == ["One", "Two", "-", "three", "---", "|", "four", "|", "```"]


@pytest.mark.parametrize("start", ["1. one", "- one", "+ one", "# one", "> one", "=== one", "    one", "``` one"])
def test_a_party_whose_name_starts_like_a_block_is_no_block(
    program: Program, changed: Callable[..., Path], start: str
) -> None:
    path = changed("disputed.yaml", "name: The depot,", f"name: {json.dumps(start)},")
    page = rendered(program("assess", path, "-f", "markdown").out)
    assert start.strip() in html.unescape(page)
    assert (page.count("<pre>"), page.count("<blockquote>")) == (2, 0)


def test_a_raw_escape_in_a_file_is_refused_and_shown_inert(program: Program, changed: Callable[..., Path]) -> None:
    path = changed("clear.yaml", "Office staff", "\x1b[31mOffice staff")
    run = program("assess", path)
    assert (run.code, run.raw) == (2, b"")
    assert "clear.yaml:2:8: error: the control character U+001B is not allowed" in run.err
    assert "\x1b" not in run.err
    assert "\\x1b[31mOffice" in run.err


def test_an_error_shows_escapes_of_a_bad_answer_inert(program: Program, changed: Callable[..., Path]) -> None:
    path = changed("clear.yaml", "sends_people: no", 'sends_people: "\\e[31m\\u202E[bold]"')
    run = program("assess", path)
    assert run.code == 2
    assert UNSAFE.findall(run.err) == []
    assert "[bold]" in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("questions", "disputed.yaml", "--on", "\x1b[31m\u202e"),
        ("explain", "disputed.yaml", "--take", "\x1b[31m\u202e"),
        ("explain", "disputed.yaml", "--take", "\x1b[31m=prohibits", "--take", "\x1b[31m=permits"),
        ("what-if", "disputed.yaml", "--set", "\x1b[31m\u202e"),
        ("what-if", "disputed.yaml", "--set", "\x1b[31m\u202e=yes"),
        ("letter", "disputed.yaml", "--to", "hirer", "--dated", "\x1b[31m\u202e"),
    ],
    ids=lambda arguments: " ".join(arguments).encode("unicode_escape").decode(),
)
def test_an_error_of_the_command_line_shows_escapes_inert(program: Program, arguments: tuple[str, ...]) -> None:
    run = program(*arguments)
    assert (run.code, run.raw) == (2, b"")
    assert UNSAFE.findall(run.err) == []
    assert r"\x1b[31m" in run.err


@pytest.mark.parametrize("format_name", ["text", "markdown"])
@pytest.mark.parametrize(
    "command",
    [("questions", "--all"), ("what-if", "--set", "sends_people=no"), ("explain",), ("compare", "disputed.yaml")],
    ids=" ".join,
)
def test_the_other_reports_show_text_as_text(
    program: Program, nasty_file: Path, command: tuple[str, ...], format_name: str
) -> None:
    run = program(command[0], nasty_file, *command[1:], "--format", format_name)
    assert run.code == 0
    assert UNSAFE.findall(run.out) == []
    assert "alert" in run.out
    if format_name == "text":
        assert widths(run.out) == []
    else:
        assert re.findall(r"<(?:script|b|a|img|code|s|del|blockquote|pre)[ >/][^<]*", rendered(run.out)) == []


@pytest.mark.parametrize("chart", ["mermaid", "dot"])
def test_a_chart_of_the_reasons_holds_nothing_unsafe(program: Program, nasty_file: Path, chart: str) -> None:
    run = program("explain", nasty_file, "--format", chart)
    assert run.code == 0
    assert UNSAFE.findall(run.out) == []
    assert chart == "dot" or "<script" not in run.out


def widths(text: str) -> list[str]:
    return [line for line in text.splitlines() if cell_len(line) > 80]


@pytest.mark.parametrize("file", ["clear", "prohibited", "disputed", "arguable", "undetermined"])
@pytest.mark.parametrize("more", [(), ("--verbose",)], ids=["short", "verbose"])
def test_no_line_of_a_text_report_is_over_80_columns(program: Program, file: str, more: tuple[str, ...]) -> None:
    assert widths(program("assess", f"{file}.yaml", *more).out) == []


@pytest.mark.parametrize("title", ["word" * 60, "日本語の題名" * 30, "🚌🚍" * 50, "é" * 200, "w " * 200], ids=range(5))
def test_a_long_title_is_kept_within_80_columns(program: Program, changed: Callable[..., Path], title: str) -> None:
    run = program("assess", changed("clear.yaml", "Office staff of the agency drive nothing", title))
    assert widths(run.out) == []
    assert re.sub(r"\s", "", title) in re.sub(r"\s", "", run.out)


def test_a_nasty_text_report_is_kept_within_80_columns(program: Program, nasty_file: Path) -> None:
    assert widths(program("assess", nasty_file, "--verbose").out) == []


@pytest.mark.parametrize(
    "arguments",
    [("assess", "prohibited.yaml", "--verbose"), ("facts",), ("law",), ("law", "reg-7"), ("facts", "paid_by")],
    ids=" ".join,
)
def test_no_line_ends_in_a_space(program: Program, arguments: tuple[str, ...]) -> None:
    assert [line for line in program(*arguments).out.splitlines() if line.endswith(" ")] == []
