"""The ledger keeps articles, their records and the history of what was added.

It is one SQLite file, or a schema of a PostgreSQL database.
"""

from dateline.ledger.address import Address, Place, find_place
from dateline.ledger.check import Fault, find_faults, find_quick_faults
from dateline.ledger.copying import copy_ledger
from dateline.ledger.names import actor_key, fold_name, place_key
from dateline.ledger.schema import APPLICATION_ID, SCHEMA_VERSION
from dateline.ledger.store import Outcome, RunCounts, Store, Unkept
from dateline.ledger.words import fold_words

__all__ = [
    "APPLICATION_ID", "SCHEMA_VERSION", "Address", "Fault", "Outcome", "Place", "RunCounts", "Store", "Unkept",
    "actor_key", "copy_ledger", "find_faults", "find_place", "find_quick_faults", "fold_name", "fold_words",
    "place_key",
]  # fmt: skip
