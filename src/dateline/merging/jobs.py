"""What of merging others can do: pure work on a partition, bytes in and bytes out, the same wherever it is done.

Whoever keeps up the joined view cuts the work into partitions that need nothing of each other: articles by themselves,
pairs along the days of their articles, and parts, which by their making share no key that leads to a pair. Helpers do
them in any order, once or twice; the one writer takes the answers in the order of the partitions.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from dateline.ledger.merges import KeptEvent
from dateline.ledger.writing import decode_record
from dateline.merging.candidates import make_keys
from dateline.merging.clustering import Edge
from dateline.merging.comparing import score_joined
from dateline.merging.fingerprints import make_fingerprint
from dateline.merging.joining import Joiner
from dateline.merging.keeping import KeptStory, join_stories, keep
from dateline.merging.parts import Part
from dateline.merging.reports import Source, make_source
from dateline.merging.stories import StoryMaker, make_story_keys
from dateline.merging.told import Told, tell


class Helpers(Protocol):
    """Processes, here or elsewhere, that do jobs."""

    def help(self, job: str, orders: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what a job makes of each order, in their order."""
        ...


class Cut(msgspec.Struct, frozen=True, array_like=True):
    """An article as merging needs it."""

    id: str
    source: str
    """A Source, as JSON."""
    published: str | None
    outlet: str | None
    agency: str | None
    fingerprint: bytes
    number: int
    reports: tuple[tuple[int, str], ...]
    """Number and key of each report."""
    report_keys: bytes
    """Pairs of key and number, 64 bits each."""
    article_keys: bytes


class Given(msgspec.Struct, frozen=True, array_like=True):
    """An article that reports of a partition stand in."""

    source: str
    voice: str


class Pairs(msgspec.Struct, frozen=True, array_like=True):
    """Pairs of members to be compared: the one of each, the other of each, 64 bits each."""

    articles: tuple[Given, ...]
    first: bytes
    second: bytes


class Apart(msgspec.Struct, frozen=True, array_like=True):
    """A part: members, ends of its pairs, 64 bits each, and their points."""

    members: bytes
    ends: bytes
    points: bytes


class Parts(msgspec.Struct, frozen=True, array_like=True):
    """Parts to be joined."""

    articles: tuple[Given, ...]
    parts: tuple[Apart, ...]


class Joined(msgspec.Struct, frozen=True, array_like=True):
    """An event that reports were joined into, as it is kept, and the keys of its reports."""

    event: KeptEvent
    reports: tuple[str, ...]


def cut_article(record: str) -> Cut:
    """Cut a record, as JSON, down to what merging needs."""
    read = decode_record(record)
    source = make_source(read)
    own = [(key, source.number) for key in make_story_keys(source)]
    return Cut(
        source.id,
        msgspec.json.encode(source).decode(),
        source.published,
        source.outlet,
        source.agency,
        make_fingerprint(read.article.text).hashes.tobytes(),
        source.number,
        tuple((report.number, report.key) for report in source.reports),
        pack(_find_pairs(source)),
        pack(each for pair in own for each in pair),
    )


def _find_pairs(source: Source) -> Iterator[int]:
    for report in source.reports:
        number = report.number
        for key in make_keys(report, source):
            yield key
            yield number


def pack(numbers: Iterable[int]) -> bytes:
    """Write whole numbers, 64 bits each."""
    return array("q", numbers).tobytes()


def unpack(data: bytes) -> array[int]:
    """Read whole numbers."""
    found = array("q")
    found.frombytes(data)
    return found


def pack_part(part: Part) -> Apart:
    """Write a part."""
    edges = sorted(part.edges)
    ends = pack(end for edge in edges for end in edge)
    return Apart(pack(part.members), ends, array("d", (part.edges[edge] for edge in edges)).tobytes())


def unpack_part(data: Apart) -> Part:
    """Read a part."""
    ends, points = unpack(data.ends), unpack_points(data.points)
    edges: dict[Edge, float] = dict(zip(zip(ends[::2], ends[1::2], strict=True), points, strict=True))
    return Part(list(unpack(data.members)), edges)


def unpack_points(data: bytes) -> array[float]:
    """Read points."""
    found = array("d")
    found.frombytes(data)
    return found


def do_job(job: str, order: bytes) -> bytes:
    """Do a job."""
    return _JOBS[job](order)


def _cut_articles(order: bytes) -> bytes:
    return msgspec.msgpack.encode([cut_article(record) for record in msgspec.msgpack.decode(order, type=list[str])])


def _compare_reports(order: bytes) -> bytes:
    pairs = msgspec.msgpack.decode(order, type=Pairs)
    told = _tell(pairs.articles)
    ends = zip(unpack(pairs.first), unpack(pairs.second), strict=True)
    return array("d", (score_joined(told[one], told[other]) for one, other in ends)).tobytes()


def _compare_articles(order: bytes) -> bytes:
    pairs = msgspec.msgpack.decode(order, type=Pairs)
    score = StoryMaker(_find_sources(pairs.articles).__getitem__).score
    ends = zip(unpack(pairs.first), unpack(pairs.second), strict=True)
    return array("d", (score(one, other) for one, other in ends)).tobytes()


def _join_reports(order: bytes) -> bytes:
    parts = msgspec.msgpack.decode(order, type=Parts)
    told = _tell(parts.articles)
    return msgspec.msgpack.encode(
        [
            [Joined(keep(event), event.reports) for event in Joiner(_pick(told, part.members)).join_part(part)]
            for part in map(unpack_part, parts.parts)
        ]
    )


def _pick(told: dict[int, Told], members: Sequence[int]) -> list[Told]:
    return [told[number] for number in members]


def _join_articles(order: bytes) -> bytes:
    parts = msgspec.msgpack.decode(order, type=Parts)
    sources = _find_sources(parts.articles)
    voices = {source.id: given.voice for source, given in zip(sources.values(), parts.articles, strict=True)}
    made: list[list[KeptStory]] = []
    for part in map(unpack_part, parts.parts):
        maker = StoryMaker(sources.__getitem__)
        made.append(join_stories(part, maker, voices.__getitem__))
    return msgspec.msgpack.encode(made)


def _tell(articles: Sequence[Given]) -> dict[int, Told]:
    decode = msgspec.json.Decoder(Source).decode
    return {told.report.number: told for given in articles for told in tell(decode(given.source.encode()), given.voice)}


def _find_sources(articles: Sequence[Given]) -> dict[int, Source]:
    decode = msgspec.json.Decoder(Source).decode
    sources = [decode(given.source.encode()) for given in articles]
    return {source.number: source for source in sources}


_JOBS: dict[str, Callable[[bytes], bytes]] = {
    "cut articles": _cut_articles,
    "compare reports": _compare_reports,
    "compare articles": _compare_articles,
    "join reports": _join_reports,
    "join articles": _join_articles,
}
