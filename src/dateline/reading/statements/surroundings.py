"""To whom and where something is said: "told Fox News", "in a letter to the king", "on Special Report"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.cues import CueTable, VenueWords
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.mentions import Mentions
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.sources import read_phrase

_PEOPLE_TAGS = frozenset(("NNP", "NNPS", "NNS", "NN", "PRP"))
_NOT_PEOPLE = frozenset(("place",))


class Surroundings:
    """Finds hearers and venues among the phrases around a cue."""

    def __init__(self, analysis: Analysis, mentions: Mentions, table: CueTable) -> None:
        self.analysis = analysis
        self.table = table
        self.kinds = {mention.head: mention.kind for mention in mentions.names}

    def add_to(self, draft: Draft) -> None:
        """Give a draft its addressee and venue where the words around its cue name them."""
        if not draft.cue_tokens or not draft.speech:
            return
        hearer, source = draft.addressee, draft.source
        if hearer is not None and source is not None and draft.cue < hearer.first < hearer.last == source.first:
            # `"Why?" asked host Jane Wells`: the title is no hearer, but hers.
            draft.addressee, draft.source, hearer = None, Phrase(hearer.first, source.last, source.head), None
        if hearer is not None and _is_inverted(draft, hearer):
            # `"Which parts?" asked the committee's chair`: who stands behind the verb asks.
            draft.addressee, draft.source, hearer = None, hearer, None
        if hearer is not None and self._is_gathering(hearer.head):
            draft.addressee, draft.venue, draft.venue_name = None, hearer, self._name(hearer)
        for preposition in self._prepositions(draft):
            self._read(draft, preposition)

    def _is_gathering(self, noun: int) -> bool:
        """Tell what one speaks at rather than to: "told *a news conference*"."""
        lemma = self.analysis.lemmas[noun]
        return lemma in self.table.venue_nouns and lemma not in self.table.lists["hearers"] and noun not in self.kinds

    def _prepositions(self, draft: Draft) -> Iterator[int]:
        """Yield the prepositions that hang on the cue, or on the verb above that shares its sentence."""
        analysis = self.analysis
        verbs = [draft.cue]
        head = analysis.heads[draft.cue]
        if (
            analysis.labels[draft.cue] in ("parataxis", "advcl", "conj", "dobj", "xcomp")
            and analysis.tags[head][0] == "V"
        ):
            verbs.append(head)
        verbs.extend(analysis.with_label(draft.cue, "advcl"))
        for verb in verbs:
            for child in analysis.children[verb]:
                if analysis.labels[child] in ("prep", "dative") and not draft.covers(child):
                    yield child
                    for inner in analysis.children[child] if analysis.tags[child] == "IN" else ():
                        if analysis.labels[inner] == "prep":
                            yield inner

    def _read(self, draft: Draft, preposition: int) -> None:
        analysis = self.analysis
        word = analysis.lowers[preposition]
        noun = analysis.child(preposition, "pobj")
        if noun is None or draft.covers(noun) or noun in draft.cue_tokens:
            return
        venue = self._venue(word, noun)
        if venue is not None:
            self._set_venue(draft, noun, venue)
        elif word == "to" and draft.addressee is None and self._hears(draft, noun, preposition):
            draft.addressee = read_hearer(analysis, noun, preposition)

    def _hears(self, draft: Draft, noun: int, preposition: int) -> bool:
        """Tell a hearer behind the cue ("wrote *to the king*") or behind "Speaking to" before it."""
        above = self.analysis.heads[preposition]
        if preposition < draft.cue and (above == draft.cue or self.analysis.tags[above] != "VBG"):
            return False
        return draft.rule.startswith(("speech.", "stance.")) and self._can_hear(noun)

    def _can_hear(self, noun: int) -> bool:
        analysis = self.analysis
        if analysis.tags[noun] not in _PEOPLE_TAGS or self.kinds.get(noun) in _NOT_PEOPLE:
            return False
        if noun in self.kinds:
            return True
        return analysis.tags[noun] in ("NNP", "PRP") or analysis.lemmas[noun] in self.table.lists["hearers"]

    def _venue(self, preposition: str, noun: int) -> VenueWords | None:
        analysis, table = self.analysis, self.table
        named = table.venue_names.get(analysis.words[noun])
        if named is not None and preposition in named.prepositions:
            return named
        for venue in table.venue_nouns.get(analysis.lemmas[noun], ()):
            if preposition in venue.prepositions:
                return venue
        if preposition == "on" and analysis.tags[noun] in ("NNP", "NNPS") and self._is_programme(noun):
            return table.venue_names[next(iter(table.venue_names))]
        return None

    def _is_programme(self, noun: int) -> bool:
        """Tell a programme or channel ("on Special Report") from a day, a place or a person."""
        if self.analysis.lowers[noun] in self.table.lists["calendar"]:
            return False
        return self.kinds.get(noun, "other") in ("organisation", "other")

    def _set_venue(self, draft: Draft, noun: int, venue: VenueWords) -> None:
        analysis = self.analysis
        hearer: int | None = None
        cut: int | None = None
        for child in analysis.children[noun]:
            if child > noun and analysis.labels[child] == "prep" and analysis.lowers[child] in venue.hearer:
                hearer = analysis.child(child, "pobj")
                cut = child
        if draft.venue is None:
            phrase = read_phrase(analysis, noun)
            clauses = [analysis.lefts[k] for k in analysis.with_label(noun, "acl", "relcl", "appos") if k > noun]
            last = min([phrase.last, *clauses]) if cut is None else cut
            if cut is None and phrase.last - noun > 6:
                last = noun + 1
            while last - 1 > noun and not analysis.words[last - 1][0].isalnum():
                last -= 1
            draft.venue = Phrase(phrase.first, max(last, noun + 1), noun)
            draft.venue_name = self._name(draft.venue)
        if hearer is not None and draft.addressee is None and self._can_hear(hearer):
            draft.addressee = read_hearer(analysis, hearer, cut)

    def _name(self, venue: Phrase) -> str:
        first = venue.first
        while first < venue.head and self.analysis.tags[first] in ("DT", "PRP$"):
            first += 1
        return self.analysis.words_of(first, venue.last)


def _is_inverted(draft: Draft, hearer: Phrase) -> bool:
    """Tell a quotation's verb with nobody before it, whose object is its subject."""
    source = draft.source
    if not draft.quotations or hearer.first != draft.cue + 1 or any(last > draft.cue for _, last in draft.pieces[:1]):
        return False
    return source is None or (hearer.first <= source.first and source.last <= hearer.last)


def read_hearer(analysis: Analysis, head: int, limit: int | None) -> Phrase:
    """Give the phrase of one spoken to, without what is told of the talk ("Le Monde *published on Friday*")."""
    phrase = read_phrase(analysis, head, limit=limit)
    last = phrase.last
    for child in analysis.children[head]:
        label = analysis.labels[child]
        if child > head and (
            label in ("acl", "relcl", "npadvmod") or (label == "prep" and analysis.lowers[child] != "of")
        ):
            last = min(last, analysis.lefts[child])
    while last - 1 > head and not analysis.words[last - 1][0].isalnum():
        last -= 1
    return Phrase(phrase.first, last, head)
