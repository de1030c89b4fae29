"""Runs reading over many inputs into a ledger: chunks, one writer, progress, resumption."""

from dateline.ingest.adding import add_inputs
from dateline.ingest.contract import Cluster, Readers
from dateline.ingest.estimate import estimate_total
from dateline.ingest.pool import count_cores
from dateline.ingest.rereading import reread_articles
from dateline.ingest.run import Clock
from dateline.ingest.summary import Progress, Report, Summary

__all__ = [
    "Clock",
    "Cluster",
    "Progress",
    "Readers",
    "Report",
    "Summary",
    "add_inputs",
    "count_cores",
    "estimate_total",
    "reread_articles",
]
