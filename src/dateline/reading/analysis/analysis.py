"""The parsed text as plain arrays: what every later room reads, whatever engine made it.

Tags are Penn Treebank tags (`NNP VBD ...`), labels are ClearNLP dependencies as spaCy's English models give them
(`nsubj nsubjpass dobj dative agent prep pobj pcomp ccomp xcomp advcl relcl acl appos compound poss conj cc mark
aux auxpass neg prt amod nummod quantmod npadvmod advmod attr acomp expl det case punct ROOT dep`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline.model.article import Span


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text cut into tokens, sentences and paragraphs, with tags and trees. Token ranges are half-open."""

    text: str
    """`article.text`, unchanged."""
    words: tuple[str, ...]
    """Each token as it is read (soft hyphens gone, accents composed); may differ from `text[start:end]`."""
    starts: tuple[int, ...]
    """Offset in `text` where each token begins."""
    ends: tuple[int, ...]
    """Offset in `text` where each token ends."""
    tags: tuple[str, ...]
    """Penn Treebank tags."""
    lemmas: tuple[str, ...]
    """Lower-case lemmas; names keep their lower-cased form."""
    heads: tuple[int, ...]
    """Index of each token's head; a root is its own head."""
    labels: tuple[str, ...]
    """ClearNLP dependency labels."""
    sentences: tuple[tuple[int, int], ...]
    """Token range of each sentence."""
    paragraphs: tuple[tuple[int, int], ...]
    """Token range of each paragraph (line); a sentence never crosses a paragraph."""
    lowers: tuple[str, ...] = ()
    """`words` in lower case; found from them where not given."""
    lefts: tuple[int, ...] = ()
    """First token of each token's subtree; found from the heads where not given."""
    rights: tuple[int, ...] = ()
    """Last token (inclusive) of each token's subtree; found from the heads where not given."""
    sentence_of: tuple[int, ...] = field(init=False)
    """Index of each token's sentence."""
    children: tuple[tuple[int, ...], ...] = field(init=False)
    """Each token's dependents in text order."""

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        owner: list[int] = []
        for index, (first, last) in enumerate(self.sentences):
            owner.extend([index] * (last - first))
        set_field(self, "sentence_of", tuple(owner))
        children: dict[int, list[int]] = {}
        for token, head in enumerate(self.heads):
            if head != token:
                children.setdefault(head, []).append(token)
        find = children.get
        set_field(self, "children", tuple([tuple(find(token, ())) for token in range(len(self.words))]))
        if self.words and not self.lowers:
            set_field(self, "lowers", tuple([word.lower() for word in self.words]))
        if self.words and not self.lefts:
            lefts, rights = self._edges()
            set_field(self, "lefts", lefts)
            set_field(self, "rights", rights)

    def _edges(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        lefts, rights = list(range(len(self.words))), list(range(len(self.words)))
        order = [token for token, head in enumerate(self.heads) if head == token]
        for token in order:
            order.extend(self.children[token])
        for token in reversed(order):
            head = self.heads[token]
            lefts[head] = min(lefts[head], lefts[token])
            rights[head] = max(rights[head], rights[token])
        return tuple(lefts), tuple(rights)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Give the characters under the tokens `first` to `last` (exclusive)."""
        return Span(self.starts[first], self.ends[last - 1])

    def span_of(self, token: int) -> Span:
        """Give the characters under one token."""
        return Span(self.starts[token], self.ends[token])

    def words_of(self, first: int, last: int) -> str:
        """Give the words of a token range as read, with blanks where the text has any."""
        parts: list[str] = []
        for token in range(first, last):
            if parts and self.starts[token] > self.ends[token - 1]:
                parts.append(" ")
            parts.append(self.words[token])
        return "".join(parts)

    def sentence(self, token: int) -> tuple[int, int]:
        """Give the token range of the sentence that holds a token."""
        return self.sentences[self.sentence_of[token]]

    def subtree(self, token: int) -> tuple[int, int]:
        """Give the token range from the leftmost to the rightmost descendant of a token."""
        return self.lefts[token], self.rights[token] + 1

    def child(self, token: int, *labels: str) -> int | None:
        """Give the first dependent with one of the labels."""
        for child in self.children[token]:
            if self.labels[child] in labels:
                return child
        return None

    def with_label(self, token: int, *labels: str) -> Iterator[int]:
        """Yield the dependents with one of the labels, in text order."""
        return (child for child in self.children[token] if self.labels[child] in labels)

    def ancestors(self, token: int) -> Iterator[int]:
        """Yield the head, its head and so on up to the root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def conjuncts(self, token: int) -> list[int]:
        """Give a token and all that are coordinated below it ("Rosneft" -> Rosneft, Lukoil), in text order."""
        found = [token]
        for item in found:
            for child in self.children[item]:
                if self.labels[child] == "conj":
                    found.append(child)
        found.sort()
        return found

    def tokens_in(self, span: Span) -> tuple[int, int]:
        """Give the range of tokens that overlap a span of characters (empty range when none does)."""
        from bisect import bisect_left, bisect_right

        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)


def build_analysis(
    sentences: Iterable[Sequence[tuple[str, str, str, int, str]]], *, paragraph_breaks: Iterable[int] = ()
) -> Analysis:
    """Build an analysis by hand, for rules tested apart from any model.

    Each sentence is a list of rows `(word, tag, lemma, head, label)`; `head` is the index inside the sentence.
    Words are joined by one blank, except that punctuation and "'s" stick to the word before.
    `paragraph_breaks` are the indices of sentences that begin a new paragraph (the first always does).
    """
    text = ""
    rows: list[tuple[str, int, int, str, str, int, str]] = []
    bounds: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    breaks = {0, *paragraph_breaks}
    for index, sentence in enumerate(sentences):
        first = len(rows)
        if index in breaks and text:
            text += "\n"
        for word, tag, lemma, head, label in sentence:
            stuck = word in {",", ".", "'s", "’s", "!", "?", ":", ";", ")", "”", "n't"}
            opened = text.endswith(("(", "“", "\n")) or not text
            text += "" if stuck or opened else " "
            rows.append((word, len(text), len(text) + len(word), tag, lemma, first + head, label))
            text += word
        bounds.append((first, len(rows)))
        if index in breaks:
            paragraphs.append((first, len(rows)))
        else:
            paragraphs[-1] = (paragraphs[-1][0], len(rows))
    columns = list(zip(*rows)) if rows else [()] * 7
    words, starts, ends, tags, lemmas, heads, labels = columns
    return Analysis(text, words, starts, ends, tags, lemmas, heads, labels, tuple(bounds), tuple(paragraphs))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of tokens with its syntactic head: "the NATO chief" (head "chief")."""

    first: int
    last: int
    """Exclusive."""
    head: int
