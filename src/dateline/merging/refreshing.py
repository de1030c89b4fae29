"""The joined view of a ledger is kept up: only what new, changed or withdrawn articles and decisions touch is remade.

What comes out is what joining everything anew would give, in whatever order and batches the articles came: which pairs
are compared depends only on who shares a key, components only on the pairs, and groups only on their component.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from dateline.ledger import Store
from dateline.ledger.connection import Connection
from dateline.ledger.merge_texts import TextTables
from dateline.ledger.merges import KeptSource, MergeTables
from dateline.ledger.threads import ThreadTables
from dateline.merging.candidates import make_keys
from dateline.merging.comparing import JOINED, score_joined
from dateline.merging.decisions import Anchor, Rulings, read_rulings
from dateline.merging.graph import Changes, Graph, Progress
from dateline.merging.helping import Edges, Partitions, Scored
from dateline.merging.jobs import Cut, Helpers, unpack
from dateline.merging.rejoining import Rejoiner
from dateline.merging.reports import Report, Source
from dateline.merging.retelling import StoryKeeper
from dateline.merging.rethreading import ThreadKeeper
from dateline.merging.shelf import Shelf
from dateline.merging.stories import make_story_keys
from dateline.merging.voice_keeping import VoiceKeeper

VERSION = "2"
"""Of the rules of merging: a ledger that was merged by others is merged anew."""
_KEYS = 200_000
"""So many keys of members wait until they are kept."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What keeping up the joined view did."""

    articles: int = 0
    """Articles that came, went or changed."""
    events: int = 0
    """Events that were made again."""
    stories: int = 0
    """Stories that were made again."""


def refresh(store: Store, progress: Progress | None = None, helpers: Helpers | None = None) -> Refreshed:
    """Keep up the joined view with what was added, withdrawn and decided since it was last kept up.

    `helpers` do a part of the work where there is much of it; what comes of it is the same.
    """

    def work(connection: Connection) -> Refreshed:
        refreshing = _Refresh(connection, store.run, progress, helpers)
        try:
            return refreshing.work()
        finally:
            refreshing.let_go()

    return store.attempt(work)


class _Refresh:
    def __init__(
        self, connection: Connection, run: int | None, progress: Progress | None, helpers: Helpers | None
    ) -> None:
        tables = self._tables = MergeTables(connection)
        if tables.state("version") != VERSION:
            tables.clear()
            tables.set_state("version", VERSION)
        self._run = run
        self._progress = progress
        self._shelf = Shelf(tables)
        self._reports, self._articles = Changes(), Changes()
        self._keys: list[tuple[int, int]] = []
        self._partitions = Partitions(tables, self._shelf, helpers)
        self._graph = Graph(tables, self._compare, self._keys_of, JOINED)
        self._stories = StoryKeeper(tables, self._shelf, self._partitions)
        self._threads = ThreadKeeper(ThreadTables(connection), tables, self._shelf)
        self._voices = VoiceKeeper(TextTables(connection), tables)

    def work(self) -> Refreshed:
        tables = self._tables
        since, last = int(tables.state("history") or 0), tables.last_history()
        changed = tables.current() if not since else tables.changed_since(since)
        decided, decisions = int(tables.state("decisions") or 0), tables.decisions()
        newest = decisions[-1].id if decisions else 0
        if not changed and decided == newest and self._threads.kept and self._voices.kept:
            return Refreshed()
        for number, (article, cut) in enumerate(self._partitions.cut(changed)):
            self._take(article, cut)
            self._voices.go_on()
            self._say(0, number, len(changed))
        self._keep_keys()
        other_voices = self._voices.update()
        renewed = self._reports.come | self._reports_of(other_voices)
        ends = self._graph.update(self._reports, lambda done, every: self._say(1, done, every))
        rulings = self._read_rulings()
        if decided != newest:
            ruled = rulings.numbers | self._ruled_before()
            renewed |= ruled
            self._reports.parted |= ruled
        rejoiner = Rejoiner(tables, self._partitions, rulings, self._run)
        made = rejoiner.rejoin(renewed, ends, self._reports, lambda done, every: self._say(2, done, every))
        told = self._stories.update(self._articles, other_voices, lambda done, every: self._say(3, done, every))
        self._threads.update(self._reports.come, self._reports.gone.keys(), rejoiner.dropped, rejoiner.made)
        tables.set_state("history", str(last))
        tables.set_state("decisions", str(newest))
        numbers = {number for number in rulings.numbers if tables.article_of(number) is not None}
        tables.set_state("ruled", ",".join(map(str, sorted(numbers))))
        return Refreshed(len(changed), made, told)

    def let_go(self) -> None:
        """Let go of what was held for comparing: else it stays until circles of references are looked for."""
        self._shelf.forget()
        self._stories.let_go()

    def _say(self, step: int, done: int, every: int) -> None:
        if self._progress is not None:
            self._progress(step * every + done, 4 * every)

    def _compare(self, pairs: Edges) -> Scored:
        return self._partitions.compare("compare reports", pairs, self._score)

    def _score(self, first: int, second: int) -> float:
        return score_joined(self._shelf.tell(first), self._shelf.tell(second))

    def _keys_of(self, number: int) -> list[int]:
        told = self._shelf.tell(number)
        return make_keys(told.report, told.source)

    # Articles

    def _take(self, article: str, cut: Cut | None) -> None:
        kept = self._tables.source(article)
        if kept is not None and cut is not None and kept.source == cut.source:
            # The rows of its reports may be new ones all the same.
            self._tables.place_reports((key, number) for number, key in cut.reports)
            return
        if kept is not None:
            self._drop(msgspec.json.decode(kept.source.encode(), type=Source))
            self._voices.drop(kept)
        if cut is not None:
            self._keep(cut)

    def _drop(self, old: Source) -> None:
        self._threads.drop_source(old)
        pairs, own = _find_keys(old)
        numbers = [report.number for report in old.reports]
        self._reports.drop(pairs)
        self._articles.drop(own)
        self._reports.gone.update((report.number, report.key) for report in old.reports)
        self._articles.gone[old.number] = old.id
        self._reports.parted.update(other for _, other, _ in self._tables.pairs_of(numbers))
        self._articles.parted.update(other for _, other, _ in self._tables.pairs_of([old.number]))
        self._tables.drop_keys(pairs + own)
        self._tables.drop_source(old.id, [old.number, *numbers])

    def _keep(self, cut: Cut) -> None:
        pairs, own = _unpack_pairs(cut.report_keys), _unpack_pairs(cut.article_keys)
        numbers = [number for number, _ in cut.reports]
        self._reports.add(pairs)
        self._articles.add(own)
        self._reports.come.update(numbers)
        self._articles.come.add(cut.number)
        self._keys += pairs + own
        if len(self._keys) > _KEYS:
            self._keep_keys()
        kept = KeptSource(cut.id, cut.source, cut.published, cut.outlet, cut.agency, cut.fingerprint, "", None)
        self._tables.keep_source(kept, [cut.number, *numbers])
        self._voices.keep(kept)

    def _keep_keys(self) -> None:
        """Keep the keys that wait for it, in order: what lies together in the table is written together."""
        self._tables.keep_keys(sorted(self._keys))
        self._keys.clear()

    def _reports_of(self, articles: Sequence[str]) -> set[int]:
        return {report.number for article in articles for report in self._shelf.source(article).reports}

    # Decisions

    def _read_rulings(self) -> Rulings:
        decisions = self._tables.decisions()
        articles = {
            msgspec.json.decode(anchor.encode(), type=Anchor).article
            for decision in decisions
            for anchor in (decision.anchor, decision.other_anchor)
            if anchor is not None
        }
        reports: dict[str, Sequence[Report]] = {
            article: self._shelf.source(article).reports
            for article in sorted(articles)
            if self._tables.source(article) is not None
        }
        return read_rulings(decisions, reports)

    def _ruled_before(self) -> set[int]:
        """Give the reports that a decision was on, which may be undone now."""
        kept = self._tables.state("ruled")
        numbers = [int(number) for number in kept.split(",")] if kept else []
        return {number for number in numbers if self._tables.article_of(number) is not None}


def _find_keys(source: Source) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    reports = [(key, report.number) for report in source.reports for key in make_keys(report, source)]
    return reports, [(key, source.number) for key in make_story_keys(source)]


def _unpack_pairs(data: bytes) -> list[tuple[int, int]]:
    numbers = unpack(data)
    return list(zip(numbers[::2], numbers[1::2], strict=True))
