#!/usr/bin/env python3
"""Fuzz the readers guided by coverage, with atheris (`pip install atheris`; it is no part of the locked environment).

    python scripts/fuzz_guided.py [-max_total_time=300] [-runs=100000] [CORPUS]

The first byte of an input chooses the form, the rest is the document. Options are those of libFuzzer. Anything but an
article, an `Unread` or a DatelineError ends the run with the input saved as `crash-...`.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

try:
    import atheris
except ImportError:
    raise SystemExit("atheris is not installed: pip install atheris") from None

with atheris.instrument_imports(include=["dateline.sources"]):
    import dateline.sources

sys.path.insert(0, str(ROOT / "scripts"))
from dateline.model.errors import DatelineError
from fuzz import FORMS, read

assert dateline.sources


def try_one(data: bytes) -> None:
    """Read one input in the form that its first byte chooses."""
    if not data:
        return
    try:
        read(FORMS[data[0] % len(FORMS)], data[1:])
    except DatelineError:
        return


def main() -> None:
    """Hand over to the fuzzer."""
    warnings.simplefilter("ignore")
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
