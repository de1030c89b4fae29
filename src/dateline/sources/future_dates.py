"""Articles that say they were published after today: kept, with an issue that says so."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.record import Issue
from dateline.sources.types import Found


def with_future_date(found: Found, today: str) -> Found:
    """Add an issue to an article that is dated after today; the date is kept."""
    published = found.article.published
    if published is None or published <= today:
        return found
    issue = Issue(kind="future-date", message=f"the publication date {published} is in the future (today is {today})")
    return replace(found, issues=(*found.issues, issue))
