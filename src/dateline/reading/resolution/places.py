"""Place names to places."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.references import References
from dateline.reading.resolution.types import Places


def resolve_places(article: Article, analysis: Analysis, mentions: Mentions, references: References) -> Places:
    """Resolve the place names of an article."""
    return Places()
