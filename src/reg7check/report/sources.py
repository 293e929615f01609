"""What reports say of sources: open questions with both sides' arguments, authorities, pieces of evidence."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.arrangement import Arrangement, Evidence
from reg7check.days import in_words
from reg7check.reasoning.results import Reason
from reg7check.report import words
from reg7check.report.document import Cite, Item, Quote
from reg7check.rulebook.models import Law, OpenQuestion


def question_item(law: Law, question: OpenQuestion, *, arises: bool, full: bool) -> Item:
    """Return an open question with both sides' arguments, and in full with their authorities."""
    sides = []
    for lead, reading in (("Prohibited, if", question.prohibits), ("Not prohibited, if", question.permits)):
        lines = [reading.argument]
        if full and reading.authorities:
            lines.append(f"Authorities: {'; '.join(_citation(law, name) for name in reading.authorities)}")
        sides.append(Item(f"{lead}: {reading.reading}", lines=tuple(lines)))
    when = question.arises if arises else f"It arises only if this is so: {question.arises}"
    return Item(
        question.question,
        mark="open",
        lines=(when,),
        below=tuple(sides),
        cites=(cite(law, question.provision, question.pinpoint),),
    )


def cite(law: Law, provision: str, pinpoint: str = "") -> Cite:
    """Return a provision, and the place in it, as a source of what is said."""
    entry = law.provisions[provision]
    full = f"{entry.instrument}, {entry.cite}{pinpoint}: {entry.title}"
    return Cite(words.cited(law, provision, pinpoint), full, source_anchor(provision), entry.url)


def source_anchor(name: str) -> str:
    """Return the anchor of the item that tells of a provision or an authority."""
    return f"source-{name}"


def evidence_anchor(name: str) -> str:
    """Return the anchor of the item that tells of a piece of evidence."""
    return f"evidence-{name}"


def quote_of(law: Law, reason: Reason) -> Quote | None:
    """Return the words of the provision on which a reason rests, where the rulebook quotes them."""
    if reason.words is None:
        return None
    return Quote(" ".join(reason.words.split()), words.cited(law, reason.provision, reason.pinpoint))


def _citation(law: Law, name: str) -> str:
    authority = law.authorities.get(name)
    return words.cited(law, name) if authority is None else authority.citation


def authority_item(law: Law, name: str) -> Item:
    """Return an authority, or a provision, with what it says or is about, where it is, and what is unchecked."""
    unchecked = [f"Not fully checked: {each}" for each in words.unchecked_parts(law, name)]
    provision = law.provisions.get(name)
    if provision is not None:
        text = f"{provision.instrument}, {provision.cite}: {provision.title}"
        links = (provision.url,) if provision.url else ()
        return Item(text, lines=tuple(unchecked), links=links, anchor=source_anchor(name))
    authority = law.authorities[name]
    text = f"{authority.citation} ({authority.kind})"
    links = (authority.url,) if authority.url else ()
    return Item(text, lines=(authority.says, *unchecked), links=links, anchor=source_anchor(name))


def _quoted(evidence: Evidence) -> Iterator[str]:
    """Yield the words that a piece of evidence is quoted for, and whether they are still those of its source."""
    if evidence.quote:
        yield f"“{evidence.quote}”"
    if evidence.quote_redacted:
        yield "These are not all its own words: roles or brackets stand in place of names."


def evidence_item(arrangement: Arrangement, evidence: Evidence) -> Item:
    """Return a piece of evidence as the file describes it."""
    about = [evidence.what]
    if evidence.date is not None:
        about.append(in_words(evidence.date))
    giver = arrangement.party_name(evidence.given_by)
    if giver is not None:
        about.append(f"from {giver}")
    return Item(
        f"{evidence.id}: {', '.join(about)}",
        lines=tuple(_quoted(evidence)),
        links=(evidence.link,) if evidence.link else (),
        anchor=evidence_anchor(evidence.id),
    )
