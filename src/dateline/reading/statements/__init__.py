"""Who said what to whom, by which words."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.model.record import Issue
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.statements.reader import read_statements
from dateline.reading.statements.types import Statement

__all__ = ["Statement", "find_statements"]


def find_statements(
    article: Article, analysis: Analysis, mentions: Mentions
) -> tuple[tuple[Statement, ...], tuple[Issue, ...]]:
    """Find the statements of an article in reading order, and the quotation marks that could not be read."""
    return read_statements(article, analysis, mentions)
