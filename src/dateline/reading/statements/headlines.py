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
_MAX_TAIL = 8
_MIN_CONTENT = 3
_DASHES = frozenset(("-", "–", "—", "--"))
_NOMINAL = frozenset(
    (
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "JJ",
        "POS",
        "CD",
        "DT",
        "IN",
        "CC",
        "PRP$",
        "HYPH",
        "-LRB-",
        "-RRB-",
        ",",
        "VBN",
        "VBG",
    )
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
    tail = _read_tail(analysis, (first, last), speakers, table)
    if tail is not None:
        yield tail
        return
    for token in range(last - 2, max(first + _MIN_CONTENT, last - 5), -1):
        if analysis.words[token] in _DASHES or analysis.words[token] == ":":
            source = _read_speaker(analysis, (token + 1, last), speakers, table)
            if source is not None and last - token <= 4:
                yield Draft(token, [token], "headline.dash", "say", source, [(first, token)])
            return


def _read_tail(
    analysis: Analysis, headline: tuple[int, int], speakers: frozenset[int], table: CueTable
) -> Draft | None:
    """Read what stands behind the last comma: "..., *says committee chair*", "..., *loser's aide tells court*"."""
    first, last = headline
    comma = next((t for t in range(last - 2, first + _MIN_CONTENT - 1, -1) if analysis.words[t] == ","), None)
    if comma is None or last - comma - 1 > _MAX_TAIL:
        return None
    for verb in range(comma + 1, last):
        cues = [word.cue for word in table.verbs.get(analysis.lemmas[verb], ()) if "quote" in word.cue.takes]
        if not cues or not cues[0].speech or not analysis.lowers[verb].endswith(("s", "d")):
            continue
        inverted = verb == comma + 1
        piece = (verb + 1, last) if inverted else (comma + 1, verb)
        source = _read_speaker(analysis, piece, speakers, table)
        if source is None:
            return None
        hearer = None
        if not inverted and verb + 1 < last:
            if not cues[0].told or any(analysis.tags[t] not in _NOMINAL for t in range(verb + 1, last)):
                return None
            hearer = Phrase(verb + 1, last, _head_of(analysis, verb + 1, last))
        return Draft(verb, [verb], "headline.tail", cues[0].act, source, [(first, comma)], addressee=hearer)
    return None


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
    sender = next((t for t in range(head + 1, last - 1) if analysis.lowers[t] == "from"), None)
    if sender is not None and analysis.tags[head] == "NN" and last - 1 in speakers:
        return Phrase(sender + 1, last, last - 1)  # "A lesson from Ana Roth: ..."
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
