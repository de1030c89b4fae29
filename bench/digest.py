"""A record in a few lines that a reviewer can compare: what the program says today of an example."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model.record import Event, Party, Record, Statement


def describe(name: str, record: Record) -> str:
    """Write one line a statement and one an event."""
    actors = {actor.id: actor.name for actor in record.actors}
    places = {place.id: place.name for place in record.places}

    def sides(parties: Iterable[Party]) -> str:
        return ", ".join(actors.get(p.id or "", f"?{record.text_of(*p.spans)}") for p in parties)

    def statement(s: Statement) -> str:
        to = f" to {sides([s.addressee])}" if s.addressee else ""
        venue = f" on {s.venue.name}" if s.venue else ""
        words = record.text_of(*s.content).replace("\n", " ")
        return f"  {s.id} {s.form} {s.act}: {sides([s.speaker])}{to}{venue}: {words}"

    def event(e: Event) -> str:
        counts = "".join(f" {c.what}={c.min}..{c.max}" for c in e.counts)
        where = ", ".join(f"{places[p.id]} ({p.basis})" for p in e.places)
        said = f" said_by {','.join(e.said_by)}" if e.said_by else ""
        both = f" with [{sides(e.participants)}]" if e.participants else ""
        return (
            f"  {e.id} {e.type}/{e.mode or '-'} {e.register} {e.status}: {sides(e.actors) or '-'} -> "
            f"{sides(e.recipients) or '-'}{both} | {e.time.edtf} | {where or '-'} |{counts}{said} "
            f"| {record.text_of(*e.trigger)} | {e.rule}"
        )

    lines = [f"{name}: {record.article.title}"]
    lines += [statement(s) for s in record.statements] + [event(e) for e in record.events]
    lines += [f"  issue {issue.kind}: {issue.message}" for issue in record.issues]
    return "\n".join(lines) + "\n"
