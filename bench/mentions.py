"""Given mentions of events in several articles, such as ECB+ has: which are of one event?

The events that dateline reads are joined by what they say of sides, days and places (`merging.comparing`). A mention
that is given as bare words may be of any act, coded or not, so that here words, senses and what stands around them are
weighed; the articles are compared as for stories, and by the words that are rare among the articles at hand.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from bench.predict import Row, read_row
from dateline.knowledge.frames import load_frames
from dateline.knowledge.kin import find_root, is_kin, is_own_kin
from dateline.knowledge.words import find_stems, rarity
from dateline.merging.alikeness import score_articles
from dateline.merging.clustering import Clusterer, Edge, find_components
from dateline.merging.reports import make_source
from dateline.merging.sketch import Sketch, make_sketch
from dateline.reading import Engine
from dateline.reading.analysis.analysis import Analysis

WEIGHTS = Path(__file__).with_name("mention_weights.toml")
_TIGHT, _LOOSE = 0.2, 0.15
_WORD = re.compile(r"[^\W_]{2,}")
_CONTENT = ("NN", "VB", "JJ", "CD")
_LIGHT = frozenset(
    ("say", "be", "have", "make", "take", "get", "go", "do", "tell", "report", "announce", "come", "give", "see")
)
_NEAR = 6
_PHRASE = 4
_APART = -4.0
Trait = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention with what stands around it."""

    id: str
    article: str
    lemma: str
    tag: str
    words: frozenset[str]
    sentence: frozenset[str]
    position: int
    """Of its sentence."""
    near: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]
    oblique: frozenset[str]
    above: str
    """The word that its head hangs on."""


def read_mentions(row: Row, engine: Engine) -> Iterator[Mention]:
    """Yield the mentions that a row gives by their spans."""
    analysis = engine.analyse(row["text"])
    for event in row["events"]:
        spans = event["spans"]
        tokens = [t for t in range(len(analysis.words)) if _meets(analysis, t, spans)]
        if not tokens:
            tokens = [min(range(len(analysis.words)), key=lambda t: abs(analysis.starts[t] - spans[0][0]))]
        yield _make(row, spans, analysis, tokens)


def _meets(analysis: Analysis, token: int, spans: Sequence[Sequence[int]]) -> bool:
    return any(analysis.starts[token] < high and analysis.ends[token] > low for low, high in spans)


def _make(row: Row, spans: Sequence[Sequence[int]], analysis: Analysis, tokens: list[int]) -> Mention:
    tops = [t for t in tokens if analysis.heads[t] not in tokens or analysis.heads[t] == t]
    head = tops[0] if len(tops) == 1 else max(tops, key=lambda t: (analysis.tags[t][:2] in ("VB", "NN"), t))
    first, last = analysis.sentences[analysis.sentence_of[head]]
    window = range(max(first, head - _NEAR), min(last, head + _NEAR + 1))
    children = analysis.children[head]
    obliques = [
        each
        for child in children
        if analysis.labels[child] in ("prep", "agent")
        for each in analysis.children[child]
        if analysis.labels[each] == "pobj"
    ]
    objects = [c for c in children if analysis.labels[c] in ("dobj", "attr", "dative", "compound", "amod", "nmod")]
    return Mention(
        id=f"{row['id']}:{spans[0][0]}-{spans[-1][1]}",
        article=row["id"],
        lemma=analysis.lemmas[head],
        tag=analysis.tags[head][:2],
        words=frozenset(analysis.lemmas[t][:6] for t in tokens if analysis.tags[t][:2] in (*_CONTENT, "RB", "RP")),
        sentence=frozenset(find_stems(row["text"][analysis.starts[first] : analysis.ends[last - 1]])),
        position=analysis.sentence_of[head],
        near=frozenset(analysis.lemmas[t][:6] for t in window if t not in tokens and analysis.tags[t][:2] in _CONTENT),
        subject=_phrases(analysis, _find_subjects(analysis, head)),
        object=_phrases(analysis, objects),
        oblique=_phrases(analysis, obliques),
        above=analysis.lemmas[analysis.heads[head]],
    )


def _find_subjects(analysis: Analysis, head: int) -> list[int]:
    found = [c for c in analysis.children[head] if analysis.labels[c] in ("nsubj", "nsubjpass", "poss", "agent")]
    above = analysis.heads[head]
    if analysis.labels[head] in ("relcl", "acl"):
        found.append(above)
    if not found and analysis.labels[head] in ("conj", "xcomp", "advcl"):
        found = [c for c in analysis.children[above] if analysis.labels[c] in ("nsubj", "nsubjpass")]
    return found


def _phrases(analysis: Analysis, heads: Iterable[int]) -> frozenset[str]:
    return frozenset(
        analysis.lemmas[token][:6]
        for head in heads
        for token in range(max(analysis.lefts[head], head - _PHRASE), head + 1)
        if analysis.tags[token][:2] in _CONTENT
    )


@dataclass(slots=True)
class Collection:
    """Articles at hand, with how alike they are."""

    sketches: dict[str, Sketch]
    vectors: dict[str, dict[str, float]]
    tight: dict[str, int] = field(default_factory=dict)
    loose: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[str, str], tuple[float, float, float]] = field(default_factory=dict)

    def compare(self, one: str, two: str) -> tuple[float, float, float]:
        """Give alikeness by topic, points as for stories, and by the words that are rare among these articles."""
        key = (one, two) if one < two else (two, one)
        if key not in self.known:
            first, second = self.sketches[key[0]], self.sketches[key[1]]
            alike = sum([weight * second.topic.get(stem, 0.0) for stem, weight in first.topic.items()])
            points = max(-6.0, min(6.0, score_articles(first, second)))
            self.known[key] = (alike, points, _cosine(self.vectors[key[0]], self.vectors[key[1]]))
        return self.known[key]


def read_collection(rows: Sequence[Row], engine: Engine) -> Collection:
    """Read the articles and group them."""
    sketches = {row["id"]: make_sketch(make_source(read_row({"text": row["text"]}, engine))) for row in rows}
    collection = Collection(sketches, _weigh({row["id"]: row["text"] for row in rows}))
    collection.tight = _group(collection.vectors, _TIGHT)
    collection.loose = _group(collection.vectors, _LOOSE)
    return collection


def _weigh(texts: Mapping[str, str]) -> dict[str, dict[str, float]]:
    counts = {name: Counter(word[:6] for word in _WORD.findall(text.lower())) for name, text in texts.items()}
    spread = Counter(stem for stems in counts.values() for stem in stems)
    vectors = {}
    for name, stems in counts.items():
        vector = {
            stem: (1 + math.log(count)) * math.log(len(texts) / spread[stem])
            for stem, count in sorted(stems.items())
            if spread[stem] < len(texts)
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors[name] = {stem: weight / length for stem, weight in vector.items()}
    return vectors


def _cosine(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    return sum([weight * two.get(stem, 0.0) for stem, weight in one.items()])


def _group(vectors: Mapping[str, Mapping[str, float]], least: float) -> dict[str, int]:
    """Group articles by average link."""
    names = sorted(vectors)
    alike = np.array([[_cosine(vectors[a], vectors[b]) for b in names] for a in names]).round(9)
    alike = (alike + alike.T) / 2
    np.fill_diagonal(alike, -1.0)
    sizes, groups = np.ones(len(names)), {number: [name] for number, name in enumerate(names)}
    while len(groups) > 1:
        one, two = sorted(int(each) for each in np.unravel_index(int(alike.argmax()), alike.shape))
        if alike[one, two] < least:
            break
        mean = (alike[one] * sizes[one] + alike[two] * sizes[two]) / (sizes[one] + sizes[two])
        alike[one], alike[:, one] = mean, mean
        alike[two], alike[:, two], alike[one, one] = -1.0, -1.0, -1.0
        alike[alike < -0.5] = -1.0
        groups[one] += groups.pop(two)
        sizes[one] += sizes[two]
        dead = [number for number in range(len(names)) if number not in groups]
        alike[dead, :], alike[:, dead] = -1.0, -1.0
    return {name: number for number, members in groups.items() for name in members}


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    shared = one & two
    if not shared:
        return 0.0
    return _weight(shared) / (min(_weight(one), _weight(two)) + 3)


def _weight(stems: Iterable[str]) -> float:
    return sum(sorted(map(rarity, stems)))


@cache
def _frames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for frame in load_frames().frames:
        for phrase in (*frame.verbs, *frame.nouns):
            found.setdefault(phrase.split()[0], set()).add(frame.id.split(".")[0])
    return {word: frozenset(frames) for word, frames in found.items()}


def _same_stem(one: str, two: str) -> bool:
    return one[:5] == two[:5] or find_root(one) == find_root(two)


def find_mention_traits(one: Mention, two: Mention, collection: Collection) -> Iterator[Trait]:
    """Yield what two mentions have in common and what parts them."""
    same = one.article == two.article
    alike, points, rare = (0.0, 0.0, 0.0) if same else collection.compare(one.article, two.article)
    story = points / 4
    lemma, stem = one.lemma == two.lemma, _same_stem(one.lemma, two.lemma)
    kin = not stem and is_kin(one.lemma, two.lemma)
    own = not stem and is_own_kin(one.lemma, two.lemma)
    frame = not stem and bool(_frames().get(one.lemma, frozenset()) & _frames().get(two.lemma, frozenset()))
    sentence = _share(one.sentence, two.sentence)
    tight = not same and collection.tight[one.article] == collection.tight[two.article]
    loose = not same and collection.loose[one.article] == collection.loose[two.article]
    light = one.lemma in _LIGHT or two.lemma in _LIGHT
    yield from (
        ("lemma", lemma), ("stem", stem), ("kin", kin), ("own", own), ("frame", frame),
        ("rare lemma", lemma * rarity(one.lemma[:6]) / 5), ("light", light), ("light lemma", light * lemma),
        ("same article", same), ("alike", alike), ("alike squared", alike * alike), ("story", story),
        ("rare words", rare), ("rare words squared", rare * rare), ("tight", tight), ("loose", loose),
        ("lemma, story", lemma * story), ("lemma, rare words", lemma * rare), ("lemma, same article", lemma * same),
        ("lemma, tight", lemma * tight), ("lemma, loose", lemma * loose), ("lemma, sentence", lemma * sentence),
        ("kin, story", kin * story), ("kin, sentence", kin * sentence), ("kin, tight", kin * tight),
        ("own, story", own * story), ("sentence", sentence), ("sentence squared", sentence * sentence),
        ("stem, tight, sentence", stem * tight * sentence), ("near", _share(one.near, two.near)),
        ("words", _share(one.words, two.words)), ("above", one.above == two.above),
        ("nouns", one.tag == two.tag == "NN"), ("verbs", one.tag == two.tag == "VB"),
        ("noun and verb", one.tag != two.tag),
        ("sentences apart", same * min(abs(one.position - two.position), 10) / 10),
        ("same sentence", same and one.position == two.position),
    )  # fmt: skip
    for name in ("subject", "object", "oblique"):
        mine, theirs = getattr(one, name), getattr(two, name)
        yield name, _share(mine, theirs)
        yield f"other {name}", bool(mine) and bool(theirs) and not mine & theirs
    yield "sides", _share(one.subject | one.object | one.oblique, two.subject | two.object | two.oblique)


def find_mention_pairs(mentions: Sequence[Mention], collection: Collection) -> Iterator[Edge]:
    """Yield the pairs that are worth comparing."""
    frames = _frames()
    for number, one in enumerate(mentions):
        mine = frames.get(one.lemma, frozenset())
        for further in range(number + 1, len(mentions)):
            two = mentions[further]
            fit = _same_stem(one.lemma, two.lemma) or len(one.near & two.near) > 1 or is_kin(one.lemma, two.lemma)
            if not fit and not mine & frames.get(two.lemma, frozenset()):
                continue
            if one.article == two.article or collection.compare(one.article, two.article)[0] >= 0.05:
                yield number, further


@cache
def load_mention_weights() -> Mapping[str, float]:
    """Load what each trait weighs, `start` and `joined`."""
    return {name: float(value) for name, value in tomllib.loads(WEIGHTS.read_text("utf-8")).items()}


def predict_mentions(rows: Sequence[Row], engine: Engine) -> Iterator[dict[str, Any]]:
    """Give the event of each mention; events are called by their first mention."""
    mentions = [mention for row in rows for mention in read_mentions(row, engine)]
    collection, weights = read_collection(rows, engine), load_mention_weights()
    scores: dict[Edge, float] = {}
    for one, two in find_mention_pairs(mentions, collection):
        traits = find_mention_traits(mentions[one], mentions[two], collection)
        scores[one, two] = round(sum([weights[name] * size for name, size in traits], weights["start"]), 4)
    edges = {pair: score for pair, score in scores.items() if score >= weights["joined"]}
    parts = find_components(range(len(mentions)), edges)
    of = {member: number for number, part in enumerate(parts) for member in part}
    within: list[dict[Edge, float]] = [{} for _ in parts]
    for pair, score in edges.items():
        within[of[pair[0]]][pair] = score

    def compare(one: int, two: int) -> float:
        return scores.get((one, two) if one < two else (two, one), _APART)

    for part, its_edges in zip(parts, within, strict=True):
        for group in Clusterer(compare, weights["joined"], ruled_out=-99.0).cluster(part, its_edges):
            for member in group:
                yield {"id": mentions[member].id, "cluster": mentions[group[0]].id}
