"""The words that decided how an act stands, and the words of its condition; phrasings apart from the golden set."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Event, Record

Read = Callable[..., Record]


def act(record: Record, type_: str) -> Event:
    found = [event for event in record.events if event.type == type_]
    assert len(found) == 1, [(event.type, event.status) for event in record.events]
    return found[0]


@pytest.mark.parametrize(
    ("text", "type_", "status", "words"),
    [
        ("Latvia will deploy troops to Mali in June.", "MOBILIZE", "planned", "will"),
        ("Latvia plans to deploy troops to Mali.", "MOBILIZE", "planned", "plans"),
        ("Greece is to deploy troops to Cyprus.", "MOBILIZE", "planned", "is"),
        ("Spain is weighing sanctions against Nicaragua.", "SANCTION", "considered", "weighing"),
        ("Chad might attack Libya.", "ASSAULT", "considered", "might"),
        ("Riga wants the alliance to deploy troops to Latvia.", "MOBILIZE", "proposed", "wants"),
        ("Talks between Chad and Libya are under way in Tunis.", "CONSULT", "ongoing", "under way"),
        ("Eritrea keeps attacking Ethiopia.", "ASSAULT", "ongoing", "keeps"),
        ("Chad called off talks with Libya.", "CONSULT", "cancelled", "called"),
        ("A visit by Lula to Caracas was put on hold.", "CONSULT", "cancelled", "on hold"),
        ("Mali denied that it had attacked Niger.", "ASSAULT", "denied", "denied"),
        ("It is untrue that Mali attacked Niger, the envoy said.", "ASSAULT", "denied", "untrue"),
        ("Iran rejected claims that it had attacked the tanker.", "ASSAULT", "denied", "rejected"),
        ("Mali never attacked Niger.", "ASSAULT", "negated", "never"),
        ("Mali failed to capture Kidal.", "ASSAULT", "negated", "failed"),
        ("Mali attacked Niger.", "ASSAULT", "occurred", ""),
    ],
)
def test_the_words_that_decided_are_told(read: Read, text: str, type_: str, status: str, words: str) -> None:
    record = read(text, published="2025-10-24")
    event = act(record, type_)
    assert event.status == status
    assert " ".join(record.text_of(span) for span in event.status_spans) == words


@pytest.mark.parametrize(
    ("text", "type_", "condition"),
    [
        ("Chad will attack Libya if it crosses the border.", "ASSAULT", "if it crosses the border"),
        ("Unless Kigali withdraws, Belgium will impose sanctions on Rwanda.", "SANCTION", "Unless Kigali withdraws"),
        ("Chad would attack Libya in the event of an incursion.", "ASSAULT", "in the event of an incursion"),
        ("Had the envoy stayed, Chad would attack Libya.", "ASSAULT", "Had the envoy stayed"),
        ("Should the truce end, Chad will attack Libya.", "ASSAULT", "Should the truce end"),
    ],
)
def test_the_condition_is_told_in_its_words(read: Read, text: str, type_: str, condition: str) -> None:
    record = read(text, published="2025-10-24")
    event = act(record, type_)
    assert event.status == "conditional"
    assert event.condition is not None
    assert record.text_of(event.condition) == condition


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Mali attacked Niger even if envoys had warned it.", "ASSAULT"),
        ("Chad attacked Libya as if nothing had been signed.", "ASSAULT"),
    ],
)
def test_what_happened_hangs_on_no_condition(read: Read, text: str, type_: str) -> None:
    event = act(read(text, published="2025-10-24"), type_)
    assert (event.status, event.condition) == ("occurred", None)


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Rebels delayed a convoy as Mali attacked Niger.", "ASSAULT", "occurred"),
        ("The first pope to visit Iraq met Sistani in Najaf.", "CONSULT", "occurred"),
        ("A contract to supply Poland with tanks was signed by Seoul.", "AID", "planned"),
        ("Soldiers will arrest any migrant who crosses the line.", "COERCE", "conditional"),
        ("Denmark did not attack Norway and was attacked by Sweden.", "ASSAULT", "occurred"),
    ],
)
def test_what_decides_is_told_from_what_stands_near(read: Read, text: str, type_: str, status: str) -> None:
    record = read(text, published="2025-10-24")
    assert status in [event.status for event in record.events if event.type == type_]
