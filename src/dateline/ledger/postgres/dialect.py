"""Turns the ledger's SQL, which is SQLite's, into PostgreSQL's.

What differs and is turned: the marks of values, where unknown values stand in an order (SQLite: before all others),
long lists of numbers, full text search, and the types of columns. All else must be written so that both understand it:
`GROUP BY` names every column, a SELECT in FROM has a name, what is true or false is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_LITERAL = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
_NUMBERS = re.compile(r"\b(NOT )?IN \((\s*|-?\d+(?:\s*,\s*-?\d+)*)\)")
_MARK = re.compile(r"\?(\d+)?|(?<![:\w]):([a-z_]\w*)|%")
_SEARCH = re.compile(r"SELECT rowid FROM (\w+) WHERE \1 MATCH \?")
_WHOLE = re.compile(r"\bAS INTEGER\)")
_ORDER = re.compile(r"\bORDER BY\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:LIMIT|UNION|OFFSET)\b", re.IGNORECASE)
_NEVER_UNKNOWN = re.compile(r"(?:\w+\.)?(?:id|key|day)(?: ASC| DESC)?", re.IGNORECASE)
_LONG = 4_000
_TYPES = {
    "INTEGER": "BIGINT", "TEXT": 'TEXT COLLATE "C"', "REAL": "DOUBLE PRECISION", "BLOB": "BYTEA", "ANY": "NUMERIC",
}  # fmt: skip
_TYPE = re.compile(rf"\b({'|'.join(_TYPES)})\b")
_SEARCHED = re.compile(r"CREATE VIRTUAL TABLE (\w+) USING fts5 \(\s*([\w, ]+?), content = '(\w+)'")
_TABLE_END = re.compile(r"\)\s*(?:STRICT|WITHOUT ROWID)(?:\s*,\s*(?:STRICT|WITHOUT ROWID))*\s*;")


def translate(sql: str) -> str:
    """Give a question as PostgreSQL takes it, with psycopg's marks of values."""
    # A long list of numbers is of one question alone: it goes along as one literal, and what is left is remembered.
    lists: list[str] = []
    if len(sql) > _LONG:

        def lay_aside(found: re.Match[str]) -> str:
            lists.append(found.group(2))
            return f"{found.group(1) or ''}IN ({len(lists) - 1 if found.group(2).strip() else ''})"

        short = _NUMBERS.sub(lay_aside, sql)
        if lists:
            return re.sub(r"'\{(\d*)\}'", lambda found: _refill(found.group(1), lists), _translate(short))
    return _translate(sql)


def _refill(place: str, lists: list[str]) -> str:
    return "'{" + (lists[int(place)] if place else "") + "}'"


@lru_cache(maxsize=2048)
def _translate(sql: str) -> str:
    sql = _SEARCH.sub(r"SELECT find_words('\1', ?)", sql)
    sql = _NUMBERS.sub(_make_array, sql)
    sql = _WHOLE.sub("AS BIGINT)", sql)
    return _mark_values(place_unknown(sql))


def _make_array(found: re.Match[str]) -> str:
    return f"{'<> ALL' if found.group(1) else '= ANY'} ('{{{found.group(2).strip()}}}')"


def _mark_values(sql: str) -> str:
    def mark(found: re.Match[str]) -> str:
        if found.group() == "%":
            return "%%"
        if found.group(1) or found.group(2):
            return f"%({'p' + found.group(1) if found.group(1) else found.group(2)})s"
        return "%s"

    pieces, last = [], 0
    for literal in _LITERAL.finditer(sql):
        pieces += [_MARK.sub(mark, sql[last : literal.start()]), literal.group().replace("%", "%%")]
        last = literal.end()
    return "".join([*pieces, _MARK.sub(mark, sql[last:])])


def place_unknown(sql: str) -> str:
    """Let unknown values stand before all others in every order, as they do in SQLite."""
    masked = _LITERAL.sub(lambda found: "x" * len(found.group()), sql)
    pieces, last = [], 0
    for found in _ORDER.finditer(masked):
        end = _find_end(masked, found.end())
        for start, stop in _split(masked, found.end(), end):
            pieces.append(sql[last:stop])
            pieces.append(_unknown_of(masked[start:stop]))
            last = stop
    return "".join([*pieces, sql[last:]])


def _unknown_of(term: str) -> str:
    term = term.strip()
    if not term or _NEVER_UNKNOWN.fullmatch(term):
        return ""
    return " NULLS LAST" if term.upper().endswith(" DESC") else " NULLS FIRST"


def _find_end(masked: str, start: int) -> int:
    """Find where an order ends: at the bracket that closes around it, at the next clause, at the end."""
    depth = 0
    for place in range(start, len(masked)):
        sign = masked[place]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                return place
        elif depth == 0 and (sign == ";" or (sign.isalpha() and _ENDS.match(masked, place))):
            return place
    return len(masked)


def _split(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each term begins and ends, without the blanks behind it."""
    depth, first = 0, start
    for place in range(start, end):
        depth += {"(": 1, ")": -1}.get(masked[place], 0)
        if masked[place] == "," and depth == 0:
            yield first, place
            first = place + 1
    yield first, first + len(masked[first:end].rstrip())


def translate_definition(sql: str) -> list[str]:
    """Give one step of the schema as PostgreSQL takes it; nothing for what it does by other means.

    Full text is kept in tables of its own; what is deleted goes from them by their references, in a file by triggers.
    """
    sql = "\n".join(line.split("--")[0] for line in sql.splitlines()).strip()
    if sql.startswith(("CREATE TRIGGER", "DROP TRIGGER")):
        return []
    searched = _SEARCHED.match(sql)
    if searched:
        return _define_search(searched.group(1), searched.group(3))
    if sql.startswith(("CREATE TABLE", "ALTER TABLE")):
        sql = sql.replace("id INTEGER PRIMARY KEY,", "id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,", 1)
        return [_TYPE.sub(lambda found: _TYPES[found.group(1)], _TABLE_END.sub(");", sql))]
    if sql.startswith(("CREATE INDEX", "CREATE UNIQUE INDEX")):
        return [_define_index(sql)]
    return [place_unknown(sql.replace("group_concat(", "string_agg(").replace("json_extract(", "json_text("))]


def _define_index(sql: str) -> str:
    start = sql.index("(") + 1
    end = _find_end(sql, start)
    pieces, last = [], 0
    for first, stop in _split(sql, start, end):
        pieces += [sql[last:stop], _unknown_of(sql[first:stop])]
        last = stop
    return "".join([*pieces, sql[last:]])


def _define_search(name: str, table: str) -> list[str]:
    columns = f"owner BIGINT NOT NULL REFERENCES {table} (id) ON DELETE CASCADE, part BIGINT NOT NULL, "
    return [
        f"CREATE TABLE {name} ({columns}words TSVECTOR NOT NULL, PRIMARY KEY (owner, part))",
        f"CREATE INDEX {name}_words ON {name} USING gin (words)",
    ]
