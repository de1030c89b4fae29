"""Help that helps: it comes at once, and every option shows how it is used."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import click
import pytest

from dateline.cli import command_group
from dateline.cli.commands import COMMANDS

CONTEXT = click.Context(command_group(), info_name="dateline")


def _seconds(*arguments: str) -> float:
    """The best of five runs, since other work may slow any one of them."""
    best = 60.0
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return best


def test_help_comes_at_once() -> None:
    assert _seconds("-m", "dateline", "--help") < 0.6


def test_import_takes_no_time() -> None:
    assert _seconds("-c", "import dateline") < 0.6


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["read", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom dateline.cli import main\n"
        f"main({arguments!r})\n"
        "heavy = {'spacy', 'numpy', 'trafilatura', 'rich', 'py3langid', 'sqlite3', 'lxml'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.strip()) == (0, "")


def test_the_list_of_commands_is_made_without_them() -> None:
    listed = command_group().get_help(CONTEXT)
    for name, lazy in COMMANDS.items():
        assert re.search(rf"^  {name}\s", listed, re.MULTILINE)
        assert lazy.summary.split(".")[0].split(",")[0] in " ".join(listed.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_an_example(name: str) -> None:
    command = command_group().get_command(CONTEXT, name)
    assert command is not None
    assert command.name == name
    assert command.help
    text = command.get_help(click.Context(command, info_name=name, parent=CONTEXT))
    assert "Examples:" in text
    assert f"dateline {name}" in text
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name != "help":
            assert parameter.help, parameter.name
            assert "xample: " in parameter.help, f"{name} {parameter.opts[-1]}"
            assert any(each in parameter.help.split("xample: ")[1] for each in parameter.opts), parameter.name


def test_a_module_run_is_the_command() -> None:
    result = subprocess.run([sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("dateline ")
