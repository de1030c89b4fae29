"""Statements without a verb of saying: "NATO chief: Alliance ready", "Two dead - police", and turns of talk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.knowledge.cues import CueTable
from dateline.model.article import Article
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.mentions import Mentions
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.sources import read_phrase

_MAX_HEADLINE = 30
_MAX_SPEAKER = 9
_MAX_LABEL = 5
_MIN_CONTENT = 3
_DASHES = frozenset(("-", "–", "—", "--"))
_NOMINAL = frozenset(
    ("NN", "NNS", "NNP", "NNPS", "JJ", "POS", "CD", "DT", "IN", "CC", "PRP$", "HYPH", "-LRB-", "-RRB-", ",", "VBN")
)
_SPEAKERS = frozenset(("person", "organisation", "group", "unnamed"))


def find_headline_drafts(article: Article, analysis: Analysis, mentions: Mentions, table: CueTable) -> Iterator[Draft]:
    """Yield the statement of a headline that names its source before a colon or behind a dash."""
    first, last = _headline(article, analysis)
    if not 0 < last - first <= _MAX_HEADLINE:
        return
    speakers = _speaker_heads(mentions)
    for token in range(first + 1, min(last - _MIN_CONTENT, first + _MAX_SPEAKER + 1)):
        if analysis.words[token] == ":":
            source = _read_speaker(analysis, (first, token), speakers, table)
            if source is not None:
                yield Draft(token, [token], "headline.colon", "say", source, [(token + 1, last)])
            return
    for token in range(last - 2, max(first + _MIN_CONTENT, last - 5), -1):
        if analysis.words[token] in _DASHES or analysis.words[token] == ":":
            source = _read_speaker(analysis, (token + 1, last), speakers, table)
            if source is not None and last - token <= 4:
                yield Draft(token, [token], "headline.dash", "say", source, [(first, token)])
            return


def _headline(article: Article, analysis: Analysis) -> tuple[int, int]:
    """Give the tokens of the headline: the title inside the text, else a first paragraph that could be one."""
    if article.title_span is not None:
        return analysis.tokens_in(article.title_span)
    if len(analysis.paragraphs) < 2:
        return 0, 0
    first, last = analysis.paragraphs[0]
    while last > first and analysis.words[last - 1] in (".", ";", "?", "!"):
        last -= 1
    return first, last


def _speaker_heads(mentions: Mentions) -> frozenset[int]:
    """Give the head tokens of mentions that can speak; a place only where it stands for its government."""
    return frozenset(
        mention.head for mention in mentions.names if mention.kind in _SPEAKERS or mention.form in ("metonym", "title")
    )


def _read_speaker(
    analysis: Analysis, piece: tuple[int, int], speakers: frozenset[int], table: CueTable
) -> Phrase | None:
    """Read a speaker before a colon; a topic ("Ukraine war: ...") or a label ("Opinion: ...") is none."""
    first, last = piece
    if not 0 < last - first <= _MAX_SPEAKER or any(analysis.tags[t] not in _NOMINAL for t in range(first, last)):
        return None
    head = _head_of(analysis, first, last)
    if analysis.lemmas[head] in table.lists["labels"]:
        return None
    heads = {head, last - 1}
    if not heads & speakers and not {analysis.lemmas[h] for h in heads} & table.lists["headline_sources"]:
        return None
    return Phrase(first, last, head)


def _head_of(analysis: Analysis, first: int, last: int) -> int:
    """Give the token of a run that hangs on nothing inside it."""
    tops = [t for t in range(first, last) if analysis.heads[t] == t or not first <= analysis.heads[t] < last]
    nouns = [t for t in tops if analysis.tags[t][0] == "N"]
    return nouns[0] if nouns else last - 1


@dataclass(frozen=True, slots=True)
class _Turn:
    colon: int
    first: int
    last: int
    label: str


def find_turn_drafts(analysis: Analysis, table: CueTable) -> list[Draft]:
    """Give the turns of an interview or transcript ("Q: ...", "MORENO: ..."), answers tied to their questions."""
    turns = list(_find_turns(analysis))
    known = Counter(turn.label for turn in turns)
    marked = table.lists["question_labels"] | table.lists["answer_labels"]
    found: list[Draft] = []
    before: tuple[_Turn, Draft] | None = None
    for turn in turns:
        listed = turn.label.lower() in marked
        if known[turn.label] < 2 and not (listed and len(turns) > 1):
            continue
        asks = turn.label.lower() in table.lists["question_labels"] or (
            not listed and _ends_with_question(analysis, turn)
        )
        source = None if listed else read_phrase(analysis, turn.colon - 1, limit=turn.colon)
        draft = Draft(turn.colon, [turn.colon], "turn", "ask" if asks else "say", source, [(turn.first, turn.last)])
        if before is not None and before[1].act == "ask" and before[0].label != turn.label:
            draft.act = "answer" if not asks else "ask"
            draft.replies_to = before[1]
            draft.addressee = before[1].source
        found.append(draft)
        before = turn, draft
    return found


def _find_turns(analysis: Analysis) -> Iterator[_Turn]:
    for first, last in analysis.paragraphs:
        if first + 1 < last and analysis.tags[first] == "``":
            first += 1
        for token in range(first + 1, min(first + _MAX_LABEL + 1, last - 1)):
            word = analysis.words[token]
            if word == ":" or (word == "." and token == first + 1 and analysis.words[first] in ("Q", "A")):
                label = analysis.words_of(first, token)
                if label.isupper() or all(analysis.tags[t].startswith("NNP") for t in range(first, token)):
                    yield _Turn(token, token + 1, last, label)
                break


def _ends_with_question(analysis: Analysis, turn: _Turn) -> bool:
    return analysis.words[turn.last - 1] == "?"
