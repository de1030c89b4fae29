from __future__ import annotations

import msgspec

from dateline.model.article import Article, Span
from dateline.model.evidence import iter_spans
from dateline.model.record import (
    Actor,
    ActorMention,
    Event,
    EventTime,
    Party,
    Plover,
    Producer,
    Record,
    Statement,
)

TEXT = "Rutte praised Trump."


def make_record() -> Record:
    article = Article(id="x", text_sha256="y", text=TEXT)
    actor = Actor(id="a1", name="Mark Rutte", kind="person", mentions=(ActorMention(span=Span(0, 5), form="name"),))
    event = Event(
        id="e1", key="event:1", type="SUPPORT", plover=Plover(type="SUPPORT"), register="diplomacy", status="occurred",
        actors=(Party(id="a1", spans=(Span(0, 5),)),), time=EventTime(), trigger=(Span(6, 13),), sentence=Span(0, 20),
        confidence=0.9, rule="praise",
    )  # fmt: skip
    statement = Statement(
        id="s1", key="statement:1", form="indirect", act="praise", speaker=Party(id="a1", spans=(Span(0, 5),)),
        content=(Span(14, 19),), cue=(Span(6, 13),),
    )  # fmt: skip
    producer = Producer(dateline="0", model="m", knowledge="k")
    return Record(producer=producer, article=article, actors=(actor,), events=(event,), statements=(statement,))


def test_a_record_survives_json_unchanged() -> None:
    record = make_record()
    data = msgspec.json.encode(record)
    assert data.startswith(b'{"schema":"dateline/1","producer":')
    assert msgspec.json.decode(data, type=Record) == record
    assert msgspec.json.decode(data)["events"][0]["trigger"] == [[6, 13]]


def test_every_span_is_listed_with_its_path() -> None:
    spans = dict(iter_spans(make_record()))
    assert spans["events[0].actors[0].spans[0]"] == (0, 5)
    assert spans["statements[0].cue[0]"] == (6, 13)
    assert len(spans) == 7


def test_text_of_joins_pieces() -> None:
    record = make_record()
    assert record.text_of(Span(0, 5), None, Span(14, 19)) == "Rutte … Trump"
    assert record.text_of() == ""
