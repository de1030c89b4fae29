"""Columns of large ledgers kept as files beside other caches: the next one who asks maps them instead of making them.

They are only ever what can be made again from the ledger; whatever is wrong with them, they are made again. A mark in
their name tells of which state of which ledger they are.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np

from dateline.ledger import Place, Store
from dateline.views.index import EventIndex
from dateline.views.index_made import Columns, make_columns
from dateline.views.large import is_large
from dateline.views.statement_index import StatementIndex, make_statement_columns

_FORM = 1
"""Of the files; another form is another name."""
_STATE = (
    "SELECT (SELECT max(id) FROM history), (SELECT article_id FROM history ORDER BY id DESC LIMIT 1), "
    "(SELECT max(id) FROM joined_history), (SELECT max(id) FROM decisions), (SELECT max(id) FROM events), "
    "(SELECT max(id) FROM statements), (SELECT max(id) FROM runs)"
)


def load_events_index(store: Store, folder: Path | None) -> EventIndex:
    """Give the columns of events as the ledger stands, from `folder` where they are kept there."""
    return EventIndex(store, _load(store, folder, "events", make_columns))


def load_statements_index(store: Store, folder: Path | None) -> StatementIndex:
    """Give the columns of statements as the ledger stands, from `folder` where they are kept there."""
    return StatementIndex(store, _load(store, folder, "statements", make_statement_columns))


def _load(store: Store, folder: Path | None, what: str, make: Callable[[Store], Columns]) -> Columns:
    with store.snapshot():
        if folder is None or not is_large(store):
            return make(store)
        state = repr((_FORM, store.query(_STATE), store.query("SELECT name, value FROM merge_state ORDER BY name")))
        mark = hashlib.sha256(state.encode()).hexdigest()[:20]
        home = folder / hashlib.sha256(_name(store.path).encode()).hexdigest()[:20]
        kept = read_columns(home / f"{what}-{mark}")
        if kept is None:
            kept = make(store)
            with suppress(OSError):
                write_columns(home / f"{what}-{mark}", kept)
                _tidy(home, what, mark)
    return kept


def _name(place: Place) -> str:
    return str(place.resolve() if isinstance(place, Path) else place)


def _tidy(home: Path, what: str, mark: str) -> None:
    for other in home.glob(f"{what}-*"):
        if other.name != f"{what}-{mark}":
            shutil.rmtree(other, ignore_errors=True)


def write_columns(folder: Path, columns: Columns) -> None:
    """Write columns into a folder that appears whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(prefix=".columns-", dir=folder.parent))
    try:
        for name, values in columns.arrays.items():
            np.save(made / f"{name}.npy", values, allow_pickle=False)
        (made / "words.json").write_bytes(msgspec.json.encode(columns.words))
        shutil.rmtree(folder, ignore_errors=True)  # there, but damaged
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def read_columns(folder: Path) -> Columns | None:
    """Map columns that were written; None where there are none or they cannot be read."""
    try:
        words = msgspec.json.decode((folder / "words.json").read_bytes(), type=dict[str, tuple[str | None, ...]])
        arrays = {each.name[:-4]: np.load(each, mmap_mode="r", allow_pickle=False) for each in folder.glob("*.npy")}
    except (OSError, ValueError, msgspec.DecodeError):
        return None
    return Columns(arrays, words)
