"""Cells of CSV and TSV files that no spreadsheet takes for a formula."""

from __future__ import annotations

from dateline.views.columns import BETWEEN, Cell

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(cell: Cell) -> Cell:
    """Put an apostrophe before words that a spreadsheet would run: those that begin with = + - @ or a control sign.

    Numbers stay as they are, also several in one cell.
    """
    if not isinstance(cell, str) or not cell.startswith(_STARTS):
        return cell
    return cell if all(_is_number(part) for part in cell.split(BETWEEN)) else f"'{cell}"


def _is_number(words: str) -> bool:
    try:
        float(words or "0")
    except ValueError:
        return False
    return not words[:1].isspace()
