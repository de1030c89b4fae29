"""Plain text: the article is the text, and its first and last lines tell what it is."""

from __future__ import annotations

from dateline.model.record import Issue
from dateline.sources.articles import Metadata, make_article
from dateline.sources.lines import find_lines
from dateline.sources.matter import find_matter
from dateline.sources.types import Found, Options


def read_text(text: str, options: Options, issues: tuple[Issue, ...] = ()) -> Found:
    """Read a plain text; raises SourceError where an option has a wrong form. The text itself never changes."""
    matter = find_matter(text, find_lines(text), options.title)
    return make_article(text, matter, Metadata(issues=issues), options)
