"""Voices are kept up: what came, went or changed is held against those texts alone that share runs with it.

What comes out is what `find_voices` gives for all articles, in whatever order and batches they came. A text is traced
again where it is new, where one of its runs became boilerplate or ceased to be, where the text that it goes back to is
no more or is another, and where a run is held by so many that others of them are kept in mind now; any other text goes
elsewhere only where one of these shares more with it. Names of voices follow from there down to all that goes back to
them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.ledger.merge_texts import KeptRun, KeptText, TextTables, make_place, number_at
from dateline.ledger.merges import KeptSource, MergeTables
from dateline.merging.boilerplate import Boilerplate
from dateline.merging.copies import BOUNDS, Bounds
from dateline.merging.tracing import Tracer
from dateline.merging.voices import find_day, name_voice

STATE = "copies"
"""Where the state of merging says by which rules the runs of texts are kept."""
VERSION = "1"
_WAITING = 2_000
"""So many texts that came or went are held in memory."""
_PAGE = 1_000
_NAMED = 400
_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class _Text:
    place: int
    runs: NDArray[np.int64]


@dataclass(slots=True)
class _Shifts:
    """What changed with the runs of texts."""

    sizes: dict[int, int] = field(default_factory=dict)
    """How many more of the runs of a text are no boilerplate now."""
    beyond: set[int] = field(default_factory=set)
    """Texts for which others are kept in mind now."""
    common: set[int] = field(default_factory=set)
    """Runs that are boilerplate now."""


class VoiceKeeper:
    """Keeps up the voices of the articles of a ledger."""

    def __init__(
        self, texts: TextTables, tables: MergeTables, bounds: Bounds = BOUNDS, waiting: int = _WAITING
    ) -> None:
        self._texts = texts
        self._tables = tables
        self._bounds = bounds
        self._waiting = waiting
        self._boilerplate = Boilerplate(texts, bounds)
        self._tracer = Tracer(texts, bounds)
        self._come: dict[int, _Text] = {}
        self._gone: dict[int, _Text] = {}
        self._renamed: set[int] = set()
        self._others: set[str] = set()
        self.kept = tables.state(STATE) == VERSION
        """Whether runs are kept at all yet."""

    def drop(self, old: KeptSource) -> None:
        """Let an article speak for nobody any more."""
        self._others.discard(old.article_id)
        number = _number(old.article_id)
        self._renamed.discard(number)
        if self.kept and self._come.pop(number, None) is None:
            self._gone[number] = _make_text(number, old.published, old.fingerprint)

    def keep(self, new: KeptSource) -> None:
        """Take an article that is kept now; one that was dropped before is a changed one."""
        if not self.kept:
            return
        number = _number(new.article_id)
        text, before = _make_text(number, new.published, new.fingerprint), self._gone.get(number)
        if before is not None and before.place == text.place and np.array_equal(before.runs, text.runs):
            # Its outlet or agency may be another.
            del self._gone[number]
            self._renamed.add(number)
        else:
            self._come[number] = text

    def go_on(self) -> None:
        """Do what is waiting where it is much."""
        if len(self._come) + len(self._gone) >= self._waiting:
            self._settle()

    def update(self) -> list[str]:
        """Give the articles that had another voice before, or were copies of another."""
        if self.kept:
            self._settle()
        else:
            self._fill()
        others, self._others = sorted(self._others), set()
        return others

    def _settle(self) -> None:
        come, gone, renamed = self._come, self._gone, self._renamed
        self._boilerplate.forget()
        self._texts.drop_runs(_sort_runs(gone.values()))
        self._texts.drop_texts(sorted(gone))
        self._texts.keep_runs(_sort_runs(come.values()))
        shifts = self._shift(come.values(), gone.values())
        self._texts.keep_texts(_size(text, shifts.common) for text in come.values())
        self._texts.resize(sorted((number, more) for number, more in shifts.sizes.items() if number not in come))
        others = come.keys() | shifts.sizes.keys()
        orphans, children = set(self._texts.children(sorted(gone))), set(self._texts.children(sorted(shifts.sizes)))
        changed = self._tracer.trace(others | orphans | children | shifts.beyond, others)
        self._name(self._descend(changed | come.keys() | orphans | renamed))
        self._come, self._gone, self._renamed = {}, {}, set()

    # Runs

    def _shift(self, come: Collection[_Text], gone: Collection[_Text]) -> _Shifts:
        """Find again which of the runs of texts that came or went are boilerplate, and what that changes."""
        shifts, listed = _Shifts(), self._bounds.listed
        if not come and not gone:
            return shifts
        runs = np.unique(np.concatenate([text.runs for text in (*come, *gone)])).tolist()
        kept = {each.run: each for each in self._texts.look_up(runs, listed + 1)}
        shifts.common.update(run for run, each in kept.items() if each.limit is not None)
        flipped: list[int] = []
        for run, change in sorted(_find_changes(come, gone, kept).items()):
            each, (first, lost) = kept[run], change
            if each.limit is None and each.held + lost <= min(self._bounds.common, listed):
                continue
            if each.limit is not None and first > each.limit:
                continue
            holders = self._texts.first_holders(run, listed)
            if len(holders) == listed and first > holders[-1]:
                continue
            is_common = self._boilerplate.check(each, holders)
            if is_common != (each.limit is not None):
                flipped.append(run)
            elif not is_common and each.held + lost > listed:
                # Those that are not among the first now, or were not before so many of these went.
                beyond = holders[max(0, listed - lost) :]
                beyond += self._texts.holders_after(run, holders[-1]) if each.held > listed else []
                shifts.beyond.update(map(number_at, beyond))
        shifts.common.symmetric_difference_update(flipped)
        for run, place in self._texts.gather(flipped):
            number = number_at(place)
            shifts.sizes[number] = shifts.sizes.get(number, 0) + (-1 if run in shifts.common else 1)
        return shifts

    def _fill(self) -> None:
        """Find all voices anew."""
        texts, listed = self._texts, self._bounds.listed
        texts.clear()
        self._boilerplate.forget()
        for rows in texts.pages_of_fingerprints(_PAGE):
            texts.keep_runs(_sort_runs(_make_texts(rows)))
        for runs in texts.pages_of_often(self._bounds.common, _PAGE):
            for run in runs:
                self._boilerplate.check(KeptRun(run, 0, None), texts.first_holders(run, listed))
        for rows in texts.pages_of_fingerprints(_PAGE):
            made = _make_texts(rows)
            common = set(texts.common_among(np.unique(np.concatenate([text.runs for text in made])).tolist()))
            texts.keep_texts(_size(text, common) for text in made)
        for numbers in texts.pages_of_texts(_PAGE):
            self._tracer.trace(numbers)
        for numbers in texts.pages_of_texts(_PAGE):
            self._name(numbers)
        self._tables.set_state(STATE, VERSION)
        self.kept = True

    # Names

    def _descend(self, numbers: Iterable[int]) -> list[int]:
        """Give texts with all that go back to them."""
        found = new = set(numbers)
        while new:
            new = set(self._texts.children(sorted(new))) - found
            found = found | new
        return sorted(found)

    def _name(self, numbers: list[int]) -> None:
        """Keep whose voice articles have."""
        for start in range(0, len(numbers), _NAMED):
            some = numbers[start : start + _NAMED]
            originals = self._find_originals(some)
            known = {each.number: each for each in self._texts.voices({*some, *originals.values()})}
            made: list[tuple[str, str, str | None]] = []
            for number, original in originals.items():
                own, first = known[number], known[original]
                voice = name_voice(own.article_id, own.agency, first.article_id, first.agency, first.outlet)
                if (voice.name, voice.original) != (own.voice, own.copy_of):
                    made.append((own.article_id, voice.name, voice.original))
                    if own.voice:
                        self._others.add(own.article_id)
            self._texts.set_voices(made)

    def _find_originals(self, numbers: Iterable[int]) -> dict[int, int]:
        """Give for each text the one that it goes back to in the end."""
        parents: dict[int, int | None] = {}
        waiting = set(numbers)
        while waiting:
            parents.update(self._texts.parents(sorted(waiting)))
            waiting = {parent for each in waiting if (parent := parents[each]) is not None} - parents.keys()
        originals: dict[int, int] = {}
        for number in numbers:
            first = number
            while (parent := parents[first]) is not None:
                first = parent
            originals[number] = first
        return originals


def _find_changes(
    come: Iterable[_Text], gone: Iterable[_Text], kept: Mapping[int, KeptRun]
) -> dict[int, tuple[int, int]]:
    """Give for runs the first place at which a text came or went, and how many texts went."""
    changes: dict[int, tuple[int, int]] = {}
    for texts, one in ((come, 0), (gone, 1)):
        for text in texts:
            for run in text.runs.tolist():
                if run in kept:
                    first, lost = changes.get(run, (text.place, 0))
                    changes[run] = min(first, text.place), lost + one
    return changes


def _number(article: str) -> int:
    return int(article[:15], 16)


def _make_text(number: int, published: str | None, fingerprint: bytes) -> _Text:
    return _Text(make_place(find_day(published), number), np.frombuffer(fingerprint, dtype=np.int64))


def _make_texts(rows: Iterable[tuple[str, str | None, bytes]]) -> list[_Text]:
    return [_make_text(_number(article), published, fingerprint) for article, published, fingerprint in rows]


def _size(text: _Text, common: Collection[int]) -> KeptText:
    size = len(text.runs) - sum(run in common for run in text.runs.tolist()) if common else len(text.runs)
    return KeptText(text.place, size, None, 0, 1)


def _sort_runs(texts: Collection[_Text]) -> Iterator[tuple[int, int]]:
    """Yield the runs of texts with the place of each, in the order of runs."""
    if not texts:
        return
    places = [text.place for text in texts]
    runs = np.concatenate([text.runs for text in texts])
    owners = np.repeat(np.arange(len(places)), [len(text.runs) for text in texts])
    order = np.argsort(runs, kind="stable")
    for start in range(0, len(order), _ROWS):
        some = order[start : start + _ROWS]
        for run, owner in zip(runs[some].tolist(), owners[some].tolist(), strict=True):
            yield run, places[owner]
