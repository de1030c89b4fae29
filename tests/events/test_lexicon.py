"""Every frame and every word of status is run on its own sentences, in which it must and must not be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from dateline.knowledge.frames import Frame, load_frames
from dateline.knowledge.status import Governor, Modal, Modifier, Predicate, load_status
from dateline.model.article import Article
from dateline.model.record import EventType, Status
from dateline.reading import Engine
from dateline.reading.events.reader import EventReader
from dateline.reading.mentions import find_mentions
from dateline.reading.references import resolve_references
from dateline.reading.statements import find_statements

OpenReader = Callable[[str], EventReader]


@pytest.fixture(scope="session")
def open_reader(engine: Engine, make_article: Callable[..., Article]) -> OpenReader:
    def open_(text: str) -> EventReader:
        article = make_article(text)
        analysis = engine.analyse(text)
        mentions = find_mentions(article, analysis)
        statements, _ = find_statements(article, analysis, mentions)
        return EventReader(analysis, mentions, statements, resolve_references(article, analysis, mentions, statements))

    return open_


def frames_told(reader: EventReader) -> Iterator[str]:
    for candidate in reader.find_told()[0]:
        yield candidate.frame.id
        yield from (other.frame.id for other in candidate.joined)


@pytest.mark.parametrize("frame", load_frames().frames, ids=lambda frame: frame.id)
def test_a_frame_finds_its_own_sentences_only(frame: Frame, open_reader: OpenReader) -> None:
    missed = [sentence for sentence in frame.yes if frame.id not in frames_told(open_reader(sentence))]
    wrong = [sentence for sentence in frame.no if frame.id in frames_told(open_reader(sentence))]
    assert (missed, wrong) == ([], [])


def statuses(reader: EventReader) -> list[Status]:
    return [standing.status for standing in reader.read_standings(reader.finder.find()).values()]


Row = Governor | Modal | Modifier | Predicate
ROWS: list[Row] = [*load_status().rows.governor, *load_status().rows.modal]
ROWS += [*load_status().rows.modifier, *load_status().rows.predicate]


def name_row(row: Row) -> str:
    return row.id if isinstance(row, Governor) else row.words[0]


@pytest.mark.parametrize("row", ROWS, ids=name_row)
def test_words_of_status_decide_where_they_should(row: Row, open_reader: OpenReader) -> None:
    wanted = {row.status, *((row.hostile, row.others) if isinstance(row, Governor) else ())}
    missed = [sentence for sentence in row.yes if not wanted & set(statuses(open_reader(sentence)))]
    assert missed == []
    for sentence in row.no:
        found = statuses(open_reader(sentence))
        assert found, f"no act at all in {sentence!r}"
        assert not wanted & set(found), sentence


def test_the_lexicon_is_broad() -> None:
    table = load_frames()
    assert len({word for frame in table.frames for word in (*frame.verbs, *frame.nouns, *frame.adjectives)}) >= 900
    assert {frame.type for frame in table.frames} == set(get_args(EventType))


def test_no_sentence_serves_two_frames() -> None:
    sentences = [sentence for frame in load_frames().frames for sentence in frame.yes]
    assert sorted({s for s in sentences if sentences.count(s) > 1}) == []
