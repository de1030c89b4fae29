"""Lists as data frames."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.views import Ledger


@pytest.mark.parametrize("about", ["events", "statements", "articles", "actors", "places"])
def test_lists_become_frames(example_path: Path, about: str) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    with Ledger(example_path, create=False) as ledger:
        listing = getattr(ledger, about)()
        pandas, polars = listing.to_pandas(), listing.to_polars()
        assert list(pandas.columns) == list(polars.columns) == list(listing.column_names())
        assert len(pandas) == polars.height == len(listing) > 0
        assert "<script" not in listing._repr_html_()
