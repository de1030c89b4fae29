"""Runs reading over many inputs into a ledger: chunks, one writer, progress, resumption."""

from dateline.ingest.adding import Clock, add_inputs
from dateline.ingest.estimate import estimate_total
from dateline.ingest.pool import Readers, count_cores
from dateline.ingest.summary import Progress, Report, Summary

__all__ = ["Clock", "Progress", "Readers", "Report", "Summary", "add_inputs", "count_cores", "estimate_total"]
