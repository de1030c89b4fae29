"""Joined events and stories as a ledger keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from dateline.ledger.merges import KeptEvent
from dateline.merging.parts import Part
from dateline.merging.reports import Report, Source, number_of
from dateline.merging.stories import StoryMaker
from dateline.merging.types import POLICIES, JoinedEvent, Link, Story

_LOOKED_AT = 30
"""An article is linked to the nearest of so many earlier ones."""


class KeptStory(msgspec.Struct, frozen=True, array_like=True):
    """A story as it is kept."""

    number: int
    key: str
    entry: str
    """As JSON."""
    articles: tuple[int, ...]
    since: str | None
    until: str | None
    voices: int


def keep(event: JoinedEvent) -> KeptEvent:
    """Give an event as it is kept."""
    bits = dict.fromkeys(event.reports, 0)
    for bit, policy in enumerate(POLICIES):
        bits[event.chosen[policy]] |= 1 << bit
    alone = len(event.reports) == 1 and event.standing == "open" and all(each.decided is None for each in event.fields)
    return KeptEvent(
        number=number_of(event.id),
        key=event.id,
        reports=tuple((number_of(key), bits[key]) for key in event.reports),
        documents=event.documents,
        voices=event.voices,
        standing=event.standing,
        entry=None if alone else msgspec.json.encode(event).decode(),
        fields=tuple((field.name, field.status) for field in event.fields if field.status != "single"),
    )


def keep_alone(report: Report) -> KeptEvent:
    """Give the event of one report that nobody ruled on, as `keep` gives it: it speaks for itself by every policy."""
    denied = report.status == "denied" or bool(report.denied_by)
    return KeptEvent(
        number=report.number,
        key=report.key,
        reports=((report.number, (1 << len(POLICIES)) - 1),),
        documents=1,
        voices=1,
        standing="open",
        entry=None,
        fields=(("status", "denied"),) if denied else (),
    )


def join_stories(part: Part, maker: StoryMaker, voice_of: Callable[[str], str]) -> list[KeptStory]:
    """Make the stories of a part."""
    stories = []
    for group in maker.join_part(part):
        if len(group) > 1:
            story = make_story(group, {each.id: voice_of(each.id) for each in group}, maker)
            entry = msgspec.json.encode(story).decode()
            numbers = tuple(each.number for each in group)
            stories.append(KeptStory(group[0].number, story.id, entry, numbers, story.since, story.until, story.voices))
    return stories


def make_story(articles: Sequence[Source], voices: Mapping[str, str], maker: StoryMaker) -> Story:
    """Make the entry of a story; its articles in the order of publication."""
    days = sorted(each.published[:10] for each in articles if each.published)
    return Story(
        id=f"story:{articles[0].id[:15]}",
        articles=tuple(each.id for each in articles),
        voices=len({voices[each.id] for each in articles}),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        links=tuple(_link(articles, position, maker) for position in range(1, len(articles))),
    )


def _link(articles: Sequence[Source], position: int, maker: StoryMaker) -> Link:
    here = articles[position]
    nearest = max(
        articles[:position][:_LOOKED_AT], key=lambda earlier: (maker.score(here.number, earlier.number), earlier.id)
    )
    comparison = maker.compare(here.number, nearest.number)
    reasons = sorted(((point.reason, point.weight) for point in comparison.points), key=lambda pair: -abs(pair[1]))
    return Link(report=here.id, to=nearest.id, score=comparison.score, reasons=tuple(reasons))
