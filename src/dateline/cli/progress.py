"""A line on standard error that tells how far a long run is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn


@contextmanager
def show_progress(what: str = "articles read") -> Iterator[Callable[[], None]]:
    """Count up articles with their rate; the line goes away at the end."""
    progress = Progress(
        SpinnerColumn(),
        TextColumn(f"{{task.completed}} {what}"),
        TaskProgressColumn(show_speed=True),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with progress:
        task = progress.add_task(what, total=None)
        yield lambda: progress.advance(task)


@contextmanager
def show_shares(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar that is told how many of how many are done; the line goes away at the end."""
    progress = Progress(
        TextColumn(f"{{task.completed}} of {{task.total}} {what}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with progress:
        task = progress.add_task(what, total=1)
        yield lambda done, total: progress.update(task, completed=done, total=total)
