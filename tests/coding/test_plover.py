from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge import plover
from dateline.model.errors import LexiconError
from dateline.model.record import EventType, Status
from dateline.reading.coding.plover import code_plover


@pytest.mark.parametrize(
    ("type_", "mode", "status", "code", "code_mode", "aux"),
    [
        ("CONSULT", None, "planned", "AGREE", None, ()),
        ("CONSULT", "visit", "cancelled", "REJECT", "meet", ()),
        ("RETREAT", "withdraw", "planned", "CONCEDE", None, ()),
        ("ASSAULT", "aerial", "threatened", "THREATEN", "violence", ()),
        ("COERCE", "arrest", "threatened", "THREATEN", "arrest", ()),
        ("COERCE", "restrict", "threatened", "THREATEN", "restrict", ()),
        ("ASSAULT", "aerial", "planned", "ASSAULT", "aerial", ("future",)),
        ("ASSAULT", None, "denied", "ASSAULT", None, ("negation",)),
        ("SANCTION", None, "occurred", "SANCTION", None, ()),
        ("AID", None, "considered", "AGREE", None, ()),
    ],
)
def test_the_manuals_rules(
    type_: EventType, mode: str | None, status: Status, code: str, code_mode: str | None, aux: tuple[str, ...]
) -> None:
    coded = code_plover(type_, mode, status)
    assert (coded.type, coded.mode, coded.aux) == (code, code_mode, aux)


@pytest.mark.parametrize(
    ("type_", "mode", "status", "verbal", "code", "code_mode"),
    [
        ("RETREAT", "withdraw", "planned", "AGREE", "AGREE", None),
        ("SANCTION", "expel", "planned", "THREATEN", "THREATEN", "expel"),
        ("COERCE", "curfew", "planned", "THREATEN", "THREATEN", "restrict"),
        ("AID", None, "negated", "REJECT", "REJECT", None),
        ("AID", None, "planned", "AGREE", "AGREE", None),
    ],
)
def test_the_act_of_words_that_the_text_names(
    type_: EventType, mode: str | None, status: Status, verbal: EventType, code: str, code_mode: str | None
) -> None:
    coded = code_plover(type_, mode, status, verbal)
    assert (coded.type, coded.mode, coded.aux) == (code, code_mode, ())


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('types = ["CONSULT"]\nstatus = ["planned"]\ncode = "TALK"', "no such event type"),
        ('types = ["CONSULT"]\nstatus = ["soon"]\ncode = "AGREE"', "no such status"),
        ('types = ["CONSULT"]\nstatus = ["planned"]\ncode = "AGREE"\ncolour = "red"', "unknown key 'colour'"),
        ('types = ["CONSULT"]\nstatus = ["planned"]\ncode = "REJECT"\ngives_mode = "shout"', "no mode 'shout'"),
    ],
)
def test_a_bad_rule_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, problem: str) -> None:
    (tmp_path / plover.FILE).write_text(f'[modes]\nREJECT = ["meet"]\n[aux]\n[[rule]]\n{row}\n')
    monkeypatch.setattr(plover, "DATA", tmp_path)
    plover.load_plover.cache_clear()
    try:
        with pytest.raises(LexiconError, match=problem):
            plover.load_plover()
    finally:
        plover.load_plover.cache_clear()
