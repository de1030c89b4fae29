"""Numbers that count nothing: names, ages, scores, shares, sizes ("Article 5", "F-16", "a 27-nation bloc")."""

from __future__ import annotations

from dateline.knowledge.numbers import NumberWords
from dateline.reading.analysis import Analysis
from dateline.reading.mentions.numbers import Numeral

_DASHES = frozenset("-–—")
_STRENGTH = frozenset({"strong", "odd", "plus"})


def is_label(analysis: Analysis, numeral: Numeral, last: int, words: NumberWords) -> bool:
    """Tell numbers that name, age or rank from those that count."""
    return (
        _follows_dash(analysis, numeral)
        or _is_pronoun(analysis, numeral)
        or _is_modifier(analysis, numeral, last)
        or _is_numbered(analysis, numeral, words)
        or _is_age(analysis, numeral, last, words)
        or _is_ratio(analysis, numeral, last)
        or _is_code(analysis, numeral, last)
    )


def skip_label(analysis: Analysis, numeral: Numeral, last: int) -> int:
    """Give the token behind a number that counts nothing and all that is joined to it ("14-0", "one in five")."""
    end = numeral.last
    joined = end + 1 < last and (_is_glued_dash(analysis, end) or analysis.lowers[end] in ("in", "to"))
    return end + 2 if joined and analysis.tags[end + 1] == "CD" else end


def is_whole(analysis: Analysis, numeral: Numeral, words: NumberWords) -> bool:
    """Tell the whole from the part that is told of: "three of the four suspects", "a third of the 900"."""
    token, begin = numeral.first - 1, analysis.sentence(numeral.first)[0]
    if token >= begin and analysis.tags[token] in ("DT", "PRP$"):
        token -= 1
    if token - 1 < begin or analysis.lowers[token] != "of":
        return False
    part = token - 1
    return analysis.tags[part] == "CD" or analysis.lowers[part] in words.parts


def _is_glued_dash(analysis: Analysis, token: int) -> bool:
    return analysis.lowers[token] in _DASHES and analysis.starts[token] == analysis.ends[token - 1]


def _follows_dash(analysis: Analysis, numeral: Numeral) -> bool:
    """Tell "Su-30" and "G-7"; in "10-15" the number behind the dash was read with the first."""
    first = numeral.first
    before = first - 1
    if before <= analysis.sentence(first)[0] or analysis.lowers[before] not in _DASHES:
        return False
    glued = analysis.starts[before] == analysis.ends[before - 1] and analysis.starts[first] == analysis.ends[before]
    return glued and analysis.tags[before - 1] != "CD"


def _is_pronoun(analysis: Analysis, numeral: Numeral) -> bool:
    """Tell "one of the ministers", "one another", "no one", "the one who" from "one soldier"."""
    first, last = numeral.first, numeral.last
    if analysis.lowers[first] != "one" or last != first + 1:
        return False
    if analysis.labels[first] != "nummod":
        return True
    return last < len(analysis) and analysis.lowers[last] in ("of", "another", "day")


def _is_modifier(analysis: Analysis, numeral: Numeral, last: int) -> bool:
    """Tell the size in "a 27-nation bloc", "45-year-old" and "155-mm" from the count in "a 2,000-strong force"."""
    end = numeral.last
    if "-" in analysis.lowers[numeral.first] and numeral.last == numeral.first + 1 and end < last:
        return False
    if end + 1 >= last or not _is_glued_dash(analysis, end) or analysis.starts[end + 1] != analysis.ends[end]:
        return False
    word = analysis.lowers[end + 1]
    return word[:1].isalpha() and analysis.tags[end + 1] != "CD" and word not in _STRENGTH


def _is_numbered(analysis: Analysis, numeral: Numeral, words: NumberWords) -> bool:
    """Tell "Article 5", "Flight 370", "aged 19", "the Group of Seven" from "in Kharkiv 30 people"."""
    first, begin = numeral.first, analysis.sentence(numeral.first)[0]
    if first == begin:
        return False
    before = first - 1
    if analysis.lowers[before] in words.currencies:
        return False
    if analysis.tags[before].startswith(("NN", "VBN", "JJ")) and analysis.lowers[before] in words.labels:
        return True
    if analysis.tags[before].startswith("NN") and analysis.heads[first] == before:
        return analysis.labels[first] in ("nummod", "appos")
    capital = analysis.words[first][:1].isupper() and analysis.lowers[first] in words.cardinals
    title = capital and analysis.words[before - 1][:1].isupper() if before > begin else False
    return title and analysis.lowers[before] == "of"


def _is_age(analysis: Analysis, numeral: Numeral, last: int, words: NumberWords) -> bool:
    """Tell the age in "Ivan Petrenko, 45, said" and "children under 18" from a count."""
    first, end, begin = numeral.first, numeral.last, analysis.sentence(numeral.first)[0]
    if first - 2 < begin or not numeral.value < 120:
        return False
    ended = end >= last or not analysis.words[end][:1].isalnum()
    if analysis.words[first - 1] in (",", "(") and ended and (end >= last or analysis.words[end] in (",", ")", ".")):
        return analysis.tags[first - 2].startswith("NN") and analysis.tags[first - 2] != "NNS"
    return (
        analysis.lowers[first - 1] in ("under", "over")
        and analysis.tags[first - 2] in ("NNS", "NN")
        and (end >= last or not analysis.tags[end].startswith(("NN", "JJ")))
    )


def _is_ratio(analysis: Analysis, numeral: Numeral, last: int) -> bool:
    """Tell "14-0" and "one in five households" from "20-25 drones"."""
    end = numeral.last
    if end + 1 >= last or analysis.tags[end + 1] != "CD":
        return False
    following = analysis.lowers[end + 1]
    if analysis.lowers[end] == "in":
        return end + 2 < last and analysis.tags[end + 2].startswith(("NN", "JJ"))
    if not following.isdigit() or int(following) > numeral.value:
        return False
    first = numeral.first
    apart = analysis.lowers[end] == "to" and (first == 0 or analysis.lowers[first - 1] != "from")
    return apart or _is_glued_dash(analysis, end)


def _is_code(analysis: Analysis, numeral: Numeral, last: int) -> bool:
    """Tell a number of a telephone, a paragraph or a register ("0800 123 456") from a count."""
    first, end = numeral.first, numeral.first + 1
    word = analysis.lowers[first]
    if len(word) > 1 and word.isdigit() and word[0] == "0":
        return True
    begin = analysis.sentence(first)[0]
    while first > begin and analysis.lowers[first - 1].isdigit():
        first -= 1
    while end < last and analysis.lowers[end].isdigit():
        end += 1
    counted = end < last and analysis.tags[end].startswith(("NN", "JJ"))
    return end - first > 1 and word.isdigit() and not counted
