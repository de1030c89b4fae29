"""Lemmas by rule and exception, remembered per word: spaCy's own tables without the cost of its component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_CLASSES = {"N": "noun", "V": "verb", "J": "adj", "R": "adv", "M": "verb"}


@dataclass(slots=True)
class Lemmatizer:
    """Lemmas for (word, Penn tag); the tables are `exceptions`, `index` and `rules` per word class."""

    exceptions: Mapping[str, Mapping[str, Sequence[str]]]
    index: Mapping[str, frozenset[str]]
    rules: Mapping[str, Sequence[tuple[str, str]]]
    memory: dict[tuple[str, str], str] = field(default_factory=dict)

    def lemma(self, word: str, tag: str) -> str:
        """Give the lower-case lemma: ("flew", "VBD") -> "fly", ("aircraft", "NNS") -> "aircraft"."""
        known = self.memory.get((word, tag))
        if known is None:
            known = self.memory[word, tag] = self._find(word.lower().replace("’", "'"), tag)
        return known

    def _find(self, word: str, tag: str) -> str:
        kind = _CLASSES.get(tag[:1], "")
        if tag.startswith("NNP") or not kind or not word[-1:].isalpha():
            return _CLITICS.get(word, word) if kind == "verb" else word
        if kind == "verb" and word in _CLITICS:
            return _CLITICS[word]
        exceptions = self.exceptions.get(kind, {}).get(word)
        if exceptions:
            return exceptions[0]
        if tag in ("NN", "VB", "VBP", "JJ", "RB", "MD"):
            return word
        index = self.index.get(kind, frozenset())
        if kind == "verb" and word.endswith("ied") and word not in index and len(word) > 4:
            return word[:-3] + "y"
        unknown: str | None = None
        for old, new in self.rules.get(kind, ()):
            if word.endswith(old):
                form = word[: len(word) - len(old)] + new
                if form in index:
                    return form
                if form and unknown is None:
                    unknown = form
        if word in index:
            return word
        return unknown or word


_CLITICS = {
    "'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'d": "would", "'ll": "will", "wo": "will", "ca": "can",
    "sha": "shall", "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be",
    "be": "be", "has": "have", "had": "have", "having": "have",
}  # fmt: skip
