"""Columns brought up to date with changes answer as columns made anew do, whatever changed and whatever is asked."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from dateline.ledger import Store
from dateline.merging.deciding import Wish, decide
from dateline.merging.refreshing import refresh
from dateline.model.errors import DatelineError
from dateline.model.record import Producer, Record
from dateline.views import index_changes, kept_columns, large, list_actors, list_articles, list_places, list_stories
from dateline.views.article_index import find_listed
from dateline.views.index import EventIndex
from dateline.views.index_changes import Changes, find_changes, read_state
from dateline.views.index_made import Columns, make_columns, make_statement_columns
from dateline.views.index_patched import patch_events
from dateline.views.kept_columns import load_events_index, load_names_index, load_statements_index
from dateline.views.name_columns import NameIndex
from dateline.views.name_index import Books, find_names
from dateline.views.overview import find_ahead, find_doubtful, find_lately, make_overview
from dateline.views.series import list_pairs, list_sites, make_network, make_timeline
from dateline.views.statement_index import StatementIndex
from dateline.views.story_index import find_stories, load_counted

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"
ASKED: tuple[dict[str, Any], ...] = (
    {}, {"sort": "-time"}, {"sort": "published"}, {"sort": "-published"}, {"sort": "type"}, {"sort": "-confidence"},
    {"limit": 5}, {"limit": 7, "sort": "-time"}, {"limit": 3, "sort": "-time", "until": "2026-03"},
    {"reports": True}, {"reports": True, "all_versions": True, "rejected": True}, {"rejected": True},
    {"actor": "Russia"}, {"actor": "a"}, {"recipient": "Ukraine"}, {"country": "RUS"}, {"place": "Kharkiv"},
    {"outlet": "Courier"}, {"outlet": "Far Mail"}, {"said_by": "officials"}, {"search": "drone"}, {"since": "2025-10"},
    {"until": "2026-03", "sort": "-time"}, {"since": "2025", "until": "2025-12"}, {"contested": True},
    {"status": ["planned", "threatened"]}, {"policy": "conservative", "actor": "Russia"}, {"policy": "informative"},
)  # fmt: skip
SAID: tuple[dict[str, Any], ...] = (
    {}, {"sort": "-published"}, {"all_versions": True}, {"speaker": "NATO"}, {"actor": "Russia"}, {"country": "RUS"},
    {"outlet": "Mail"}, {"search": "drone"}, {"since": "2025-10", "until": "2026-03"}, {"until": "2025"},
    {"act": "deny"}, {"sort": "speaker"}, {"sort": "-speaker"}, {"sort": "-speaker", "limit": 5},
    {"sort": "speaker", "actor": "Russia"},
)  # fmt: skip


@pytest.fixture(scope="module")
def records(engine: Any, read: Callable[..., Record]) -> list[Record]:
    """Reports; and of some their copies in other outlets, earlier, later or undated, and next versions."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    days, made = ("2019-02-03", "2025-10-24", "2026-03-12", "2027-01-01", None), []
    chance = random.Random(3)
    for number, text in enumerate(texts[:24]):
        url = f"https://news.example/{number}"
        made.append(read(text, outlet="Baltic Courier", url=url, published=chance.choice(days)))
        if number % 2:
            made.append(read(text, outlet=chance.choice(("Far Mail", None)), published=chance.choice(days)))
        if number % 3 == 0:
            made.append(read(text + "\n\nGunmen attacked a bank in Lima.", url=url, published="2026-03-13"))
    return made


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(large, "LARGE", 5)
    with Store(tmp_path / "a.db") as made:
        yield made


def answers(store: Store, events: EventIndex, said: StatementIndex) -> list[Any]:
    """Give all that is asked of columns."""
    told: list[Any] = [len(events), len(said), events.newest, make_overview(store, events, said)]
    told.append([(int(events.ids[row]), words) for row, words in find_doubtful(store, events).some(0, 999)])
    for filters in ASKED:
        found = events.find(store, **filters)
        facets = {name: events.count(name, found.rows) for name in ("type", "month", "said", "country", "outlet")}
        both = {name: events.count_events(name, found.fits) for name in ("status", "country", "outlet")}
        told.append((filters, events.ids[found.rows].tolist(), found.undated, facets, both))
        told.append([events.ids[some(events, found.rows)].tolist() for some in (find_ahead, find_lately)])
        if "sort" not in filters:
            told += [make_timeline(events, found.rows), list_sites(store, events, found.rows)]
    rows = events.find(store, actor="Russia").rows
    told += [list_pairs(store, events, rows, by) for by in ("country", "actor")]  # type: ignore[arg-type]
    told.append(make_network(store, events, rows))
    for (actor,) in store.query("SELECT id FROM actors ORDER BY id LIMIT 8"):
        told.append(events.ids[events.find_of_actor(actor, ("actor", "participant")).rows].tolist())
        told.append(said.ids[said.find_of_speaker(actor).rows].tolist())
    for filters in SAID:
        found = said.find(store, **filters)
        counted = {name: said.count(name, found.rows) for name in ("act", "form", "outlet", "month")}
        told.append((filters, said.ids[found.rows].tolist(), found.undated, counted))
    return told


def compare(store: Store, folder: Path) -> None:
    made = EventIndex(store, make_columns(store)), StatementIndex(store, make_statement_columns(store))
    patched = load_events_index(store, folder), load_statements_index(store, folder)
    for one, other in zip(answers(store, *patched), answers(store, *made), strict=True):
        assert one == other
    compare_lists(store, patched, load_names_index(store, folder))


def compare_lists(store: Store, patched: tuple[EventIndex, StatementIndex], names: NameIndex) -> None:
    """Hold what columns of articles and names tell against the lists."""
    books = Books(patched[0], lambda: patched[1], names)
    several: tuple[dict[str, Any], ...] = ({}, {"all_versions": True}, {"outlet": "Mail"}, {"since": "2025-10"})
    for filters in (*several, {"country": "RUS", "sort": "-articles"}, {"limit": 4, "sort": "mentions"}):
        found = find_names("actors", books, store, **filters)
        assert found.load(found.numbers.tolist()) == list(list_actors(store, **filters))
        found = find_names("places", books, store, **filters)
        assert found.load(found.numbers.tolist()) == list(list_places(store, **filters))
    for filters in (*several, {"actor": "Russia", "sort": "-published"}, {"search": "drone", "sort": "outlet"}):
        assert find_listed(patched[0], store, **filters).numbers == list(list_articles(store, **filters).numbers)


def compare_stories(store: Store, events: EventIndex) -> None:
    """Hold what columns tell of stories against the list."""
    for filters in ({"outlet": "Mail"}, {"since": "2025-10"}, {"actor": "Russia", "sort": "-articles"}):
        listed = list_stories(store, **filters)  # type: ignore[arg-type]
        found = find_stories(events, store, lambda _, make: make(), **filters)  # type: ignore[arg-type]
        assert found.numbers.tolist() == list(listed.numbers)
        assert load_counted(events, store, found.numbers.tolist()) == list(listed)


class Changer:
    """Changes a ledger at random."""

    def __init__(self, store: Store, records: list[Record], chance: random.Random) -> None:
        self.store, self.records, self.chance = store, records, chance
        self.kept: list[Record] = []

    def add(self) -> None:
        for record in self.chance.sample(self.records, self.chance.randint(1, 4)):
            self.store.readmit(record.article.id)
            self.store.add(record)
            self.kept.append(record)

    def reread(self) -> None:
        for record in self.chance.sample(self.kept, min(2, len(self.kept))):
            other = Producer(dateline="9", model=str(self.chance.random()), knowledge="0")
            fewer = record.events[: self.chance.randint(0, len(record.events))]
            self.store.add(msgspec.structs.replace(record, producer=other, events=fewer))

    def forget(self) -> None:
        for record in self.chance.sample(self.kept, min(2, len(self.kept))):
            self.store.withdraw(record.article.id)

    def decide(self) -> None:
        keys = [row[0] for row in self.store.query("SELECT key FROM events ORDER BY id")]
        action = self.chance.choice(("accept", "reject", "same", "different", "undo"))
        wanted = self.chance.sample(keys, 2 if action in ("same", "different") else 1) if len(keys) > 1 else []
        with suppress(DatelineError):  # on a report of an older version, or nothing is there to undo
            decide(self.store, Wish(action, tuple(wanted)))  # type: ignore[arg-type]

    def change(self) -> None:
        self.chance.choice((self.add, self.add, self.reread, self.forget, self.decide, self.decide))()
        if self.chance.random() < 0.8:
            refresh(self.store)


@pytest.mark.parametrize(("seed", "behind"), [(0, 10_000), (1, 10_000), (2, 25), (3, 0)])
def test_whatever_changes(
    store: Store, records: list[Record], tmp_path: Path, seed: int, behind: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_columns, "BEHIND", behind)
    changer = Changer(store, records, random.Random(seed))
    while len(changer.kept) < 12:
        changer.add()
    refresh(store)
    load_events_index(store, tmp_path)
    load_statements_index(store, tmp_path)
    load_names_index(store, tmp_path)

    def made_anew(_: Store) -> None:
        raise AssertionError("the kept columns were of no use")

    monkeypatch.setattr(kept_columns, "make_columns", made_anew)
    monkeypatch.setattr(kept_columns, "make_statement_columns", made_anew)
    monkeypatch.setattr(kept_columns, "make_name_columns", made_anew)
    for _ in range(9):
        changer.change()
        compare(store, tmp_path)
    refresh(store)
    compare_stories(store, load_events_index(store, tmp_path))


@pytest.fixture
def kept(store: Store, records: list[Record], tmp_path: Path) -> Store:
    """A ledger of a dozen reports whose columns are kept."""
    for record in records[:12]:
        store.add(record)
    refresh(store)
    load_events_index(store, tmp_path)
    load_statements_index(store, tmp_path)
    return store


def find_pair(store: Store, together: bool) -> tuple[str, str]:
    """Give the keys of two reports of one event, or of two."""
    alike = "=" if together else "!="
    sql = (
        "SELECT e.key, f.key FROM joined_reports r JOIN joined_reports s ON r.event < s.event "
        f"AND r.joined {alike} s.joined JOIN events e ON e.id = r.event JOIN events f ON f.id = s.event ORDER BY 1, 2"
    )
    return store.query(sql)[0]  # type: ignore[return-value]


def test_every_ruling_is_seen(kept: Store, tmp_path: Path) -> None:
    for action, keys in (
        ("reject", find_pair(kept, True)[:1]), ("accept", find_pair(kept, True)[1:]), ("undo", ()), ("undo", ()),
        ("same", find_pair(kept, False)), ("different", find_pair(kept, True)), ("undo", ()),
    ):  # fmt: skip
        decide(kept, Wish(action, keys))  # type: ignore[arg-type]
        compare(kept, tmp_path)


@pytest.mark.parametrize(("action", "together"), [("same", False), ("different", True)])
def test_what_changed_with_an_event_is_found_from_any_end(kept: Store, action: str, together: bool) -> None:
    numbers = "SELECT joined FROM joined_reports r JOIN events e ON e.id = r.event WHERE e.key IN (?, ?)"
    made = make_columns(kept)
    keys = find_pair(kept, together)
    decide(kept, Wish(action, keys))  # type: ignore[arg-type]
    for (number,) in kept.query(numbers, keys):
        lengths = {name: len(values) for name, values in made.arrays.items()}
        room = {
            name: np.concatenate([values, np.zeros(99, dtype=values.dtype)]) for name, values in made.arrays.items()
        }
        patched = patch_events(kept, Columns(room, made.words), lengths, Changes((), (), (), (number,)))
        one, other = EventIndex(kept, patched), EventIndex(kept)
        assert one.ids[one.find(kept).rows].tolist() == other.ids[other.find(kept).rows].tolist()
        assert one.count_kinds(one.current) == other.count_kinds(other.current)


def test_who_shares_a_text_with_what_changed_is_looked_up(store: Store, read: Callable[..., Record]) -> None:
    text = (REPORTS / "airspace-1-baltic-courier.txt").read_text(encoding="utf-8")
    first, second, third = (
        read(text, outlet=f"Outlet {day}", published=f"2026-03-1{day}", url=f"https://news.example/{day}")
        for day in (1, 2, 3)
    )
    for record in (second, third):
        store.add(record)
    refresh(store)
    before, columns = read_state(store), make_columns(store)
    copies = {name: columns.arrays[f"copies.{name}"] for name in ("copy", "original")}
    assert copies["copy"].tolist() == [third.article.id.encode()]
    store.add(first)
    refresh(store)
    changes = find_changes(store, before, read_state(store), 2, copies)
    assert changes is not None
    assert changes.names == (first.article.id,)
    assert {second.article.id, third.article.id} <= set(changes.mates)
    store.withdraw(second.article.id)
    refresh(store)
    changes = find_changes(store, before, read_state(store), 2, copies)
    assert changes is not None
    assert third.article.id in changes.mates


def test_what_cannot_be_followed_is_made_anew(
    store: Store, records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changer = Changer(store, records, random.Random(1))
    changer.add()
    refresh(store)
    load_events_index(store, tmp_path)
    (kept,) = tmp_path.glob("*/events-*")
    for record in records[:6]:
        store.add(record)
    refresh(store)
    monkeypatch.setattr(index_changes, "MOST", 3)
    assert load_events_index(store, tmp_path).behind.rows == len(load_events_index(store, None))
    (other,) = tmp_path.glob("*/events-*")
    assert other != kept, "too much changed"
    with store.transaction() as writer:
        writer.execute("UPDATE history SET article_id = 'other' WHERE id = (SELECT max(id) FROM history)")
    store.add(records[-1])
    load_events_index(store, tmp_path)
    assert list(tmp_path.glob("*/events-*")) != [other], "another ledger in the same place"


def test_columns_put_in_order_are_those_made_anew(
    store: Store, records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_columns, "BEHIND", 0)
    changer = Changer(store, records, random.Random(4))
    changer.add()
    refresh(store)
    for load in (load_events_index, load_statements_index):
        load(store, tmp_path)
    for change in (changer.add, changer.reread, changer.forget, changer.add):
        change()
        refresh(store)
    decide(store, Wish("reject", (store.query("SELECT key FROM events ORDER BY id")[0][0],)))
    for load, make in ((load_events_index, make_columns), (load_statements_index, make_statement_columns)):
        settled, made = load(store, tmp_path).columns, make(store)
        assert settled.behind is None
        assert settled.arrays.keys() == made.arrays.keys()
        for name in made.arrays:
            one, other = (show(each, name) for each in (settled, made))
            assert np.array_equal(one, other, equal_nan=name == "score"), name


def show(columns: Columns, name: str) -> Any:
    """Give an array, or the words of its codes where these are in the order in which they were met."""
    values, label = columns.arrays[name], name.rpartition(".")[2]
    if label not in ("outlet", "affiliation"):
        return values
    return np.array([*map(str, columns.words[f"{label}s"]), ""])[values]


def test_the_files_stay_as_they_were_made(store: Store, records: list[Record], tmp_path: Path) -> None:
    changer = Changer(store, records, random.Random(2))
    changer.add()
    refresh(store)
    load_events_index(store, tmp_path)
    (kept,) = tmp_path.glob("*/events-*")
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    changer.add()
    refresh(store)
    assert len(load_events_index(store, tmp_path).behind.at)
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before
