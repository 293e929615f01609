"""What ``reg7check assess`` does with a command line that was read."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reg7check.cli.exits import Exit, exit_for
from reg7check.cli.inputs import inputs, read_all
from reg7check.cli.outputs import check_not_an_input, check_output, print_documents, write_bytes
from reg7check.cli.progress import tracked
from reg7check.inert import inert
from reg7check.named import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from reg7check.arrangement import Arrangement
    from reg7check.reasoning import Assessment
    from reg7check.report.document import Depth
    from reg7check.rulebook import Rulebook


class Asked(NamedTuple):
    """What is asked of ``assess``: its files and options, read and checked; ``format`` is a report's."""

    files: Sequence[str]
    format: str = "text"
    output: str | None = None
    force: bool = False
    on: date | None = None
    as_party: str | None = None
    take: Mapping[str, str] = {}
    redact: bool = False
    redact_also: Sequence[tuple[str, str | None]] = ()
    verbose: bool = False
    quiet: bool = False
    exit_zero: bool = False
    bundle: str | None = None
    dated: date | None = None
    rules: str | None = None


class _Judged(NamedTuple):
    """An arrangement, and the party whose account of it is judged, by its id in it."""

    arrangement: Arrangement
    as_party: str | None


def assess_files(asked: Asked) -> int:
    """Judge the arrangements of some files, print or write their report, and return the exit code.

    Raises BadInput with every problem of the files, or where the report cannot be written.
    """
    from reg7check.rulebook import load_rulebook

    written = asked.bundle or asked.output
    if written is not None:
        check_output(written, overwrite=asked.force)
    rulebook = load_rulebook(asked.rules)
    named = inputs(asked.files)
    if written is not None:
        check_not_an_input(written, [each.path for each in named])
    if asked.bundle is not None:
        from reg7check.cli.bundling import check_one_file

        check_one_file(named)
    arrangements = read_all(named, rulebook)
    depth: Depth = "full" if asked.verbose else "short"
    redactions = []
    judged = [_Judged(each, asked.as_party) for each in arrangements]
    if asked.redact or asked.redact_also:
        from reg7check.cli.redacting import redact_all

        redactions = redact_all(arrangements, rulebook, asked.redact_also)
        judged = [_Judged(each.arrangement, each.party(asked.as_party)) for each in redactions]
    assessments = _assess(judged, rulebook, asked)
    if asked.bundle is not None and asked.dated is not None:
        from reg7check.cli.bundling import write_bundle

        write_bundle(asked.bundle, named[0], assessments[0], rulebook, asked.rules, asked.dated, asked.redact_also)
    elif asked.output is not None:
        from reg7check.report.formats import report_in

        write_bytes(asked.output, report_in(asked.format, assessments, depth=depth))
    elif not asked.quiet:
        _print(assessments, asked.format, depth)
    if written is not None and not asked.quiet:
        sys.stderr.write(f"wrote {inert(written)}\n")
    if redactions and (written is not None or not asked.quiet):
        from reg7check.cli.redacting import told

        sys.stderr.write(told(redactions))
    code = exit_for(verdict for assessment in assessments for verdict in assessment.verdicts)
    return Exit.CLEAR if asked.exit_zero else code


def _assess(judged: Sequence[_Judged], rulebook: Rulebook, asked: Asked) -> list[Assessment]:
    from reg7check.api import assess as judge
    from reg7check.problems import BadInput, Problem

    assessments = []
    problems: dict[Problem, None] = {}
    for each in tracked(judged, "Assessing"):
        try:
            assessments.append(judge(each.arrangement, rulebook, on=asked.on, as_party=each.as_party, take=asked.take))
        except BadInput as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise BadInput(problems)
    return assessments


def _print(assessments: Sequence[Assessment], format: str, depth: Depth) -> None:
    from reg7check.report.formats import documents, report_in

    if format == "text":
        print_documents(documents(assessments, depth))
    else:
        sys.stdout.write(report_in(format, assessments, depth=depth).decode("utf-8"))
