"""The formats of an assessment's report: what each is called, how its file ends, and how it is written."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem

if TYPE_CHECKING:
    from reg7check.reasoning.results import Assessment
    from reg7check.report.document import Depth, Document


class MissingLibrary(BadInput):
    """A library that a format needs is not installed."""


class ReportFormat(NamedTuple):
    """A format: the ending of its files, what writes it, and whether it is more than text.

    ``write`` takes the assessments and how deep the report goes. A format that is more than text is written to a file
    and never to a terminal. One that is not ``several`` holds one arrangement.
    """

    ending: str
    write: Callable[[Sequence[Assessment], Depth], bytes]
    binary: bool = False
    several: bool = True


def report_in(format: str, assessments: Sequence[Assessment], *, depth: Depth = "short") -> bytes:
    """Return the report of one or several assessments in a format, the same to the byte for the same assessments.

    Args:
        format: one of ``FORMATS``.
        assessments: what to tell of.
        depth: whether text and Markdown tell all, or answer first and leave the rest; other formats are always full.

    Raises:
        BadInput: where a library that the format needs is not installed, or it cannot hold several arrangements.
    """
    chosen = FORMATS[format]
    if len(assessments) > 1 and not chosen.several:
        message = f"a report as {format} is about one arrangement, and {len(assessments)} are named"
        raise BadInput([Problem(Place(f"--format {format}"), message, "name one file, or use `reg7check summary`")])
    return chosen.write(assessments, depth)


def needs(library: str, extra: str, what: str) -> None:
    """Raise MissingLibrary where a library is not installed, with the extra of the package that brings it.

    Args:
        library: the module to import.
        extra: the extra that names it.
        what: what needs it: "a PDF report".
    """
    try:
        importlib.import_module(library)
    except ModuleNotFoundError:
        message = f"{what} needs the library {library}, which is not installed"
        raise MissingLibrary([Problem(Place(what), message, f"run: pip install 'reg7check[{extra}]'")]) from None
    except ImportError:
        message = f"{what} needs the library {library}, which is there but cannot be loaded"
        hint = f"close other programs, for want of memory; or run: pip install --force-reinstall 'reg7check[{extra}]'"
        raise MissingLibrary([Problem(Place(what), message, hint)]) from None


def documents(assessments: Sequence[Assessment], depth: Depth) -> list[Document]:
    """Return the report of each assessment as a document."""
    from reg7check.report.compose import full_report, short_report

    return [(full_report if depth == "full" else short_report)(each) for each in assessments]


def _text(assessments: Sequence[Assessment], depth: Depth) -> bytes:
    from reg7check.report.text import text_reports

    return text_reports(documents(assessments, depth)).encode("utf-8")


def _markdown(assessments: Sequence[Assessment], depth: Depth) -> bytes:
    from reg7check.report.markdown import markdown_reports

    return markdown_reports(documents(assessments, depth)).encode("utf-8")


def _json(assessments: Sequence[Assessment], depth: Depth) -> bytes:  # noqa: ARG001
    from reg7check.report.json import json_reports

    return json_reports(assessments).encode("ascii")


def _html(assessments: Sequence[Assessment], depth: Depth) -> bytes:  # noqa: ARG001
    from reg7check.report.html import html_report

    (document,) = documents(assessments, "full")
    return html_report(document).encode("utf-8")


def _pdf(assessments: Sequence[Assessment], depth: Depth) -> bytes:  # noqa: ARG001
    from reg7check.report.pdf.report import pdf_report

    (document,) = documents(assessments, "full")
    return pdf_report(document)


def _docx(assessments: Sequence[Assessment], depth: Depth) -> bytes:  # noqa: ARG001
    from reg7check.report.word.report import word_report

    (document,) = documents(assessments, "full")
    return word_report(document)


def _sarif(assessments: Sequence[Assessment], depth: Depth) -> bytes:  # noqa: ARG001
    from reg7check.report.verdicts_sarif import verdicts_sarif

    return verdicts_sarif(assessments).encode("ascii")


def _junit(assessments: Sequence[Assessment], depth: Depth) -> bytes:  # noqa: ARG001
    from reg7check.report.verdicts_junit import verdicts_junit

    return verdicts_junit(assessments).encode("utf-8")


FORMATS: Mapping[str, ReportFormat] = {
    "text": ReportFormat("txt", _text),
    "markdown": ReportFormat("md", _markdown),
    "json": ReportFormat("json", _json),
    "html": ReportFormat("html", _html, several=False),
    "pdf": ReportFormat("pdf", _pdf, binary=True, several=False),
    "docx": ReportFormat("docx", _docx, binary=True, several=False),
    "sarif": ReportFormat("sarif", _sarif),
    "junit": ReportFormat("xml", _junit),
}
"""Every format, by its name."""
