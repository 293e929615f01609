"""What files are made with from templates; in those of HTML pages every text is escaped, and shown inert."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reg7check.inert import inert
from reg7check.report.addresses import web_address

if TYPE_CHECKING:
    from jinja2 import Environment


def plain_environment() -> Environment:
    """Return the environment of the templates of plain text: nothing in it is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=False,  # noqa: S701 - plain text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page_environment() -> Environment:
    """Return the environment of the templates of pages; its filter ``web`` gives an address to follow, or None."""
    environment = plain_environment().overlay(autoescape=True, finalize=_inert)
    environment.filters["web"] = web_address
    return environment


def _inert(value: Any) -> Any:
    """Return a text to be shown with what is invisible in it written out; what is already markup is left."""
    return inert(value) if type(value) is str else value
