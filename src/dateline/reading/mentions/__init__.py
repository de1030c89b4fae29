"""Phrases that speak of somebody, somewhere, some time or some number: names, descriptions, pronouns, times."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.names import find_names
from dateline.reading.mentions.quantities import find_quantities
from dateline.reading.mentions.times import find_times
from dateline.reading.mentions.types import Mention, Mentions, Quantity, TimeMention

__all__ = ["Mention", "Mentions", "Quantity", "TimeMention", "find_mentions"]


def find_mentions(article: Article, analysis: Analysis) -> Mentions:
    """Find every name, description, pronoun, time expression and number of an article."""
    times = tuple(find_times(article, analysis))
    return Mentions(tuple(find_names(article, analysis, times)), times, tuple(find_quantities(analysis, times)))
