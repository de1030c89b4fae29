"""Interviews and transcripts, told turn by turn: "Q: ... A: ...", "MORENO: ...", "Gazette: ..."."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.knowledge.cues import CueTable
from dateline.reading.analysis import Analysis, Phrase
from dateline.reading.statements.draft import Draft
from dateline.reading.statements.sources import read_phrase

_MOST_INITIALS = 4
_MAX_LABEL = 6
"""Tokens that a label may have."""


@dataclass(frozen=True, slots=True)
class _Turn:
    colon: int
    first: int
    last: int
    label: str
    named: bool
    """Whether the label is a name by its tags or capitals, not only by its place."""


def find_turn_drafts(analysis: Analysis, table: CueTable) -> list[Draft]:
    """Give the turns of an interview or transcript, answers tied to their questions."""
    turns = list(_find_turns(analysis))
    known = Counter(turn.label for turn in turns)
    marked = table.lists["question_labels"] | table.lists["answer_labels"]
    asked = any(_ends_with_question(analysis, turn) for turn in turns)
    usual = table.lists["labels"]
    found: list[Draft] = []
    before: tuple[_Turn, Draft] | None = None
    guest = _find_guest(analysis, table, turns[0].first) if turns else None
    begins = {turn.label: turn.colon for turn in reversed(turns)}
    initials = {label: _find_by_initials(analysis, label, colon) for label, colon in begins.items()}
    for turn in turns:
        listed = turn.label.lower() in marked
        if known[turn.label] < 2 and not (listed and len(turns) > 1):
            continue
        if not listed and not turn.named and (not asked or turn.label.lower() in usual):
            continue
        asks = turn.label.lower() in table.lists["question_labels"] or (
            not listed and _ends_with_question(analysis, turn)
        )
        if listed:
            source = None if asks else guest
        else:
            source = initials[turn.label] or read_phrase(analysis, turn.colon - 1, limit=turn.colon)
        draft = Draft(turn.colon, [turn.colon], "turn", "ask" if asks else "say", source, [(turn.first, turn.last)])
        if listed and asks:
            draft.addressee = guest
        if before is not None and before[1].act == "ask" and before[0].label != turn.label:
            draft.act = "answer" if not asks else "ask"
            draft.replies_to = before[1]
            draft.addressee = draft.addressee or before[1].source
            before[1].addressee = before[1].addressee or draft.source
        found.append(draft)
        before = turn, draft
    _face_each_other(analysis, found)
    return found


def _face_each_other(analysis: Analysis, drafts: list[Draft]) -> None:
    """Where two alone talk, what one says is said to the other."""
    sources = {analysis.lowers[draft.source.head]: draft.source for draft in drafts if draft.source is not None}
    if len(sources) != 2 or any(draft.source is None for draft in drafts):
        return
    for draft in drafts:
        assert draft.source is not None
        (other,) = (phrase for name, phrase in sources.items() if name != analysis.lowers[draft.source.head])
        draft.addressee = draft.addressee or other


def _find_turns(analysis: Analysis) -> Iterator[_Turn]:
    for first, last in analysis.paragraphs:
        if first + 1 < last and analysis.tags[first] == "``":
            first += 1
        for token in range(first + 1, min(first + _MAX_LABEL + 1, last - 1)):
            word = analysis.words[token]
            if word == ":" or (word == "." and token == first + 1 and analysis.words[first] in ("Q", "A")):
                label = analysis.words_of(first, token)
                named = label.isupper() or all(analysis.tags[t].startswith("NNP") for t in range(first, token))
                if named or all(analysis.words[t][:1].isupper() for t in range(first, token)):
                    yield _Turn(token, token + 1, last, label, named)
                break


def _find_guest(analysis: Analysis, table: CueTable, end: int) -> Phrase | None:
    """Find who answers, where what comes before the first turn names just one who does.

    "Health officer Dr. Ana Feld answered them", "in this interview with the minister, Ana Feld, ...".
    """
    found: list[int] = []
    for token in range(end):
        if not analysis.tags[token].startswith("NN"):
            continue
        above = analysis.heads[token]
        if analysis.labels[token] == "nsubj" and analysis.lemmas[above] in table.lists["guest_verbs"]:
            found.append(token)
        elif analysis.labels[token] == "pobj" and analysis.lowers[above] == "with":
            talk = analysis.heads[above]
            if analysis.lemmas[talk] in table.lists["talks"]:
                found.append(token)
    names = [token for token in found if analysis.tags[token].startswith("NNP")] or found
    one = len({analysis.lowers[token] for token in names}) == 1
    if one and analysis.child(names[0], "conj") is not None:
        return None
    return read_phrase(analysis, names[0], limit=end) if one else None


def _find_by_initials(analysis: Analysis, label: str, end: int) -> Phrase | None:
    """Find whom "TR:" stands for: the one name before the first turn with these initials."""
    size = len(label.replace(".", ""))
    if not 2 <= size <= _MOST_INITIALS or not label.isupper():
        return None
    found: dict[str, Phrase] = {}
    for first in range(end - size):
        last = first + size
        words = analysis.words[first:last]
        if "".join(word[0] for word in words) != label.replace(".", "") or words[0].isupper():
            continue
        if all(tag == "NNP" for tag in analysis.tags[first:last]):
            found.setdefault(analysis.words_of(first, last), Phrase(first, last, last - 1))
    return next(iter(found.values())) if len(found) == 1 else None


def _ends_with_question(analysis: Analysis, turn: _Turn) -> bool:
    return analysis.words[turn.last - 1] == "?"
