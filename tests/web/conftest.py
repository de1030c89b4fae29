from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.serving import serve


@pytest.fixture(scope="module")
def client(example_path: Path) -> TestClient:
    return serve(example_path)
