"""Who is who within the article: names joined, titles and pronouns resolved, descriptions tied to names."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.references.types import Entity, EntityRole, References
from dateline.reading.statements import Statement

__all__ = ["Entity", "EntityRole", "References", "resolve_references"]


def resolve_references(
    article: Article, analysis: Analysis, mentions: Mentions, statements: tuple[Statement, ...]
) -> References:
    """Join the mentions of an article into entities."""
    return References((), (None,) * len(mentions.names), {})
