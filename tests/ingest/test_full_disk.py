"""A disk that is full while articles come in: a clear error, a good ledger, and the same command goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.ledger import Store, find_faults

resource = pytest.importorskip("resource")
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from dateline.cli import main
raise SystemExit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("room", [900_000, 1_200_000])
def test_a_full_disk_is_told_and_the_ledger_stays_good(tmp_path: Path, room: int) -> None:
    rows, ledger = tmp_path / "rows.jsonl", tmp_path / "a.db"
    with rows.open("w") as out:
        for number in range(120):
            text = (
                f"Police arrested {number + 2} men in Lima on Monday, the minister said. " + "He gave no reason. " * 40
            )
            out.write(json.dumps({"ref": str(number), "text": text, "published": "2025-10-24"}) + "\n")
    command = ["add", str(ledger), str(rows), "--workers", "1"]
    environment = {**os.environ, "LC_ALL": "C"}
    full = subprocess.run(
        [sys.executable, "-c", LIMITED, str(room), *command],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "disk" in full.stderr
    with Store(ledger) as store:
        assert list(find_faults(store)) == []
        kept = store.query("SELECT count(*) FROM articles")[0][0]
    assert kept < 120
    again = subprocess.run([sys.executable, "-m", "dateline", *command], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    with Store(ledger) as store:
        assert store.query("SELECT count(*) FROM articles") == [(120,)]
        assert list(find_faults(store)) == []
