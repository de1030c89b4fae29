"""The words of an expression of time: months, weekdays, years, numbers, units, each checked for being one here."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.numbers import NumberWords
from dateline.knowledge.times import TimeWords
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.numbers import read_numeral

Parts = tuple[tuple[str, str], ...]
DASHES = frozenset("-–—")
_BEFORE_OVER = frozenset({"for", "in", "within", "just", "well", "after", "lasted", "took", "of"})
_FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75}
_INEXACT = {"few": "X", "several": "X", "couple": "2", "many": "X", "some": "X"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A run of tokens up to `last` (exclusive), the kind of time it is, and its parts."""

    last: int
    rule: str
    parts: Parts


class WordReader:
    """Knows what single words of one article can be in a time expression."""

    def __init__(self, analysis: Analysis, times: TimeWords, numbers: NumberWords) -> None:
        self.analysis = analysis
        self.lowers = analysis.lowers
        self.words = times
        self.numbers = numbers

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
            end, value = self._read_fraction(numeral.last, last, numeral.value)
            return end, "X" if numeral.vague else f"{value:g}"
        if word in ("a", "an", "one"):
            return token + 1, "1"
        if word == "half" and self.word(token + 1, last) == "a":
            return token + 2, "0.5"
        return None

    def number_range(self, token: int, last: int) -> tuple[int, str] | None:
        """Read "two to three", "12-18", "five or six" as its first number, one number as itself."""
        found = self.number(token, last)
        if found is None or not (self.word(found[0], last) in ("to", "or") or self.word(found[0], last) in DASHES):
            return found
        more = self.number(found[0] + 1, last)
        if more is None or found[1] == "X" or more[1] == "X" or float(more[1]) <= float(found[1]):
            return found
        return more[0], found[1]

    def weekday_plural(self, token: int, last: int) -> str | None:
        """Give the number of "Mondays"."""
        word = self.word(token, last)
        if word.endswith("days") and self.analysis.words[token][0].isupper():
            return self.words.weekdays.get(word[:-1])
        return None

    def _read_fraction(self, end: int, last: int, value: float) -> tuple[int, float]:
        """Read the "1/2" of "2 1/2 years"."""
        part = _FRACTIONS.get(self.word(end, last))
        if part is not None:
            return end + 1, value + part
        if self.lowers[end : min(end + 3, last)] == ("1", "/", "2"):
            return end + 3, value + 0.5
        return end, value

    def unit(self, token: int, last: int) -> str | None:
        """Give the unit that a word names."""
        return self.words.units.get(self.word(token, last))

    def has_complement(self, token: int) -> bool:
        """Tell "two days after the strike" and "a week before he fell" from "two days after"."""
        analysis = self.analysis
        if any(analysis.labels[child] in ("pobj", "pcomp") for child in analysis.children[token]):
            return True
        follow = token + 1
        if analysis.labels[token] not in ("mark", "prep") or follow >= analysis.sentence(token)[1]:
            return False
        return analysis.tags[follow][:2] in ("DT", "PR", "NN", "VB", "JJ", "CD", "EX")

    def skip_hedges(self, first: int, last: int) -> int:
        """Give the token after "nearly", "more than", "at least"."""
        for length in (3, 2, 1):
            words = self.lowers[first : first + length]
            if first + length < last and " ".join(words) in self.words.hedges:
                if words[0] == "over" and (not first or self.lowers[first - 1] not in _BEFORE_OVER):
                    return first
                return first + length
        return first

    def spoken_year(self, token: int, last: int) -> tuple[int, str] | None:
        """Read "nineteen ninety-six", "two thousand and eight" after "the year"."""
        hundreds = {"eighteen": 1800, "nineteen": 1900}.get(self.word(token, last))
        if hundreds is not None:
            tens = read_numeral(self.analysis, token + 1, last, self.numbers)
            if tens is not None and 10 <= tens.value <= 99 and tens.value == int(tens.value):
                return tens.last, str(hundreds + int(tens.value))
        return None

    def read_daypart(self, token: int, last: int, parts: list[tuple[str, str]]) -> tuple[int, str, Parts]:
        """Read the "morning" of "Friday morning"."""
        part = self.words.dayparts.get(self.word(token, last))
        if part is None or self.word(token, last) == "overnight":
            return token, "date", tuple(parts)
        return token + 1, "date", (*parts, ("daypart", part))
