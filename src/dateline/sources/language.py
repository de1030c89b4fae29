"""Which language a text is in, said only when it can be told."""

from __future__ import annotations

MIN_LETTERS = 40
_SAMPLE = 3000
_MARGIN = 15.0
"""How much likelier (natural logarithm) another language must be than English before the text counts as foreign."""

_ENGLISH = frozenset((
    "the", "of", "and", "that", "with", "said", "from", "his", "have", "has", "this", "which", "their", "were",
    "been", "they", "would", "after", "about", "who", "when", "more", "will", "had", "but", "not", "are", "it's",
    "than", "could", "because", "there",
))  # fmt: skip
"""Words that are frequent in English and hardly a word of any other language."""
_SURE, _ENOUGH_WORDS = 0.15, 60
"""Of so many words such a share tells English without weighing every language: true of nine in ten English reports."""


def find_language(text: str) -> str | None:
    """Give the ISO 639-1 code of a text's language, None where it is too short or too much in doubt."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return None
    words = sample.lower().split()
    if len(words) >= _ENOUGH_WORDS and sum(word in _ENGLISH for word in words) >= _SURE * len(words):
        return "en"
    from py3langid.langid import rank

    if sum(map(str.isupper, sample)) > 0.5 * letters:
        sample = sample.lower()
    ranked: list[tuple[str, float]] = rank(sample)
    best, score = ranked[0]
    english = next((value for language, value in ranked if language == "en"), float("-inf"))
    if best == "en":
        return "en"
    return best if score - english > _MARGIN else None


def normalise_language(code: str) -> str | None:
    """Give the plain code of a language tag ("en-GB" -> "en"), None for what is no tag."""
    plain = code.strip().lower().replace("_", "-").split("-")[0]
    return plain if 2 <= len(plain) <= 3 and plain.isalpha() and plain.isascii() else None
