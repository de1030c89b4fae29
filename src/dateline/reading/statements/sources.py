"""Who speaks: the subject of a cue, found up the tree, and its phrase as a reader would mark it."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.reading.analysis import Analysis, Phrase

_SUBJECTS = ("nsubj", "csubj")
_PASSED_ON = frozenset(("xcomp", "conj", "advcl", "pcomp", "dep"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_MAX_STEPS = 6
_EDGE_PUNCTUATION = frozenset(
    (",", ":", ";", "-", "–", "—", "--", "(", "“", '"', "''", "``", "”", "‘", "’", "'", ".", "…")
)
_LEADING = frozenset(("CC", "IN", "UH"))


def find_source(analysis: Analysis, verb: int) -> Phrase | None:
    """Find who does what a verb tells: its subject, an agent, or the subject that it shares with the verb above.

    "Kim called the mayor and *said* ...", "a report *saying* ...", "He met reporters, *warning* that ...".
    """
    head = _find_head(analysis, verb)
    if head is not None and not analysis.words[head][0].isalnum():
        return None
    return None if head is None else read_phrase(analysis, head, limit=verb)


def _find_head(analysis: Analysis, verb: int) -> int | None:
    labels, heads = analysis.labels, analysis.heads
    climbed = ""
    for _ in range(_MAX_STEPS):
        agent = _agent(analysis, verb)
        if agent is not None:
            return agent
        subject = _subject(analysis, verb)
        if subject is not None:
            return subject if labels[subject] == "nsubj" else None
        passive = analysis.child(verb, "nsubjpass")
        if passive is not None and climbed in ("xcomp", "pcomp"):  # "was seen telling", "After saying so, …"
            return passive
        if analysis.child(verb, "nsubjpass", "expl") is not None:
            return None
        label, above = labels[verb], heads[verb]
        climbed = label
        if above == verb:
            return None
        if label == "conj" and analysis.tags[verb] in _FINITE:
            above = _finite_above(analysis, verb, above)
        if label == "acl":
            if analysis.tags[verb] == "VBG" and not _is_bare_phrase(analysis, above):
                return above
            if analysis.tags[verb] != "VBG" and (analysis.tags[verb] != "VB" or labels[above] != "dobj"):
                return None
            verb = heads[above] if analysis.tags[verb] == "VB" else heads[heads[above]]
            continue
        if label not in _PASSED_ON:
            return None
        if label == "pcomp":
            done, lifted = _above_gerund(analysis, above)
            if done or lifted is None:
                return lifted
            above = lifted
        elif label == "xcomp":
            controller = _controller(analysis, above)
            if controller is not None and controller < verb:
                return controller
            if _owner_of_words(analysis, above) is not None:
                return _owner_of_words(analysis, above)
            above = _above_adjective(analysis, above)
        elif label == "advcl":
            above = _speaker_above(analysis, verb, above)
            subject = analysis.child(above, "nsubj", "nsubjpass")
            if subject is not None:
                return subject
        verb = above
    return None


def _above_gerund(analysis: Analysis, preposition: int) -> tuple[bool, int | None]:
    """Climb from "in *saying*"; True with whoever does it: "quoted *Kim* as saying", "held *Kim* for refusing"."""
    lifted = _above_preposition(analysis, preposition)
    if lifted is None:
        return True, None
    if analysis.lowers[preposition] == "as":
        return True, analysis.child(lifted, "dobj", "nsubjpass")
    if analysis.lowers[preposition] == "for" and analysis.lemmas[lifted] in load_cues().lists["blaming"]:
        blamed = analysis.child(lifted, "dobj", "nsubjpass")
        if blamed is not None and blamed < preposition:
            return True, blamed
    return False, lifted


def _controller(analysis: Analysis, verb: int) -> int | None:
    """Give who is to do what an infinitive tells: "told *Kim* to say", "called on *Kim* to say"."""
    thing = analysis.child(verb, "dobj")
    if thing is not None:
        return thing
    for child in analysis.with_label(verb, "prep"):
        if child == verb + 1 and analysis.lowers[child] in ("on", "upon"):
            return analysis.child(child, "pobj")
    return None


def _owner_of_words(analysis: Analysis, copula: int) -> int | None:
    """Give whose words they are: "*his* best response was to say"."""
    if analysis.lemmas[copula] != "be":
        return None
    words = analysis.child(copula, "nsubj")
    if words is None or analysis.lemmas[words] not in load_cues().lists["own_words"]:
        return None
    return analysis.child(words, "poss")


def _is_bare_phrase(analysis: Analysis, noun: int) -> bool:
    """Tell the "effect" of "threatened them, in effect *daring* them", which does nothing."""
    before = noun - 1
    if analysis.labels[noun] != "pobj" or analysis.heads[noun] != before or analysis.lowers[before] != "in":
        return False
    return analysis.tags[noun] == "NN" and analysis.tags[analysis.heads[before]][0] == "V"


def _above_adjective(analysis: Analysis, token: int) -> int:
    """From an adjective to the verb that has the subject: "*Obama* is determined to warn"."""
    bare = analysis.labels[token] == "acomp" and analysis.child(token, "nsubj") is None
    return analysis.heads[token] if bare else token


def _finite_above(analysis: Analysis, verb: int, token: int) -> int:
    """Climb to the verb that a finite verb is coordinated with: "*urged* both to wait and *voiced* concern"."""
    tags = analysis.tags
    while tags[token] in ("VB", "VBG") and analysis.labels[token] in ("xcomp", "advcl", "pcomp", "conj"):
        if any(tags[child] == "MD" for child in analysis.children[token]):
            break
        token = analysis.heads[token]
    above = analysis.heads[token]
    if analysis.labels[token] == "ccomp" and tags[token] != tags[verb] == tags[above] and above < token:
        left = verb
        while left - 1 > token and analysis.labels[left - 1] in ("advmod", "cc"):
            left -= 1
        return above if analysis.words[left - 1] == "," else token
    return token


def _subject(analysis: Analysis, verb: int) -> int | None:
    """Give a verb's subject; of two that the tree gives it, the nearer one before it."""
    found = list(analysis.with_label(verb, *_SUBJECTS))
    before = [token for token in found if token < verb]
    return before[-1] if before else (found[0] if found else None)


def _speaker_above(analysis: Analysis, verb: int, above: int) -> int:
    """Climb out of a content that a participle behind a comma was hung into: "said the man had fled, *adding* ..."."""
    left = analysis.lefts[verb]
    if analysis.tags[verb] == "VBG" and left > 0 and analysis.words[left - 1] == ",":
        while analysis.labels[above] == "ccomp" and analysis.heads[above] < above:
            above = analysis.heads[above]
    return above


def _agent(analysis: Analysis, verb: int) -> int | None:
    by = analysis.child(verb, "agent")
    return None if by is None else analysis.child(by, "pobj")


def _above_preposition(analysis: Analysis, token: int) -> int | None:
    """From a preposition up to the verb it hangs on ("in *saying*": the subject of what it modifies)."""
    above = analysis.heads[token]
    return above if above != token and analysis.tags[above][0] == "V" else None


def read_phrase(analysis: Analysis, head: int, *, limit: int | None = None) -> Phrase:
    """Give the phrase around a noun as a source: title and apposition kept, "but", "even" and marks cut off.

    `limit` is the cue: a phrase never reaches over it.
    """
    first, last = analysis.lefts[head], analysis.rights[head] + 1
    sentence = analysis.sentence(head)
    first, last = max(first, sentence[0]), min(last, sentence[1])
    if limit is not None and first <= limit < last:
        first, last = (first, limit) if head < limit else (limit + 1, last)
    while first < head and (
        analysis.words[first] in _EDGE_PUNCTUATION
        or (analysis.labels[first] in ("cc", "preconj", "intj", "mark") and analysis.tags[first] in _LEADING)
        or (analysis.lowers[first] in load_cues().lists["focus"] and analysis.labels[first] == "advmod")
    ):
        first += 1
    return Phrase(first, _cut_end(analysis, head, last), head)


def _cut_end(analysis: Analysis, head: int, last: int) -> int:
    """Cut from the end of a source what tells of the saying: "Kim *on Monday*", "Kim*, speaking in Oslo,*"."""
    lists = load_cues().lists
    for child in analysis.children[head]:
        if head < child and analysis.labels[child] == "acl" and analysis.tags[child] == "VBG":
            left = analysis.lefts[child]
            if analysis.words[left - 1] == "," and analysis.rights[child] >= last - 2:
                last = left - 1
    while last - 1 > head:
        word, above = analysis.lowers[last - 1], analysis.heads[last - 1]
        is_day = word in lists["calendar"]
        if word in _EDGE_PUNCTUATION or word in lists["trailing"] or (is_day and above <= head):
            last -= 1
        elif is_day and analysis.heads[above] <= head:
            last = min(last - 1, above)
        else:
            break
    return last


def find_source_beside(analysis: Analysis, verb: int, quoted: tuple[int, int]) -> Phrase | None:
    """Find the source by its place where the tree fails: between a quotation and its cue, else right behind the cue."""
    first, last = analysis.sentence(verb)
    if quoted[1] <= verb:
        head = _last_noun(analysis, max(quoted[1], first), verb)
        if head is not None:
            return read_phrase(analysis, head, limit=verb)
    elif verb < quoted[0]:
        head = _last_noun(analysis, first, verb)
        return None if head is None else read_phrase(analysis, head, limit=verb)
    if verb + 1 < last and analysis.tags[verb + 1] in _NOUN_STARTS:
        return _phrase_from(analysis, verb + 1, last)
    return None


_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
_NOUN_STARTS = frozenset((*_NOUNS, "DT", "PRP$", "CD", "JJ"))
_OWNERS_TOO = _NOUN_STARTS | {"POS"}


def _last_noun(analysis: Analysis, first: int, last: int) -> int | None:
    """Give the head of the noun phrase that stands last before a verb, adverbs aside."""
    token = last - 1
    while token >= first and (analysis.tags[token][:2] in ("RB", "MD") or analysis.words[token] == ","):
        token -= 1
    if token < first or analysis.tags[token] not in _NOUNS or not analysis.words[token][0].isalnum():
        return None
    while first <= analysis.heads[token] < last and analysis.heads[token] != token:
        if analysis.tags[analysis.heads[token]] not in _NOUNS and analysis.tags[analysis.heads[token]] != "IN":
            break
        token = analysis.heads[token]
    return token if analysis.tags[token] in _NOUNS else None


def _phrase_from(analysis: Analysis, first: int, last: int) -> Phrase | None:
    """Give the noun phrase that begins at a token."""
    token = first
    while token + 1 < last and analysis.tags[token] != "PRP" and analysis.tags[token + 1] in _OWNERS_TOO:
        token += 1
    return read_phrase(analysis, token, limit=first - 1) if analysis.tags[token] in _NOUNS else None
