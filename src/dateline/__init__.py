"""dateline: news reports in, a ledger of what they say out, each field with the words it was read from.

    import dateline

    record = dateline.read("article.txt", published="2025-10-24")
    for event in record.events:
        print(event.type, event.status, record.text_of(*event.trigger))

Everything is loaded when it is first used, so that the import itself takes no time.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from dateline.compiled import prefer_fresh
from dateline.version import VERSION as __version__

if TYPE_CHECKING:
    from dateline.api import read, read_all
    from dateline.model.article import Article, Span
    from dateline.model.errors import (
        ArticleError,
        ConfigError,
        DatelineError,
        LedgerError,
        LexiconError,
        SourceError,
    )
    from dateline.model.record import Record
    from dateline.views.ledger import Ledger

prefer_fresh()

_HOMES = {
    "read": "dateline.api",
    "read_all": "dateline.api",
    "Ledger": "dateline.views.ledger",
    "Record": "dateline.model.record",
    "Article": "dateline.model.article",
    "Span": "dateline.model.article",
    "DatelineError": "dateline.model.errors",
    "SourceError": "dateline.model.errors",
    "ArticleError": "dateline.model.errors",
    "LexiconError": "dateline.model.errors",
    "LedgerError": "dateline.model.errors",
    "ConfigError": "dateline.model.errors",
}

__all__ = [
    "Article",
    "ArticleError",
    "ConfigError",
    "DatelineError",
    "Ledger",
    "LedgerError",
    "LexiconError",
    "Record",
    "SourceError",
    "Span",
    "__version__",
    "read",
    "read_all",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})
