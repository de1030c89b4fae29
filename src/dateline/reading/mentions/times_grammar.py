"""Times by other words than the calendar's: quarters, seasons, "tomorrow", clock times, durations, sets, eras."""

from __future__ import annotations

import re

from dateline.reading.mentions.numbers import read_ordinal
from dateline.reading.mentions.times_dates import DateReader
from dateline.reading.mentions.times_words import DASHES, Expression

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?")
_DECADE = re.compile(r"(?:(1[5-9]|20)?(\d)0)[’']?s")
_MERIDIEM = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}


class Grammar(DateReader):
    """Reads time expressions off one article: the longest wins, of equals the kind that is named first."""

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
        token += 1 + (self.word(token + 1, last) in DASHES)
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
            if shift is not None and not self.has_complement(first + 2):
                return Expression(first + 3, "context", (("unit", words[1]), ("shift", shift)))
        start = first + (words[:1] == ("the",))
        if self.word(start, last) == "year" and self.word(start + 1, last) in DASHES:
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
        token += self.word(token, last) in DASHES
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
        token = self.skip_hedges(first, last)
        definite = token == first and self.word(token, last) == "the"
        found = self.number(token + definite, last)
        if found is None:
            return self._read_bare_unit(first, last)
        token += definite
        end, number = found
        if self.word(end, last) in ("more", "straight", "consecutive", "full", "further"):
            end += 1
        end += self.word(end, last) in DASHES
        unit = self.unit(end, last)
        if unit is None or unit in ("night", "weekend") or (unit == "quarter" and self.lowers[end - 1] in DASHES):
            return None
        singular = not self.lowers[end].endswith("s") and unit != "century"
        hyphened = self.lowers[end - 1] in DASHES
        if hyphened and definite:
            return None
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
