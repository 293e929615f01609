"""How a letter says what a file says: who says it, on what paper, and a blank for what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reg7check.arrangement import Answer, Arrangement
from reg7check.arrangement.models import UNKNOWN, Evidence
from reg7check.days import in_words
from reg7check.reasoning.results import FactUse
from reg7check.report import words
from reg7check.report.document import Item
from reg7check.rulebook.models import Law

NO_SOURCE = "no source is noted in our file"
_PLACEHOLDER_OF_A_FILE = re.compile(r"TO FILL IN\b[\s:.\-–—]*")


BLANK = re.compile(r"(\[to fill in: [^\]]*\])")


def blank(what: str) -> str:
    """Return the mark of something that is to be filled in by hand."""
    return f"[to fill in: {what}]"


def filled(text: str | None, what: str) -> str:
    """Return a text of a file on one line; a blank where there is none, or it is itself still to be filled in."""
    plain = " ".join((text or "").split())
    unfilled = _PLACEHOLDER_OF_A_FILE.match(plain)
    if unfilled:
        return blank(plain[unfilled.end() :] or what)
    return plain or blank(what)


def quoted(text: str | None, what: str) -> str:
    """Return a text of a file in quotation marks (those within it become single), or a blank."""
    plain = filled(text, what)
    if plain.startswith("[to fill in: "):
        return plain
    return f"“{plain.replace('“', '‘').replace('”', '’')}”"


class Sources:
    """Attributes each statement to who makes it. Where a letter lists its documents, they are named by numbers."""

    def __init__(self, arrangement: Arrangement, law: Law, uses: Iterable[FactUse] | None) -> None:
        """Take the facts on whose evidence the letter's list of documents is made; None where it has no list."""
        self.arrangement = arrangement
        self.law = law
        cited = None if uses is None else {name for use in uses for name in use.answer.evidence}
        self._documents = None if cited is None else [each for each in arrangement.evidence if each in cited]
        told = " ".join(
            text for fact in law.facts.values() for text in (fact.question, fact.explain, *fact.answers.values())
        )
        self._ordinary = set(re.findall(r"\b[a-z]+\b", told))

    def party(self, party: str) -> str:
        """Return the name of a party."""
        entry = self.arrangement.parties[party]
        return filled(entry.name, f"the name of the party {entry.id}")

    def statement(self, use: FactUse) -> str:
        """Return what an answer states, in a sentence that says who states it."""
        answer = use.answer
        said = f"that {self._stated(use)}{words.against(self.arrangement, use.action)}"
        if use.presumed:
            return f"We have assumed {said} ({NO_SOURCE})."
        if answer.says is not None:
            return f"{self.party(answer.says)} says {said}{self._in_brackets(answer)}."
        if answer.by_party:
            agreed = words.listed(self.party(each) for each, _ in answer.by_party)
            return f"{agreed} agree {said}{self._in_brackets(answer)}."
        if answer.evidence:
            return f"We understand from {self._from(answer)} {said}."
        return f"We understand {said} ({NO_SOURCE})."

    def dispute(self, use: FactUse) -> str:
        """Return a disputed fact as a question, with what each party says."""
        question = self.law.facts[use.name].question
        about = words.against(self.arrangement, use.action)
        return f"{question}{about} {self.sides(use.answer)}{self._in_brackets(use.answer)}."

    def sides(self, answer: Answer) -> str:
        """Return what each party says of a disputed fact."""
        told = []
        for party, value in answer.by_party:
            says = "does not know" if value == UNKNOWN else f"says {words.answer_words(value)}"
            told.append(f"{self.party(party)} {says}")
        return "; ".join(told)

    def documents(self) -> tuple[Item, ...]:
        """Return the documents that the letter names, in the order of the file."""
        return tuple(self._document(self.arrangement.evidence[each]) for each in self._documents or ())

    def _stated(self, use: FactUse) -> str:
        """Return the statement of an answer as it stands within a sentence."""
        assert use.answer.agreed is not None
        statement = words.statement(self.law.facts[use.name], use.answer.agreed).rstrip(".")
        first, space, rest = statement.partition(" ")
        return f"{first.lower()}{space}{rest}" if first.lower() in self._ordinary else statement

    def _document(self, evidence: Evidence) -> Item:
        about = [filled(evidence.what, "what this document is")]
        if evidence.date is not None:
            about.append(in_words(evidence.date))
        if evidence.given_by is not None:
            about.append(f"from {self.party(evidence.given_by)}")
        quote = f": {quoted(evidence.quote, 'the words that matter')}" if evidence.quote else "."
        return Item(f"{', '.join(about)}{quote}", lines=(evidence.link,) if evidence.link else ())

    def _in_brackets(self, answer: Answer) -> str:
        numbers = self._numbers(answer)
        return f" ({numbers})" if numbers else ""

    def _numbers(self, answer: Answer) -> str:
        if self._documents is None or not answer.evidence:
            return ""
        numbers = sorted(self._documents.index(each) + 1 for each in answer.evidence)
        return f"document{'s' if len(numbers) > 1 else ''} {words.listed(map(str, numbers))}"

    def _from(self, answer: Answer) -> str:
        """Return the papers from which something is understood, with whom they come from."""
        papers = [self.arrangement.evidence[each] for each in answer.evidence]
        givers = dict.fromkeys(self.party(each.given_by) for each in papers if each.given_by is not None)
        told = self._numbers(answer) or words.listed(quoted(each.what, "which document") for each in papers)
        return f"{told} (from {words.listed(givers)})" if givers else told
