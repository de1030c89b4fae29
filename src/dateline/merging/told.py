"""A report as it is compared: with the article it is from, its voice, and what is worked out of it once."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.knowledge.words import rarity
from dateline.merging.reports import COARSE, Report, Source, Where
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
    doers: frozenset[str] = field(init=False)
    """Countries of those who did it."""
    done_to: frozenset[str] = field(init=False)
    """Countries of those whom it was done to."""
    spots: tuple[Where, ...] = field(init=False)
    """Fine places where it lies by the words of the act itself."""

    def __post_init__(self) -> None:
        """Work out what every comparison needs."""
        words = frozenset(self.report.words)
        content = words.difference(self.report.trigger)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "content", content)
        object.__setattr__(self, "weight", sum(map(rarity, sorted(content))))
        object.__setattr__(self, "day", self.source.day)
        report = self.report
        object.__setattr__(self, "doers", frozenset([who.country for who in report.actors if who.country]))
        object.__setattr__(self, "done_to", frozenset([who.country for who in report.recipients if who.country]))
        spots = [place for place in report.places if place.basis == "syntax" and place.kind not in COARSE]
        object.__setattr__(self, "spots", tuple(spots))

    @property
    def order(self) -> tuple[str, str, int]:
        """Earliest first; an unknown day comes last."""
        return (self.source.published or "~", self.source.id, self.report.position)


def tell(source: Source, voice: str) -> list[Told]:
    """Give the reports of an article, ready for comparing."""
    sketch = make_sketch(source)
    return [Told(report, source, voice, sketch) for report in source.reports]
