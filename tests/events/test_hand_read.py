"""The sheet of events read by hand is whole, and later readings are no worse than earlier ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.hand_read import count_acceptable, read_sheet


def test_the_last_reading_is_the_best() -> None:
    counts = count_acceptable(read_sheet())
    shares = [good / whole for good, whole in counts.values()]
    assert all(whole >= 50 for _, whole in counts.values())
    assert shares[-1] == max(shares) >= 0.75


@pytest.mark.parametrize(
    "row",
    ["a,x,1,2,met,fine,", "a,x,1,2,met,wrong,", "a,x,2,2,met,ok,", "a,x,1,2,met,ok,\na,x,1,2,met,ok,"],
)
def test_a_faulty_sheet_is_refused(tmp_path: Path, row: str) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"round,id,start,end,trigger,verdict,reason\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"sheet\.csv"):
        read_sheet(sheet)
