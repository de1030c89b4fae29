"""The columns of a ledger's events made from its tables: small numbers, an array a field, reports in order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.scores import find_score
from dateline.ledger import Store
from dateline.model.record import EventType, Register, Status

Array = NDArray[Any]
NO_DAY = -1
SIDES = ("actor", "recipient", "participant")
TYPES, STATUSES, REGISTERS = get_args(EventType), get_args(Status), get_args(Register)
CHOICES: dict[str, tuple[str, ...]] = {"type": TYPES, "status": STATUSES, "register": REGISTERS}
_DAY = "coalesce(CAST(replace({0}, '-', '') AS INTEGER), -1)"
_LATE = 99_999_999
_CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays by name, and the words that their codes stand for."""

    arrays: dict[str, Array]
    words: dict[str, tuple[str | None, ...]] = field(default_factory=dict)


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


class WordCodes(dict[Any, int]):
    """Numbers for words in the order in which they come; none for no word."""

    def __missing__(self, word: Any) -> int:
        code = -1 if word is None else len(self) - (None in self)
        self[word] = code
        return code

    def words(self) -> tuple[str, ...]:
        """Give the words by their numbers."""
        return tuple(word for word in self if word is not None)


def places_of(numbers: Array) -> Array:
    """Give an array that turns numbers of rows into their places: -1 for a number that is none."""
    places = np.full(int(numbers.max()) + 2 if len(numbers) else 1, -1, dtype=np.int32)
    places[numbers] = np.arange(len(numbers), dtype=np.int32)
    return places


def make_articles(store: Store) -> Columns:
    """Make the columns of articles, by their numbers."""
    number, name, published, current = fetch(
        store,
        f"SELECT id, article_id, {_DAY.format('published')}, superseded_by IS NULL FROM articles ORDER BY id",
        (np.int64, np.dtype("S64"), np.int32, np.bool_),
    )
    outlets = WordCodes()
    (outlet,) = fetch(store, "SELECT outlet FROM articles ORDER BY id", (np.int32,), {0: outlets})
    id_rank, day_rank = np.empty(len(number), dtype=np.int32), np.empty(len(number), dtype=np.int32)
    id_rank[np.argsort(name, kind="stable")] = np.arange(len(number), dtype=np.int32)
    day_rank[np.lexsort((id_rank, published))] = np.arange(len(number), dtype=np.int32)
    known = outlets.words()
    words: tuple[str | None, ...] = tuple(
        sorted((None, *known) if (outlet < 0).any() else known, key=lambda w: w or "")
    )
    place = {word: code for code, word in enumerate(words)}
    turn = np.array([*(place[word] for word in known), place.get(None, 0)], dtype=np.int32)
    return Columns(
        {
            "number": number, "place": places_of(number), "published": published, "current": current,
            "outlet": turn[outlet], "id_rank": id_rank, "day_rank": day_rank,
        },
        {"outlets": words},
    )  # fmt: skip


def make_columns(store: Store) -> Columns:
    """Make all columns of events; rows are reports in the order of time, those without a day last."""
    articles = make_articles(store)
    made = _make_events(store, articles)
    published = articles.arrays["published"]
    made["newest"] = published.max(keepdims=True) if len(published) else published
    words = dict(articles.words)
    _add_joined(store, made)
    _add_links(store, made, words)
    return Columns(made, words)


def _make_events(store: Store, articles: Columns) -> dict[str, Array]:
    codes = {
        place: {v: n for n, v in enumerate(CHOICES[name])}
        for place, name in ((3, "type"), (4, "status"), (5, "register"))
    }
    pairs = WordCodes()
    number, article, position, kind, status, register, start, end, confidence = fetch(
        store,
        f"SELECT id, article, position, type, status, register, {_DAY.format('start_date')}, "
        f"{_DAY.format('end_date')}, confidence FROM events ORDER BY id",
        (np.int64, np.int64, np.int32, np.int8, np.int8, np.int8, np.int32, np.int32, np.float64),
        codes,
    )
    (scored,) = fetch(
        store, "SELECT type || '|' || coalesce(mode, '') FROM events ORDER BY id", (np.int16,), {0: pairs}
    )
    scores = [find_score(pair.partition("|")[0], pair.partition("|")[2] or None).score for pair in pairs.words()]
    score = np.array([np.nan if each is None else each for each in scores] or [np.nan], dtype=np.float64)[scored]
    article = articles.arrays["place"][article]
    day = np.where(start != NO_DAY, start, end).astype(np.int32)
    own = {name: articles.arrays[name][article] for name in ("published", "current", "outlet", "id_rank", "day_rank")}
    order = np.lexsort((position, own["id_rank"], np.where(day == NO_DAY, _LATE, day)))
    (told,) = fetch(store, "SELECT DISTINCT event FROM event_statements WHERE role = 'said_by'", (np.int64,))
    made = {
        "ids": number, "position": position, "type": kind, "status": status, "register": register, "start": start,
        "end": end, "day": day, "confidence": confidence, "score": score, "article": article, **own,
    }  # fmt: skip
    made = {name: values[order] for name, values in made.items()}
    made["row_of"] = places_of(made["ids"])
    said = np.zeros(len(number), dtype=np.bool_)
    said[made["row_of"][told]] = True
    made["said"] = said
    made["by_published"] = np.lexsort((made["position"], made["day_rank"])).astype(np.int32)
    days, code = np.unique(made["day"], return_inverse=True)
    made["days"], made["day_code"] = days.astype(np.int32), code.astype(np.int32)
    return made


def _add_joined(store: Store, made: dict[str, Array]) -> None:
    rows = len(made["ids"])
    number, rejected, decided = fetch(
        store,
        "SELECT id, standing = 'rejected', standing != 'open' FROM joined ORDER BY id",
        (np.int64, np.bool_, np.bool_),
    )
    (disputed,) = fetch(
        store, "SELECT DISTINCT joined FROM joined_fields WHERE status IN ('contested', 'denied')", (np.int64,)
    )
    event, joined, chosen = fetch(
        store,
        "SELECT event, joined, chosen FROM joined_reports WHERE event IS NOT NULL",
        (np.int64, np.int64, np.uint8),
    )
    contested = np.zeros(len(number), dtype=np.bool_)
    contested[np.searchsorted(number, disputed)] = True
    of = np.full(rows, -1, dtype=np.int32)
    speaks = np.full(rows, 7, dtype=np.uint8)
    row = made["row_of"][event]
    of[row] = np.searchsorted(number, joined).astype(np.int32)
    speaks[row] = chosen
    known = of >= 0
    several = np.zeros(rows, dtype=np.bool_)
    several[known] = (np.bincount(of[known], minlength=max(1, len(number))) > 1)[of[known]]
    made["joined"], made["speaks"], made["several"] = of, speaks, several
    for name, told in (("rejected", rejected), ("decided", decided), ("contested", contested)):
        marks = np.zeros(rows, dtype=np.bool_)
        marks[known] = told[of[known]]
        made[name] = marks
    for bit in (1, 2, 4):
        speaker = np.full(max(1, len(number)), -1, dtype=np.int32)
        its = np.flatnonzero(known & ((speaks & bit) > 0))
        speaker[of[its]] = its
        made[f"speaker_{bit}"] = speaker


def _add_links(store: Store, made: dict[str, Array], words: dict[str, tuple[str | None, ...]]) -> None:
    countries, affiliations = WordCodes(), WordCodes()
    sides = {side: code for code, side in enumerate(SIDES)}
    who = fetch(
        store, "SELECT event, side, coalesce(actor, -1), country, affiliation FROM event_actors",
        (np.int64, np.int8, np.int32, np.int16, np.int32), {1: sides, 3: countries, 4: affiliations},
    )  # fmt: skip
    where = fetch(
        store, "SELECT event, coalesce(place, -1), country FROM event_places",
        (np.int64, np.int32, np.int16), {2: countries},
    )  # fmt: skip
    said = fetch(
        store, "SELECT v.event, coalesce(p.actor, -1), p.country, p.affiliation FROM event_statements v "
        "JOIN statement_actors p ON p.statement = v.statement AND p.side = 'speaker' WHERE v.role = 'said_by'",
        (np.int64, np.int32, np.int16, np.int32), {2: countries, 3: affiliations},
    )  # fmt: skip
    row_of = made["row_of"]
    for name, columns, fields in (
        ("actors", who, ("side", "value", "country", "affiliation")), ("places", where, ("value", "country")),
        ("said_by", said, ("value", "country", "affiliation")),
    ):  # fmt: skip
        row = row_of[columns[0]]
        order = np.lexsort((columns[1 + fields.index("value")], row))
        made[f"{name}.row"] = row[order].astype(np.int32)
        for label, values in zip(fields, columns[1:]):
            made[f"{name}.{label}"] = values[order]
        by = np.argsort(made[f"{name}.value"], kind="stable").astype(np.int32)
        made[f"{name}.by"], made[f"{name}.sorted"] = by, made[f"{name}.value"][by]
    known = countries.words()
    words["countries"] = tuple(sorted(known))
    words["affiliations"] = affiliations.words()
    turn = np.array([*(words["countries"].index(word) for word in known), -1], dtype=np.int16)
    for name in ("actors", "places", "said_by"):
        made[f"{name}.country"] = turn[made[f"{name}.country"]]
    row = np.concatenate([made["actors.row"], made["places.row"]]).astype(np.int64)
    code = np.concatenate([made["actors.country"], made["places.country"]])
    pairs = np.unique(row[code >= 0] * (len(known) + 1) + code[code >= 0])
    made["countries.row"] = (pairs // (len(known) + 1)).astype(np.int32)
    made["countries.value"] = (pairs % (len(known) + 1)).astype(np.int16)
