"""The shipped examples, taken together, say what their golden file names; and every claim stands where it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.joined import score

from dateline.views import Ledger

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    import dateline

    with Ledger(tmp_path_factory.mktemp("examples") / "a.db") as ledger:
        for path in sorted(REPORTS.iterdir()):
            ledger.add(dateline.read(str(path)))
        yield ledger


def test_exactly_the_events_voices_contradictions_and_threads_that_are_named() -> None:
    found = score()
    assert found.misses == []
    assert set(found.figures().values()) == {100.0}


def test_every_claim_and_reason_points_to_its_words(ledger: Ledger) -> None:
    texts = {record.article.id: record.article.text for record in ledger.records()}
    claims = 0
    for row in ledger.events():
        dossier = ledger.dossier(row.key)
        assert dossier is not None
        for report in dossier.reports:
            (span,) = report.sentence.spans
            assert texts[report.source.article][span.start : span.end] == report.sentence.words
        for field in dossier.fields:
            for claim in (claim for value in field.values for claim in value.claims):
                text = texts[claim.source.article]
                assert claim.words.words == " … ".join(text[start:end] for start, end in claim.words.spans)
                claims += 1
    assert claims > 200


def test_joined_events_are_each_once_and_hold_all_reports(ledger: Ledger) -> None:
    events = [ledger.dossier(row.key) for row in ledger.events()]
    reports = [report.key for dossier in events if dossier for report in dossier.reports]
    assert sorted(reports) == sorted(row.key for row in ledger.events(reports=True))
    assert len({dossier.id for dossier in events if dossier}) == len(events)


def test_why_of_an_event_tells_why_reports_are_one(ledger: Ledger) -> None:
    row = next(row for row in ledger.events() if row.joined is not None and row.joined.reports > 3)
    told = ledger.why(row.key).joined
    assert told is not None
    assert len(told.reports) == row.joined.reports  # type: ignore[union-attr]
    assert all(report.reasons for report in told.reports if report.to is not None)
    narrowed = ledger.why(row.key, "killed" if any(f.name == "killed" for f in told.fields) else "time").joined
    assert narrowed is not None
    assert len(narrowed.fields) <= 1
    alone = next(row for row in ledger.events() if row.joined is None or row.joined.reports == 1)
    assert ledger.why(alone.key).joined is None
