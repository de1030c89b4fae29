"""Many reports, one happening: copies of one text, and what the reports of one event say together."""

from dateline.merging.copies import Copy, CopyFinder, choose_originals, find_copies, find_passages
from dateline.merging.fingerprints import Fingerprint, make_fingerprint

__all__ = ["Copy", "CopyFinder", "Fingerprint", "choose_originals", "find_copies", "find_passages", "make_fingerprint"]
