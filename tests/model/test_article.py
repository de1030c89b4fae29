from __future__ import annotations

import hashlib

import pytest

from dateline.model.article import Span, article_id, text_sha256


def test_the_id_depends_on_each_part_and_on_where_it_stands() -> None:
    base = article_id("text", "title", "outlet", "url", "2025-10-24")
    parts = ["text", "title", "outlet", "url", "2025-10-24"]
    for index in range(5):
        other = [*parts]
        other[index] += "x"
        assert article_id(*other) != base
    assert article_id("text", None, "title", None, None) != article_id("text", "title", None, None, None)
    assert article_id("", None, None, None, None) != article_id("", "", None, None, None)


def test_the_id_is_the_same_in_every_run() -> None:
    assert article_id("Six people were killed.", None, None, None, None) == article_id(
        "Six people were killed.", None, None, None, None
    )
    assert len(article_id("é😀", "t", None, None, None)) == 64


def test_the_text_hash_is_plain_sha256() -> None:
    assert text_sha256("é😀") == hashlib.sha256("é😀".encode()).hexdigest()


@pytest.mark.parametrize(
    ("a", "b", "covers", "overlaps"),
    [((0, 5), (1, 3), True, True), ((0, 5), (3, 7), False, True), ((0, 5), (5, 7), False, False)],
)
def test_spans_are_half_open(a: tuple[int, int], b: tuple[int, int], covers: bool, overlaps: bool) -> None:
    assert Span(*a).covers(Span(*b)) is covers
    assert Span(*a).overlaps(Span(*b)) is overlaps
