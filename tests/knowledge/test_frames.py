from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge import status
from dateline.knowledge.frames import read_frames
from dateline.model.errors import LexiconError

CLASSES = '[classes]\nplane = ["jet", "@drone"]\ndrone = ["uav"]\n[instruments]\n[contexts]\n'
GOOD = """
[[frame]]
id = "down"
type = "ASSAULT"
register = "airspace"
verbs = ["shoot down"]
object = ["@plane"]
yes = ["Poland shot down a jet."]
no = ["The senate shot down the bill."]
"""


def write(folder: Path, frames: str, classes: str = CLASSES) -> Path:
    (folder / "classes.toml").write_text(classes)
    (folder / "air.toml").write_text(frames)
    return folder


def test_a_frame_is_found_by_its_verb_and_particle(tmp_path: Path) -> None:
    table = read_frames(write(tmp_path, GOOD))
    assert [(frame.id, particle) for frame, particle in table.verbs["shoot"]] == [("down", "down")]


def test_a_class_may_take_in_another(tmp_path: Path) -> None:
    table = read_frames(write(tmp_path, GOOD))
    assert table.is_in("uav", "plane")
    assert not table.is_in("jet", "drone")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('type = "ASSAULT"', 'type = "FIGHT"', "Invalid enum value 'FIGHT'"),
        ('register = "airspace"', 'register = "sky"', "Invalid enum value 'sky'"),
        ('id = "down"', 'id = "down"\ncolour = "red"', "unknown field `colour`"),
        ('id = "down"', 'id = "down"\nmode = "visit"', "ASSAULT has no mode 'visit'"),
        ('verbs = ["shoot down"]', "verbs = []", "no verbs, nouns or adjectives"),
        ('verbs = ["shoot down"]', 'verbs = ["shoot down", "shoot down"]', "'shoot down' twice"),
        ('verbs = ["shoot down"]', 'verbs = ["Shoot"]', "is not a lower-case lemma"),
        ('"@plane"', '"@ship"', "no such class: @ship"),
        ('"@plane"', '"#anyone"', "no such test: #anyone"),
        ('no = ["The senate shot down the bill."]', "no = []", "needs a sentence in `yes` and one in `no`"),
    ],
)
def test_a_bad_entry_is_refused_by_name(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read_frames(write(tmp_path, GOOD.replace(old, new)))
    assert caught.value.file == "air.toml"
    assert problem in str(caught.value)


def test_two_entries_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="down: an entry of this id exists"):
        read_frames(write(tmp_path, GOOD + GOOD))


def test_a_class_that_names_itself_is_refused(tmp_path: Path) -> None:
    looped = CLASSES.replace('["uav"]', '["uav", "@plane"]')
    with pytest.raises(LexiconError, match="names itself"):
        read_frames(write(tmp_path, GOOD, looped))


def test_a_word_twice_in_a_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="'uav' twice"):
        read_frames(write(tmp_path, GOOD, CLASSES.replace('["uav"]', '["uav", "uav"]')))


def test_a_bad_word_of_status_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (status.DATA / status.FILE).read_text("utf-8")
    for change, problem in (
        ('status = "soon"', "Invalid enum value 'soon'"),
        ('status = "planned"\nmood = "bad"', "unknown field `mood`"),
    ):
        (tmp_path / status.FILE).write_text(text.replace('status = "planned"', change, 1))
        monkeypatch.setattr(status, "DATA", tmp_path)
        status.load_status.cache_clear()
        try:
            with pytest.raises(LexiconError, match=problem):
                status.load_status()
        finally:
            status.load_status.cache_clear()
