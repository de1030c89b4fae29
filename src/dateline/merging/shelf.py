"""What is kept of articles for comparing, as it is needed: a bounded number of them is held in memory."""

from __future__ import annotations

from collections import OrderedDict

import msgspec

from dateline.ledger.merges import KeptSource, MergeTables
from dateline.merging.reports import Source
from dateline.merging.sketch import Sketch, make_sketch
from dateline.merging.told import Told

_HELD = 2000
_Held = tuple[Source, Sketch, str]


class Shelf:
    """Articles by their ids, reports and articles by their numbers."""

    def __init__(self, tables: MergeTables) -> None:
        self._tables = tables
        self._decoder = msgspec.json.Decoder(Source)
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._told: dict[int, Told] = {}
        """Of the articles that are held."""
        self._article_of: dict[int, str] = {}

    def source(self, article: str) -> Source:
        """Give what is compared of an article."""
        return self._fetch(article)[0]

    def voice(self, article: str) -> str:
        """Give whose voice an article has."""
        return self._fetch(article)[2]

    def source_of(self, number: int) -> Source:
        """Give the article that a number is of, or that the report of that number stands in."""
        return self._fetch(self._find_article(number))[0]

    def sketch_of(self, number: int) -> Sketch:
        """Give the same, made ready for comparing."""
        return self._fetch(self._find_article(number))[1]

    def article_of(self, number: int) -> str:
        """Give the article that a number is of, or that the report of that number stands in."""
        return self._find_article(number)

    def kept(self, article: str) -> KeptSource:
        """Give an article as it is kept."""
        kept = self._tables.source(article)
        assert kept is not None
        return kept

    def tell(self, number: int) -> Told:
        """Give a report with its article and voice."""
        told = self._told.get(number)
        if told is None:
            source, sketch, voice = self._fetch(self._find_article(number))
            report = next(report for report in source.reports if report.number == number)
            told = self._told[number] = Told(report, source, voice, sketch)
        return told

    def forget(self) -> None:
        """Put all back: voices may have changed."""
        self._held.clear()
        self._told.clear()
        self._article_of.clear()

    def _find_article(self, number: int) -> str:
        article = self._article_of.get(number)
        if article is None:
            article = self._tables.article_of(number)
            assert article is not None
            self._article_of[number] = article
        return article

    def _fetch(self, article: str) -> _Held:
        held = self._held.get(article)
        if held is not None:
            self._held.move_to_end(article)
            return held
        kept = self.kept(article)
        source = self._decoder.decode(kept.source.encode())
        held = source, make_sketch(source), kept.voice
        self._held[article] = held
        if len(self._held) > _HELD:
            _, (gone, _, _) = self._held.popitem(last=False)
            for report in gone.reports:
                self._told.pop(report.number, None)
        return held
