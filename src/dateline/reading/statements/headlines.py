"""Statements without a verb of saying: "NATO chief: Alliance ready", "Two dead - police"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.knowledge.cues import CueTable
from dateline.model.article import Article
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.mentions import Mentions
from dateline.reading.statements.draft import Draft

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
