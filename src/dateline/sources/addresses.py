"""Inputs named by a pattern (`news/*.jsonl.gz`) or by an fsspec address (`s3://bucket/news/*.jsonl`)."""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from dateline.sources.types import Unread

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*(?:://|::)", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
_HERE = frozenset(
    ("file", "local", "memory", "zip", "tar", "libarchive", "dir", "simplecache", "filecache", "blockcache")
)
"""What is on this machine: everything else is read only where the network was asked for."""
_GUARDED = frozenset(("http", "https", "ftp"))


@dataclass(frozen=True, slots=True)
class Place:
    """One file that an address leads to."""

    where: str
    path: PurePosixPath
    """Its name, by which its form is told."""
    size: int
    open: Callable[[], BinaryIO]


def is_address(name: str) -> bool:
    """Tell an address of another store (`s3://…`, `file:///…`) from a path, and from a page or feed on the web."""
    return bool(_ADDRESS.match(name)) and not name.startswith(("http://", "https://"))


def find_files(pattern: str) -> list[str] | None:
    """Give the files and folders that a pattern stands for, in the order of their names; None where it is none."""
    if not _PATTERN.search(pattern) or Path(pattern).exists():
        return None
    return sorted(glob.glob(pattern, recursive=True))


def find_places(address: str, network: bool, is_wanted: Callable[[PurePosixPath], bool]) -> Iterator[Place | Unread]:
    """Yield the files that an fsspec address stands for: itself, what its pattern fits, or all below a folder.

    `network` says whether addresses beyond this machine may be read.
    """
    refused = _refuse(address, network)
    if refused is not None:
        yield refused
        return
    try:
        import fsspec

        files, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        yield Unread(
            address, "unreadable", f"cannot be read ({error}); `pip install dateline[cluster]` reads addresses"
        )
        return
    except ValueError as error:
        yield Unread(address, "unreadable", f"is no address that can be read: {error}")
        return
    found = False
    for each in _find_paths(files, str(path), is_wanted):
        found = True
        yield _make_place(files, each, address)
    if not found:
        yield Unread(
            address, "missing", "no file is there" if not _PATTERN.search(path) else "no file fits the pattern"
        )


def _refuse(address: str, network: bool) -> Unread | None:
    *before, last = address.split("::")
    protocols = {part.partition("://")[0].lower() for part in (*before, last if "://" in last else "file://")}
    guarded = sorted(protocols & _GUARDED)
    if guarded:
        return Unread(address, "not-fetched", f"{guarded[0]} is read only by itself, as a page or feed, not so")
    if not network and not protocols <= _HERE:
        beyond = sorted(protocols - _HERE)[0]
        return Unread(address, "not-fetched", f"{beyond}: nothing is read from the network unless --fetch is given")
    return None


def _find_paths(files: Any, path: str, is_wanted: Callable[[PurePosixPath], bool]) -> list[str]:
    """List paths in the order of their names."""
    if _PATTERN.search(path) and not files.exists(path):
        listed = []
        for each in sorted(map(str, files.glob(path))):
            listed += _list_folder(files, each, is_wanted) if files.isdir(each) else [each]
        return listed
    if files.isdir(path):
        return _list_folder(files, path, is_wanted)
    return [path] if files.exists(path) else []


def _list_folder(files: Any, folder: str, is_wanted: Callable[[PurePosixPath], bool]) -> list[str]:
    """List what is below a folder but hidden files and folders, and what is no article."""
    listed = []
    for path in sorted(map(str, files.find(folder))):
        inner = PurePosixPath(path[len(folder) :].lstrip("/"))
        if is_wanted(inner) and not any(part.startswith((".", "__")) for part in inner.parts[:-1]):
            listed.append(path)
    return listed


def _make_place(files: Any, path: str, address: str) -> Place:
    _, chained, rest = address.partition("::")
    where = str(files.unstrip_protocol(path))
    if where.startswith("file://"):
        where = where.removeprefix("file://")
    return Place(
        where=f"{where}::{rest}" if chained else where,
        path=PurePosixPath(path),
        size=int(files.size(path) or 0),
        open=lambda: cast(BinaryIO, files.open(path, "rb")),
    )
