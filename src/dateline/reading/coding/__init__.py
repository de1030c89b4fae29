"""Everything found becomes the record: actors numbered, statements and events keyed, PLOVER codes derived."""

from dateline.reading.coding.record import code_record
from dateline.reading.coding.types import Coded, Found, Resolved

__all__ = ["Coded", "Found", "Resolved", "code_record"]
