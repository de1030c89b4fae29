"""Pure questions to a ledger: lists, why a value is what it is, and exports."""

from dateline.views.changes import CHANGE_COLUMNS, ChangeRow, list_changes
from dateline.views.columns import Cell, Column
from dateline.views.context import Quote, Reason, Why
from dateline.views.entities import Entity, load_entity
from dateline.views.export import (
    EXPORTS,
    TABLES,
    Table,
    Texts,
    Wish,
    column_names,
    export_csv,
    export_jsonl,
    export_parquet,
)
from dateline.views.filters import CHOICES, FILTERS, SORTS
from dateline.views.issues import list_issues
from dateline.views.ledger import Ledger
from dateline.views.listing import Listing
from dateline.views.lists import list_articles, list_events, list_statements
from dateline.views.stories import StoryRow, list_stories, load_story
from dateline.views.threads import ThreadRow, list_threads
from dateline.views.totals import list_actors, list_places
from dateline.views.why import explain

__all__ = [
    "CHANGE_COLUMNS",
    "CHOICES",
    "EXPORTS",
    "FILTERS",
    "SORTS",
    "TABLES",
    "Cell",
    "ChangeRow",
    "Column",
    "Entity",
    "Ledger",
    "Listing",
    "Quote",
    "Reason",
    "StoryRow",
    "Table",
    "Texts",
    "ThreadRow",
    "Why",
    "Wish",
    "column_names",
    "explain",
    "export_csv",
    "export_jsonl",
    "export_parquet",
    "list_actors",
    "list_articles",
    "list_changes",
    "list_events",
    "list_issues",
    "list_places",
    "list_statements",
    "list_stories",
    "list_threads",
    "load_entity",
    "load_story",
]
