"""What the words around a name say it is: "Orlova, 43," is a person, "in Dorno" a place, "the WXO" a body."""

from __future__ import annotations

from dateline.reading.analysis import Analysis
from dateline.reading.mentions.names_draft import Draft
from dateline.reading.mentions.names_runs import Reader
from dateline.reading.mentions.types import MentionKind

_FIRM_PLACE = {"in": 2.5, "near": 2.5, "outside": 2.0, "inside": 1.5, "across": 1.5, "throughout": 2.0, "at": 1.0,
               "into": 1.0, "around": 1.0, "from": 0.7, "to": 0.4, "toward": 1.0, "towards": 1.0, "off": 1.5,
               "along": 1.5, "over": 0.3, "beyond": 0.5, "within": 0.7, "via": 1.0}  # fmt: skip
_OBJECTS = frozenset(("dobj", "dative", "nsubjpass"))


def head_of(analysis: Analysis, first: int, last: int) -> int:
    """Give the token of a range by which it hangs in the sentence; the last one where several do."""
    heads = analysis.heads
    best = last - 1
    for token in range(last - 1, first - 1, -1):
        head = heads[token]
        if head == token or not first <= head < last:
            return token
    return best


def weigh_context(reader: Reader, draft: Draft) -> None:
    """Add to a draft's hints what the words around it speak for."""
    analysis = reader.analysis
    head = head_of(analysis, draft.first, draft.last)
    _weigh_words(reader, draft)
    _weigh_before(reader, draft)
    _weigh_after(reader, draft, head)
    _weigh_syntax(reader, draft, head)


def _add(draft: Draft, kind: MentionKind, weight: float) -> None:
    draft.hints[kind] = draft.hints.get(kind, 0.0) + weight


def _weigh_words(reader: Reader, draft: Draft) -> None:
    words = reader.analysis.words
    first, last = draft.first, draft.last
    word = words[last - 1]
    if draft.given and last - first > 1:
        _add(draft, "person", 4.0)
    elif last - first > 1 and not any(reader.tables.is_common_word(part) for part in words[first:last]):
        _add(draft, "person", 1.5 if reader.tables.is_surname(word) else 0.8)
    elif last - first == 1 and (draft.given or reader.tables.is_surname(word)):
        _add(draft, "person", 0.3 if reader.tables.is_common_word(word) else 1.2)
    cue = reader.cues.heads.get(word)
    standing = 0.0
    if cue is not None:
        _add(draft, cue.gives, 1.5)
    elif draft.kind is None:
        standing = reader.standing(first, last)
        if word.isupper() and len(word) < 5 and last - first == 1 and standing < 8.0:
            standing = 0.0
    if standing:
        _add(draft, "place", 2.0 if standing >= 8.0 else 1.5 if standing >= 6.0 else 1.0 if standing >= 5.0 else 0.5)
    if last - first == 1 and word.isupper() and 2 <= len(word.replace(".", "")) <= 6:
        _add(draft, "organisation", 2.0)
    if any(len(words[token].rstrip(".")) == 1 and words[token].endswith(".") for token in range(first + 1, last - 1)):
        _add(draft, "person", 3.0)


def _weigh_before(reader: Reader, draft: Draft) -> None:
    analysis = reader.analysis
    if draft.first == 0 or draft.first == analysis.sentence(draft.first)[0]:
        return
    before = analysis.lowers[draft.first - 1]
    if before in ("(", "-", ",") and draft.last - draft.first == 1:
        word = analysis.words[draft.first]
        if any(reader.gazetteer.region_of_abbreviation(form) for form in (word, word.rstrip(".") + ".")):
            _add(draft, "place", 3.0)  # "Ted Orr (Tex.)"
    if before in reader.cues.kind_nouns and analysis.tags[draft.first - 1] == "NN":
        _add(draft, "organisation", 2.5)  # "the news agency Ceteka"
    elif before == "the":
        _add(draft, "organisation", 1.3)
        _add(draft, "person", -3.0)
        _add(draft, "place", 0.3)
    elif before in ("a", "an"):
        _add(draft, "person", -2.0)
        _add(draft, "other", 1.0)
    elif before in ("“", '"', "‘") and draft.last < len(analysis) and analysis.words[draft.last] in ("”", '"', "’"):
        _add(draft, "other", 1.5)
    elif before in _FIRM_PLACE:
        _add(draft, "place", _FIRM_PLACE[before])
        _add(draft, "person", -1.0 if before in ("in", "near", "into", "across") else -0.2)
        if before in ("at", "for", "from", "to"):
            _add(draft, "organisation", 0.6)


def _weigh_after(reader: Reader, draft: Draft, head: int) -> None:
    analysis = reader.analysis
    words, count = analysis.words, len(analysis)
    end = analysis.sentence(head)[1]
    at = draft.last
    if at + 1 < min(end, count) and words[at] == ",":
        following = words[at + 1]
        if (
            following.isdigit()
            and 10 <= int(following[:4]) < 110
            and at + 2 < count
            and words[at + 2] in (",", ".", ")")
        ):
            _add(draft, "person", 4.0)
        match = reader.match(at + 1) if following[0].isupper() else None
        known = match is not None and match[1][0].kind in ("country", "place") and match[1][0].form == "name"
        if known or (following[0].isupper() and reader.gazetteer.region_of_abbreviation(following) is not None):
            _add(draft, "place", 2.0)
    elif at < count and words[at] in ("'s", "’s") and at + 1 < end:
        noun = analysis.heads[head]
        lemma = analysis.lemmas[noun]
        if lemma in reader.cues.lists["relatives"]:
            _add(draft, "person", 2.0)
        elif reader.tables.office(lemma) is not None or reader.tables.agent(lemma) is not None:
            _add(draft, "organisation", 1.0)
            _add(draft, "place", 0.8)
        else:
            _add(draft, "person", 0.3)


def _weigh_syntax(reader: Reader, draft: Draft, head: int) -> None:
    analysis = reader.analysis
    label, parent = analysis.labels[head], analysis.heads[head]
    if label == "conj":
        label, parent = analysis.labels[parent], analysis.heads[parent]
    if label == "nsubj":
        if analysis.lemmas[parent] in reader.cues.lists["speech"]:
            _add(draft, "person", 1.5)
            _add(draft, "organisation", 0.9)
        else:
            _add(draft, "person", 0.4)
            _add(draft, "organisation", 0.4)
    elif label == "compound" and not analysis.tags[parent].startswith("NNP"):
        lemma = analysis.lemmas[parent]
        agent, office = reader.tables.agent(lemma), reader.tables.office(lemma)
        if agent is not None and agent.kind == "equipment":
            _add(draft, "other", 2.0)
        elif agent is not None or office is not None:
            _add(draft, "organisation", 1.5)
            _add(draft, "place", 0.7)
        else:
            _add(draft, "person", -0.7)
    elif label == "appos":
        _weigh_noun(reader, draft, analysis.lemmas[parent])
    elif label in _OBJECTS:
        _add(draft, "person", 0.3)
    elif label == "pobj":
        _weigh_of(reader, draft, parent)
    for child in analysis.children[head]:
        _weigh_child(reader, draft, child)


def _weigh_of(reader: Reader, draft: Draft, preposition: int) -> None:
    """Read "spokesman for Andor", "chairman of Andor": whoever has officers is a body or country."""
    analysis = reader.analysis
    noun = analysis.lemmas[analysis.heads[preposition]]
    if analysis.lowers[preposition] in ("of", "for", "at", "with", "from") and reader.tables.office(noun) is not None:
        _add(draft, "organisation", 1.5)
        _add(draft, "place", 0.5)
    if analysis.lowers[preposition] == "of" and noun in reader.cues.lists["place_nouns"]:
        _add(draft, "place", 3.0)
    if analysis.lowers[preposition] == "by":
        _add(draft, "person", 0.5)
        _add(draft, "organisation", 0.5)


def _weigh_child(reader: Reader, draft: Draft, child: int) -> None:
    analysis = reader.analysis
    if draft.first <= child < draft.last:
        return
    label = analysis.labels[child]
    if label == "relcl":
        pronouns = {analysis.lowers[token] for token in range(analysis.lefts[child], child)}
        if "who" in pronouns or "whose" in pronouns:
            _add(draft, "person", 2.5)
        elif "which" in pronouns:
            _add(draft, "organisation", 0.7)
            _add(draft, "person", -2.0)
        elif "where" in pronouns:
            _add(draft, "place", 2.0)
    elif label == "appos" and child > draft.last:
        _weigh_noun(reader, draft, analysis.lemmas[child])


def _weigh_noun(reader: Reader, draft: Draft, lemma: str) -> None:
    """Read the noun in apposition: "her spokesman, Arno Pitt", "Tarka, a news agency"."""
    agent = reader.tables.agent(lemma)
    if reader.tables.office(lemma) is not None or (agent is not None and agent.kind == "person"):
        _add(draft, "person", 3.0)
    elif lemma in reader.cues.lists["place_nouns"]:
        _add(draft, "place", 3.0)
    elif agent is not None and agent.kind in ("organisation", "group"):
        _add(draft, "organisation", 3.0)
