"""Quarters, halves, seasons and periods that figures are compared with: "the year-earlier quarter", "for the year"."""

from __future__ import annotations

from dateline.reading.mentions.numbers import read_ordinal
from dateline.reading.mentions.times_dates import DateReader
from dateline.reading.mentions.times_words import DASHES, Expression, Parts

_PARTS_OF_YEAR = ("quarter", "half")
_OWNERS = ("the", "its", "their", "his", "her", "our")


class PeriodReader(DateReader):
    """Reads periods of the business year and those that only the context tells."""

    def _read_quarter(self, first: int, last: int) -> Expression | None:
        """Read "the third quarter of 2009", "this year's first half", "fiscal 2010", "Q3 2010", "the 1988 quarter"."""
        owned = self._read_owner(first, last)
        token, owner = owned if owned is not None else (first + (self.word(first, last) == "the"), ())
        fiscal = self.word(token, last) == "fiscal"
        token += fiscal
        token += fiscal and self.word(token, last) in DASHES
        if fiscal and self.year(token, last):
            return Expression(token + 1, "date", (("year", self.lowers[token]), ("fiscal", "1")))
        if not owner and self.year(token, last) and token > first:
            owner, token = (("year", self.lowers[token]),), token + 1
        part = self._read_part_of_year(token, last)
        if part is not None:
            end, kind, number = part
            if owner:
                return Expression(end, "quarter", ((kind, number), *owner))
            if token > first and self.lowers[end - 2] in DASHES:
                return None
            return self._finish_quarter(end, last, [(kind, number)])
        if owner and self.word(token, last) in ("quarter", "period"):
            return Expression(token + 1, "period", (("unit", "quarter"), *owner))
        return None

    def _read_owner(self, first: int, last: int) -> tuple[int, Parts] | None:
        """Read "last year's", "this year's", "1989's"."""
        direction = self.words.relatives.get(self.word(first, last))
        year = self.year(first, last)
        end = first + (1 if year else 2)
        if self.word(end, last) not in ("'s", "’s"):
            return None
        if year is not None:
            return end + 1, (("year", year),)
        if direction is not None and self.word(first + 1, last) == "year":
            return end + 1, (("year_direction", direction),)
        return None

    def _read_part_of_year(self, token: int, last: int) -> tuple[int, str, str] | None:
        """Read "third quarter", "third-quarter", "first half", "Q3": (end, quarter or half, number)."""
        word = self.word(token, last)
        if len(word) == 2 and word[0] in "qh" and word[1] in "1234":
            return token + 1, "quarter" if word[0] == "q" else "half", word[1]
        ordinal = read_ordinal(word, self.numbers)
        end = token + 1 + (self.word(token + 1, last) in DASHES)
        end += self.word(end, last) == "fiscal"
        kind = self.word(end, last)
        if word in ("last", "final") and kind in _PARTS_OF_YEAR and self.word(end + 1, last) == "of":
            ordinal = 4 if kind == "quarter" else 2
        if ordinal is None or kind not in _PARTS_OF_YEAR or ordinal > (4 if kind == "quarter" else 2):
            return None
        return end + 1, kind, str(ordinal)

    def _finish_quarter(self, end: int, last: int, parts: list[tuple[str, str]]) -> Expression | None:
        of = end + (self.word(end, last) == "of")
        year = self.year(of, last)
        if year is not None:
            return Expression(of + 1, "quarter", (*parts, ("year", year)))
        if self.word(of, last) == "fiscal" and self.year(of + 1, last):
            return Expression(of + 2, "quarter", (*parts, ("year", self.lowers[of + 1])))
        inner = of + (self.word(of, last) == "the")
        direction = self.words.relatives.get(self.word(inner, last))
        if direction and self.word(inner + 1, last) == "year":
            return Expression(inner + 2, "quarter", (*parts, ("year_direction", direction)))
        if of > end and self.word(inner, last) == "year":
            return Expression(inner + 1, "quarter", (*parts, ("year_direction", "this")))
        if parts[0][0] == "half" and of > end:
            return None
        return Expression(end, "quarter", tuple(parts))

    def _read_compared(self, first: int, last: int) -> Expression | None:
        """Read "the year-earlier period", "year-ago", "the same period last year", "the latest quarter"."""
        token = first + (self.word(first, last) in _OWNERS)
        alike = self.word(token, last) in self.words.alike
        token += alike
        end = self._read_year_ago(token, last)
        if end is not None:
            return self._finish_year_ago(first, token, end, last)
        noun = self.word(token, last)
        if noun in ("quarter", "period", "month", "week", "half") and (alike or token > first):
            tail = self._read_year_before(token + 1, last)
            if tail is not None and (alike or noun == "quarter"):
                return Expression(tail[0], "period", (("unit", noun), *tail[1]))
            if alike or noun != "quarter" or self.lowers[first] != "the":
                return None
            return Expression(
                token + 1, "period", (("unit", "quarter"), ("shift", "0"), *self._read_ended(token + 1, last))
            )
        if token > first and not alike and noun in ("latest", "current", "most") and self.lowers[first] == "the":
            token += 1 + (noun == "most" and self.word(token + 1, last) == "recent")
            unit = self.word(token, last)
            if unit == "period" or (unit == "quarter" and noun != "current"):
                return Expression(token + 1, "period", (("unit", unit), ("shift", "0")))
        return None

    def _read_ended(self, token: int, last: int) -> Parts:
        """Read the month of "the quarter ended Sept. 30"."""
        month = self.month(token + 1, last) if self.word(token, last) in ("ended", "ending") else None
        return () if month is None else (("month", month),)

    def _read_year_ago(self, token: int, last: int) -> int | None:
        joined = self.word(token, last) == "year" and self.word(token + 1, last) in DASHES
        if joined and self.word(token + 2, last) in ("earlier", "ago"):
            return token + 3
        return token + 1 if self.word(token, last) in ("year-ago", "year-earlier") else None

    def _finish_year_ago(self, first: int, token: int, end: int, last: int) -> Expression | None:
        part = self._read_part_of_year(end, last)
        if part is not None:
            return Expression(part[0], "period", (("unit", "quarter"), (part[1], part[2]), ("shift", "-1")))
        if self.word(end, last) in ("period", "quarter", "month", "week", "half"):
            return Expression(end + 1, "period", (("unit", self.lowers[end]), ("shift", "-1")))
        return Expression(end, "period", (("unit", "period"), ("shift", "-1"))) if first == token else None

    def _read_year_before(self, token: int, last: int) -> tuple[int, Parts] | None:
        """Read what follows "the same period": "last year", "of 2010", "a year earlier", "the year before"."""
        of = token + (self.word(token, last) in ("of", "in"))
        of += self.word(of, last) == "the" and of > token
        year = self.year(of, last)
        if year is not None:
            return of + 1, (("year", year),)
        direction = self.words.relatives.get(self.word(of, last))
        if direction in ("last", "previous", "past") and self.word(of + 1, last) == "year":
            return of + 2, (("shift", "-1"),)
        words = self.lowers[token : min(token + 3, last)]
        if words[1:2] == ("year",) and words[0] in ("a", "one", "the") and words[2:] in (
            ("ago",), ("earlier",), ("before",), ("previous",),
        ):  # fmt: skip
            return token + 3, (("shift", "-1"),)
        return None

    def _read_this_unit(self, first: int, last: int) -> Expression | None:
        """Read "for the year", "the busiest week of the month", "to end the day", "later in the day"."""
        if self.word(first, last) != "the" or not first:
            return None
        token = first + 1
        kind = self.word(token, last)
        token += kind in ("full", "fiscal", "calendar", "entire", "whole")
        unit = self.word(token, last)
        before, follow = self.lowers[first - 1], self.word(token + 1, last)
        if unit == "year" and follow in ("ended", "ending"):
            return Expression(token + 1, "duration", (("unit", unit), ("number", "1")))
        if unit not in ("day", "week", "month", "year") or follow in self.words.opens or follow in DASHES:
            return None
        if self.year(token + 1, last) or follow.isdigit():
            return None
        if unit == "day":
            lemma = self.analysis.lemmas[first - 1]
            closing = lemma in ("end", "finish", "close", "start", "begin", "open")
            if not (
                closing or (before == "for" and (follow in (",", ".", "") or self.analysis.tags[token + 1] == "CC"))
            ):
                return None
            return Expression(token + 1, "context", (("unit", "day"), ("shift", "0"), ("soft", "1")))
        if before not in ("for", "of", "in", "throughout") or (before == "in" and unit != "year"):
            return None
        return Expression(token + 1, "relative", (("direction", "this"), ("unit", unit)))

    def _read_season(self, first: int, last: int) -> Expression | None:
        """Read "last summer", "the winter of 2014", "autumn"; not "fall" as a verb, nor "spring" of water."""
        token = first + (self.word(first, last) == "the")
        if self.word(token, last) == "this" and self.word(token + 1, last) in ("past", "coming"):
            token += 1
        direction = self.words.relatives.get(self.word(token, last))
        token += direction is not None
        season = self.words.seasons.get(self.word(token, last))
        if season is None or not self.analysis.tags[token].startswith("NN"):
            return None
        end = token + 1
        of = end + (self.word(end, last) == "of")
        year = self.year(of, last)
        if year is not None:
            return Expression(of + 1, "season", (("season", season), ("year", year)))
        spoken = self.spoken_year(of, last)
        if spoken is not None:
            return Expression(spoken[0], "season", (("season", season), ("year", spoken[1])))
        if direction is not None:
            return Expression(end, "season", (("season", season), ("direction", direction)))
        before = self.lowers[first - 1] if first else ""
        plain = self.lowers[token] != "spring" and not (self.lowers[token] == "fall" and self.word(end, last) == "of")
        if plain and (before in self.words.season_leads or before in self.words.pieces):
            return Expression(end, "season", (("season", season),))
        return None
