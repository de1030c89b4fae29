"""Articles wait in chunks and are read one by one, each with an answer of its own; nothing here knows a ledger."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.ledger import Unkept
from dateline.model.errors import ConfigError, LexiconError
from dateline.model.record import Record
from dateline.reading import Engine, read_article
from dateline.sources import Found

CHUNK_ARTICLES = 16
CHUNK_CHARACTERS = 200_000


@dataclass(slots=True)
class Chunk:
    """Articles that wait to be read."""

    articles: list[Found] = field(default_factory=list)
    characters: int = 0

    def take(self, found: Found) -> None:
        """Take one more article."""
        self.articles.append(found)
        self.characters += len(found.article.text)

    @property
    def is_full(self) -> bool:
        """Whether it is time to read them."""
        return len(self.articles) >= CHUNK_ARTICLES or self.characters >= CHUNK_CHARACTERS


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its record, or with the reason why there is none."""

    found: Found
    result: Record | Unkept


def read_one(found: Found, engine: Engine) -> ReadArticle:
    """Read one article; whatever goes wrong with it is said and stops nothing.

    Only what is wrong with the program itself, a part that is not installed or a broken table, goes on upwards.
    """
    try:
        return ReadArticle(found, read_article(found.article, engine, found.issues))
    except (ConfigError, LexiconError):
        raise
    except Exception as error:
        return ReadArticle(found, explain_failure(found, error))


def explain_failure(found: Found, error: Exception) -> Unkept:
    """Say which article could not be read, and by which error."""
    article = found.article
    named = article.title or " ".join(article.text.split()[:8])
    message = f"{type(error).__name__} while reading “{named[:100]}”: {error}"
    return Unkept(name_source(found), "reading-failed", message, article.id)


def name_source(found: Found) -> str:
    """Name the input of an article: where it was found, else its ref, URL or id."""
    article = found.article
    return found.where or article.ref or article.url or article.id
