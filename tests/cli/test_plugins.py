"""`dateline plugins` tells what runs here."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dateline.cli import main
from dateline.cli import plugins as command
from dateline.reading.analysis import kernels_native
from dateline.reading.analysis.kernels import list_kernels

Parts = list[dict[str, str]]


@pytest.fixture
def ask(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[[], Parts]:
    def run() -> Parts:
        assert main(["plugins", "--format", "json"]) == 0
        return list(json.loads(capfdbinary.readouterr().out))

    return run


def _named(parts: Parts, what: str) -> Parts:
    return [part for part in parts if part["what"] == what]


def test_it_names_model_and_what_computes(ask: Callable[[], Parts]) -> None:
    parts = ask()
    assert _named(parts, "model")[0]["name"].startswith("en-core-web-sm 3.8.0")
    assert _named(parts, "computes")[0]["name"] == next(iter(list_kernels()))
    assert _named(parts, "ledger")[0]["name"].startswith("SQLite 3.")


def test_without_a_library_numpy_is_named(ask: Callable[[], Parts], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels_native, "find_library", lambda: None)
    assert _named(ask(), "computes")[0]["name"] == "numpy"


def test_an_extra_that_is_missing_says_how_to_get_it(ask: Callable[[], Parts], monkeypatch: pytest.MonkeyPatch) -> None:
    extras = {part["name"]: part for part in _named(ask(), "extra")}
    assert extras["spacy"]["state"] == "installed"
    assert "spacy 3.8" in extras["spacy"]["note"]
    monkeypatch.setattr(command, "_version", lambda name: None)
    extras = {part["name"]: part for part in _named(ask(), "extra")}
    assert (extras["spacy"]["state"], extras["spacy"]["note"]) == ("not installed", "pip install 'dateline[spacy]'")
