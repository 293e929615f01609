"""What stands in each box of a picture of the rules, and in its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.audit.picture import Kind, Sense
from reg7check.named import NamedTuple
from reg7check.report.fitting import Style
from reg7check.report.looks import REFERENCE
from reg7check.report.unfolding import GATES, Branch, in_order

HEADING = Style("heading", 20, 26, bold=True)
BANNER = Style("banner", 16, 22, bold=True)
STRONG = Style("strong", 12.5, 16, bold=True)
PLAIN = Style("plain", 12.5, 16)
SMALL = Style("small", 11.5, 15)
TAG = Style("tag", 11, 15, bold=True)
MONO = Style("mono", 11.5, 15, bold=True, mono=True)
STYLES = (HEADING, BANNER, STRONG, PLAIN, SMALL, TAG, MONO)

HOW_TO_READ = (
    "Read from left to right. What a box says is so where the boxes to its right are so: all of them, or any of them,"
    " as the line says. Numbers say where a rule stands; a rule that several others ask is drawn once."
)
_BOXES = {
    Kind.ELEMENT: ("Element", "must hold for the ban to apply."),
    Kind.EXCEPTION: ("Exception or proviso", "takes away what stands before it."),
    Kind.RULE: ("Rule", "a step between, beside its provision."),
    REFERENCE: ("See A1.1", "drawn in full at that number."),
    Kind.WAITING: ("Waiting", "a rule for a text of the law that is not yet in force."),
    Kind.WEIGHING: ("Weighing", "the weights of the answers are added up."),
    Kind.FACT: ("Fact", "what is asked; below it, the fact's name and the answer that counts."),
    Kind.GIVEN: ("Stated by the file", "asked of the arrangement file itself, not of its facts."),
    Kind.QUESTION: ("Open question", "where it arises, counts only if it is read as prohibiting."),
}
_SIGNS = {
    Kind.ALL: "every line that goes on must hold",
    Kind.ANY: "one line or more must hold",
    Sense.NOT: "must not hold",
    Sense.UNLESS: "takes away what stands before it",
    Sense.UNLESS_NOT: "takes away what stands before it, where it does not hold",
    Sense.WAITS: "takes the place of what stands before it, once in force",
    Sense.ARISES: "asked only to see whether an open question arises",
}

CONDITIONS = (
    (Sense.NEEDS, "Prohibited where this holds:", "Prohibited where all of these hold:"),
    (Sense.UNLESS, "Unless this holds:", "Unless one of these holds:"),
)
"""What stands before the elements of a prohibition, and before its exceptions: of one, and of several."""

Lines = list[tuple[str, Style]]


class Key(NamedTuple):
    """An entry of the key: the look of a box, or the sign on a line, and what it means."""

    look: str
    name: str
    meaning: str


def banner(tree: Branch) -> Lines:
    """Return what stands over a prohibition: where it is, and in a few lines what it needs and what takes it away."""
    node = tree.node
    lines = [(f"{tree.number} {node.title}", BANNER), (f"{node.cite}, {node.instrument}", SMALL), (node.note, PLAIN)]
    for sense, one, several in CONDITIONS:
        found = [each for each in outermost(tree) if each.sense is sense]
        if found:
            lines.append((one if len(found) == 1 else several, STRONG))
        lines += [(f"{each.number or each.seen_at} {each.node.title}", PLAIN) for each in found]
    return lines


def outermost(tree: Branch) -> Iterator[Branch]:
    """Yield the elements and the exceptions of a prohibition."""
    for child in tree.children:
        yield from child.children if child.kind in GATES else (child,)


def said(branch: Branch, instrument: str) -> Lines:
    """Return what stands in a box. The enactment is named where the box before it is of another one."""
    node = branch.node
    named = f"{node.id}: {branch.label}" if branch.label else node.id
    enactment = [(node.instrument, SMALL)] if node.instrument not in ("", instrument) else []
    note = [(node.note, SMALL)] if node.note else []
    if branch.seen_at:
        return [(f"See {branch.seen_at}", TAG), (node.title, PLAIN)]
    match branch.kind:
        case Kind.FACT:
            return [(node.title, PLAIN), (named, MONO)]
        case Kind.GIVEN:
            return [("STATED BY THE FILE", TAG), (node.title, PLAIN), (named, MONO)]
        case Kind.QUESTION:
            asked = (f"OPEN QUESTION: {_unbroken(node.cite)}", TAG)
            return [asked, (node.title, PLAIN), (f"Arises: {node.note}", SMALL), *enactment, (node.id, MONO)]
        case Kind.WEIGHING:
            return [
                (f"{branch.number}: WEIGHING", TAG),
                (node.title, PLAIN),
                (f"Total: {branch.label}", STRONG),
                *note,
            ]
    style = PLAIN if branch.kind in (Kind.RULE, Kind.WAITING) else STRONG
    tag = f"{branch.number}: {_unbroken(node.cite)}" if node.cite else branch.number
    return [(tag, TAG), (node.title, style), *enactment, *note]


def _unbroken(cite: str) -> str:
    """Return a citation whose first two words stand on one line: a provision and its number."""
    return cite.replace(" ", "\u00a0", 1)


def key_of(trees: Sequence[Branch]) -> tuple[list[Key], list[Key]]:
    """Return the key of a picture: its boxes and the signs on its lines, so far as they are in it."""
    found = [branch for tree in trees for branch in in_order(tree)]
    looks = {look_of(branch) for branch in found}
    signs = {each for branch in found for each in (branch.kind, branch.sense)}
    boxes = [Key(look, name, meaning) for look, (name, meaning) in _BOXES.items() if look in looks]
    return boxes, [Key(sign, sign.value, meaning) for sign, meaning in _SIGNS.items() if sign in signs]


def look_of(branch: Branch) -> str:
    """Return the look of a branch's box."""
    return REFERENCE if branch.seen_at else branch.kind


def in_words(trees: Sequence[Branch]) -> str:
    """Return in sentences what a picture shows, for those who cannot see it."""
    told = []
    for tree in trees:
        needs = [each.node.title for each in outermost(tree) if each.sense is Sense.NEEDS]
        unless = [each.node.title for each in outermost(tree) if each.sense is Sense.UNLESS]
        without = f" Unless: {'; '.join(unless)}." if unless else ""
        told.append(f"{tree.node.title} ({tree.node.cite}). Needs: {'; '.join(needs)}.{without}")
    return " ".join(told)
