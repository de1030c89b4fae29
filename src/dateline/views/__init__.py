"""Pure questions to a ledger: lists, why a value is what it is, and exports."""

from dateline.views.columns import Cell, Column
from dateline.views.context import Quote, Reason, Why
from dateline.views.export import EXPORTS, Texts, csv_columns, export_csv, export_jsonl
from dateline.views.filters import CHOICES, FILTERS, SORTS
from dateline.views.ledger import Ledger
from dateline.views.listing import Listing
from dateline.views.lists import list_articles, list_events, list_statements
from dateline.views.totals import list_actors, list_issues, list_places
from dateline.views.why import explain

__all__ = [
    "CHOICES", "EXPORTS", "FILTERS", "SORTS", "Cell", "Column", "Ledger", "Listing", "Quote", "Reason", "Texts", "Why",
    "csv_columns", "explain", "export_csv", "export_jsonl", "list_actors", "list_articles", "list_events",
    "list_issues", "list_places", "list_statements",
]  # fmt: skip
