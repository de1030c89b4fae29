"""How to cite an event of a ledger: in words, as BibTeX, as CSL-JSON; with the articles that it was read from."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from dateline.views.details import EventDetail
from dateline.views.rows import SourceRow

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _sources(detail: EventDetail) -> list[SourceRow]:
    found: dict[str, SourceRow] = {}
    for report in detail.dossier.reports:
        found.setdefault(report.source.article, report.source)
    return list(found.values())


def _title(source: SourceRow) -> str:
    return " ".join((source.title or "Untitled").split())


def _outlet(source: SourceRow) -> str:
    return source.outlet or "unnamed outlet"


def cite_plainly(detail: EventDetail) -> str:
    """Cite in one line: the sentence, who told it when, the id."""
    told = "; ".join(
        f"{_outlet(source)}{f', {source.published[:10]}' if source.published else ''}" for source in _sources(detail)
    )
    return f"“{detail.sentence}.” Machine-coded by dateline from: {told}. {detail.id}."


def cite_bibtex(detail: EventDetail) -> str:
    """Cite as BibTeX: an entry for the event and one for each article."""
    letters = detail.id.partition(":")[2]
    sources = _sources(detail)
    names = [f"dateline-{source.article[:12]}" for source in sources]
    entries = [
        _entry(
            "misc", f"dateline-{letters[:12]}",
            {
                "title": f"{{{_escape(detail.sentence)}}}", "howpublished": "Event ledger, machine-coded by dateline",
                "note": f"{_escape(detail.id)}; read from {', '.join(names)}", "year": (detail.event.start or "")[:4],
            },
        )
    ]  # fmt: skip
    for source, name in zip(sources, names):
        fields = {
            "title": f"{{{_escape(_title(source))}}}", "journal": _escape(_outlet(source)),
            "year": (source.published or "")[:4], "date": (source.published or "")[:10],
            "url": _plain_url(source.url),
        }  # fmt: skip
        entries.append(_entry("article", name, fields))
    return "\n".join(entries)


def _plain_url(url: str | None) -> str:
    return re.sub(r"[{}\\\s]", "", url) if url else ""


def _entry(kind: str, name: str, fields: dict[str, str]) -> str:
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@{kind}{{{name},\n{lines}}}\n"


def _escape(words: str) -> str:
    return "".join(_TEX.get(character, character) for character in words if character.isprintable())


def cite_csl(detail: EventDetail) -> bytes:
    """Cite as CSL-JSON: the event as a dataset entry, and each article as a newspaper's."""
    items: list[dict[str, Any]] = [
        {
            "id": detail.id, "type": "dataset", "title": detail.sentence, "publisher": "dateline (machine-coded)",
            **_issued(detail.event.start),
        }
    ]  # fmt: skip
    for source in _sources(detail):
        item: dict[str, Any] = {
            "id": f"article:{source.article}", "type": "article-newspaper", "title": source.title or "Untitled",
            "container-title": _outlet(source), **_issued(source.published),
        }  # fmt: skip
        if source.url:
            item["URL"] = source.url
        items.append(item)
    return msgspec.json.encode(items)


def _issued(day: str | None) -> dict[str, Any]:
    if not day:
        return {}
    return {"issued": {"date-parts": [[int(part) for part in day[:10].split("-")]]}}
