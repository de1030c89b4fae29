"""Bytes become text: byte order marks, declared character sets, UTF-8, and windows-1252 as the last resort."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.model.record import Issue

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']""")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROLS = 0.02
_MIN_ASCII = 0.75
_SAMPLE = 8192


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, or None where they are no text."""

    text: str | None
    issues: tuple[Issue, ...] = ()


def decode_bytes(data: bytes, *, page: bool = False) -> Decoded:
    """Decode a document; `page` also looks for the character set that an HTML page declares of itself.

    The mark at the front is not part of the text. Line ends and everything else stay as they are.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), ())
    if b"\x00" in data:
        return Decoded(_decode_wide(data))
    declared = _declared_encoding(data) if page else None
    for name in (declared, "utf-8"):
        if name is not None:
            try:
                return _checked(data.decode(name), ())
            except UnicodeDecodeError:
                continue
    return _decode_western(data)


def _decode_western(data: bytes) -> Decoded:
    text = data.decode("cp1252", "replace")
    if sum(map(str.isascii, text[:_SAMPLE])) < _MIN_ASCII * len(text[:_SAMPLE]):
        return Decoded(None)
    issue = Issue(
        kind="encoding",
        message="the text is not UTF-8; it was read as windows-1252, so letters with accents may be wrong",
    )
    return _checked(text, (issue,))


def _checked(text: str, issues: tuple[Issue, ...]) -> Decoded:
    """Refuse what decodes but is not writing: pictures and programs are full of control characters."""
    sample = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROLS.findall(sample)) > _MAX_CONTROLS * max(len(sample), 1):
        return Decoded(None)
    if "�" in text:
        broken = Issue(
            kind="encoding",
            message=f"{text.count(chr(0xFFFD))} characters could not be decoded",
        )
        issues = (*issues, broken)
    return Decoded(text, issues)


def _decode_wide(data: bytes) -> str | None:
    """Decode UTF-16 that carries no mark: every second byte of Latin text is then zero."""
    if len(data) % 2:
        return None
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    encoding = (
        "utf-16-le" if odd > 0.7 * half and even == 0 else "utf-16-be" if even > 0.7 * half and odd == 0 else None
    )
    if encoding is None:
        return None
    try:
        return _checked(data.decode(encoding), ()).text
    except UnicodeDecodeError:
        return None


def _declared_encoding(data: bytes) -> str | None:
    match = _XML_DECLARED.search(data[:200]) or _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except LookupError:
        return None
    # Browsers read "latin-1" as windows-1252, and a page that can declare UTF-16 in ASCII is not UTF-16.
    if name.startswith(("utf-16", "utf-32")):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name
