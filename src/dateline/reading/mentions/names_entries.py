"""Which row of the tables a name means: "Trump" the president, but not "Ivanka Trump" nor an unknown "Brown"."""

from __future__ import annotations

from dateline.knowledge.names import NameEntry
from dateline.reading.mentions.names_draft import Draft
from dateline.reading.mentions.names_runs import Reader

_FITTING = {
    "person": ("person",),
    "organisation": ("organisation", "group"),
    "country": ("country",),
    "group": ("group", "organisation", "country"),
    "place": ("place", "country"),
}


def choose_entries(reader: Reader, draft: Draft) -> tuple[NameEntry | None, tuple[NameEntry, ...]]:
    """Give the row that a name means and all that it could mean; None where its words leave it open."""
    kind = draft.kind or "other"
    if kind == "other":
        return None, ()
    fitting = tuple(entry for entry in draft.entries if entry.kind in _FITTING[kind])
    if draft.form in ("demonym", "nominal") and draft.entries:
        return draft.entries[0], draft.entries
    if not fitting:
        return None, ()
    if len(fitting) == 1 and not (fitting[0].ambiguous and kind == "person"):
        return fitting[0], fitting
    told = [entry for entry in fitting if _is_told_by_title(reader, draft, entry)]
    if len(told) == 1:
        return told[0], fitting
    if kind == "person" and any(entry.ambiguous for entry in fitting):
        return None, fitting
    return (fitting[0] if len({entry.key for entry in fitting}) == 1 else None), fitting


def _is_told_by_title(reader: Reader, draft: Draft, entry: NameEntry) -> bool:
    """Tell whether the title in front fits a known person's office: "Prime Minister Brown"."""
    if draft.title is None:
        return False
    words = " ".join(reader.analysis.lowers[draft.title[0] : draft.title[1]]).replace(" - ", "-")
    return any(role in words for role in entry.roles)
