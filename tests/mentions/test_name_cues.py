"""The table of name cues refuses what is not well formed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge import name_cues
from dateline.model.errors import LexiconError

GOOD = """
[[head]]
id = "place.water"
gives = "place"
words = ["River"]
yes = ["He swam the Orr River."]
no = ["The river rose."]
[[words]]
id = "calendar"
words = ["Monday"]
[[pronoun]]
words = ["she"]
kind = "person"
[[kind_noun]]
words = ["bank"]
subkinds = ["bank"]
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD.replace("gives =", "give ="), "unknown key 'give'"),
        (GOOD.replace('"place"', '"plaice"'), "gives must be"),
        (GOOD.replace('["River"]', '["River", "River"]'), "listed already"),
        (GOOD.replace('["Monday"]', '["Monday", "Monday"]'), "listed twice"),
        (GOOD.replace('yes = ["He swam the Orr River."]', ""), "at least one yes"),
        (GOOD.replace("[[words]]", "[[wordlist]]"), "unknown table"),
        (GOOD.replace('kind = "person"', 'kind = "animal"'), "animal"),
        (GOOD.replace('subkinds = ["bank"]', 'subkinds = ["bank"]\nsectors = ["XYZ"]'), "no such PLOVER sector"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str) -> None:
    (tmp_path / name_cues.FILE).write_text(text, "utf-8")
    monkeypatch.setattr(name_cues, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=problem):
        name_cues.load_name_cues.__wrapped__()


def test_a_good_table_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name_cues.FILE).write_text(GOOD, "utf-8")
    monkeypatch.setattr(name_cues, "DATA", tmp_path)
    cues = name_cues.load_name_cues.__wrapped__()
    assert cues.heads["River"].gives == "place"
    assert cues.pronouns["she"].kind == "person"
    assert "Monday" in cues.lists["calendar"]
