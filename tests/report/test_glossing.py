"""Each legal term has its plain meaning where a report first uses it, and nobody else's words are touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from reg7check import assess, load_arrangement, load_rulebook
from reg7check.arrangement import read_arrangement
from reg7check.reasoning import Assessment
from reg7check.report.catalogue import all_facts, all_provisions, one_fact, one_provision
from reg7check.report.compose import full_report, short_report
from reg7check.report.document import Document, Heading, Item, Items, Paragraph, Row, Rows, Table
from reg7check.report.glossing import TITLE, glossed, words_of
from reg7check.report.markdown import markdown_reports
from reg7check.report.text import text_reports
from reg7check.rulebook.models import Term
from reg7check.yaml_source import parse_source

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.yaml"))
RULEBOOK = load_rulebook()
SHIPPED = RULEBOOK.law
INLINE = [term for term in SHIPPED.glossary.values() if term.gloss == "inline"]
HIRER = Term("hirer", "hirer", "whoever gets the work done", "A council is one.", forms=("hirers",))
AGENCY = Term("agency", "agency", "a firm that finds work", "It has a shop.", forms=("agencies",))
TEMP = Term("temp", "agency worker", "sent by a firm", "A temp.", forms=("agency workers",))
VERDICT = Term("open", "undetermined", "nobody knows yet", "Ask.", gloss="at-the-end")
LAW = SHIPPED._replace(glossary={each.id: each for each in (HIRER, AGENCY, TEMP, VERDICT)})


def told(text: str, *theirs: str) -> str:
    """Return what becomes of the text of a paragraph."""
    (block, *_) = glossed(Document((Paragraph(text),)), LAW, theirs).blocks
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("The hirer pays.", "The hirer (whoever gets the work done) pays."),
        ("Hirers pay.", "Hirers (whoever gets the work done) pay."),
        ("The hirer pays; the hirer asks.", "The hirer (whoever gets the work done) pays; the hirer asks."),
        ("An agency worker came.", "An agency worker (sent by a firm) came."),
        (
            "Does the hirer's manager ask? Yes.",
            "Does the hirer's manager ask? (Hirer: whoever gets the work done.) Yes.",
        ),
        ("The hirers' staff.", "The hirers' staff. (Hirer: whoever gets the work done.)"),
        (
            "The agency's and the hirer's.",
            "The agency's and the hirer's. (Agency: a firm that finds work; Hirer: whoever gets the work done.)",
        ),
        ("Somebody (such as a hirer) pays.", "Somebody (such as a hirer [whoever gets the work done]) pays."),
        ("The hirer (who pays) asks.", "The hirer (who pays) asks."),
        ("A hirer, which means a buyer.", "A hirer, which means a buyer."),
        ("The hirer (section 7) asks.", "The hirer (whoever gets the work done) (section 7) asks."),
    ],
)
def test_a_term_has_its_meaning_at_its_first_use(text: str, becomes: str) -> None:
    assert told(text) == becomes


@pytest.mark.parametrize(
    "text",
    [
        "The words “to a hirer” count.",
        'The words "to a hirer" count.',
        "Write `hirer`.",
        "It is so [of a hirer].",
        "A co-hirer pays.",
        "A hirer-to-be pays.",
        "Set hirer_pays.",
        "Set engaged_by=hirer.",
    ],
)
def test_what_is_quoted_or_only_looks_like_a_term_stays_as_it_is(text: str) -> None:
    assert told(text) == text


def test_a_term_is_explained_where_it_first_stands_outside_of_quotation_marks() -> None:
    assert told("“A hirer” is a hirer.") == "“A hirer” is a hirer (whoever gets the work done)."


def test_the_words_of_a_file_stay_as_they_are() -> None:
    note = "They are agency workers, says the hirer"
    assert told(f"Note: {note}. The hirer pays.", note).startswith(f"Note: {note}. The hirer (whoever")


@pytest.mark.parametrize(
    "text",
    [
        "See the Employment Agencies Act 1973.",
        "So R (ASLEF and others) v Secretary of State for Business and Trade [2023] EWHC 1781 (Admin) has it.",
    ],
)
def test_the_name_of_an_act_or_a_case_is_no_term_and_needs_no_meaning(text: str) -> None:
    document = Document((Paragraph(text),))
    assert glossed(document, SHIPPED) == document


def test_headings_and_labels_are_left_alone_and_their_terms_explained_at_the_end() -> None:
    document = Document(
        (
            Heading(1, "The hirer"),
            Paragraph("UNDETERMINED", "undetermined"),
            Rows((Row("hirer", "pays"),)),
            Paragraph("Made today.", "quiet"),
        )
    )
    *same, made = document.blocks
    assert glossed(document, LAW).blocks == (
        *same,
        Heading(2, TITLE),
        Items((Item("hirer: whoever gets the work done"), Item("undetermined: nobody knows yet"))),
        Paragraph("`reg7check glossary` tells more of each word.", "quiet"),
        made,
    )


def test_items_are_explained_in_the_order_in_which_they_are_read() -> None:
    below = Item("a hirer", below=(Item("a hirer below"),))
    document = Document((Items((Item("first", lines=("the hirer",), below=(below,)), Item("last hirer"))),))
    (items,) = glossed(document, LAW).blocks
    assert isinstance(items, Items)
    assert items.items[0].lines == ("the hirer (whoever gets the work done)",)
    assert items.items[0].below == (below,)
    assert items.items[1] == Item("last hirer")


def test_a_rulebook_without_a_glossary_changes_no_report() -> None:
    document = Document((Paragraph("The hirer pays."),))
    assert glossed(document, LAW._replace(glossary={})) is document


# The shipped rulebook, checked by a search of its own.

FORMS = sorted(
    ((form, term) for term in SHIPPED.glossary.values() for form in term.written), key=lambda each: -len(each[0])
)
OTHERS_WORDS = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`|\[[^\]\[]*\]$|\[[^\]]*(?:regulation|section|paragraph)[^\]]*\]")
OWN_BRACKET = re.compile(r"(?:'s?)?,? (?:\([a-z][^()]*\)|which means)")
NAMES = {
    *(name for each in SHIPPED.provisions.values() for name in (each.instrument, each.title)),
    *(name for each in SHIPPED.authorities.values() for name in (each.citation, each.citation.partition(",")[0])),
}


def running(document: Document) -> Iterator[str]:
    """Yield every text in which a term must be explained, in the order in which it is read."""

    def of(item: Item) -> Iterator[str]:
        yield item.text
        yield from item.lines
        for each in item.below:
            yield from of(each)

    for block in document.blocks:
        match block:
            case Heading(_, text) if text == TITLE:
                return
            case Paragraph(text, "plain" | "strong" | "quiet"):
                yield text
            case Items(items):
                for item in items:
                    yield from of(item)
            case Rows(rows):
                yield from (row.value for row in rows)
            case Table(_, _, rows):
                for cell in (cell for row in rows for cell in row):
                    yield from (cell.text, *cell.lines)


def terms_in(text: str) -> Iterator[tuple[int, int, Term]]:
    """Yield where each term stands in a text, a longer form before what stands within it."""
    left = text.lower()
    found = []
    for form, term in FORMS:
        small = form.lower()
        at = left.find(small)
        while at >= 0:
            end = at + len(small)
            whole = not re.search(r"\w[-./]?$", left[max(0, at - 2) : at]) and not re.match(r"[-./]?\w|\(", left[end:])
            if whole and all(text[at + number].isupper() for number, each in enumerate(form) if each.isupper()):
                found.append((at, end, term))
                left = left[:at] + "·" * len(small) + left[end:]
            at = left.find(small, at + 1)
    yield from sorted(found)


def unexplained(document: Document, theirs: tuple[str, ...] = ()) -> list[str]:
    """Return each use of a term before its meaning, with the text in which it stands."""
    found: list[str] = []
    explained: set[str] = set()
    for text in running(document):
        masked = text
        for each in sorted({*NAMES, *theirs}, key=len, reverse=True):
            masked = masked.replace(each, "·" * len(each))
        masked = OTHERS_WORDS.sub(lambda match: "·" * len(match[0]), masked)
        for at, end, term in terms_in(masked):
            if term.id in explained or term.gloss != "inline":
                continue
            explained.add(term.id)
            after = text[end:]
            own = f"{term.term[0].upper()}{term.term[1:]}: {term.means}"
            if not (
                after.startswith((f" ({term.means}", f" [{term.means}")) or own in after or OWN_BRACKET.match(after)
            ):
                found.append(f"{text[at:end]}: {text}")
    return found


@cache
def assessed(name: str) -> tuple[Assessment, tuple[str, ...]]:
    """Return an example's assessment, and what of it stays as it is."""
    arrangement = load_arrangement(ROOT / "examples" / name, RULEBOOK)
    return assess(arrangement, RULEBOOK), words_of(arrangement)


def test_the_search_finds_a_term_that_is_not_explained() -> None:
    assert unexplained(Document((Paragraph("The hirer pays."),))) == ["hirer: The hirer pays."]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("report", [short_report, full_report])
def test_no_term_stands_in_a_report_before_its_meaning(name: str, report: type) -> None:
    assessment, theirs = assessed(name)
    assert unexplained(report(assessment), theirs) == []


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("report", [short_report, full_report])
@pytest.mark.parametrize("written", [text_reports, markdown_reports])
def test_every_term_that_a_report_shows_has_its_meaning_somewhere_in_it(name: str, report: type, written: type) -> None:
    assessment, theirs = assessed(name)
    shown = " ".join(written([report(assessment)]).replace("\\", "").split())
    bare = shown
    for each in sorted({*NAMES, *theirs}, key=len, reverse=True):
        bare = bare.replace(" ".join(each.split()), "·")
    for at, end, term in terms_in(bare):
        assert term.means in shown or re.search(rf"{bare[at:end]}(?:'s?)?,? (?:\([a-z]|which means)", shown), term.term


@pytest.mark.parametrize("fact", SHIPPED.facts)
def test_no_term_stands_in_what_is_told_of_a_fact_before_its_meaning(fact: str) -> None:
    assert unexplained(one_fact(SHIPPED, SHIPPED.facts[fact])) == []


@pytest.mark.parametrize("provision", SHIPPED.provisions)
def test_no_term_stands_in_what_is_told_of_a_provision_before_its_meaning(provision: str) -> None:
    entry = SHIPPED.provisions[provision]
    texts = [line for version in entry.versions for line in (version.text or "").split("\n") if line.strip()]
    document = one_provision(SHIPPED, entry, None)
    assert unexplained(document, tuple(texts)) == []
    shown = list(running(document))
    assert all(line in shown for line in texts)


def test_no_term_stands_in_a_list_before_its_meaning() -> None:
    assert unexplained(all_facts(SHIPPED)) == []
    assert unexplained(all_provisions(SHIPPED, None)) == []


FULL_OF_TERMS = """\
reg7check: 1
title: Agency workers of an umbrella company, a hirer and a work-seeker
reference: the hirer's unofficial file
nation: england
parties:
  union: {name: Union of work-seekers, role: union}
  hirer: {name: Hirer of agency workers Ltd, role: hirer}
  firm: {name: The Employment Business Ltd, role: supplier}
evidence:
  proof: {what: A letter of the hirer on industrial action, quote: The supplier is an employment business}
industrial_action:
  - id: hirer
    workers: first workers in a lock-out
    dates: 2025-06-02 to 2025-06-04
    facts: {authorised_or_endorsed: {answer: yes, note: It was endorsed and never repudiated}}
cover:
  - id: supplier
    what: The supplier sends agency workers
    hirer: hirer
    supplier: firm
    described_as: agency-supply
    facts:
      sends_people: {answer: yes, says: union, evidence: [proof], note: An employment business sends work-seekers}
"""


@pytest.mark.parametrize("report", [short_report, full_report])
def test_no_word_of_the_file_is_changed_in_a_report_of_it(report: type) -> None:
    arrangement = read_arrangement(parse_source(FULL_OF_TERMS.encode(), "terms.yaml"), SHIPPED.facts)
    assessment = assess(arrangement, RULEBOOK)
    document = report(assessment)
    shown = "\n".join([*running(document), *(each.text for each in document.blocks if isinstance(each, Heading))])
    shown += "\n".join(row.label for each in document.blocks if isinstance(each, Rows) for row in each.rows)
    for said in (
        "Agency workers of an umbrella company, a hirer and a work-seeker",
        "Reference the hirer's unofficial file;",
        "For Hirer of agency workers Ltd; supplied by The Employment Business Ltd; described as agency supply",
        "covers the work of: first workers in a lock-out",
        "supplier: The supplier sends agency workers",
        "Note in the file: An employment business sends work-seekers",
        "(Union of work-seekers says so; evidence: proof)",
    ):
        assert said in shown, said
    if report is full_report:
        assert "proof: A letter of the hirer on industrial action" in shown
        assert "“The supplier is an employment business”" in shown
        assert "Note in the file: It was endorsed and never repudiated" in shown
