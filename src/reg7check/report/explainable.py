"""What can be explained: the elements of each prohibition by their names, as a document."""

from __future__ import annotations

from collections.abc import Iterator

from reg7check.reasoning.subjects import senses_in
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph
from reg7check.rulebook.models import Law


def explainable(law: Law) -> Document:
    """Return a list of all that can be explained: each prohibition, what it asks, and what that asks in turn."""
    blocks: list[Block] = [
        Heading(1, "What can be explained"),
        Paragraph("Name one of these after the file, by its id or by its heading; or a provision, by its id."),
    ]
    told: set[str] = set()
    for prohibition in law.prohibitions.values():
        blocks.append(Heading(2, f"{prohibition.id}: {prohibition.title}"))
        names = (*prohibition.elements, *prohibition.unless)
        blocks.append(Items(tuple(item for name in names for item in _items(law, name, told))))
    rest = [rule.concept for rule in law.rules.values() if rule.concept not in told]
    if rest:
        blocks.append(Heading(2, "Asked by no prohibition"))
        blocks.append(Items(tuple(item for name in rest for item in _items(law, name, told))))
    encoded = {rule.provision for rule in law.rules.values()} | {each.provision for each in law.prohibitions.values()}
    blocks.append(Heading(2, "Provisions"))
    blocks.append(
        Items(tuple(Item(f"{name}: {each.cite}") for name, each in law.provisions.items() if name in encoded))
    )
    return Document(tuple(blocks))


def _items(law: Law, concept: str, told: set[str]) -> Iterator[Item]:
    """Yield an entry for a concept that was not told before, with those below it."""
    if concept in told:
        return
    told.add(concept)
    rule = law.rules_defining(concept)[0]
    asked = dict.fromkeys(name for each in law.rules_defining(concept) for name in senses_in(each))
    below = tuple(item for name in asked for item in _items(law, name, told))
    yield Item(f"{concept}: {rule.title}", below=below)
