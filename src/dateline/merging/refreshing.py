"""The joined view of a ledger is kept up: only what new, changed or withdrawn articles and decisions touch is remade.

What comes out is what joining everything anew would give, in whatever order and batches the articles came: which pairs
are compared depends only on who shares a key, components only on the pairs, and groups only on their component.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np

from dateline.ledger import Store
from dateline.ledger.merges import KeptEvent, KeptSource, MergeTables
from dateline.ledger.writing import decode_record
from dateline.merging.candidates import TOO_MANY, find_pairs, is_pair, make_keys
from dateline.merging.claims import Told
from dateline.merging.clustering import Edge
from dateline.merging.comparing import JOINED
from dateline.merging.decisions import Anchor, Rulings, apply_rulings, read_rulings
from dateline.merging.fingerprints import Fingerprint, make_fingerprint
from dateline.merging.joining import Joiner, compare_told
from dateline.merging.reports import Report, Source, make_source, number_of
from dateline.merging.types import POLICIES, JoinedEvent
from dateline.merging.voices import Origin, Voice, find_voices

VERSION = "1"
"""Of the rules of merging: a ledger that was merged by others is merged anew."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What keeping up the joined view did."""

    articles: int = 0
    """Articles that came, went or changed."""
    events: int = 0
    """Events that were made again."""


def refresh(store: Store, progress: Progress | None = None) -> Refreshed:
    """Keep up the joined view with what was added, withdrawn and decided since it was last kept up."""
    with store.transaction() as connection:
        return _Refresh(MergeTables(connection), store.run, progress).work()


@dataclass(slots=True)
class _Touched:
    """What changed articles change: keys, and the reports that come and go."""

    gained: dict[int, list[int]] = field(default_factory=dict)
    lost: dict[int, list[int]] = field(default_factory=dict)
    come: set[int] = field(default_factory=set)
    gone: dict[int, str] = field(default_factory=dict)


class _Refresh:
    def __init__(self, tables: MergeTables, run: int | None, progress: Progress | None) -> None:
        self._tables = tables
        self._run = run
        self._progress = progress
        self._sources: dict[str, tuple[Source, str]] = {}
        self._told: dict[int, Told] = {}

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
        touched = _Touched()
        for number, article in enumerate(changed):
            self._take(article, touched)
            self._say(number, 2 * len(changed))
        affected = touched.come | self._update_voices(bool(changed)) | self._update_edges(touched)
        rulings = self._read_rulings()
        affected |= {number for number in rulings.numbers if decided != newest}
        affected |= self._ruled_before(decided != newest)
        made = self._rejoin(affected, touched, rulings)
        tables.set_state("history", str(last))
        tables.set_state("decisions", str(newest))
        numbers = {number for number in rulings.numbers if tables.article_of(number) is not None}
        tables.set_state("ruled", ",".join(map(str, sorted(numbers))))
        return Refreshed(len(changed), made)

    def _say(self, done: int, every: int) -> None:
        if self._progress is not None:
            self._progress(done, every)

    # Articles

    def _take(self, article: str, touched: _Touched) -> None:
        tables, kept = self._tables, self._tables.source(article)
        data = tables.current_record(article)
        new = None if data is None else make_source(decode_record(data))
        text = None if new is None else msgspec.json.encode(new).decode()
        if kept is not None and kept.source == text:
            # The rows of its reports may be new ones all the same.
            assert new is not None
            tables.place_reports((report.key, report.number) for report in new.reports)
            return
        if kept is not None:
            old = msgspec.json.decode(kept.source.encode(), type=Source)
            self._drop(old, touched)
        if new is not None and data is not None and text is not None:
            fingerprint = make_fingerprint(decode_record(data).article.text)
            self._keep(new, text, fingerprint, touched)

    def _drop(self, old: Source, touched: _Touched) -> None:
        pairs = [(key, report.number) for report in old.reports for key in make_keys(report, old)]
        for key, number in pairs:
            touched.lost.setdefault(key, []).append(number)
        touched.gone.update((report.number, report.key) for report in old.reports)
        self._tables.drop_keys(pairs)
        self._tables.drop_source(old.id, [report.number for report in old.reports])

    def _keep(self, new: Source, text: str, fingerprint: Fingerprint, touched: _Touched) -> None:
        pairs = [(key, report.number) for report in new.reports for key in make_keys(report, new)]
        for key, number in pairs:
            touched.gained.setdefault(key, []).append(number)
        touched.come.update(report.number for report in new.reports)
        self._tables.keep_keys(pairs)
        kept = KeptSource(new.id, text, new.published, new.outlet, new.agency, fingerprint.hashes.tobytes(), "", None)
        self._tables.keep_source(kept, [report.number for report in new.reports])

    def _update_voices(self, changed: bool) -> set[int]:
        """Find whose voice each article has; give the reports of those whose voice is another now."""
        if not changed:
            return set()
        kept = list(self._tables.sources())
        voices = find_voices(
            [
                Origin(
                    each.article_id, each.published, each.outlet, each.agency,
                    Fingerprint(np.frombuffer(each.fingerprint, dtype=np.uint64)),
                )
                for each in kept
            ]
        )  # fmt: skip
        numbers: set[int] = set()
        for each in kept:
            voice: Voice = voices[each.article_id]
            if (voice.name, voice.original) != (each.voice, each.copy_of):
                self._tables.set_voice(each.article_id, voice.name, voice.original)
                if each.voice:
                    numbers.update(report.number for report in self._source(each.article_id)[0].reports)
        return numbers

    def _source(self, article: str) -> tuple[Source, str]:
        known = self._sources.get(article)
        if known is None:
            kept = self._tables.source(article)
            assert kept is not None
            known = msgspec.json.decode(kept.source.encode(), type=Source), kept.voice
            self._sources[article] = known
        return known

    def _tell(self, number: int) -> Told:
        told = self._told.get(number)
        if told is None:
            article = self._tables.article_of(number)
            assert article is not None
            source, voice = self._source(article)
            for report in source.reports:
                self._told[report.number] = Told(report, source, voice)
            told = self._told[number]
        return told

    # Pairs

    def _update_edges(self, touched: _Touched) -> set[int]:
        """Compare what came to share a key; give the reports at either end of a pair that came or went."""
        fresh: set[Edge] = set()
        stale: set[Edge] = set()
        for key in sorted({*touched.gained, *touched.lost}):
            now = self._tables.members(key, TOO_MANY)
            gained, lost = set(touched.gained.get(key, ())), touched.lost.get(key, ())
            if len(now) < 2 and not lost:
                continue
            before = sorted({*now, *lost} - (gained - set(lost)))
            pairs, known = set(find_pairs(now)), set(find_pairs(before)) if len(before) > 1 else set()
            fresh |= pairs - known
            fresh |= {pair for pair in pairs if pair[0] in gained or pair[1] in gained}
            stale |= known - pairs
        ends: set[int] = set()
        found: list[tuple[int, int, float]] = []
        for number, (first, second) in enumerate(sorted(fresh)):
            score = compare_told(*self._in_order(first, second)).score
            if score >= JOINED:
                found.append((first, second, score))
                ends |= {first, second}
            if not number % 1000:
                self._say(len(fresh) + number, 2 * len(fresh))
        self._tables.keep_edges(found)
        return ends | self._drop_stale(stale - fresh)

    def _in_order(self, first: int, second: int) -> tuple[Told, Told]:
        return self._tell(first), self._tell(second)

    def _drop_stale(self, stale: Iterable[Edge]) -> set[int]:
        ends: set[int] = set()
        for first, second in sorted(stale):
            if self._tables.edge(first, second) and not self._still_shared(first, second):
                self._tables.drop_edge(first, second)
                ends |= {first, second}
        return ends

    def _still_shared(self, first: int, second: int) -> bool:
        one, other = self._in_order(first, second)
        shared = set(make_keys(one.report, one.source)) & set(make_keys(other.report, other.source))
        return any(is_pair(self._tables.members(key, TOO_MANY), first, second) for key in sorted(shared))

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
            article: self._source(article)[0].reports
            for article in sorted(articles)
            if self._tables.source(article) is not None
        }
        return read_rulings(decisions, reports)

    def _ruled_before(self, changed: bool) -> set[int]:
        """Give the reports that a decision was on, which may be undone now."""
        kept = self._tables.state("ruled") if changed else None
        numbers = [int(number) for number in kept.split(",")] if kept else []
        return {number for number in numbers if self._tables.article_of(number) is not None}

    # Events

    def _rejoin(self, affected: set[int], touched: _Touched, rulings: Rulings) -> int:
        """Make the events again that the affected reports are of, and those that lost a report."""
        old: dict[int, tuple[int, str]] = {}
        for number in sorted(affected | set(touched.gone)):
            joined = self._tables.joined_of(number)
            if joined is not None:
                old[number] = joined
                affected.update(self._tables.reports_of(joined[0]))
        affected = {number for number in affected if self._tables.article_of(number) is not None}
        members, edges = self._find_connected(affected, rulings)
        for number in sorted(members):
            joined = self._tables.joined_of(number)
            if joined is not None:
                old[number] = joined
        self._tables.drop_events(sorted({joined[0] for joined in old.values()}))
        joiner = Joiner([self._tell(number) for number in sorted(members)], rulings.ruling)
        events = [apply_rulings(event, rulings) for event in joiner.join(edges)]
        for event in events:
            self._tables.keep_event(keep(event))
        self._tables.place_reports((key, number_of(key)) for event in events for key in event.reports)
        self._note_ids(old, touched.gone, events)
        return len(events)

    def _find_connected(self, affected: set[int], rulings: Rulings) -> tuple[set[int], dict[Edge, float]]:
        together: dict[int, list[int]] = {}
        for first, second in rulings.ruling.same:
            together.setdefault(first, []).append(second)
            together.setdefault(second, []).append(first)
        members: set[int] = set()
        edges: dict[Edge, float] = {}
        waiting = sorted(affected)
        while waiting:
            number = waiting.pop()
            if number in members:
                continue
            members.add(number)
            for first, second, score in self._tables.edges_of(number):
                edges[first, second] = score
                waiting.append(second if first == number else first)
            waiting += [each for each in together.get(number, ()) if self._tables.article_of(each) is not None]
        return members, edges

    def _note_ids(self, old: dict[int, tuple[int, str]], gone: dict[int, str], events: Sequence[JoinedEvent]) -> None:
        """Note in the history which ids lead elsewhere now."""
        now = {number_of(key): event.id for event in events for key in event.reports}
        parts: dict[str, set[str]] = {}
        for number, (_, key) in old.items():
            if number in now:
                parts.setdefault(key, set()).add(now[number])
            elif number in gone:
                parts.setdefault(key, set())
        for key in sorted(parts):
            into = sorted(parts[key])
            if not into:
                self._tables.note(self._run, key, "gone", None)
            elif len(into) == 1 and into[0] != key:
                self._tables.note(self._run, key, "merged", into[0])
            elif len(into) > 1:
                for other in into:
                    if other != key:
                        self._tables.note(self._run, key, "split", other)


def keep(event: JoinedEvent) -> KeptEvent:
    """Give an event as it is kept."""
    bits = dict.fromkeys(event.reports, 0)
    for bit, policy in enumerate(POLICIES):
        bits[event.chosen[policy]] |= 1 << bit
    alone = len(event.reports) == 1 and event.standing == "open" and all(each.decided is None for each in event.fields)
    return KeptEvent(
        number=number_of(event.id),
        key=event.id,
        reports=tuple((number_of(key), bits[key]) for key in event.reports),
        documents=event.documents,
        voices=event.voices,
        standing=event.standing,
        entry=None if alone else msgspec.json.encode(event).decode(),
        fields=tuple((field.name, field.status) for field in event.fields if field.status != "single"),
    )
