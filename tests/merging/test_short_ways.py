"""What merging leaves out for speed changes nothing of what it gives."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import dateline
from dateline.knowledge.words import find_stems
from dateline.ledger import Store
from dateline.ledger.merges import MergeTables
from dateline.merging import matter
from dateline.merging.comparing import JOINED, compare, score_joined
from dateline.merging.events import make_event
from dateline.merging.keeping import keep, keep_alone
from dateline.merging.reports import Said, make_source
from dateline.merging.told import Told, tell

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def told() -> list[Told]:
    records = [dateline.read(str(path)) for path in sorted(REPORTS.iterdir())]
    return [each for record in records for each in tell(make_source(record), "outlet:any")]


def test_pairs_that_may_be_joined_have_all_their_points(told: list[Told]) -> None:
    pairs = [(one, two) for one, two in combinations(told, 2) if one.report.register == two.report.register]
    joined = 0
    for one, two in pairs:
        whole, short = compare(one, two).score, score_joined(one, two)
        joined += whole >= JOINED
        assert short == whole if whole >= JOINED else short < JOINED
    assert 20 < joined < len(pairs) / 2


def test_an_event_of_one_report_is_kept_as_if_it_had_been_worked_out(told: list[Told]) -> None:
    by = (Said(name="the ministry"),)
    denied = [
        Told(msgspec.structs.replace(each.report, **fields), each.source, each.voice, each.sketch)
        for each in told[:20]
        for fields in ({"status": "denied"}, {"denied_by": by}, {"type": "REJECT"})
    ]
    seen = set()
    for each in told + denied:
        kept = keep_alone(each.report)
        assert kept == keep(make_event([each]))
        seen.add(kept.fields)
    assert seen == {(), (("status", "denied"),)}


def test_keys_are_asked_for_many_at_once(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store, store.transaction() as connection:
        tables = MergeTables(connection)
        holders = {key: list(range(key % 5)) for key in range(1, 1001)}
        tables.keep_keys((key, number) for key, numbers in holders.items() for number in numbers)
        found = dict(tables.gather(sorted(holders), 3, {6, 10, 2000}))
        assert found == {
            key: None if key % 5 == 4 else holders[key] for key in holders if key % 5 > 1 or key in (6, 10)
        }
        assert dict(tables.gather([], 3, {})) == {}
        assert [tables.count(key, 3) for key in (5, 6, 8, 9)] == [0, 1, 3, 3]


_WORD = re.compile(r"[^\W_][\w’'-]*")


def find_names(text: str) -> set[str]:
    """Each word looked at, as the rule says it."""
    words = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(text)]
    names = set()
    for (_, end, one), (start, _, two) in pairwise(words):
        one, two = (each.replace("’", "'").removesuffix("'s") for each in (one, two))
        if one[0].isupper() and two[0].isupper() and min(len(one), len(two)) > 1 and text[end:start] in (" ", ". "):
            names.add(f"{one.casefold()} {two.casefold()}")
    return names


@given(st.text("Ab Éß’'-_. 3ǅΣİ\n", max_size=30))
@settings(max_examples=300, deadline=None)
@example("He met Anna Żak. Lee came to McDonald House on an iPhone Max, 'Paris Match' said. A Big deal\nKorea")
def test_names_are_two_words_with_capitals(text: str) -> None:
    assert set(matter._find_names(text)) == find_names(text)


@given(st.text("Ab Σσİé’3_", max_size=20))
@settings(max_examples=300, deadline=None)
@example("ΟΔΟΣ'Α İzmir STRASSE Żółć")
def test_stems_are_those_of_each_word_alone(text: str) -> None:
    assert find_stems(text) == [word.lower()[:6] for word in re.findall(r"[^\W\d_]{3,}", text)]
