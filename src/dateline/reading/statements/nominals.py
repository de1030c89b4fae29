"""Statements by nouns and adjectives: "the claim that", "his warning of", "is confident that"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.cues import Cue, CueTable, CueWord, load_cues
from dateline.model.record import Act
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.statements.complements import has_to
from dateline.reading.statements.draft import Draft, Range
from dateline.reading.statements.sources import find_source, read_phrase


def find_noun_drafts(analysis: Analysis, table: CueTable) -> Iterator[Draft]:
    """Yield a draft for each noun that is a cue with its complement and, where its entry asks for it, an owner."""
    nouns, lemmas, tags = table.nouns, analysis.lemmas, analysis.tags
    for noun, tag in enumerate(tags):
        if tag != "NN" and tag != "NNS":
            continue
        words = nouns.get(lemmas[noun])
        if words is not None:
            draft = _read_noun(analysis, noun, words)
            if draft is not None:
                yield draft


def find_adjective_drafts(analysis: Analysis, table: CueTable) -> Iterator[Draft]:
    """Yield a draft for each adjective that somebody is: "The minister is confident that a deal is near"."""
    adjectives, lemmas, labels = table.adjectives, analysis.lemmas, analysis.labels
    for token, tag in enumerate(analysis.tags):
        if tag[0] not in "JV" or labels[token] in ("aux", "auxpass"):
            continue
        words = adjectives.get(lemmas[token]) or adjectives.get(analysis.lowers[token])
        if words is not None:
            draft = _read_adjective(analysis, token, words)
            if draft is not None:
                yield draft


def _read_noun(analysis: Analysis, noun: int, words: tuple[CueWord, ...]) -> Draft | None:
    for child in analysis.children[noun]:
        if child <= noun:
            continue
        for code, first, last in _noun_complements(analysis, noun, child):
            for word in words:
                if code in word.cue.takes and (word.particle is None):
                    return _make_noun(analysis, noun, word.cue, (first, last))
    return _read_light(analysis, noun, words)


def _noun_complements(analysis: Analysis, noun: int, child: int) -> Iterator[tuple[str, int, int]]:
    label, last = analysis.labels[child], analysis.rights[child] + 1
    first = max(analysis.lefts[child], noun + 1)
    if label in ("acl", "ccomp", "relcl"):
        mark = analysis.child(child, "mark")
        opened = analysis.lowers[first] == "that" and analysis.tags[first] == "IN" and label == "acl"
        if opened or (mark is not None and analysis.lowers[mark] in ("that", "whether")):
            yield "that", first, last
        elif label == "acl" and has_to(analysis, child):
            yield "to do", first, last
        elif label == "acl" and analysis.tags[child] in ("VBD", "VBZ", "VBP", "MD"):
            yield "that", first, last
    elif label == "prep" and analysis.rights[child] > child:
        yield analysis.lowers[child], child + 1, last


def _read_light(analysis: Analysis, noun: int, words: tuple[CueWord, ...]) -> Draft | None:
    """Read a complement that the tree hung on the light verb: "made the case *for reform*"."""
    verb = analysis.heads[noun]
    if analysis.labels[noun] != "dobj":
        return None
    for word in words:
        if analysis.lemmas[verb] not in word.cue.light:
            continue
        for child in analysis.children[verb]:
            if child > noun:
                for code, first, last in _light_complements(analysis, child):
                    if code in word.cue.takes:
                        return _make_noun(analysis, noun, word.cue, (first, last))
    return None


def _light_complements(analysis: Analysis, child: int) -> Iterator[tuple[str, int, int]]:
    label, first, last = analysis.labels[child], analysis.lefts[child], analysis.rights[child] + 1
    if label == "prep" and last > child + 1:
        yield analysis.lowers[child], child + 1, last
    elif label == "ccomp":
        yield "that", first, last
    elif label == "xcomp" and has_to(analysis, child):
        yield "to do", first, last


def _make_noun(analysis: Analysis, noun: int, cue: Cue, piece: Range) -> Draft | None:
    verb = _light_verb(analysis, noun, cue)
    source = _owner(analysis, noun, piece)
    tokens = [noun]
    own = source is not None and analysis.tags[source.head] == "PRP$"
    if verb is not None and (source is None or own):
        source = find_source(analysis, verb) or source
        tokens = [verb, noun]
    if source is None and cue.owned:
        return None
    if analysis.lowers[piece[0] - 1] in ("of", "for", "about", "in", "on", "to", "against", "with", "over"):
        tokens.append(piece[0] - 1)
    act = cue.act if verb is None or cue.act != "say" else _act_of(analysis, verb)
    return Draft(noun, tokens, cue.id, act, source, [piece], speech=cue.speech)


def _act_of(analysis: Analysis, verb: int) -> Act:
    """Give what a verb does to what is said: "*denied* reports that he had resigned"."""
    acts = [word.cue.act for word in load_cues().verbs.get(analysis.lemmas[verb], ()) if word.cue.act != "say"]
    return acts[0] if acts else "say"


def _light_verb(analysis: Analysis, noun: int, cue: Cue) -> int | None:
    head = analysis.heads[noun]
    return head if analysis.labels[noun] == "dobj" and analysis.lemmas[head] in cue.light else None


def _owner(analysis: Analysis, noun: int, piece: Range) -> Phrase | None:
    """Find whose claim it is: "*Kyiv's* claim that", "a warning *by the mayor* that"."""
    misread = _subject_of_misread(analysis, noun, piece)
    if misread is not None:
        return misread
    owner = analysis.child(noun, "poss")
    if owner is not None:
        return read_phrase(analysis, owner, limit=_case(analysis, owner))
    named = [c for c in analysis.with_label(noun, "compound", "nmod") if analysis.tags[c] == "NNP" and c < noun]
    if named and not analysis.lowers[named[-1]].endswith("day"):
        return read_phrase(analysis, named[-1], limit=noun)
    for child in analysis.children[noun]:
        if noun < child < piece[0] - 1 and analysis.labels[child] in ("prep", "agent"):
            inner = analysis.child(child, "pobj")
            if inner is not None and analysis.lowers[child] in load_cues().lists["owner_prepositions"]:
                return read_phrase(analysis, inner, limit=piece[0])
    return None


def _subject_of_misread(analysis: Analysis, noun: int, piece: Range) -> Phrase | None:
    """Find who speaks in "*Lopez* claims that", where the tree takes the verb for a noun."""
    if analysis.tags[noun] != "NNS" or piece[0] != noun + 1 or noun == 0:
        return None
    subject = analysis.child(noun, "nsubj")
    if subject is None and analysis.labels[noun] == "dobj" and analysis.heads[noun] == noun - 1:
        subject = noun - 1 if analysis.tags[noun - 1][0] == "N" else None
    if subject is None or subject >= noun or analysis.tags[subject] not in ("NN", "NNP", "PRP"):
        return None
    return read_phrase(analysis, subject, limit=noun)


def _case(analysis: Analysis, owner: int) -> int | None:
    return analysis.child(owner, "case")


def _read_adjective(analysis: Analysis, token: int, words: tuple[CueWord, ...]) -> Draft | None:
    source = _bearer(analysis, token)
    if source is None:
        return None
    for child in analysis.children[token]:
        if child <= token:
            continue
        for code, first, last in _adjective_complements(analysis, child):
            for word in words:
                if code in word.cue.takes:
                    tokens = [token] if code in ("that", "to do") else [token, child]
                    return Draft(
                        token, tokens, word.cue.id, word.cue.act, source, [(first, last)], speech=word.cue.speech
                    )
    return None


def _adjective_complements(analysis: Analysis, child: int) -> Iterator[tuple[str, int, int]]:
    label, first, last = analysis.labels[child], analysis.lefts[child], analysis.rights[child] + 1
    if label in ("ccomp", "acl") and not has_to(analysis, child):
        yield "that", first, last
    elif label in ("xcomp", "ccomp") and has_to(analysis, child):
        yield "to do", first, last
    elif label == "prep" and last > child + 1:
        yield analysis.lowers[child], child + 1, last


def _bearer(analysis: Analysis, token: int) -> Phrase | None:
    """Find who is confident, aware, worried: the subject of the copula, or of the adjective itself."""
    verb = analysis.heads[token]
    if (
        analysis.labels[token] in ("acomp", "attr", "oprd", "conj", "xcomp")
        and analysis.lemmas[verb] in load_cues().lists["copulas"]
    ):
        return find_source(analysis, verb)
    subject = analysis.child(token, "nsubj", "nsubjpass")
    if subject is not None and subject < token:
        return read_phrase(analysis, subject, limit=token)
    return None
