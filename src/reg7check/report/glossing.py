"""A report in which each legal term has its plain meaning: in brackets where it is first used, or at the end.

Nothing is put into what others wrote: words in quotation marks, the names and titles of enactments and authorities,
and the words of the file that the report is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reg7check.arrangement import Arrangement
from reg7check.named import NamedTuple
from reg7check.report.document import Block, Cell, Document, Figure, Heading, Item, Items, Paragraph, Row, Rows, Table
from reg7check.rulebook.models import Law, Term
from reg7check.rulebook.terms import Found, TermFinder, words_in

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|`[^`]*`|\[[^\]]*\]")
_SENTENCE_END = r"[.?!](?=[\s\"”’)\]]|$)[\"”’)\]]*"
_POSSESSIVE = re.compile(r"'s\b|'(?!\w)|’s\b|’(?!\w)")
_EXPLAINED = re.compile(r"(?:'s?|’s?)?,? (?:\((?=[a-z])[^():\d]+\)|which means\b|is, in short\b)")
_DEFINED = r"“(?:the|The|these|These) ([^”]*)” (?:is|are)\b"
_ENDS = '.?!)”"'
_LABELS = frozenset({"prohibited", "disputed", "arguable", "undetermined", "not-prohibited"})
TITLE = "Words used here"


def glossed(document: Document, law: Law, theirs: Iterable[str] = ()) -> Document:
    """Return a document with the plain meaning of each term of the law's glossary at its first use.

    Terms that cannot be explained where they stand, and those that the glossary keeps for the end, are listed there.

    Args:
        document: the report.
        law: the law with the glossary.
        theirs: what is not in the program's or the rulebook's own words, and so stays as it is (``words_of``).
    """
    return _Glosser(law, theirs).document(document)


def meanings(document: Document, law: Law, theirs: Iterable[str] = ()) -> tuple[Item, ...]:
    """Return the plain meaning of each term that a document uses and does not define, in the order of their first use.

    For a document into which nothing may be put, such as a letter. The arguments are those of ``glossed``.
    """
    return tuple(Item(f"{each.term}: {each.means}") for each in _Glosser(law, theirs).used(document))


def words_of(arrangement: Arrangement) -> tuple[str, ...]:
    """Return every text of an arrangement that a report may show."""
    facts = [*(each.facts for each in arrangement.actions), *(each.facts for each in arrangement.cover)]
    every = [arrangement.title, arrangement.reference, arrangement.file]
    if not arrangement.redacted:  # else they are roles, in the program's own words
        every += [party.name for party in arrangement.parties.values()]
    every += [text for each in arrangement.evidence.values() for text in (each.id, each.what, each.quote, each.link)]
    every += [text for action in arrangement.actions for text in (action.id, action.workers)]
    for strand in arrangement.cover:
        every += [strand.id, strand.what, strand.described_as]
        every += [strand.described_as.replace("-", " ")] if strand.described_as is not None else []
    every += [answer.note for each in facts for answer in each.values()]
    return tuple(dict.fromkeys(text for text in every if text))


class _Note(NamedTuple):
    """What is put into a text, and where."""

    at: int
    text: str


class _Glosser:
    def __init__(self, law: Law, theirs: Iterable[str]) -> None:
        self.law = law
        self.finder = TermFinder(law.glossary.values())
        self.closed: set[str] = set()
        self.open_words = self.finder.terms_by_first_word()
        self.met: dict[str, Term] = {}
        titles = (provision.title for provision in law.provisions.values())
        self.theirs = self._with_terms((*theirs, *titles))
        terms = {form for term in law.glossary.values() for form in term.written}
        self.names = self._with_terms(name for name in _names_in(law) if name not in terms)

    def _with_terms(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return those texts in which a term stands: only in them could one be explained by mistake."""
        return tuple(text for text in dict.fromkeys(texts) if self.finder.found_in(text))

    def document(self, document: Document) -> Document:
        if not self.law.glossary:
            return document
        blocks = [self._block(block) for block in document.blocks]
        left = [
            Item(f"{each.term}: {each.means}")
            for each in self.met.values()
            if each.gloss != "inline" or each.id not in self.closed
        ]
        if left:
            closing = Paragraph("`reg7check glossary` tells more of each word.", "quiet")
            section = (Heading(2, TITLE), Items(tuple(left)), closing)
            signed = isinstance(blocks[-1], Paragraph) and blocks[-1].tone == "quiet"
            blocks[len(blocks) - signed : len(blocks) - signed] = section
        return document._replace(blocks=tuple(blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(text, tone) if tone not in _LABELS:
                return block._replace(text=self._text(text))
            case Items(items):
                return block._replace(items=tuple(self._item(item) for item in items))
            case Rows(rows):
                return block._replace(rows=tuple(self._row(row) for row in rows))
            case Table(_, columns, table_rows):
                for column in columns:
                    self._meet(column)
                return block._replace(rows=tuple(tuple(map(self._cell, row)) for row in table_rows))
            case Heading(_, text) | Paragraph(text) | Figure(_, text):
                self._meet(text)
        return block

    def _item(self, item: Item) -> Item:
        text = self._text(item.text)
        for shown in (*(each.short for each in item.cites), *((item.quote.text,) if item.quote is not None else ())):
            self._meet(shown)
        lines = tuple(self._text(line) for line in item.lines)
        return item._replace(text=text, lines=lines, below=tuple(self._item(each) for each in item.below))

    def _row(self, row: Row) -> Row:
        self._meet(row.label)
        return row._replace(value=self._text(row.value))

    def _cell(self, cell: Cell) -> Cell:
        return cell._replace(text=self._text(cell.text), lines=tuple(map(self._text, cell.lines)))

    def _meet(self, text: str) -> None:
        for found in self._found_in(text):
            self._set_down(found.term)

    def _set_down(self, term: Term) -> None:
        if term.id not in self.met:
            self.met[term.id] = term
            if term.gloss != "inline":
                self._close(term)

    def _close(self, term: Term) -> None:
        """Look no more for a term: it has its meaning, or stands among those that get it at the end."""
        self.closed.add(term.id)
        for word in [word for word, terms in self.open_words.items() if term.id in terms]:
            self.open_words[word].discard(term.id)
            if not self.open_words[word]:
                del self.open_words[word]

    def _found_in(self, text: str) -> Iterator[Found]:
        """Yield the terms that need their meaning, but for those within the name of an enactment or a case."""
        words = words_in(text)
        if words is not None and self.open_words.keys().isdisjoint(words):
            return
        names: list[str] | None = None
        for found in self.finder.found_in(text):
            if found.term.id in self.closed:
                continue
            if names is None:
                names = [name for name in self.names if name in text]
            if not _within_one_of(names, text, found):
                yield found

    def _text(self, text: str) -> str:
        notes = list(self._notes(text))
        for at in sorted({note.at for note in notes}, reverse=True):
            together = "; ".join(note.text for note in notes if note.at == at)
            text = f"{text[:at]}{_bracketed(text, at, together)}{text[at:]}"
        return text

    def _notes(self, text: str) -> Iterator[_Note]:
        for found in self._explainable(text):
            term = found.term
            self._close(term)
            if _EXPLAINED.match(text, found.end):
                continue
            if _POSSESSIVE.match(text, found.end):
                yield _Note(_sentence_end(text, found.end), f"{term.term[0].upper()}{term.term[1:]}: {term.means}")
            else:
                yield _Note(found.end, term.means)

    def _explainable(self, text: str) -> Iterator[Found]:
        """Yield the terms that need their meaning and may have it where they stand."""
        quoted: list[tuple[int, int]] | None = None
        for found in self._found_in(text):
            self._set_down(found.term)
            if found.term.gloss != "inline":
                continue
            if quoted is None:
                quoted = [match.span() for match in _QUOTED.finditer(text)]
            within = any(start < found.end and found.start < end for start, end in quoted)
            if not within and not _within_one_of(self.theirs, text, found):
                yield found

    def used(self, document: Document) -> Iterator[Term]:
        """Yield the terms that need their meaning, and that the document does not define (“the hirer” is …)."""
        texts = [text for block in document.blocks for text in _texts_of(block)]
        defined = {
            found.term for text in texts for name in re.findall(_DEFINED, text) for found in self._found_in(name)
        }
        for text in texts:
            for found in self._explainable(text):
                if found.term.id not in self.closed:
                    self._close(found.term)
                    if found.term not in defined and not _EXPLAINED.match(text, found.end):
                        yield found.term


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield text
        case Items():
            for item in Document((block,)).items():
                yield from (item.text, *item.lines)


def _within_one_of(others: Iterable[str], text: str, found: Found) -> bool:
    """Return whether a term stands, in whole or in part, within one of some texts, as whole words of the text."""
    for each in others:
        start = text.find(each)
        while 0 <= start < found.end:
            end = start + len(each)
            if found.start < end and _whole(text, start, end):
                return True
            start = text.find(each, start + 1)
    return False


def _names_in(law: Law) -> Iterator[str]:
    for provision in law.provisions.values():
        yield provision.instrument
    for authority in law.authorities.values():
        yield authority.citation
        yield authority.citation.partition(",")[0]


def _whole(text: str, start: int, end: int) -> bool:
    """Return whether a part of a text begins and ends where words do."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def _sentence_end(text: str, start: int) -> int:
    end = re.compile(_SENTENCE_END).search(text, start)
    return end.end() if end is not None else len(text)


def _bracketed(text: str, at: int, note: str) -> str:
    """Return a note in brackets: in square ones within round ones, as a sentence where it comes after one."""
    if text[at - 1] in _ENDS:
        return f" ({note}.)"
    inside = text.count("(", 0, at) > text.count(")", 0, at)
    return f" [{note}]" if inside else f" ({note})"
