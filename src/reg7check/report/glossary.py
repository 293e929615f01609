"""The glossary, as a document to read: every term with its plain meaning, or one of them in full."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.report import words
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph
from reg7check.rulebook.models import Law, Term


def all_terms(law: Law) -> Document:
    """Return every term with its meaning, in the order of the alphabet."""
    blocks: list[Block] = [
        Heading(1, "Words that the reports use, and what they mean"),
        Paragraph("In plain words, not in those of the law: `reg7check law` has the law's own.", "quiet"),
    ]
    terms = sorted(law.glossary.values(), key=lambda term: term.term.lower())
    if not terms:
        blocks.append(Paragraph("This rulebook has no glossary."))
        return Document(tuple(blocks))
    blocks.append(Items(tuple(Item(f"{each.term}: {each.means}.", lines=tuple(_told(law, each))) for each in terms)))
    return Document(tuple(blocks))


def one_term(law: Law, term: Term) -> Document:
    """Return all that the glossary says of a term."""
    blocks: list[Block] = [Heading(1, term.term), Paragraph(f"{term.means[0].upper()}{term.means[1:]}.", "strong")]
    blocks += [Paragraph(line) for line in _told(law, term)]
    if term.forms:
        blocks.append(Paragraph(f"Also written: {words.listed(term.forms)}.", "quiet"))
    return Document(tuple(blocks))


def _told(law: Law, term: Term) -> Iterator[str]:
    yield term.more
    cited = [words.cited(law, term.provision)] if term.provision is not None else []
    cited += [
        law.authorities[each].citation if each in law.authorities else words.cited(law, each)
        for each in term.authorities
    ]
    if cited:
        yield f"It comes from: {'; '.join(cited)}."
    if term.see:
        yield f"See also: {words.listed(law.glossary[each].term for each in term.see)}."
