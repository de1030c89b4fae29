"""Numbers with what they count: "at least six people", "about 200 troops", "$1.5 billion", "two children"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.knowledge.numbers import NumberWords, load_number_words
from dateline.model.record import CountWhat
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.numbers import Numeral, read_numeral
from dateline.reading.mentions.types import Quantity, TimeMention

_DASHES = frozenset("-–—")
_HEDGE_WORDS = 4
_NOT_COUNTED = frozenset({"%", "percent", "per", "cent"})


def find_quantities(analysis: Analysis, times: Sequence[TimeMention]) -> Iterator[Quantity]:
    """Yield the quantities of an article in text order; numbers inside time expressions are none."""
    words = load_number_words()
    starters = _starters(words)
    busy = {token for mention in times for token in range(mention.first, mention.last)}
    done = 0
    for token, lower in enumerate(analysis.lowers):
        if token < done or token in busy or (lower not in starters and not lower[:1].isdigit()):
            continue
        last = analysis.sentence(token)[1]
        numeral = read_numeral(analysis, token, last, words)
        if numeral is None or _is_label(analysis, numeral):
            continue
        quantity = _read_quantity(analysis, numeral, last, words)
        done = max(numeral.last, quantity.last if quantity else 0)
        if quantity is not None:
            yield quantity


def _starters(words: NumberWords) -> frozenset[str]:
    compound = {"a", "an", "half", "½", "¼", "¾"}
    return frozenset({*words.cardinals, *words.plural_scales} | compound) | _hyphened(words)


def _hyphened(words: NumberWords) -> frozenset[str]:
    tens = [word for word, value in words.cardinals.items() if value >= 20]
    ones = [word for word, value in words.cardinals.items() if 0 < value < 10]
    return frozenset(f"{ten}-{one}" for ten in tens for one in ones)


def _is_label(analysis: Analysis, numeral: Numeral) -> bool:
    """Tell numbers that name ("Article 5", "G7", "Su-30", "Flight 370", "one of the") from those that count."""
    first, last = numeral.first, numeral.last
    before = first - 1
    same = first > analysis.sentence(first)[0]
    if same and analysis.lowers[before] in _DASHES and analysis.starts[before] == analysis.ends[before - 1]:
        return analysis.starts[first] == analysis.ends[before] and analysis.tags[before - 1] != "CD"
    word = analysis.lowers[first]
    if word == "one" and last == first + 1:
        label = analysis.labels[first]
        if label not in ("nummod",) or (last < len(analysis) and analysis.lowers[last] in ("of", "another")):
            return True
    named = same and analysis.tags[before].startswith("NN") and analysis.heads[first] == before
    return named and analysis.labels[first] in ("nummod", "appos")


def _read_quantity(analysis: Analysis, numeral: Numeral, last: int, words: NumberWords) -> Quantity | None:
    low: float | int | None = numeral.value
    high: float | int | None = None if numeral.vague else numeral.value
    end = numeral.last
    second = _read_range(analysis, numeral, last, words)
    if second is not None:
        low, high, end = numeral.value, second.value, second.last
    first, side = _read_hedge(analysis, numeral.first, words)
    unit, first, end = _read_currency(analysis, first, numeral.first, end, last, words)
    if unit is not None and side is None:
        first, side = _read_hedge(analysis, first, words)
    low, high, approximate = _apply_hedge(low, high, side, numeral.vague)
    if end < last and analysis.lowers[end] in _NOT_COUNTED:
        return None
    head = _counted_noun(analysis, end, last)
    if head is not None and not _belongs(analysis, numeral, head):
        head = None
    what: CountWhat | None = "money" if unit is not None else _what(analysis, head, words)
    return Quantity(
        first, end, numeral.last - 1 if head is None or unit is not None else head, low, high, approximate, unit, what
    )


def _read_range(analysis: Analysis, numeral: Numeral, last: int, words: NumberWords) -> Numeral | None:
    """Read the second number of "10-15", "six to eight", "between 10 and 15"."""
    joint = numeral.last
    if joint + 1 >= last:
        return None
    word = analysis.lowers[joint]
    between = numeral.first > 0 and analysis.lowers[numeral.first - 1] == "between"
    if not (word in _DASHES or word == "to" or (word == "and" and between)):
        return None
    second = read_numeral(analysis, joint + 1, last, words)
    return second if second is not None and second.value > numeral.value else None


def _read_hedge(analysis: Analysis, first: int, words: NumberWords) -> tuple[int, str | None]:
    """Read the hedge that ends before a token: (where it begins, the side it leaves open)."""
    sentence_first = analysis.sentence(first)[0]
    for length in range(_HEDGE_WORDS, 0, -1):
        begin = first - length
        if begin >= sentence_first:
            side = words.hedges.get(analysis.lowers[begin:first])
            if side is not None:
                return begin, side
    return first, None


def _apply_hedge(
    low: float | int | None, high: float | int | None, side: str | None, vague: bool
) -> tuple[float | int | None, float | int | None, bool]:
    if side == "min":
        return low, None, vague
    if side == "max":
        return None, low if high is None else high, vague
    if side == "over":
        return low, None, True
    if side == "under":
        return None, low if high is None else high, True
    return low, high, vague or side == "approximate"


def _read_currency(
    analysis: Analysis, first: int, number: int, end: int, last: int, words: NumberWords
) -> tuple[str | None, int, int]:
    """Read "$" before or "euros" behind a number: (ISO 4217 code, where the quantity begins, where it ends)."""
    before = number - 1
    if before >= analysis.sentence(number)[0]:
        code = words.currencies.get(analysis.lowers[before])
        if code is not None and not analysis.lowers[before].isalpha():
            return code, min(first, before), end
    if end < last:
        code = words.currencies.get(analysis.lemmas[end]) or words.currencies.get(analysis.lowers[end])
        if code is not None:
            return code, first, end + 1
        if analysis.lowers[end] in ("us", "u.s.", "american") and end + 1 < last:
            code = words.currencies.get(analysis.lemmas[end + 1])
            if code is not None:
                return code, first, end + 2
    return None, first, end


def _counted_noun(analysis: Analysis, end: int, last: int) -> int | None:
    """Give the noun that a number counts: the head of the run of adjectives and nouns behind it."""
    token = end
    if token < last and analysis.lowers[token] == "of":
        token += 1
        while token < last and analysis.tags[token] in ("DT", "PRP$"):
            token += 1
    noun: int | None = None
    while token < last and token - end < 8:
        tag = analysis.tags[token]
        if tag.startswith("NN"):
            noun = token
        elif (
            (noun is not None and tag not in ("POS", "HYPH"))
            or tag == "POS"
            or not (tag.startswith("JJ") or tag in ("VBN", "VBG", "HYPH", "RB", "CD", "RBS", "JJR", "CC", ","))
            or (tag in ("CC", ",") and noun is None and token == end)
        ):
            break
        token += 1
    return noun


def _belongs(analysis: Analysis, numeral: Numeral, noun: int) -> bool:
    """Tell "six people" and "six of the men" from "killed six Monday": number and noun hang together in the tree."""
    for token in range(numeral.first, numeral.last):
        above = [analysis.heads[token], analysis.heads[analysis.heads[token]]]
        if noun in above or token in (analysis.heads[noun], analysis.heads[analysis.heads[noun]]):
            return True
    return False


def _what(analysis: Analysis, head: int | None, words: NumberWords) -> CountWhat | None:
    if head is None:
        return None
    return words.counted.get(analysis.lemmas[head]) or words.counted.get(analysis.lowers[head])
