"""The cue tables: what they refuse, and every sentence that their entries promise to read or to leave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.knowledge import cues
from dateline.knowledge.cues import Cue, SourcePhrase, VenueWords, load_cues
from dateline.model.article import Article
from dateline.model.errors import LexiconError
from dateline.reading.analysis import Engine
from dateline.reading.mentions import find_mentions
from dateline.reading.statements import Statement, find_statements

TABLE = load_cues()


@pytest.fixture(scope="module")
def statements_of(engine: Engine, make_article: Callable[..., Article]) -> Callable[[str], tuple[Statement, ...]]:
    def find(text: str) -> tuple[Statement, ...]:
        article = make_article(text)
        analysis = engine.analyse(text)
        return find_statements(article, analysis, find_mentions(article, analysis))[0]

    return find


@pytest.mark.parametrize("row", [*TABLE.cues, *TABLE.phrases], ids=lambda row: row.id)
def test_each_yes_sentence_has_a_statement_by_its_cue_and_no_sentence_has_none(
    row: Cue | SourcePhrase, statements_of: Callable[[str], tuple[Statement, ...]]
) -> None:
    missed = [text for text in row.yes if row.id not in {found.rule for found in statements_of(text)}]
    wrong = [text for text in row.no if row.id in {found.rule for found in statements_of(text)}]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("row", TABLE.venues, ids=lambda row: row.id)
def test_each_venue_sentence_names_where_it_was_said(
    row: VenueWords, statements_of: Callable[[str], tuple[Statement, ...]]
) -> None:
    for text in row.yes:
        assert any(found.venue is not None for found in statements_of(text)), text
    for text in row.no:
        assert all(found.venue is None for found in statements_of(text)), text


def test_there_are_several_hundred_cues() -> None:
    assert len(TABLE.verbs) > 350
    assert len(TABLE.nouns) > 80
    assert len(TABLE.adjectives) > 60


def test_a_statement_that_takes_a_listener_needs_content_too(
    statements_of: Callable[[str], tuple[Statement, ...]],
) -> None:
    assert statements_of("Nobody told Marta.") == ()
    (found,) = statements_of("Nobody told Marta that the shop had moved.")
    assert found.addressee is not None


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Replace one cue file by a text, the others as they are."""

    def write(name: str, text: str) -> None:
        folder = tmp_path / cues.FOLDER
        folder.mkdir()
        for file in (cues.DATA / cues.FOLDER).glob("*.toml"):
            (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
        (folder / f"{name}.toml").write_text(text, "utf-8")
        monkeypatch.setattr(cues, "DATA", tmp_path)

    return write


ENTRY = """
[[cue]]
id = "plans.mull"
kind = "verb"
words = ["mull"]
takes = ["thing"]
yes = ["The board mulls a sale."]
no = ["The mull was thick."]
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ENTRY.replace("takes", "take"), "take"),
        (ENTRY.replace('["thing"]', '["things"]'), "no such complement"),
        (ENTRY.replace('no = ["The mull was thick."]', "no = []"), "a sentence in `yes`"),
        (ENTRY + ENTRY.replace("plans.mull", "plans.mull_again"), "takes 'thing' already"),
        (ENTRY + ENTRY.replace('"mull"', '"ponder"'), "two entries of one id"),
        (ENTRY.replace('kind = "verb"', 'kind = "verb"\nlight = ["make"]'), "only a noun"),
        (ENTRY.replace('kind = "verb"', 'kind = "adverb"'), "kind"),
        ("[[cue]\n", "entry"),
    ],
)
def test_a_bad_entry_is_named(broken: Callable[[str, str], None], text: str, problem: str) -> None:
    broken("plans", text)
    with pytest.raises(LexiconError, match=problem):
        load_cues.__wrapped__()
