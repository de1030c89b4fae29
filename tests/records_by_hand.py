"""Records made by hand from quotes, so that no reading decides about the tests of what keeps and shows them."""

from __future__ import annotations

from typing import Any

from dateline.model.article import Article, Span, article_id, text_sha256
from dateline.model.record import (
    Actor,
    ActorCandidate,
    ActorMention,
    Count,
    Event,
    EventPlace,
    EventTime,
    Issue,
    Party,
    Place,
    PlaceCandidate,
    Plover,
    Producer,
    Record,
    Role,
    Statement,
    Time,
    Venue,
)
from dateline.reading.coding.keys import KeyMaker

PRODUCER = Producer(dateline="0.1.0", model="by-hand 1", knowledge="0" * 64)
TEXT = (
    "KYIV, March 11 - Russian drones 🚀 killed at least six people in Kharkiv on Monday, Foreign Minister "
    "Andrii Sybiha said.\n"
    "“Moscow will answer for this,” Sybiha told Café Żółty on Morning Hour. Poland may send 200 generators.\n"
    "Gunmen met envoys of the Kremlin, the outlet learned. Talks in Geneva were called off."
)


def make_article(text: str = TEXT, **fields: Any) -> Article:
    fields = {"outlet": "Dnipro Wire", "published": "2026-03-11", "published_from": "given", "language": "en", **fields}
    given = (fields.get("title"), fields.get("outlet"), fields.get("url"), fields.get("published"))
    return Article(id=article_id(text, *given), text_sha256=text_sha256(text), text=text, **fields)


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after) if after else 0)
        return Span(start, start + len(words))

    def party(self, actor: str | None, *words: str) -> Party:
        return Party(id=actor, spans=tuple(self.span(each) for each in words))


def make_record(article: Article | None = None, producer: Producer = PRODUCER) -> Record:
    """Give the record of TEXT, or of a text that has TEXT in it."""
    article = article or make_article()
    find = _Finder(article.text)
    keys = KeyMaker(article.id)
    statements = _make_statements(find, keys)
    return Record(
        producer=producer,
        article=article,
        actors=_make_actors(find),
        places=_make_places(find),
        times=(
            Time(
                id="t1", span=find.span("Monday"), edtf="2026-03-09", start="2026-03-09", end="2026-03-09",
                basis="published", value="2026-03-09",
            ),
        ),
        statements=statements,
        events=_make_events(find, keys),
        issues=(Issue(kind="place-unresolved", message="no place for 'Geneva'", span=find.span("Geneva")),),
    )  # fmt: skip


def _make_actors(find: _Finder) -> tuple[Actor, ...]:
    def mention(words: str, form: Any = "name") -> ActorMention:
        return ActorMention(span=find.span(words), form=form)

    return (
        Actor(id="a1", name="Russian Armed Forces", kind="organisation", country="RUS", sectors=("MIL",),
              affiliation="Russia", resolved_by="text", mentions=(mention("Russian drones", "nominal"),)),
        Actor(id="a2", name="Andrii Sybiha", kind="person", country="UKR", sectors=("GOV",), affiliation="Ukraine",
              roles=(Role(title="Foreign Minister", of="Ukraine", span=find.span("Foreign Minister")),),
              resolved_by="lexicon", mentions=(mention("Andrii Sybiha"),),
              candidates=(ActorCandidate(name="Andrii Sybiga", country="UKR", reason="another spelling"),)),
        Actor(id="a3", name="Russia", kind="country", country="RUS", sectors=("GOV",), affiliation="Russia",
              resolved_by="lexicon", mentions=(mention("Moscow", "metonym"), mention("the Kremlin", "metonym"))),
        Actor(id="a4", name="Café Żółty", kind="organisation", country="POL", sectors=("JRN",),
              resolved_by="text", mentions=(mention("Café Żółty"),)),
        Actor(id="a5", name="Poland", kind="country", country="POL", affiliation="Poland", resolved_by="lexicon",
              mentions=(mention("Poland"),)),
        Actor(id="a6", name="gunmen", kind="unnamed", mentions=(mention("Gunmen", "nominal"),)),
    )  # fmt: skip


def _make_places(find: _Finder) -> tuple[Place, ...]:
    return (
        Place(id="p1", name="Kharkiv", kind="city", country="UKR", lat=49.98, lon=36.25, geonames=706483,
              spans=(find.span("Kharkiv"),), reason="largest place of the name",
              candidates=(PlaceCandidate(name="Kharkivske", country="UKR"),)),
        Place(id="p2", name="Geneva", spans=(find.span("Geneva"),)),
    )  # fmt: skip


def _make_statements(find: _Finder, keys: KeyMaker) -> tuple[Statement, ...]:
    first = find.span("Russian drones 🚀 killed at least six people in Kharkiv on Monday")
    second = find.span("Moscow will answer for this")
    return (
        Statement(id="s1", key=keys.key("statement", "indirect", (first,)), form="indirect", act="say",
                  speaker=find.party("a2", "Andrii Sybiha"), content=(first,), cue=(find.span("said"),)),
        Statement(id="s2", key=keys.key("statement", "direct", (second,)), form="direct", act="warn",
                  speaker=Party(id="a2", spans=(find.span("Sybiha", "Moscow"),)),
                  addressee=find.party("a4", "Café Żółty"),
                  venue=Venue(name="Morning Hour", spans=(find.span("Morning Hour"),)),
                  content=(second,), cue=(find.span("told"),), replies_to="s1"),
    )  # fmt: skip


def _make_events(find: _Finder, keys: KeyMaker) -> tuple[Event, ...]:
    def key(type_: str, words: str) -> str:
        return keys.key("event", type_, (find.span(words),))

    first = find.span("Russian drones 🚀 killed at least six people in Kharkiv on Monday")
    talks = find.span("Talks in Geneva were called off.")
    return (
        Event(id="e1", key=key("ASSAULT", "killed"), type="ASSAULT", mode="aerial", contexts=("military",),
              plover=Plover(type="ASSAULT", mode="aerial"), register="strike", status="occurred",
              actors=(find.party("a1", "Russian drones"),), recipients=(Party(spans=(find.span("six people"),)),),
              places=(EventPlace(id="p1", spans=(find.span("Kharkiv"),), basis="syntax"),),
              time=EventTime(id="t1", start="2026-03-09", end="2026-03-09", edtf="2026-03-09", basis="expression"),
              counts=(Count(what="killed", min=6, max=None, span=find.span("at least six")),),
              said_by=("s1",), trigger=(find.span("killed"),), sentence=first, confidence=0.9, rule="strike.kill"),
        Event(id="e2", key=key("AID", "send"), type="AID", plover=Plover(type="AGREE", aux=("future",)),
              register="aid", status="considered", status_spans=(find.span("may"),),
              actors=(find.party("a5", "Poland"),),
              time=EventTime(start="2026-03-11", end=None, edtf="2026-03-11/..", basis="publication"),
              counts=(Count(what="other", min=200, max=200, approximate=True, unit="generators",
                            span=find.span("200 generators")),),
              trigger=(find.span("send"),), sentence=find.span("Poland may send 200 generators."), confidence=0.7,
              rule="aid.send"),
        Event(id="e3", key=key("CONSULT", "met"), type="CONSULT", plover=Plover(type="CONSULT"), register="meeting",
              status="occurred", participants=(find.party("a6", "Gunmen"), find.party("a3", "the Kremlin")),
              time=EventTime(end="2026-03-11", edtf="../2026-03-11", basis="publication"),
              trigger=(find.span("met"),), sentence=find.span("Gunmen met envoys of the Kremlin"), confidence=0.6,
              rule="meeting.meet", denied_by=("s2",)),
        Event(id="e4", key=key("CONSULT", "Talks"), type="CONSULT", plover=Plover(type="REJECT"), register="meeting",
              status="cancelled", status_spans=(find.span("called off"),), condition=find.span("Geneva"),
              places=(EventPlace(id="p2", spans=(find.span("Geneva"),), basis="syntax"),), time=EventTime(),
              trigger=(find.span("Talks"),), sentence=talks, confidence=0.6, rule="meeting.talks"),
    )  # fmt: skip


def make_records(number: int) -> list[Record]:
    """Give records of several articles, no two alike, from two outlets and several days."""
    return [
        make_record(
            make_article(
                f"Report {i}.\n{TEXT}", outlet=("Dnipro Wire", "Baltic Courier", None)[i % 3],
                published=(f"2026-03-{i % 28 + 1:02d}", None)[i % 7 == 3], title=f"Strike {i}", ref=f"r{i}",
            )
        )
        for i in range(number)
    ]  # fmt: skip
