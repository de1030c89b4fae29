"""Which language a text is in, said only when it can be told."""

from __future__ import annotations

MIN_LETTERS = 40
_SAMPLE = 3000
_MARGIN = 15.0
"""How much likelier (natural logarithm) another language must be than English before the text counts as foreign."""


def find_language(text: str) -> str | None:
    """Give the ISO 639-1 code of a text's language, None where it is too short or too much in doubt."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return None
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
