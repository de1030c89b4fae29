"""A run of capitalised words cut into names: "NATO Secretary-General Mark Rutte" is a body, an office and a person."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dateline.knowledge.name_cues import HeadCue
from dateline.knowledge.names import NameEntry
from dateline.reading.mentions.names_draft import Draft
from dateline.reading.mentions.names_pieces import KNOWN_SITE, Piece, PieceKind, read_pieces
from dateline.reading.mentions.names_runs import Reader, Run


def cut_run(reader: Reader, run: Run) -> Iterator[Draft]:
    """Yield the names of a run in text order, nested ones (a country in front of its ministry) after the outer."""
    pieces = read_pieces(reader, run)
    office = _last_office(reader, pieces)
    if office is None:
        yield from _cut_plain(reader, pieces)
        return
    before, after = pieces[:office], pieces[office + 1 :]
    if office == 0 and len(after) > 1 and after[0].kind == "small" and _is_plural(pieces[0]):
        yield Draft(run.first, run.last, "organisation", number="singular")  # "Physicians for Open Borders"
        return
    if after and after[0].kind == "small":
        yield from _cut_plain(reader, pieces[: office + 1])
        yield from _cut_plain(reader, after[1:])
    elif after and _may_be_person(reader, after, pieces[office]):
        yield from _cut_titled(reader, before, pieces[office], after)
    elif after:
        yield from _cut_plain(reader, pieces)
    else:
        yield from _cut_office(reader, before, pieces[office])


def _last_office(reader: Reader, pieces: list[Piece]) -> int | None:
    """Give the last office of a run after which no body's head word follows ("President Trump Administration")."""
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.kind == "head" and index == len(pieces) - 1 and piece.cue is not None and len(pieces) > 1:
            return None
        if piece.kind == "office":
            if index == len(pieces) - 1 and _is_after_of(pieces, index):
                return None  # "Federation of Teachers"
            if index > 0 and pieces[index - 1].kind == "given" and index == len(pieces) - 1:
                return None  # "Stephen King", "Larry Speaker"
            return index
    return None


def _is_plural(piece: Piece) -> bool:
    return piece.office is not None and piece.office.plural


def _is_after_of(pieces: list[Piece], index: int) -> bool:
    before = pieces[:index]
    return any(one.cue is not None and two.kind == "small" for one, two in pairwise(before))


def _may_be_person(reader: Reader, pieces: list[Piece], office: Piece) -> bool:
    if len(pieces) > 6 or any(piece.kind in ("office", "demonym", "site") for piece in pieces):
        return False
    first = pieces[0]
    if len(pieces) == 1 and first.kind in ("word", "head", "lead"):
        assert office.office is not None
        word = reader.analysis.words[first.first]
        return office.office.precedes_name or (
            reader.tables.is_surname(word) and not reader.tables.is_common_word(word)
        )
    if first.kind == "known":
        known = first.entries[0].kind
        if known == "person":
            return True
        return (
            len(first.entries) == 1
            and first.last - first.first == 1
            and (len(pieces) > 1 or first.entries[0].ambiguous)
        )
    return first.kind in ("given", "word", "head", "lead")


def _cut_titled(reader: Reader, before: list[Piece], office: Piece, after: list[Piece]) -> Iterator[Draft]:
    """Cut "NATO | Secretary-General | Mark Rutte"."""
    begin = office.first
    for piece in reversed(before):
        if piece.kind == "small" and reader.analysis.words[piece.first] not in ("of", "the", "for"):
            break
        begin = piece.first
    yield from _cut_plain(reader, before)
    assert office.office is not None
    entries = after[0].entries if len(after) == 1 and after[0].kind == "known" else _look_up(reader, after)
    person = Draft(after[0].first, after[-1].last, "person", entries, title=(begin, office.last))
    person.sectors = office.office.sectors
    person.gender = office.office.gender
    person.given = after[0].kind == "given"
    yield person


def _look_up(reader: Reader, pieces: list[Piece]) -> tuple[NameEntry, ...]:
    found = reader.tables.named(reader.analysis.words_of(pieces[0].first, pieces[-1].last))
    return tuple(entry for entry in found if entry.kind == "person")


def _cut_office(reader: Reader, before: list[Piece], office: Piece) -> Iterator[Draft]:
    """Cut "NATO | Secretary-General" where nobody is named: the office stands for its holder."""
    yield from _cut_plain(reader, before)
    assert office.office is not None
    begin = office.first
    for piece in reversed(before):
        if piece.kind not in ("demonym", "known", "word", "head", "given", "site"):
            break
        begin = piece.first
    plural = "plural" if office.office.plural else "singular"
    title = Draft(begin, office.last, "person", form="title", sectors=office.office.sectors)
    title.gender = office.office.gender
    title.number = "plural" if plural == "plural" else "singular"
    title.title = (begin, office.last)
    title.doubtful = office.office.rank < 3 and not before
    yield title


def _cut_plain(reader: Reader, pieces: list[Piece]) -> Iterator[Draft]:
    """Cut a run in which nobody is introduced by an office."""
    pieces = _trim(reader, pieces)
    if not pieces:
        return
    if len(pieces) == 1:
        yield _single(reader, pieces[0])
        if pieces[0].kind == "known":
            yield from _country_inside(reader, pieces[0])
        return
    whole = _find_head(reader, pieces)
    if whole is not None:
        end = _person_at_end(pieces)
        yield from _cut_body(reader, pieces[:end], whole)
        if end < len(pieces):
            yield from _cut_plain(reader, pieces[end:])
        return
    person = _find_person(reader, pieces)
    if person is not None:
        begin, end = person
        yield from _cut_plain(reader, pieces[:begin])
        entries = _look_up(reader, pieces[begin:end])
        given = any(piece.kind == "given" for piece in pieces[begin:end])
        yield Draft(pieces[begin].first, pieces[end - 1].last, "person", entries, given=given)
        yield from _cut_plain(reader, pieces[end:])
        return
    yield from _cut_known(reader, pieces)


def _single(reader: Reader, piece: Piece) -> Draft:
    if piece.kind in ("known", "demonym", "site"):
        return _known(reader, piece)
    draft = Draft(piece.first, piece.last, None, given=piece.kind == "given")
    draft.doubtful = reader.shapes.initial[piece.first] or piece.kind in ("head", "lead", "office")
    return draft


def _known(reader: Reader, piece: Piece) -> Draft:
    if piece.kind == "site":
        return Draft(piece.first, piece.last, "place")
    entry = piece.entries[0]
    draft = Draft(piece.first, piece.last, entry.kind, piece.entries, country=entry.country)
    draft.sectors, draft.gender = entry.sectors, entry.gender
    if entry.form == "demonym":
        draft.form, draft.number = "demonym", entry.number
    draft.doubtful = entry.ambiguous
    return draft


def _country_inside(reader: Reader, piece: Piece) -> Iterator[Draft]:
    """Yield the country in front of a listed body of the state: "U.S." in "U.S. Treasury Department"."""
    entry = piece.entries[0]
    if entry.kind != "organisation" or piece.last - piece.first < 2 or not _is_of_state(entry):
        return
    match = reader.tables.named(reader.analysis.words[piece.first])
    if match and match[0].kind == "country" and match[0].country == entry.country:
        kind: PieceKind = "demonym" if match[0].form == "demonym" else "known"
        yield _known(reader, Piece(kind, piece.first, piece.first + 1, match))


def _is_of_state(entry: NameEntry) -> bool:
    return any(sector in ("GOV", "MIL", "COP", "LEG", "JUD", "SPY") for sector in entry.sectors)


def _find_head(reader: Reader, pieces: list[Piece]) -> HeadCue | None:
    """Give the cue of a run that names a body, place or work as a whole."""
    last = pieces[-1]
    for index, piece in enumerate(pieces):
        if index + 1 < len(pieces) and pieces[index + 1].kind == "small":
            cue = piece.cue
            if piece.kind == "known" and piece.entries[0].kind == "organisation":
                cue = reader.cues.heads.get(reader.analysis.words[piece.last - 1])
            if cue is not None:
                return cue
    if last.kind == "head":
        return last.cue
    if pieces[0].kind == "lead":
        return pieces[0].cue
    return None


def _person_at_end(pieces: list[Piece]) -> int:
    """Give where a person begins behind a body: "University of Halden | Nora Lind"."""
    if pieces[-1].kind == "head":
        return len(pieces)
    for index in range(2, len(pieces) - 1):
        before, here, after = pieces[index - 1 : index + 2]
        if here.kind == "given" and before.kind not in ("small", "given") and after.kind in ("word", "given"):
            return index
    return len(pieces)


def _cut_body(reader: Reader, pieces: list[Piece], cue: HeadCue) -> Iterator[Draft]:
    """Make one name of "Russian Defence Ministry", and the country inside it another."""
    first = 0
    while first < len(pieces) - 1 and (_is_person(pieces[first]) and pieces[first].last - pieces[first].first > 1):
        yield _known(reader, pieces[first])
        first += 1
    begin, end = pieces[first].first, pieces[-1].last
    draft = Draft(begin, end, cue.gives, reader.tables.named(reader.analysis.words_of(begin, end)), sectors=cue.sectors)
    if draft.kind == "organisation" and not draft.entries and reader.standing(begin, end) >= KNOWN_SITE:
        draft.kind, draft.sectors = "place", ()  # "Beagle Channel"
    lead = pieces[first]
    inner = lead.kind in ("known", "demonym") and len(pieces) - first > 1 and not lead.entries[0].ambiguous
    if inner and lead.entries[0].kind in ("country", "organisation") and cue.gives != "place":
        draft.country = lead.entries[0].country
    yield draft
    if inner and (lead.entries[0].kind == "country" or cue.gives == "other"):
        yield _known(reader, lead)
    for index, piece in enumerate(pieces[first + 1 :], first + 1):
        if (
            piece.kind == "known"
            and pieces[index - 1].kind == "small"
            and piece.entries[0].kind in ("country", "place")
        ):
            if draft.country is None:
                draft.country = piece.entries[0].country
            yield _known(reader, piece)


def _is_person(piece: Piece) -> bool:
    return piece.kind == "known" and piece.entries[0].kind == "person"


def _find_person(reader: Reader, pieces: list[Piece]) -> tuple[int, int] | None:
    """Find given name and surname in a run ("Ukrainian Oleh Kovalenko"): indices of the first and after the last."""
    for index, piece in enumerate(pieces):
        rest = len(pieces) - index
        if rest < 2:
            return None
        following = pieces[index + 1]
        if reader.analysis.words[following.first] == "-":
            continue
        if piece.kind == "given" and following.kind in ("word", "given", "lead", "head"):
            return _start_of_person(reader, pieces, index), _end_of_person(pieces, index)
        if piece.kind == "given" and following.kind == "known" and _may_be_surname(following):
            return index, _end_of_person(pieces, index)
        if piece.kind == "known" and _is_given_too(reader, piece) and following.kind == "word":
            word = reader.analysis.words[following.first]
            if reader.tables.is_surname(word) and not reader.tables.is_common_word(word):
                return index, _end_of_person(pieces, index)
    return None


def _start_of_person(reader: Reader, pieces: list[Piece], index: int) -> int:
    """Take in rare given names in front of a known one ("Haroon Rashid Aswad")."""
    if index > 0 and pieces[index - 1].kind == "word":
        word = reader.analysis.words[pieces[index - 1].first]
        if reader.tables.is_surname(word) and not reader.tables.is_common_word(word):
            return index - 1
    return index


def _may_be_surname(piece: Piece) -> bool:
    return piece.last - piece.first == 1 and (
        piece.entries[0].kind in ("person", "place") or piece.entries[0].ambiguous
    )


def _is_given_too(reader: Reader, piece: Piece) -> bool:
    if piece.last - piece.first > 1:
        return False
    return reader.tables.given_name(reader.analysis.words[piece.first]) is not None


def _end_of_person(pieces: list[Piece], begin: int) -> int:
    end = begin + 1
    while end < len(pieces) and end - begin < 5:
        piece = pieces[end]
        known = piece.kind == "known" and not _may_be_surname(piece)
        if piece.kind in ("small", "demonym", "office", "site") or known:
            break
        end += 1
    return end


def _cut_known(reader: Reader, pieces: list[Piece]) -> Iterator[Draft]:
    """Cut a run without head word or person at the known names inside."""
    kinds = [piece.kind for piece in pieces]
    if not {"known", "demonym", "site"} & set(kinds):
        draft = Draft(pieces[0].first, pieces[-1].last, None, given=pieces[0].kind == "given")
        draft.doubtful = reader.shapes.loud[reader.analysis.sentence_of[pieces[0].first]]
        yield draft
        return
    branch = _cut_branch(reader, pieces)
    if branch:
        yield from branch
        return
    open_words: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "demonym" and _is_direction(reader, pieces, index):
            continue
        if piece.kind in ("known", "demonym", "site"):
            if not _is_prefix(reader, open_words):
                yield from _flush(reader, open_words)
            open_words = []
            yield _known(reader, piece)
        else:
            open_words.append(piece)
    yield from _flush(reader, open_words)


def _cut_branch(reader: Reader, pieces: list[Piece]) -> list[Draft]:
    """Make one name of "Telenor Pakistan", "Boston Dynamics" and "Ravina Dell"; empty where there is none such."""
    first, last = pieces[0], pieces[-1]
    plain_before = all(piece.kind == "word" for piece in pieces[:-1])
    if last.kind == "known" and last.entries[0].kind == "country" and plain_before:
        branch = Draft(first.first, last.last, None, country=last.entries[0].country)
        branch.hints["organisation"] = 1.0
        return [branch]
    if len(pieces) == 2 and first.kind == "word" and _is_firm_or_surname(reader, last):
        return [Draft(first.first, last.last, None)]
    place = first.kind == "site" or (first.kind == "known" and first.entries[0].kind in ("country", "place"))
    if place and 1 < len(pieces) < 4 and all(piece.kind == "word" for piece in pieces[1:]):
        branch = Draft(first.first, last.last, None)
        branch.hints["organisation"] = 0.5
        return [branch, _known(reader, first)]
    return []


def _is_firm_or_surname(reader: Reader, piece: Piece) -> bool:
    if piece.kind != "known" or piece.last - piece.first > 1 or piece.entries[0].kind != "organisation":
        return False
    word = reader.analysis.words[piece.first]
    return reader.tables.is_surname(word) and not word.isupper()


def _is_direction(reader: Reader, pieces: list[Piece], index: int) -> bool:
    """Tell "Western Cambodia" from the West."""
    if reader.analysis.words[pieces[index].first] not in reader.cues.leads or index + 1 == len(pieces):
        return False
    following = pieces[index + 1]
    return following.kind == "site" or (following.kind == "known" and following.entries[0].kind in ("country", "place"))


def _is_prefix(reader: Reader, pieces: list[Piece]) -> bool:
    """Tell the "Franco-" of "Franco-German"."""
    return len(pieces) == 2 and reader.analysis.words[pieces[1].first] == "-"


def _trim(reader: Reader, pieces: list[Piece]) -> list[Piece]:
    """Take small words and hyphens off the edges of a name."""
    words = reader.analysis.words
    while pieces and (pieces[0].kind == "small" or words[pieces[0].first] == "-"):
        pieces = pieces[1:]
    while pieces and (pieces[-1].kind == "small" or words[pieces[-1].first] == "-"):
        pieces = pieces[:-1]
    return pieces


def _flush(reader: Reader, pieces: list[Piece]) -> Iterator[Draft]:
    pieces = _trim(reader, pieces)
    if len(pieces) == 1:
        yield _single(reader, pieces[0])
    elif pieces:
        yield Draft(pieces[0].first, pieces[-1].last, None, given=pieces[0].kind == "given")
