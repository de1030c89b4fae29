"""Mail: a newsletter or alert saved as .eml is one article; its headers tell title, sender and day."""

from __future__ import annotations

import email
import email.errors
import email.message
import email.policy
import email.utils
from dataclasses import replace

from dateline.model.errors import SourceError
from dateline.model.record import Issue
from dateline.sources.fragments import read_fragment
from dateline.sources.plain import read_text
from dateline.sources.types import Found, Options

EXTRACTOR = "email"
_FAILURES = (
    ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError, email.errors.MessageError,
)  # fmt: skip


def read_mail(data: bytes, options: Options) -> Found:
    """Read the body of a mail: its plain text, or where that is missing or a stub the text of its HTML.

    Raises SourceError where there is none.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        plain, markup = _body(message, "plain"), _body(message, "html")
        attached = message.is_multipart() and any(part.get_filename() for part in message.walk())
    except _FAILURES as error:
        raise SourceError(f"the mail could not be parsed: {type(error).__name__}: {error}") from error
    text = plain or ""
    if markup is not None:
        rendered = read_fragment(markup)
        if len(rendered) > 1.5 * len(text):
            text = rendered
    if not text.strip():
        raise SourceError("no article found in the mail: it has no text")
    issues: tuple[Issue, ...] = ()
    if attached:
        issues = (Issue(kind="attachments", message="the mail has attachments, which were not read"),)
    own = replace(
        options,
        title=options.title or _clean(_header(message, "Subject")),
        outlet=options.outlet or _sender(_header(message, "From")),
        published=options.published or _day(_header(message, "Date")),
        ref=options.ref or _clean(_header(message, "Message-ID")),
    )
    return read_text(text.replace("\r\n", "\n"), own, issues)


def looks_like_mail(start: bytes) -> bool:
    """Tell a mail by its headers: several known ones before the first blank line."""
    head = start.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0].lower()
    names = (b"from:", b"subject:", b"date:", b"message-id:", b"mime-version:", b"received:", b"to:")
    return sum(head.startswith(name) or b"\n" + name in head for name in names) >= 3


def _body(message: email.message.EmailMessage, kind: str) -> str | None:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    content = part.get_content()
    return content if isinstance(content, str) else None


def _header(message: email.message.EmailMessage, name: str) -> str | None:
    """Give a header, None where it is missing or cannot be parsed."""
    try:
        value = message[name]
        return None if value is None else str(value)
    except _FAILURES:
        return None


def _day(stated: str | None) -> str | None:
    if stated is None:
        return None
    parsed = email.utils.parsedate_tz(stated)
    if parsed is None or not 1900 <= parsed[0] <= 2199:
        return None
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}"


def _sender(value: str | None) -> str | None:
    return _clean(email.utils.parseaddr(value)[0]) if value else None


def _clean(value: object) -> str | None:
    cleaned = " ".join(str(value).split()) if value else ""
    return cleaned or None
