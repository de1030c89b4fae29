"""Place names of an article with all that each could mean, before any of them is settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.knowledge.gazetteer import Gazetteer, PlaceRow
from dateline.knowledge.gazetteer_names import fold_name
from dateline.knowledge.gazetteer_tables import load_generics
from dateline.knowledge.gazetteer_words import load_place_words
from dateline.knowledge.names import load_names
from dateline.model.article import Article, Span
from dateline.reading.analysis import Analysis
from dateline.reading.mentions import Mention, Mentions
from dateline.reading.resolution.places_unclaimed import find_unclaimed

_MOST_DROP = 6.0
"""A word beside a name does not turn it from something great to a hamlet: "the tropical Pacific region"."""


_MORE_THAN_A_WORD = 5.5
_TOWN = 4.0


@dataclass(slots=True)
class Toponym:
    """One mention of a place name."""

    first: int
    last: int
    """Token range."""
    span: Span
    text: str
    rows: tuple[PlaceRow, ...]
    """All that it could mean, the likeliest first."""
    adjective: bool = False
    """A country's adjective ("Estonian airspace")."""
    dateline: bool = False
    sense: str = ""
    """Mentions of one sense string mean one place."""
    holders: list[PlaceRow] = field(default_factory=list)
    """Larger places that the words around say it lies in, nearest first: "Bangor, Maine"."""
    elsewhere: PlaceRow | None = None
    """The state beside it in which the tables know no place of this name."""
    common: bool = False
    """A common word, which is a place only with its region beside it: "Street", "Hope"."""
    facility: bool = False
    """A site looked up by the town that it is named after: "Juba Airport"."""


def find_toponyms(article: Article, analysis: Analysis, mentions: Mentions, gazetteer: Gazetteer) -> list[Toponym]:
    """Give the place names among the mentions, in text order: places, bare country names, the dateline's place."""
    found: list[Toponym] = []
    covered = 0
    dateline = article.dateline_place_span
    for mention in _all_names(article, analysis, mentions, gazetteer):
        if isinstance(mention, Mention):
            first, last, entry_name = mention.first, mention.last, mention.name
            code = mention.entry.country if mention.kind == "country" and mention.entry is not None else None
        else:
            (first, last), entry_name, code = mention, "", None
        if first < covered:
            continue
        covered = last
        text = analysis.words_of(first, last)
        rows = find_rows(gazetteer, analysis, first, last)
        if not rows and entry_name and entry_name != text:
            rows = gazetteer.find(entry_name)
        if not rows and code:
            rows = _known(gazetteer.country(code))
        span = analysis.span(first, last)
        in_dateline = dateline is not None and span.overlaps(dateline)
        facility = () if rows else _find_facility(gazetteer, text)
        if not rows and in_dateline:
            rows = gazetteer.find(text.title())
        found.append(
            Toponym(
                first,
                last,
                span,
                text,
                rows or facility,
                sense=_sense(text, rows, gazetteer),
                dateline=in_dateline,
                common=_is_common(text, rows),
                facility=bool(facility),
            )
        )
    return found


def find_adjectives(
    analysis: Analysis, mentions: Mentions, territory: frozenset[str], gazetteer: Gazetteer
) -> list[Toponym]:
    """Give the country adjectives that stand before a noun of territory: "Estonian" in "Estonian airspace"."""
    found = []
    for mention in mentions.names:
        if mention.form != "demonym" or mention.country is None:
            continue
        last = mention.last - 1
        head = analysis.heads[last]
        if not mention.last <= head <= mention.last + 3 or analysis.lowers[head] not in territory:
            continue
        row = gazetteer.country(mention.country)
        if row is not None:
            found.append(
                Toponym(
                    mention.first,
                    mention.last,
                    analysis.span(mention.first, mention.last),
                    analysis.words_of(mention.first, mention.last),
                    (row,),
                    adjective=True,
                    sense=fold_name(row.name),
                )
            )
    return found


def find_given(analysis: Analysis, spans: Iterable[Span], gazetteer: Gazetteer) -> list[Toponym]:
    """Give the toponyms at spans that somebody else found, adjectives of countries among them."""
    found = []
    for span in spans:
        first, last = analysis.tokens_in(span)
        text = analysis.text[span.start : span.end]
        rows: tuple[PlaceRow, ...] = ()
        if first < last:
            rows = find_rows(gazetteer, analysis, first, last) or gazetteer.find(text)
        adjective = False
        demonym = load_names().country_of_demonym(" ".join(text.split()))
        if demonym is not None and demonym.country is not None and (not rows or demonym.kind == "country"):
            named = gazetteer.find(demonym.name) if demonym.kind == "country" else ()
            rows, adjective = named[:1] or _known(gazetteer.country(demonym.country)) or rows, True
        rows = rows or _known(gazetteer.region_of_abbreviation(text))
        facility = () if rows else _find_facility(gazetteer, text)
        found.append(
            Toponym(
                first,
                max(last, first),
                span,
                text,
                rows or facility,
                adjective=adjective,
                sense=_sense(text, rows, gazetteer),
                facility=bool(facility),
            )
        )
    return found


def find_rows(gazetteer: Gazetteer, analysis: Analysis, first: int, last: int) -> tuple[PlaceRow, ...]:
    """Look a run of tokens up, with the article in front, without it, and as the short form of a state."""
    text = analysis.words_of(first, last)
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    rows: tuple[PlaceRow, ...] = ()
    if first and analysis.lowers[first - 1] == "the":
        rows = gazetteer.find("the " + text)
    rows = rows or gazetteer.find(text)
    if _follows_comma(analysis, first) or text.endswith("."):
        state = gazetteer.region_of_abbreviation(text) or gazetteer.region_of_abbreviation(text + ".")
        if state is not None:
            return (state,)
    return _of_told_kind(analysis, first, last, rows)


def _of_told_kind(analysis: Analysis, first: int, last: int, rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """Keep the senses of the kind that the word beside the name tells: "New York state", "the city of Quebec"."""
    if len(rows) < 2:
        return rows
    before, after = load_generics()
    word = analysis.lowers[last] if last < len(analysis) else ""
    ahead = " ".join(analysis.lowers[max(0, first - 2) : first])
    for generic in (*(g for g in after if g.word == word), *(g for g in before if g.word == ahead)):
        kept = tuple(row for row in rows if row.kind in generic.kinds)
        if kept and kept[0].prior > rows[0].prior - _MOST_DROP:
            return kept
    return rows


def _is_common(text: str, rows: tuple[PlaceRow, ...]) -> bool:
    common = " " not in text and load_names().is_common_word(text)
    return common and bool(rows) and rows[0].prior < _MORE_THAN_A_WORD


def _find_facility(gazetteer: Gazetteer, text: str) -> tuple[PlaceRow, ...]:
    """Look a site up by the town it is named after: "Juba Airport", "Pulaski County Regional Jail"."""
    words = text.split()
    endings = load_place_words()["facility"].words
    if not words or (words[-1].lower() not in endings and " ".join(words[-2:]).lower() not in endings):
        return ()
    for last in range(len(words) - 1, 0, -1):
        rows = gazetteer.find(" ".join(words[:last]))
        towns = tuple(row for row in rows if row.kind in ("city", "admin2"))
        if towns:
            return towns if towns[0].prior >= _TOWN else ()
    return ()


def _sense(text: str, rows: tuple[PlaceRow, ...], gazetteer: Gazetteer) -> str:
    """Give the string that tells which mentions mean one place; a narrowed name is one of its own."""
    folded = fold_name(text)
    narrowed = bool(rows) and len(rows) < len(gazetteer.find(text))
    return f"{folded} {rows[0].kind}" if narrowed else folded


def _follows_comma(analysis: Analysis, first: int) -> bool:
    return first > 0 and analysis.words[first - 1] in (",", "(")


def _known(row: PlaceRow | None) -> tuple[PlaceRow, ...]:
    return () if row is None else (row,)


def _all_names(
    article: Article, analysis: Analysis, mentions: Mentions, gazetteer: Gazetteer
) -> list[Mention | tuple[int, int]]:
    """Give place and country names in text order, with the dateline's place and names that no mention claims."""
    found: list[tuple[int, int, Mention | tuple[int, int]]] = []
    for mention in mentions.names:
        if mention.form == "name" and mention.kind in ("place", "country"):
            found.append((mention.first, 0, mention))
    found.extend((first, 2, (first, last)) for first, last in find_unclaimed(analysis, mentions, gazetteer))
    if article.dateline_place_span is not None:
        first, last = analysis.tokens_in(article.dateline_place_span)
        while last > first and analysis.words[last - 1] in (",", "(", "-"):
            last -= 1
        if first < last:
            found.append((first, 1, (first, last)))
    found.sort(key=lambda item: item[:2])
    return [name for _, _, name in found]
