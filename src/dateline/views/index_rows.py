"""What columns are made of, fetched from a ledger's tables: all rows, or those of some articles, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.scores import find_score
from dateline.ledger import Store
from dateline.model.record import Act, EventType, Register, StatementForm, Status
from dateline.views.countries import known_codes

Array = NDArray[Any]
Arrays = dict[str, Array]
NO_DAY = -1
LATE = 99_999_999
"""What no day is taken for in the order of time."""
SIDES = ("actor", "recipient", "participant")
STATEMENT_SIDES = ("speaker", "addressee")
TYPES, STATUSES, REGISTERS = get_args(EventType), get_args(Status), get_args(Register)
ACTS, FORMS = get_args(Act), get_args(StatementForm)
CHOICES: dict[str, tuple[str, ...]] = {"type": TYPES, "status": STATUSES, "register": REGISTERS}
_DAY = "coalesce(CAST(replace({0}, '-', '') AS INTEGER), -1)"
_CHUNK = 100_000
_NAME = np.dtype("S64")
_NOTHING = "\x00"


class WordCodes(dict[Any, int]):
    """Numbers for words in the order in which they come; none for no word."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        super().__init__({word: code for code, word in enumerate(words)})

    def __missing__(self, word: Any) -> int:
        code = -1 if word is None else len(self) - (None in self)
        self[word] = code
        return code

    def words(self) -> tuple[str, ...]:
        """Give the words by their numbers."""
        return tuple(word for word in self if word is not None)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that codes in columns stand for; what is new gets the next number."""

    outlets: WordCodes = field(default_factory=lambda: WordCodes([_NOTHING]))
    """The first is no outlet."""
    countries: WordCodes = field(default_factory=lambda: WordCodes(known_codes()))
    affiliations: WordCodes = field(default_factory=WordCodes)
    sectors: WordCodes = field(default_factory=WordCodes)
    """Lists of sectors as they are stored."""

    def told(self) -> dict[str, tuple[str | None, ...]]:
        """Give all words by their numbers."""
        return {
            "outlets": (None, *self.outlets.words()[1:]), "countries": self.countries.words(),
            "affiliations": self.affiliations.words(), "sectors": self.sectors.words(),
        }  # fmt: skip

    @staticmethod
    def of(told: Mapping[str, tuple[str | None, ...]]) -> Words:
        """Go on from words that were told."""
        names = ("outlets", "countries", "affiliations", "sectors")
        return Words(*(WordCodes(_NOTHING if word is None else word for word in told[name]) for name in names))


def fetch(
    store: Store, sql: str, kinds: Sequence[Any], codes: Mapping[int, Mapping[Any, int]] | None = None
) -> list[Array]:
    """Ask for rows and give them by column, some thousands at a time; `codes` gives words of a column their numbers."""
    parts: list[list[Array]] = [[] for _ in kinds]
    for rows in store.stream(sql, _CHUNK):
        for place, (values, kind) in enumerate(zip(zip(*rows), kinds)):
            if codes is not None and place in codes:
                values = tuple(map(codes[place].__getitem__, values))
            parts[place].append(np.array(values, dtype=kind))
    return [np.concatenate(part) if part else np.empty(0, dtype=kind) for part, kind in zip(parts, kinds)]


def places_of(numbers: Array) -> Array:
    """Give an array that turns numbers of rows into their places: -1 for a number that is none."""
    places = np.full(int(numbers.max()) + 2 if len(numbers) else 1, -1, dtype=np.int32)
    places[numbers] = np.arange(len(numbers), dtype=np.int32)
    return places


def fetch_articles(store: Store, words: Words, only: str | None = None) -> Arrays:
    """Fetch articles; `only` is a list of their numbers."""
    which = "" if only is None else f"WHERE id IN ({only}) "
    outlets = _Known(words.outlets)
    found = fetch(
        store,
        f"SELECT id, article_id, {_DAY.format('published')}, superseded_by IS NULL, outlet, producer FROM articles "
        f"{which}ORDER BY id",
        (np.int64, _NAME, np.int32, np.bool_, np.int32, np.int32),
        {4: outlets},
    )
    return dict(zip(("number", "name", "published", "current", "outlet", "producer"), found))


class _Known(dict[Any, int]):
    """Numbers of outlets: no outlet is the first."""

    def __init__(self, codes: WordCodes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, word: Any) -> int:
        code = 0 if word is None else self._codes[word]
        self[word] = code
        return code


def fetch_reports(store: Store, only: str | None = None) -> Arrays:
    """Fetch reports of events; `only` is a list of numbers of articles."""
    which, those = _those(only, "events", "event")
    codes: dict[int, Mapping[Any, int]] = {
        place: {value: number for number, value in enumerate(CHOICES[name])}
        for place, name in ((3, "type"), (4, "status"), (5, "register"))
    }
    pairs = WordCodes()
    *found, scored = fetch(
        store,
        f"SELECT id, article, position, type, status, register, {_DAY.format('start_date')}, "
        f"{_DAY.format('end_date')}, confidence, type || '|' || coalesce(mode, '') FROM events {which} ORDER BY id",
        (np.int64, np.int64, np.int32, np.int8, np.int8, np.int8, np.int32, np.int32, np.float64, np.int16),
        {**codes, 9: pairs},
    )
    names = ("ids", "article", "position", "type", "status", "register", "start", "end", "confidence")
    made = dict(zip(names, found))
    scores = [find_score(pair.partition("|")[0], pair.partition("|")[2] or None).score for pair in pairs.words()]
    made["score"] = np.array([np.nan if s is None else s for s in scores] or [np.nan], dtype=np.float64)[scored]
    made["day"] = np.where(made["start"] != NO_DAY, made["start"], made["end"]).astype(np.int32)
    (told,) = fetch(store, f"SELECT DISTINCT event FROM event_statements WHERE role = 'said_by' {those}", (np.int64,))
    made["said"] = np.isin(made["ids"], told) if only is not None else _marks(made["ids"], told)
    return made


def _marks(numbers: Array, told: Array) -> Array:
    marks = np.zeros(int(max(numbers.max(initial=0), told.max(initial=0))) + 1, dtype=np.bool_)
    marks[told] = True
    return np.asarray(marks[numbers])


def _those(only: str | None, table: str, owner: str) -> tuple[str, str]:
    """Give the conditions that keep to some articles: of the table itself, and of what hangs on its rows."""
    if only is None:
        return "", ""
    return f"WHERE article IN ({only})", f"AND {owner} IN (SELECT id FROM {table} WHERE article IN ({only}))"


def fetch_links(store: Store, words: Words, only: str | None = None) -> dict[str, Arrays]:
    """Fetch who and what reports are linked to; `owner` is the number of the report."""
    _, those = _those(only, "events", "event")
    sides = {side: code for code, side in enumerate(SIDES)}
    who = fetch(
        store, "SELECT event, side, coalesce(actor, -1), country, affiliation FROM event_actors "
        f"WHERE event IS NOT NULL {those}",
        (np.int64, np.int8, np.int32, np.int16, np.int32), {1: sides, 3: words.countries, 4: words.affiliations},
    )  # fmt: skip
    where = fetch(
        store, f"SELECT event, coalesce(place, -1), country FROM event_places WHERE event IS NOT NULL {those}",
        (np.int64, np.int32, np.int16), {2: words.countries},
    )  # fmt: skip
    said = fetch(
        store, "SELECT v.event, coalesce(p.actor, -1), p.country, p.affiliation FROM event_statements v "
        "JOIN statement_actors p ON p.statement = v.statement AND p.side = 'speaker' "
        f"WHERE v.role = 'said_by' {those.replace('AND event', 'AND v.event')}",
        (np.int64, np.int32, np.int16, np.int32), {2: words.countries, 3: words.affiliations},
    )  # fmt: skip
    return {
        "actors": dict(zip(("owner", "side", "value", "country", "affiliation"), who)),
        "places": dict(zip(("owner", "value", "country"), where)),
        "said_by": dict(zip(("owner", "value", "country", "affiliation"), said)),
    }


def fetch_statements(store: Store, only: str | None = None) -> Arrays:
    """Fetch statements; `only` is a list of numbers of articles."""
    which, _ = _those(only, "statements", "statement")
    acts, forms = {v: n for n, v in enumerate(ACTS)}, {v: n for n, v in enumerate(FORMS)}
    found = fetch(
        store, f"SELECT id, article, position, act, form FROM statements {which} ORDER BY id",
        (np.int64, np.int64, np.int32, np.int8, np.int8), {3: acts, 4: forms},
    )  # fmt: skip
    return dict(zip(("ids", "article", "position", "act", "form"), found))


def fetch_speakers(store: Store, words: Words, only: str | None = None) -> dict[str, Arrays]:
    """Fetch who says, or is told, what; `owner` is the number of the statement."""
    _, those = _those(only, "statements", "statement")
    found = fetch(
        store, "SELECT statement, side, coalesce(actor, -1), country, affiliation FROM statement_actors "
        f"WHERE statement IS NOT NULL {those}",
        (np.int64, np.int8, np.int32, np.int16, np.int32),
        {1: {side: code for code, side in enumerate(STATEMENT_SIDES)}, 3: words.countries, 4: words.affiliations},
    )  # fmt: skip
    return {"sides": dict(zip(("owner", "side", "value", "country", "affiliation"), found))}


def fetch_joined(store: Store, only: str | None = None) -> tuple[Arrays, Arrays]:
    """Fetch events and which reports they are joined from; `only` is a list of numbers of events."""
    own, those = ("", "") if only is None else (f"WHERE id IN ({only})", f"AND joined IN ({only})")
    events = fetch(
        store, f"SELECT id, standing = 'rejected', standing != 'open' FROM joined {own} ORDER BY id",
        (np.int64, np.bool_, np.bool_),
    )  # fmt: skip
    (disputed,) = fetch(
        store, f"SELECT DISTINCT joined FROM joined_fields WHERE status IN ('contested', 'denied') {those}", (np.int64,)
    )
    reports = fetch(
        store, f"SELECT event, joined, chosen FROM joined_reports WHERE event IS NOT NULL {those}",
        (np.int64, np.int64, np.uint8),
    )  # fmt: skip
    told = dict(zip(("number", "rejected", "decided"), events))
    told["contested"] = np.zeros(len(told["number"]), dtype=np.bool_)
    told["contested"][np.searchsorted(told["number"], disputed)] = True
    return told, dict(zip(("event", "joined", "chosen"), reports))
