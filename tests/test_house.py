"""The house keeps its own rules."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dateline.model.errors import ConfigError
from dateline.reading.steps import STEPS, Step, check_steps
from dateline.version import VERSION

ROOT = Path(__file__).resolve().parent.parent


def test_the_steps_are_in_an_order_that_works() -> None:
    check_steps(STEPS)
    assert [step.name for step in STEPS] == [
        "analysis", "mentions", "statements", "references", "events", "resolution", "coding"
    ]  # fmt: skip


def test_a_step_without_its_needs_is_refused() -> None:
    with pytest.raises(ConfigError, match="'events' needs references"):
        check_steps(tuple(step for step in STEPS if step.name != "references"))


def test_a_step_that_gives_what_is_given_is_refused() -> None:
    twin = Step("twin", (), "analysis", STEPS[0].run)
    with pytest.raises(ConfigError, match="which a step before it gives already"):
        check_steps((STEPS[0], twin))


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION


def test_the_lock_names_what_the_project_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = (ROOT / "requirements" / "run.in").read_text("utf-8").splitlines()
    assert sorted(line for line in wanted if line and not line.startswith("#")) == sorted(project["dependencies"])
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    for line in project["dependencies"]:
        name = line.split(">")[0].split("=")[0].lower().replace("_", "-")
        assert f"\n{name}==" in f"\n{locked}", f"{name} is not in the lock"


def test_sizes() -> None:
    result = subprocess.run(
        [sys.executable, "scripts/check_sizes.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
