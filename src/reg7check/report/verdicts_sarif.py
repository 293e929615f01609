"""The verdicts of arrangements as SARIF: a result for each prohibition on each strand of cover that is not clear of it.

A verdict of not prohibited is no result. SARIF could say so with the kind "pass"; GitHub pays no heed to kinds, and
would show it as an alert. For the same reason an unsettled verdict is a failure, of the level of a warning: with the
kind "review" or "open" the standard allows no level, and by the level GitHub tells what is urgent. So an alert goes
away when the cover becomes clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.reasoning.results import Assessment, Verdict
from reg7check.report import words
from reg7check.report.json import JSON
from reg7check.report.sarif import address, location, message, sarif_text
from reg7check.report.stamp import stamp_of
from reg7check.report.summary.lines import Line, lines_of
from reg7check.report.verdicts_ci import in_a_few_lines
from reg7check.rulebook.models import Law, Prohibition

_LEVELS = {
    Verdict.PROHIBITED: "error",
    Verdict.DISPUTED: "warning",
    Verdict.ARGUABLE: "warning",
    Verdict.UNDETERMINED: "warning",
}
"""The level of each verdict that is told."""


def verdicts_sarif(assessments: Sequence[Assessment]) -> str:
    """Return the verdicts of one or several assessments under one rulebook as SARIF."""
    lines = [line for each in assessments for line in lines_of(each) if line.verdict in _LEVELS]
    first = assessments[0]
    identity = first.law.identity
    rulebook = {
        "id": identity.id,
        "version": identity.version,
        "sha256": first.rulebook_sha256,
        "law_as_of": identity.law_as_of.isoformat(),
    }
    more = {"artifacts": [_artifact(each) for each in assessments], "properties": {"rulebook": rulebook}}
    return sarif_text(list(_rules(first.law)), list(map(_result, lines)), more)


def _rules(law: Law) -> Iterator[JSON]:
    for prohibition in law.prohibitions.values():
        for verdict, level in _LEVELS.items():
            yield {
                "id": _rule_id(prohibition.id, verdict),
                "name": f"{prohibition.title}: {words.VERDICTS[verdict]}",
                "shortDescription": message(f"{prohibition.title}: {words.VERDICTS[verdict]}"),
                "fullDescription": message(_sentence(prohibition, verdict)),
                "help": message("`reg7check assess` tells the reasons, and `reg7check questions` what to find out."),
                "defaultConfiguration": {"level": level},
            }


def _sentence(prohibition: Prohibition, verdict: Verdict) -> str:
    return prohibition.verdicts[verdict.value].replace("{be}", words.be(None))


def _rule_id(prohibition: str, verdict: Verdict) -> str:
    return f"{prohibition}/{verdict.value}"


def _result(line: Line) -> JSON:
    return {
        "ruleId": _rule_id(line.prohibition, line.verdict),
        "kind": "fail",
        "level": _LEVELS[line.verdict],
        "message": message(" ".join(in_a_few_lines(line))),
        "locations": [location(line.file, line.line)],
        "properties": {"strand": line.strand, "prohibition": line.prohibition, "verdict": line.verdict.value},
    }


def _artifact(assessment: Assessment) -> JSON:
    arrangement = assessment.arrangement
    return {
        "location": {"uri": address(arrangement.file)},
        "hashes": {"sha-256": arrangement.sha256},
        "properties": {"stamp": list(stamp_of(assessment, "full").lines())},
    }
