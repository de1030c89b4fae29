"""Mentions by hand for the tests of places, so that no name finder can break them."""

from __future__ import annotations

from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.names import load_names
from dateline.model.article import Article, Span, article_id, text_sha256
from dateline.reading.analysis import Analysis, build_analysis
from dateline.reading.mentions import Mention, Mentions
from dateline.reading.references import References
from dateline.reading.resolution.places import resolve_places
from dateline.reading.resolution.types import Places


def make_article(
    text: str, *, title: str | None = None, outlet: str | None = None, dateline: str | None = None
) -> Article:
    """Make an article; `dateline` is the place it opens with."""
    span = None if dateline is None else Span(text.index(dateline), text.index(dateline) + len(dateline))
    return Article(
        id=article_id(text, title, outlet, None, None),
        text_sha256=text_sha256(text),
        title=title,
        outlet=outlet,
        dateline_place_span=span,
        text=text,
    )


def make_analysis(text: str) -> Analysis:
    """Cut a text at blanks and punctuation; every word hangs on the first of its sentence."""
    sentences = []
    for sentence in text.split("\n"):
        words = sentence.replace(",", " ,").replace("(", "( ").replace(")", " )").replace("’s", " ’s").split()
        if words and words[-1].endswith(".") and words[-1].count(".") == 1:
            words[-1:] = [words[-1][:-1], "."]
        sentences.append(
            [
                (w, "NNP" if w[0].isupper() else "NN", w.lower(), 0, "ROOT" if i == 0 else "dep")
                for i, w in enumerate(words)
            ]
        )
    return build_analysis(sentences, paragraph_breaks=range(len(sentences)))


def make_mentions(analysis: Analysis, *names: str) -> Mentions:
    """Find the given names, in text order, as mentions: adjectives of countries as demonyms, the rest as places."""
    mentions = []
    for name in dict.fromkeys(names):
        words = tuple(make_analysis(name).words)
        for first in range(len(analysis) - len(words) + 1):
            if analysis.words[first : first + len(words)] == words:
                demonym = load_names().country_of_demonym(name) if not load_gazetteer().find(name) else None
                mentions.append((first, first + len(words), name, demonym))
    mentions.sort(key=lambda item: item[:2])
    return Mentions(
        tuple(
            Mention(
                index,
                first,
                last,
                last - 1,
                "name" if demonym is None else "demonym",
                "place" if demonym is None else "country",
                name,
                country=None if demonym is None else demonym.country,
            )
            for index, (first, last, name, demonym) in enumerate(mentions)
        )
    )


def resolve(
    text: str, *names: str, title: str | None = None, outlet: str | None = None, dateline: str | None = None
) -> Places:
    """Resolve the given names of a text whose sentences stand on lines."""
    analysis = make_analysis(text)
    article = make_article(analysis.text, title=title, outlet=outlet, dateline=dateline)
    return resolve_places(article, analysis, make_mentions(analysis, *names), References())
