"""The words of an expression of time: months, weekdays, years, numbers, units, each checked for being one here."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.numbers import NumberWords
from dateline.knowledge.times import TimeWords
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.numbers import read_numeral

Parts = tuple[tuple[str, str], ...]
DASHES = frozenset("-–—")
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
            return numeral.last, "X" if numeral.vague else f"{numeral.value:g}"
        if word in ("a", "an", "one"):
            return token + 1, "1"
        if word == "half" and self.word(token + 1, last) == "a":
            return token + 2, "0.5"
        return None

    def unit(self, token: int, last: int) -> str | None:
        """Give the unit that a word names."""
        return self.words.units.get(self.word(token, last))

    def has_complement(self, token: int) -> bool:
        """Tell "two days after the strike" from "two days after"."""
        return any(self.analysis.labels[child] in ("pobj", "pcomp") for child in self.analysis.children[token])

    def skip_hedges(self, first: int, last: int) -> int:
        """Give the token after "nearly", "more than", "at least"."""
        token = first
        while token < last and token - first < 3 and self.lowers[token] in self.words.hedges:
            token += 1
        return token

    def read_daypart(self, token: int, last: int, parts: list[tuple[str, str]]) -> tuple[int, str, Parts]:
        """Read the "morning" of "Friday morning"."""
        part = self.words.dayparts.get(self.word(token, last))
        if part is None or self.word(token, last) == "overnight":
            return token, "date", tuple(parts)
        return token + 1, "date", (*parts, ("daypart", part))
