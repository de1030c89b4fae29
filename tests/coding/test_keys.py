from __future__ import annotations

from dateline.model.article import Span
from dateline.reading.coding.keys import KeyMaker, merge_tokens


def test_keys_are_stable_and_tell_twins_apart() -> None:
    first, second = KeyMaker("article"), KeyMaker("article")
    spans = (Span(3, 9),)
    key = first.key("event", "ASSAULT", spans)
    assert key == second.key("event", "ASSAULT", spans)
    assert key.startswith("event:")
    assert first.key("event", "ASSAULT", spans) != key
    assert first.key("event", "AID", spans) != key
    assert KeyMaker("another").key("event", "ASSAULT", spans) != key


def test_neighbouring_tokens_are_one_span() -> None:
    starts, ends = (0, 6, 11, 15), (5, 10, 14, 20)
    assert merge_tokens([3, 0, 1, 1], starts, ends) == (Span(0, 10), Span(15, 20))
    assert merge_tokens([], starts, ends) == ()
