"""From entities and the sides of events to the actors of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from dateline.knowledge.name_cues import load_name_cues
from dateline.knowledge.names_rows import read_countries
from dateline.model.article import Article
from dateline.model.record import Actor, ActorMention, Party, Place, Role
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.coding.types import Found
from dateline.reading.mentions import Mention
from dateline.reading.references import Entity


@dataclass(slots=True)
class _Draft:
    """An actor to be: an entity, or the country of a place that something was done to."""

    entity: Entity | None
    country: Place | None
    mentions: list[ActorMention]
    """Those in the report itself; byline and dateline name who wrote it, not somebody in it."""
    around: list[ActorMention]


class ActorBook:
    """Gives each entity that acts, speaks or is spoken of its place among the actors of the record.

    A place that is a side of an event ("strikes on Kharkiv") stands for its country, as a metonym.
    """

    def __init__(self, article: Article, analysis: Analysis, found: Found) -> None:
        around = (article.byline_span, article.dateline_span, article.credit_span)
        self._around = tuple(span for span in around if span is not None)
        self._analysis = analysis
        self._found = found
        self._drafts: list[_Draft] = []
        self._by_entity: dict[int, _Draft] = {}
        self._by_country: dict[str, _Draft] = {}
        self._regions = _find_regions(found.resolved.places.places)
        for entity in found.references.entities:
            if entity.kind != "place" and not self._is_region(entity):
                self._add_entity(entity)

    def side(self, phrase: Phrase) -> tuple[_Draft | None, Phrase]:
        """Tell which actor a phrase speaks of; a place that stands for its country becomes a metonym of it."""
        entity = self._found.references.at(phrase.head)
        if entity is not None and entity.index in self._by_entity:
            draft = self._by_entity[entity.index]
            draft.mentions = draft.mentions or draft.around
            return draft, phrase
        place = self._found.resolved.places.at(phrase.head)
        if place is not None and place.country is not None:
            return self._country_of(place, phrase), phrase
        return None, phrase

    def is_munition(self, phrase: Phrase) -> bool:
        """Tell "Rockets hit the town", which leaves open who fired them, from "Russian missiles"."""
        entity = self._found.references.at(phrase.head)
        if entity is not None:
            return self._is_of_munitions(entity)
        return self._analysis.lemmas[phrase.head] in load_name_cues().lists["munitions"]

    def _is_of_munitions(self, entity: Entity) -> bool:
        if entity.kind != "group" or entity.country is not None or entity.affiliation is not None:
            return False
        heads = (self._found.mentions.names[index].last - 1 for index in entity.mentions)
        return any(self._analysis.lemmas[head] in load_name_cues().lists["munitions"] for head in heads)

    def finish(self) -> tuple[tuple[Actor, ...], dict[int, str]]:
        """Number the actors by their first mention and tell each draft's id by its identity."""
        order = sorted((d for d in self._drafts if d.mentions), key=lambda d: min(m.span for m in d.mentions))
        ids = {id(draft): f"a{number}" for number, draft in enumerate(order, 1)}
        return tuple(self._actor(ids[id(draft)], draft) for draft in order), ids

    def _is_region(self, entity: Entity) -> bool:
        """Tell the American Georgia from the state of that name, where the place was found to be another."""
        if entity.kind != "country":
            return False
        names = (self._found.mentions.names[index] for index in entity.mentions)
        places = [self._found.resolved.places.at(name.last - 1) for name in names if name.form == "name"]
        return bool(places) and all(place is not None and place.kind == "admin1" for place in places)

    def _add_entity(self, entity: Entity) -> None:
        draft = _Draft(entity, None, [], [])
        for index in entity.mentions:
            mention = self._mention(self._found.mentions.names[index])
            around = any(span.covers(mention.span) for span in self._around)
            (draft.around if around else draft.mentions).append(mention)
        self._drafts.append(draft)
        self._by_entity[entity.index] = draft
        if entity.kind == "country" and entity.country is not None:
            self._by_country.setdefault(entity.country, draft)

    def _mention(self, mention: Mention) -> ActorMention:
        return ActorMention(span=self._analysis.span(mention.first, mention.last), form=mention.form)

    def _country_of(self, place: Place, phrase: Phrase) -> _Draft:
        code = place.country or ""
        draft = self._by_country.get(code)
        if draft is None:
            draft = self._by_country[code] = _Draft(None, place, [], [])
            self._drafts.append(draft)
        mention = ActorMention(span=self._analysis.span_of(phrase.head), form="metonym")
        if all(not known.span.overlaps(mention.span) for known in draft.mentions):
            draft.mentions.append(mention)
        return draft

    def _actor(self, id_: str, draft: _Draft) -> Actor:
        mentions = tuple(sorted(draft.mentions, key=lambda m: m.span))
        if draft.entity is None:
            assert draft.country is not None
            code = draft.country.country
            name = _country_names().get(code or "", draft.country.name)
            return Actor(
                id=id_,
                name=name,
                kind="country",
                country=code,
                affiliation=name,
                resolved_by="lexicon",
                mentions=mentions,
            )
        actor = _actor_of(id_, draft.entity, mentions, self._analysis)
        if actor.country in self._regions and actor.kind != "country" and actor.resolved_by != "lexicon":
            return msgspec.structs.replace(actor, country=self._regions[actor.country], affiliation=None)
        return actor


def _find_regions(places: Sequence[Place]) -> dict[str, str | None]:
    """Give the codes of states whose name is that of a region here, with the region's country."""
    codes = {name: code for code, name in _country_names().items()}
    states = {place.country for place in places if place.kind == "country"}
    named = {codes[place.name]: place.country for place in places if place.kind != "country" and place.name in codes}
    return {code: country for code, country in named.items() if code not in states and country != code}


def _actor_of(id_: str, entity: Entity, mentions: tuple[ActorMention, ...], analysis: Analysis) -> Actor:
    assert entity.kind != "place"
    return Actor(
        id=id_,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        sectors=entity.sectors,
        affiliation=entity.affiliation,
        roles=tuple(Role(title=r.title, of=r.of, span=analysis.span(r.first, r.last)) for r in entity.roles),
        resolved_by=entity.resolved_by,
        candidates=entity.candidates,
        mentions=mentions,
    )


@cache
def _country_names() -> dict[str, str]:
    """Give the countries' names by their codes, today's states before historic ones of the same code."""
    names: dict[str, str] = {}
    for row in read_countries():
        entry = row.entry
        if entry.kind == "country" and entry.country is not None and entry.form == "name":
            names.setdefault(entry.country, entry.name)
    return names


def party(draft_id: str | None, phrase: Phrase, analysis: Analysis) -> Party:
    """Make a side of the record from its actor's id and its words."""
    return Party(id=draft_id, spans=(analysis.span(phrase.first, phrase.last),))
