"""The grammar of news time: which runs of tokens are a time expression, and what it is made of.

Each `_read_*` method tries one kind of expression at a token and answers with its end and its parts, or None. The
longest answer wins; of equals the kind named first in `_KINDS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.knowledge.numbers import NumberWords
from dateline.knowledge.times import TimeWords
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.numbers import read_numeral, read_ordinal

Parts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A run of tokens up to `last` (exclusive), the kind of time it is, and its parts."""

    last: int
    rule: str
    parts: Parts


_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DECADE = re.compile(r"(?:(1[5-9]|20)?(\d)0)[’']?s")
_DASHES = frozenset("-–—")
_INEXACT = {"few": "X", "several": "X", "couple": "2", "many": "X", "some": "X"}
_MERIDIEM = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}


class Grammar:
    """Reads time expressions off one article."""

    def __init__(self, analysis: Analysis, times: TimeWords, numbers: NumberWords) -> None:
        self.analysis = analysis
        self.lowers = analysis.lowers
        self.words = times
        self.numbers = numbers

    def read(self, first: int, last: int) -> Expression | None:
        """Read the longest expression that begins at a token and ends before `last`."""
        best: Expression | None = None
        for reader in (
            self._read_piece, self._read_date, self._read_ago, self._read_relative, self._read_quarter,
            self._read_season, self._read_day_word, self._read_day_after, self._read_clock, self._read_set,
            self._read_era, self._read_holiday, self._read_duration, self._read_vague,
        ):  # fmt: skip
            found = reader(first, last)
            if found is not None and (best is None or found.last > best.last):
                best = found
        return best

    # -- words ---------------------------------------------------------------------------------------------------

    def word(self, token: int, last: int) -> str:
        """Give the lower-case word at a token, "" at the end."""
        return self.lowers[token] if token < last else ""

    def month(self, token: int, last: int) -> str | None:
        """Give the number of a month; "May" and "March" must look like names."""
        if token >= last:
            return None
        number = self.words.months.get(self.lowers[token].rstrip("."))
        if number is None or not self.analysis.words[token][0].isupper():
            return None
        if number in ("3", "5") and not self.analysis.tags[token].startswith(("NN", "CD")):
            return None
        return number

    def weekday(self, token: int, last: int) -> str | None:
        """Give the number of a weekday; "Sun" and "Sat" need their full stop."""
        if token >= last or not self.analysis.words[token][0].isupper():
            return None
        word = self.lowers[token]
        number = self.words.weekdays.get(word.rstrip("."))
        if number is not None and len(word) <= 4 and not word.endswith(".") and len(word.rstrip(".")) <= 3:
            return None
        if number is None and word.endswith("s"):
            return None
        return number

    def year(self, token: int, last: int) -> str | None:
        """Give a year of four digits, 1000 to 2199."""
        word = self.word(token, last)
        return word if len(word) == 4 and word.isdigit() and "1000" <= word <= "2199" else None

    def day(self, token: int, last: int) -> str | None:
        """Give a day of the month."""
        word = self.word(token, last)
        number = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
        return str(int(number)) if number.isdigit() and len(number) <= 2 and 1 <= int(number) <= 31 else None

    def number(self, token: int, last: int) -> tuple[int, str] | None:
        """Read how many: "six", "a", "a few", "a couple of", "two and a half"; "X" when it is not told."""
        word = self.word(token, last)
        if word in ("a", "an") and self.word(token + 1, last) in ("few", "couple"):
            end = token + 2 + (self.word(token + 2, last) == "of")
            return end, _INEXACT[self.lowers[token + 1]]
        if word in _INEXACT and word != "some":
            return token + 1 + (self.word(token + 1, last) == "of"), _INEXACT[word]
        numeral = read_numeral(self.analysis, token, last, self.numbers)
        if numeral is not None:
            return numeral.last, "X" if numeral.vague else f"{numeral.value:g}"
        if word in ("a", "an", "one"):
            return token + 1, "1"
        if word == "half" and self.word(token + 1, last) == "a":
            return token + 2, "0.5"
        return None

    def unit(self, token: int, last: int) -> str | None:
        """Give the unit that a word names."""
        return self.words.units.get(self.word(token, last))

    # -- kinds ---------------------------------------------------------------------------------------------------

    def _read_piece(self, first: int, last: int) -> Expression | None:
        """Read "late November", "mid-2011", "the end of the year", "earlier this month"."""
        token = first + (self.word(first, last) == "the")
        glued = self.word(token, last)
        if glued[:4] == "mid-" and len(glued) == 8 and glued[4:].isdigit():
            return Expression(token + 1, "date", (("year", glued[4:]), ("piece", "mid")))
        piece = self.words.pieces.get(glued)
        if piece is None:
            return None
        token += 1
        if self.word(token, last) in _DASHES:
            token += 1
        if piece in ("start", "end") or self.lowers[token - 1] == "middle":
            if self.word(token, last) != "of":
                return None
            token += 1
            if self.word(token, last) == "the" and self.unit(token + 1, last) in ("week", "month", "year", "decade"):
                unit = self.lowers[token + 1]
                return Expression(token + 2, "relative", (("direction", "this"), ("unit", unit), ("piece", piece)))
        inner = self.read(token, last) if token < last else None
        if inner is None or inner.rule in ("duration", "set", "vague", "clock", "ago"):
            return None
        return Expression(inner.last, inner.rule, (*inner.parts, ("piece", piece)))

    def _read_date(self, first: int, last: int) -> Expression | None:
        """Read "Monday", "Friday, Oct. 24, 2025", "24 October 2025", "October 22", "August 2019", "2019"."""
        iso = _ISO.fullmatch(self.word(first, last))
        if iso:
            return Expression(first + 1, "date", (("year", iso[1]), ("month", iso[2]), ("day", iso[3])))
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
            return Expression(*self._read_daypart(token, last, parts))
        calendar = self._read_calendar(token, last)
        if calendar is not None:
            return Expression(calendar[0], "date", tuple(calendar[1]))
        year = self.year(first, last)
        if year is not None and self._is_year(first, last):
            return Expression(first + 1, "date", (("year", year),))
        return None

    def _read_daypart(self, token: int, last: int, parts: list[tuple[str, str]]) -> tuple[int, str, Parts]:
        part = self.words.dayparts.get(self.word(token, last))
        if part is None or self.word(token, last) == "overnight":
            return token, "date", tuple(parts)
        return token + 1, "date", (*parts, ("daypart", part))

    def _read_calendar(self, first: int, last: int) -> tuple[int, list[tuple[str, str]]] | None:
        month = self.month(first, last)
        if month is not None:
            return self._read_after_month(first + 1, last, month)
        day = self.day(first, last)
        token = first + 1 + (self.word(first + 1, last) == "of")
        month = self.month(token, last) if day is not None else None
        if day is None or month is None:
            return None
        parts = [("month", month), ("day", day)]
        end = token + 1
        year = self.year(end + (self.word(end, last) == ","), last)
        if year is not None:
            end += 1 + (self.word(end, last) == ",")
            parts.append(("year", year))
        return end, parts

    def _read_after_month(self, token: int, last: int, month: str) -> tuple[int, list[tuple[str, str]]]:
        parts = [("month", month)]
        if self.word(token, last) == "." and self.analysis.starts[token] == self.analysis.ends[token - 1]:
            token += 1
        day = self.day(token, last) if self.year(token, last) is None else None
        if day is not None:
            parts.append(("day", day))
            token += 1
            if self.word(token, last) in _DASHES and self.day(token + 1, last) is not None:
                parts.append(("last_day", self.day(token + 1, last) or day))
                token += 2
        comma = self.word(token, last) == "," and day is not None
        of = self.word(token, last) == "of"
        year = self.year(token + (comma or of), last)
        if year is not None:
            parts.append(("year", year))
            token += 1 + (comma or of)
        elif (
            self.words.relatives.get(self.word(token, last)) in ("last", "this", "next")
            and self.word(token + 1, last) == "year"
        ):
            parts.append(("year_direction", self.words.relatives[self.lowers[token]]))
            token += 2
        return token, parts

    def _is_year(self, token: int, last: int) -> bool:
        """Tell "in 2014", "the 2014 election" from "2014 people"."""
        analysis = self.analysis
        before = self.lowers[token - 1] if token else ""
        sentence_first = analysis.sentence(token)[0] == token
        if not "1400" <= self.lowers[token] <= "2100":
            return False
        head = analysis.heads[token]
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
        if before and (before in self.words.year_leads or before in _DASHES):
            return before not in ("a", "to", "of", "the") or not counts
        return sentence_first or before in (",", "(") or analysis.labels[token] in ("npadvmod", "nummod", "pobj")

    def _read_ago(self, first: int, last: int) -> Expression | None:
        """Read "three days ago", "a year earlier", "nearly two months later"."""
        token = self._skip_hedges(first, last)
        found = self.number(token, last)
        if found is None:
            return None
        end, number = found
        unit = self.unit(end, last)
        shift = self.words.shifts.get(self.word(end + 1, last))
        if unit is None or shift is None:
            return None
        if self.lowers[end + 1] in ("after", "before") and self._has_complement(end + 1):
            return None
        approximate = (("approximate", "1"),) if token > first else ()
        return Expression(end + 2, "ago", (("unit", unit), ("number", number), ("shift", shift), *approximate))

    def _has_complement(self, token: int) -> bool:
        return any(self.analysis.labels[child] in ("pobj", "pcomp") for child in self.analysis.children[token])

    def _skip_hedges(self, first: int, last: int) -> int:
        token = first
        while token < last and token - first < 3 and self.lowers[token] in self.words.hedges:
            token += 1
        return token

    def _read_relative(self, first: int, last: int) -> Expression | None:
        """Read "last week", "the past six weeks", "these days", "next Monday", "the coming days", "this May"."""
        token = first + (self.word(first, last) in ("the", "these", "those"))
        word = self.word(token, last)
        direction = self.words.relatives.get(word)
        if direction is None:
            if token > first and self.lowers[first] in ("these",) and self.unit(token, last) == "day":
                return Expression(token + 1, "vague", (("ref", "PRESENT_REF"),))
            return None
        token += 1
        if word in ("current", "recent", "latest", "present", "same") and token == first + 1 and word == "same":
            return None
        number = self.number(token, last)
        parts: list[tuple[str, str]] = [("direction", direction)]
        if number is not None and self.unit(number[0], last) is not None:
            token = number[0]
            parts.append(("number", number[1]))
        unit = self.unit(token, last)
        if unit is not None:
            plural = self.lowers[token].endswith("s")
            parts.append(("unit", unit))
            if plural and number is None:
                parts.append(("number", "X"))
            return self._finish_relative(token + 1, last, parts)
        weekday, month = self.weekday(token, last), self.month(token, last)
        if weekday is not None:
            return Expression(*self._read_daypart(token + 1, last, [*parts, ("weekday", weekday)]))
        if month is not None:
            end, more = self._read_after_month(token + 1, last, month)
            return Expression(end, "date", (*parts, *more))
        part = self.words.dayparts.get(self.word(token, last))
        if part is not None and direction in ("this", "last", "same"):
            offset = "-1" if direction == "last" else "0"
            return Expression(token + 1, "deictic", (("offset", offset), ("daypart", part)))
        return None

    def _finish_relative(self, end: int, last: int, parts: list[tuple[str, str]]) -> Expression:
        """Let "this week" stand and "last year's third quarter" go on in `_read_quarter`."""
        return Expression(end, "relative", tuple(parts))

    def _read_quarter(self, first: int, last: int) -> Expression | None:
        """Read "the third quarter of 2009", "fiscal first half", "Q3 2010"."""
        token = first + (self.word(first, last) in ("the", "its"))
        fiscal = self.word(token, last) == "fiscal"
        token += fiscal
        if fiscal and self.year(token, last):
            return Expression(token + 1, "date", (("year", self.lowers[token]), ("fiscal", "1")))
        word = self.word(token, last)
        if len(word) == 2 and word[0] in "qh" and word[1] in "1234":
            parts = [("quarter" if word[0] == "q" else "half", word[1])]
            return self._finish_quarter(token + 1, last, parts)
        ordinal = read_ordinal(word, self.numbers)
        if ordinal is None:
            return None
        token += 1 + (self.word(token + 1, last) in _DASHES)
        token += self.word(token, last) == "fiscal"
        kind = self.word(token, last)
        if kind not in ("quarter", "half") or ordinal > 4 or (kind == "half" and ordinal > 2):
            return None
        return self._finish_quarter(token + 1, last, [(kind, str(ordinal))])

    def _finish_quarter(self, end: int, last: int, parts: list[tuple[str, str]]) -> Expression | None:
        of = end + (self.word(end, last) == "of")
        year = self.year(of, last)
        if year is not None:
            return Expression(of + 1, "quarter", (*parts, ("year", year)))
        inner = of + (self.word(of, last) == "the")
        direction = self.words.relatives.get(self.word(inner, last))
        if of > end and direction and self.word(inner + 1, last) == "year":
            return Expression(inner + 2, "quarter", (*parts, ("year_direction", direction)))
        if of > end and self.word(inner, last) == "year":
            return Expression(inner + 1, "quarter", (*parts, ("year_direction", "this")))
        if parts[0][0] == "half" and of > end:
            return None
        return Expression(end, "quarter", tuple(parts))

    def _read_season(self, first: int, last: int) -> Expression | None:
        """Read "last summer", "the winter of 2014", "autumn"; not "fall" as a verb, nor "spring" of water."""
        token = first + (self.word(first, last) == "the")
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
        if direction is not None:
            return Expression(end, "season", (("season", season), ("direction", direction)))
        before = self.lowers[first - 1] if first else ""
        if before in ("in", "during", "by", "until", "since", "last", "next") and self.lowers[token] != "spring":
            return Expression(end, "season", (("season", season),))
        return None

    def _read_day_word(self, first: int, last: int) -> Expression | None:
        """Read "yesterday", "tomorrow morning", "tonight", "the day after tomorrow", "overnight"."""
        words = self.lowers[first : min(last, first + 4)]
        if words[:3] in (("the", "day", "after"), ("the", "day", "before")) and len(words) == 4:
            offset = {"tomorrow": 2, "yesterday": -2, "today": 1 if words[2] == "after" else -1}.get(words[3])
            if offset is not None:
                return Expression(first + 4, "deictic", (("offset", str(offset)),))
        word = words[0]
        offset_text = self.words.deictics.get(word)
        if offset_text is None:
            return None
        parts = [("offset", offset_text)]
        if word in ("tonight", "overnight"):
            parts.append(("daypart", "NI"))
            return Expression(first + 1, "deictic", tuple(parts))
        part = self.words.dayparts.get(self.word(first + 1, last))
        if part is not None and self.lowers[first + 1] != "overnight":
            return Expression(first + 2, "deictic", (*parts, ("daypart", part)))
        return Expression(first + 1, "deictic", tuple(parts))

    def _read_day_after(self, first: int, last: int) -> Expression | None:
        """Read "that day", "the same day", "the next day", "the day before", "the year-earlier period"."""
        words = self.lowers[first : min(last, first + 5)]
        if words[:2] == ("that", "day") or words[:2] == ("that", "night"):
            return Expression(first + 2, "context", (("unit", "day"), ("shift", "0")))
        if words[:2] == ("that", "week") or words[:2] == ("that", "month") or words[:2] == ("that", "year"):
            return Expression(first + 2, "context", (("unit", words[1]), ("shift", "0")))
        if words[:2] == ("the", "same") and len(words) > 2 and words[2] in ("day", "week", "month", "year"):
            return Expression(first + 3, "context", (("unit", words[2]), ("shift", "0")))
        if words[:1] == ("the",) and len(words) > 2 and words[1] in ("day", "week", "month", "year"):
            shift = {"before": "-1", "after": "1"}.get(words[2])
            if shift is not None and not self._has_complement(first + 2):
                return Expression(first + 3, "context", (("unit", words[1]), ("shift", shift)))
        start = first + (words[:1] == ("the",))
        if self.word(start, last) == "year" and self.word(start + 1, last) in _DASHES:
            if self.word(start + 2, last) in ("earlier", "ago"):
                noun = self.word(start + 3, last) in ("period", "quarter")
                return Expression(start + 3 + noun, "context", (("unit", "year"), ("shift", "-1")))
            if self.word(start + 2, last) == "end":
                return Expression(start + 3, "relative", (("direction", "this"), ("unit", "year"), ("piece", "end")))
        if words[:2] == ("the", "weekend"):
            return Expression(first + 2, "relative", (("direction", "near"), ("unit", "weekend")))
        return None

    def _read_clock(self, first: int, last: int) -> Expression | None:
        """Read "9 a.m.", "10:30 p.m. GMT", "18:00 UTC", "noon on Thursday" without the Thursday."""
        word = self.word(first, last)
        match = _CLOCK.fullmatch(word)
        next_word = self.word(first + 1, last)
        bare_hour = word.isdigit() and len(word) <= 2 and next_word in _MERIDIEM and 1 <= int(word) <= 12
        military = len(word) == 4 and word.isdigit() and next_word in self.words.zones and int(word[2:]) < 60
        if word in ("noon", "midday", "midnight"):
            return self._finish_clock(first + 1, last, [("clock", self.words.dayparts[word][1:])])
        if match is None and not bare_hour and not military:
            return None
        hour, minute = (
            (int(word[:2]), int(word[2:])) if military else (int(match[1]), int(match[2])) if match else (int(word), 0)
        )
        end = first + 1
        if next_word in _MERIDIEM:
            hour, end = hour % 12 + _MERIDIEM[next_word], end + 1
        elif match is not None and "." in word and next_word not in self.words.zones:
            return None
        parts = [("clock", f"{hour:02}:{minute:02}")]
        if self.word(end, last) in self.words.zones:
            parts.append(("zone", self.lowers[end]))
            end += 1
        elif self.word(end, last) in ("local", "moscow", "kyiv") and self.word(end + 1, last) == "time":
            end += 2
        return self._finish_clock(end, last, parts)

    def _finish_clock(self, end: int, last: int, parts: list[tuple[str, str]]) -> Expression:
        """Let a day follow: "10 p.m. Wednesday", "noon today"."""
        day = self._read_date(end, last) or self._read_day_word(end, last) if end < last else None
        if day is None or any(name in ("daypart", "piece") for name, _ in day.parts):
            return Expression(end, "clock", tuple(parts))
        return Expression(day.last, day.rule, (*day.parts, *parts))

    def _read_set(self, first: int, last: int) -> Expression | None:
        """Read "daily", "every day", "each Thursday", "twice a week", "per year"."""
        word = self.word(first, last)
        if word in self.words.sets:
            return Expression(first + 1, "set", (("value", self.words.sets[word]),))
        if word in ("every", "each"):
            unit = self.unit(first + 1, last)
            if unit is not None:
                return Expression(first + 2, "set", (("unit", unit), ("number", "1")))
            number = self.number(first + 1, last)
            if number is not None and self.unit(number[0], last):
                unit = self.unit(number[0], last) or ""
                return Expression(number[0] + 1, "set", (("unit", unit), ("number", number[1])))
            weekday, month = self.weekday(first + 1, last), self.month(first + 1, last)
            if weekday is not None:
                return Expression(first + 2, "set", (("weekday", weekday),))
            if month is not None:
                return Expression(first + 2, "set", (("month", month),))
        return None

    def _read_era(self, first: int, last: int) -> Expression | None:
        """Read "the 1990s", "the late 1970s", "the 20th century"."""
        token = first + (self.word(first, last) == "the")
        token += self.words.pieces.get(self.word(token, last)) is not None
        token += self.word(token, last) in _DASHES
        match = _DECADE.fullmatch(self.word(token, last))
        if match:
            hundreds = match[1] or ("19" if match[2] > "2" else "20")
            return Expression(token + 1, "decade", (("decade", hundreds + match[2]),))
        ordinal = read_ordinal(self.word(token, last), self.numbers)
        if ordinal is not None and self.word(token + 1, last) == "century":
            follows = self.analysis.tags[token + 2] if token + 2 < last else ""
            if follows.startswith("NNP") and self.analysis.words[token + 1][0].isupper():
                return None
            return Expression(token + 2, "century", (("century", str(ordinal - 1)),))
        return None

    def _read_holiday(self, first: int, last: int) -> Expression | None:
        """Read "Christmas Eve", "New Year's Day"."""
        if not self.analysis.words[first][0].isupper():
            return None
        for length in (4, 3, 2, 1):
            if first + length > last:
                continue
            name = " ".join(self.lowers[first : first + length]).replace("’", "'")
            if name in self.words.holidays:
                month, day = self.words.holidays[name].split("-")
                return Expression(first + length, "date", (("month", str(int(month))), ("day", str(int(day)))))
        return None

    def _read_duration(self, first: int, last: int) -> Expression | None:
        """Read "six weeks", "a two-year", "more than four hours", "the nine months", "several days"."""
        token = self._skip_hedges(first, last)
        token += token == first and self.word(token, last) == "the"
        found = self.number(token, last)
        if found is None:
            return self._read_bare_unit(first, last)
        end, number = found
        if self.word(end, last) in ("more", "straight", "consecutive", "full", "further"):
            end += 1
        end += self.word(end, last) in _DASHES
        unit = self.unit(end, last)
        if unit is None or unit in ("night", "weekend") or (unit == "quarter" and self.lowers[end - 1] in _DASHES):
            return None
        singular = not self.lowers[end].endswith("s") and unit != "century"
        hyphened = self.lowers[end - 1] in _DASHES
        if singular and number not in ("1", "0.5") and not hyphened and self.analysis.tags[end] != "NN":
            return None
        if number == "1" and self.lowers[token] in ("a", "an") and unit == "second":
            return None
        if self.lowers[token] in ("a", "an") and not hyphened and self._is_rate(token):
            return Expression(end + 1, "set", (("unit", unit), ("number", "1")))
        approximate = (("approximate", "1"),) if token > first and self.lowers[first] != "the" else ()
        return Expression(end + 1, "duration", (("unit", unit), ("number", number), *approximate))

    def _read_bare_unit(self, first: int, last: int) -> Expression | None:
        """Read "for weeks", "within hours": how long, but not how many."""
        unit = self.unit(first, last)
        before = self.lowers[first - 1] if first else ""
        if unit is None or not self.lowers[first].endswith("s") or before not in ("for", "within", "in", "after", "of"):
            return None
        if self.word(first + 1, last) in ("of", "'s", "’s", "’", "'") or (before in ("in", "of") and unit == "day"):
            return None
        return Expression(first + 1, "duration", (("unit", unit), ("number", "X")))

    def _is_rate(self, token: int) -> bool:
        """Tell "three times a week" and "$5 a day" from "a week"."""
        before = self.lowers[token - 1] if token else ""
        return before in ("times", "twice", "once", "barrels", "dollars", "%", "percent")

    def _read_vague(self, first: int, last: int) -> Expression | None:
        """Read "recently", "now", "soon", "the future", "the past"."""
        word = self.word(first, last)
        reference = self.words.vague.get(word)
        if reference is not None and self.analysis.tags[first].startswith("RB"):
            return Expression(first + 1, "vague", (("ref", reference),))
        if word == "the" and self.word(first + 1, last) in ("past", "future"):
            if self.analysis.tags[first + 1] != "NN" or self.unit(first + 2, last):
                return None
            reference = "PAST_REF" if self.lowers[first + 1] == "past" else "FUTURE_REF"
            return Expression(first + 2, "vague", (("ref", reference),))
        return None
