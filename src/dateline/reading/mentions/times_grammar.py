"""Times by other words than the calendar's: "tomorrow", clock times, durations, sets, eras."""

from __future__ import annotations

import re

from dateline.reading.mentions.numbers import read_ordinal
from dateline.reading.mentions.times_periods import PeriodReader
from dateline.reading.mentions.times_words import DASHES, Expression

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?")
_DECADE = re.compile(r"(?:(1[5-9]|20)?(\d)0)[’']?s")
_MERIDIEM = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}


class Grammar(PeriodReader):
    """Reads time expressions off one article: the longest wins, of equals the kind that is named first."""

    def read(self, first: int, last: int) -> Expression | None:
        """Read the longest expression that begins at a token and ends before `last`."""
        best: Expression | None = None
        for reader in (
            self._read_piece, self._read_date, self._read_ago, self._read_relative, self._read_quarter,
            self._read_compared, self._read_season, self._read_straight, self._read_day_word, self._read_day_after,
            self._read_clock, self._read_set, self._read_era, self._read_holiday, self._read_duration,
            self._read_vague, self._read_this_unit, self._read_week_of,
        ):  # fmt: skip
            found = reader(first, last)
            if found is not None and (best is None or found.last > best.last):
                best = found
        return best

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
        """Read "that day", "the same day", "the day before", "year-end", "the weekend"."""
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
        year = self.word(start, last) == "year" and self.word(start + 1, last) in DASHES
        if year and self.word(start + 2, last) == "end":
            return Expression(start + 3, "relative", (("direction", "this"), ("unit", "year"), ("piece", "close")))
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
        elif match is not None and next_word not in self.words.zones:
            before = self.lowers[first - 1] if first else ""
            if "." in word or before not in self.words.clock_leads:
                return None
        parts = [("clock", f"{hour:02}:{minute:02}")]
        if self.word(end, last) in self.words.zones:
            parts.append(("zone", self.lowers[end]))
            end += 1
        elif self.word(end, last) == "(" and self.word(end + 1, last) in self.words.zones:
            closing = next((t for t in range(end + 2, min(end + 6, last)) if self.lowers[t] == ")"), None)
            end = end if closing is None else closing + 1
        elif self.word(end, last) in ("local", "moscow", "kyiv") and self.word(end + 1, last) == "time":
            end += 2
        return self._finish_clock(end, last, parts)

    def _finish_clock(self, end: int, last: int, parts: list[tuple[str, str]]) -> Expression:
        """Let a day follow: "10 p.m. Wednesday", "noon today"."""
        comma = end + (self.word(end, last) in (",", "on"))
        day = self._read_date(comma, last) or self._read_day_word(comma, last) if comma < last else None
        if day is None or any(name in ("daypart", "piece") for name, _ in day.parts):
            return Expression(end, "clock", tuple(parts))
        return Expression(day.last, day.rule, (*day.parts, *parts))

    def _read_set(self, first: int, last: int) -> Expression | None:
        """Read "daily", "every day", "each Thursday", "twice a week", "per year"."""
        word = self.word(first, last)
        if word in self.words.sets:
            return Expression(first + 1, "set", (("value", self.words.sets[word]),))
        weekday = self.weekday_plural(first, last)
        if weekday is not None:
            return Expression(first + 1, "set", (("weekday", weekday),))
        plural = self.word(first + 1, last)
        if plural.endswith("s") and plural[:-1] in self.words.dayparts and self.weekday(first, last) is not None:
            part = self.words.dayparts[plural[:-1]]
            return Expression(first + 2, "set", (("weekday", self.weekday(first, last) or ""), ("daypart", part)))
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
        """Read "Christmas Eve", "New Year's Day", "last Thanksgiving", "Easter Monday"."""
        direction = self.words.relatives.get(self.word(first, last))
        token = first + (direction is not None)
        if token >= last or not self.analysis.words[token][0].isupper():
            return None
        for length in (4, 3, 2, 1):
            name = " ".join(self.lowers[token : min(token + length, last)]).replace("’", "'")
            feast = self.words.holidays.get(name)
            if feast is None:
                continue
            parts = [("feast", feast)] if direction is None else [("feast", feast), ("direction", direction)]
            end = token + name.count(" ") + 1
            comma = end + (self.word(end, last) in (",", "of"))
            year = self.year(comma, last) or self.year(end, last)
            if year is not None:
                parts.append(("year", year))
                end = comma + 1 if self.year(comma, last) else end + 1
            return Expression(end, "feast", tuple(parts))
        return None

    def _read_duration(self, first: int, last: int) -> Expression | None:
        """Read "six weeks", "a two-year", "more than four hours", "the first nine months", "two to three days"."""
        token = self.skip_hedges(first, last)
        hedged = token > first
        definite = not hedged and self.word(token, last) == "the"
        token += definite
        ordered = self.word(token, last) in ("first", "final", "opening") and definite
        token += ordered
        found = self.number_range(token, last)
        if found is None:
            return self._read_bare_unit(first, last)
        end, number = found
        end += self.word(end, last) in ("more", "straight", "consecutive", "full", "further", "additional", "trading")
        end += self.word(end, last) in DASHES
        unit = self.unit(end, last)
        if unit is None or not self._is_length(token, definite and not ordered, end, number):
            return None
        if self.lowers[token] in ("a", "an") and number == "1" and self.lowers[end - 1] not in DASHES:
            if self._is_rate(token):
                return Expression(end + 1, "set", (("unit", unit), ("number", "1")))
            if self._is_price(token):
                return None
        end += 1
        if number == "1" and self.lowers[end : end + 3] == ("and", "a", "half"):
            number, end = "1.5", end + 3
        approximate = (("approximate", "1"),) if hedged else ()
        return Expression(end, "duration", (("unit", unit), ("number", number), *approximate))

    def _is_length(self, token: int, definite: bool, end: int, number: str) -> bool:
        """Tell "six weeks" and "a two-year plan" from "six week", "a second", "a six-year-old boy"."""
        word = self.lowers[end]
        unit = self.words.units[word]
        hyphened = self.lowers[end - 1] in DASHES
        if (
            unit in ("night", "weekend")
            or (unit == "quarter" and (hyphened or number == "1"))
            or (hyphened and definite)
        ):
            return False
        after = self.lowers[end + 1 : end + 3]
        if after[:1] and after[0] in DASHES and after[1:] in (("earlier",), ("ago",)):
            return False
        if after[:1] == ("old",) or (after[:1] and after[0] in DASHES and after[1:] in (("old",), ("olds",))):
            return False
        singular = not word.endswith("s") and unit != "century"
        if singular and number not in ("1", "0.5") and not hyphened and self.analysis.tags[end] != "NN":
            return False
        return not (number == "1" and self.lowers[token] in ("a", "an") and unit == "second")

    def _read_bare_unit(self, first: int, last: int) -> Expression | None:
        """Read "for weeks", "within hours": how long, but not how many."""
        unit = self.unit(first, last)
        before = self.lowers[first - 1] if first else ""
        long = self.lowers[first + 1 : first + 3]
        if unit is not None and long[:1] and long[0] in DASHES and long[1:] == ("long",):
            number = "X" if self.lowers[first].endswith("s") else "1"
            return Expression(first + 3, "duration", (("unit", unit), ("number", number)))
        single = unit is None and self.lowers[first] == "single" and self.word(first + 1, last) in DASHES
        if single and self.unit(first + 2, last) == "day":
            return Expression(first + 3, "duration", (("unit", "day"), ("number", "1")))
        if unit is None or not self.lowers[first].endswith("s") or before not in ("for", "within", "in", "after", "of"):
            return None
        if self.word(first + 1, last) in ("of", "'s", "’s", "’", "'") or (before in ("in", "of") and unit == "day"):
            return None
        return Expression(first + 1, "duration", (("unit", unit), ("number", "X")))

    def _is_rate(self, token: int) -> bool:
        """Tell "three times a week" from "a week"."""
        return token > 0 and self.lowers[token - 1] in ("times", "twice", "once")

    def _is_price(self, token: int) -> bool:
        """Tell "$500 million a year" and "700 seats a week": a rate of figures, no time."""
        tags = self.analysis.tags
        if token < 2 or self.analysis.sentence_of[token - 2] != self.analysis.sentence_of[token]:
            return False
        return tags[token - 1] in ("CD", "$") or (
            tags[token - 1] in ("NNS", "NN") and tags[token - 2] in ("CD", "$", "JJ")
        )

    def _read_vague(self, first: int, last: int) -> Expression | None:
        """Read "recently", "now", "soon", "the future", "the past"."""
        word = self.word(first, last)
        reference = self.words.vague.get(word)
        if reference is not None and self._is_vague_here(first, last):
            return Expression(first + 1, "vague", (("ref", reference),))
        if word in ("right", "more", "most") and self.words.vague.get(self.word(first + 1, last)) == (
            "PRESENT_REF" if word == "right" else "PAST_REF"
        ):
            return Expression(first + 2, "vague", (("ref", self.words.vague[self.lowers[first + 1]]),))
        if self.lowers[first : first + 3] == ("the", "time", "being") and first + 3 <= last:
            return Expression(first + 3, "vague", (("ref", "PRESENT_REF"),))
        near = word == "the" and self.word(first + 1, last) in ("near", "short", "immediate")
        if near and self.word(first + 2, last) in ("future", "term"):
            return Expression(first + 3, "vague", (("ref", "FUTURE_REF"),))
        if word == "the" and self.word(first + 1, last) in ("past", "future"):
            if self.analysis.tags[first + 1] != "NN" or self.unit(first + 2, last):
                return None
            reference = "PAST_REF" if self.lowers[first + 1] == "past" else "FUTURE_REF"
            return Expression(first + 2, "vague", (("ref", reference),))
        return None

    def _is_vague_here(self, token: int, last: int) -> bool:
        """Tell "he is now in custody" and "the current talks" from "Now, about that", "now-cancelled", "as soon as"."""
        tag, follow = self.analysis.tags[token], self.word(token + 1, last)
        if self.lowers[token] == "current":
            return tag == "JJ" and self.unit(token + 1, last) is None and follow not in ("and", "affairs", "account")
        if not tag.startswith("RB") or follow in DASHES:
            return False
        return not (follow == "," and self.analysis.words[token][0].isupper())

    def _read_straight(self, first: int, last: int) -> Expression | None:
        """Read "for a third straight day", "the fourth week in a row": the unit that holds the day of report."""
        token = first + (self.word(first, last) in ("a", "the"))
        if token >= last or read_ordinal(self.lowers[token], self.numbers) is None:
            return None
        straight = self.word(token + 1, last) in ("straight", "consecutive", "successive")
        unit_at = token + 1 + straight
        unit = self.unit(unit_at, last)
        row = self.word(unit_at + 1, last) == "running" or self.lowers[unit_at + 1 : unit_at + 4] == ("in", "a", "row")
        if unit not in ("day", "week", "month", "year") or not (straight or row):
            return None
        return Expression(unit_at + 1, "relative", (("direction", "this"), ("unit", unit)))
