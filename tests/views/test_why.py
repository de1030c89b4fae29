"""Every field of an event or statement can be asked for its words, in their sentence, and its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model.article import Span
from dateline.model.errors import LedgerError
from dateline.views import Ledger
from dateline.views.context import quote_span
from records_by_hand import TEXT, make_article, make_record


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.add(make_record(make_article(ref="1")))
        yield ledger


def _key(ledger: Ledger, type_: str = "ASSAULT") -> str:
    return next(e.key for e in ledger.events(type=type_))


def test_every_quote_is_in_the_text_with_its_context(ledger: Ledger) -> None:
    for key in [e.key for e in ledger.events()] + [s.key for s in ledger.statements()]:
        why = ledger.why(key)
        assert why.key == key
        assert why.outlet == "Dnipro Wire"
        quotes = [quote for reason in why.reasons for quote in reason.quotes]
        assert quotes
        for quote in quotes:
            assert TEXT[quote.span.start : quote.span.end] == quote.words
            assert quote.before + quote.words + quote.after in TEXT


def test_the_reasons_of_an_event(ledger: Ledger) -> None:
    why = {reason.field: reason for reason in ledger.why(_key(ledger)).reasons}
    assert why["type"].value == "ASSAULT (aerial, military)"
    assert why["type"].notes == ("found by strike.kill, confidence 0.9",)
    assert why["actors"].quotes[0].words == "Russian drones"
    assert "acts for Russia" in why["actors"].notes
    assert why["recipients"].value is None
    assert why["recipients"].notes == ("who this is was not resolved",)
    assert "could also be Kharkivske, UKR" in why["places"].notes
    assert "largest place of the name" in why["places"].notes
    assert "counted from the day of publication, 2026-03-11" in why["time"].notes
    assert why["time"].quotes[0].words == "Monday"
    assert why["counts"].value == "killed: at least 6"
    assert why["said_by"].value == "Andrii Sybiha (person, UKR GOV)"
    assert why["sentence"].value == "Russian drones 🚀 killed at least six people in Kharkiv on Monday"


def test_unknown_is_said_to_be_unknown(ledger: Ledger) -> None:
    why = {reason.field: reason for reason in ledger.why(_key(ledger, "CONSULT")).reasons}
    assert "participants" in why or why["actors"].notes == ("the text does not say",)
    cancelled = next(e.key for e in ledger.events(status="cancelled"))
    why = {reason.field: reason for reason in ledger.why(cancelled).reasons}
    assert (why["time"].value, why["time"].notes) == (None, ("the text does not say",))
    assert why["actors"].value is None
    assert why["places"].value == "Geneva (unresolved)"
    assert why["status"].quotes[0].words == "called off"
    assert why["said_by"].value == "the outlet's own voice"


def test_the_reasons_of_a_statement(ledger: Ledger) -> None:
    key = ledger.statements(act="warn")[0].key
    reasons = ledger.why(key).reasons
    why = {reason.field: reason for reason in reasons}
    assert why["speaker"].quotes[0].words == "Sybiha"
    assert 'first named as "Andrii Sybiha" at 100-113' in why["speaker"].notes
    assert "could also be Andrii Sybiga (UKR): another spelling" in why["speaker"].notes
    assert why["addressee"].quotes[0].words == "Café Żółty"
    assert why["venue"].value == "Morning Hour"
    assert why["replies_to"].value == ledger.statements()[0].key
    assert (why["events"].value or "").startswith("CONSULT occurred, denied: event:")


def test_one_field(ledger: Ledger) -> None:
    for name in ("place", "places", "PLACES"):
        (reason,) = ledger.why(_key(ledger), name).reasons
        assert reason.field == "places"
    with pytest.raises(LedgerError, match=r"has no field 'colour'; it has type, plover"):
        ledger.why(_key(ledger), "colour")


def test_the_beginning_of_an_id_is_enough(ledger: Ledger) -> None:
    key = _key(ledger)
    letters = key.partition(":")[2]
    for some in (key[:12], letters[:6], key.upper(), f" {key} "):
        assert ledger.why(some).key == key


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("event:1234", "too short"),
        ("event:%%%%%%", "too short"),
        ("event:zzzzzz", "holds no event or statement"),
        ("actor:123456", "is no id of an event or statement"),
        ("", "too short"),
    ],
)
def test_wrong_ids_are_said(ledger: Ledger, key: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        ledger.why(key)


def test_an_id_that_fits_several_is_refused(ledger: Ledger) -> None:
    record = make_record(make_article(ref="1", outlet="Twin"))
    import msgspec

    key = _key(ledger)
    twin = msgspec.structs.replace(record.events[0], key=key[:-1] + ("0" if key[-1] != "0" else "1"))
    ledger.add(msgspec.structs.replace(record, events=(twin, *record.events[1:])))
    with pytest.raises(LedgerError, match="fits several ids"):
        ledger.why(key[:14])
    assert ledger.why(key).key == key


def test_context_is_the_sentence() -> None:
    text = "Mr. X left. “He hit Y.” Z saw it, U.S. officials said\nNext line."
    start = text.index("saw")
    quote = quote_span(text, Span(start, start + 3))
    assert (quote.before, quote.after) == ("Z ", " it, U.S. officials said")
    long = "a " * 1000 + "HERE" + " b" * 1000
    quote = quote_span(long, Span(2000, 2004), Span(0, len(long)))
    assert quote.before.startswith("… a")
    assert quote.after.endswith("b …")
    assert len(quote.before) < 310
