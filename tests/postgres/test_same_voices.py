"""Voices are kept up in a database as they are in a file, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.ledger import Store
from dateline.merging.copies import Bounds
from voices_by_hand import Kept, keep_up


@pytest.mark.parametrize("bounds", [Bounds(4, 2), Bounds(6, 3)])
def test_a_database_keeps_the_same_voices(tmp_path: Path, address: str, bounds: Bounds) -> None:
    with Store(tmp_path / "a.db") as file, Store(address) as database:
        file.open_for_writing()
        database.open_for_writing()
        one, other = Kept(file, bounds), Kept(database, bounds)
        for told, others in zip(keep_up(one, 5, 20), keep_up(other, 5, 20), strict=True):
            assert told == others
            assert one.voices() == other.voices()
        assert one.rows() == other.rows()
        assert one.rows() == other.anew()
