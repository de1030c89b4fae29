"""What could not be read or resolved, said in words at the end of the record."""

from __future__ import annotations

from dateline.model.article import Article
from dateline.model.record import Issue
from dateline.reading.analysis import Analysis
from dateline.reading.coding.types import Found

_SHARE_OF_CAPITALS = 0.8
_LONG_SENTENCE = 200
"""Tokens; a sentence above this is likely several without their full stops."""


def find_issues(article: Article, analysis: Analysis, found: Found) -> tuple[Issue, ...]:
    """List what a user should know before trusting the record."""
    return (
        *_find_typing_issues(article, analysis),
        *_find_place_issues(found),
        *_find_time_issues(article, found),
    )


def _find_typing_issues(article: Article, analysis: Analysis) -> list[Issue]:
    issues: list[Issue] = []
    letters = list(filter(str.isalpha, article.text))
    if len(letters) > 40 and sum(map(str.isupper, letters)) > _SHARE_OF_CAPITALS * len(letters):
        words = "the text is all in capitals; names and sentence trees are less sure"
        issues.append(Issue(kind="all-capitals", message=words))
    for first, last in analysis.sentences:
        if last - first > _LONG_SENTENCE:
            words = f"a sentence of {last - first} words, perhaps several run together; less was read from it"
            issues.append(Issue(kind="long-sentence", message=words, span=analysis.span(first, last)))
    return issues


def _find_place_issues(found: Found) -> list[Issue]:
    issues: list[Issue] = []
    for place in found.resolved.places.places:
        if place.lat is None:
            near = ", ".join(
                " ".join(part for part in (c.name, c.admin1, c.country) if part) for c in place.candidates[:3]
            )
            words = f"no place was settled on for {place.name!r}" + (f"; it could be {near}" if near else "")
            issues.append(Issue(kind="place-unresolved", message=words, span=place.spans[0] if place.spans else None))
    return issues


def _find_time_issues(article: Article, found: Found) -> list[Issue]:
    impossible: list[Issue] = []
    for time in found.resolved.times.times:
        words = article.text[time.span.start : time.span.end]
        if time.edtf is None and time.value is None and time.timex == "DATE" and any(map(str.isdigit, words)):
            impossible.append(Issue(kind="no-such-day", message=f"the calendar has no {words!r}", span=time.span))
    unknown = [time for time in found.resolved.times.times if time.edtf is not None and "XXXX" in time.edtf]
    if article.published is not None or not unknown:
        return impossible
    message = (
        f"no publication date is known, so {len(unknown)} of the dates in the text have no year; "
        "give one with --published"
    )
    return [*impossible, Issue(kind="no-publication-date", message=message, span=unknown[0].span)]
