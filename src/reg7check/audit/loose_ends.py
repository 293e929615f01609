"""Loose ends of a rulebook: what nothing uses, days that nothing explains, and texts that name what there is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from reg7check.audit.findings import Finding
from reg7check.named import NamedTuple
from reg7check.problems import did_you_mean
from reg7check.rulebook import ReadRulebook
from reg7check.rulebook.citing import citations
from reg7check.rulebook.compile import advice_of, letter_parts
from reg7check.rulebook.conditions import Concept, Condition, FactIs, QuestionProhibits, Weight, parts
from reg7check.rulebook.files import SECTIONS, Origin
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.letters import PLACEHOLDERS
from reg7check.rulebook.models import Law, Provision
from reg7check.rulebook.terms import TermFinder
from reg7check.rulebook.texts import texts_of

_FACT_LIKE = re.compile(r"(?<![\w/.{-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w/-])")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LONGEST_MEANING = 12


def loose_ends(rulebook: ReadRulebook) -> Iterator[Finding]:
    """Yield a finding for each entry that nothing uses, each unexplained gap, and each text that names no fact."""
    origins = rulebook.origins
    yield from _unused(rulebook.law, origins)
    for provision in rulebook.law.provisions.values():
        yield from _unexplained_days(provision, origins["provisions", provision.id])
    yield from _texts(rulebook.law, origins)
    yield from _terms(rulebook.law, origins)


class Uses(NamedTuple):
    """The ids of what is used, by a prohibition or by what is said or advised beside one.

    ``needed`` are the concepts that some prohibition needs, itself or through the rules and questions that it needs.
    """

    facts: set[str]
    concepts: set[str]
    questions: set[str]
    weighings: set[str]
    needed: set[str]


def uses_of(law: Law) -> Uses:
    """Return what a law uses."""
    search = _Search(law)
    for prohibition in law.prohibitions.values():
        for name in (*prohibition.elements, *prohibition.unless):
            search.concept(name)
    needed = set(search.concepts)
    for _, advice in advice_of(law):
        search.condition(advice.where)
    for _, _, part in letter_parts(law):
        search.condition(part.where)
    for point in (point for rule in law.rules.values() for point in rule.points):
        search.condition(point.where)
    return Uses(search.facts, search.concepts, search.questions, search.weighings, needed)


class _Search:
    def __init__(self, law: Law) -> None:
        self.law = law
        self.facts: set[str] = set()
        self.concepts: set[str] = set()
        self.questions: set[str] = set()
        self.weighings: set[str] = set()

    def concept(self, name: str) -> None:
        if name in self.concepts:
            return
        self.concepts.add(name)
        for rule in self.law.rules_defining(name):
            self.condition(rule.requires)
            self.condition(rule.unless)

    def condition(self, condition: Condition | None) -> None:
        for part in parts(condition) if condition is not None else ():
            match part:
                case FactIs(fact):
                    self.facts.add(fact)
                case Concept(name):
                    self.concept(name)
                case Weight(weighing):
                    self.weighings.add(weighing)
                    self.facts.update(self.law.weighings[weighing].indicators)
                case QuestionProhibits(question) if question not in self.questions:
                    self.questions.add(question)
                    self.condition(self.law.open_questions[question].arises_where)
                case _:
                    pass


def _unused(law: Law, origins: Mapping[tuple[str, str], Origin]) -> Iterator[Finding]:
    uses = uses_of(law)
    cited = set(_cited(law))
    used_rules = {rule.id for rule in law.rules.values() if rule.concept in uses.concepts}
    sections = (
        ("R301", "facts", "fact", law.facts, uses.facts, "no condition or weighing asks it"),
        ("R302", "rules", "concept", law.rules, used_rules, "no prohibition, and nothing that one needs, asks for it"),
        ("R303", "provisions", "provision", law.provisions, cited, "no rule, prohibition, question or text cites it"),
        ("R304", "open_questions", "open question", law.open_questions, uses.questions, "no rule that is used asks it"),
        ("R305", "weighings", "weighing", law.weighings, uses.weighings, "no rule that is used weighs by it"),
        ("R306", "authorities", "authority", law.authorities, cited, "no argument, point or advice cites it"),
    )
    for code, section, kind, entries, used, why in sections:
        for name in entries:
            if name not in used:
                place = origins[section, name].place("id")
                yield Finding(code, place, f"the {kind} `{name}` is never used: {why}", "use it, or delete it")


def _cited(law: Law) -> Iterator[str]:
    for *_, names in citations(law):
        yield from names
    for entries in (law.rules, law.open_questions, law.prohibitions):
        yield from (entry.provision for entry in entries.values())
    yield from (advice.provision or "" for _, advice in advice_of(law))
    yield from (part.provision or "" for _, _, part in letter_parts(law))
    yield from (term.provision or "" for term in law.glossary.values())


def _unexplained_days(provision: Provision, origin: Origin) -> Iterator[Finding]:
    spans = sorted(
        (days.first or date.min, days.last or date.max, index, number)
        for index, version in enumerate(provision.versions)
        for number, days in enumerate(version.in_force)
    )
    for (_, last, _, _), (first, _, index, number) in pairwise(spans):
        if last >= first:
            continue
        day = last + timedelta(days=1)
        if day < first and provision.not_in_force_on(day) is None:
            message = f"nothing says why no version of `{provision.id}` is in force from {day} on"
            place = origin.place("versions", index, "in_force", number)
            yield Finding("R207", place, message, "close the gap, or say why under `not_in_force`")
    for number, days in enumerate(provision.not_in_force):
        for first, last, _, _ in spans:
            begins = max(first, days.first or date.min)
            if begins <= min(last, days.last or date.max):
                message = f"on {begins} `{provision.id}` is in force, and yet explained as not in force"
                yield Finding("R208", origin.place("not_in_force", number), message, "correct the one or the other")
                break


def _texts(law: Law, origins: Mapping[tuple[str, str], Origin]) -> Iterator[Finding]:
    known = {*law.facts, *GIVENS, *SECTIONS}
    for section, entry, path, text, own in texts_of(law):
        if not own:
            continue
        place = origins[section, entry].place(*path)
        for word in dict.fromkeys(_FACT_LIKE.findall(text)):
            if word not in known:
                hint = did_you_mean(word, law.facts) or "name a fact that there is"
                yield Finding("R111", place, f"the text names `{word}`, and there is no such fact", hint)
        for name in dict.fromkeys(_PLACEHOLDER.findall(text)):
            stand = _placeholders_in(law, section, entry, path)
            if name not in stand:
                which = ", ".join(f"{{{each}}}" for each in stand)
                hint = f"only {which} {'is' if len(stand) == 1 else 'are'} filled in here"
                hint = hint if stand else "nothing is filled in here"
                yield Finding("R112", place, f"nothing fills in {{{name}}}", hint)


def _terms(law: Law, origins: Mapping[tuple[str, str], Origin]) -> Iterator[Finding]:
    finder = TermFinder(law.glossary.values())
    used = {
        found.term.id for each in texts_of(law) if each.section != "glossary" for found in finder.found_in(each.text)
    }
    for term in law.glossary.values():
        origin = origins["glossary", term.id]
        if term.id not in used and term.gloss == "inline":
            message = f"the term `{term.id}` is never used: no text of the rulebook has it"
            yield Finding("R307", origin.place("id"), message, "use it, or delete it")
        length = len(term.means.split())
        if length > _LONGEST_MEANING:
            message = f"the meaning of `{term.id}` has {length} words: too many to stand in brackets"
            yield Finding(
                "R116", origin.place("means"), message, f"use {_LONGEST_MEANING} at most, and put the rest in `more`"
            )
        for found in finder.found_in(term.means):
            if found.term.gloss == "inline":
                message = f"the meaning of `{term.id}` uses the term `{found.term.id}`"
                yield Finding("R115", origin.place("means"), message, "say it in words that need no meaning")


def _placeholders_in(law: Law, section: str, entry: str, path: tuple[str | int, ...]) -> tuple[str, ...]:
    if section == "prohibitions" and path[0] == "verdicts":
        return ("be",)
    if section == "letters" and path[0] in ("subject", "parts"):
        return PLACEHOLDERS
    dated = section == "facts" and path[0] == "answers" and law.facts[entry].is_date
    return ("date",) if dated and path[1] != "never" else ()
