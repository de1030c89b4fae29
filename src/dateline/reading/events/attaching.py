"""What hangs on an act: places, times, numbers, the clause that tells it and whose words they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.reading.analysis import Analysis
from dateline.reading.events.candidates import Candidate
from dateline.reading.events.grammar import Grammar
from dateline.reading.events.lookup import Lookup
from dateline.reading.events.types import EventCount
from dateline.reading.mentions import Mentions
from dateline.reading.statements import Statement

_WHERE = frozenset(
    ("in", "at", "on", "near", "over", "across", "into", "inside", "outside", "around", "off", "within", "throughout",
     "along", "through", "from", "above", "to", "toward", "towards", "against")
)  # fmt: skip
_STRICT = frozenset(("from", "to", "toward", "towards", "against", "of"))
"""Prepositions that tell a place only for acts that move or strike."""
_SPANS = frozenset(("within", "during", "over", "throughout"))
_LONG_TOKENS = 60
_LONG_CHARACTERS = 650
_CLIMB = 12


class Attacher:
    """Ties places, times, numbers and speakers of one article to its acts."""

    def __init__(self, grammar: Grammar, lookup: Lookup, mentions: Mentions, statements: Sequence[Statement]) -> None:
        self.grammar = grammar
        self.analysis: Analysis = grammar.analysis
        self.lookup = lookup
        self.mentions = mentions
        self.statements = statements
        self._quantities: dict[int, list[int]] = {}
        for index, quantity in enumerate(mentions.quantities):
            for token in {quantity.head, *range(quantity.first, quantity.last)}:
                self._quantities.setdefault(token, []).append(index)
        self._covering = [sorted((piece.start, piece.end) for piece in statement.content) for statement in statements]

    def places(self, candidate: Candidate) -> tuple[int, ...]:
        """Give the heads of the places tied to an act: "in Kyiv", "over Estonian airspace", "the Alaska summit"."""
        found: list[int] = []
        moves = candidate.frame.type in ("ASSAULT", "MOBILIZE", "RETREAT", "COERCE")
        for token in self._anchors(candidate):
            for phrase in self.grammar.prepositions(token):
                if phrase.word in _WHERE and (moves or phrase.word not in _STRICT):
                    for head in phrase.objects:
                        found.extend(self._place(head))
            if self.analysis.tags[token][0] == "N":
                found.extend(t for t in self.lookup.names_before(token) if self._is_located(t))
        for one in (candidate, *candidate.joined):
            if one.kind == "verb":
                for head in self.grammar.clause(one.head).objects if moves or one.frame.mode == "visit" else ():
                    found.extend(self._place(head, direct=True))
                    found.extend(self._inside(head))
        return tuple(sorted(set(found)))

    def _inside(self, head: int) -> list[int]:
        """Give the places told within a phrase ("villages near Goma")."""
        return [
            token
            for phrase in self.grammar.prepositions(head)
            if phrase.word in _WHERE and phrase.word not in _STRICT
            for object_ in phrase.objects
            for token in self._place(object_)
        ]

    def _place(self, head: int, direct: bool = False) -> list[int]:
        lookup, analysis = self.lookup, self.analysis
        if lookup.is_time(head):
            return []
        if self._is_located(head):
            return [head, *self._inside(head)] if not direct else [head]
        head = self.grammar.content(head)
        if self._is_located(head):
            return [head]
        if any(
            analysis.lemmas[head] in self.grammar.frames.classes[name] for name in ("territory", "placeable", "spot")
        ):
            named = (*self.grammar.owner_tokens(head), *lookup.names_before(head))
            owners = [t for t in named if self._is_land(t)]
            inside = [
                o
                for phrase in self.grammar.prepositions(head)
                if phrase.word in ("of", "in", "near", "on", "at", "with")
                for o in phrase.objects
                if self._is_located(o)
            ]
            return inside + owners
        return []

    def _is_land(self, token: int) -> bool:
        """Tell a country or place, by name or adjective, whose territory is meant."""
        entity = self.lookup.entity(token)
        if entity is None:
            return self.analysis.tags[token] == "JJ" and self.analysis.words[token][:1].isupper()
        return entity.kind in ("place", "country")

    def _is_located(self, token: int) -> bool:
        entity = self.lookup.entity(token)
        if entity is not None:
            return entity.kind in ("place", "country") and self.analysis.tags[token].startswith("N")
        return self.analysis.tags[token].startswith("NNP") and not self.lookup.is_time(token)

    def _anchors(self, candidate: Candidate) -> list[int]:
        tokens: list[int] = []
        for one in (candidate, *candidate.joined):
            tokens.extend(one.trigger)
            tokens.append(one.top)
            if one.clause is not None:
                tokens.append(one.clause)
            if one.kind == "noun":
                tokens.extend(self._carried(one))
        return list(dict.fromkeys(tokens))

    def _carried(self, candidate: Candidate) -> list[int]:
        """Give the infinitive by which an act is set for a day: "talks are scheduled to resume in Geneva on Monday"."""
        analysis = self.analysis
        verb = analysis.heads[candidate.top]
        if analysis.labels[candidate.top] not in ("nsubj", "nsubjpass") or not self.grammar.is_verb(verb):
            return []
        return [verb, *(t for t in analysis.with_label(verb, "xcomp") if self.grammar.is_verb(t))]

    def times(self, candidates: Sequence[Candidate]) -> dict[int, list[int]]:
        """Give for the head of each act the time expressions tied to it, by the nearest act or verb above them."""
        analysis = self.analysis
        owners: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            for token in self._anchors(candidate):
                owners.setdefault(token, []).append(candidate)
        found: dict[int, list[int]] = {candidate.head: [] for candidate in candidates}
        for index, time in enumerate(self.mentions.times):
            token = self._outermost(time.first, time.last)
            for _ in range(_CLIMB):
                if token in owners:
                    for candidate in owners[token]:
                        found[candidate.head].append(index)
                    break
                head = analysis.heads[token]
                if head == token or analysis.labels[token] in ("relcl", "ccomp", "parataxis"):
                    break
                if self.grammar.is_verb(token) and analysis.labels[token] in ("advcl", "xcomp") and head not in owners:
                    break
                token = head
        for candidate in candidates:
            if not found[candidate.head]:
                found[candidate.head] = self._inherited(candidate, owners, found) or self._spanning(candidate, found)
        return found

    def _spanning(self, candidate: Candidate, found: dict[int, list[int]]) -> list[int]:
        """A span told at the end holds for both: "jets entered Estonia and drones crossed into Poland in six weeks"."""
        analysis = self.analysis
        if not self.grammar.is_verb(candidate.head):
            return []
        for child in analysis.with_label(candidate.head, "conj", "advcl"):
            for index in found.get(child, ()):
                first = self.mentions.times[index].first
                if {analysis.lowers[first], analysis.lowers[first - 1]} & _SPANS and child > candidate.head:
                    return [index]
        return []

    def _outermost(self, first: int, last: int) -> int:
        for token in range(first, last):
            head = self.analysis.heads[token]
            if not first <= head < last:
                return token
        return first

    def _inherited(
        self, candidate: Candidate, owners: dict[int, list[Candidate]], found: dict[int, list[int]]
    ) -> list[int]:
        """A joined or dependent verb without a time of its own happens when its governor does."""
        analysis = self.analysis
        token = candidate.clause if candidate.clause is not None else candidate.head
        if not self.grammar.is_verb(token):
            return []
        for _ in range(3):
            label, head = analysis.labels[token], analysis.heads[token]
            if label not in ("conj", "advcl", "xcomp") or head == token:
                return []
            if label == "advcl" and self.grammar.clause(token).own_subject:
                return []
            for other in owners.get(head, ()):
                if other is not candidate and found[other.head]:
                    return list(found[other.head])
            token = head
        return []

    def counts(self, candidate: Candidate) -> tuple[EventCount, ...]:
        """Give the numbers of an act: "killed at least six people", "three planes flew"."""
        found: dict[int, EventCount] = {}
        for one in (candidate, *candidate.joined):
            what = one.frame.counts
            for token, is_object in self._counted(one):
                for index in self._near_quantities(token):
                    if index in found:
                        continue
                    own = self.mentions.quantities[index].what
                    if is_object and what is not None and own in (None, "personnel", "troops", "other", "participants"):
                        found[index] = EventCount(what, index)
                    elif own is not None and own not in ("killed", "injured"):
                        found[index] = EventCount(own, index)
        for index in self._toll(candidate):
            found.setdefault(index, EventCount("killed", index))
        return tuple(found[index] for index in sorted(found))

    def _toll(self, candidate: Candidate) -> Iterator[int]:
        """Give what a toll came to: "The death toll from the strike rose to 15"."""
        analysis = self.analysis
        preposition = analysis.heads[candidate.top]
        noun = analysis.heads[preposition]
        if candidate.frame.type != "ASSAULT" or analysis.labels[candidate.top] != "pobj":
            return
        verb = analysis.heads[noun]
        if analysis.lemmas[noun] not in self.grammar.frames.classes["toll"] or not self.grammar.is_verb(verb):
            return
        told = [o for p in self.grammar.prepositions(verb) if p.word in ("to", "at", "past") for o in p.objects]
        told += [c for c in analysis.with_label(verb, "dobj", "attr") if analysis.labels[noun] == "nsubj"]
        for token in told:
            yield from self._near_quantities(token)

    def _counted(self, one: Candidate) -> list[tuple[int, bool]]:
        """Give the nouns whose numbers belong to an act, and whether it is done to them."""
        counted: list[tuple[int, bool]] = []
        if one.kind == "verb":
            clause = self.grammar.clause(one.head)
            counted += [(t, True) for t in clause.objects]
            as_object = "subject" in one.frame.recipient or one.frame.counts == "participants"
            counted += [(t, as_object) for t in clause.doers if t not in clause.objects]
            counted += [(t, False) for noun in clause.objects for t in self._suffering(one, noun)]
            for child in self.analysis.with_label(one.head, "nummod", "npadvmod", "attr"):
                counted.append((child, True))
        else:
            counted += [(t, False) for t in one.trigger]
            counted += [(t, False) for t in one.doers]
            for phrase in self.grammar.prepositions(one.head):
                if phrase.word == "of":
                    counted += [(t, True) for t in phrase.objects]
            counted += [(t, False) for t in self._suffering(one, one.head)]
        return counted

    def _suffering(self, one: Candidate, noun: int) -> Iterator[int]:
        """Give whom an act is done to by a preposition: "sanctions on 17 tankers"."""
        for phrase in self.grammar.prepositions(noun):
            if phrase.word in ("on", "against") and phrase.word in one.frame.recipient:
                yield from phrase.objects

    def _near_quantities(self, token: int) -> list[int]:
        """Give the numbers of a phrase, through words of amount ("dozens of people", "300 more")."""
        deeper = self.grammar.content(token)
        return list(dict.fromkeys((*self._quantities.get(token, ()), *self._quantities.get(deeper, ()))))

    def sentence(self, candidate: Candidate, head: int) -> tuple[int, int]:
        """Give the sentence, or in a long one the clause, that reports an act."""
        analysis = self.analysis
        first, last = analysis.sentence(head)
        trigger = candidate.trigger
        if self._is_short(first, last):
            return first, last
        best = (min(trigger), max(trigger) + 1)
        token = candidate.clause if candidate.clause is not None else candidate.top
        for _ in range(_CLIMB):
            low, high = analysis.subtree(token)
            low, high = min(low, *trigger), max(high, max(trigger) + 1)
            if not self._is_short(low, high):
                break
            best = (min(best[0], low), max(best[1], high))
            if analysis.heads[token] == token:
                break
            token = analysis.heads[token]
        return self._trim(best, trigger, (first, last))

    def _is_short(self, first: int, last: int) -> bool:
        return last - first <= _LONG_TOKENS and self._length(first, last) <= _LONG_CHARACTERS

    def _length(self, first: int, last: int) -> int:
        return self.analysis.ends[last - 1] - self.analysis.starts[first]

    def _trim(self, clause: tuple[int, int], trigger: list[int], bounds: tuple[int, int]) -> tuple[int, int]:
        """Keep a window around the trigger where even its clause is too long, and some words where it is very short."""
        low, high = clause
        while self._length(low, high) > _LONG_CHARACTERS and low < min(trigger):
            low += 1
        while self._length(low, high) > _LONG_CHARACTERS and high > max(trigger) + 1:
            high -= 1
        while high - low < _LONG_TOKENS // 3 and (low > bounds[0] or high < bounds[1]):
            low, high = max(low - 1, bounds[0]), min(high + 1, bounds[1])
        return low, high

    def said_by(self, token: int) -> tuple[int, ...]:
        """Give the statements whose words hold a token, the innermost first."""
        start = self.analysis.starts[token]
        covering: list[tuple[int, int]] = []
        for index, pieces in enumerate(self._covering):
            if pieces and pieces[0][0] <= start < pieces[-1][1] and any(low <= start < high for low, high in pieces):
                covering.append((sum(high - low for low, high in pieces), index))
        found = [index for _, index in sorted(covering)]
        for index in list(found):
            outer = self.statements[index].within
            while outer is not None and outer not in found:
                found.append(outer)
                outer = self.statements[outer].within
        return tuple(found)

    def denied_by(self, said_by: tuple[int, ...]) -> tuple[int, ...]:
        """Give those of the statements that deny what they hold."""
        return tuple(index for index in said_by if self.statements[index].act == "deny")
