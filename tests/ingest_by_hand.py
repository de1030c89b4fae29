"""What the tests of processes and of the cluster share: rows to add, what a ledger says, chunks to read."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.ingest.chunks import Chunk
from dateline.ingest.contract import Pool
from dateline.ledger import Store, find_faults
from dateline.sources import Found
from dateline.views import Wish, export_csv, export_jsonl
from records_by_hand import make_article


def write_rows(path: Path, count: int) -> str:
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = f"Police arrested {number + 2} men in Lima on Monday, the minister said. “We go on,” he said."
            out.write(json.dumps({"ref": str(number), "text": text, "published": "2025-10-24"}) + "\n")
    return str(path)


def view(ledger: Path) -> bytes:
    with Store(ledger) as store:
        assert list(find_faults(store)) == []
        return b"".join(export_jsonl(store, Wish("full"))) + b"".join(export_csv(store))


def give(reader: Pool, *texts: str) -> None:
    chunk = Chunk()
    for text in texts:
        chunk.take(Found(make_article(text), (), text[:20]))
    reader.give(chunk)
