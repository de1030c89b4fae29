"""A report as it is compared: with the article it is from, its voice, and what is worked out of it once."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.knowledge.words import rarity
from dateline.merging.reports import Report, Source
from dateline.merging.sketch import Sketch, make_sketch


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A report with the article it is from and the voice of that article."""

    report: Report
    source: Source
    voice: str
    sketch: Sketch
    """Of the article."""
    words: frozenset[str] = field(init=False)
    """Stems of its sentence."""
    content: frozenset[str] = field(init=False)
    """Stems of its sentence without those that name the act."""
    weight: float = field(init=False)
    """How telling these are together."""
    day: int | None = field(init=False)
    """Of publication."""

    def __post_init__(self) -> None:
        """Work out what every comparison needs."""
        words = frozenset(self.report.words)
        content = words.difference(self.report.trigger)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "content", content)
        object.__setattr__(self, "weight", sum(map(rarity, sorted(content))))
        object.__setattr__(self, "day", self.source.day)

    @property
    def order(self) -> tuple[str, str, int]:
        """Earliest first; an unknown day comes last."""
        return (self.source.published or "~", self.source.id, self.report.position)


def tell(source: Source, voice: str) -> list[Told]:
    """Give the reports of an article, ready for comparing."""
    sketch = make_sketch(source)
    return [Told(report, source, voice, sketch) for report in source.reports]
