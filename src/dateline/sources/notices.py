"""Notices about the article itself: "Correction: The strike was on 4 May", "This article has been retracted"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.knowledge.notices import NoticeWords, load_notices
from dateline.model.article import Notice, Span

_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")
_LEAD = " \t([*_#>–—-•\u200b\ufeff"
_BEHIND = frozenset(":.-–—([|")
_FIRST_SENTENCES = 400
_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[A-Z“\"(])")


def find_notices(text: str) -> tuple[Notice, ...]:
    """Find the paragraphs in which a newspaper speaks of its own article, each with its span."""
    return tuple(_find(text))


def _find(text: str) -> Iterator[Notice]:
    flat = " ".join(text.lower().split())
    kinds = [(words, any(form in flat for form in words.says)) for words in load_notices().kinds]
    for paragraph in _PARAGRAPH.finditer(text):
        first = paragraph.start() + len(paragraph.group()) - len(paragraph.group().lstrip())
        last = paragraph.start() + len(paragraph.group().rstrip())
        for words, somewhere in kinds:
            if _opens(text, first, words) or (somewhere and _says(text, first, last, words)):
                yield Notice(kind=words.kind, span=Span(first, last))
                break


def _opens(text: str, first: int, words: NoticeWords) -> bool:
    while first < len(text) and text[first] in _LEAD:
        first += 1
    head = text[first : first + 60].lower()
    if not head.startswith(words.opens):
        return False
    for form in words.opens:
        if head.startswith(form):
            behind = head[len(form) :].lstrip(" *_")
            shouted = text[first : first + len(form)].isupper() and len(form.split()) == 1
            two = form in ("corrects", "corrects to", "this corrects") and head[len(form) : len(form) + 1] == " "
            return two or (behind[:1] in _BEHIND and behind[:1] != "") or (shouted and behind[:1].isdigit())
    return False


def _says(text: str, first: int, last: int, words: NoticeWords) -> bool:
    """Look for "this story ... has been corrected" in one of the first sentences of the paragraph."""
    begin = first
    while begin < min(last, first + _FIRST_SENTENCES):
        end = _END.search(text, begin, last)
        until = end.end() if end else last
        sentence = " ".join(text[begin:until].lower().split())
        if any(_stands_beside(sentence, form) for form in words.says):
            return True
        begin = until
    return False


def _stands_beside(sentence: str, form: str) -> bool:
    place = sentence.find(form)
    if place < 0:
        return False
    before, behind = sentence[:place].lstrip(_LEAD), sentence[place + len(form) :]
    table = load_notices().itself
    if form.startswith(("have ", "has retracted")):
        subject = before.rstrip() in ("we", "the editors", "the newspaper", "the paper")
        return subject and any(behind.lstrip().startswith(name) for name in table)
    for name in table:
        if before.startswith((name, f"the headline on {name}")):
            return _is_of_itself(name, before.removeprefix("the headline on ")[len(name) :])
    return False


def _is_of_itself(name: str, rest: str) -> bool:
    """Look between the article's name and what is said of it: "an earlier version of this story", "the story of X"."""
    rest = rest.lstrip()
    if rest.startswith("of "):
        return name.endswith("version") and rest.startswith(tuple(f"of {each}" for each in load_notices().itself))
    return "," not in rest and len(rest.split()) <= 12
