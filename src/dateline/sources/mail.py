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


def read_mail(data: bytes, options: Options) -> Found:
    """Read the body of a mail: its plain text, or where that is missing or a stub the text of its HTML.

    Raises SourceError where there is none.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        plain, markup = _body(message, "plain"), _body(message, "html")
        title, sender, day = message["Subject"], message["From"], _day(message)
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        IndexError,
        RecursionError,
        email.errors.MessageError,
    ) as error:
        raise SourceError(f"the mail could not be parsed: {type(error).__name__}: {error}") from error
    text = plain or ""
    if markup is not None:
        rendered = read_fragment(markup)
        if len(rendered) > 1.5 * len(text):
            text = rendered
    if not text.strip():
        raise SourceError("no article found in the mail: it has no text")
    issues: tuple[Issue, ...] = ()
    if message.get_content_maintype() == "multipart" and any(part.get_filename() for part in message.walk()):
        issues = (Issue(kind="attachments", message="the mail has attachments, which were not read"),)
    own = replace(
        options,
        title=options.title or _clean(title),
        outlet=options.outlet or _sender(sender),
        published=options.published or day,
        ref=options.ref or _clean(message["Message-ID"]),
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


def _day(message: email.message.EmailMessage) -> str | None:
    stated = message["Date"]
    if stated is None:
        return None
    parsed = email.utils.parsedate_tz(str(stated))
    if parsed is None or not 1900 <= parsed[0] <= 2199:
        return None
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}"


def _sender(value: object) -> str | None:
    return _clean(email.utils.parseaddr(str(value))[0]) if value else None


def _clean(value: object) -> str | None:
    cleaned = " ".join(str(value).split()) if value else ""
    return cleaned or None
