"""The OpenAPI document is true: whatever it allows is answered as it says."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings

from dateline.web.app import create_app
from dateline.web.settings import Settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.generation import GenerationMode
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
_DATA = ("json", "csv", "jsonl", "atom", "ics", "geojson", "jsonld", "bib")


def _make(path: Path) -> Any:
    return create_app(path, Settings(hosts=("localhost", "testserver", "127.0.0.1"), rate=0))


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.filterwarnings("ignore")
def test_answers_as_it_says(example_path: Path, mode: GenerationMode) -> None:
    """Questions that the document allows, and such as it does not, get answers of the shapes that it tells."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", _make(example_path))
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=6, deadline=None, phases=[Phase.generate], derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        try:
            ask()
        except BaseException as error:
            if "Unsatisfiable" not in type(error).__name__ and "Skip" not in type(error).__name__:
                raise
        asked += 1
    assert asked > 40


def test_every_address_of_data_is_described(example_path: Path) -> None:
    app = _make(example_path)
    paths = app.openapi()["paths"]
    data = {
        route.path
        for route in app.routes
        if isinstance(route, APIRoute) and route.path.rpartition(".")[2] in _DATA and route.path != "/openapi.json"
    }
    assert data <= set(paths)
    assert len(paths) > 40
    schemas = app.openapi()["components"]["schemas"]
    assert {"EventRow", "StatementRow", "EventDetail", "Record", "Error"} <= set(schemas)
