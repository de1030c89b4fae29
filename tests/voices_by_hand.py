"""Articles of a few runs made by hand, kept in the tables of copies alone, that come, go and change."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from dateline.ledger import Store
from dateline.ledger.connection import Connection
from dateline.ledger.merge_texts import TextTables
from dateline.ledger.merges import KeptSource, MergeTables
from dateline.merging.copies import Bounds
from dateline.merging.fingerprints import Fingerprint
from dateline.merging.voice_keeping import VoiceKeeper
from dateline.merging.voices import Origin, find_voices

TABLES = ("merge_texts", "merge_runs", "merge_common")


def make_articles(seed: int, count: int) -> list[KeptSource]:
    """Make articles of few runs: of their own, common to many, taken over from others, spliced from two, cut."""
    chance = random.Random(seed)
    often = [chance.randrange(-(1 << 59), 1 << 59) * 16 for _ in range(4)]
    made: list[KeptSource] = []
    texts: list[list[int]] = []
    for _ in range(count):
        own = [chance.randrange(-(1 << 59), 1 << 59) * 16 for _ in range(chance.randrange(0, 7))]
        for _ in range(chance.choice((0, 1, 1, 2))):
            if texts:
                other = chance.choice(texts[-chance.choice((3, 12, 60)) :])
                own += chance.sample(other, chance.randint(0, len(other)))
        own += chance.sample(often, chance.choice((0, 0, 1, 2)))
        texts.append(own)
        day = None if chance.random() < 0.1 else f"2025-03-{chance.randint(1, 9):02}"
        outlet = chance.choice((None, "Harbour News", "The Courier"))
        agency = chance.choice((None, None, None, "Reuters", "AFP"))
        data = np.unique(np.array(own, dtype=np.int64)).view(np.uint64)
        name = f"{chance.randrange(1 << 256):064x}"
        made.append(KeptSource(name, "", day, outlet, agency, np.sort(data).tobytes(), "", None))
    return made


class Kept:
    """A ledger of which only the tables of copies are filled."""

    def __init__(self, store: Store, bounds: Bounds, waiting: int = 2_000) -> None:
        self._store = store
        self._bounds = bounds
        self._waiting = waiting
        self.articles: dict[str, KeptSource] = {}

    def change(self, gone: Sequence[str], come: Sequence[KeptSource]) -> list[str]:
        """Let articles go and come, and keep up the voices."""

        def work(connection: Connection) -> list[str]:
            tables = MergeTables(connection)
            keeper = VoiceKeeper(TextTables(connection), tables, self._bounds, self._waiting)
            for article in sorted({*gone, *(each.article_id for each in come)}):
                old, new = tables.source(article), {each.article_id: each for each in come}.get(article)
                if old is not None:
                    tables.drop_source(article, [int(article[:15], 16)])
                    keeper.drop(old)
                if new is not None:
                    tables.keep_source(new, [int(article[:15], 16)])
                    keeper.keep(new)
                keeper.go_on()
            return keeper.update()

        for article in gone:
            self.articles.pop(article, None)
        self.articles.update((each.article_id, each) for each in come)
        return self._store.attempt(work)

    def voices(self) -> dict[str, tuple[str, str | None]]:
        """Give whose voice each article has, and what it is a copy of."""
        return {row[0]: row[1:] for row in self._store.query("SELECT article_id, voice, copy_of FROM merge_sources")}

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Give all that is kept."""
        return {table: sorted(self._store.query(f"SELECT * FROM {table}"), key=repr) for table in TABLES}

    def wanted(self) -> dict[str, tuple[str, str | None]]:
        """Give the voices that finding them anew gives."""
        origins = [
            Origin(
                each.article_id, each.published, each.outlet, each.agency,
                Fingerprint(np.frombuffer(each.fingerprint, dtype=np.uint64)),
            )
            for each in self.articles.values()
        ]  # fmt: skip
        found = find_voices(origins, self._bounds)
        return {article: (voice.name, voice.original) for article, voice in found.items()}

    def anew(self) -> dict[str, list[tuple[Any, ...]]]:
        """Give all that would be kept had all come at once."""
        self._store.attempt(lambda connection: connection.execute("DELETE FROM merge_state"))
        self.change([], [])
        return self.rows()


def vary(chance: random.Random, articles: Sequence[KeptSource]) -> list[KeptSource]:
    """Give articles with another day, outlet, agency or text."""
    made = []
    for each in articles:
        match chance.randrange(4):
            case 0:
                made.append(replace(each, published=f"2025-03-{chance.randint(1, 9):02}"))
            case 1:
                made.append(replace(each, outlet="The Meridian", agency=chance.choice((None, "dpa"))))
            case 2:
                made.append(replace(each, fingerprint=each.fingerprint[: 8 * chance.randint(0, 6)]))
            case _:
                made.append(each)
    return made


def keep_up(kept: Kept, seed: int, steps: int) -> Iterator[tuple[list[str], set[str]]]:
    """Let articles come, go, change and come back; yield whose voice is told to be another, and who came, each time."""
    chance = random.Random(seed)
    every = make_articles(seed, 90)
    waiting = chance.sample(every, len(every)) if seed % 2 else sorted(every, key=lambda each: each.published or "~")
    gone: list[KeptSource] = []
    for _ in range(steps):
        size = chance.choice((1, 2, 30))
        come, waiting = waiting[:size], waiting[size:]
        some = chance.sample(sorted(kept.articles), min(len(kept.articles), chance.choice((0, 0, 1, 3, 9))))
        lost = some[::2]
        come += vary(chance, [kept.articles[article] for article in some[1::2]])
        come += [each for each in gone if chance.random() < 0.3]
        gone += [kept.articles[article] for article in lost]
        come = [each for each in {each.article_id: each for each in come}.values() if each.article_id not in lost]
        yield kept.change(lost, come), {each.article_id for each in come}
