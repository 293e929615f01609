"""What checking a rulebook found, as text: each finding with its quoted line, and a last line that counts them."""

from __future__ import annotations

from reg7check.audit.checking import Checked
from reg7check.audit.findings import Severity
from reg7check.inert import inert


def findings_text(checked: Checked) -> str:
    """Return the findings, and a line that says how many there are of which kind."""
    return "".join(f"{each}\n" for each in (*checked.findings, summary(checked)))


def findings_text_in_full(checked: Checked) -> str:
    """Return the findings, those that are silenced with the reasons given, and the line that counts them."""
    lines = [str(finding) for finding in checked.findings]
    for silenced in checked.silenced:
        finding = silenced.finding
        lines.append(f"{finding.place}: silenced {finding.code}: {inert(finding.message)}")
        lines.append(f"  because: {inert(silenced.reason)}")
    return "".join(f"{each}\n" for each in (*lines, summary(checked)))


def summary(checked: Checked) -> str:
    """Return a line that says how many findings there are, how bad, how many are silenced, and what was proved."""
    counts = [(severity, checked.count(severity)) for severity in Severity]
    said = ", ".join(_many(count, severity.value) for severity, count in counts if count) or "no findings"
    silenced = f", {len(checked.silenced)} silenced" if checked.silenced else ""
    if checked.law is None:
        return f"{said}: the rulebook cannot be used, so nothing was proved of it"
    law = checked.law
    parts = (_many(len(law.rules), "rule"), _many(len(law.facts), "fact"), _many(len(law.provisions), "provision"))
    return f"{said}{silenced}; {', '.join(parts)}, proved over all worlds"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
