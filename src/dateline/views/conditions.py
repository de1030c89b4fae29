"""Filters as conditions on the tables; whatever a person types is a value, never a part of the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from dateline.ledger import Store, fold_name, fold_words
from dateline.model.errors import ConfigError
from dateline.views.countries import find_country
from dateline.views.filters import Wanted

_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL that is true or false of a row, with the values of its question marks."""

    sql: str
    values: tuple[str | int, ...] = ()


NEVER = Condition("1 = 0")


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Join conditions that must all hold."""
    if not conditions:
        return Condition("1 = 1")
    sql = " AND ".join(f"({condition.sql})" for condition in conditions)
    return Condition(sql, tuple(value for condition in conditions for value in condition.values))


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Join conditions of which one must hold."""
    if not conditions:
        return NEVER
    sql = " OR ".join(f"({condition.sql})" for condition in conditions)
    return Condition(sql, tuple(value for condition in conditions for value in condition.values))


def is_one_of(column: str, values: Iterable[str]) -> Condition:
    """The column has one of the values; as many as one likes, since they go along as one."""
    kept = tuple(values)
    if not kept:
        return NEVER
    if len(kept) == 1:
        return Condition(f"{column} = ?", kept)
    return Condition(f"{column} IN (SELECT value FROM json_each(?))", (msgspec.json.encode(kept).decode(),))


def is_among(column: str, numbers: Iterable[int]) -> Condition:
    """The column has one of the numbers; as many as one likes."""
    listed = msgspec.json.encode(list(numbers)).decode()
    return Condition(f"{column} IN (SELECT CAST(value AS INTEGER) FROM json_each(?))", (listed,))


def names_actor(number: int) -> Condition:
    """The article (`a`) names the actor of this number; articles are looked at one by one."""
    return Condition("EXISTS (SELECT 1 FROM article_actors l WHERE l.actor = ? AND l.article = a.id)", (number,))


def with_limit(sql: str, values: tuple[str | int, ...], limit: int | None) -> tuple[str, tuple[str | int, ...]]:
    """Give a question and its values with a limit, where there is one."""
    return (sql, values) if limit is None else (f"{sql} LIMIT ?", (*values, limit))


def matches_words(table: str, search: str, row: str = "id", *, each: bool = False) -> Condition:
    """The full text of the row holds all words of a search, by their stems; what is no word is found nowhere.

    `each`: rows are looked up one by one, which only a file can.
    """
    quoted = " ".join(f'"{term}"' for term in read_terms(search))
    if not quoted:
        return NEVER
    if each:
        return Condition(f"EXISTS (SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = {row})", (quoted,))
    return Condition(f"{row} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", (quoted,))


def read_terms(search: str) -> list[str]:
    """Give the terms of a search, folded: `oil "Élysée palace"` is `oil`, `elysee palace`."""
    terms = (fold_words(phrase or word) for phrase, word in _TERM.findall(search))
    return [term for term in terms if term]


def is_current(all_versions: bool) -> list[Condition]:
    """The article (`a`) has not been replaced by a newer version of itself, unless all are wanted."""
    return [] if all_versions else [Condition("a.superseded_by IS NULL")]


class Names:
    """Finds whom and what the words of filters mean in one ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def is_actor(self, row: str, words: str, country: str | None = None) -> Condition:
        """A side's actor has these words in its name or affiliation, or acts for the country they name.

        `row` has the columns actor and affiliation, and country unless another row (`country`) has it.
        """
        folded = fold_asked(words)
        conditions = [
            Condition(f"{row}.actor IN (SELECT id FROM actors WHERE instr(folded, ?) > 0)", (folded,)),
            is_one_of(f"{row}.affiliation", self.affiliations(words)),
        ]
        code = find_country(words)
        if code is not None:
            conditions.append(is_one_of(f"{country or row}.country", [code]))
        return any_of([condition for condition in conditions if condition is not NEVER])

    def affiliations(self, words: str) -> list[str]:
        """Give the affiliations of actors that have these words."""
        return self._find_values("article_actors", "affiliation", fold_asked(words))

    def is_place(self, row: str, words: str) -> Condition:
        """A place has these words in its name, or lies in the country they name."""
        named = f"{row}.place IN (SELECT id FROM places WHERE instr(folded, ?) > 0)"
        conditions = [Condition(named, (fold_asked(words),))]
        code = find_country(words)
        if code is not None:
            conditions.append(is_one_of(f"{row}.country", [code]))
        return any_of([condition for condition in conditions if condition is not NEVER])

    def articles_of(self, wanted: Wanted) -> list[Condition]:
        """Give questions for the numbers of articles that name the actors, places and countries wanted: all must.

        Each is told by indexes, from the name to its articles; a number may come several times.
        """
        questions: list[Condition] = []
        if wanted.actor:
            several = [self._naming("actor", words) for words in wanted.actor]
            told = sorted({each for words in wanted.actor for each in self.affiliations(words)})
            if told:
                led = is_one_of("l.affiliation", told)
                several.append(Condition(f"SELECT l.article FROM article_actors l WHERE {led.sql}", led.values))
            questions.append(_union(several))
        if wanted.place:
            questions.append(_union([self._naming("place", words) for words in wanted.place]))
        if wanted.country:
            its = is_one_of("country", self.country_codes(wanted.country))
            questions.append(_union([_naming(of, its) for of in ("actor", "place")]))
        return questions

    def _naming(self, of: str, words: str) -> Condition:
        which = [Condition("instr(folded, ?) > 0", (fold_asked(words),))]
        code = find_country(words)
        return _naming(of, any_of(which if code is None else [*which, is_one_of("country", [code])]))

    def country_codes(self, several: Iterable[str]) -> tuple[str, ...]:
        """Give the codes of countries; raises ConfigError for what names none."""
        codes: list[str] = []
        for words in several:
            code = find_country(words)
            if code is None:
                raise ConfigError(f"no country is known as {words!r}; write its English name or its code, as RUS")
            codes.append(code)
        return tuple(codes)

    def is_of_outlet(self, several: Iterable[str]) -> list[Condition]:
        """The article (`a`) is of one of the outlets, by whole words of its name; of any where none is wanted."""
        outlets = [name for words in several for name in self._find_values("articles", "outlet", fold_asked(words))]
        return [is_one_of("a.outlet", sorted(set(outlets)))] if several else []

    def _find_values(self, table: str, column: str, folded: str) -> list[str]:
        # Steps from each value to the next through the index: as quick as there are few values, however many rows.
        rows = self._store.query(
            f"WITH RECURSIVE step (value) AS (SELECT min({column}) FROM {table} UNION ALL "
            f"SELECT (SELECT min({column}) FROM {table} WHERE {column} > value) FROM step WHERE value IS NOT NULL) "
            "SELECT value FROM step WHERE value IS NOT NULL ORDER BY value"
        )
        return [value for (value,) in rows if folded in fold_name(value)]


def _naming(of: str, which: Condition) -> Condition:
    """The numbers of articles that name such actors, or places."""
    those = f"SELECT id FROM {of}s WHERE {which.sql}"
    return Condition(f"SELECT l.article FROM article_{of}s l WHERE l.{of} IN ({those})", which.values)


def _union(questions: Sequence[Condition]) -> Condition:
    values = tuple(value for question in questions for value in question.values)
    return Condition(" UNION ALL ".join(question.sql for question in questions), values)


def fold_asked(words: str) -> str:
    """Fold what a person typed as names are folded; raises ConfigError where no letter or digit is in it."""
    folded = fold_name(words)
    if not folded.strip():
        raise ConfigError(f"{words!r} holds no letter or digit to look for")
    return folded
