"""The same commands on the same articles give the same bytes, whether the ledger is a file or a database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.made_up import write_reports
from bench.postgres import Server
from starlette.testclient import TestClient

from dateline.cli import main
from dateline.ledger import Store
from dateline.web.app import create_app
from dateline.web.settings import Settings

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"
ODD = {
    "id": "odd", "published": "2025-11-02", "outlet": "Öst Anzeiger",
    "title": "Élysée says it's 100% sure about F-16s",
    "text": "PARIS (AP) — The Élysée said on Sunday that three people were killed and about 2.5 million fled when "
    "Russian drones struck an oil refinery near Łódź. \"We co-operate\", Emmanuel Macron said. Kyiv denied it.",
}  # fmt: skip
LISTS = (
    "events", "events --actor Russia", "events --recipient UKR", "events --country EST --sort -time",
    "events --since 2025-10 --until 2025-10-24", "events --search airspace", 'events --search "oil refinery"',
    "events --contested", "events --reports --sort published", "events --reports --sort -published",
    "events --rejected",
    "events --type ASSAULT --type COERCE", "events --status occurred --sort confidence", "events --place Estonia",
    "events --said-by Estonia", "events --register strike --policy conservative", "events --sort -type --limit 5",
    "events --all-versions", "events --outlet anzeiger", "events --limit 0",
    "statements", "statements --speaker Rutte", "statements --search drones", "statements --act deny",
    "statements --sort speaker", "statements --sort -speaker --limit 7", "statements --country RUS",
    "statements --addressee Russia", "statements --since 2025-10",
    "articles", "articles --search drone", "articles --search Elysee", "articles --search f-16s",
    "articles --sort -outlet", "articles --sort title", "articles --actor NATO", "articles --place Estonia",
    "articles --country RUS --sort -published", 'articles --search "co-operate"', "articles --search 100%",
    "actors", "actors --sort name --limit 30", "actors --sort -mentions", "actors --country Russia",
    "actors --actor Putin", "actors --since 2025-10-20", "places", "places --country UKR", "places --place Estonia",
    "places --sort -name", "places --until 2025-10-24", "issues", "issues --kind place-unresolved", "issues --limit 2",
    "stories", "stories --sort -articles", "stories --search drones", "threads", "threads --kind threat",
    "threads --sort -due", "threads --outcome open --sort -opened --limit 5", "threads --actor Russia --limit 3",
    "threads --outlet herald --search drones", "threads --kind threat --kind plan --outcome overdue --sort due",
    "stories --actor NATO --sort since", "stories --since 2025-10 --sort -voices --limit 2",
    "diff --since run:1", "diff --since last", "check", "check --quick",
    "export --to jsonl", "export --to jsonl --texts full", "export --to csv", "export --to csv --table statements",
    "export --to csv --table articles", "export --to csv --table actors", "export --to csv --table places",
    "export --to geojson", "export --to ics", "export --to atom", "export --to polecat", "export --to gdelt",
    "export --to acled", "export --to annotations", "decide log",
)  # fmt: skip
PAGES = (
    "/", "/events", "/events?search=drones", "/events.json?actor=Russia", "/events.csv?sort=-time", "/events.geojson",
    "/events.atom", "/events.ics", "/statements", "/statements.json", "/articles", "/articles.json?search=drone",
    "/actors", "/places", "/timeline", "/pairs", "/network", "/map", "/registers", "/register/airspace", "/review",
    "/changes", "/about", "/overview.json", "/stories", "/threads", "/search?q=drones", "/issues",
)  # fmt: skip


class Both:
    """One ledger in a file and one in a database, filled by the same commands."""

    def __init__(self, file: Path, address: str) -> None:
        self.file, self.address = str(file), address
        self.shown = str(Store(address).path)

    def run(self, capfdbinary: pytest.CaptureFixture[bytes], line: str) -> tuple[int, bytes, bytes]:
        """Run a command on both; what it printed must be the same."""
        command, *rest = [each.strip('"') for each in re.findall(r'"[^"]*"|\S+', line)]
        told = []
        for ledger, shown in ((self.file, self.file), (self.address, self.shown)):
            code = main([command, ledger, *rest])
            out, err = capfdbinary.readouterr()
            told.append((code, self._plain(out, shown), self._plain(err, shown)))
        assert told[0] == told[1], line
        return told[0]

    @staticmethod
    def _plain(data: bytes, shown: str) -> bytes:
        return without_clock(data.replace(shown.encode(), b"LEDGER"))


def without_clock(data: bytes) -> bytes:
    """Take out when a run was, the one thing that may differ."""
    return re.sub(rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?", b"NOW", data)


@pytest.fixture(scope="module")
def both(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("both")
    odd = folder / "odd.jsonl"
    odd.write_text(json.dumps(ODD) + "\n", encoding="utf-8")
    made = write_reports(folder / "made.jsonl", 12, 5)
    (folder / "broken.json").write_text("{", encoding="utf-8")
    ledgers = Both(folder / "one.db", server.make_database())
    for ledger in (ledgers.file, ledgers.address):
        for inputs in ([str(EXAMPLES)], [str(odd), str(folder / "broken.json")], [str(made)]):
            assert main(["add", ledger, *inputs, "--workers", "1"]) in (0, 1, 3)
    return ledgers


@pytest.mark.parametrize("line", LISTS)
def test_commands_print_the_same_bytes(both: Both, capfdbinary: pytest.CaptureFixture[bytes], line: str) -> None:
    code, _, err = both.run(capfdbinary, line)
    assert code in (0, 4), err
    if line.split()[0] in ("events", "statements", "articles", "actors"):
        both.run(capfdbinary, f"{line} --format table")


def test_large_ledgers_are_asked_in_the_same_way(
    both: Both, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a certain size on columns are asked rather than tables."""
    small = {line: both.run(capfdbinary, line) for line in LISTS if line.split()[0] in ("events", "statements")}
    monkeypatch.setattr("dateline.views.large.LARGE", 0)
    for line, told in small.items():
        assert both.run(capfdbinary, line) == told


def test_the_words_behind_everything_are_the_same(both: Both, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with Store(both.file) as store:
        keys = [row[0] for row in store.query("SELECT key FROM events ORDER BY key LIMIT 12")]
        keys += [row[0] for row in store.query("SELECT key FROM statements ORDER BY key LIMIT 6")]
        keys += [row[0] for row in store.query("SELECT key FROM actors ORDER BY key LIMIT 6")]
        keys += [row[0] for row in store.query("SELECT key FROM stories ORDER BY key")]
    for key in keys:
        both.run(capfdbinary, f"why {key}")


def test_pages_and_api_are_the_same(both: Both) -> None:
    def clients() -> Iterator[TestClient]:
        for ledger in (both.file, both.address):
            yield TestClient(create_app(ledger, Settings(rate=0), "Both"), base_url="http://127.0.0.1:8765")

    file, database = clients()
    for page in PAGES:
        one, other = file.get(page), database.get(page)
        assert one.status_code == other.status_code, page
        assert without_clock(one.content) == without_clock(other.content), page
    with Store(both.file) as store:
        pages = [
            f"/{table}/{key}"
            for table in ("events", "statements", "actors", "places")
            for (key,) in store.query(f"SELECT key FROM {table} ORDER BY key LIMIT 5")
        ]
        pages += [f"/articles/{key}" for (key,) in store.query("SELECT article_id FROM articles ORDER BY 1 LIMIT 4")]
    for page in pages:
        one, other = file.get(page), database.get(page)
        assert one.status_code == other.status_code, page
        assert without_clock(one.content) == without_clock(other.content), page
        assert one.status_code == 200, page


def test_changes_leave_both_the_same(server: Server, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Deciding, forgetting and reading again, in ledgers of their own."""
    both = Both(tmp_path / "changed.db", server.make_database())
    assert both.run(capfdbinary, f"add {EXAMPLES} --workers 1")[0] == 0
    with Store(both.file) as store:
        events = [row[0] for row in store.query("SELECT key FROM events ORDER BY key LIMIT 4")]
        (article,) = store.query("SELECT min(article_id) FROM articles")[0]
    for line in (
        f'decide accept {events[0]} --by Desk --note "as \'seen\'"', f"decide reject {events[1]}",
        f"decide set {events[2]} killed=7", f"decide same {events[2]} {events[3]}", "decide undo", "decide log",
        "events", "events --rejected", f"why {events[2]}", "forget 0000", f"forget {article[:12]} --note gone",
        f"forget {article[:12]}", "articles", "diff --since last", f"add {EXAMPLES} --workers 1",
        f"forget {article[:12]} --undo", f"add {EXAMPLES} --workers 1", "reread --all --workers 1", "reread",
        "diff --since run:1", "events", "stories", "check", "export --to csv",
    ):  # fmt: skip
        both.run(capfdbinary, line)
