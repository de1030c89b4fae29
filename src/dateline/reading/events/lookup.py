"""Who or where a token speaks of, by what the rooms before have found, and by its tag where they are silent."""

from __future__ import annotations

import re

from dateline.knowledge.frames import FrameTable
from dateline.reading.analysis import Analysis
from dateline.reading.events.grammar import Grammar
from dateline.reading.mentions import Mentions
from dateline.reading.references import Entity, References

_INNER = (
    "by",
    "from",
    "of",
    "to",
    "against",
    "on",
    "with",
    "for",
    "toward",
    "towards",
    "over",
    "between",
    "in",
    "at",
    "near",
)
_WHERE = frozenset(("in", "at", "near"))
"""Prepositions that tell whose only ground is: a camp in Liberia, not a tanker in a strait."""
_AIMED = frozenset(("on", "against", "to", "toward", "towards", "over", "in", "at", "near"))
"""Prepositions that tell whom an attack met, or where."""
_PERSONAL = frozenset(("he", "she", "they", "we", "i", "him", "her", "them", "us", "me"))
_ACTING = frozenset(("person", "organisation", "country", "group", "unnamed"))
_NAMELESS = frozenset(("group", "unnamed", "organisation"))
_BUSINESS = {"BUS"}
_ARMED = frozenset(("MIL", "REB", "PRM", "UAF"))
_POLITICAL = frozenset(("GOV", "LEG", "PTY", "OPP", "ELI"))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "npadvmod", "nummod"))
_DEPTH = 4
_AIRCRAFT = re.compile(r"[A-Z][A-Za-z]{0,2}-\d{1,3}[A-Z]?s?")


class Lookup:
    """Answers what a phrase is, and whose a thing is."""

    def __init__(self, grammar: Grammar, mentions: Mentions, references: References) -> None:
        self.grammar = grammar
        self.analysis: Analysis = grammar.analysis
        self.frames: FrameTable = grammar.frames
        self.references = references
        self.time_at: dict[int, int] = {
            token: index for index, time in enumerate(mentions.times) for token in range(time.first, time.last)
        }

    def entity(self, token: int) -> Entity | None:
        """Give the entity that a head token speaks of."""
        return self.references.at(token)

    def identity(self, token: int) -> int:
        """One actor is one side however often it is named ("his" is no recipient beside "he")."""
        entity = self.references.at(token)
        return token if entity is None or self.analysis.tags[token][0] == "N" else -1 - entity.index

    def is_actor(self, token: int) -> bool:
        """Tell whether a phrase speaks of somebody: a known actor, a name, a pronoun or a noun for people."""
        entity = self.references.at(token)
        if entity is not None:
            return entity.kind in _ACTING and not self._is_deed(token, entity)
        tag = self.analysis.tags[token]
        if tag == "PRP":
            return self.analysis.lowers[token] in _PERSONAL
        if self.is_time(token) or (self.analysis.lowers[token] == "force" and not self.analysis.children[token]):
            return False
        name = tag.startswith("NNP") and self.analysis.words[token][:1].isupper()
        return name or self.analysis.lemmas[token] in self.frames.classes["people"]

    def is_place(self, token: int) -> bool:
        """Tell whether a phrase names somewhere."""
        entity = self.references.at(token)
        if entity is not None:
            return entity.kind in ("place", "country")
        return self._is_proper(token) and not self.is_time(token)

    def is_time(self, token: int) -> bool:
        """Tell a token of a time expression."""
        return token in self.time_at or (
            self._is_proper(token) and self.analysis.lemmas[token] in self.frames.classes["calendar"]
        )

    def is_person(self, token: int) -> bool:
        """Tell whether a phrase speaks of human beings."""
        entity = self.references.at(token)
        lemma = self.analysis.lemmas[token]
        if entity is not None and (entity.kind == "person" or (entity.kind == "group" and not self._is_thing(lemma))):
            return True
        if entity is not None and entity.kind == "organisation" and lemma in self.frames.classes["formation"]:
            return False
        if lemma in self.frames.classes["people"] or self.analysis.lowers[token] in _PERSONAL or self.is_crowd(token):
            return True
        if self.analysis.tags[token] == "CD":
            return token not in self.time_at
        return entity is None and self._is_proper(token) and not self.is_time(token)

    def is_crowd(self, token: int) -> bool:
        """Tell "thousands" or "dozens" that are people because nothing else is named."""
        known = self.analysis.lemmas[token] in self.frames.classes["crowd"]
        return known and self.grammar.content(token) == token

    def is_state(self, token: int) -> bool:
        """Tell a country, its government or its capital that stands for it."""
        entity = self.references.at(token)
        if entity is None:
            return False
        return entity.kind in ("country", "place") or (entity.kind == "organisation" and "GOV" in entity.sectors)

    def is_armed(self, token: int) -> bool:
        """Tell a state, or a body under arms."""
        entity = self.references.at(token)
        if self.analysis.lemmas[token] in self.frames.classes["armed"]:
            return True
        if entity is None:
            return False
        return entity.kind == "country" or (entity.kind == "organisation" and not _ARMED.isdisjoint(entity.sectors))

    def is_politician(self, token: int) -> bool:
        """Tell one person in politics, whose attacks are words."""
        entity = self.references.at(token)
        if entity is None or self.analysis.tags[token] in ("NNS", "NNPS"):
            return False
        return entity.kind in ("person", "unnamed") and any(s in _POLITICAL for s in entity.sectors)

    def is_public(self, token: int) -> bool:
        """Tell a country, a body or somebody of public life, as against "they", "demonstrators" or a private person."""
        entity = self.references.at(token)
        if self.analysis.lemmas[token] in self.frames.classes["body"]:
            return True
        if entity is None:
            return self._is_proper(token) and not self.is_time(token)
        if entity.kind == "person":
            return bool(set(entity.sectors) - {"CVL"}) or entity.entry is not None
        if entity.kind == "organisation":
            return entity.country is not None or self._is_proper(token)
        if entity.kind == "unnamed" and any(sector in _POLITICAL for sector in entity.sectors):
            return True
        return entity.country is not None or entity.kind in ("country", "place")

    def is_organisation(self, token: int) -> bool:
        """Tell a body by name."""
        entity = self.references.at(token)
        return entity is not None and entity.kind in ("organisation", "group") and self._is_proper(token)

    def is_body(self, token: int) -> bool:
        """Tell a country, body or group, as against one person."""
        entity = self.references.at(token)
        if entity is None:
            return False
        many = entity.kind == "unnamed" and self.analysis.tags[token] in ("NNS", "NNPS")
        return many or entity.kind in ("country", "place", "organisation", "group")

    def is_aircraft(self, token: int) -> bool:
        """Tell the designation of an aircraft: "Il-20", "F-16s"."""
        return _AIRCRAFT.fullmatch(self.analysis.words[token]) is not None

    def is_owned(self, token: int) -> bool:
        """Tell a thing that is said to be somebody's: "Belarusian potash", "Iran's oil"."""
        return bool(self.grammar.owner_tokens(token)) or bool(self.names_before(token))

    def _is_thing(self, lemma: str) -> bool:
        classes = self.frames.classes
        return any(lemma in classes[name] for name in ("placeable", "aircraft", "vessel", "weapons"))

    def _is_proper(self, token: int) -> bool:
        return self.analysis.tags[token].startswith("NNP")

    def is_business(self, tokens: tuple[int, ...]) -> bool:
        """Tell a matter among companies of one country or none: "Heritage Media offered to buy POP Radio"."""
        entities = [self.references.at(t) for t in tokens]
        known = [entity for entity in entities if entity is not None]
        countries = {entity.country for entity in known if entity.country is not None}
        private = all(set(e.sectors) <= _BUSINESS and (e.sectors or e.country is None) for e in known)
        return len(known) == len(entities) and len(countries) < 2 and private and any(e.sectors for e in known)

    def is_single(self, token: int) -> bool:
        """Tell one person, who cannot meet or clash alone."""
        entity = self.references.at(token)
        if self.analysis.lowers[token] in ("he", "she", "i", "him", "her"):
            return True
        return (
            entity is not None and entity.kind in ("person", "unnamed") and self.analysis.tags[token] in ("NN", "NNP")
        )

    def is_official(self, token: int) -> bool:
        """Tell whether a phrase speaks of somebody in office or a named person."""
        entity = self.references.at(token)
        if entity is not None and entity.kind == "person" and entity.sectors:
            return True
        return self.analysis.lemmas[token] in self.frames.classes["office"] or (
            entity is None and self.analysis.tags[token] == "NNP" and not self.is_time(token)
        )

    def is_named(self, token: int) -> bool:
        """Tell whether a word before a noun is a name or demonym ("Russian", "Houthi", "Trump")."""
        if self.is_time(token):
            return False
        if self.references.at(token) is not None:
            return True
        word, tag = self.analysis.words[token], self.analysis.tags[token]
        if tag.startswith("NNP"):
            return True
        return tag == "JJ" and word[:1].isupper() and token != self.analysis.sentence(token)[0]

    def names_before(self, noun: int) -> list[int]:
        """Give the names and demonyms before a noun: "Trump-Putin meeting", "Saudi-led raid"."""
        analysis = self.analysis
        found: list[int] = []
        for child in analysis.children[noun]:
            if child < noun and analysis.labels[child] in _MODIFIERS:
                near = [t for c in analysis.conjuncts(child) for t in (c, *self._modifiers(c))]
                found.extend(t for t in near if t < noun and self.is_named(t))
                if analysis.tags[child] == "VBN":
                    found.extend(t for t in analysis.children[child] if t < child and self.is_named(t))
        token = noun - 1
        while token > 0 and analysis.words[token] in "–-—/" and token + 1 < noun:
            token -= 1
        if self._is_carried(noun):
            found = [token for token in found if not self._is_make(token)]
        first = min(found, default=noun)
        while first >= 2 and analysis.words[first - 1] in ("–", "-", "—", "/") and self.is_named(first - 2):
            first -= 2
            found.append(first)
        return sorted(set(found))

    def _is_carried(self, noun: int) -> bool:
        lemma, classes = self.analysis.lemmas[noun], self.frames.classes
        return any(lemma in classes[name] for name in ("aircraft", "vessel", "weapons"))

    def _is_make(self, token: int) -> bool:
        """Tell what a machine is called from whose it is: "JAS 39 Gripen fighters", "Boeing 737 jets"."""
        entity = self.references.at(token)
        if entity is None:
            return not self.analysis.tags[token].startswith("JJ")
        numbered = any(character.isdigit() for character in self.analysis.words[token + 1])
        unknown = entity.entry is None and not entity.sectors and entity.country is None
        return entity.kind == "organisation" and (unknown or numbered)

    def _modifiers(self, noun: int) -> list[int]:
        """Give what stands before a noun that itself stands before one: the "Russian" of "Russian missile strike"."""
        if self.references.at(noun) is not None:
            return []
        before = (child for child in self.analysis.children[noun] if child < noun)
        return [child for child in before if self.analysis.labels[child] in ("amod", "compound")]

    def parties(self, token: int, inner: bool = True, depth: int = 0) -> list[int]:
        """Give the heads of those a phrase speaks of; a thing passes on to its owner ("Haiti's efforts": Haiti)."""
        analysis = self.analysis
        if self.is_time(token) or depth > _DEPTH:
            return []
        deeper = self.grammar.content(token)
        if (
            self.is_actor(token)
            and not self._is_spot(token, self.references.at(token))
            and (deeper == token or self._stands_alone(token, deeper))
        ):
            return [token]
        if self.is_crowd(token):
            return [token]
        if deeper != token:
            return [p for part in self.grammar.parts(deeper) for p in self.parties(part, inner, depth + 1)]
        entity = self.references.at(token)
        if entity is not None and entity.kind in _NAMELESS and self._is_activity(token):
            return self._owners(token, depth) if inner else []
        if entity is not None:
            if inner and self._is_spot(token, entity):
                return self._owners(token, depth) or [token]
            return [token]
        if analysis.tags[token] == "CD":
            return [token] if analysis.labels[token] in ("dobj", "nsubjpass") else []
        if not inner or analysis.tags[token][0] not in "NVJ":
            return []
        return self._owners(token, depth)

    def _is_deed(self, token: int, entity: Entity) -> bool:
        """Tell a noun that names an act, whatever it was taken for ("the demonstration")."""
        lemma, classes = self.analysis.lemmas[token], self.frames.classes
        if lemma in classes["people"]:
            return False
        if entity.kind in ("group", "unnamed") and lemma in self.frames.nouns:
            return True
        return entity.kind in ("group", "unnamed", "organisation") and self._is_activity(token)

    def _is_activity(self, token: int) -> bool:
        """Tell "vigorous prosecution of traffickers" from "the prosecution": no article, and an object of its own."""
        analysis, classes = self.analysis, self.frames.classes
        if analysis.tags[token] != "NN" or analysis.lemmas[token] in classes["body"] | classes["office"]:
            return False
        if any(analysis.labels[c] in ("det", "poss", "compound", "nmod") for c in analysis.children[token]):
            return False
        return analysis.labels[token] in ("pobj", "dobj") and any(
            p.word == "of" for p in self.grammar.prepositions(token)
        )

    def _is_spot(self, token: int, entity: Entity | None) -> bool:
        """Tell a spot without a name ("a camp for refugees", "villages near Goma"): it is its people's or place's."""
        lemma = self.analysis.lemmas[token]
        if entity is None or self._is_proper(token):
            return False
        if entity.kind != "place" and (entity.kind not in _NAMELESS or entity.country is not None):
            return False
        return lemma in self.frames.classes["spot"]

    def _stands_alone(self, token: int, deeper: int) -> bool:
        """A body of people is a side by itself ("a group of lawmakers" is, "three of the planes" is its planes)."""
        carried = self.analysis.lemmas[deeper] in self.frames.classes["vessel"]
        return self.references.at(token) is not None and (carried or not self.is_actor(deeper))

    def members(self, token: int) -> list[int]:
        """Give those a plural is at once named by: "the oil companies Rosneft and Lukoil" -> Rosneft, Lukoil."""
        analysis = self.analysis
        follow = token + 1
        if analysis.tags[token] != "NNS" or follow >= len(analysis) or self.is_time(follow):
            return []
        entity = self.references.at(follow)
        if entity is None or not self._is_proper(follow) or entity.kind not in ("organisation", "person"):
            return []
        last = follow
        while last + 1 < analysis.sentence(token)[1] and self.references.at(last + 1) is entity:
            last += 1
        named = [t for t in analysis.conjuncts(last) if self.references.at(t) is not None]
        return named if len(named) > 1 and analysis.lowers[last + 1] in (",", "and") else []

    def nations(self, token: int) -> list[int]:
        """Give the countries of a mixed group apart: "Greek and Iranian diplomats" -> Greek, Iranian."""
        lemma, classes = self.analysis.lemmas[token], self.frames.classes
        if self.analysis.tags[token] != "NNS" and lemma not in classes["aircraft"] and lemma not in classes["vessel"]:
            return []
        named = [t for t in self.names_before(token) if t != token]
        countries = [t for t in named if (entity := self.references.at(t)) is not None and entity.kind == "country"]
        joined = any(self.analysis.tags[t] == "CC" for t in range(min(named, default=token), token))
        return countries if joined and len(countries) > 1 else []

    def _owners(self, token: int, depth: int) -> list[int]:
        grammar = self.grammar
        owners = grammar.owner_tokens(token)
        pronouns = [o for o in owners if self.analysis.tags[o] == "PRP$"]
        found = [p for owner in owners if owner not in pronouns for p in self.parties(owner, True, depth + 1)]
        if found:
            return found
        found = self.names_before(token)
        if found:
            return found
        attached = [p for p in grammar.prepositions(token) if p.word != "of" or not self._is_suffering(token)]
        where = self._has_ground(token)
        hostile = self._is_hostile(token)
        for word in _INNER:
            if (word in _WHERE and not where) or (hostile and word in _AIMED):
                continue
            for phrase in attached:
                if phrase.word == word:
                    found = [p for o in phrase.objects for p in self.parties(o, True, depth + 1)]
                    if found:
                        return found
        if self.analysis.lemmas[token] in self.frames.classes["boundary"]:
            found = [p for o in grammar.repairs.behind(token, "with") for p in self.parties(o, True, depth + 1)]
            if found:
                return found
        found = [p for o in grammar.repairs.behind(token, "by") for p in self.parties(o, True, depth + 1)]
        if found and any(True for _ in self.frames.nouns.get(self.analysis.lemmas[token], ())):
            return found
        for child in self.analysis.children[token]:
            if self.analysis.labels[child] == "acl" and self.analysis.tags[child] == "VBN":
                found = [p for d in grammar.clause(child).doers for p in self.parties(d, True, depth + 1)]
                if found:
                    return found
        if not self._is_ground(token):
            return []
        return [p for p in pronouns if self.references.at(p) is not None]

    def _is_suffering(self, token: int) -> bool:
        """Tell what is done to whom `of` names: the killing of a journalist is not the journalist's."""
        return self.analysis.lemmas[token] in self.frames.classes["suffering"]

    def _is_hostile(self, token: int) -> bool:
        """Tell an attack, whose "on" and "against" name the victim: a strike on Kharkiv is not Kharkiv's."""
        return any(frame.type == "ASSAULT" for frame in self.frames.nouns.get(self.analysis.lemmas[token], ()))

    def _has_ground(self, token: int) -> bool:
        """Tell a thing that lies where it is told to be; a ship or a plane only passes, a bomb was brought."""
        lemma, classes = self.analysis.lemmas[token], self.frames.classes
        return not any(lemma in classes[name] for name in ("vessel", "aircraft", "weapons"))

    def _is_ground(self, token: int) -> bool:
        """Tell what stands for its owner even when a pronoun owns it: "its airspace", "their troops"."""
        classes = self.frames.classes
        return any(
            self.analysis.lemmas[token] in classes[name] for name in ("territory", "placeable", "spot", "forces")
        )
