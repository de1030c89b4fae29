"""Text, what the caller knows of it and what stands around it become an `Article`."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.outlets import outlet_of_url
from dateline.model.article import Article, Span, article_id, text_sha256
from dateline.model.errors import SourceError
from dateline.model.record import Issue
from dateline.sources.dates import complete_date, is_iso_date
from dateline.sources.language import find_language, normalise_language
from dateline.sources.matter import Matter
from dateline.sources.notices import find_notices
from dateline.sources.types import Found, Options


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page, a front matter or a row tells of itself, apart from the report's own text."""

    title: str | None = None
    title_span: Span | None = None
    byline: tuple[str, ...] = ()
    byline_span: Span | None = None
    credit: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    issues: tuple[Issue, ...] = ()


def check_options(options: Options) -> None:
    """Refuse a publication date or a language of another form; raises SourceError."""
    if options.published is not None and not is_iso_date(options.published):
        raise SourceError(f"published: {options.published!r} is no date of the form YYYY-MM-DD, such as 2025-10-24")
    if options.language is not None and normalise_language(options.language) is None:
        raise SourceError(f"language: {options.language!r} is no language code such as en")


def make_article(text: str, matter: Matter, metadata: Metadata, options: Options) -> Found:
    """Put an article together: what the caller gave comes first, then metadata, then what the text says of itself."""
    check_options(options)
    _check_characters(text)
    title, title_span = matter.title, matter.title_span
    if title_span is None:
        title = options.title or metadata.title or title
        title_span = metadata.title_span if title == metadata.title else None
    url = options.url or metadata.url
    outlet = options.outlet or metadata.outlet or _outlet_of(url)
    published, published_from = _choose_date(matter, metadata, options)
    dateline_date = complete_date(matter.dateline_date, published) if matter.dateline_date else None
    if published is None and dateline_date is not None:
        published, published_from = dateline_date, "dateline"
    byline, byline_span = matter.byline, matter.byline_span
    if not byline:
        byline, byline_span = metadata.byline, metadata.byline_span
    article = Article(
        id=article_id(text, title, outlet, url, published),
        text_sha256=text_sha256(text),
        ref=options.ref,
        url=url,
        outlet=outlet,
        title=title,
        title_span=title_span,
        byline=byline,
        byline_span=byline_span,
        credit=matter.credit or metadata.credit,
        credit_span=matter.credit_span,
        dateline_span=matter.dateline_span,
        dateline_place_span=matter.dateline_place_span,
        dateline_date=dateline_date,
        notices=find_notices(text),
        published=published,
        published_from=published_from,
        language=normalise_language(options.language) if options.language else find_language(text),
        text=text,
    )
    return Found(article, (*metadata.issues, *_date_issues(article, matter, metadata)))


def _check_characters(text: str) -> None:
    """Refuse what no file can hold as text; raises SourceError."""
    if "\x00" in text:
        raise SourceError(f"not text: there is a NUL character at {text.index(chr(0))}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(f"not text: half of a surrogate pair at {error.start}") from error


def _choose_date(matter: Matter, metadata: Metadata, options: Options) -> tuple[str | None, str | None]:
    if options.published is not None:
        return options.published, "given"
    found = metadata.published or matter.published or matter.updated
    return (found, "metadata") if found is not None else (None, None)


def _outlet_of(url: str | None) -> str | None:
    outlet = outlet_of_url(url) if url else None
    return outlet.name if outlet is not None and outlet.kind != "aggregator" else None


def _date_issues(article: Article, matter: Matter, metadata: Metadata) -> list[Issue]:
    """Say where the dates of one article do not go together."""
    published, issues = article.published, []
    if published is None:
        return []
    if article.dateline_date is not None and article.dateline_date > published:
        words = f"the dateline has {article.dateline_date}, which is after the publication on {published}"
        issues.append(Issue(kind="date-order", message=words, span=article.dateline_span))
    stated = metadata.published or matter.published
    if article.published_from == "given" and stated is not None and stated != published:
        where = "the page's metadata say" if metadata.published else "the text says"
        words = f"the publication date given is {published}, {where} {stated}; the one given was used"
        issues.append(Issue(kind="date-order" if stated > published else "date-conflict", message=words))
    return issues
