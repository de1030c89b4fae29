"""One string, one kind in an article: what each mention hints is added up, and full names settle bare ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.reading.mentions.month_names import is_first_name
from dateline.reading.mentions.names_context import weigh_context
from dateline.reading.mentions.names_draft import Draft
from dateline.reading.mentions.names_runs import Reader
from dateline.reading.mentions.types import MentionKind

_KINDS: tuple[MentionKind, ...] = ("person", "organisation", "place", "other", "country", "group")
_KNOWN_TOWN = 4.0
_CLEARLY_PERSON = 2.0
_ENOUGH = 1.0
_ENOUGH_COMMON = 1.5
"""What the hints must add up to, for a name that is a common word too."""


def decide_kinds(reader: Reader, drafts: list[Draft]) -> None:
    """Settle the kind of every draft; those that nothing speaks for stay None."""
    words = [_words(reader, draft) for draft in drafts]
    for draft in drafts:
        if (
            draft.kind == "person"
            and draft.form == "name"
            and (_is_town(reader, draft) or _is_said_place(reader, draft))
        ):
            draft.kind = "place"
    _settle_namesakes(reader, drafts)
    for draft in drafts:
        if draft.kind == "organisation" and _is_called_like_person(reader, draft):
            draft.kind, draft.entries, draft.country, draft.sectors = "person", (), None, ()
    persons = _find_persons(reader, drafts)
    firm: dict[tuple[str, ...], MentionKind] = {}
    for draft, name in zip(drafts, words):
        if draft.kind is not None and not draft.doubtful and draft.form == "name":
            firm.setdefault(name, draft.kind)
    sums: dict[tuple[str, ...], dict[MentionKind, float]] = {}
    for draft, name in zip(drafts, words):
        if draft.kind is None or (draft.doubtful and draft.form == "name"):
            weigh_context(reader, draft)
            total = sums.setdefault(name, {})
            for kind, weight in draft.hints.items():
                total[kind] = total.get(kind, 0.0) + weight
    for draft, name in zip(drafts, words):
        if draft.kind is None:
            _settle(reader, draft, name, persons, firm.get(name), sums[name])
        elif draft.form == "name" and draft.kind in ("place", "country", "organisation") and len(name) == 1:
            _doubt_known(draft, name[0], persons, sums.get(name, {}))


def _words(reader: Reader, draft: Draft) -> tuple[str, ...]:
    words = reader.analysis.words[draft.first : draft.last]
    return tuple(word.capitalize() if word.isupper() and len(word) > 4 else word for word in words)


def _is_town(reader: Reader, draft: Draft) -> bool:
    """Tell the town of "in Coral Springs, Florida" from a woman named Coral."""
    if draft.title is not None or draft.entries or draft.last - draft.first < 2:
        return False
    analysis = reader.analysis
    before = analysis.lowers[draft.first - 1] if draft.first else ""
    return before in ("in", "near", "outside", "at") and reader.standing(draft.first, draft.last) >= _KNOWN_TOWN


def _is_said_place(reader: Reader, draft: Draft) -> bool:
    """Tell "the town of El Obeid" and "Syria's city of Al Bukamal" from people with two names."""
    analysis, first = reader.analysis, draft.first
    if draft.title is not None or draft.entries or first < 2 or analysis.lowers[first - 1] != "of":
        return False
    return analysis.lemmas[first - 2] in reader.cues.lists["settlements"]


def _is_called_like_person(reader: Reader, draft: Draft) -> bool:
    """Tell John Lewis, "a congressman", from the shop of that name by the words around."""
    words = reader.analysis.words[draft.first : draft.last]
    if len(words) != 2 or draft.form != "name" or not draft.entries:
        return False
    if reader.tables.given_name(words[0]) is None or not reader.tables.is_surname(words[1]):
        return False
    weigh_context(reader, draft)
    hints, draft.hints = draft.hints, {}
    return hints.get("person", 0.0) - hints.get("organisation", 0.0) >= _CLEARLY_PERSON


def _settle_namesakes(reader: Reader, drafts: list[Draft]) -> None:
    """Read Georgia as the American state where the article speaks of the United States and not of Georgians."""
    names = reader.cues.lists["namesakes"]
    doubtful = [d for d in drafts if d.kind == "country" and d.form == "name" and _text(reader, d) in names]
    if not doubtful or not any(draft.country == "USA" for draft in drafts):
        return
    for draft in doubtful:
        own = [d for d in drafts if d.country == draft.country and _text(reader, d) not in names]
        if not own:
            draft.kind, draft.entries, draft.country = "place", (), None


def _text(reader: Reader, draft: Draft) -> str:
    return reader.analysis.words_of(draft.first, draft.last)


def _find_persons(reader: Reader, drafts: Iterable[Draft]) -> Mapping[str, bool]:
    """Give the words by which persons of the article are called: last words (True), given names (False)."""
    found: dict[str, bool] = {}
    words = reader.analysis.words
    for draft in drafts:
        sure = draft.kind == "person" and draft.form == "name"
        if not sure or (draft.last - draft.first == 1 and draft.title is None):
            continue
        last = draft.last - 1
        while last > draft.first and words[last] in ("Jr.", "Jr", "Sr.", "II", "III"):
            last -= 1
        found[words[last]] = True
        if last > draft.first:
            found.setdefault(words[draft.first], False)
    return found


def _settle(
    reader: Reader,
    draft: Draft,
    name: tuple[str, ...],
    persons: Mapping[str, bool],
    firm: MentionKind | None,
    hints: Mapping[MentionKind, float],
) -> None:
    """Give a draft its kind from the article's full names, then from its other mentions, then from all hints."""
    if firm is not None:
        draft.kind = firm
    elif _is_type_of_machine(name):
        draft.kind = "other"
    elif len(name) == 1 and (name[0] in persons or is_first_name(reader.analysis, draft.first)):
        draft.kind = "person"
    else:
        best = max(_KINDS, key=lambda kind: hints.get(kind, 0.0))
        common = any(reader.tables.is_common_word(word) for word in name)
        if hints.get(best, 0.0) >= (_ENOUGH_COMMON if common else _ENOUGH):
            draft.kind = best
            draft.confidence = 0.7
    if draft.kind is not None:
        draft.doubtful = False


def _is_type_of_machine(name: tuple[str, ...]) -> bool:
    """Tell "F-35", "Su-30" and "T-72B3" from the names of bodies."""
    last = name[-1].rpartition("-")[2]
    return any(character.isdigit() for character in last) and len(name) <= 3 and len(name[0]) <= 6


def _doubt_known(draft: Draft, word: str, persons: Mapping[str, bool], hints: Mapping[MentionKind, float]) -> None:
    """Let "Paris", the first name of a person in the article, be that person where it is no place by its words."""
    if word not in persons or draft.hints.get("place", 0.0) >= 1.0:
        return
    if persons[word] or draft.doubtful:
        draft.kind, draft.entries, draft.country, draft.sectors = "person", (), None, ()
