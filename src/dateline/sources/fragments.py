"""Pieces of HTML, as feeds and mails carry them, become plain text: one paragraph a line, links as their words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

from dateline.knowledge.digest import DATA
from dateline.model.errors import SourceError

_MAX_DEPTH = 200


@cache
def _elements() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads((DATA / "markup_elements.toml").read_text("utf-8"))
    return frozenset(table["blocks"]), frozenset(table["hidden"])


def has_markup(text: str) -> bool:
    """Tell HTML from plain text."""
    start = text.find("<")
    return start >= 0 and text.find(">", start) > start


def read_fragment(markup: str) -> str:
    """Give the text of a piece of HTML; raises SourceError where it cannot be parsed."""
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise SourceError(f"the piece of HTML could not be parsed: {error}") from error
    lines: list[str] = [""]
    for piece in _pieces(root):
        if piece is None:
            lines.append("")
        else:
            lines[-1] += piece
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _pieces(root: object) -> Iterator[str | None]:
    """Yield texts, and None where a new line begins; without recursion, since pages nest as deep as they like."""
    blocks, hidden = _elements()
    stack: list[tuple[object, bool, int]] = [(root, True, 0)]
    while stack:
        node, entering, depth = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""  # type: ignore[attr-defined]
        block = tag in blocks
        if not entering:
            if block:
                yield None
            if depth and node.tail:  # type: ignore[attr-defined]
                yield node.tail  # type: ignore[attr-defined]
            continue
        stack.append((node, False, depth))
        if block:
            yield None
        if tag in hidden or not tag or depth > _MAX_DEPTH:
            continue
        if node.text:  # type: ignore[attr-defined]
            yield node.text  # type: ignore[attr-defined]
        for child in reversed(node):  # type: ignore[call-overload]
            stack.append((child, True, depth + 1))
