"""Why reports are of one event and articles of one story, as text for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.ledger_tables import short_key

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dateline.views import Entity, StoryRow
    from dateline.views.joined import ClaimRow, Dossier, FieldRow, ReportRow, ValueRow
    from dateline.views.rows import SourceRow

_STYLES = {"contested": "red", "denied": "red", "updated": "yellow", "corroborated": "green"}
_REASONS = 6
_WORDS = 110


def print_dossier(console: Console, dossier: Dossier) -> None:
    """Print which reports are of the event and why, and what they say of each field."""
    from rich.text import Text

    console.print()
    standing = "" if dossier.standing == "open" else f", {dossier.standing} by a person"
    head = Text("all reports", style="bold")
    head.append(f"  {dossier.voices} voices, {dossier.documents} documents{standing}", "not bold")
    console.print(head)
    for report in dossier.reports:
        console.print(_report(report), soft_wrap=False)
    for key, action, into in dossier.history:
        moved = f" {short_key(into)}" if into else ""
        console.print(Text(f"    {short_key(key)} {action}{moved}", style="dim"))
    for field in dossier.fields:
        console.print()
        _print_field(console, field)


def joined_rows(dossier: Dossier) -> Iterator[tuple[str | int | None, ...]]:
    """Yield a row for each place that claims a value of a field."""
    for field in dossier.fields:
        for value in field.values:
            for claim in value.claims:
                by = claim.claimed_by or _name(claim.source)
                notes = f"{field.status}; {value.polarity}; {by}"
                for span in claim.words.spans or (None,):
                    start, end = (None, None) if span is None else (span.start, span.end)
                    words = claim.words.words
                    yield claim.report, f"joined {field.name}", value.value, words, start, end, None, None, notes


def _report(report: ReportRow) -> Text:
    from rich.text import Text

    text = Text("    ")
    text.append(short_key(report.key), "bold")
    text.append(f"  {_name(report.source)}\n      ", "dim")
    words = " ".join(report.sentence.words.split())
    text.append(words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …")
    if report.decided:
        text.append("\n      joined by a person", "bold")
    elif report.to is not None:
        weighed = sorted(report.reasons, key=lambda reason: -abs(reason[1]))[:_REASONS]
        told = "; ".join(f"{words} {weight:+.1f}" for words, weight in weighed)
        text.append(f"\n      {report.score:.1f} points with {short_key(report.to)}: {told}", "dim")
    return text


def _print_field(console: Console, field: FieldRow) -> None:
    from rich.padding import Padding
    from rich.text import Text

    head = Text(field.name, style="bold")
    head.append(f"  {field.status}", f"not bold {_STYLES.get(field.status, '')}".strip())
    if field.decided is not None:
        head.append(f"  set to {field.decided} by a person", "not bold")
    console.print(head)
    for value in field.values:
        console.print(Padding(_value(value), (0, 0, 0, 4)))


def _value(value: ValueRow) -> Text:
    from rich.text import Text

    text = Text("not " if value.polarity == "denied" else "")
    text.append(value.value, "bold")
    text.append(f"  {value.voices} voice{'s' * (value.voices != 1)}")
    if value.since:
        text.append(f" since {value.since}")
    if value.superseded_by:
        text.append(f", then {value.superseded_by}", "yellow")
    for claim in value.claims:
        text.append(f"\n  {_claim(claim)}", "dim")
    return text


def _claim(claim: ClaimRow) -> str:
    by = f"{claim.claimed_by} in " if claim.claimed_by else ""
    words = " ".join(claim.words.words.split())
    spans = ", ".join(f"{span.start}-{span.end}" for span in claim.words.spans)
    quoted = f": “{words}” {spans}" if words else ""
    return f"{by}{_name(claim.source)}{quoted}"


def _name(source: SourceRow) -> str:
    name = source.outlet or " ".join((source.title or source.ref or "an unnamed outlet").split())
    return " ".join(part for part in (name, source.published) if part)


def print_story(console: Console, story: StoryRow) -> None:
    """Print the articles of a story and why each is in it."""
    from rich.text import Text

    head = Text(story.key, style="bold")
    days = " to ".join(dict.fromkeys(day for day in (story.since, story.until) if day))
    head.append(f"  {story.articles} articles, {story.voices} voices, {story.events} events  {days}", "not bold")
    console.print(head)
    why = {link.report: link for link in story.links}
    for source in story.sources:
        title = " ".join((source.title or source.ref or source.article[:12]).split())
        console.print()
        console.print(Text.assemble((title, "bold"), f"  {_name(source) if source.title else ''}"))
        link = why.get(source.article)
        if link is not None:
            near = next((each for each in story.sources if each.article == link.to), None)
            told = sorted(link.reasons, key=lambda reason: -abs(reason[1]))[:_REASONS]
            words = "; ".join(f"{reason} {weight:+.1f}" for reason, weight in told)
            console.print(
                Text(f"    {link.score:.1f} points with {_name(near) if near else '?'}: {words}", style="dim")
            )


def story_links(story: StoryRow) -> Iterator[tuple[str | float | None, ...]]:
    """Yield a row for each article of a story."""
    why = {link.report: link for link in story.links}
    for source in story.sources:
        link = why.get(source.article)
        reasons = None if link is None else "; ".join(f"{words} {weight:+.2f}" for words, weight in link.reasons)
        yield (
            story.key, source.article, source.outlet, source.published, source.title,
            link.to if link else None, link.score if link else None, reasons,
        )  # fmt: skip


def print_entity(console: Console, entity: Entity) -> None:
    """Print the names and roles of an entity."""
    from rich.text import Text

    head = Text.assemble((entity.key, "bold"), "  ", (entity.name, "bold"))
    head.append(f"  {' '.join(part for part in (entity.kind, entity.country) if part)}, {entity.articles} articles")
    console.print(head)
    console.print(Text(f"named  {', '.join(f'{each.name} ({each.articles})' for each in entity.names)}"))
    for role in entity.roles:
        days = " to ".join(dict.fromkeys(day for day in (role.since, role.until) if day))
        console.print()
        console.print(Text.assemble((role.title, "bold"), f"{f' of {role.of}' if role.of else ''}  {days}"))
        (span,) = role.words.spans
        where = f"    {_name(role.source)}: “{role.words.words}” {span.start}-{span.end}"
        console.print(Text(where if role.articles == 1 else f"{where}, and {role.articles - 1} more", style="dim"))
    for key in entity.namesakes:
        console.print(Text(f"another of this name: {short_key(key)}", style="dim"))


def entity_roles(entity: Entity) -> Iterator[tuple[str | int | None, ...]]:
    """Yield a row for each role of an entity."""
    for role in entity.roles:
        (span,) = role.words.spans
        yield (
            entity.key, entity.name, role.title, role.of, role.since, role.until, role.articles, role.words.words,
            span.start, span.end, role.source.article,
        )  # fmt: skip
