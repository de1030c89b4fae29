"""What the tools answer: rows cut to what an agent can use, never without the id and the exact words."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from dateline.views.context import Quote
from dateline.views.details import EventDetail
from dateline.views.phrasing import tell_plainly
from dateline.views.rows import EventRow, SideRow, SourceRow, StatementRow

Detail = Literal["compact", "full"]
NOTE = (
    "Machine-coded from the words of articles: what outlets and speakers claim, not what is established. "
    "Cite `quote` with `source`; null is unknown."
)


def _source(source: SourceRow) -> dict[str, Any]:
    return {
        "article": source.article, "outlet": source.outlet, "published": source.published, "title": source.title,
        "url": source.url,
    }  # fmt: skip


def _side(side: SideRow) -> dict[str, Any]:
    return {"name": side.name, "words": side.words, "country": side.country, "id": side.key}


def show_event(row: EventRow, detail: Detail) -> dict[str, Any]:
    """Show an event: compact is what one needs to tell it and to cite it; full is all fields with their spans."""
    if detail == "full":
        made: dict[str, Any] = msgspec.to_builtins(row)
        return {"id": row.joined.id if row.joined else row.key, "sentence": tell_plainly(row), **made}
    joined = row.joined
    return {
        "id": joined.id if joined else row.key, "sentence": tell_plainly(row), "status": row.status,
        "type": row.type, "register": row.register, "start": row.start, "end": row.end,
        "actors": [_side(side) for side in row.actors], "recipients": [_side(side) for side in row.recipients],
        "participants": [_side(side) for side in row.participants], "places": [site.label for site in row.places],
        "claimed_by": [voice.speaker.label for voice in row.said_by],
        "denied_by": [voice.speaker.label for voice in row.denied_by],
        "articles": joined.documents if joined else 1, "origins": joined.voices if joined else 1,
        "contested": list(joined.of_status("contested")) if joined else [],
        "quote": row.sentence.words, "span": list(row.sentence.spans[0]) if row.sentence.spans else None,
        "source": _source(row.source),
    }  # fmt: skip


def show_statement(row: StatementRow, detail: Detail) -> dict[str, Any]:
    """Show a statement."""
    if detail == "full":
        made: dict[str, Any] = msgspec.to_builtins(row)
        return {"id": row.key, "quote": row.content.words, **made}
    return {
        "id": row.key, "act": row.act, "form": row.form, "speaker": _side(row.speaker),
        "addressee": _side(row.addressee) if row.addressee else None,
        "venue": row.venue.words if row.venue else None, "quote": row.content.words,
        "spans": [list(span) for span in row.content.spans], "replies_to": row.replies_to, "events": list(row.events),
        "source": _source(row.source),
    }  # fmt: skip


def show_comparison(detail: EventDetail) -> dict[str, Any]:
    """Show what each report says of each field, with the words, and where they contradict each other."""
    fields = [
        {
            "field": field.name,
            "agreement": field.status,
            "of_all_reports": field.chosen,
            "set_by_a_person": field.decided,
            "values": [
                {
                    "value": value.value,
                    "denied": value.polarity == "denied",
                    "origins": value.voices,
                    "claims": [
                        {
                            "claimed_by": claim.claimed_by,
                            "quote": claim.words.words,
                            "spans": [list(span) for span in claim.words.spans],
                            "source": _source(claim.source),
                        }
                        for claim in value.claims
                    ],
                }
                for value in field.values
            ],
        }
        for field in detail.dossier.fields
    ]
    return {
        "id": detail.id, "sentence": detail.sentence, "articles": detail.dossier.documents,
        "origins": detail.dossier.voices, "standing": detail.dossier.standing, "fields": fields,
        "reports": [
            {"id": report.key, "quote": report.sentence.words, "source": _source(report.source)}
            for report in detail.dossier.reports
        ],
        "note": NOTE,
    }  # fmt: skip


def show_quote(quote: Quote) -> dict[str, Any]:
    """Show words with what stands around them."""
    return {"quote": quote.words, "span": list(quote.span), "before": quote.before, "after": quote.after}
