"""The public face: load an arrangement and a rulebook, and assess the one under the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reg7check.arrangement import Arrangement, read_arrangement
from reg7check.problems import BadInput, Place, Problem, did_you_mean
from reg7check.reasoning import Assessment, assess_arrangement
from reg7check.rulebook import Rulebook, load_rulebook
from reg7check.rulebook.models import READINGS
from reg7check.yaml_source import read_source, read_standard_input

if TYPE_CHECKING:
    from reg7check.arrangement.redaction import Redaction
    from reg7check.reasoning.verdicts import Verdicts


def load_arrangement(path: Path | str, rulebook: Rulebook | None = None, *, name: str | None = None) -> Arrangement:
    """Read an arrangement, format 1, from a YAML file, or from standard input where ``path`` is ``-``.

    Args:
        path: the file.
        rulebook: the rulebook whose fact catalogue the file uses; left out, the one that ships with the program.
        name: what messages and reports call the file; left out, the path as given, or the last part of an
            absolute one, so that a report never depends on where a file lies.

    Returns:
        The arrangement.

    Raises:
        BadInput: with every problem in the file, each with its line and column and how to mend it.
    """
    rulebook = rulebook or load_rulebook()
    if str(path) == "-":
        return read_arrangement(read_standard_input(name or "-"), rulebook.law.facts)
    path = Path(path)
    called = name or (path.name if path.is_absolute() else path.as_posix())
    return read_arrangement(read_source(path, called), rulebook.law.facts)


def assess(
    arrangement: Arrangement,
    rulebook: Rulebook | None = None,
    *,
    on: date | None = None,
    as_party: str | None = None,
    take: Mapping[str, str] | None = None,
) -> Assessment:
    """Judge an arrangement under a rulebook, on each day of its cover.

    Args:
        arrangement: what is known, from ``load_arrangement``.
        rulebook: from ``load_rulebook``; left out, the one that ships with the program.
        on: judge this one day only.
        as_party: judge this party's account: each disputed fact as it states it, unknown where it says nothing.
        take: open questions of law, by id, with the reading to assume of each: "prohibits" or "permits".

    Returns:
        The assessment: verdicts by strand, prohibition and period (days inclusive), reasons, accounts, what they
        turn on, what would settle or turn them.

    Raises:
        BadInput: where the party is not declared, or there is no such open question or reading.
    """
    rulebook = rulebook or load_rulebook()
    taken = _checked(arrangement, rulebook, as_party, take)
    return assess_arrangement(arrangement, rulebook, on=on, as_party=as_party, taken=taken)


def verdicts(
    arrangement: Arrangement,
    rulebook: Rulebook | None = None,
    *,
    on: date | None = None,
    as_party: str | None = None,
    take: Mapping[str, str] | None = None,
) -> Verdicts:
    """Work out the verdicts that ``assess`` gives, and nothing else: for many arrangements, in microseconds each.

    Args:
        arrangement: what is known, from ``load_arrangement``.
        rulebook: from ``load_rulebook``; left out, the one that ships with the program, loaded anew each time.
        on: judge this one day only.
        as_party: judge this party's account alone.
        take: open questions of law, by id, with the reading to assume of each: "prohibits" or "permits".

    Returns:
        The verdict on the arrangement, on each strand, under each prohibition, and on each party's account.

    Raises:
        BadInput: as ``assess`` does.
    """
    from reg7check.reasoning.verdicts import verdicts_of

    rulebook = rulebook or load_rulebook()
    taken = _checked(arrangement, rulebook, as_party, take)
    return verdicts_of(arrangement, rulebook, on=on, as_party=as_party, taken=taken)


def _checked(
    arrangement: Arrangement, rulebook: Rulebook, as_party: str | None, take: Mapping[str, str] | None
) -> dict[str, str]:
    """Return the readings taken. Raises BadInput where there is no such party, question or reading."""
    taken = dict(take or {})
    problems = []
    if as_party is not None and as_party not in arrangement.parties:
        hint = did_you_mean(as_party, arrangement.parties) or "declare it under `parties`"
        message = f"no party `{as_party}` is declared under `parties`"
        problems.append(Problem(Place(arrangement.file), message, hint))
    for question, reading in taken.items():
        if question not in rulebook.law.open_questions:
            near = did_you_mean(question, rulebook.law.open_questions)
            problems.append(Problem(Place("--take"), f"there is no open question `{question}`", near))
        elif reading not in READINGS:
            hint = f"use one of: {', '.join(READINGS)}"
            problems.append(Problem(Place("--take"), f"`{question}` has no reading `{reading}`", hint))
    if problems:
        raise BadInput(problems)
    return taken


def redacted(
    arrangement: Arrangement,
    rulebook: Rulebook | None = None,
    *,
    also: Iterable[tuple[str, str | None]] = (),
    file: str = "arrangement.yaml",
) -> Redaction:
    """Put roles in place of the names of parties and people in an arrangement, so that its report can be published.

    Args:
        arrangement: what is known, from ``load_arrangement``.
        rulebook: the rulebook whose words are nobody's names; left out, the one that ships with the program.
        also: further names to leave out, each with the id of a party, or a role, that stands for it, or None.
        file: what reports are to call the file.

    Returns:
        The arrangement to assess, the new ids of the parties, and what was replaced or left with doubts.

    Raises:
        BadInput: where a further name has no letter or digit, or is of a party or a role that there is not.
    """
    from reg7check.arrangement.redaction import named_further
    from reg7check.arrangement.redaction import redacted as without_names
    from reg7check.rulebook.wording import small_words

    law = (rulebook or load_rulebook()).law
    return without_names(arrangement, small_words(law), named_further(arrangement, also), file)
