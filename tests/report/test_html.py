"""The HTML report: every example against its golden file and in a browser; any document; hostile text.

``UPDATE_GOLDEN=1`` rewrites the golden files.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from hostile import HOSTILE, SHOWN
from reg7check import assess, load_arrangement
from reg7check.problems import BadInput
from reg7check.report.compose import full_report
from reg7check.report.document import (
    Block,
    Cell,
    Cite,
    Document,
    Example,
    Figure,
    Heading,
    Item,
    Items,
    Lines,
    PageEnd,
    Paragraph,
    Quote,
    Row,
    Rows,
    Table,
)
from reg7check.report.drawing import Drawing, DrawnBox, DrawnLine, DrawnText
from reg7check.report.drawing_svg import INKS
from reg7check.report.formats import report_in
from reg7check.report.html import DARK_INKS, html_report
from reg7check.report.summary.page import summary_document

from .browser import LOOKS, Look, chromium, look_at, opened, tab_through, violations
from .summaries import examples, summary

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "html"
STYLE = re.compile(r"<style>\n(.*?)</style>", re.DOTALL)
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.yaml"))
LONG = "Donaudampfschifffahrtsgesellschaft" * 12
WITHIN = re.compile(r'href="#([^"]+)"')
IDS = re.compile(r' id="([^"]+)"')


def report_of(name: str) -> str:
    return html_report(full_report(assess(load_arrangement(ROOT / "examples" / name, name=f"examples/{name}"))))


def a_document_of_every_block(text: str, *, link: str = "https://example.org/a?b=1&c=2") -> Document:
    """Return a document in which each kind of block says a text wherever it can."""
    quote, other = Quote(text, text), Cite(text, text, "nowhere", link)
    cites = (Cite(text, text, "source-1"), other, Cite(text, text))
    leaf = Item(text, "open", lines=(text,), quote=quote, cites=cites, links=(link,), anchor="evidence-1")
    reason = Item(text, "yes", "strong", (text, text), (leaf, Item(text, "no", below=(Item(text),))), quote, cites)
    drawing = Drawing(
        900,
        120,
        (
            *(DrawnBox(10 + 60 * place, 10, 50, 40, ink) for place, ink in enumerate(INKS)),
            *(DrawnText(12 + 60 * place, 30, text[:9], ink=ink) for place, ink in enumerate(INKS)),
            DrawnLine(((10, 90), (890, 90)), "law", "4 2"),
        ),
    )
    cells = (Cell(text), Cell(text, "disputed", (text,), ((text, "evidence-1"), (text, "nowhere"))), Cell(""))
    blocks: tuple[Block, ...] = (
        Heading(1, text),
        Paragraph(text, "quiet"),
        Heading(2, text),
        *(Paragraph(text, tone) for tone in ("plain", "strong", "prohibited", "not-prohibited", "undetermined")),
        Table(text, (text, text, text), (cells, cells)),
        PageEnd(),
        Heading(4, text),  # too deep: the page makes it a third
        Rows((Row(text, text), Row(text, text, "arguable"))),
        Figure(text, text, lambda: drawing),
        Heading(2, text),
        Items((reason, Item(text, "met"), Item(text))),
        Items((Item(text), Item(text, anchor="source-1")), numbered=True, start=4),
        Lines((text, text)),
        Heading(2, text),
        Example(f"{text}\n  {text}"),
        PageEnd(),
    )
    return Document(blocks, spaced=True, stamp="one: 1\ntwo: 2")


class Read(HTMLParser):
    """What a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[dict[str, str]] = []
        self.meta: dict[str, str] = {}
        self.headings: list[int] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        having = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= {*having}
        if "href" in having:
            self.links.append(having)
        if tag == "meta" and "name" in having:
            self.meta[having["name"]] = having["content"]
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the report of every example, and documents of every kind of block."""
    folder = tmp_path_factory.mktemp("pages")
    written = {Path(name).stem: report_of(name) for name in EXAMPLES}
    written["summary"] = html_report(summary_document(summary(examples())))
    written["plain"] = html_report(a_document_of_every_block("The hirer’s managers direct the work"))
    written["hostile"] = html_report(a_document_of_every_block(HOSTILE, link="javascript:alert(1)"))
    written["long"] = html_report(a_document_of_every_block(LONG, link=f"https://example.org/{LONG}"))
    note = "Nobody has read all of this note. " * 300
    written["note"] = html_report(Document((Heading(1, "A"), Heading(2, "B"), Items((Item("C", lines=(note,)),)))))
    for name, html in written.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8", newline="\n")
    return folder


PAGES = [*(Path(name).stem for name in EXAMPLES), "summary", "plain", "hostile", "long", "note"]


def check_golden(golden: Path, text: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_report_of_an_example_is_the_golden_one(name: str) -> None:
    before, style, after = STYLE.split(report_of(name))
    check_golden(GOLDEN / f"{Path(name).stem}.html", f"{before}<style>see style.css</style>{after}")
    check_golden(GOLDEN / "style.css", style)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_a_page_goes_somewhere_and_no_id_is_given_twice(pages: Path, name: str) -> None:
    html = (pages / f"{name}.html").read_text(encoding="utf-8")
    ids = IDS.findall(html)
    assert len(ids) == len({*ids})
    assert {*WITHIN.findall(html)} <= {*ids}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_nothing_and_runs_nothing(pages: Path, name: str) -> None:
    read = Read((pages / f"{name}.html").read_text(encoding="utf-8"))
    assert not read.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "input", "base", "b"}
    assert not any(each.startswith("on") or each in ("src", "srcset") for each in read.attributes)
    for link in read.links:
        assert link["href"].startswith(("#", "https://", "http://"))
        assert link["href"].startswith("#") or link["rel"] == "noreferrer noopener"
    assert read.headings.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(read.headings, read.headings[1:], strict=False))


def test_what_is_hostile_is_shown_as_it_is_written_and_no_address_of_it_is_followed() -> None:
    html = html_report(a_document_of_every_block(HOSTILE, link="javascript:alert(1)"))
    assert "\u202e" not in html
    read = Read(html)
    assert read.text.count(SHOWN) > 50
    assert "javascript:alert(1)" in read.text
    assert not any("javascript" in link["href"] for link in read.links)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,<b>",
        " https://example.org",
        "https://",
        "https:example.org",
        "https:///etc/passwd",
        "https://example.org/\u202egpj.exe",
        "//example.org",
        "file:///etc/passwd",
    ],
)
def test_only_an_address_of_the_web_is_followed(link: str) -> None:
    item = Item("a", links=(link,), cites=(Cite("b", "c", url=link),))
    assert Read(html_report(Document((Items((item,)),)))).links == [{"class": "skip", "href": "#report"}]


def test_what_ends_an_attribute_is_written_as_its_number_in_an_address() -> None:
    link = 'https://example.org/" onclick="alert(1)'
    item = Item("a", links=(link,), cites=(Cite("b", "c", url=link),))
    followed = Read(html_report(Document((Items((item,)),)))).links[1:]
    assert [each["href"] for each in followed] == ["https://example.org/%22%20onclick=%22alert(1)"] * 2
    assert not any("onclick" in each for each in followed)


def test_controls_and_lines_of_a_stamp_are_kept_apart_from_what_is_read() -> None:
    html = html_report(a_document_of_every_block("bell \x07, null \x00, escape \x1b[31m, line\nfeed"))
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", html)
    read = Read(html)
    assert r"bell \x07, null \x00, escape \x1b[31m, line feed" in read.text
    assert read.meta["reg7check-report"] == "one: 1\ntwo: 2"


def test_a_source_is_a_link_to_where_the_document_tells_of_it_else_to_its_address() -> None:
    cites = (Cite("s 1", "Act, s 1", "source-a", "https://a.example"), Cite("s 2", "Act, s 2", "", "https://b.example"))
    html = html_report(Document((Items((Item("A reason", cites=cites), Item("Act", anchor="source-a"))),)))
    assert [link["href"] for link in Read(html).links] == ["#report", "#source-a", "https://b.example"]
    assert '<li id="source-a" class="item">' in html
    assert "A reason [s 1; s 2]" in Read(html).text


def test_an_anchor_that_is_no_id_and_one_given_twice_are_both_reached() -> None:
    items = (
        Item("1", anchor="contents"),
        Item("2", anchor='a "b" c'),
        Item("3", anchor="a b c"),
        Item("4", anchor="a b c"),
    )
    cell = Cell("x", refers=tuple((each.text, each.anchor) for each in items))
    html = html_report(Document((Items(items), Table("t", ("c",), ((cell,),)))))
    assert WITHIN.findall(html) == ["report", "contents-2", "a-b-c", "a-b-c-2", "a-b-c-2"]
    assert IDS.findall(html) == ["report", "contents-2", "a-b-c", "a-b-c-2"]


def test_contents_name_the_headings_where_there_are_more_than_a_few() -> None:
    blocks = (Heading(1, "R"), Heading(2, "One"), Heading(3, "First"), Heading(2, "Two"), Heading(2, "Three"))
    contents = re.compile(r"<nav .*?</nav>", re.DOTALL)
    assert contents.findall(html_report(Document(blocks[:-1]))) == []
    (found,) = contents.findall(html_report(Document(blocks)))
    assert Read(found).text.split() == ["Contents", "One", "First", "Two", "Three"]
    assert [link["href"] for link in Read(found).links] == ["#part-2", "#part-3", "#part-4", "#part-5"]


def test_several_arrangements_are_refused() -> None:
    assessment = assess(load_arrangement(ROOT / "examples" / EXAMPLES[0]))
    with pytest.raises(BadInput, match="a report as html is about one arrangement, and 2 are named"):
        report_in("html", [assessment, assessment])


@pytest.mark.parametrize("inks", [INKS, DARK_INKS], ids=["light", "dark"])
def test_texts_stand_out_on_every_box_and_edges_from_the_page(inks: dict[str, tuple[str, str, str]]) -> None:
    paper = inks["plain"][0]
    for ink, (_, edge, text) in inks.items():
        assert contrast(edge, paper) >= 3, ink
        assert contrast(text, paper) >= 4.5, ink
        for other, (fill, _, _) in inks.items():
            assert contrast(text, fill) >= 4.5, (ink, other)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", PAGES)
def test_in_the_browser_nothing_is_fetched_or_told_and_axe_finds_nothing_in_any_look(
    browser: Browser, pages: Path, name: str
) -> None:
    with opened(browser, pages / f"{name}.html") as page:
        for look in LOOKS.values():
            look_at(page, look)
            assert violations(page) == [], look
            across = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert across[0] <= across[1], look


@pytest.mark.parametrize("name", ["barnet-2024-04-flex360", "plain"])
@pytest.mark.parametrize("width", [1360, 320])
def test_the_keyboard_alone_reaches_everything(browser: Browser, pages: Path, name: str, width: int) -> None:
    with opened(browser, pages / f"{name}.html") as page:
        look_at(page, Look(width=width))
        every = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap((each, n) => each.matches('a[href], [tabindex]') ? [n] : [])"
        )
        stops = [*tab_through(page, len(every) + 5)]
        assert [stop.number for stop in stops] == every
        assert [stop for stop in stops if not stop.seen] == []


def test_the_link_that_skips_is_seen_when_reached_and_leads_to_the_contents(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "plain.html") as page:
        assert page.locator(".skip").bounding_box()["y"] < -20
        page.keyboard.press("Tab")
        assert page.locator(".skip").bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('nav').id") == "contents"


def test_words_of_a_provision_stand_beside_their_reason_where_there_is_room(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "plain.html") as page:
        for width, beside in ((1360, True), (320, False)):
            look_at(page, Look(width=width))
            reason = page.locator(".beside").first
            said, quoted = (reason.locator(f"> {part}").bounding_box() for part in (".text", ".quote"))
            assert (quoted["x"] >= said["x"] + said["width"]) is beside
            assert (quoted["y"] >= said["y"] + said["height"]) is not beside


@pytest.mark.parametrize("name", EXAMPLES)
def test_on_paper_what_is_to_stand_on_page_one_stands_there(
    browser: Browser, pages: Path, tmp_path: Path, name: str
) -> None:
    from pypdf import PdfReader

    with opened(browser, pages / f"{Path(name).stem}.html") as page:
        page.emulate_media(media="print")
        last = page.locator(".first p").last.inner_text()
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, page_ranges="1")
    (first,) = PdfReader(tmp_path / "page.pdf").pages
    printed = unicodedata.normalize("NFKC", first.extract_text())  # a font may join the letters of "confirm"
    assert "".join(last.split()) in "".join(printed.split())


def test_on_a_phone_each_row_of_a_table_is_a_card_that_names_its_columns(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "barnet-2024-04-flex360.html") as page:
        table = page.locator("table.of-3").first
        heads, (first, second, _) = table.locator("thead"), table.locator("tbody tr").first.locator("th, td").all()
        for width, stacked in ((1360, False), (320, True)):
            look_at(page, Look(width=width))
            assert (heads.bounding_box()["width"] < 2) is stacked
            assert second.locator(".column").is_visible() is stacked
            assert (second.bounding_box()["y"] > first.bounding_box()["y"]) is stacked
        assert second.locator(".column").inner_text() == "What it says of what is disputed"
        assert page.get_by_role("table").count() == page.locator("table").count()


def test_a_title_that_its_heading_has_just_said_is_not_shown_again() -> None:
    table = Table("What each side says", ("Side",), ((Cell("A"),),))
    shown = html_report(Document((Heading(1, "R"), Heading(2, "Sides"), table)))
    hidden = html_report(Document((Heading(1, "R"), Heading(2, "What each side says"), table)))
    assert "<caption><span>What each side says</span></caption>" in shown
    assert '<caption class="headed"><span>What each side says</span></caption>' in hidden


def test_on_paper_a_page_is_light_and_ends_where_the_document_says(browser: Browser, tmp_path: Path) -> None:
    from pypdf import PdfReader

    blocks = (Heading(1, "One"), Heading(2, "Two"), Paragraph("Page one"), PageEnd(), Heading(2, "Three"))
    (tmp_path / "page.html").write_text(html_report(Document(blocks)), encoding="utf-8")
    with opened(browser, tmp_path / "page.html") as page:
        look_at(page, Look(scheme="dark", media="print"))
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, print_background=True)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"
    first, second = PdfReader(tmp_path / "page.pdf").pages
    assert [round(float(side)) for side in first.mediabox[2:]] == [595, 842]
    assert first.extract_text().split("\n") == ["1 / 2", "One", "Two", "Page one"]
    assert second.extract_text().split("\n") == ["2 / 2", "Three"]


@pytest.mark.parametrize(
    ("good", "bad", "found"),
    [
        ("--quiet: #545d68", "--quiet: #b4bdc8", "color-contrast"),
        ("<h3 ", "<h5 ", "heading-order"),
        ('lang="en-GB"', "", "html-has-lang"),
        ("<h2 id", "</main><p>Out of it</p><h2 id", "region"),
    ],
)
def test_axe_finds_what_is_broken(
    browser: Browser, pages: Path, tmp_path: Path, good: str, bad: str, found: str
) -> None:
    html = (pages / "direct-hire.html").read_text(encoding="utf-8")
    assert good in html
    (tmp_path / "broken.html").write_text(html.replace(good, bad), encoding="utf-8")
    with opened(browser, tmp_path / "broken.html") as page:
        assert any(each.startswith(f"{found}:") for each in violations(page))
