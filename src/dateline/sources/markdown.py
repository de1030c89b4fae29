"""Markdown: front matter tells of the article, `# ` marks the headline; the text stays as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.model.article import Span
from dateline.model.record import Issue
from dateline.sources.articles import Metadata, make_article
from dateline.sources.dates import day_of_timestamp, find_dates
from dateline.sources.lines import Line, find_lines, make_line
from dateline.sources.matter import Matter, find_matter
from dateline.sources.names import read_names
from dateline.sources.types import Found, Options

_FENCE = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)[ \t]*[:=][ \t]*(?P<value>\S.*?)?[ \t]*")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*?)[ \t]*")
_MARKS = "*_#>` "
_KEYS = {
    "title": "title", "headline": "title",
    "date": "published", "published": "published", "publish_date": "published", "pubdate": "published",
    "datepublished": "published", "published_at": "published",
    "author": "author", "authors": "author", "byline": "author", "by": "author",
    "url": "url", "link": "url", "canonical": "url", "canonical_url": "url", "source_url": "url", "permalink": "url",
    "outlet": "outlet", "publisher": "outlet", "source": "outlet", "site": "outlet", "sitename": "outlet",
    "publication": "outlet",
    "agency": "credit", "credit": "credit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of the front matter with the offset where it stands in the text."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


def read_markdown(text: str, options: Options, issues: tuple[Issue, ...] = ()) -> Found:
    """Read a Markdown text; spans point into it as it stands, marks and front matter included."""
    values, body = _read_front_matter(text)
    metadata = replace(_read_metadata(values), issues=issues)
    lines = [_strip_marks(line) for line in find_lines(text, body)]
    lines = [line for line in lines if line.text]
    title = options.title or metadata.title
    heading = _find_heading(text, body)
    if heading is not None and title is None:
        title = text[heading.start : heading.end]
    matter: Matter = find_matter(text, lines, title)
    return make_article(text, matter, metadata, options)


def has_front_matter(text: str) -> bool:
    """Tell whether a text opens with the fenced pairs that Markdown articles carry."""
    return bool(_read_front_matter(text)[0])


def _read_front_matter(text: str) -> tuple[dict[str, list[_Value]], int]:
    """Read the pairs between the fences; give also the offset where the text proper begins."""
    fence = _FENCE.match(text)
    if fence is None:
        return {}, 0
    end = re.compile(rf"^{re.escape(fence.group(1))}[ \t]*\r?$", re.MULTILINE).search(text, fence.end())
    if end is None:
        return {}, 0
    values: dict[str, list[_Value]] = {}
    key = ""
    for match in re.compile(r"[^\r\n]+").finditer(text, fence.end(), end.start()):
        pair = _PAIR.fullmatch(match.group())
        item = _ITEM.fullmatch(match.group())
        if item is not None:
            values.setdefault(key, []).append(_unquote(item["value"], match.start() + item.start("value")))
        elif pair is not None:
            key = _KEYS.get(pair["key"].strip().lower().replace(" ", "_").replace("-", "_"), "")
            if pair["value"] is not None:
                values.setdefault(key, []).extend(_read_values(pair["value"], match.start() + pair.start("value")))
    return values, end.end()


def _read_values(value: str, start: int) -> list[_Value]:
    if value.startswith("[") and value.endswith("]"):
        return [
            _unquote(m.group(), start + m.start())
            for m in re.finditer(r"\"[^\"]*\"|'[^']*'|[^\s,\[\]][^,\[\]]*", value)
        ]
    return [_unquote(value, start)]


def _unquote(value: str, start: int) -> _Value:
    inner = value.strip()
    start += len(value) - len(value.lstrip())
    if len(inner) > 1 and inner[0] == inner[-1] and inner[0] in "\"'":
        return _Value(inner[1:-1], start + 1)
    return _Value(inner, start)


def _read_metadata(values: dict[str, list[_Value]]) -> Metadata:
    title = next(iter(values.get("title", ())), None)
    authors = values.get("author", ())
    names: list[str] = []
    spans: list[Span] = []
    for author in authors:
        for person in read_names(author.text, 0).persons:
            names.append(person.name)
            spans.append(Span(author.start + person.start, author.start + person.end))
    return Metadata(
        title=title.text if title and title.text else None,
        title_span=title.span if title and title.text else None,
        byline=tuple(names),
        byline_span=Span(spans[0].start, spans[-1].end) if spans else None,
        outlet=_first_text(values, "outlet"),
        url=_first_text(values, "url"),
        credit=_first_text(values, "credit"),
        published=_read_day(_first_text(values, "published")),
    )


def _first_text(values: dict[str, list[_Value]], key: str) -> str | None:
    return next((value.text for value in values.get(key, ()) if value.text), None)


def _read_day(value: str | None) -> str | None:
    if value is None:
        return None
    return day_of_timestamp(value) or next((date.iso for date in find_dates(value) if date.iso), None)


def _find_heading(text: str, body: int) -> Span | None:
    """Find the first heading ("# Headline"), or a line underlined with "=", at the very front."""
    match = re.compile(r"\s*#[ \t]+([^\r\n]+?)[ \t]*#*[ \t]*(?=\r|\n|$)").match(text, body)
    match = match or re.compile(r"\s*([^\r\n]+)(?:\r\n|\r|\n)=+[ \t]*(?=\r|\n|$)").match(text, body)
    if match is None:
        return None
    line = make_line(match.group(1), match.start(1), _MARKS)
    return line.span if line.text else None


def _strip_marks(line: Line) -> Line:
    """Take heading marks, emphasis and quote marks from the ends of a line; a rule of dashes becomes empty."""
    if not line.text.strip("=-*_ "):
        return Line(line.start, "")
    return make_line(line.text, line.start, _MARKS)
