"""The docs are current: generated pages, commands and links."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")


def test_the_generated_pages_are_current() -> None:
    result = subprocess.run(
        [sys.executable, "scripts/make_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def test_every_command_that_the_docs_show_exists() -> None:
    from dateline.cli import command_group

    known = set(command_group().list_commands(None))  # type: ignore[arg-type]
    shown = {
        match
        for page in PAGES
        if page.name != "cli.md"
        for match in re.findall(r"^\$ dateline ([a-z]+)|^dateline ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    }
    named = {first or second for first, second in shown} - {"reads"}
    assert named
    assert named <= known, f"the docs show {sorted(named - known)}"


def test_every_wing_and_room_is_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    source = ROOT / "src" / "dateline"
    wings = [path.name for path in source.iterdir() if (path / "__init__.py").exists()]
    rooms = [path.name for path in (source / "reading").iterdir() if (path / "__init__.py").exists()]
    assert len(wings) >= 8
    for name in (*wings, *rooms):
        assert f"`{name}" in text, f"ARCHITECTURE.md does not speak of {name}"


def test_the_readme_opens_with_the_two_commands() -> None:
    head = (ROOT / "README.md").read_text("utf-8").splitlines()[:6]
    assert any(line.startswith("make demo") for line in head)
    assert any(line.startswith("make test") for line in head)
