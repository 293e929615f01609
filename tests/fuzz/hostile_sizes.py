"""Inputs that are short to write and long to read: each once took seconds, gigabytes, or more depth than there is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from fuzz import corpus

_RULEBOOK = corpus.rulebook_seeds().inputs[0].decode()


class Large(NamedTuple):
    """An input: the target, what makes it, and what must be said to be wrong with it."""

    target: str
    content: Callable[[], bytes]
    message: str


def _arrangement(cover: str) -> bytes:
    head = "reg7check: 1\ntitle: x\nnation: england\nparties: {a: {name: A, role: hirer}}\n"
    return f"{head}industrial_action:\n  - {{id: x, dates: 2024-01-01}}\ncover:\n{cover}".encode()


def _facts(names: str) -> bytes:
    return _arrangement(f"  - id: c\n    what: w\n    hirer: a\n    facts:\n{names}")


def _rulebook(*changes: tuple[str, str]) -> bytes:
    text = _RULEBOOK
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def _more_facts(number: int) -> tuple[str, str]:
    asked = (
        "goes_to: x\n    question: x?\n    explain: x\n    answers: {yes: x., no: x.}\n    proof: x.\n    ask: hirer\n"
    )
    entries = "".join(f"  - id: f{each}\n    about: cover\n    {asked}" for each in range(number))
    return "\nenforcers:", f"\n{entries}\nenforcers:"


def _more_rules(*conditions: str) -> tuple[str, str]:
    told = "holds: x.\n    fails: x.\n    open: x.\n"
    entries = "".join(
        f"  - id: r{number}\n    title: t\n    provision: stalls-s1\n    requires: {each}\n    {told}"
        for number, each in enumerate(conditions)
    )
    return "\nopen_questions:", f"\n{entries}\nopen_questions:"


def _in_bad_order() -> bytes:
    asked = "{all: [" + ", ".join(f"{{f{each}: yes}}" for each in range(60)) + "]}"
    pairs = ", ".join(f"{{all: [{{f{each}: yes}}, {{f{each + 30}: yes}}]}}" for each in range(30))
    return _rulebook(_more_facts(60), _more_rules(asked, f"{{any: [{pairs}]}}"))


def _weighed() -> bytes:
    weights = "".join(f"      f{each}: {{yes: {2**each}, no: 0}}\n" for each in range(60))
    weighing = f"\n  - id: big\n    title: x\n    judgement: x.\n    indicators:\n{weights}\nrules:"
    return _rulebook(_more_facts(60), ("\nrules:", weighing), _more_rules("{weight: {of: big, at_least: 1}}"))


def _epochs() -> bytes:
    days = (date(1995, 1, 1) + timedelta(2 * each) for each in range(500))
    spans = "".join(f"          - {{from: {day}, to: {day}}}\n" for day in days)
    return _rulebook(("          - {from: 1990-01-01, to: 2019-12-31}\n", spans))


def _page(after: bytes) -> bytes:
    page = corpus.report("html")
    return page.replace(b"</body>", after + b"</body>", 1)


def _word(body: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(corpus.report("docx"))) as package, ZipFile(made, "w", ZIP_DEFLATED) as changed:
        for each in package.infolist():
            content = package.read(each)
            changed.writestr(each.filename, body if each.filename == "word/document.xml" else content)
    return made.getvalue()


def _json(extra: object) -> bytes:
    return json.dumps({**json.loads(corpus.report("json")), "extra": extra}).encode()


LARGE = {
    "fields that there are not": Large(
        "yaml", lambda: b"".join(b"titl%d: x\n" % each for each in range(20_000)), "there are more faults from here on"
    ),
    "facts that there are not": Large(
        "yaml",
        lambda: _facts("".join(f"      hirer_directs_wor{each}: yes\n" for each in range(20_000))),
        "there are more faults from here on",
    ),
    "keys of an answer that there are not": Large(
        "yaml",
        lambda: _facts("      sends_people: {" + ", ".join(f"disput{each}: x" for each in range(20_000)) + "}\n"),
        "there are more faults from here on",
    ),
    "a long list": Large("yaml", lambda: b"- a\n" * 260_000, "over 50000 keys and values"),
    "a key again and again": Large("yaml", lambda: b"a: x\n" * 200_000, "over 50000 keys and values"),
    "strands of cover": Large(
        "yaml",
        lambda: _arrangement("".join(f"  - {{id: c{each}, what: w, hirer: a}}\n" for each in range(1001))),
        "`cover` has 1001 entries, more than 1000",
    ),
    "fields of a rule that there are not": Large(
        "rulebook",
        lambda: _rulebook(("    title: The stall is large\n", "".join(f"    titl{each}: x\n" for each in range(5000)))),
        "there are more faults from here on",
    ),
    "concepts that there are not": Large(
        "rulebook",
        lambda: _rulebook(_more_rules("{any: [" + ", ".join(f"larg{each}" for each in range(20_000)) + "]}")),
        "there are more faults from here on",
    ),
    "a chain of rules": Large(
        "rulebook", lambda: _rulebook(_more_rules(*(f"r{each + 1}" for each in range(1200)), "market")), "ask too much"
    ),
    "facts asked in the worst order": Large("rulebook", _in_bad_order, "ask too much at once"),
    "weights of which each sum is another": Large("rulebook", _weighed, "ask too much at once"),
    "changes of the law": Large("rulebook", _epochs, "ask too much at once"),
    "lists in JSON": Large("json", lambda: _json([[]] * 600_000), "holds far more than any report"),
    "lists in lists in JSON": Large("json", lambda: _json([[[json.loads("[" * 60 + "]" * 60)]]]), "nested over 32"),
    "lines": Large("text", lambda: corpus.report("text") + b"\n" * 500_000, "more than any report"),
    "stamps": Large("text", lambda: b"    reg7check-report: 1\n" * 700_000, "more than any report"),
    "comments never closed": Large("html", lambda: _page(b"<!--" * 100_000), "never closed"),
    "tags in XML": Large("docx", lambda: _word(b"<a>" + b"<b/>" * 1_100_000 + b"</a>"), "holds far more"),
    "columns that there are not": Large(
        "rows",
        lambda: json.dumps([{f"natio{each}": "x" for each in range(20_000)}]).encode(),
        "there are more faults from here on",
    ),
}
"""Each such input, by what it has too many of."""
