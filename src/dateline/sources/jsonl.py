"""JSON Lines: one article a row, `ref, text, title?, published?, url?, outlet?`; unknown keys are left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from dateline.model.errors import SourceError
from dateline.model.record import Issue
from dateline.sources.dates import day_of_timestamp
from dateline.sources.decoding import decode_bytes
from dateline.sources.plain import read_text
from dateline.sources.signing import sign
from dateline.sources.types import MAX_TEXT_BYTES, Found, Options, Unread


class _Row(msgspec.Struct):
    """A row as it is wanted; other keys may stand beside."""

    text: str
    ref: str | int | None = None
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None


def read_jsonl_row(line: bytes | str, options: Options, where: str = "") -> Found | Unread:
    """Read one row; what it tells of itself comes before the options. A bad row is an `Unread` that says why."""
    try:
        row = msgspec.json.decode(line, type=_Row)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        return Unread(where, "bad-row", f'no row of the form {{"ref": ..., "text": ...}}: {error}')
    found = _read_row(row, options, where)
    data = line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line
    return sign(found, data, "dateline") if isinstance(found, Found) else found


def read_json(data: bytes | str, options: Options, where: str = "") -> Iterator[Found | Unread]:
    """Read a JSON document that is one such row or a list of them."""
    try:
        value: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        yield Unread(where, "bad-row", f"no JSON: {error}")
        return
    rows = value if isinstance(value, list) else [value]
    for number, item in enumerate(rows, 1):
        place = f"{where} item {number}" if isinstance(value, list) else where
        try:
            row = msgspec.convert(item, type=_Row)
        except msgspec.ValidationError as error:
            yield Unread(place, "bad-row", f'no row of the form {{"ref": ..., "text": ...}}: {error}')
            continue
        found = _read_row(row, options, place)
        yield sign(found, msgspec.json.encode(item), "dateline") if isinstance(found, Found) else found


def read_jsonl(lines: Iterable[bytes], options: Options, where: str = "") -> Iterator[Found | Unread]:
    """Read the rows of an opened file one by one; blank lines are passed over, line numbers count from 1."""
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line:
            continue
        place = f"{where} line {number}"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            decoded = decode_bytes(line)
            if decoded.text is None:
                yield Unread(place, "not-text", "the row is not text; UTF-8 is wanted")
                continue
            yield _with_issues(read_jsonl_row(decoded.text, options, place), decoded.issues)
            continue
        yield read_jsonl_row(line, options, place)


def _with_issues(found: Found | Unread, issues: tuple[Issue, ...]) -> Found | Unread:
    return replace(found, issues=(*issues, *found.issues)) if isinstance(found, Found) else found


def _read_row(row: _Row, options: Options, where: str) -> Found | Unread:
    if not row.text.strip():
        return Unread(where, "empty", "the row has an empty text")
    if not options.large and len(row.text) > MAX_TEXT_BYTES // 4 and _size(row.text) > MAX_TEXT_BYTES:
        return Unread(where, "large", "the text is over 1 MB; give --large to read it")
    ref = row.ref if row.ref is not None else row.id
    issues: tuple[Issue, ...] = ()
    published, stated = options.published, row.published or row.date
    if stated:
        day = day_of_timestamp(stated)
        if day is None:
            words = f"published: {stated!r} is no date of the form YYYY-MM-DD; it was left out"
            issues = (Issue(kind="bad-date", message=words),)
        published = day or published
    merged = replace(
        options,
        published=published,
        title=row.title or options.title,
        url=row.url or options.url,
        outlet=row.outlet or options.outlet,
        language=row.language or options.language,
        ref=str(ref) if ref is not None else options.ref,
    )
    try:
        return replace(read_text(row.text, merged, issues), where=where)
    except SourceError as error:
        return Unread(where, "not-text" if str(error).startswith("not text") else "bad-row", str(error))


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
