"""Who is who within the article: names joined, titles and pronouns resolved, descriptions tied to names."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mentions
from dateline.reading.references.bodies import join_bodies
from dateline.reading.references.book import Book
from dateline.reading.references.descriptions import join_descriptions
from dateline.reading.references.finish import finish_references
from dateline.reading.references.introduced import join_introduced
from dateline.reading.references.leads import join_headline, join_lead
from dateline.reading.references.owners import give_owned_countries
from dateline.reading.references.persons import join_persons
from dateline.reading.references.pronouns import join_pronouns
from dateline.reading.references.role_bodies import complete_roles, give_owned_roles
from dateline.reading.references.roles import read_roles
from dateline.reading.references.terms import settle_terms
from dateline.reading.references.types import Entity, EntityRole, References
from dateline.reading.statements import Statement

__all__ = ["Entity", "EntityRole", "References", "resolve_references"]


def resolve_references(
    article: Article, analysis: Analysis, mentions: Mentions, statements: tuple[Statement, ...]
) -> References:
    """Join the mentions of an article into entities: names, then offices, descriptions and pronouns."""
    book = Book(analysis, mentions, statements)
    join_bodies(book)
    join_persons(book)
    read_roles(book)
    join_introduced(book)
    join_lead(book)
    join_headline(book)
    settle_terms(book, article.published)
    join_descriptions(book)
    complete_roles(book)
    join_pronouns(book)
    give_owned_roles(book)
    give_owned_countries(book)
    return finish_references(book)
