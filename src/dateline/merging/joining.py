"""All reports at once: which are of one happening. A pure function of what articles say and of what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.merging.candidates import find_pairs, make_keys
from dateline.merging.clustering import NO_RULING, Clusterer, Edge, Ruling
from dateline.merging.comparing import JOINED, compare_across
from dateline.merging.events import make_event
from dateline.merging.parts import Part, find_parts
from dateline.merging.reports import Source
from dateline.merging.told import Told, tell
from dateline.merging.types import JoinedEvent


class Joiner:
    """Reports by their numbers, compared no more than once."""

    def __init__(self, reports: Iterable[Told], ruling: Ruling = NO_RULING) -> None:
        self._told = {told.report.number: told for told in reports}
        self._ruling = ruling
        self._known: dict[Edge, float | None] = {}

    def score(self, first: int, second: int) -> float | None:
        """Give the points of two reports; None where they tell nothing of their groups."""
        edge = (first, second) if first < second else (second, first)
        if edge not in self._known:
            self._known[edge] = compare_across(self._told[edge[0]], self._told[edge[1]])
        return self._known[edge]

    def find_edges(self, pairs: Iterable[Edge]) -> dict[Edge, float]:
        """Give those pairs that have the points to be joined."""
        edges: dict[Edge, float] = {}
        for pair in pairs:
            score = self.score(*pair)
            if score is not None and score >= JOINED:
                edges[pair] = score
        return edges

    def join(self, edges: Mapping[Edge, float]) -> list[JoinedEvent]:
        """Join all reports that are known; events in the order of their ids."""
        parts = find_parts(self._told, edges, JOINED, self._ruling.same)
        return sorted((event for part in parts for event in self.join_part(part)), key=lambda event: event.id)

    def join_part(self, part: Part) -> list[JoinedEvent]:
        """Join the reports of what hangs together; events in the order of their ids."""
        if len(part.members) == 1:
            groups = [list(part.members)]
        else:
            groups = Clusterer(self.score, JOINED, self._ruling).cluster(part.members, part.edges)
        events = [make_event([self._told[number] for number in group]) for group in groups]
        return sorted(events, key=lambda event: event.id)


def find_all_pairs(sources: Iterable[Source]) -> set[Edge]:
    """Find the pairs of reports that are worth comparing."""
    blocks: dict[int, list[int]] = {}
    for source in sources:
        for report in source.reports:
            for key in make_keys(report, source):
                blocks.setdefault(key, []).append(report.number)
    return {pair for members in blocks.values() for pair in find_pairs(members)}


def join_reports(
    sources: Iterable[Source], voices: Mapping[str, str] | None = None, ruling: Ruling = NO_RULING
) -> list[JoinedEvent]:
    """Join the reports of all articles into events, in the order of their ids."""
    known = sorted(sources, key=lambda source: source.id)
    told = [each for source in known for each in tell(source, (voices or {}).get(source.id, f"article:{source.id}"))]
    joiner = Joiner(told, ruling)
    return joiner.join(joiner.find_edges(sorted(find_all_pairs(known))))
