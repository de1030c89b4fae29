"""The parser's state over one paragraph, move by move: the same as native/decode.h, where nothing is compiled."""

from __future__ import annotations

from itertools import pairwise

from dateline.reading.analysis.model_files import Moves

Columns = tuple[list[int], list[int], list[int], list[int], list[int]]


class Arcs:
    """Stack, buffer and arcs of a paragraph; words are counted within it."""

    def __init__(self, first: int, last: int, moves: Moves) -> None:
        self._first, self._count, self._moves = first, last - first, moves
        self._stack: list[int] = []
        self._buffer: list[int] = []
        self._next = 0
        self._heads = [-1] * self._count
        self._labels = [moves.root] * self._count
        self._left: dict[int, list[int]] = {}
        self._right: dict[int, list[int]] = {}
        self._shifted: set[int] = set()
        self._begins: set[int] = set()

    @property
    def is_done(self) -> bool:
        """Whether no move is left."""
        return not self._stack and not self._rest

    @property
    def _rest(self) -> int:
        return self._count - self._next + len(self._buffer)

    def _ahead(self, place: int) -> int:
        if place < len(self._buffer):
            return self._buffer[-1 - place]
        word = self._next + place - len(self._buffer)
        return word if word < self._count else -1

    def _top(self, place: int) -> int:
        return self._stack[-1 - place] if place < len(self._stack) else -1

    def seen(self) -> list[int]:
        """Give the words that the next move is decided by, counted in the article; -1 where there is none."""
        b0, s0 = self._ahead(0), self._top(0)
        words = [
            b0, self._ahead(1), s0, self._top(1), self._top(2),
            self._left.get(b0, _NONE)[-1], self._left.get(s0, _NONE)[-1], self._right.get(s0, _NONE)[-1],
        ]  # fmt: skip
        return [self._first + word if word >= 0 else -1 for word in words]

    def allowed(self) -> tuple[bool, bool, bool, bool]:
        """Tell whether shift, reduce, an arc, a break may come next."""
        b0, b1, rest = self._ahead(0), self._ahead(1), self._rest
        begins = b0 in self._begins
        return (
            not self._stack or (rest >= 2 and not begins and b0 not in self._shifted),
            bool(self._stack),
            bool(self._stack and rest and not begins),
            rest >= 2 and b1 == b0 + 1 and b1 not in self._begins,
        )

    def apply(self, move: int) -> None:
        """Take a move."""
        moves, b0, s0 = self._moves, self._ahead(0), self._top(0)
        if move == 0:
            self._shift()
        elif move == 1:
            self._stack.pop()
            if self._heads[s0] < 0 and self._stack:
                self._shifted.add(s0)
                self._buffer.append(s0)
        elif move < moves.first_right:
            self._attach(b0, s0, move)
            self._shifted.discard(b0)
            self._stack.pop()
        elif move < moves.first_break:
            self._attach(s0, b0, move)
            self._shift()
        else:
            self._begins.add(self._ahead(1))

    def _shift(self) -> None:
        if self._buffer:
            self._stack.append(self._buffer.pop())
        else:
            self._stack.append(self._next)
            self._next += 1

    def _attach(self, head: int, child: int, move: int) -> None:
        old = self._heads[child]
        if old >= 0:
            children = (self._left if old > child else self._right)[old]
            if children[-1] == child:
                children.pop()
        (self._left if head > child else self._right).setdefault(head, [-1]).append(child)
        self._heads[child] = head
        self._labels[child] = int(self._moves.label_of[move])

    def finish(self) -> Columns:
        """Give heads, labels, first and last word below each, and sentence starts, counted in the article."""
        heads, labels, moves = self._heads, self._labels, self._moves
        for word, head in enumerate(heads):
            if head < 0:
                heads[word], labels[word] = word, moves.root
        low, high, starts = find_edges(heads)
        lifted = [word for word, label in enumerate(labels) if moves.lifted[label] >= 0]
        for word in lifted:
            heads[word] = self._find_lifted(word, low, high)
            labels[word] = int(moves.plain[labels[word]])
        if lifted:
            low, high, starts = find_edges(heads)
        while _widen(heads, low, high):
            pass
        first = self._first
        return (
            [first + head for head in heads], labels, [first + word for word in low], [first + word for word in high],
            [int(word in starts) for word in range(self._count)],
        )  # fmt: skip

    def _find_lifted(self, word: int, low: list[int], high: list[int]) -> int:
        """A label "prep||dobj" hangs on the first word labelled "dobj" below its head, found breadth first."""
        heads, wanted = self._heads, self._moves.lifted[self._labels[word]]
        queue = [heads[word]]
        for head in queue:
            for child in range(low[head], high[head] + 1):
                if child in (head, word) or heads[child] != head:
                    continue
                if self._labels[child] == wanted:
                    return child
                if len(queue) < len(heads):
                    queue.append(child)
        return heads[word]


_NONE = [-1]
_ROUNDS = 11


def find_edges(heads: list[int]) -> tuple[list[int], list[int], set[int]]:
    """Give the first and last word below each word, and where sentences start, widened as spaCy does."""
    count = len(heads)
    low, high = list(range(count)), list(range(count))
    starts: set[int] = set()
    for _ in range(_ROUNDS + 1):
        _widen(heads, low, high)
        starts = {low[word] for word, head in enumerate(heads) if head == word}
        if _within(heads, starts):
            break
    return low, high, starts


def _widen(heads: list[int], low: list[int], high: list[int]) -> bool:
    """Let each head reach as far as its words, once forwards and once backwards; tell whether anything changed."""
    changed = False
    for order in (range(len(heads)), range(len(heads) - 1, -1, -1)):
        for word in order:
            head = heads[word]
            if low[word] < low[head]:
                low[head], changed = low[word], True
            if high[word] > high[head]:
                high[head], changed = high[word], True
    return changed


def _within(heads: list[int], starts: set[int]) -> bool:
    """Tell whether no head lies outside the sentence of its word (the last word is not looked at, as in spaCy)."""
    bounds = [0, *sorted(starts - {0}), len(heads) - 1]
    return all(first <= heads[word] <= last for first, last in pairwise(bounds) for word in range(first, last))
