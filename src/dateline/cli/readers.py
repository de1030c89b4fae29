"""What reads for `add` and `reread`: processes of this machine, or the workers of a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.output import Command

if TYPE_CHECKING:
    from dateline.ingest import Readers
    from dateline.ledger import Place

_WORK = ".work"


def reader_options(command: Command) -> Command:
    """Give a command the options for who reads."""
    for option in reversed(
        (
            click.option(
                "--workers",
                type=click.IntRange(min=1),
                metavar="N",
                help="How many processes read side by side; by default one a core. Example: --workers 2",
            ),
            click.option(
                "--cluster",
                metavar="ADDRESS",
                help="Let the workers of the Dask cluster at this address read. Example: --cluster tcp://10.0.0.5:8786",
            ),
            click.option(
                "--work",
                metavar="FOLDER",
                help="With --cluster: folder or fsspec address that all workers see, where what they read waits until "
                "it is in the ledger; by default LEDGER.work beside the ledger. Example: --work /shared/work",
            ),
            click.option(
                "--keep-chunks",
                is_flag=True,
                help="With --cluster: leave what was read in the --work folder; another ledger is then filled from it "
                "without reading. Example: --keep-chunks",
            ),
        )
    ):
        command = option(command)
    return command


def choose_readers(
    ledger: Place | str, model: str | None, workers: int | None, cluster: str | None, work: str | None, keep: bool
) -> Readers:
    """Give what reads, by the options; raises UsageError for options that do not go together."""
    from dateline.ingest import Cluster, Readers, count_cores

    if cluster is None:
        for name, given in (("--work", work is not None), ("--keep-chunks", keep)):
            if given:
                raise click.UsageError(f"{name} goes with --cluster ADDRESS")
        return Readers(model, workers or count_cores())
    if workers is not None:
        raise click.UsageError(
            "--workers and --cluster exclude each other: how many workers a cluster has is told by its own start, "
            "`dask worker ADDRESS --nworkers N --nthreads 1`"
        )
    if not cluster.strip():
        raise click.UsageError("--cluster needs the address of a scheduler, such as tcp://10.0.0.5:8786")
    return Readers(model, cluster=Cluster(cluster, _find_work(str(ledger), work), keep))


def _find_work(ledger: str, work: str | None) -> str:
    """Give the folder by a name that other processes understand, whatever folder they were started in."""
    if work is None:
        # A ledger that is no file has nothing beside it.
        work = f"dateline{_WORK}" if "://" in ledger or ":/" in ledger else f"{ledger}{_WORK}"
    return work if "://" in work else str(Path(work).absolute())
