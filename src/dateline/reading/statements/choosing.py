"""Who speaks, chosen among the nouns of a sentence by weights learned from marked articles.

The rules name the speaker; the weights are asked only where the rules name nobody, or take a way through the tree that
often errs, and are followed only where they find another noun much likelier. How they were learned, and on what, is
told in `knowledge/data/cues/SOURCE_WEIGHTS.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp

from dateline.knowledge.source_weights import load_source_weights
from dateline.reading.analysis import Analysis
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.sources import read_phrase

MARGIN = 1.5
"""How much heavier another noun than the speaker by the rules must weigh (in nats)."""
ENOUGH = 0.4
"""Probability from which a noun is taken where the rules name nobody."""
_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "WP", "WDT", "DT", "CD", "PRP$", "EX"))
_INNER = frozenset(("compound", "det", "amod", "nummod", "quantmod", "case", "npadvmod", "predet", "nmod", "expl"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_WORDS = frozenset(("PRP", "WP", "WDT", "DT", "PRP$"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NAMING = frozenset(("NNP", "PRP", "NN", "NNS"))
_SIGNS = frozenset((",", "-", "–", "—", "(", ")", ";", ":"))
_VAGUE = frozenset(("which", "that", "who", "it", "this", "what"))
_OTHER_RULES = ("turn", "signature", "headline", "phrase", "dialogue", "question", "nested")
_STEPS = 6
_FAR = 40
"""Tokens from the cue to the furthest candidate."""


class Chooser:
    """Chooses the speakers of one article's statements."""

    def __init__(self, analysis: Analysis, named: frozenset[int]) -> None:
        self.analysis = analysis
        self.named = named
        self.weights = load_source_weights()

    def choose(self, draft: Draft) -> None:
        """Give a draft another speaker where its own is doubtful and another much likelier."""
        if not is_chosen_for(draft) or not self._is_doubtful(draft):
            return
        own = None if draft.source is None else draft.source.head
        scores = [(self._weigh(describe(self.analysis, draft, token, self.named)), token)
                  for token in find_candidates(self.analysis, draft)]  # fmt: skip
        if not scores:
            return
        best, token = max(scores, key=lambda pair: (pair[0], -abs(pair[1] - draft.cue)))
        if own is None:
            scores.append((self._weigh(describe_none(self.analysis, draft)), -1))
            if exp(best) < ENOUGH * sum(exp(score) for score, _ in scores):
                return
        elif token == own or any(other == own and best - score < MARGIN for score, other in scores):
            return
        phrase = read_phrase(self.analysis, token, limit=draft.cue)
        if not any(first < phrase.last and phrase.first < last for first, last in draft.pieces):
            draft.source = phrase

    def _weigh(self, seen: Iterable[str]) -> float:
        weights = self.weights
        return sum(weights.get(each, 0.0) for each in seen)

    def _is_doubtful(self, draft: Draft) -> bool:
        """Tell a speaker who is not simply the subject right before the verb."""
        analysis, cue = self.analysis, draft.cue
        if draft.source is None:
            return analysis.child(cue, "auxpass", "nsubjpass") is None
        head = draft.source.head
        if analysis.labels[head] == "poss":
            return False  # "his response was to say", "his claim that": whose words they are
        if analysis.heads[head] != cue or analysis.labels[head] != "nsubj" or analysis.lowers[head] in _VAGUE:
            return True
        signs, nouns = _count_between(analysis, head, cue)
        return head < cue and (signs > 0 or nouns > 1 or cue - head > 8)


def is_chosen_for(draft: Draft) -> bool:
    """Tell the statements by a word of saying, whose speaker stands in its sentence."""
    return bool(draft.cue_tokens) and draft.within is None and not draft.rule.startswith(_OTHER_RULES)


def find_candidates(analysis: Analysis, draft: Draft) -> list[int]:
    """Give the heads of the noun phrases of a cue's sentence that stand outside its content."""
    first, last = analysis.sentence(draft.cue)
    first, last = max(first, draft.cue - _FAR), min(last, draft.cue + _FAR)
    inside = {token for begin, end in draft.pieces for token in range(begin, end)}
    inside.update(draft.cue_tokens)
    own = None if draft.source is None else draft.source.head
    found = []
    for token in range(first, last):
        tag, label = analysis.tags[token], analysis.labels[token]
        fits = tag in _TAGS and label not in _INNER and (tag not in ("DT", "CD") or label in _SUBJECTS)
        if token == own or (fits and token not in inside):
            found.append(token)
    return found


def describe(analysis: Analysis, draft: Draft, token: int, named: frozenset[int]) -> Iterator[str]:
    """Yield what can be seen of a candidate: its place, its path to the cue in the tree, its words."""
    cue, tags, labels = draft.cue, analysis.tags, analysis.labels
    tag, label = tags[token], labels[token]
    side = "<" if token < cue else ">"
    path = find_path(analysis, cue, token)
    own = "none" if draft.source is None else "own" if draft.source.head == token else "other"
    yield f"rule={own}"
    yield f"rule={own} {draft.rule.split('.')[0]}"
    yield f"path={path}"
    yield f"path={path} {side}"
    yield f"path={path} {tags[cue]}"
    yield f"label={label} {side} {tags[cue][:2]}"
    yield f"tag={tag}"
    yield f"head={label} {tags[analysis.heads[token]]} {side}"
    low, high = (token, cue) if token < cue else (cue, token)
    gap = high - low
    yield f"gap={side}{min(gap, 4) if gap < 5 else 8 if gap < 9 else 16}"
    signs, nouns = _count_between(analysis, low, high)
    yield f"verbs={side}{min(sum(tags[t] in _FINITE for t in range(low + 1, high)), 3)}"
    yield f"signs={side}{min(signs, 3)}"
    yield f"nouns={side}{min(nouns, 4)}"
    yield f"named={token in named} {tag[:2]}"
    yield f"cue={labels[cue]} {label} {side}"
    yield f"quoted={bool(draft.quotations)} {side} {label}"
    if tag in _WORDS:
        yield f"word={analysis.lowers[token]}"
    elif not tag.startswith("NNP"):
        yield f"lemma={analysis.lemmas[token]}"


def describe_none(analysis: Analysis, draft: Draft) -> Iterator[str]:
    """Yield what can be seen of a cue for which the rules name nobody: perhaps the text does not either."""
    cue, tags, labels = draft.cue, analysis.tags, analysis.labels
    children = {labels[child] for child in analysis.children[cue]}
    passive = bool(children & {"auxpass", "nsubjpass"})
    yield "none"
    yield f"none {tags[cue]}"
    yield f"none {tags[cue]} passive={passive}"
    yield f"none {tags[cue][:2]} {draft.rule.split('.')[0]}"
    yield f"none label={labels[cue]} passive={passive}"
    yield f"none act={draft.act}"
    yield f"none subject={bool(children & {'nsubj', 'nsubjpass', 'csubj'})}"
    yield f"none quoted={bool(draft.quotations)}"
    yield f"none lemma={analysis.lemmas[cue]}"


def _count_between(analysis: Analysis, low: int, high: int) -> tuple[int, int]:
    """Count the commas and dashes, and the nouns, between two tokens."""
    signs = sum(analysis.words[t] in _SIGNS for t in range(low + 1, high))
    nouns = sum(analysis.tags[t] in _NAMING and analysis.labels[t] not in _INNER for t in range(low + 1, high))
    return signs, nouns


def find_path(analysis: Analysis, cue: int, token: int) -> str:
    """Give the labels from the cue up to where both meet, and down to the candidate: "conj|nsubj"."""
    up: list[str] = []
    seen = {cue: 0}
    at = cue
    while analysis.heads[at] != at and len(up) < _STEPS:
        up.append(analysis.labels[at])
        at = analysis.heads[at]
        seen[at] = len(up)
    down: list[str] = []
    at = token
    while at not in seen:
        if analysis.heads[at] == at or len(down) >= _STEPS:
            return "far"
        down.append(analysis.labels[at])
        at = analysis.heads[at]
    return "^".join(up[: seen[at]]) + "|" + "v".join(reversed(down))
