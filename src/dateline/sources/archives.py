"""Archives: the files in a tar or zip, read one by one without being unpacked to the disk.

Nothing is ever written, so no name in an archive can lead anywhere; but one that tries to is told, and what would grow
beyond bounds is not opened.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Literal

from dateline.model.errors import SourceError
from dateline.sources.html import MAX_PAGE_BYTES
from dateline.sources.types import Found, Options, Unread

Reader = Callable[[bytes, str, Options], Iterator[Found | Unread]]
"""Reads one file of the archive: its bytes, its name, the options."""
MAX_FILES = 200_000
MAX_RATIO = 200
"""A file that grows more than this is no writing."""
MAX_TOTAL = 20_000_000_000
_ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".7z", ".rar", ".warc", ".tar.gz", ".tar.bz2", ".tar.xz")
_DAMAGE = (
    tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, zlib.error, ValueError, NotImplementedError, LookupError,
    TypeError, AttributeError,
)  # fmt: skip
Wanted = Callable[[PurePosixPath], bool]


def read_tar(stream: BinaryIO, options: Options, where: str, read: Reader, wanted: Wanted) -> Iterator[Found | Unread]:
    """Read the files of a tar, plain or compressed, in its order."""
    count = total = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            for member in archive:
                place = f"{where}/{member.name}"
                count, total = count + 1, total + member.size
                _check_bounds(count, total)
                refusal = _refuse_tar(member)
                if refusal is not None:
                    yield Unread(place, "unsafe", refusal)
                elif member.isfile() and wanted(PurePosixPath(member.name)):
                    if _is_archive(member.name):
                        yield _nested(place)
                    elif member.size > MAX_PAGE_BYTES:
                        yield _large(place)
                    else:
                        file = archive.extractfile(member)
                        yield from read(file.read() if file is not None else b"", place, options)
    except _DAMAGE as error:
        yield Unread(where, "unreadable", f"the archive is damaged after {count} files: {error}")
        return
    except SourceError as error:
        yield Unread(where, "unsafe", str(error))
        return
    if not count:
        yield Unread(where, "empty", "the archive has no files")


def read_zip(stream: BinaryIO, options: Options, where: str, read: Reader, wanted: Wanted) -> Iterator[Found | Unread]:
    """Read the files of a zip in its order."""
    count = total = 0
    try:
        with zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                place = f"{where}/{info.filename}"
                count, total = count + 1, total + info.file_size
                _check_bounds(count, total)
                refusal = _refuse_zip(info)
                if refusal is not None:
                    yield Unread(place, "unsafe", refusal)
                elif not info.is_dir() and wanted(PurePosixPath(info.filename)):
                    if _is_archive(info.filename):
                        yield _nested(place)
                    elif info.file_size > MAX_PAGE_BYTES:
                        yield _large(place)
                    else:
                        with archive.open(info) as file:
                            yield from read(file.read(MAX_PAGE_BYTES + 1), place, options)
    except RuntimeError as error:
        yield Unread(where, "unreadable", f"the archive is encrypted: {error}")
        return
    except _DAMAGE as error:
        yield Unread(where, "unreadable", f"the archive is damaged after {count} files: {error}")
        return
    except SourceError as error:
        yield Unread(where, "unsafe", str(error))
        return
    if not count:
        yield Unread(where, "empty", "the archive has no files")


def sniff_archive(start: bytes) -> Literal["zip", "tar", "gzip"] | None:
    """Tell an archive by its first bytes."""
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start[257:262] == b"ustar":
        return "tar"
    return "gzip" if start.startswith(b"\x1f\x8b") else None


def _check_bounds(count: int, total: int) -> None:
    if count > MAX_FILES:
        raise SourceError(f"the archive has more than {MAX_FILES} files; what came after them was not read")
    if total > MAX_TOTAL:
        words = f"the archive unpacks to more than {MAX_TOTAL // 10**9} GB; what came after that was not read"
        raise SourceError(words)


def _refuse_tar(member: tarfile.TarInfo) -> str | None:
    if _leads_out(member.name):
        return "its name leads out of the archive; it was not read"
    if member.issym() or member.islnk():
        return "a link, not a file; it was not followed"
    if member.isdev():
        return "a device, not a file; it was not opened"
    return None


def _refuse_zip(info: zipfile.ZipInfo) -> str | None:
    if _leads_out(info.filename):
        return "its name leads out of the archive; it was not read"
    if info.external_attr >> 16 & 0o170000 == 0o120000:
        return "a link, not a file; it was not followed"
    if info.file_size > 1_000_000 and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return f"it unpacks to {info.file_size // max(1, info.compress_size)} times its size, as attacks do"
    return None


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":")


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_ARCHIVES)


def _nested(place: str) -> Unread:
    return Unread(place, "nested", "an archive inside an archive; unpack it and give it by itself")


def _large(place: str) -> Unread:
    return Unread(place, "large", f"the file is over {MAX_PAGE_BYTES // 1_000_000} MB")
