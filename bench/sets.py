"""The public sets: which task predicts them, which scorer scores them, which figures are held."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """One public gold set."""

    name: str
    task: str
    file: str
    scorer: str
    arguments: tuple[str, ...]
    figures: Callable[[str], Figures]
    options: tuple[str, ...] = field(default=())
    scorer_reads_gz: bool = True
    keep: Callable[[Mapping[str, Any]], bool] | None = None
    """Which rows are scored; None: all."""


def _quotes(printed: str) -> Figures:
    result = json.loads(printed)
    everything, direct = result["all"], result["direct"]
    return {
        "content_tok": everything["content_tok"]["f1"],
        "content_exact": everything["content_exact"]["f1"],
        "joint_lenient": everything["joint_lenient"]["f1"],
        "joint_strict": everything["joint_strict"]["f1"],
        "direct_exact": direct["content_exact"]["f1"],
        "direct_joint_strict": direct["joint_strict"]["f1"],
        "source_overlap": everything["src_overlap"],
    }


def _actors(printed: str) -> Figures:
    result = json.loads(printed)
    return {
        "mention_recall": 100 * result["mention_recall"],
        "mention_precision": 100 * result["mention_precision"],
        "conll_f1": 100 * result["all"]["conll_f1"],
        "conll_f1_no_singletons": 100 * result["no_singletons"]["conll_f1"],
    }


def _plover(printed: str) -> Figures:
    result: dict[str, Any] = json.loads(printed)
    names = ("type_recall", "type_precision", "type_macro_f1", "source_acc", "target_acc", "joint")
    return {name: 100 * (result[name] or 0.0) for name in names}


def _times(printed: str) -> Figures:
    result = json.loads(printed)
    return {name: result[name][2] for name in ("strict", "relaxed", "value")}


def _event_times(printed: str) -> Figures:
    result = json.loads(printed)
    return {name: result[name] for name in ("exact", "covers")}


def _marks(printed: str) -> Figures:
    result: Figures = json.loads(printed)
    return result


def _places(printed: str) -> Figures:
    result = json.loads(printed.splitlines()[0])
    return {"recognition_f1": result["relaxed"][2], "e2e_f1_161": result["e2e161_PRF"][2]}


def _places_given(printed: str) -> Figures:
    result = json.loads(printed.splitlines()[1])
    return {name: result[name] for name in ("acc161", "exact_id") if result[name] is not None}


def _incidents(printed: str) -> Figures:
    result = json.loads(printed)
    return {
        "pair_f1": 100 * result["pairwise"][2],
        "pair_precision": 100 * result["pairwise"][0],
        "b3_f1": 100 * result["b3"][2],
    }


def _victims(printed: str) -> Figures:
    killed = json.loads(printed)["killed"]
    return {"killed_coverage": 100 * killed["coverage"], "killed_accuracy": 100 * killed["accuracy"]}


def _clusters(printed: str) -> Figures:
    result = json.loads(printed)
    return {"conll_f1": 100 * result["conll_f1"], "pair_precision": 100 * result["pairwise"][0]}


def _odd(row: Mapping[str, Any]) -> bool:
    """Tell the half of the incidents that no weight was fitted on."""
    return int(row["incident"]) % 2 == 1


SETS: tuple[PublicSet, ...] = (
    PublicSet(
        "quotes", "quotes", "quotes/polnear_dev.jsonl.gz", "score_quotes.py", ("{gold}", "{pred}", "--json"), _quotes
    ),
    PublicSet(
        "actors",
        "actors",
        "coref/gum_public.jsonl.gz",
        "score_coref.py",
        ("{gold}", "{pred}", "--genre", "news", "--json"),
        _actors,
    ),
    PublicSet("plover", "plover", "plover/gsr_public.jsonl", "score_gsr.py", ("{gold}", "{pred}"), _plover),
    PublicSet("times", "times", "time/meantime_public.jsonl", "score_time.py", ("{gold}", "{pred}"), _times),
    PublicSet("times-tbaq", "times", "time/tbaq.jsonl", "score_time.py", ("{gold}", "{pred}"), _times),
    PublicSet(
        "event-times",
        "event-times",
        "time/meantime_event_time_public.jsonl",
        "score_time.py",
        ("--events", "{gold}", "{pred}"),
        _event_times,
    ),
    PublicSet(
        "event-marks",
        "event-marks",
        "time/meantime_event_time_public.jsonl",
        str(Path(__file__).with_name("score_marks.py")),
        ("{gold}", "{pred}"),
        _marks,
    ),
    PublicSet("places", "places", "place/geovirus.jsonl.gz", "score_place.py", ("{gold}", "{pred}"), _places),
    PublicSet(
        "places-lgl",
        "places",
        "place/lgl.jsonl.gz",
        "score_place.py",
        ("{gold}", "{pred}"),
        _places,
        options=("--adjectives",),
    ),
    PublicSet(
        "places-given",
        "places-given",
        "place/geovirus.jsonl.gz",
        "score_place.py",
        ("{gold}", "{pred}", "--gold-mentions", "{pred}"),
        _places_given,
    ),
    PublicSet(
        "places-given-lgl",
        "places-given",
        "place/lgl.jsonl.gz",
        "score_place.py",
        ("{gold}", "{pred}", "--gold-mentions", "{pred}"),
        _places_given,
    ),
    PublicSet(
        "incidents",
        "incidents",
        "merging/gva_docs_public.jsonl.gz",
        "score_merge.py",
        ("{clusters}", "{pred}", "--json"),
        _incidents,
        keep=_odd,
    ),
    PublicSet(
        "victims",
        "victims",
        "merging/gva_docs_public.jsonl.gz",
        "score_victims.py",
        ("{gold}", "{data}/merging/gva_incidents_public.jsonl.gz", "{pred}"),
        _victims,
        keep=_odd,
    ),
    PublicSet(
        "ecbplus",
        "ecbplus",
        "merging/ecbplus_dev.jsonl.gz",
        "score_merge.py",
        ("--ecb", "{gold}", "{pred}", "--json"),
        _clusters,
    ),
    PublicSet(
        "ecbplus-no-single",
        "ecbplus",
        "merging/ecbplus_dev.jsonl.gz",
        "score_merge.py",
        ("--ecb", "{gold}", "{pred}", "--json", "--drop-singletons"),
        _clusters,
    ),
)
