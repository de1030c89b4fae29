"""Agents get ids and quotes with every answer, and nothing that writes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.ledger import Store
from dateline.mcp.server import make_server
from dateline.views import list_events
from mcp import Client

pytestmark = pytest.mark.filterwarnings("ignore")


def _talk(path: Path, ask: Callable[[Any], Awaitable[Any]]) -> Any:
    async def talk() -> Any:
        async with Client(make_server(path)) as client:
            return await ask(client)

    return asyncio.run(talk())


def _call(path: Path, tool: str, **arguments: Any) -> Any:
    async def ask(client: Any) -> Any:
        result = await client.call_tool(tool, arguments)
        words = result.content[0].text
        return words if result.is_error else json.loads(words)

    return _talk(path, ask)


def test_all_tools_only_read(example_path: Path) -> None:
    async def ask(client: Any) -> Any:
        return (await client.list_tools()).tools

    tools = _talk(example_path, ask)
    assert {tool.name for tool in tools} == {
        "search_events", "get_event", "get_evidence", "list_statements", "compare_reports",
    }  # fmt: skip
    for tool in tools:
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.idempotent_hint is True
        assert tool.description
    before = example_path.read_bytes()
    _call(example_path, "search_events", words="drone")
    assert example_path.read_bytes() == before


def test_events_come_with_ids_quotes_and_sources(example_path: Path, example_ledger: Store) -> None:
    listed = list_events(example_ledger, actor="Russia", sort="-time")
    told = _call(example_path, "search_events", actor="Russia", limit=3)
    assert told["total"] == len(listed)
    assert told["next_offset"] == 3
    for row, event in zip(told["rows"], listed):
        assert row["id"] == (event.joined.id if event.joined else event.key)
        assert row["quote"] == event.sentence.words
        assert row["source"]["article"] == event.source.article
        assert row["sentence"]
    rest = _call(example_path, "search_events", actor="Russia", limit=50, offset=3)
    assert len(rest["rows"]) == len(listed) - 3


def test_one_event_its_evidence_and_comparison(example_path: Path, example_ledger: Store) -> None:
    row = max(list_events(example_ledger), key=lambda each: each.joined.reports if each.joined else 0)
    assert row.joined is not None
    told = _call(example_path, "get_event", id=row.joined.id)
    assert len(told["reports"]) == row.joined.reports
    compared = _call(example_path, "compare_reports", id=row.key)
    assert compared["id"] == row.joined.id
    for field in compared["fields"]:
        for value in field["values"]:
            assert all(claim["quote"] or claim["spans"] == [] for claim in value["claims"])
    evidence = _call(example_path, "get_evidence", id=row.key, field="time")
    texts = dict(example_ledger.query("SELECT article_id, text FROM articles"))
    for field in evidence["fields"]:
        for quote in field["quotes"]:
            start, end = quote["span"]
            assert texts[evidence["source"]["article"]][start:end] == quote["quote"]


def test_statements_are_verbatim(example_path: Path, example_ledger: Store) -> None:
    told = _call(example_path, "list_statements", speaker="Rutte", response_format="full")
    assert told["rows"]
    texts = dict(example_ledger.query("SELECT article_id, text FROM articles"))
    for row in told["rows"]:
        text = texts[row["source"]["article"]]
        assert row["quote"] == " … ".join(text[start:end] for start, end in row["content"]["spans"])


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("get_event", {"id": "event:0000000000"}, "holds no event"),
        ("search_events", {"since": "yesterday"}, "is no day"),
        ("search_events", {"country": "Atlantis"}, "no country is known"),
        ("search_events", {"limit": 1000}, "limit"),
        ("get_evidence", {"id": "event:0000000000"}, "holds no event"),
    ],
)
def test_what_cannot_be_asked_is_told(example_path: Path, tool: str, arguments: dict[str, Any], words: str) -> None:
    answer = _call(example_path, tool, **arguments)
    assert isinstance(answer, str)
    assert words in answer
