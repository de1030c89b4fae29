"""Time expressions as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.types import TimeMention


def find_times(article: Article, analysis: Analysis) -> Iterator[TimeMention]:
    """Yield the time expressions of an article in text order."""
    yield from ()
