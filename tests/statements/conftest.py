"""Reading of short texts into statements, with and without a model."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dateline.model.article import Article
from dateline.model.record import Issue
from dateline.reading.analysis import Analysis, Engine, Phrase
from dateline.reading.mentions import find_mentions
from dateline.reading.statements import Statement, find_statements


@dataclass(frozen=True)
class Reading:
    """The statements of a text, with the words of each."""

    analysis: Analysis
    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...]

    def content(self, statement: Statement) -> list[str]:
        return [self.analysis.text[span.start : span.end] for span in statement.content]

    def words(self, phrase: Phrase | None) -> str | None:
        return None if phrase is None else self.analysis.words_of(phrase.first, phrase.last)

    def speaker(self, statement: Statement) -> str | None:
        return self.words(statement.speaker)

    def saying(self, words: str) -> Statement:
        """Give the outermost statement whose content holds some words."""
        found = [s for s in self.statements if s.within is None and any(words in piece for piece in self.content(s))]
        assert len(found) == 1, [self.content(s) for s in self.statements]
        return found[0]


@pytest.fixture(scope="session")
def say(engine: Engine, make_article: Callable[..., Article]) -> Callable[..., Reading]:
    """Read a text's statements: `say("“Go,” Ann said.")`."""

    def read(text: str, **fields: object) -> Reading:
        article = make_article(text, **fields)
        analysis = engine.analyse(text)
        statements, issues = find_statements(article, analysis, find_mentions(article, analysis))
        return Reading(analysis, statements, issues)

    return read


def cut(text: str) -> Analysis:
    """Cut a text into words, sentences and lines without a model; every word hangs on nothing."""
    words, starts, ends, sentences, paragraphs = [], [], [], [], []
    for line in re.finditer(r"[^\n]+", text):
        first = begin = len(words)
        for match in re.finditer(r"\w+(?:['’]\w+)*|''|``|[^\w\s]", line.group()):
            words.append(match.group())
            starts.append(line.start() + match.start())
            ends.append(line.start() + match.end())
            following = line.group()[match.end() :]
            if match.group() in ".?!" and re.match(r"[”\"'’]?\s+[“\"'‘]?[A-Z]", following):
                sentences.append((begin, len(words)))
                begin = len(words)
        if len(words) > begin:
            sentences.append((begin, len(words)))
        paragraphs.append((first, len(words)))
    size = len(words)
    return Analysis(
        text, tuple(words), tuple(starts), tuple(ends), ("NN",) * size, tuple(w.lower() for w in words),
        tuple(range(size)), ("ROOT",) * size, tuple(sentences), tuple(paragraphs),
    )  # fmt: skip
