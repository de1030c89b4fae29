"""The garbage collector is handed back as it was."""

from __future__ import annotations

import gc

import pytest

from dateline.ingest.memory import settle, steady_memory


def test_the_collector_is_handed_back() -> None:
    before, put_aside = gc.get_threshold(), gc.get_freeze_count()
    with steady_memory():
        assert gc.get_threshold() != before
        settle()
        assert gc.get_freeze_count() > put_aside
    assert gc.get_threshold() == before
    assert bool(gc.get_freeze_count()) == bool(put_aside)


def test_what_was_put_aside_before_stays_there() -> None:
    gc.freeze()
    try:
        with pytest.raises(KeyError), steady_memory():
            raise KeyError
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
