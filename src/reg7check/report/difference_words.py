"""How the difference between two rulebooks is said: each in a line, and facts as a lawyer wants to read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from reg7check.audit.diff.differences import Difference
from reg7check.audit.diff.edits import edits_between
from reg7check.audit.diff.outcomes import IN_BETWEEN, NOT_LISTED, STATED_UNKNOWN, STRAND
from reg7check.audit.diff.shifts import Given, Shift
from reg7check.days import in_words
from reg7check.reasoning.results import Verdict
from reg7check.report import words
from reg7check.rulebook.conditions import AllOf, AnyOf, Condition, bracketed
from reg7check.rulebook.models import DATE_ANSWERS, Days, Law, Presumption, Version

_ENTRIES = {
    "rulebook": "The rulebook",
    "provisions": "Provision",
    "authorities": "Authority",
    "facts": "Fact",
    "rules": "Rule",
    "open_questions": "Open question",
    "weighings": "Weighing",
    "prohibitions": "Prohibition",
    "consequences": "Consequence",
    "next_steps": "Next step",
    "caveats": "Caveat",
    "warnings": "Warning",
    "enforcers": "Enforcement body",
    "letters": "Letter",
    "glossary": "Term",
}
_NAMES = ("title", "question", "citation", "cite", "text", "term")


def entry_text(difference: Difference) -> str:
    """Return what kind of entry a difference is in, and its id."""
    return f"{_ENTRIES[difference.section]} {difference.entry}".strip()


def file_of(difference: Difference) -> str:
    """Return the name of the file in which a difference stands, without its folder."""
    return difference.place.file.rpartition("/")[2]


def place_text(difference: Difference) -> str:
    """Return where a difference stands: file and line, and of what is dropped that it is the old rulebook's."""
    of = "old " if difference.new is None else ""
    return f"{of}{file_of(difference)}:{difference.place.line}"


def difference_text(difference: Difference) -> str:
    """Return what a difference is, in a line."""
    entry = entry_text(difference)
    old, new = difference.old, difference.new
    match difference.section, difference.path:
        case _, ():
            return f"{entry} is {'new' if old is None else 'dropped'}: {_name(new or old)}"
        case _, ("id",):
            return f"{_ENTRIES[difference.section]} {old} is now called {new}"
        case _, ("requires" | "arises_where" | "unless" as field,) if isinstance(new or old, Condition):
            return f"{entry}, {field}: {'; '.join(_condition_changes(old, new))}"
        case "provisions", ("versions", version):
            return f"{entry}: version {version} is {'new' if old is None else 'dropped'}, {_in_force(new or old)}"
        case "provisions", ("versions", version, "in_force"):
            return f"{entry}, version {version}: {_days(new)} (before: {_days(old)})"
        case "weighings", ("indicators", fact, answer):
            return f"{entry}: {fact}: {answer} weighs {new} (before: {old})"
        case "weighings", ("indicators", fact):
            weights = ", ".join(f"{answer}: {weight}" for answer, weight in (new or old).items())
            return f"{entry}: indicator {fact} is {'new' if old is None else 'dropped'} ({weights})"
        case "facts", ("answers", answer):
            return f"{entry}: answer {answer} is {'new' if old is None else 'dropped'}: {new or old}"
        case "facts", ("presumed",) | ("presumed", "answer"):
            return f"{entry}, where it is not listed: {_presumed(new)} (before: {_presumed(old)})"
    if isinstance(old, tuple) and isinstance(new, tuple):
        return f"{entry}, {difference.path[-1]}: {'; '.join(_list_changes(old, new))}"
    return f"{entry}, {' '.join(difference.path)}: {_value(new)} (before: {_value(old)})"


def _name(entry: Any) -> str:
    return str(next(getattr(entry, name) for name in _NAMES if hasattr(entry, name)))


def _condition_changes(old: Condition | None, new: Condition | None) -> Iterator[str]:
    if old is None or new is None:
        part = new if new is not None else old
        assert part is not None
        yield f"{bracketed(part)} {'added' if old is None else 'dropped'}"
        return
    edits = tuple(edits_between(old, new))
    if not edits:
        yield "the same parts in another order"
    for _, was, now in edits:
        if was is None or now is None:
            part = now if now is not None else was
            assert part is not None
            yield f"{bracketed(part)} {'added' if was is None else 'dropped'}"
        elif isinstance(was, AllOf | AnyOf) and isinstance(now, AllOf | AnyOf) and tuple(was) == tuple(now):
            one, other = ("any", "all") if isinstance(now, AnyOf) else ("all", "any")
            yield f"{one} in place of {other} of {', '.join(map(bracketed, now.conditions))}"
        else:
            yield f"{bracketed(now)} in place of {bracketed(was)}"


def _list_changes(old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
    dropped = [_value(each) for each in old if each not in new]
    added = [_value(each) for each in new if each not in old]
    if added:
        yield f"{words.listed(added)} added"
    if dropped:
        yield f"{words.listed(dropped)} dropped"
    if not added and not dropped:
        yield "the same in another order"


def _in_force(version: Version) -> str:
    return _days(version.in_force)


def _days(in_force: tuple[Days, ...] | None) -> str:
    spans = [words.span(each.first, each.last) for each in in_force or ()]
    return f"in force {words.listed(spans)}" if spans else "not in force"


def _presumed(presumed: Presumption | str | None) -> str:
    if presumed is None:
        return "it is unknown"
    return f"presumed {presumed.answer if isinstance(presumed, Presumption) else presumed}"


def _value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, Days):
        return words.span(value.first, value.last)
    return in_words(value) if isinstance(value, date) else str(value)


def prohibition_text(shift: Shift, old: Law, new: Law) -> str:
    """Return the title of the prohibition whose verdict differs."""
    if shift.prohibition == STRAND:
        return "The verdict of a strand"
    prohibition = new.prohibitions.get(shift.prohibition) or old.prohibitions[shift.prohibition]
    return prohibition.title


def verdicts_text(old: Verdict | None, new: Verdict | None) -> str:
    """Return which verdict becomes which."""
    return f"{_verdict(old, ())} → {_verdict(new, ())}"


def shift_text(shift: Shift) -> str:
    """Return which verdict becomes which, and on which open questions it is arguable."""
    if shift.old is shift.new and shift.turned_on == shift.turns_on:
        return f"{_verdict(shift.new, shift.turns_on)} as before, but under other readings"
    return f"{_verdict(shift.old, shift.turned_on)} → {_verdict(shift.new, shift.turns_on)}"


def _verdict(verdict: Verdict | None, questions: Sequence[str]) -> str:
    word = "could not be said" if verdict is None else words.VERDICTS[verdict]
    return f"{word} (on {words.listed(questions)})" if questions else word


def shift_days(shift: Shift) -> str:
    """Return on which days a verdict differs."""
    if shift.in_force:
        return "on every day on which it is in force"
    spans = [words.span(days.first, days.last) for days in shift.days]
    return "on every day" if spans == ["always"] else words.listed(spans)


def given_text(given: Given, old: Law, new: Law) -> str:
    """Return a fact with its answers as a statement, and in brackets as an arrangement states it."""
    short = given_short(given)
    fact = new.facts.get(given.name) or old.facts.get(given.name)
    if given.answers == (NOT_LISTED,):
        return f"The arrangement does not list {given.name}"
    if given.answers == (STATED_UNKNOWN,):
        return f"It is not known: {fact.question if fact else given.name} ({given.name}: unknown)"
    if given.answers == (IN_BETWEEN,) and fact is not None:
        already, not_yet = ("new", "old") if fact.takes_effect == "on-the-day" else ("old", "new")
        return f"The date of {given.name} counts already under the {already} rulebook, not yet under the {not_yet} one"
    if fact is None or len(given.answers) > 1:
        return short
    answers = {**(old.facts[given.name].answers if given.name in old.facts else {}), **fact.answers}
    statement = answers[given.answers[0]].replace("{date}", "that day").rstrip(".")
    return f"{statement} ({short})"


def given_short(given: Given) -> str:
    """Return a fact with its answers, as an arrangement states it."""
    if given.name == "nation":
        return f"nation: {words.listed(map(words.nation, given.answers), 'or')}"
    answers = [_answer(each) for each in given.answers]
    return f"{given.name}: {words.listed(answers, 'or')}"


def _answer(answer: str) -> str:
    past, not_past = DATE_ANSWERS
    plain = {
        NOT_LISTED: "not listed",
        STATED_UNKNOWN: "unknown",
        IN_BETWEEN: "a date that counts under one rulebook only",
        past: "on or before that day",
        not_past: "never, or after that day",
    }
    return plain.get(answer, answer)
