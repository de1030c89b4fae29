"""The joined view of a ledger is kept up: only what new, changed or withdrawn articles and decisions touch is remade.

What comes out is what joining everything anew would give, in whatever order and batches the articles came: which pairs
are compared depends only on who shares a key, components only on the pairs, and groups only on their component.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from dateline.ledger import Store
from dateline.ledger.merges import KeptSource, MergeTables
from dateline.ledger.writing import decode_record
from dateline.merging.candidates import make_keys
from dateline.merging.comparing import JOINED, compare
from dateline.merging.decisions import Anchor, Rulings, read_rulings
from dateline.merging.fingerprints import Fingerprint, make_fingerprint
from dateline.merging.graph import Changes, Graph, Progress
from dateline.merging.rejoining import Rejoiner
from dateline.merging.reports import Report, Source, make_source
from dateline.merging.retelling import StoryKeeper
from dateline.merging.shelf import Shelf
from dateline.merging.stories import make_story_keys
from dateline.merging.voices import Origin, find_voices

VERSION = "2"
"""Of the rules of merging: a ledger that was merged by others is merged anew."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What keeping up the joined view did."""

    articles: int = 0
    """Articles that came, went or changed."""
    events: int = 0
    """Events that were made again."""
    stories: int = 0
    """Stories that were made again."""


def refresh(store: Store, progress: Progress | None = None) -> Refreshed:
    """Keep up the joined view with what was added, withdrawn and decided since it was last kept up."""
    with store.transaction() as connection:
        return _Refresh(MergeTables(connection), store.run, progress).work()


class _Refresh:
    def __init__(self, tables: MergeTables, run: int | None, progress: Progress | None) -> None:
        self._tables = tables
        self._run = run
        self._progress = progress
        self._shelf = Shelf(tables)
        self._reports, self._articles = Changes(), Changes()
        self._graph = Graph(tables, self._score, self._keys_of, JOINED)
        self._stories = StoryKeeper(tables, self._shelf)

    def work(self) -> Refreshed:
        tables = self._tables
        if tables.state("version") != VERSION:
            tables.clear()
            tables.set_state("version", VERSION)
        since, last = int(tables.state("history") or 0), tables.last_history()
        changed = tables.current() if not since else tables.changed_since(since)
        decided, decisions = int(tables.state("decisions") or 0), tables.decisions()
        newest = decisions[-1].id if decisions else 0
        if not changed and decided == newest:
            return Refreshed()
        for number, article in enumerate(changed):
            self._take(article)
            self._say(0, number, len(changed))
        other_voices = self._update_voices(bool(changed))
        renewed = self._reports.come | self._reports_of(other_voices)
        ends = self._graph.update(self._reports, lambda done, every: self._say(1, done, every))
        rulings = self._read_rulings()
        renewed |= {number for number in rulings.numbers if decided != newest}
        renewed |= self._ruled_before(decided != newest)
        rejoiner = Rejoiner(tables, self._shelf, self._graph, rulings, self._run)
        made = rejoiner.rejoin(renewed, ends, self._reports.gone, lambda done, every: self._say(2, done, every))
        told = self._stories.update(self._articles, other_voices, lambda done, every: self._say(3, done, every))
        tables.set_state("history", str(last))
        tables.set_state("decisions", str(newest))
        numbers = {number for number in rulings.numbers if tables.article_of(number) is not None}
        tables.set_state("ruled", ",".join(map(str, sorted(numbers))))
        return Refreshed(len(changed), made, told)

    def _say(self, step: int, done: int, every: int) -> None:
        if self._progress is not None:
            self._progress(step * every + done, 4 * every)

    def _score(self, first: int, second: int) -> float:
        return compare(self._shelf.tell(first), self._shelf.tell(second)).score

    def _keys_of(self, number: int) -> list[int]:
        told = self._shelf.tell(number)
        return make_keys(told.report, told.source)

    # Articles

    def _take(self, article: str) -> None:
        tables, kept = self._tables, self._tables.source(article)
        data = tables.current_record(article)
        record = None if data is None else decode_record(data)
        new = None if record is None else make_source(record)
        text = None if new is None else msgspec.json.encode(new).decode()
        if kept is not None and kept.source == text:
            # The rows of its reports may be new ones all the same.
            assert new is not None
            tables.place_reports((report.key, report.number) for report in new.reports)
            return
        if kept is not None:
            self._drop(msgspec.json.decode(kept.source.encode(), type=Source))
        if new is not None and record is not None and text is not None:
            self._keep(new, text, make_fingerprint(record.article.text))

    def _drop(self, old: Source) -> None:
        pairs, own = _find_keys(old)
        self._reports.drop(pairs)
        self._articles.drop(own)
        self._reports.gone.update((report.number, report.key) for report in old.reports)
        self._articles.gone[old.number] = old.id
        self._tables.drop_keys(pairs + own)
        self._tables.drop_source(old.id, [old.number, *(report.number for report in old.reports)])

    def _keep(self, new: Source, text: str, fingerprint: Fingerprint) -> None:
        pairs, own = _find_keys(new)
        self._reports.add(pairs)
        self._articles.add(own)
        self._reports.come.update(report.number for report in new.reports)
        self._articles.come.add(new.number)
        self._tables.keep_keys(pairs + own)
        kept = KeptSource(new.id, text, new.published, new.outlet, new.agency, fingerprint.hashes.tobytes(), "", None)
        self._tables.keep_source(kept, [new.number, *(report.number for report in new.reports)])

    def _update_voices(self, changed: bool) -> list[str]:
        """Find whose voice each article has; give those whose voice is another now."""
        if not changed:
            return []
        voices = find_voices(
            [
                Origin(
                    each.article_id, each.published, each.outlet, each.agency,
                    Fingerprint(np.frombuffer(each.fingerprint, dtype=np.uint64)),
                )
                for each in self._tables.sources()
            ]
        )  # fmt: skip
        others: list[str] = []
        for each in list(self._tables.voices()):
            voice = voices[each.article_id]
            if (voice.name, voice.original) != (each.voice, each.copy_of):
                self._tables.set_voice(each.article_id, voice.name, voice.original)
                if each.voice:
                    others.append(each.article_id)
        self._shelf.forget()
        return others

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

    def _ruled_before(self, changed: bool) -> set[int]:
        """Give the reports that a decision was on, which may be undone now."""
        kept = self._tables.state("ruled") if changed else None
        numbers = [int(number) for number in kept.split(",")] if kept else []
        return {number for number in numbers if self._tables.article_of(number) is not None}


def _find_keys(source: Source) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    reports = [(key, report.number) for report in source.reports for key in make_keys(report, source)]
    return reports, [(key, source.number) for key in make_story_keys(source)]
