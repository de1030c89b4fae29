"""The options of the lists: one for each filter that a list has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import click

from dateline.views.filters import CHOICES, FILTERS, SORTS, List

Command = TypeVar("Command", bound=Callable[..., Any])
_NAMES: dict[str, tuple[str, str]] = {
    "actor": ("NAME", "Who acts or takes part, by name, affiliation, or the country acted for. Example: --actor NATO"),
    "recipient": ("NAME", "Whom it is done to, or who takes part. Example: --recipient Ukraine"),
    "country": ("COUNTRY", "A side acts for it, or it is there; name or code. Example: --country RUS"),
    "place": ("NAME", "Where it is, by name or country. Example: --place Kharkiv"),
    "said_by": ("NAME", "Whose claim it is. Example: --said-by Rutte"),
    "speaker": ("NAME", 'Who says it, by name, affiliation or country. Example: --speaker "Mark Rutte"'),
    "addressee": ("NAME", 'Whom it is said to. Example: --addressee "Fox News"'),
    "outlet": ("NAME", 'Who published it, by words of the name. Example: --outlet "Harbour News"'),
    "kind": ("KIND", "Which kind of issue. Example: --kind empty"),
}
_NAMED = "Who is named, by name, affiliation or country. Example: --actor NATO"
_LIES_IN = "A country that an actor acts for or a place lies in. Example: --country RUS"
_NAMED_PLACE = "A place that is named, or its country. Example: --place Kharkiv"
_ABOUT: dict[tuple[str, str], str] = {
    ("articles", "actor"): _NAMED,
    ("articles", "country"): _LIES_IN,
    ("articles", "place"): _NAMED_PLACE,
    ("stories", "actor"): _NAMED,
    ("stories", "country"): _LIES_IN,
    ("stories", "place"): _NAMED_PLACE,
    ("threads", "kind"): "plan, threat, promise, proposal, demand or condition. Example: --kind threat",
    ("statements", "actor"): "Who speaks or is spoken to. Example: --actor NATO",
    ("statements", "country"): "Whom speaker or addressee acts for. Example: --country RUS",
    ("actors", "actor"): "By name, affiliation or country. Example: --actor Putin",
    ("actors", "country"): "Whom the actor acts for; name or code. Example: --country RUS",
    ("places", "place"): "By name or country. Example: --place Kharkiv",
    ("places", "country"): "Where the place lies; name or code. Example: --country UKR",
}
_EXAMPLES = {"outcome": "held", "type": "ASSAULT", "status": "threatened", "register": "strike", "act": "deny"}
_FLAGS = {
    "all_versions": "Also what stands in versions that newer ones at the same URL replaced.",
    "contested": "Only events on which reports contradict each other, or that someone denies.",
    "rejected": "Also events that a person rejected.",
    "reports": "One row for each report, not one for each event.",
}
_SEARCHED = {"events": "the sentences of the evidence", "statements": "what is said", "articles": "titles and texts"}
_SEARCHED |= {"stories": _SEARCHED["articles"], "threads": _SEARCHED["events"]}


def filter_options(name: str) -> Callable[[Command], Command]:
    """Give a list's command the options of its filters."""
    about = cast(List, name)

    def decorate(command: Command) -> Command:
        for filter_name in reversed(FILTERS[about]):
            command = _option(about, filter_name)(command)
        return command

    return decorate


def _option(about: List, name: str) -> Callable[[Command], Command]:
    flag = f"--{name.replace('_', '-')}"
    if name == "policy":
        choice = click.Choice(CHOICES[name], case_sensitive=False)
        known = ", ".join(CHOICES[name])
        words = f"Which report speaks for an event: {known} (the default). Example: {flag} {CHOICES[name][0]}"
        return click.option(flag, type=choice, metavar="POLICY", help=words)
    if name in CHOICES:
        choice = click.Choice(CHOICES[name], case_sensitive=False)
        words = f"One of: {', '.join(CHOICES[name])}. Example: {flag} {_EXAMPLES[name]}"
        return click.option(flag, multiple=True, type=choice, metavar=name.upper(), help=words)
    if name in ("since", "until"):
        side, day = ("From", "2025-10-01") if name == "since" else ("To", "2025-10")
        of = "when it happened" if about == "events" else "of publication"
        return click.option(flag, metavar="DAY", help=f"{side} this day, month or year ({of}). Example: {flag} {day}")
    if name == "search":
        words = f'Words in {_SEARCHED[about]}; in quotes: side by side. Example: --search "oil refinery"'
        return click.option(flag, metavar="WORDS", help=words)
    if name == "sort":
        known = ", ".join(SORTS[about])
        words = f"Order by {known}; with - in front backwards. Example: --sort -{SORTS[about][0]}"
        return click.option(flag, metavar="ORDER", help=words)
    if name in _FLAGS:
        return click.option(flag, is_flag=True, default=False, help=f"{_FLAGS[name]} Example: {flag}")
    if name == "limit":
        return click.option(flag, type=click.IntRange(min=0), metavar="N", help="At most N. Example: --limit 20")
    metavar, words = _NAMES[name]
    return click.option(flag, multiple=True, metavar=metavar, help=_ABOUT.get((about, name), words))
