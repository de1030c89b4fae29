"""What `import dateline` offers: read articles into records without a ledger."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

from dateline.model.errors import SourceError

if TYPE_CHECKING:
    from dateline.model.record import Record
    from dateline.sources import Found, Options

Input = str | os.PathLike[str]


class Lacking(TypedDict, total=False):
    """What the caller knows of an input and the input may lack; each is a keyword of `read` and `read_all`."""

    published: str | None
    """Day of publication, `YYYY-MM-DD`."""
    outlet: str | None
    title: str | None
    url: str | None
    language: str | None
    """ISO 639-1 code; found from the text when not given."""
    ref: str | None
    """The caller's own id."""
    large: bool
    """Read a text over 1 MB too."""


def read(
    path: Input | None = None,
    *,
    text: str | None = None,
    html: str | bytes | None = None,
    model: str | None = None,
    **lacking: Unpack[Lacking],
) -> Record:
    """Read one article: a file, or a `text` or `html` that is at hand; give its record.

    The other keywords, `published="2025-10-24"`, `outlet`, `title`, `url`, `language`, `ref` and `large=True`, tell
    what the input lacks; `model` names another spaCy pipeline, or "int8".

        record = dateline.read("article.txt", published="2025-10-24")
        record.events[0].time.edtf                  # "2025-09-12/2025-10-24" or None
        record.text_of(*record.events[0].trigger)   # the words of the text
        record.article.title, record.actors[0].name, record.issues

    Every span in the record is `(start, end)` in `record.article.text`. What could not be read or resolved is in
    `record.issues`. The first call loads the language model and the tables, which takes about a second.

    Raises SourceError when the input cannot be read, is empty, holds no article or several (then use `read_all`),
    or an option has a wrong form; ConfigError when there is no such model. Both are DatelineError.
    """
    options = _make_options(lacking)
    given = [name for name, value in (("path", path), ("text", text), ("html", html)) if value is not None]
    if len(given) != 1:
        raise SourceError(
            f"read() takes one of path, text and html, {'none' if not given else ' and '.join(given)} given"
        )
    if path is not None:
        found = _find_only(path, options)
    else:
        found = _find_in_memory(text, html, options)
    from dateline.reading import load_engine, read_article

    return read_article(found.article, load_engine(model), found.issues)


def read_all(
    inputs: Input | Sequence[Input],
    *,
    model: str | None = None,
    unread: list[str] | None = None,
    **lacking: Unpack[Lacking],
) -> Iterator[Record]:
    """Read every article of files, folders and JSON Lines; yield a record each, in a fixed order.

        for record in dateline.read_all(["news/", "rows.jsonl.gz"], outlet="Harbour News"):
            print(record.article.title, len(record.events))

    An input that cannot be read raises SourceError; give a list as `unread` to collect these messages and go on.
    """
    from dateline.reading import load_engine, read_article
    from dateline.sources import Found, read_inputs

    options = _make_options(lacking)
    several = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    for found in read_inputs([os.fspath(each) for each in several], options):
        if isinstance(found, Found):
            yield read_article(found.article, load_engine(model), found.issues)
        elif unread is None:
            raise SourceError(str(found))
        else:
            unread.append(str(found))


def _make_options(lacking: Lacking) -> Options:
    from dateline.sources import Options, check_options

    options = Options(**lacking)
    check_options(options)
    return options


def _find_only(path: Input, options: Options) -> Found:
    from dateline.sources import Found, read_inputs

    only: Found | None = None
    for found in read_inputs([os.fspath(path)], options):
        if not isinstance(found, Found):
            raise SourceError(str(found))
        if only is not None:
            raise SourceError(f"{os.fspath(path)}: holds several articles; use dateline.read_all")
        only = found
    if only is None:
        raise SourceError(f"{os.fspath(path)}: there is no article in it")
    return only


def _find_in_memory(text: str | None, html: str | bytes | None, options: Options) -> Found:
    from dateline.sources import MAX_TEXT_BYTES, read_html, read_text, sign

    if text is not None and not text.strip():
        raise SourceError("text: there is nothing in it")
    found = read_text(text, options) if text is not None else read_html(html or "", options)
    if not options.large and len(found.article.text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise SourceError("the text is over 1 MB; give large=True to read it")
    if text is not None:
        return sign(found, text.encode("utf-8"), "dateline")
    data = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html or b""
    return sign(found, data, "trafilatura")
