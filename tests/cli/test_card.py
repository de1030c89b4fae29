"""The card, on a record made by hand: every section, at 80 columns, in words where colour is gone."""

from __future__ import annotations

import io

from rich.console import Console

from dateline.cli.card import print_card
from dateline.model.record import Record
from records_by_hand import make_article, make_record


def _print(record: Record, width: int = 80, color: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, highlight=False, color_system="truecolor" if color else None, force_terminal=color
    )
    print_card(console, record)
    return stream.getvalue()


def test_every_section_in_words() -> None:
    card = _print(make_record())
    flat = " ".join(card.split())
    assert "Dnipro Wire · 11 March 2026" in flat
    assert "Russian Armed Forces → “six people”: ASSAULT (aerial), at least 6 killed" in flat
    assert "[occurred] strike · 9 March 2026 · in Kharkiv · Andrii Sybiha says" in flat
    assert "Russian drones 🚀 killed at least six people in Kharkiv on Monday" in flat
    assert "about 200 generators" in flat
    assert "[cancelled]" in flat
    assert "Andrii Sybiha to Café Żółty (warns, on Morning Hour, in reply): “Moscow will answer for this”" in flat
    assert "Foreign Minister" in flat
    assert "49.98, 36.25" in flat
    assert "place-unresolved: no place for 'Geneva': “Geneva”" in flat
    assert max(map(len, card.splitlines())) <= 80


def test_narrow_and_in_colour() -> None:
    assert max(map(len, _print(make_record(), width=40).splitlines())) <= 40
    coloured = _print(make_record(), color=True)
    assert "\x1b[2;4mkilled" in coloured or "\x1b[4;2mkilled" in coloured


def test_a_title_with_markup_is_shown_as_it_is() -> None:
    article = make_article("Nothing happened [bold]here[/bold].", title="A [red]title[/red]")
    card = _print(Record(producer=make_record().producer, article=article))
    assert "A [red]title[/red]" in card
    assert "Nothing was read from this text." in card
