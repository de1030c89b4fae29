"""Names, descriptions and pronouns of people, bodies, countries, groups and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.types import Mention, TimeMention


def find_names(article: Article, analysis: Analysis, times: Sequence[TimeMention]) -> Iterator[Mention]:
    """Yield the mentions of an article in text order."""
    yield from ()
