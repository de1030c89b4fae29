"""Columns of large ledgers kept as files beside other caches: the next one who asks maps them instead of making them.

They are only ever what can be made again from the ledger; whatever is wrong with them, they are made again. With them
stands how far the ledger had come: what changed since is added to the columns in memory, and only where that is much
they are made anew.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from dateline.ledger import Place, Store
from dateline.views.index import EventIndex
from dateline.views.index_changes import Changes, State, find_changes, read_state
from dateline.views.index_made import Columns, make_columns, make_statement_columns
from dateline.views.index_patched import NoRoomError, patch_events, patch_statements
from dateline.views.index_rows import Array
from dateline.views.index_settled import settle_events, settle_statements
from dateline.views.large import is_large
from dateline.views.name_columns import NameIndex, make_name_columns, patch_names, settle_names
from dateline.views.statement_index import StatementIndex

BEHIND = 2_500
"""So many rows, or one in a thousand, may be behind before all are put in order again."""
_ROOM = 50_000
"""So many values, or one in ten, can follow in each array; a file has holes there."""


class _Told(msgspec.Struct, frozen=True):
    """What stands beside the arrays."""

    words: dict[str, tuple[str | None, ...]]
    lengths: dict[str, int]
    state: State | None
    form: int
    """Which arrays there are."""


_FORM = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """Columns as files have them: arrays have room at their ends, and what is written into them is not kept."""

    columns: Columns
    lengths: dict[str, int]
    state: State | None

    def as_made(self) -> Columns:
        """Give the columns as they were when they were made."""
        arrays = {name: values[: self.lengths[name]] for name, values in self.columns.arrays.items()}
        return Columns(arrays, self.columns.words)


def load_events_index(store: Store, folder: Path | None) -> EventIndex:
    """Give the columns of events as the ledger stands, from `folder` where they are kept there."""
    return EventIndex(store, _load(store, folder, "events", _Way(make_columns, patch_events, settle_events)))


def load_statements_index(store: Store, folder: Path | None) -> StatementIndex:
    """Give the columns of statements as the ledger stands, from `folder` where they are kept there."""
    way = _Way(make_statement_columns, patch_statements, settle_statements)
    return StatementIndex(store, _load(store, folder, "statements", way))


def load_names_index(store: Store, folder: Path | None) -> NameIndex:
    """Give the columns of names as the ledger stands, from `folder` where they are kept there."""
    return NameIndex(_load(store, folder, "names", _Way(make_name_columns, patch_names, settle_names)))


@dataclass(frozen=True, slots=True)
class _Way:
    """How columns of one kind come about."""

    make: Callable[[Store], Columns]
    patch: Callable[[Store, Columns, dict[str, int], Changes], Columns]
    settle: Callable[[Store, Columns], Columns]


def _load(store: Store, folder: Path | None, what: str, way: _Way) -> Columns:
    with store.snapshot():
        if folder is None or not is_large(store):
            return way.make(store)
        home = folder / hashlib.sha256(_name(store.path).encode()).hexdigest()[:20]
        state = read_state(store)
        made: Columns | None = None
        for path in sorted(home.glob(f"{what}-*")):
            kept = read_columns(path)
            columns = None if kept is None else _bring_up(store, kept, state, way)
            if columns is not None and not _is_much(columns):
                return columns
            if columns is not None:
                made = way.settle(store, columns)
        made = made or way.make(store)
        mark = hashlib.sha256(msgspec.json.encode(state)).hexdigest()[:20]
        with suppress(OSError):
            write_columns(home / f"{what}-{mark}", made, state)
            _tidy(home, what, mark)
    return made


def _is_much(columns: Columns) -> bool:
    """Tell whether so many rows are behind that it is time to put all in order again."""
    behind = columns.behind
    return behind is not None and len(behind.at) + len(behind.gone) > max(BEHIND, behind.rows // 1000)


def _bring_up(store: Store, kept: Kept, now: State, way: _Way) -> Columns | None:
    """Give columns as the ledger stands; None where they must be made anew."""
    if kept.state is None:
        return None
    if kept.state == now:
        return kept.as_made()
    arrays, copies = kept.columns.arrays, None
    if "copies.copy" in arrays:
        copies = {name: arrays[f"copies.{name}"][: kept.lengths[f"copies.{name}"]] for name in ("copy", "original")}
    changes = find_changes(store, kept.state, now, kept.lengths["articles.number"], copies)
    if changes is None:
        return None
    if not changes.names and not changes.joined:
        return kept.as_made()
    with suppress(NoRoomError):
        return way.patch(store, kept.columns, kept.lengths, changes)
    return None


def _name(place: Place) -> str:
    return str(place.resolve() if isinstance(place, Path) else place)


def _tidy(home: Path, what: str, mark: str) -> None:
    for other in home.glob(f"{what}-*"):
        if other.name != f"{what}-{mark}":
            shutil.rmtree(other, ignore_errors=True)


def write_columns(folder: Path, columns: Columns, state: State | None = None) -> None:
    """Write columns into a folder that appears whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(prefix=".columns-", dir=folder.parent))
    try:
        for name, values in columns.arrays.items():
            _write_array(made / f"{name}.npy", values)
        lengths = {name: len(values) for name, values in columns.arrays.items()}
        (made / "told.json").write_bytes(msgspec.json.encode(_Told(columns.words, lengths, state, _FORM)))
        shutil.rmtree(folder, ignore_errors=True)  # there, but damaged
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _write_array(path: Path, values: Array) -> None:
    """Write an array with room at its end, which takes no room on the disk."""
    whole = (len(values) + max(_ROOM, len(values) // 10),)
    with path.open("wb") as out:
        header = {"descr": np.lib.format.dtype_to_descr(values.dtype), "fortran_order": False, "shape": whole}
        np.lib.format.write_array_header_1_0(out, header)
        np.ascontiguousarray(values).tofile(out)
        out.truncate(out.tell() + (whole[0] - len(values)) * values.itemsize)


def read_columns(folder: Path) -> Kept | None:
    """Map columns that were written; None where there are none or they cannot be read."""
    try:
        told = msgspec.json.decode((folder / "told.json").read_bytes(), type=_Told)
        arrays: dict[str, Array] = {
            name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="c", allow_pickle=False))
            for name in told.lengths
        }
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    if told.form != _FORM or any(len(arrays[name]) < length for name, length in told.lengths.items()):
        return None
    return Kept(Columns(arrays, told.words), told.lengths, told.state)
