"""What must be so between the files of a rulebook before it can be used: names, texts, periods, no circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from reg7check.problems import Place, Problem, did_you_mean, shortened
from reg7check.rulebook.citing import citations
from reg7check.rulebook.condition_reader import KEYWORDS
from reg7check.rulebook.conditions import Concept, QuestionProhibits, parts
from reg7check.rulebook.files import SECTIONS, Origin, ReadFile, origins_of
from reg7check.rulebook.givens import GIVENS
from reg7check.rulebook.glossary_checks import problems_of_glossary
from reg7check.rulebook.models import (
    ADVICE_SECTIONS,
    DATE_ANSWERS,
    Fact,
    Law,
    Prohibition,
    Rule,
    VerdictWord,
)
from reg7check.rulebook.provision_checks import problems_of_periods, problems_of_versions


def problems_of_entries(files: Iterable[ReadFile]) -> Iterator[Problem]:
    """Yield a problem for each id that two entries of one section share, and each date out of all bounds."""
    for section in SECTIONS:
        seen: dict[str, Place] = {}
        for file in files:
            for index, entry in enumerate(getattr(file.contents, section)):
                place = file.place(section, index, "id")
                if entry.id in seen:
                    first = seen[entry.id]
                    hint = f"the first is at {first.file}:{first.line}"
                    yield Problem(place, f"`{section}` has two entries `{entry.id}`", hint, "R101")
                seen.setdefault(entry.id, place)
                if section == "provisions":
                    yield from problems_of_versions(entry, Origin(file, section, index))


def problems_in(law: Law, files: tuple[ReadFile, ...]) -> Iterator[Problem]:
    """Yield every problem between the entries of a rulebook."""
    origins = origins_of(files)
    yield from _unknown_references(law, files)
    for fact in law.facts.values():
        yield from _fact_problems(law, fact, origins["facts", fact.id])
    for provision in law.provisions.values():
        yield from problems_of_periods(provision, origins["provisions", provision.id])
    for rule in law.rules.values():
        yield from _rule_problems(law, rule, origins["rules", rule.id])
    for prohibition in law.prohibitions.values():
        yield from _prohibition_problems(law, prohibition, origins["prohibitions", prohibition.id])
    yield from _cited(law, origins)
    yield from _letter_problems(law, origins)
    yield from _weighing_problems(law, origins)
    yield from _rival_rules(law, origins)
    yield from _circles(law, origins)
    yield from problems_of_glossary(law, origins)
    if law.identity.main_prohibition not in law.prohibitions:
        file = next(file for file in files if file.contents.rulebook is not None)
        place = file.place("rulebook", "main_prohibition")
        yield _unknown(place, "prohibition", law.identity.main_prohibition, law.prohibitions)


def _unknown(place: Place, kind: str, name: str, known: Iterable[str]) -> Problem:
    hint = did_you_mean(name, known) or f"define a {kind} `{shortened(name)}`"
    return Problem(place, f"there is no {kind} `{shortened(name)}`", hint, "R102")


def _unknown_references(law: Law, files: Iterable[ReadFile]) -> Iterator[Problem]:
    concepts = {rule.concept for rule in law.rules.values()}
    answers = {name: fact.domain for name, fact in law.facts.items()} | GIVENS
    known: dict[str, Iterable[str]] = {
        "concept": concepts,
        "question": law.open_questions,
        "weighing": law.weighings,
        "fact": answers,
    }
    for file in files:
        for reference in file.references:
            if reference.kind == "answer":
                choices = answers.get(reference.name, ())
                if choices and reference.answer not in choices:
                    message = f"`{reference.name}` has no answer `{reference.answer}`"
                    yield Problem(reference.place, message, f"its answers are: {', '.join(choices)}", "R103")
            elif reference.name not in known[reference.kind]:
                yield _unknown(reference.place, reference.kind, reference.name, known[reference.kind])


def _fact_problems(law: Law, fact: Fact, origin: Origin) -> Iterator[Problem]:
    if fact.id in GIVENS or fact.id in KEYWORDS or fact.id in law.open_questions:
        yield Problem(origin.place("id"), f"`{fact.id}` is not free as a fact's id", "choose another", "R106")
    if "unknown" in fact.answers:
        yield Problem(origin.place("answers"), "`unknown` is never an answer of its own", "delete it", "R107")
    if fact.is_date:
        missing = {"date", "never", *DATE_ANSWERS} - set(fact.answers)
        if missing:
            message = f"a date fact needs statements for: {', '.join(sorted(missing))}"
            yield Problem(origin.place("answers"), message, "add them", "R107")
    elif len(fact.answers) < 2:
        yield Problem(origin.place("answers"), "a fact needs two answers or more", "add one", "R107")
    if fact.presumed is not None and fact.presumed.answer not in fact.choices:
        yield _unknown(origin.place("presumed", "answer"), "answer", fact.presumed.answer, fact.choices)


def _rule_problems(law: Law, rule: Rule, origin: Origin) -> Iterator[Problem]:
    provision = law.provisions.get(rule.provision)
    if provision is None:
        yield _unknown(origin.place("provision"), "provision", rule.provision, law.provisions)
        return
    versions = {version.id: version for version in provision.versions}
    if rule.version is not None and rule.version not in versions:
        yield _unknown(origin.place("version"), "version", rule.version, versions)
    elif rule.words is not None:
        texts = [v for v in versions.values() if rule.version in (None, v.id)]
        if not any(version.has(rule.words) for version in texts):
            message = f"these words do not stand in {provision.cite}"
            yield Problem(origin.place("words"), message, "quote them exactly; … marks an omission", "R110")


def _prohibition_problems(law: Law, prohibition: Prohibition, origin: Origin) -> Iterator[Problem]:
    if prohibition.provision not in law.provisions:
        yield _unknown(origin.place("provision"), "provision", prohibition.provision, law.provisions)
    concepts = {rule.concept for rule in law.rules.values()}
    for key in ("elements", "unless"):
        for index, name in enumerate(getattr(prohibition, key)):
            if name not in concepts:
                yield _unknown(origin.place(key, index), "concept", name, concepts)
    missing = set(get_args(VerdictWord)) - set(prohibition.verdicts)
    if missing:
        message = f"there is no sentence for: {', '.join(sorted(missing))}"
        yield Problem(origin.place("verdicts"), message, "add one for each verdict", "R109")


def _cited(law: Law, origins: dict[tuple[str, str], Origin]) -> Iterator[Problem]:
    known = {*law.authorities, *law.provisions}
    for section, entry, path, names in citations(law):
        for index, name in enumerate(names):
            if name not in known:
                yield _unknown(origins[section, entry].place(*path, index), "authority", name, known)
    for question in law.open_questions.values():
        if question.provision not in law.provisions:
            place = origins["open_questions", question.id].place("provision")
            yield _unknown(place, "provision", question.provision, law.provisions)
    for section in ADVICE_SECTIONS:
        for advice in getattr(law, section).values():
            origin = origins[section, advice.id]
            if advice.provision is not None and advice.provision not in law.provisions:
                yield _unknown(origin.place("provision"), "provision", advice.provision, law.provisions)
            if advice.prohibition is not None and advice.prohibition not in law.prohibitions:
                yield _unknown(origin.place("prohibition"), "prohibition", advice.prohibition, law.prohibitions)


def _letter_problems(law: Law, origins: dict[tuple[str, str], Origin]) -> Iterator[Problem]:
    for enforcer in law.enforcers.values():
        if enforcer.prohibition not in law.prohibitions:
            place = origins["enforcers", enforcer.id].place("prohibition")
            yield _unknown(place, "prohibition", enforcer.prohibition, law.prohibitions)
    for letter in law.letters.values():
        origin = origins["letters", letter.id]
        if letter.prohibition not in law.prohibitions:
            yield _unknown(origin.place("prohibition"), "prohibition", letter.prohibition, law.prohibitions)
        for number, part in enumerate(letter.parts):
            at = ("parts", number)
            if part.prohibition is not None and part.prohibition not in law.prohibitions:
                yield _unknown(origin.place(*at, "prohibition"), "prohibition", part.prohibition, law.prohibitions)
            if part.provision is not None and part.provision not in law.provisions:
                yield _unknown(origin.place(*at, "provision"), "provision", part.provision, law.provisions)
            listed: list[tuple[tuple[str | int, ...], str]] = [
                ((*at, "facts", index), fact) for index, fact in enumerate(part.facts)
            ]
            for index, item in enumerate(part.items):
                listed += [((*at, "items", index, "facts", place), fact) for place, fact in enumerate(item.facts)]
            for path, fact in listed:
                if fact not in law.facts:
                    yield _unknown(origin.place(*path), "fact", fact, law.facts)


def _weighing_problems(law: Law, origins: dict[tuple[str, str], Origin]) -> Iterator[Problem]:
    for weighing in law.weighings.values():
        origin = origins["weighings", weighing.id]
        for name, weights in weighing.indicators.items():
            fact = law.facts.get(name)
            if fact is None:
                yield _unknown(origin.place("indicators", name), "fact", name, law.facts)
            elif set(weights) != set(fact.domain):
                message = f"`{name}` needs a weight for each of: {', '.join(fact.domain)}"
                hint = "give 0 where an answer weighs nothing"
                yield Problem(origin.place("indicators", name), message, hint, "R108")


def _rival_rules(law: Law, origins: dict[tuple[str, str], Origin]) -> Iterator[Problem]:
    for rule in law.rules.values():
        for rival in law.rules_defining(rule.concept):
            if rival is rule:
                break
            shared = rule.provision != rival.provision or rule.version is None or rule.version == rival.version
            if shared or rival.version is None:
                message = f"`{rival.id}` defines `{rule.concept}` too, on the same days"
                yield Problem(origins["rules", rule.id].place("id"), message, "tie each to its own version", "R105")


def _circles(law: Law, origins: dict[tuple[str, str], Origin]) -> Iterator[Problem]:
    uses: dict[str, set[str]] = {}
    for rule in law.rules.values():
        used = uses.setdefault(rule.concept, set())
        conditions = [rule.requires] if rule.unless is None else [rule.requires, rule.unless]
        for part in (part for condition in conditions for part in parts(condition)):
            if isinstance(part, Concept):
                used.add(part.name)
            elif isinstance(part, QuestionProhibits) and part.question in law.open_questions:
                arises = law.open_questions[part.question].arises_where
                used.update(each.name for each in parts(arises) if isinstance(each, Concept))
    done: set[str] = set()

    def circle_from(concept: str, path: tuple[str, ...]) -> tuple[str, ...] | None:
        if concept in path:
            return (*path[path.index(concept) :], concept)
        if concept in done:
            return None
        for each in sorted(uses.get(concept, ())):
            found = circle_from(each, (*path, concept))
            if found:
                return found
        done.add(concept)
        return None

    for concept in uses:
        circle = circle_from(concept, ())
        if circle:
            rule = law.rules_defining(circle[0])[0]
            message = f"it is defined in a circle: {' > '.join(circle)}"
            hint = "define one of them without the other"
            yield Problem(origins["rules", rule.id].place("requires"), message, hint, "R104")
            return
