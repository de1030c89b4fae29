"""Which bytes a text was taken from, and by what: without both, the offsets of its spans cannot be explained."""

from __future__ import annotations

import hashlib
import importlib.metadata
from dataclasses import replace
from functools import cache

import msgspec

from dateline.sources.types import Found
from dateline.version import VERSION


def sign(found: Found, data: bytes, extractor: str) -> Found:
    """Note the hash of the bytes and what took the text out of them."""
    article = msgspec.structs.replace(
        found.article,
        bytes_sha256=found.article.bytes_sha256 or hashlib.sha256(data).hexdigest(),
        extractor=found.article.extractor or name_extractor(extractor),
    )
    return replace(found, article=article)


@cache
def name_extractor(name: str) -> str:
    """Name what took a text out of bytes, with its version."""
    if name in ("dateline", "email"):
        return f"dateline {VERSION}"
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return name
