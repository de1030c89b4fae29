"""Columns with rows behind put in order again, without asking the ledger's tables for what is known already."""

from __future__ import annotations

import numpy as np

from dateline.ledger import Store
from dateline.views.index_made import LINKS, MARKS, Columns, arrange_events, arrange_statements, fetch_copies
from dateline.views.index_names import KeptNames
from dateline.views.index_rows import Array, Arrays, Words

_OF_EVENTS = (
    "ids", "article", "position", "type", "status", "register", "start", "end", "day", "confidence", "score", "said",
    "joined", "speaks", *MARKS,
)  # fmt: skip
_OF_STATEMENTS = ("ids", "article", "position", "act", "form", "speaker")
_OF_ARTICLES = ("number", "name", "published", "current", "outlet", "producer")


def settle_events(store: Store, columns: Columns) -> Columns:
    """Put the reports of events in order, as they would be had all been made anew."""
    rows, links = _keep(columns, _OF_EVENTS, LINKS)
    articles = _keep_articles(columns, rows)
    numbers = columns.arrays["joined_numbers"]
    used = np.zeros(len(numbers) + 1, dtype=np.bool_)
    used[rows["joined"]] = True
    used[-1] = False  # of none
    kept = np.flatnonzero(used)
    order = kept[np.argsort(numbers[kept])]
    code = np.full(len(numbers) + 1, -1, dtype=np.int32)
    code[order] = np.arange(len(order), dtype=np.int32)
    rows["joined"] = code[rows["joined"]]
    return arrange_events(articles, rows, links, numbers[order], Words.of(columns.words), fetch_copies(store))


def settle_statements(_: Store, columns: Columns) -> Columns:
    """Put statements in order, as they would be had all been made anew."""
    rows, links = _keep(columns, _OF_STATEMENTS, ("sides",))
    names = list(KeptNames(columns.arrays["speakers.text"], columns.arrays["speakers.end"]))
    return arrange_statements(_keep_articles(columns, rows), rows, links, Words.of(columns.words), names)


def _keep(columns: Columns, names: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[Arrays, dict[str, Arrays]]:
    """Give the rows that are of account, and their links."""
    of = columns.arrays
    alive = np.ones(len(of["ids"]), dtype=np.bool_)
    if columns.behind is not None:
        alive[columns.behind.gone] = False
    place = np.cumsum(alive, dtype=np.int32) - 1
    links: dict[str, Arrays] = {}
    for kind in kinds:
        its = alive[of[f"{kind}.row"]]
        links[kind] = {
            name.partition(".")[2]: values[its]
            for name, values in of.items()
            if name.startswith(f"{kind}.") and not name.endswith((".by", ".sorted"))
        }
        links[kind]["row"] = place[links[kind]["row"]]
    return {name: of[name][alive] for name in names}, links


def _keep_articles(columns: Columns, rows: Arrays) -> Arrays:
    """Give the articles that are there; rows point to their new places."""
    of = {name: columns.arrays[f"articles.{name}"] for name in _OF_ARTICLES}
    alive: Array = of["number"] >= 0
    rows["article"] = (np.cumsum(alive, dtype=np.int32) - 1)[rows["article"]]
    return {name: values[alive] for name, values in of.items()}
