"""Times by the calendar: dates, months and years, parts of them, and what is counted from a day."""

from __future__ import annotations

import re

from dateline.reading.mentions.numbers import read_numeral
from dateline.reading.mentions.times_words import DASHES, Expression, WordReader

_SLASHED = re.compile(r"(\d\d?)[/.](\d\d?)[/.]([12]\d{3})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class DateReader(WordReader):
    """Reads dates, "late November", "three days ago", "the past six weeks"."""

    def read(self, first: int, last: int) -> Expression | None:
        """Read the longest expression that begins at a token and ends before `last`."""
        raise NotImplementedError

    def _read_week_of(self, first: int, last: int) -> Expression | None:
        """Read "the week of March 6", "the week beginning 4 May"."""
        if self.lowers[first : first + 2] != ("the", "week") or self.word(first + 2, last) not in (
            "of", "beginning", "starting", "ending",
        ):  # fmt: skip
            return None
        calendar = self._read_calendar(first + 3, last) if first + 3 < last else None
        if calendar is None or not any(name == "day" for name, _ in calendar[1]):
            return None
        return Expression(calendar[0], "date", (*calendar[1], ("around", "week")))

    def _read_piece(self, first: int, last: int) -> Expression | None:
        """Read "late November", "mid-2011", "the end of the year", "earlier this month"."""
        token = first + (self.word(first, last) == "the")
        glued = self.word(token, last)
        within = self.lowers[token + 1 : token + 3] == ("in", "the") and glued in ("early", "earlier", "late", "later")
        if within and self.word(token + 3, last) in ("day", "week", "month", "year", "decade", "century"):
            return self._read_within(token, last)
        if glued[:4] == "mid-" and len(glued) == 8 and glued[4:].isdigit():
            return Expression(token + 1, "date", (("year", glued[4:]), ("piece", "mid")))
        piece = self.words.pieces.get(glued)
        if piece is None:
            return None
        token += 1
        if self.word(token, last) in DASHES:
            token += 1
        if piece in ("start", "end") or self.lowers[token - 1] == "middle":
            if self.word(token, last) != "of":
                return None
            token += 1
            if self.lowers[token : token + 2] == ("the", "day") and token + 1 < last:
                return Expression(token + 2, "context", (("unit", "day"), ("shift", "0"), ("soft", "1")))
            if self.word(token, last) == "the" and self.unit(token + 1, last) in ("week", "month", "year", "decade"):
                unit = self.lowers[token + 1]
                return Expression(token + 2, "relative", (("direction", "this"), ("unit", unit), ("piece", piece)))
        inner = self.read(token, last) if token < last else None
        if inner is None or inner.rule in ("duration", "set", "vague", "clock", "ago"):
            return None
        return Expression(inner.last, inner.rule, (*inner.parts, ("piece", piece)))

    def _read_within(self, token: int, last: int) -> Expression:
        """Read "later in the day", "earlier in the year"."""
        piece, unit = self.words.pieces[self.lowers[token]], self.lowers[token + 3]
        if unit == "day":
            return Expression(token + 4, "context", (("unit", "day"), ("shift", "0"), ("soft", "1")))
        return Expression(token + 4, "relative", (("direction", "this"), ("unit", unit), ("piece", piece)))

    def _read_date(self, first: int, last: int) -> Expression | None:
        """Read "Monday", "Friday, Oct. 24, 2025", "24 October 2025", "October 22", "August 2019", "2019"."""
        iso = _ISO.fullmatch(self.word(first, last))
        if iso:
            return Expression(first + 1, "date", (("year", iso[1]), ("month", iso[2]), ("day", iso[3])))
        slashed = _SLASHED.fullmatch(self.word(first, last))
        if slashed:
            return self._read_slashed(first, int(slashed[1]), int(slashed[2]), slashed[3])
        spelled = "".join(self.lowers[first : min(first + 5, last)])
        if len(spelled) == 10 and (iso := _ISO.fullmatch(spelled)):
            return Expression(first + 5, "date", (("year", iso[1]), ("month", iso[2]), ("day", iso[3])))
        parts: list[tuple[str, str]] = []
        token = first
        weekday = self.weekday(token, last)
        if weekday is not None:
            parts.append(("weekday", weekday))
            token += 1
            comma = token + (self.word(token, last) in (",", "the"))
            calendar = self._read_calendar(comma, last)
            if calendar is not None:
                return Expression(calendar[0], "date", (*parts, *calendar[1]))
            return Expression(*self.read_daypart(token, last, parts))
        calendar = self._read_calendar(token, last)
        if calendar is not None:
            return Expression(calendar[0], "date", tuple(calendar[1]))
        year = self.year(first, last)
        if year is not None and self._is_year(first, last):
            return Expression(first + 1, "date", (("year", year),))
        return self._read_other_year(first, last)

    def _read_other_year(self, first: int, last: int) -> Expression | None:
        """Read "nineteen ninety-six", "the year two thousand", "the year 1848", "'82"."""
        spoken = self.spoken_year(first, last)
        if spoken is not None:
            return Expression(spoken[0], "date", (("year", spoken[1]),))
        word = self.word(first, last)
        if len(word) == 3 and word[0] in "'’" and word[1:].isdigit():
            return Expression(first + 1, "date", (("year", ("20" if word[1:] < "30" else "19") + word[1:]),))
        short = self.word(first + 1, last) if word in ("'", "’") and first else ""
        if len(short) == 2 and short.isdigit() and self.analysis.starts[first + 1] == self.analysis.ends[first]:
            if self.lowers[first - 1] in ("in", "since", "of", "from", "until", "by", "after", "before"):
                return Expression(first + 2, "date", (("year", ("20" if short < "30" else "19") + short),))
        elif word == "the" and self.word(first + 1, last) == "year":
            number = read_numeral(self.analysis, first + 2, last, self.numbers)
            if number is not None and 1000 <= number.value <= 2199 and number.value == int(number.value):
                return Expression(number.last, "date", (("year", str(int(number.value))),))
        return None

    def _read_slashed(self, first: int, one: int, two: int, year: str) -> Expression | None:
        """Read "24/10/2025" and "10/24/2025"; nobody can tell what "4/5/2025" is."""
        day, month = (one, two) if one > 12 or one == two else (two, one)
        if not (1 <= month <= 12 < day <= 31 or day == month <= 12):
            return None
        return Expression(first + 1, "date", (("year", year), ("month", str(month)), ("day", str(day))))

    def _read_calendar(self, first: int, last: int) -> tuple[int, list[tuple[str, str]]] | None:
        month = self.month(first, last)
        if month is not None:
            return self._read_after_month(first + 1, last, month)
        day = self.day(first, last)
        token = first + 1 + (self.word(first + 1, last) == "of")
        last_day = None
        if day is not None and (self.word(token, last) == "to" or self.word(token, last) in DASHES):
            last_day = self.day(token + 1, last)
            token += 2
        month = self.month(token, last) if day is not None else None
        if day is None or month is None:
            return None
        parts = [("month", month), ("day", day)]
        if last_day is not None:
            parts.append(("last_day", last_day))
        end = token + 1
        year = self.year(end + (self.word(end, last) == ","), last)
        if year is not None:
            end += 1 + (self.word(end, last) == ",")
            parts.append(("year", year))
        return end, parts

    def _read_after_month(self, token: int, last: int, month: str) -> tuple[int, list[tuple[str, str]]]:
        parts = [("month", month)]
        dotted = self.word(token, last) == "." and len(self.lowers[token - 1]) <= 4
        if dotted and self.lowers[token - 1] not in ("may", "june", "july"):
            token += 1
        day = self.day(token, last) if self.year(token, last) is None else None
        if day is not None:
            parts.append(("day", day))
            token += 1
            if self.word(token, last) in DASHES and self.day(token + 1, last) is not None:
                parts.append(("last_day", self.day(token + 1, last) or day))
                token += 2
        comma = self.word(token, last) == "," and day is not None
        of = self.word(token, last) == "of"
        year = self.year(token + (comma or of), last)
        spoken = self.spoken_year(token + (comma or of), last)
        if year is not None:
            parts.append(("year", year))
            token += 1 + (comma or of)
        elif spoken is not None:
            parts.append(("year", spoken[1]))
            token = spoken[0]
        elif (
            self.words.relatives.get(self.word(token, last)) in ("last", "this", "next")
            and self.word(token + 1, last) == "year"
        ):
            parts.append(("year_direction", self.words.relatives[self.lowers[token]]))
            token += 2
        return token, parts

    def _is_phone(self, token: int) -> bool:
        """Tell the last digits of "555-2019" from those of "2009-2011"."""
        if token < 2 or self.lowers[token - 1] not in DASHES or not self.lowers[token - 2].isdigit():
            return False
        return len(self.lowers[token - 2]) != 4 or self.analysis.starts[token] > self.analysis.ends[token - 1]

    def _is_year(self, token: int, last: int) -> bool:
        """Tell "in 2014", "the 2014 election" from "2014 people"."""
        analysis = self.analysis
        before = self.lowers[token - 1] if token else ""
        sentence_first = analysis.sentence(token)[0] == token
        if not "1400" <= self.lowers[token] <= "2100":
            return False
        head = analysis.heads[token]
        if before in self.words.numbered and analysis.words[token - 1][0].isupper():
            return False
        if self._is_phone(token) or before.isdigit():
            return False
        counts = analysis.labels[token] == "nummod" and analysis.tags[head] == "NNS" and head == token + 1
        if counts and before not in ("the", "his", "her", "its", "their", "our"):
            return False
        if self.word(token + 1, last) in (
            "%",
            "percent",
            "dollars",
            "euros",
            "miles",
            "meters",
            "metres",
            "feet",
            "km",
        ):
            return False
        if before and (before in self.words.year_leads or before in DASHES):
            return before not in ("a", "to", "of", "the") or not counts
        return sentence_first or before in (",", "(") or analysis.labels[token] in ("npadvmod", "nummod", "pobj")

    def _read_ago(self, first: int, last: int) -> Expression | None:
        """Read "three days ago", "a year earlier", "nearly two months later"."""
        token = self.skip_hedges(first, last)
        found = self.number_range(token, last)
        if found is None:
            return None
        end, number = found
        unit = self.unit(end, last)
        loose = self.lowers[end + 1 : end + 3] == ("or", "so")
        if loose:
            end += 2
        elif number == "1" and self.lowers[end + 1 : end + 4] == ("and", "a", "half"):
            number, end = "1.5", end + 3
        shift = self.words.shifts.get(self.word(end + 1, last))
        if unit is None or shift is None:
            return None
        if self.word(end + 2, last) == "than":  # "three days later than planned" says how long
            return None
        if self.lowers[end + 1] in ("after", "before") and self.has_complement(end + 1):
            return None
        approximate = (("approximate", "1"),) if token > first or loose else ()
        return Expression(end + 2, "ago", (("unit", unit), ("number", number), ("shift", shift), *approximate))

    def _read_relative(self, first: int, last: int) -> Expression | None:
        """Read "last week", "the past six weeks", "these days", "next Monday", "the coming days", "this May"."""
        token = first + (self.word(first, last) in ("the", "these", "those"))
        if self.word(token, last) == "this" and self.word(token + 1, last) in ("past", "coming"):
            token += 1
        word = self.word(token, last)
        direction = self.words.relatives.get(word)
        if direction is None:
            if token > first and self.lowers[first] in ("these",) and self.unit(token, last) == "day":
                return Expression(token + 1, "vague", (("ref", "PRESENT_REF"),))
            return None
        token += 1
        if word in ("current", "recent", "latest", "present", "same") and token == first + 1 and word == "same":
            return None
        number = self.number_range(token, last)
        parts: list[tuple[str, str]] = [("direction", direction)]
        if self.lowers[first] == "the":
            parts.append(("definite", "1"))
        if number is not None and self.unit(number[0], last) is not None:
            token = number[0]
            parts.append(("number", number[1]))
        token += self.word(token, last) in ("trading", "fiscal", "calendar", "full")
        unit = self.unit(token, last)
        if unit is not None:
            plural = self.lowers[token].endswith("s")
            parts.append(("unit", unit))
            if plural and number is None:
                parts.append(("number", "X"))
            return Expression(token + 1, "relative", tuple(parts))
        weekday, month = self.weekday(token, last), self.month(token, last)
        if weekday is not None:
            return Expression(*self.read_daypart(token + 1, last, [*parts, ("weekday", weekday)]))
        if month is not None:
            end, more = self._read_after_month(token + 1, last, month)
            return Expression(end, "date", (*parts, *more))
        part = self.words.dayparts.get(self.word(token, last))
        if part is not None and direction in ("this", "last", "same"):
            offset = "-1" if direction == "last" else "0"
            return Expression(token + 1, "deictic", (("offset", offset), ("daypart", part)))
        return None
