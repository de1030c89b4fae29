"""Headline matter: what stands around the report in its own text, each thing with its span."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.knowledge.headline_matter import country_names, given_names, load_matter_words, surnames
from dateline.model.article import Span
from dateline.sources.bylines import (
    Byline,
    is_description,
    read_bare_names,
    read_byline,
    read_contributors,
    read_placed_names,
    read_reports,
    read_signature,
)
from dateline.sources.credits import Credit, read_credit, read_trailing_credit
from dateline.sources.datelines import read_dateline
from dateline.sources.dates import PrintedDate
from dateline.sources.headlines import find_given_headline, find_headline
from dateline.sources.lines import Line
from dateline.sources.publication import Publication, read_publication

_HEAD_LINES = 12
_TAIL_LINES = 6
_MAX_SUMMARY = 250
_PROSE = re.compile(r"[.!?…][”\"’')\]]*$")


@dataclass(frozen=True, slots=True)
class Matter:
    """What was found around the report; every span points into the text."""

    title: str | None = None
    title_span: Span | None = None
    byline: tuple[str, ...] = ()
    byline_span: Span | None = None
    credit: str | None = None
    credit_span: Span | None = None
    dateline_span: Span | None = None
    dateline_place_span: Span | None = None
    dateline_date: PrintedDate | None = None
    published: str | None = None
    updated: str | None = None


def find_matter(text: str, lines: list[Line], title: str | None = None) -> Matter:
    """Find headline, byline, dateline, publication line and credit; `title` is one given apart.

    "NATO chief warns Russia / By Marta Olsen / BRUSSELS, Oct 24 (Reuters) - The alliance ..." gives all of them.
    """
    headline = find_given_headline(lines, title) if title else find_headline(text, lines)
    matter = Matter(title=title)
    first = 0
    if headline is not None:
        matter = replace(matter, title=text[headline.span.start : headline.span.end], title_span=headline.span)
        first = headline.next_line
        for index in range(headline.first_line):
            matter, _ = _read_head_line(text, lines, index, matter, headed=False)
    matter, body = _read_head(text, lines, first, matter)
    return _read_tail(lines, body, matter)


def _read_head(text: str, lines: list[Line], first: int, matter: Matter) -> tuple[Matter, int]:
    """Read the lines between headline and report; give also the index of the first line of the report."""
    index = first
    headed = matter.title_span is not None
    while index < min(len(lines), first + _HEAD_LINES):
        line = lines[index]
        matter = _with_dateline(text, line, matter)
        if matter.dateline_span is not None:
            return matter, index
        if _is_prose(line):
            # A summary or caption may come before the report itself.
            if len(line.text) <= _MAX_SUMMARY and index + 1 < len(lines):
                matter = _with_dateline(text, lines[index + 1], matter)
            return matter, index
        matter, used = _read_head_line(text, lines, index, matter, headed)
        index += used
    return matter, min(index, len(lines))


def _is_prose(line: Line) -> bool:
    return len(line.text) > 200 or (
        len(line.text) > 60 and bool(_PROSE.search(line.text)) and read_byline(line.text) is None
    )


def _read_head_line(text: str, lines: list[Line], index: int, matter: Matter, headed: bool) -> tuple[Matter, int]:
    line = lines[index]
    publication = read_publication(line.text)
    if publication is not None:
        return _with_publication(matter, publication), 1
    byline = read_byline(line.text) or read_reports(line.text)
    if byline is not None:
        matter = _with_byline(matter, line, byline)
        tail = line.text[byline.end :].strip(" |·•,–—-")
        later = read_publication(tail) if tail else None
        return (_with_publication(matter, later) if later else matter), 1
    credit = read_credit(line.text)
    if credit is not None:
        return _with_credit(matter, line, credit), 1
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if headed and not matter.byline:
        byline = _read_bare(line, following, text)
        if byline is not None and not any(name in (matter.title or "") for name in byline.names):
            later = read_publication(line.text[byline.end :].strip(" |·•"))
            return _with_byline(_with_publication(matter, later) if later else matter, line, byline), 1
    return matter, 1


def _read_bare(line: Line, following: str, text: str) -> Byline | None:
    """Read a name that stands alone by the headline or below the text; something else must vouch that it is one.

    A given name does, with a place, a description, a date or a known surname beside it; so does an employer, when
    no word of the name is an ordinary word elsewhere in the text.
    """
    dated = _read_dated_names(line.text)
    placed = read_placed_names(line.text)
    byline = dated or placed or read_bare_names(line.text)
    if byline is None:
        return None
    words = load_matter_words()
    not_persons = words.cities | country_names() | words.sets["sections", "forms"]
    if any(name.casefold() in not_persons for name in byline.names):
        return None
    employed = is_description(following) or (dated is None and placed is None and byline.end < len(line.text))
    if all(name.split()[0].capitalize() in given_names() for name in byline.names):
        vouched = dated or placed or employed or read_publication(following) is not None or _have_surnames(byline)
        return byline if vouched else None
    return byline if employed and not _has_ordinary_word(byline, text) else None


def _has_ordinary_word(byline: Byline, text: str) -> bool:
    """Tell whether a word of the names stands in lower case anywhere in the text."""
    tokens = {token.lower() for name in byline.names for token in name.split() if token[0].isupper()}
    return any(match.group() in tokens for match in re.finditer(r"\b[^\W\d_A-Z][^\W\d_]*", text[:20_000]))


def _have_surnames(byline: Byline) -> bool:
    return all(name.split()[-1].capitalize() in surnames() for name in byline.names)


def _read_dated_names(line: str) -> Byline | None:
    """Read a line of names and a date ("Marta Olsen | October 24, 2025"); the date vouches for the names."""
    match = re.fullmatch(r"([^|·•]{5,80}?)\s*[|·•]\s*(.+)", line)
    if match is None or read_publication(match.group(2)) is None:
        return None
    return read_bare_names(match.group(1))


def _read_tail(lines: list[Line], body: int, matter: Matter) -> Matter:
    """Read the last lines, the last one first: a signature stands at the very end, credits around it."""
    for index in range(len(lines) - 1, max(body, len(lines) - 1 - _TAIL_LINES, 0), -1):
        matter = _read_tail_line(lines[index], matter)
        if index == len(lines) - 1 and not matter.byline:
            byline = _read_lone_name(lines[index])
            matter = _with_byline(matter, lines[index], byline) if byline is not None else matter
    return matter


def _read_lone_name(line: Line) -> Byline | None:
    """Read a name that stands alone under the text."""
    byline = _read_bare(line, "", "") if read_placed_names(line.text) is None else None
    return byline if byline is not None and byline.end == len(line.text) else None


def _read_tail_line(line: Line, matter: Matter) -> Matter:
    if not matter.byline:
        byline = (
            read_byline(line.text)
            or read_signature(line.text)
            or read_contributors(line.text)
            or (read_reports(line.text) if matter.title_span else None)
        )
        if byline is not None:
            matter = _with_byline(matter, line, byline)
    if matter.credit is None:
        credit = read_credit(line.text) or read_trailing_credit(line.text)
        if credit is not None:
            matter = _with_credit(matter, line, credit)
    if matter.published is None and matter.updated is None:
        publication = read_publication(line.text)
        if publication is not None:
            matter = _with_publication(matter, publication)
    return matter


def _with_dateline(text: str, line: Line, matter: Matter) -> Matter:
    dateline = read_dateline(line.text, text[line.span.end : line.span.end + 20_000])
    if dateline is None:
        return matter
    place = line.part(*dateline.place) if dateline.place else None
    matter = replace(
        matter,
        dateline_span=line.part(dateline.start, dateline.end),
        dateline_place_span=place,
        dateline_date=dateline.date,
    )
    return _with_credit(matter, line, dateline.credit) if dateline.credit else matter


def _with_byline(matter: Matter, line: Line, byline: Byline) -> Matter:
    if byline.credit is not None:
        matter = _with_credit(matter, line, byline.credit)
    if byline.names and not matter.byline:
        matter = replace(matter, byline=byline.names, byline_span=line.part(byline.start, byline.end))
    return matter


def _with_credit(matter: Matter, line: Line, credit: Credit) -> Matter:
    if matter.credit is not None:
        return matter
    return replace(matter, credit=credit.name, credit_span=line.part(credit.start, credit.end))


def _with_publication(matter: Matter, publication: Publication) -> Matter:
    if publication.later:
        return replace(matter, updated=matter.updated or publication.published)
    return replace(matter, published=matter.published or publication.published)
