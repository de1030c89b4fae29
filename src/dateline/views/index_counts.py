"""Counting by small codes, over many rows: some thousands at a time, so that what is worked on stays near."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_SOME = 1 << 15
_FEW = 24
"""With so many codes or fewer a table of owners by codes is quicker than sorting."""


def count_codes(codes: NDArray[Any], rows: NDArray[Any], number: int) -> NDArray[np.int64]:
    """Count the codes of rows, given by their numbers or by a mark on each."""
    counts = np.zeros(number, dtype=np.int64)
    marked = rows.dtype == np.bool_
    many = max(_SOME, 4 * number)
    for first in range(0, len(rows), many):
        some = rows[first : first + many]
        counts += np.bincount(codes[first : first + many][some] if marked else codes[some], minlength=number)
    return counts


def count_once(owner: NDArray[Any], code: NDArray[Any], codes: int) -> NDArray[np.int64]:
    """Count the owners of each code, each owner once a code."""
    if not len(owner):
        return np.zeros(codes, dtype=np.int64)
    if codes > _FEW:
        once = np.unique(owner.astype(np.int64) * codes + code)
        return np.bincount(once % codes, minlength=codes)
    has = np.zeros((int(owner.max()) + 1, codes), dtype=np.bool_)
    has[owner, code] = True
    return np.asarray(has.sum(axis=0), dtype=np.int64)
