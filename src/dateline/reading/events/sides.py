"""Whose act it is and whom it meets: the phrases in the roles a frame names, things passed on to their owners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.lookup import Lookup

_WITHIN = ("to", "with", "against", "object", "from", "for", "on", "in")
_CAUSES = frozenset(("because", "since", "although", "though", "while", "as"))
_TIES = frozenset(("to", "of", "for"))
_SPOTS = ("in", "across", "at", "near", "on", "outside")
_AFTERWARDS = frozenset(("following", "after", "during", "at", "before", "in"))
_BEFORE = frozenset(("det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "advmod", "predet", "case"))


@dataclass(frozen=True, slots=True)
class Sides:
    """Head tokens of the sides."""

    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    participants: tuple[int, ...]


_TORN = frozenset(("dead", "over", "up", "out", "off", "back", "down"))
"""Words that belong to the verb before them: "shot dead 14 passengers", "hands over two men"."""


class SideReader:
    """Reads the sides of acts."""

    def __init__(self, grammar: Grammar, lookup: Lookup) -> None:
        self.grammar = grammar
        self.lookup = lookup
        self.analysis = grammar.analysis

    def read(self, candidate: Candidate) -> Sides:
        """Find the sides of an act and of what was joined to it."""
        actors = self._first(candidate, candidate.frame.actor, ())
        for other in candidate.joined:
            if not actors:
                actors = self._first(other, other.frame.actor, ())
        taken = tuple(actors) if not candidate.frame.mutual else ()
        recipients = self._first(candidate, candidate.frame.recipient, taken)
        for other in candidate.joined:
            if not recipients:
                recipients = self._first(other, other.frame.recipient, taken)
        between = [t for c in (candidate, *candidate.joined) for t in self._role(c, "between")]
        if not candidate.frame.mutual:
            met = [r for r in recipients if r not in actors]
            return Sides(tuple(actors), (*met, *self._of_whom(candidate, met)), ())
        if len(between) > 1 and actors and not set(actors) & set(between):
            return Sides(tuple(actors), tuple(between), ())
        everybody = dict.fromkeys((*actors, *between, *(() if between else recipients)))
        if len(everybody) < 2:
            return Sides(tuple(everybody), (), ())
        return Sides((), (), tuple(everybody))

    def _of_whom(self, candidate: Candidate, recipients: list[int]) -> list[int]:
        """Victims that nothing ties to a country are the people of the place: "killed six people across Ukraine".

        Others are so by their own words: "urged the parties to the conflict in Sudan".
        """
        if not recipients:
            return []
        for token in recipients:
            entity = self.lookup.entity(token)
            if entity is not None and (entity.country is not None or entity.kind in ("place", "person", "country")):
                return []
        near = list(recipients)
        if candidate.frame.type == "ASSAULT":
            near += [t for c in (candidate, *candidate.joined) for t in (c.head, c.clause) if t is not None]
        else:
            near += [o for r in recipients for o in self._tied(r)]
        for word in _SPOTS:
            found = [p for t in self._after(word, tuple(near)) for p in self._lands(t)]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _tied(self, noun: int) -> Iterator[int]:
        """Give what the phrase right behind a noun is about, whatever it hangs on: "parties to the conflict"."""
        following = noun + 1
        for phrase in self.grammar.prepositions(noun):
            if phrase.word in _TIES:
                yield from phrase.objects
        if following < len(self.analysis) and self.analysis.heads[following] == self.analysis.heads[noun]:
            for phrase in self.grammar.prepositions(self.analysis.heads[noun]):
                if phrase.token == following and phrase.word in _TIES:
                    yield from phrase.objects

    def _lands(self, token: int) -> list[int]:
        """Give the land itself, or what the name of a region without an entry holds: "the Samara region"."""
        if self._is_land(token):
            return [token]
        return [t for t in self.lookup.names_before(token) if self._is_land(t)]

    def _is_land(self, token: int) -> bool:
        entity = self.lookup.entity(token)
        return entity is not None and entity.kind in ("place", "country")

    def _first(self, candidate: Candidate, roles: tuple[str, ...], taken: tuple[int, ...]) -> list[int]:
        """Give the parties of the first role that has any; `+` before a role adds it to those before."""
        found: list[int] = []
        for role in roles:
            more = role.startswith("+")
            if found and not more:
                break
            known = {self.lookup.identity(t) for t in (*found, *taken)}
            fresh = [t for t in self._role(candidate, role.removeprefix("+")) if self.lookup.identity(t) not in known]
            found.extend(t for t in fresh if not self._is_taken(t, taken))
        return list(dict.fromkeys(found))

    def _is_taken(self, token: int, taken: tuple[int, ...]) -> bool:
        """Tell a pronoun for the actor: in "Greece will restrict its market for Albanians" its is nobody else."""
        entity = self.lookup.entity(token)
        pronoun = self.analysis.tags[token] == "PRP$"
        return pronoun and entity is not None and any(self.lookup.entity(t) is entity for t in taken)

    def _speakers_instead(self, token: int) -> tuple[int, ...]:
        """ "Japan said it had halted aid": an unread pronoun that opens what somebody says is the one who says it."""
        analysis = self.analysis
        if analysis.lowers[token] not in ("it", "they") or self.lookup.entity(token) is not None:
            return (token,)
        verb = analysis.heads[token]
        outer = analysis.heads[verb]
        if analysis.labels[token] not in ("nsubj", "nsubjpass") or analysis.labels[verb] != "ccomp":
            return (token,)
        subjects = self.grammar.clause(outer).surface if self.grammar.is_verb(outer) else ()
        fitting = len(subjects) == 1 or analysis.lowers[token] == "they"
        return subjects if subjects and fitting and all(self.lookup.is_actor(s) for s in subjects) else (token,)

    def _role(self, candidate: Candidate, role: str) -> Iterator[int]:
        inner = candidate.frame.inner
        direct = False
        for token in (t for head in self._heads(candidate, role) for t in self._speakers_instead(head)):
            parties = self.lookup.parties(token, inner)
            if direct and self._is_other_matter(token, parties):
                continue
            direct = direct or parties == [token]
            for party in parties:
                if not self._is_itself(candidate, party):
                    yield from self.lookup.members(party) or self.lookup.nations(party) or (party,)

    def _is_other_matter(self, token: int, parties: list[int]) -> bool:
        """ "The release of two nuns and Okafor's election": what is joined to the met is no party but an act."""
        analysis = self.analysis
        acts = self.grammar.frames.classes["occasion"]
        return token not in parties and analysis.labels[token] == "conj" and analysis.lemmas[token] in acts

    def _is_itself(self, candidate: Candidate, party: int) -> bool:
        return party in candidate.trigger

    def _heads(self, candidate: Candidate, role: str) -> Iterator[int]:
        if candidate.kind == "noun":
            yield from self._noun_role(candidate, role)
        elif candidate.kind == "adjective":
            if role == "subject":
                yield from candidate.doers
            elif role == "within":
                yield from self._within(candidate)
            else:
                yield from self._after(role, (candidate.head, candidate.clause))
        else:
            yield from self._verb_role(candidate, role)

    def _verb_role(self, candidate: Candidate, role: str) -> Iterator[int]:
        analysis = self.analysis
        clause = self.grammar.clause(candidate.head)
        if role == "subject":
            yield from clause.doers
        elif role == "object":
            yield from (o for o in clause.objects if o not in candidate.used)
        elif role == "dative":
            for child in analysis.with_label(candidate.head, "dative"):
                if analysis.tags[child] not in ("IN", "TO"):
                    yield from self.grammar.parts(child)
            yield from self._after("to", (candidate.head, *candidate.used))
        elif role == "clause":
            for child in analysis.with_label(candidate.head, "ccomp", "xcomp", "advcl"):
                if self.grammar.is_verb(child):
                    inner = self.grammar.clause(child)
                    if inner.own_subject:
                        yield from inner.surface
            for noun in candidate.used:
                for child in analysis.with_label(noun, "acl", "ccomp", "relcl"):
                    if self.grammar.is_verb(child) and self.grammar.clause(child).own_subject:
                        yield from self.grammar.clause(child).surface
        elif role == "within":
            yield from self._within(candidate)
        elif role in ("poss", "mod", "of"):
            for token in candidate.used:
                yield from self._noun_owner(token, role)
        elif role != "between":
            own = [o for p in self.grammar.prepositions(candidate.head) if p.word == role for o in p.objects]
            own = [o for o in own if self.lookup.parties(o)]
            if own and candidate.used:
                yield from own
            else:
                found = self._after(role, (candidate.head, *self._near(candidate), *candidate.used))
                venue = role == "at" and candidate.frame.type == "PROTEST"
                yield from (t for t in found if not venue or not self._is_venue(t))
        else:
            yield from self._after(role, (candidate.head, *candidate.used))

    def _is_venue(self, token: int) -> bool:
        """Tell where people protest from what they protest at: "at her school", "at the arrest of a poet"."""
        entity = self.lookup.entity(token)
        known = self.analysis.lemmas[token] in self.grammar.frames.classes["spot"]
        return known or (entity is not None and (entity.kind == "place" or "EDU" in entity.sectors))

    def _within(self, candidate: Candidate) -> Iterator[int]:
        """Give whom a dependent clause meets: "agreed to send tanks to Kyiv" -> Kyiv."""
        analysis = self.analysis
        verbs = [c for c in analysis.with_label(candidate.head, "xcomp", "ccomp", "advcl") if self.grammar.is_verb(c)]
        verbs = [c for c in verbs if not any(analysis.lowers[m] in _CAUSES for m in analysis.with_label(c, "mark"))]
        for token in (*candidate.used, candidate.head):
            for child in analysis.children[token]:
                verbs.extend(c for c in analysis.with_label(child, "pcomp") if analysis.labels[child] == "prep")
                if analysis.labels[child] == "acl" and token != candidate.head:
                    verbs.append(child)
        verbs += [d for c in verbs for d in analysis.with_label(c, "xcomp") if self.grammar.is_verb(d)]
        for verb in verbs:
            doers = self.grammar.clause(verb).doers
            objects = [o for o in self.grammar.clause(verb).objects if o not in doers]
            for word in _WITHIN:
                found = objects if word == "object" else list(self._after(word, (verb, *objects)))
                parties = [p for t in found for p in self.lookup.parties(t)]
                if word == "in":
                    parties = [p for p in parties if self._is_land(p)]
                if parties:
                    yield from parties
                    return

    def _near(self, candidate: Candidate) -> tuple[int, ...]:
        analysis = self.analysis
        near = [c for c in analysis.children[candidate.head] if analysis.labels[c] in ("prt", "advmod", "acomp")]
        if not candidate.used:
            near += [o for o in analysis.with_label(candidate.head, "dobj") if not self.lookup.is_actor(o)]
        return tuple(near)

    def _noun_role(self, candidate: Candidate, role: str) -> Iterator[int]:
        nouns = tuple(dict.fromkeys((candidate.head, *candidate.trigger, candidate.top)))
        nouns = tuple(t for t in nouns if self.analysis.tags[t][0] != "V" or t == candidate.head)
        if role == "subject":
            yield from candidate.doers
        elif role == "owner":
            if any(phrase.word == "of" for noun in nouns for phrase in self.grammar.prepositions(noun)):
                yield from (owner for noun in nouns for owner in self.grammar.owner_tokens(noun))
        elif role in ("poss", "mod"):
            struck = role == "mod" and any(True for _ in self._struck_before(candidate))
            for noun in nouns if not struck else ():
                yield from self._noun_owner(noun, role)
            if role == "mod":
                yield from (t for t in self.grammar.example_owners(candidate.top) if self.lookup.is_named(t))
        elif role == "object":
            return
        elif role == "adjunct":
            if (
                self.analysis.tags[candidate.head] != "NNS"
                or self.analysis.lowers[candidate.head] in candidate.frame.nouns
            ):
                yield from self._clause_subject(candidate.top)
        else:
            verb: tuple[int, ...] = (candidate.clause,) if candidate.clause is not None else ()
            if role == "on":
                yield from self._struck_before(candidate)
            if role == "against" and self._is_in_protest(candidate):
                yield from self._after("of", (candidate.head,))
            if role == "between" and not verb:
                verb = self._stranded(candidate.top)
            found = list(self._after(role, (*nouns, *verb))) or list(self.grammar.repairs.behind(candidate.top, role))
            yield from found

    def _struck_before(self, candidate: Candidate) -> Iterator[int]:
        """Give what an attack met where it stands before the noun: "the embassy bombings", "the Paris attacks"."""
        if candidate.frame.type != "ASSAULT":
            return
        analysis, classes = self.analysis, self.grammar.frames.classes
        for child in analysis.with_label(candidate.head, "compound", "nmod"):
            entity = self.lookup.entity(child)
            place = entity is not None and entity.kind == "place"
            if child < candidate.head and (place or analysis.lemmas[child] in classes["spot"] | classes["mission"]):
                yield child

    def _is_in_protest(self, candidate: Candidate) -> bool:
        """Tell "a hunger strike in protest of the verdict", where `of` names what is opposed."""
        head = self.analysis.heads[candidate.head]
        return candidate.frame.type == "PROTEST" and self.analysis.lowers[head] == "in"

    def _stranded(self, noun: int) -> tuple[int, ...]:
        """Give where a `between` may hang: "A summit is planned for May between Seoul and Tokyo"."""
        analysis = self.analysis
        verb = analysis.heads[noun]
        if analysis.labels[noun] not in ("nsubj", "nsubjpass") or not self.grammar.is_verb(verb):
            return ()
        return verb, *(
            o for p in self.grammar.prepositions(verb) for o in p.objects if o in self.lookup.time_at or p.word == "for"
        )

    def _clause_subject(self, noun: int) -> Iterator[int]:
        """Give who is spoken of where an act is told in passing: "After talks in Riyadh, the minister flew home"."""
        analysis = self.analysis
        preposition = analysis.heads[noun]
        if not any(True for _ in self.grammar.prepositions(noun)):
            return
        if analysis.labels[noun] in ("pobj", "dobj") and analysis.lowers[preposition] in _AFTERWARDS:
            verb = analysis.heads[preposition]
            if self.grammar.is_verb(verb):
                yield from self.grammar.clause(verb).surface

    def _noun_owner(self, noun: int, role: str) -> Iterator[int]:
        if role == "poss":
            yield from self.grammar.owner_tokens(noun)
        elif role == "mod":
            for token in self.lookup.names_before(noun):
                entity = self.lookup.entity(token)
                if entity is None or entity.kind != "place":
                    yield token
        else:
            yield from self._after("of", (noun,))

    def _after(self, word: str, tokens: tuple[int | None, ...]) -> Iterator[int]:
        for token in dict.fromkeys(tokens):
            if token is None:
                continue
            for phrase in self.grammar.prepositions(token):
                if phrase.word == word:
                    yield from phrase.objects
                elif phrase.word in ("of", "by") or (word == "between" and phrase.word in _SPOTS):
                    inner = [p for o in phrase.objects for p in self.grammar.prepositions(o)]
                    yield from (o for p in inner if p.word == word for o in p.objects)


def make_phrase(analysis: Analysis, head: int) -> Phrase:
    """Give the words of a side: its head with what stands before it ("the NATO chief")."""
    first = head
    for child in analysis.children[head]:
        if child < head and analysis.labels[child] in _BEFORE:
            first = min(first, analysis.lefts[child])
    if analysis.tags[head] in ("JJ", "PRP$"):
        first = head
    if first < head and first and analysis.tags[first - 1][0] == "V" and analysis.lowers[first] in _TORN:
        first += 1
    while first < head and (analysis.words[first] in ",;-–“\"'" or analysis.tags[first] in ("CC", ",")):
        first += 1
    if head - first > 12:
        first = head
    return Phrase(first, head + 1, head)
