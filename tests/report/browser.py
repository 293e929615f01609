"""A page in headless Chromium, as somebody reads it: what it says to the console, what it fetches, what axe finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tools import needs_tool

_AXE = Path(__file__).parents[1] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Look(NamedTuple):
    """How a page is looked at."""

    width: int = 1360
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


LOOKS = {
    "light": Look(),
    "dark": Look(scheme="dark"),
    "phone": Look(width=320, height=568),
    "print": Look(width=674, height=980, scheme="dark", media="print"),
}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    program = needs_tool("Chromium", found, "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_QUIET)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, path: Path) -> Iterator[Page]:
    """Yield a file opened in the browser; fail if it says anything to the console, or fetches anything but itself."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"error: {error}"))
    page.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
    context.on("request", lambda request: told.append(f"request: {request.url}"))
    page.goto(path.as_uri())
    yield page
    context.close()
    assert told == [f"request: {path.as_uri()}"]


def look_at(page: Page, look: Look) -> None:
    """Show a page in a look."""
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.emulate_media(media=look.media, color_scheme=look.scheme)


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page as it is shown, each with the places."""
    source = needs_tool("axe-core", _AXE, "npm ci --prefix tests/browser").read_text(encoding="utf-8")
    if not page.evaluate("'axe' in window"):
        page.evaluate(source)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false})", _RULES
    )
    return [
        f"{each['id']}: {node['failureSummary']} {node['html']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


class Stop(NamedTuple):
    """Where the focus is: the number of the element in the page, what it is, and whether that is seen."""

    number: int
    html: str
    seen: bool


def tab_through(page: Page, most: int) -> Iterator[Stop]:
    """Press Tab until the focus leaves the page, or ``most`` times, and yield each stop."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const focused = document.activeElement, box = focused.getBoundingClientRect();
                const number = [...document.querySelectorAll('*')].indexOf(focused);
                const within = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.right > 0;
                const outlined = getComputedStyle(focused).outlineStyle !== 'none';
                return [focused === document.body ? -1 : number, focused.outerHTML.slice(0, 200), within && outlined];
            }"""
        )
        if stop[0] == -1:
            return
        yield Stop(*stop)
