"""Time expressions to intervals of days."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.resolution.types import Times


def resolve_times(article: Article, analysis: Analysis, mentions: Mentions) -> Times:
    """Resolve the time expressions of an article, counted from its dateline, publication or the last explicit time."""
    return Times()
