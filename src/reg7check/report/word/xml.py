"""Elements of a Word file, made in one expression, each with its children in the order in which the format has them."""

from __future__ import annotations

from typing import Any


def element(tag: str, *children: Any, **attributes: str | int) -> Any:
    """Return a new element, such as ``w:r``, with children (None is left out) and attributes of the same prefix."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    prefix = tag.partition(":")[0]
    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def text_run(text: str, style: str | None = None) -> Any:
    """Return a run of text, in a style of characters where one is named."""
    from docx.oxml.ns import qn

    words = element("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    return styled_run(words, style)


def styled_run(content: Any, style: str | None = None) -> Any:
    """Return a run that holds one element, in a style of characters where one is named."""
    return element("w:r", element("w:rPr", element("w:rStyle", val=style)) if style else None, content)
