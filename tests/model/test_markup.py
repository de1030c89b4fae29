"""The notebook view: the whole text, escaped, with a mark under everything that was read."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest

from dateline.model.article import Span
from dateline.model.markup import find_marks, repr_html
from dateline.model.record import Actor, ActorMention, Record
from records_by_hand import TEXT, make_article, make_record


class _Reader(HTMLParser):
    """Collects the text outside labels and checks that every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.marked: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag == "mark":
            self.marked.append((dict(attrs)["title"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "sup" not in self.open:
            self.text += data
        if self.open[-1:] == ["mark"]:
            self.marked[-1] = (self.marked[-1][0], data)


def _read(record: Record) -> _Reader:
    reader = _Reader()
    reader.feed(repr_html(record))
    reader.close()
    assert reader.open == []
    return reader


def test_the_text_is_whole_and_every_mark_has_its_words() -> None:
    record = make_record()
    reader = _read(record)
    assert TEXT in reader.text
    for mark in find_marks(record):
        words = "".join(data for title, data in reader.marked if f"{mark.layer}: {mark.label}" in title)
        assert record.article.text[slice(*mark.span)] in words


def test_no_script_nothing_to_load_and_nothing_unescaped() -> None:
    record = make_record(make_article(f'<script>alert("1")</script> & "x"\n{TEXT}', title="<img src=x onerror=y>"))
    shown = repr_html(record)
    assert "<script" not in shown
    assert "<img" not in shown
    assert not re.search(r"(?:src|href|url\()", shown.replace("&lt;img src=x", ""))
    assert html.escape("<script>") in shown
    assert record._repr_html_() == shown


@pytest.mark.parametrize(
    "spans",
    [
        [Span(0, 5), Span(3, 8), Span(3, 5)],
        [Span(0, 11), Span(0, 11), Span(4, 4)],
        [Span(10, 99), Span(-1, 3)],
        [],
    ],
)
def test_overlapping_marks_become_lines_above_each_other(spans: list[Span]) -> None:
    article = make_article("alpha\r\nbeta")
    actors = tuple(
        Actor(id=f"a{i}", name=f"N{i}", kind="group", mentions=(ActorMention(span=span, form="name"),))
        for i, span in enumerate(spans)
    )
    record = Record(producer=make_record().producer, article=article, actors=actors)
    assert "alpha\nbeta" in _read(record).text
    assert len(find_marks(record)) == sum(0 <= s.start < s.end <= 11 for s in spans)
