"""Numbers with what they count: "at least six people", "about 200 troops", "$1.5 billion", "a woman and two boys"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from dateline.knowledge.numbers import NumberWords, load_number_words
from dateline.model.record import CountWhat
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.numbers import Numeral, read_group, read_numeral, read_range
from dateline.reading.mentions.quantities_labels import is_label, is_whole, skip_label
from dateline.reading.mentions.types import Quantity, TimeMention

_DASHES = frozenset("-–—")
_HEDGE_WORDS = 4
_NOUN_WORDS = 8
_ARTICLES = frozenset({"a", "an"})


def find_quantities(analysis: Analysis, times: Sequence[TimeMention]) -> Iterator[Quantity]:
    """Yield the quantities of an article in text order; numbers inside time expressions are none."""
    words = load_number_words()
    starters = _starters()
    busy = {token for mention in times for token in range(mention.first, mention.last)}
    done = 0
    for token, lower in enumerate(analysis.lowers):
        if token < done or token in busy or not (lower in starters or lower[:1].isdigit() or "-" in lower[2:]):
            continue
        last = analysis.sentence(token)[1]
        numeral = _read_number(analysis, token, last, words)
        if numeral is None:
            quantity = _read_person(analysis, token, last, words)
        elif is_label(analysis, numeral, last, words):
            done = skip_label(analysis, numeral, last)
            continue
        else:
            quantity = _read_quantity(analysis, numeral, last, words)
            done = numeral.last
            if is_whole(analysis, numeral, words):
                continue
        if quantity is not None:
            done = max(done, quantity.last)
            yield quantity


def _read_number(analysis: Analysis, token: int, last: int, words: NumberWords) -> Numeral | None:
    group = read_group(analysis, token, last, words)
    return group or read_numeral(analysis, token, last, words) or read_range(analysis, token)


@cache
def _starters() -> frozenset[str]:
    words = load_number_words()
    compound = {"a", "an", "half", "½", "¼", "¾"}
    return frozenset({*words.cardinals, *words.plural_scales, *words.groups, *words.several} | compound)


def _read_person(analysis: Analysis, article: int, last: int, words: NumberWords) -> Quantity | None:
    """Read "a woman" as one: a person told of with an article is a count where numbers stand beside."""
    if analysis.lowers[article] not in _ARTICLES:
        return None
    noun = analysis.heads[article]
    if not article < noun < min(last, article + 6) or analysis.lemmas[noun] not in words.people:
        return None
    if analysis.tags[noun] != "NN" or any(analysis.labels[child] == "poss" for child in analysis.children[noun]):
        return None
    return Quantity(article, article + 1, noun, 1, 1, what=words.counted.get(analysis.lemmas[noun]))


def _read_quantity(analysis: Analysis, numeral: Numeral, last: int, words: NumberWords) -> Quantity | None:
    low: float | int | None = numeral.value
    high: float | int | None = None if numeral.vague else numeral.high or numeral.value
    first, end = numeral.first, numeral.last
    second = _read_range(analysis, numeral, last, words)
    if second is not None:
        low, high, end = numeral.value, second.value, second.last
        if first > analysis.sentence(first)[0] and analysis.lowers[first - 1] in ("between", "from"):
            first -= 1
    first, side = _read_hedge(analysis, first, words)
    unit, first, end = _read_currency(analysis, first, numeral.first, end, last, words)
    if unit is not None and side is None:
        first, side = _read_hedge(analysis, first, words)
    low, high, approximate = _apply_hedge(low, high, side, numeral.vague)
    if end < last and analysis.lowers[end] in words.not_counted:
        return None
    money = unit is not None
    if money and _is_conversion(analysis, first):
        return None
    head = None if money else _counted_noun(analysis, end, last, words)
    if head is not None and not _belongs(analysis, numeral, head):
        head = None
    if head is not None and unit is None:
        unit = words.measures.get(analysis.lemmas[head])
    what: CountWhat | None = "money" if money else _what(analysis, head, end, words)
    return Quantity(
        first, end, numeral.last - 1 if head is None else head, low, high, approximate or numeral.rough, unit, what
    )


def _is_conversion(analysis: Analysis, first: int) -> bool:
    """Tell "($1.3 billion)" behind a sum in another currency."""
    if first < 2 or analysis.words[first - 1] not in ("(", "["):
        return False
    return any(analysis.tags[token] in ("CD", "$") for token in range(max(first - 5, 0), first - 1))


def _read_range(analysis: Analysis, numeral: Numeral, last: int, words: NumberWords) -> Numeral | None:
    """Read the second number of "10-15", "six to eight", "between 10 and 15"."""
    joint = numeral.last
    if joint + 1 >= last:
        return None
    word = analysis.lowers[joint]
    between = numeral.first > 0 and analysis.lowers[numeral.first - 1] == "between"
    if not (word in _DASHES or word in ("to", "or") or (word == "and" and between)):
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


def _counted_noun(analysis: Analysis, end: int, last: int, words: NumberWords) -> int | None:
    """Give the noun that a number counts: the head of the run of adjectives and nouns behind it."""
    token = end
    if token < last and analysis.lowers[token] in words.conditions:
        return None
    if token < last and analysis.lowers[token] == "of":
        token += 1
        while token < last and analysis.tags[token] in ("DT", "PRP$", "CD"):
            token += 1
    noun: int | None = None
    while token < last and token - end < _NOUN_WORDS:
        tag = analysis.tags[token]
        if tag.startswith("NN"):
            noun = token
        elif not _goes_on(analysis, token, end, last, noun):
            break
        token += 1
    return noun


def _goes_on(analysis: Analysis, token: int, end: int, last: int, noun: int | None) -> bool:
    """Tell whether a word may stand between a number and its noun: "two heavily armed, masked men"."""
    tag = analysis.tags[token]
    if noun is not None:
        return tag == "HYPH" or (tag.startswith("JJ") and analysis.tags[noun] == "NNP")
    if tag in (",", "CC"):
        return token > end and token + 1 < last and analysis.tags[token + 1][:2] in ("JJ", "VB", "RB", "NN")
    if tag == "CD":
        named = analysis.words[token][:1].isalpha() and any(c.isdigit() for c in analysis.words[token])
        return named or (token + 1 < last and analysis.words[token + 1] in _DASHES)
    return tag.startswith("JJ") or tag in ("VBN", "VBG", "HYPH", "RB", "RBS")


def _belongs(analysis: Analysis, numeral: Numeral, noun: int) -> bool:
    """Tell "six people" and "six of the men" from "killed six Monday": number and noun hang together in the tree."""
    for token in range(numeral.first, numeral.last):
        above = [analysis.heads[token], analysis.heads[analysis.heads[token]]]
        if noun in above or token in (analysis.heads[noun], analysis.heads[analysis.heads[noun]]):
            return True
    return False


def _what(analysis: Analysis, head: int | None, end: int, words: NumberWords) -> CountWhat | None:
    if head is None:
        return None
    lemma = analysis.lemmas[head]
    if lemma in words.modified and any(c.isdigit() for word in analysis.words[end:head] for c in word):
        return words.modified[lemma]
    return words.counted.get(lemma) or words.counted.get(analysis.lowers[head])
