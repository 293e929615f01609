"""Starter files: an arrangement with everything still to fill in, written like a form, for each kind of cover."""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from datetime import date, timedelta

from reg7check.arrangement.blanks import BLANK
from reg7check.arrangement.fields import ACTION_KINDS, DESCRIPTIONS, FORMAT, NATIONS, STAGES
from reg7check.days import LAST_DAY
from reg7check.inert import inert
from reg7check.named import NamedTuple
from reg7check.report import words
from reg7check.report.document import Document, Heading, Paragraph, Row, Rows
from reg7check.report.pages import plain_environment
from reg7check.rulebook.models import Fact, Law

_WIDTH = 110


class Link(NamedTuple):
    """One strand of a starter file. ``blank`` says what its line on what the cover does is to hold."""

    id: str
    blank: str
    described_as: str
    hirer: str = "employer"
    supplier: str | None = None
    part_of: str | None = None


class Supplier(NamedTuple):
    """A supplier in a starter file, and what stands where its name is to be filled in."""

    id: str
    blank: str


class Kind(NamedTuple):
    """A kind of starter file: its name, what it is for in a sentence, its strands and its suppliers."""

    id: str
    says: str
    strands: tuple[Link, ...]
    suppliers: tuple[Supplier, ...] = ()


_WHAT = "what the cover does, in a line"
_PEOPLE = "what these people do, in a line"
_AGENCY = Supplier("agency", "the agency's name")
_CONTRACTOR = Supplier("contractor", "the contractor's name")
_SUPPLIERS = {
    "agency-supply": _AGENCY,
    "contracted-out-service": _CONTRACTOR,
    "duty-provider": Supplier("provider", "the provider's name"),
    "other": Supplier("supplier", "the name of whoever provides the cover"),
}


def _kind(description: str) -> Kind:
    supplier = _SUPPLIERS.get(description)
    if supplier is None:
        return Kind(description, DESCRIPTIONS[description], (Link("cover", _PEOPLE, description),))
    link = Link("cover", _WHAT, description, supplier=supplier.id)
    return Kind(description, DESCRIPTIONS[description], (link,), (supplier,))


_CHAIN = Kind(
    "chain",
    "A contractor runs a service for the employer, and an agency sends workers to the contractor.",
    (
        Link("contract", _WHAT, "contracted-out-service", supplier="contractor"),
        Link(
            "contractors-agency",
            _PEOPLE,
            "agency-supply",
            hirer="contractor",
            supplier="agency",
            part_of="contract",
        ),
    ),
    (_CONTRACTOR, _AGENCY),
)
KINDS = {kind.id: kind for kind in (*map(_kind, DESCRIPTIONS), _CHAIN)}
"""Every kind of starter file: one for each description of the format, and a chain of suppliers."""


class _Asked(NamedTuple):
    """A fact as a form asks it, with how to answer it, and what the answers mean that do not say it themselves."""

    id: str
    question: str
    how: str
    meanings: tuple[str, ...]
    presumed: str | None


def all_kinds() -> Document:
    """Return the kinds of starter file, each with what it is for."""
    return Document(
        (
            Heading(1, "The kinds of starter file"),
            Rows(tuple(Row(kind.id, kind.says) for kind in KINDS.values())),
            Paragraph("Write one with: reg7check new duty-provider --output arrangement.yaml", "quiet"),
        )
    )


def starter(law: Law, kind: Kind, day: date, only: Collection[str] | None = None) -> str:
    """Return a starter file, in which everything is unknown and nothing is filled in.

    Args:
        law: the law of a rulebook, whose facts it lists.
        kind: one of ``KINDS``.
        day: the day on which the action is put, until somebody fills it in.
        only: the facts to list; left out, all.
    """
    environment = plain_environment()
    environment.filters["comment"] = _comment
    listed = [fact for fact in law.facts.values() if only is None or fact.id in only]
    action = [fact for fact in listed if fact.about == "action"]
    cover = [fact for fact in listed if fact.about == "cover"]
    text: str = environment.get_template("starter.yaml.jinja").render(
        kind=kind,
        blank=BLANK,
        format=FORMAT,
        day=day,
        a_week_later=min(day + timedelta(days=7), LAST_DAY),
        nations=words.listed(NATIONS, "or"),
        action_kinds=words.listed(ACTION_KINDS[1:], "or"),
        stages=words.listed(STAGES[1:], "or"),
        shown=next((fact for fact in listed if len(fact.choices) > 1), None),
        all_listed=only is None,
        action=[_asked(fact, kind.strands[0]) for fact in action],
        strands=[(link, [_asked(fact, link) for fact in cover]) for link in kind.strands],
    )
    return text


def _asked(fact: Fact, link: Link) -> _Asked:
    explained = not fact.is_date and len(fact.choices) > 2
    answers = [*(["with a date such as 2024-05-13"] if fact.is_date else []), *fact.choices]
    how = "with one of these words" if explained else words.listed(answers, "or")
    nobody = fact.ask == "supplier" and link.supplier is None
    return _Asked(
        fact.id,
        fact.question,
        f"Answer {how}." if nobody else f"Answer {how}. {words.ASK[fact.ask]}.",
        tuple(f"{answer}: {fact.answers[answer]}" for answer in fact.choices) if explained else (),
        # What is usual need not be so further up a chain: there nothing is presumed.
        fact.presumed.answer if fact.presumed is not None and link.part_of is None else None,
    )


def _comment(text: str, at: int, hanging: int = 0) -> str:
    """Return a text as the lines of a comment that starts in a column."""
    start = f"{' ' * at}#"
    return textwrap.fill(
        inert(text),
        _WIDTH,
        initial_indent=f"{start} {' ' * (hanging // 2)}",
        subsequent_indent=f"{start} {' ' * hanging}",
        break_long_words=False,
        break_on_hyphens=False,
    )
