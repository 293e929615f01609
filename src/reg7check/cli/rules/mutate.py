"""``reg7check rules mutate``: would the rule cases notice if the rulebook were another?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from reg7check.cli.options import Force, OutputPath, RulebookFolder
from reg7check.cli.outputs import check_not_an_input, check_output, print_or_write

if TYPE_CHECKING:
    from reg7check.audit.mutation.killing import Outcome
    from reg7check.audit.mutation.mutants import Mutant
    from reg7check.rulebook import ReadRulebook


class Format(StrEnum):
    """The formats of what became of mutants."""

    TEXT = "text"
    JSON = "json"


def mutate(
    folder: RulebookFolder = None,
    tests: Annotated[
        str | None,
        typer.Option("--tests", metavar="PATH", help="The rule cases; left out, those of the rulebook."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the results are written.")] = Format.TEXT,
    output: OutputPath = None,
    force: Force = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="NAME", help="Change only the entry with this id, or the entries of this file."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, metavar="N", help="Use this many processes; left out, one a processor."),
    ] = None,
) -> None:
    """Change the rulebook one step at a time: does a rule case fail under each change, as one should?

    A change under which none fails survives: it is told with a case that would. One that leaves all as it was, for
    all facts and on all days, is proved to be equivalent.

    Exits 0 where none survives, 1 where one does, 2 where the rulebook or a rule case cannot be read, or a rule case
    fails as it is.

    Example: reg7check rules mutate --only control.yaml
    """
    from reg7check.audit.cases import read_cases
    from reg7check.audit.mutation.mutants import mutants_of
    from reg7check.audit.mutation.mutating import try_mutants
    from reg7check.cli.rules.inputs import files_of, named_cases
    from reg7check.rulebook import read_rulebook

    if output is not None:
        check_output(output, overwrite=force)
    rulebook = read_rulebook(folder)
    named = named_cases(tests, folder)
    cases = read_cases(named.path, rulebook.law, name=named.name)
    if output is not None:
        check_not_an_input(output, files_of(named))
    mutants = _chosen(mutants_of(rulebook), only or [])
    outcomes = try_mutants(rulebook, cases, mutants, jobs or os.cpu_count() or 1, _progress)
    report = _report(outcomes, rulebook, len(cases), format)
    print_or_write(report, output)
    raise typer.Exit(1 if any(each.fate == "survived" for each in outcomes) else 0)


def _chosen(mutants: Sequence[Mutant], only: Sequence[str]) -> list[Mutant]:
    """Return the mutants of the entries and files that are named, or all. Raises BadInput for a name of neither."""
    from reg7check.problems import BadInput, Place, Problem, did_you_mean

    names = [{each.entry, each.place.file, PurePath(each.place.file).name} for each in mutants]
    problems = [
        Problem(Place("--only"), f"nothing is changed in `{name}`", did_you_mean(name, sorted(set().union(*names))))
        for name in only
        if not any(name in each for each in names)
    ]
    if problems:
        raise BadInput(problems)
    return [each for each, its in zip(mutants, names, strict=True) if not only or its & set(only)]


def _progress(batches: Iterator[list[Outcome]], number: int) -> Iterable[list[Outcome]]:
    if not sys.stderr.isatty():
        return batches
    from rich.console import Console
    from rich.progress import track

    return track(batches, "Changing the rulebook", number, console=Console(stderr=True), transient=True)


def _report(outcomes: Sequence[Outcome], rulebook: ReadRulebook, cases: int, format: Format) -> str:
    if format is Format.JSON:
        from reg7check.report.rules.mutants_json import mutants_json

        return mutants_json(outcomes, rulebook, cases)
    from reg7check.report.rules.mutants_text import mutants_text

    return mutants_text(outcomes, rulebook.law, cases)
