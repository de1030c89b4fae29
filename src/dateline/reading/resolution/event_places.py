"""Where an event took place: the place that syntax ties to it, else the one of its sentence, else the dateline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.knowledge.gazetteer_tables import load_generics
from dateline.knowledge.gazetteer_words import load_place_words
from dateline.model.article import Article, Span
from dateline.model.record import EventPlace
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.events import Event
from dateline.reading.resolution.event_time_syntax import told_when
from dateline.reading.resolution.types import Places

_PHRASE_DEPTH = 4
_OBJECTS = ("dobj", "attr", "nsubjpass", "oprd")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "ROOT", "attr")
_PARTS = frozenset({"of", "in", "near", "off", "along"})
_LIVE = frozenset({"occurred", "ongoing"})


def place_event(event: Event, article: Article, analysis: Analysis, places: Places) -> tuple[EventPlace, ...]:
    """Give the places of an event: "flew over Estonian airspace" -> Estonia; nothing is guessed.

    Syntax decides; else, for what happens at a spot, the only place of its sentence; else, for what the outlet itself
    reports in its first paragraph, the place the report was filed from.
    """
    if not places.places:
        return ()
    finder = _Finder(analysis, places)
    tokens = [token for token in _unique(finder.by_syntax(event)) if not finder.is_only_target(event, token)]
    tokens = tokens or list(_unique(finder.by_when(event)))
    if tokens:
        return _as_places(tokens, finder, "syntax")
    if event.register not in load_place_words()["physical"].words:
        return ()
    tokens = finder.in_sentence(event)
    if tokens:
        return _as_places(tokens, finder, "sentence")
    return _from_dateline(event, article, finder)


class _Finder:
    """Walks from an event's words to the places tied to them."""

    def __init__(self, analysis: Analysis, places: Places) -> None:
        self.analysis = analysis
        self.places = places
        words = load_place_words()
        self.locative = words["locative"].words
        self.struck = words["struck"].words
        self.territory = words["territory"].words
        self.areas = self.territory | {generic.word for generic in load_generics()[1]}

    def by_syntax(self, event: Event) -> Iterator[int]:
        """Yield the first tokens of places that syntax ties to the event."""
        for token in event.place_tokens:
            yield from self._named_by(token)
        anchors = dict.fromkeys(event.trigger)
        anchors.update(dict.fromkeys(phrase.head for phrase in (*event.recipients, *event.participants)))
        for anchor in list(anchors):
            if self.analysis.tags[anchor].startswith("VB"):
                anchors.update(dict.fromkeys(self.analysis.with_label(anchor, *_OBJECTS)))
        for anchor in anchors:
            yield from self._around(anchor)
        yield from self._above(event)
        for phrase in event.recipients:
            yield from self._struck(phrase, event.register in self.struck)
        for token in event.trigger:
            yield from self._compound(token)

    def by_when(self, event: Event) -> Iterator[int]:
        """Yield the places of "were killed when shells landed in a market in Mogadishu"."""
        if event.tense == "future" or event.register not in self.struck:
            return
        for token in event.trigger:
            for clause in told_when(self.analysis, token):
                yield from self._around(clause)
                for thing in self.analysis.with_label(clause, *_OBJECTS):
                    yield from self._named_by(thing)

    def is_only_target(self, event: Event, token: int) -> bool:
        """Tell a country that is acted upon from afar: "sanctions on India" happen to India, not in it."""
        if event.register in self.struck:
            return False
        place = self.places.at(token)
        aimed = any(phrase.first <= token < phrase.last for phrase in event.recipients)
        return aimed and place is not None and place.kind == "country"

    def in_sentence(self, event: Event) -> list[int]:
        """Give the only place of the event's own clause that a preposition of place leads to.

        "Police arrested twenty people during protests in Paris" -> Paris; a place of another clause is another's.
        """
        clause = self._clause_of_event(event)
        if clause is None:
            return []
        sides = {
            token
            for phrase in (*event.actors, *event.recipients, *event.participants)
            for token in range(phrase.first, phrase.last)
        }
        first, last = event.sentence
        found: dict[int, int] = {}
        for token in range(first, last):
            index = self.places.by_token.get(token)
            if index is None or token in sides:
                continue
            if self._is_located(token) and self._clause(token) == clause:
                found.setdefault(index, token)
        kept = [token for index, token in found.items() if not self._holds_another(index, found)]
        return kept if len(kept) == 1 else []

    def _clause_of_event(self, event: Event) -> int | None:
        """Give the verb of the event's clause: the trigger, or the verb that a noun trigger is subject or object of."""
        head = event.head
        if self.analysis.tags[head].startswith("NN") and self.analysis.labels[head] not in _ARGUMENTS:
            return None
        return self._clause(head)

    def _clause(self, token: int) -> int:
        analysis = self.analysis
        while not analysis.tags[token].startswith("VB") and analysis.heads[token] != token:
            token = analysis.heads[token]
        return token

    def _around(self, anchor: int) -> Iterator[int]:
        """Yield places in prepositional phrases below a word: "talks at the White House", "people across Ukraine"."""
        for child in self.analysis.children[anchor]:
            if self.analysis.labels[child] == "prep" and self.analysis.lowers[child] in self.locative:
                yield from self._below_preposition(child, 0)
            elif self.analysis.labels[child] == "prep" and self.analysis.lowers[child] in ("out", "up", "down", "away"):
                for deeper in self.analysis.with_label(child, "prep"):
                    if self.analysis.lowers[deeper] in self.locative:
                        yield from self._below_preposition(deeper, 0)

    def _below_preposition(self, preposition: int, depth: int) -> Iterator[int]:
        for child in self.analysis.children[preposition]:
            label = self.analysis.labels[child]
            if label == "pobj":
                for item in self.analysis.conjuncts(child):
                    yield from self._named_by(item)
            elif label in ("prep", "pcomp") and depth < 2:
                yield from self._below_preposition(child, depth + 1)

    def _named_by(self, token: int, depth: int = 0) -> Iterator[int]:
        """Yield the place that a noun phrase names: itself, its adjective of territory, or what it is part of."""
        analysis = self.analysis
        if token in self.places.by_token:
            yield token
            return
        territorial = analysis.lowers[token] in self.territory
        found: list[int] = []
        for child in analysis.children[token]:
            if analysis.labels[child] == "appos" and child in self.places.by_token:
                found.append(child)
            elif analysis.labels[child] == "prep" and analysis.lowers[child] in _PARTS and depth < _PHRASE_DEPTH:
                for item in analysis.with_label(child, "pobj"):
                    found.extend(self._named_by(item, depth + 1))
        if not found:
            for child in analysis.with_label(token, "compound", "poss", "nmod", "amod"):
                fitting = territorial or analysis.labels[child] != "amod"
                if fitting and child < token and child in self.places.by_token:
                    found.append(child)
        yield from found[:1]

    def _above(self, event: Event) -> Iterator[int]:
        """Yield places of the clause that a noun trigger is the subject or object of: "strikes killed six in Homs"."""
        head = event.head
        analysis = self.analysis
        if not analysis.tags[head].startswith("NN"):
            return
        if analysis.labels[head] in ("nsubj", "nsubjpass", "dobj"):
            verb = analysis.heads[head]
            yield from self._around(verb)
            for other in analysis.with_label(verb, "dobj"):
                if other != head:
                    yield from self._around(other)
                    if event.register in self.struck and analysis.labels[head] == "nsubj":
                        yield from self._named_by(other, _PHRASE_DEPTH)

    def _struck(self, phrase: Phrase, country_too: bool) -> Iterator[int]:
        """Yield the place acted upon: "strikes on Ukraine", "visited Kherson", "attack on a market in Goma"."""
        for token in (phrase.head, *range(phrase.first, phrase.last)):
            place = self.places.at(token)
            if place is not None and not self._is_adjective(token, phrase):
                if country_too or place.kind != "country":
                    yield token
                return
        yield from self._around(phrase.head)

    def _is_adjective(self, token: int, phrase: Phrase) -> bool:
        return self.analysis.labels[token] == "amod" and self.analysis.lowers[phrase.head] not in self.territory

    def _compound(self, token: int) -> Iterator[int]:
        """Yield the place in front of a noun trigger: "the Alaska summit", "the Kharkiv strike"."""
        if not self.analysis.tags[token].startswith("NN"):
            return
        for child in self.analysis.with_label(token, "compound", "nmod"):
            index = self.places.by_token.get(child)
            if index is not None and self.places.places[index].kind != "country":
                yield child

    def _is_located(self, token: int) -> bool:
        """Tell whether a place name stands behind a preposition of place, itself or through its noun."""
        analysis = self.analysis
        for step in range(_PHRASE_DEPTH):
            head, label = analysis.heads[token], analysis.labels[token]
            if label == "pobj":
                return analysis.lowers[head] in self.locative
            if label not in ("compound", "amod", "appos", "conj", "nmod") or head == token or step == 3:
                return False
            if (
                label in ("compound", "amod")
                and analysis.lowers[head] not in self.areas
                and head not in self.places.by_token
            ):
                return False
            token = head
        return False

    def _holds_another(self, index: int, found: Iterable[int]) -> bool:
        """Tell whether a place only holds another of the sentence: Ukraine in "Kharkiv, Ukraine"."""
        place = self.places.places[index]
        for other in found:
            inner = self.places.places[other]
            if other == index or inner.country != place.country or inner.country is None:
                continue
            if place.kind == "country" and inner.kind != "country":
                return True
            if place.kind == "admin1" and inner.admin1 == place.name:
                return True
        return False

    def span_of(self, token: int) -> Span:
        """Give the words of the place name around a token."""
        index = self.places.by_token[token]
        for span in self.places.places[index].spans:
            if span.start <= self.analysis.starts[token] < span.end:
                return span
        return self.analysis.span_of(token)


def _unique(tokens: Iterable[int]) -> Iterator[int]:
    seen: set[int] = set()
    for token in tokens:
        if token not in seen:
            seen.add(token)
            yield token


def _as_places(tokens: Iterable[int], finder: _Finder, basis: str) -> tuple[EventPlace, ...]:
    """Join the mentions of one place; a place that only holds another is left out."""
    spans: dict[int, list[Span]] = {}
    for token in tokens:
        index = finder.places.by_token[token]
        span = finder.span_of(token)
        if span not in spans.setdefault(index, []):
            spans[index].append(span)
    kept = [index for index in spans if not finder._holds_another(index, spans)]
    return tuple(
        EventPlace(id=finder.places.places[index].id, spans=tuple(spans[index]), basis=basis)  # type: ignore[arg-type]
        for index in kept
    )


def _from_dateline(event: Event, article: Article, finder: _Finder) -> tuple[EventPlace, ...]:
    """Give the dateline's place to what the outlet itself reports in the paragraph that the dateline opens."""
    index = finder.places.dateline
    span = article.dateline_place_span
    if index is None or span is None or event.said_by or event.status not in _LIVE:
        return ()
    analysis = finder.analysis
    opening = next(
        (p for p in analysis.paragraphs if analysis.starts[p[0]] <= span.start < analysis.ends[p[1] - 1]), None
    )
    if opening is None or not opening[0] <= event.head < opening[1]:
        return ()
    return (EventPlace(id=finder.places.places[index].id, spans=(span,), basis="dateline"),)
