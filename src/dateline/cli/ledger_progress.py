"""How far a run of adding is: a bar with rate and time left, on standard error, for a person who looks on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.cli.output import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from dateline.ingest import Progress, Report

_SAID_AT_MOST = 20


@contextmanager
def show_adding() -> Iterator[Report]:
    """Give what reports go to: a bar in a terminal; what is wrong with an input is said in any case."""
    if not sys.stderr.isatty():
        yield _Reporter(None, None)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", style="dim"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Reporter(bar, bar.add_task("", total=None, rate=""))


class _Reporter:
    """Shows each report on the bar."""

    def __init__(self, bar: Bar | None, task: TaskID | None) -> None:
        self._bar = bar
        self._task = task
        self._said = 0
        self._started: tuple[float, int] | None = None

    def __call__(self, progress: Progress) -> None:
        if progress.problem is not None:
            self._said += 1
            if self._said <= _SAID_AT_MOST:
                self._say(f"dateline: {progress.doing}: {progress.problem}")
            elif self._said == _SAID_AT_MOST + 1:
                self._say("dateline: there are more such inputs; `dateline issues` lists them all")
        if self._bar is not None and self._task is not None:
            done = progress.summary.done + progress.waiting
            total = None if progress.total is None else max(progress.total, done)
            rate = self._rate(done - progress.summary.known)
            self._bar.update(self._task, completed=done, total=total, rate=rate, description=progress.doing[-30:])

    def _rate(self, read: int) -> str:
        """Count what was read by the second, leaving out what was there already and the time until the first."""
        if read == 0:
            return ""
        if self._started is None:
            self._started = time.monotonic(), read
        seconds, first = time.monotonic() - self._started[0], self._started[1]
        return f"{(read - first) / seconds:.1f} articles/s" if read > first and seconds > 0 else ""

    def _say(self, message: str) -> None:
        if self._bar is None:
            say(message)
        else:
            self._bar.console.print(message, markup=False, highlight=False, soft_wrap=True)
