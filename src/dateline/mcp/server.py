"""The server: five tools, all of which only read."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from dateline import views
from dateline.ledger import Place, Store
from dateline.mcp.answers import NOTE, Detail, show_comparison, show_event, show_quote, show_statement
from dateline.model.errors import DatelineError
from dateline.model.record import Act, Register, Status
from dateline.version import VERSION
from dateline.views import explain, list_events
from dateline.views.details import load_event

_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, destructive_hint=False, open_world_hint=False)
_MOST = 50
Limit = Annotated[int, Field(ge=1, le=_MOST, description=f"Rows to give, at most {_MOST}.")]
Offset = Annotated[int, Field(ge=0, description="Rows to pass over, to read on.")]
Name = Annotated[str | None, Field(description="Whole words of a name, or a country's name or code.")]
Day = Annotated[str | None, Field(description="A day, month or year: 2025-10-24, 2025-10, 2025.")]
Format = Annotated[Detail, Field(description="`compact`, or `full` with every field and span.")]


def make_server(path: Place) -> MCPServer[Any]:
    """Make the server of a ledger; raises LedgerError where it cannot be read."""
    with Store(path) as store:
        store.open_for_reading()
    server: MCPServer[Any] = MCPServer(
        "dateline", version=VERSION, log_level="WARNING",
        instructions=(
            "A ledger of what news reports say happened: events (who did what to whom, with what standing) and "
            "statements (who said what to whom). Every answer has ids and exact quotes. " + NOTE
        ),
    )  # fmt: skip
    _add_lists(server, path)
    _add_single(server, path)
    _add_evidence(server, path)
    return server


def _given(**filters: Any) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value not in (None, "", False)}


def _page(rows: Any, offset: int, limit: int, shown: list[dict[str, Any]]) -> dict[str, Any]:
    following = offset + limit if len(rows) > offset + limit else None
    return {"total": len(rows), "next_offset": following, "undated": rows.undated, "rows": shown, "note": NOTE}


def _add_lists(server: MCPServer[Any], path: Place) -> None:
    @server.tool(annotations=_READS)
    def search_events(
        words: Annotated[str | None, Field(description="Words in the sentences of the evidence.")] = None,
        actor: Name = None, recipient: Name = None, country: Name = None, place: Name = None,
        register: Register | None = None, status: Status | None = None, said_by: Name = None, since: Day = None,
        until: Day = None, contested: bool = False, limit: Limit = 10, offset: Offset = 0,
        response_format: Format = "compact",
    ) -> dict[str, Any]:  # fmt: skip
        """List events that fit all filters, the latest first, each with its standing, voice, quote and source."""
        with _open(path) as store:
            rows = _told(
                lambda: list_events(
                    store, sort="-time",
                    **_given(
                        search=words, actor=actor, recipient=recipient, country=country, place=place,
                        register=register, status=status, said_by=said_by, since=since, until=until,
                        contested=contested,
                    ),
                )
            )  # fmt: skip
            shown = [show_event(row, response_format) for row in rows[offset : offset + limit]]
            return _page(rows, offset, limit, shown)

    @server.tool(annotations=_READS)
    def list_statements(
        words: Annotated[str | None, Field(description="Words in what is said.")] = None,
        speaker: Name = None, addressee: Name = None, act: Act | None = None, since: Day = None, until: Day = None,
        limit: Limit = 10, offset: Offset = 0, response_format: Format = "compact",
    ) -> dict[str, Any]:  # fmt: skip
        """List who said what to whom, verbatim, the latest first."""
        with _open(path) as store:
            rows = _told(
                lambda: views.list_statements(
                    store, sort="-published",
                    **_given(search=words, speaker=speaker, addressee=addressee, act=act, since=since, until=until),
                )
            )  # fmt: skip
            shown = [show_statement(row, response_format) for row in rows[offset : offset + limit]]
            return _page(rows, offset, limit, shown)


def _add_single(server: MCPServer[Any], path: Place) -> None:
    @server.tool(annotations=_READS)
    def get_event(
        id: Annotated[str, Field(description="Id of an event or of a report: event:1f3a…")],
        response_format: Format = "compact",
    ) -> dict[str, Any]:
        """Give one event with all its reports and their quotes, its claims and denials, and what people decided."""
        with _open(path) as store:
            detail = _told(lambda: load_event(store, id))
            return {
                "event": show_event(detail.event, response_format),
                "reports": [show_event(row, "compact") for row in detail.reports],
                "claims": [show_statement(row, "compact") for row in detail.claims],
                "denials": [show_statement(row, "compact") for row in detail.denials],
                "decisions": [
                    {"action": each.action, "field": each.field, "value": each.value, "note": each.note}
                    for each in detail.decisions if not each.undone
                ],
                "note": NOTE,
            }  # fmt: skip


def _add_evidence(server: MCPServer[Any], path: Place) -> None:
    @server.tool(annotations=_READS)
    def get_evidence(
        id: Annotated[str, Field(description="Id of an event, report or statement.")],
        field: Annotated[str | None, Field(description="One field, as place or actors; else all.")] = None,
    ) -> dict[str, Any]:
        """Give the exact words behind every field, or one, with the rule that read them and who else it could be."""
        with _open(path) as store:
            why = _told(lambda: explain(store, id, field))
            return {
                "id": why.key, "kind": why.kind,
                "source": {
                    "article": why.article, "outlet": why.outlet, "published": why.published, "title": why.title,
                    "url": why.url,
                },
                "fields": [
                    {
                        "field": reason.field, "value": reason.value,
                        "quotes": [show_quote(quote) for quote in reason.quotes], "why": list(reason.notes),
                    }
                    for reason in why.reasons
                ],
                "note": NOTE,
            }  # fmt: skip

    @server.tool(annotations=_READS)
    def compare_reports(
        id: Annotated[str, Field(description="Id of an event or of one of its reports.")],
    ) -> dict[str, Any]:
        """Compare what each report says of each field of an event: where they agree and where they contradict."""
        with _open(path) as store:
            return show_comparison(_told(lambda: load_event(store, id)))


def _open(path: Place) -> Store:
    """Open the ledger for one answer, so that what others add meanwhile is seen by the next."""
    store = Store(path)
    store.open_for_reading()
    return store


def _told(ask: Any) -> Any:
    """Ask, and say in words what is wrong with a question."""
    try:
        return ask()
    except DatelineError as error:
        raise ToolError(str(error)) from error


def run(path: Place, transport: Literal["stdio"] = "stdio") -> None:
    """Serve a ledger to one agent on standard input and output, until it ends."""
    make_server(path).run(transport)
