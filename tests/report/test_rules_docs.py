"""The pictures of the rules in the docs are what the program draws from the rules.

``UPDATE_GOLDEN=1`` rewrites them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from reg7check import load_rulebook
from reg7check.audit.drawing import picture_of
from reg7check.report.mermaid import mermaid_of
from reg7check.report.svg import svg_of

DOCS = Path(__file__).parents[2] / "docs"
FIGURE = re.compile(r"(<!-- figure: (\S+) -->\n```mermaid\n)(.*?)(```)", re.DOTALL)


def keep_fresh(path: Path, drawn: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == drawn, f"run the tests with UPDATE_GOLDEN=1 to draw {path.name} anew"


def test_the_sheet_shows_the_rules_as_they_are() -> None:
    keep_fresh(DOCS / "rules.svg", svg_of(picture_of(load_rulebook().law)))


def test_the_page_has_a_figure_of_each_prohibition_as_it_is() -> None:
    law = load_rulebook().law
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert [match[2] for match in FIGURE.finditer(page)] == list(law.prohibitions)
    drawn = FIGURE.sub(lambda match: match[1] + mermaid_of(picture_of(law, [match[2]])) + match[4], page)
    keep_fresh(DOCS / "rules.md", drawn)


def test_the_page_has_a_heading_for_each_prohibition() -> None:
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    for prohibition in load_rulebook().law.prohibitions.values():
        assert f"\n## {prohibition.title}\n\n<!-- figure: {prohibition.id} -->\n" in page
