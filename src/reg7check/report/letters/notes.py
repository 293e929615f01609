"""What a letter has still to find out, and what whoever sends it should know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reg7check.arrangement import Answer
from reg7check.days import in_words
from reg7check.named import NamedTuple
from reg7check.reasoning.letters import Correspondence
from reg7check.reasoning.results import FactUse, Period, StrandAssessment
from reg7check.report import words


class Open(NamedTuple):
    """A fact that is not settled and on which a verdict turns, and the strand that it is about."""

    strand: StrandAssessment
    name: str
    action: str
    answer: Answer

    @property
    def use(self) -> FactUse:
        """What the file says of it."""
        return FactUse(self.name, self.action, self.answer)


def open_facts(correspondence: Correspondence) -> tuple[Open, ...]:
    """Return the facts on which unsettled verdicts turn, strand by strand, those first that leave the fewest to ask."""
    found: dict[tuple[str, str, str], Open] = {}
    for strand in correspondence.strands:
        for period in _periods(strand):
            rank = {(each.name, each.action): number for number, each in enumerate(period.questions)}
            facts = [each for each in period.turns_on if each.status != "arguable"]
            for each in sorted(facts, key=lambda fact: rank[fact.name, fact.action]):
                use = words.open_fact(correspondence.assessment, strand.strand, each)
                key = ("" if each.action else strand.strand.id, each.name, each.action)
                found.setdefault(key, Open(strand, each.name, each.action, use.answer))
    return tuple(found.values())


def _periods(strand: StrandAssessment) -> Iterator[Period]:
    for ruling in strand.rulings:
        yield from ruling.periods


def notes_on(correspondence: Correspondence) -> list[str]:
    """Return what whoever sends a letter should know of it, and what does not stand in it."""
    notes = ["this is a draft, and not legal advice: fill in the blanks, check each statement, and have it read"]
    dated = correspondence.circumstances.dated
    for each in correspondence.strands:
        last = max((span.last or date.max) for span in each.strand.dates)
        if last < dated and each.strand.stage not in ("ended", "withdrawn"):
            stage = (each.strand.stage or "not stated").replace("-", " ")
            notes.append(
                f"the cover `{each.strand.id}` was to be over by {in_words(dated)}, but its stage is {stage}: bring the"
                " file up to date, or the letter asks for what is past"
            )
    left = _left_to_the_union(correspondence)
    if left:
        notes.append(f"it does not ask what the union itself can answer: {' '.join(left)}")
    enforcer = correspondence.enforcer
    if correspondence.letter.id == "regulator" and enforcer is not None:
        if enforcer.url is not None:
            notes.append(f"how to write to {enforcer.name}: {enforcer.url}")
        if enforcer.unchecked is not None:
            notes.append(f"not checked, of {enforcer.name}: {enforcer.unchecked}")
    return notes


def _left_to_the_union(correspondence: Correspondence) -> tuple[str, ...]:
    """Return the questions on which the verdict turns and which a letter of questions does not ask: the union's own."""
    if not any(each.part.block == "questions" for each in correspondence.parts):
        return ()
    facts = (correspondence.assessment.law.facts[each.name] for each in open_facts(correspondence))
    return tuple(dict.fromkeys(fact.question for fact in facts if fact.ask == "union"))
