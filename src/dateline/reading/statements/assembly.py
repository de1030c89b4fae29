"""Drafts become statements: who is quoted inside whom, what overlaps, form, spans and order."""

from __future__ import annotations

from dateline.knowledge.cues import load_cues
from dateline.model.article import Span, Spans
from dateline.model.record import StatementForm
from dateline.reading.analysis import Analysis
from dateline.reading.statements.contents import join_ranges, trim_piece, without
from dateline.reading.statements.draft import Draft, Range
from dateline.reading.statements.marks import Marks
from dateline.reading.statements.types import Statement

_DIRECT = 0.9
"""Share of a content's words inside quotation marks from which it is direct speech."""
_EDGES = " \t\n\r\u00a0\"“”„‟«»‘’'`´‹›‚,;:–—-"


def assemble(analysis: Analysis, marks: Marks, kept: list[Draft]) -> tuple[Statement, ...]:
    """Give the statements of settled drafts in reading order."""
    kept.sort(key=lambda draft: (draft.first, draft.cue, len(draft.pieces)))
    index_of = {id(draft): index for index, draft in enumerate(kept)}
    return tuple(_make(analysis, marks, draft, index_of) for draft in kept)


def settle(analysis: Analysis, marks: Marks, drafts: list[Draft], named: frozenset[int]) -> list[Draft]:
    """Clean the pieces, nest what lies inside, and take from each draft what another has already."""
    drafts = _without_inverted(analysis, drafts)
    for draft in drafts:
        own = _own_tokens(draft)
        pieces = draft.pieces
        for token in own:
            pieces = without(pieces, (token, token + 1))
        draft.pieces = [piece for piece in (trim_piece(analysis, p) for p in pieces) if piece[0] < piece[1]]
    light = {draft.cue_tokens[0] for draft in drafts if len(draft.cue_tokens) > 1 and draft.cue_tokens[1] == draft.cue}
    usable = [draft for draft in drafts if draft.pieces or draft.act == "decline"]
    usable = [draft for draft in usable if draft.cue not in light or draft.quotations]
    inner = {token for draft in usable for token in draft.cue_tokens if token != draft.cue and draft.act == "decline"}
    usable = [draft for draft in usable if draft.cue not in inner]
    owner: dict[int, Draft] = {}
    kept: list[Draft] = []
    for draft in sorted(usable, key=lambda draft: (-_size(draft), draft.cue)):
        holder = owner.get(draft.cue)
        if holder is not None or (draft.cue in marks.of_token and draft.cue_tokens and draft.rule != "turn"):
            if not _nests(analysis, draft, holder, named):
                continue
            draft.within = holder
            draft.pieces = [piece for piece in _clip(draft.pieces, holder) if piece[0] < piece[1]]
        else:
            draft.pieces = _free(draft.pieces, owner)
        if not draft.pieces and draft.act != "decline":
            continue
        kept.append(draft)
        for first, last in draft.pieces:
            for token in range(first, last):
                owner[token] = draft
    return [draft for draft in kept if draft.floats_from is None or draft.floats_from in kept]


def _without_inverted(analysis: Analysis, drafts: list[Draft]) -> list[Draft]:
    """Leave out "The dam will hold, the minister said" read as what the dam holds: it is what the minister said."""
    by_cue = {draft.cue: draft for draft in drafts}
    kept: list[Draft] = []
    for draft in drafts:
        above = [by_cue[token] for token in analysis.ancestors(draft.cue) if token in by_cue and draft.covers(token)]
        if draft.quotations or not any(other is not draft and other.covers(draft.cue) for other in above):
            kept.append(draft)
    return kept


def _own_tokens(draft: Draft) -> list[int]:
    own = list(draft.cue_tokens)
    if draft.source is not None and not any(
        f <= draft.source.first and draft.source.last <= e for f, e in draft.pieces
    ):
        return own
    if draft.source is not None and draft.cue_tokens:
        own.extend(range(draft.source.first, draft.source.last))
    return own


def _size(draft: Draft) -> int:
    return sum(last - first for first, last in draft.pieces)


def _nests(analysis: Analysis, draft: Draft, holder: Draft | None, named: frozenset[int]) -> bool:
    """Tell whether a cue inside another's content is a statement of its own: "critics who *say* that"."""
    source = draft.source
    if holder is None or source is None or not draft.pieces or not (draft.clause or draft.quotations):
        return False
    if source.last - source.first == 1 and analysis.lowers[source.first] in load_cues().lists["own_pronouns"]:
        reminded = analysis.lowers[source.first] == "you" and analysis.tags[draft.cue] in ("VBD", "VBN")
        return reminded and draft.speech and draft.clause and draft.act != "ask"
    speaks = source.head in named or analysis.tags[source.head] in ("PRP", "WP", "NNP", "NNPS")
    return speaks and (draft.speech or draft.rule.startswith("thought."))


def _clip(pieces: list[Range], holder: Draft | None) -> list[Range]:
    if holder is None:
        return pieces
    found: list[Range] = []
    for first, last in pieces:
        for start, end in holder.pieces:
            if first < end and start < last:
                found.append((max(first, start), min(last, end)))
    return join_ranges(found)


def _free(pieces: list[Range], owner: dict[int, Draft]) -> list[Range]:
    """Give the pieces without what another statement holds; nothing when that is more than half."""
    tokens = [token for first, last in pieces for token in range(first, last)]
    free = [token for token in tokens if token not in owner]
    if len(free) == len(tokens):
        return pieces
    if 2 * len(free) <= len(tokens):
        return []
    found: list[Range] = []
    for token in free:
        if found and found[-1][1] == token:
            found[-1] = (found[-1][0], token + 1)
        else:
            found.append((token, token + 1))
    return found


def _make(analysis: Analysis, marks: Marks, draft: Draft, index_of: dict[int, int]) -> Statement:
    origin = draft.floats_from
    return Statement(
        index=index_of[id(draft)],
        form="direct" if draft.rule == "turn" else _form(analysis, marks, draft.pieces),
        act=draft.act,
        speaker=draft.source,
        content=_content_spans(analysis, draft.pieces),
        cue=_cue_spans(analysis, draft),
        cue_token=draft.cue if draft.cue_tokens else None,
        addressee=draft.addressee,
        venue=draft.venue,
        venue_name=draft.venue_name,
        replies_to=None if draft.replies_to is None else index_of.get(id(draft.replies_to)),
        within=None if draft.within is None else index_of.get(id(draft.within)),
        speaker_from=None if origin is None else index_of.get(id(origin)),
        rule=draft.rule,
    )


def _form(analysis: Analysis, marks: Marks, pieces: list[Range]) -> StatementForm:
    words = [t for first, last in pieces for t in range(first, last) if any(map(str.isalnum, analysis.words[t]))]
    quoted = sum(token in marks.of_token for token in words)
    if not words or not quoted:
        return "indirect"
    return "direct" if quoted >= _DIRECT * len(words) else "mixed"


def _content_spans(analysis: Analysis, pieces: list[Range]) -> Spans:
    found: list[Span] = []
    for first, last in pieces:
        start, end = analysis.starts[first], analysis.ends[last - 1]
        while end < len(analysis.text) and analysis.text[end] in ".?!…" and end - analysis.ends[last - 1] < 3:
            end += 1
        text = analysis.text[start:end]
        start += len(text) - len(text.lstrip(_EDGES))
        end -= len(text) - len(text.rstrip(_EDGES))
        if end > start:
            found.append(Span(start, end))
    return tuple(found)


def _cue_spans(analysis: Analysis, draft: Draft) -> Spans:
    found: list[Span] = []
    for token in sorted(set(draft.cue_tokens)):
        span = analysis.span_of(token)
        if found and analysis.text[found[-1].end : span.start].isspace():
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)
