"""The plain sentence of an event: it says what the fields say, in every standing, and nothing more."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from dateline.knowledge.phrases import find_phrase, load_phrases
from dateline.knowledge.registers import load_registers
from dateline.knowledge.scores import load_scores
from dateline.ledger import Store
from dateline.model.record import EventType, Plover, Register, Status
from dateline.views import list_events
from dateline.views.phrasing import tell_event, tell_plainly, write_when
from dateline.views.rows import CountRow, EventRow, SideRow, SiteRow, SourceRow, Words


def _row(**fields: Any) -> EventRow:
    given: dict[str, Any] = {
        "key": "event:1",
        "type": "ASSAULT",
        "register": "strike",
        "status": "occurred",
        "trigger": Words(words="hit"),
        "plover": Plover(type="ASSAULT"),
        "status_words": Words(words=""),
        "sentence": Words(words="x"),
        "confidence": 1.0,
        "rule": "r",
        "source": SourceRow(article="a"),
    }
    return EventRow(**{**given, **fields})


def _sides(*names: str) -> tuple[SideRow, ...]:
    return tuple(SideRow(name=name) for name in names)


@pytest.mark.parametrize("phrase", load_phrases(), ids=lambda each: f"{each.type}-{each.register}-{each.did}")
def test_yes_and_no_sentences(phrase: Any) -> None:
    sides = {"actors": _sides(phrase.actor), "recipients": _sides(phrase.recipient)}
    for word in phrase.words or ("",):
        row = _row(type=phrase.type, register=phrase.register or "other", trigger=Words(words=f"{word}x"), **sides)
        assert tell_plainly(row) + "." == phrase.yes
        assert tell_plainly(row) + "." != phrase.no


def test_every_type_has_words_a_register_and_scores() -> None:
    for kind in get_args(EventType):
        for register in get_args(Register):
            phrase = find_phrase(kind, register)
            assert phrase.did
            assert phrase.noun
        assert (kind, "") in load_scores()
    assert set(load_registers()) == set(get_args(Register))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("occurred", "Rebels struck the port"),
        ("ongoing", "Going on: Rebels striking the port"),
        ("planned", "Planned: Rebels to strike the port"),
        ("proposed", "Proposed: Rebels to strike the port"),
        ("considered", "Considered: Rebels to strike the port"),
        ("threatened", "Threatened: Rebels to strike the port"),
        ("conditional", "On a condition: Rebels to strike the port"),
        ("cancelled", "Called off: Rebels to strike the port"),
        ("denied", "Denied: Rebels struck the port"),
        ("negated", "Did not happen: Rebels struck the port"),
    ],
)
def test_every_standing_is_said(status: Status, sentence: str) -> None:
    assert tell_plainly(_row(status=status, actors=_sides("Rebels"), recipients=_sides("the port"))) == sentence


def test_what_is_not_known_is_not_said() -> None:
    assert tell_plainly(_row(recipients=_sides("the port"))) == "Strike on the port"
    assert tell_plainly(_row()) == "Strike"
    words = tell_plainly(_row(actors=(SideRow(words="two men"),)))
    assert words == "Strike by “two men”"
    assert tell_plainly(_row(status="planned", actors=_sides("Rebels"))) == "Planned: strike by Rebels"


def test_numbers_places_and_days() -> None:
    row = _row(
        actors=_sides("Rebels"),
        recipients=_sides("A", "B", "C", "D", "E", "F"),
        start="2025-05-03",
        end="2025-05-03",
        counts=(
            CountRow(what="killed", min=6),
            CountRow(what="injured", min=200, max=200, approximate=True),
            CountRow(what="other", min=2, max=2),
        ),
        places=(SiteRow(name="Goma"),),
    )
    told = "Rebels struck A, B, C, D and 2 more (at least 6 killed, about 200 injured) in Goma on 3 May 2025"
    assert tell_plainly(row) == told


@pytest.mark.parametrize(
    ("start", "end", "ahead", "words"),
    [
        ("2025-05-03", "2025-05-03", False, "on 3 May 2025"), (None, "2025-05-03", False, "by 3 May 2025"),
        ("2025-05-03", None, False, "since 3 May 2025"), ("2025-05-03", None, True, "from 3 May 2025 on"),
        ("2025-05-01", "2025-05-31", False, "May 2025"), (None, None, True, None),
    ],
)  # fmt: skip
def test_when(start: str | None, end: str | None, ahead: bool, words: str | None) -> None:
    assert write_when(start, end, ahead) == words


def test_pieces_name_their_fields(example_ledger: Store) -> None:
    for row in list_events(example_ledger):
        pieces = tell_event(row)
        assert "".join(piece.words for piece in pieces) == tell_plainly(row)
        known = {side.key for side in (*row.actors, *row.recipients, *row.participants)} | {p.key for p in row.places}
        assert {piece.key for piece in pieces if piece.key} <= known
