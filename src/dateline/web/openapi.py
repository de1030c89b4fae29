"""The OpenAPI document: made from the types of the rows and the filters of the lists, never by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import FastAPI

from dateline.model.record import Record
from dateline.version import VERSION
from dateline.views.details import ActorDetail, EventDetail, StatementDetail
from dateline.views.filters import CHOICES, FILTERS, SORTS, List
from dateline.views.overview import Overview
from dateline.views.rows import PlaceRow
from dateline.views.series import Network, Pair, Site, Timeline
from dateline.web.asking import LARGEST_PAGE, PAGE
from dateline.web.lists import KINDS

_REF = "#/components/schemas/{name}"
_FLAGS = ("all_versions", "contested", "rejected", "reports")
_ONE = ("since", "until", "search", "sort", "policy")
_EXTRA: dict[str, tuple[str, ...]] = {
    "unit": ("day", "week", "month", "year"), "view": ("world", "fit"), "by": ("country", "actor"),
}  # fmt: skip
_DAY = {"type": "string", "examples": ["2025", "2025-10", "2025-10-24"]}
_ERRORS = {
    400: "The question cannot be asked so; `error` says why.", 404: "There is nothing of this id.",
    414: "The address is too long.", 429: "Too many requests.",
}  # fmt: skip


def _parameter(name: str, schema: dict[str, Any], words: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "in": "query", "required": False, "schema": schema}
    if words:
        made["description"] = words
    return made


def parameters_of(about: List, paged: bool, extra: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Describe the filters of a list as query parameters."""
    made: list[dict[str, Any]] = []
    for name in FILTERS[about]:
        if name == "limit":
            continue
        if name in _FLAGS:
            made.append(_parameter(name, {"type": "boolean"}))
        elif name in ("since", "until"):
            made.append(_parameter(name, _DAY, "A day, month or year."))
        elif name == "sort":
            orders = [order for by in SORTS[about] for order in (by, f"-{by}")]
            if orders:
                made.append(_parameter(name, {"type": "string", "enum": orders}))
        else:
            choices = CHOICES.get(name)
            one: dict[str, Any] = {"type": "string", "enum": list(choices)} if choices else {"type": "string"}
            made.append(_parameter(name, one if name in _ONE else {"type": "array", "items": one}))
    made += [_parameter(name, {"type": "string", "enum": list(_EXTRA[name])}) for name in extra]
    if paged:
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE}
        made.append(_parameter("limit", size, "Rows on a page."))
        made.append(_parameter("after", {"type": "string"}, "`next` of the page before."))
    return made


def _errors(*codes: int) -> dict[int | str, dict[str, Any]]:
    return {
        code: {
            "description": _ERRORS[code],
            "content": {"application/json": {"schema": {"$ref": _REF.format(name="Error")}}},
        }
        for code in codes
    }


def describe_list(about: List, form: str, row: type[msgspec.Struct]) -> dict[str, Any]:
    """Describe a list in one form, for the decorator of its route."""
    schema: dict[str, Any] = {"type": "string"}
    media = {"json": "application/json", "jsonl": "application/jsonl", "csv": "text/csv"}[form]
    if form == "json":
        rows = {"type": "array", "items": {"$ref": _REF.format(name=row.__name__)}}
        schema = {
            "type": "object", "required": ["ok", "rows", "truncated", "next", "next_url"],
            "properties": {
                "ok": {"const": True}, "rows": rows, "total": {"type": ["integer", "null"]},
                "undated": {"type": "integer"}, "truncated": {"type": "boolean"},
                "next": {"type": ["string", "null"]}, "next_url": {"type": ["string", "null"]},
            },
        }  # fmt: skip
    return {
        "operation_id": f"{about}_{form}", "summary": f"{about.capitalize()} as {form.upper()}", "tags": [about],
        "responses": {200: {"description": "The rows.", "content": {media: {"schema": schema}}}, **_errors(400)},
        "openapi_extra": {"parameters": parameters_of(about, paged=True)},
    }  # fmt: skip


def describe_text(
    operation: str, words: str, media: str, about: List, extra: Sequence[str] = (), schema: str | None = None
) -> dict[str, Any]:
    """Describe events (or another list) in a form of its own."""
    content: dict[str, Any] = {"type": "object"} if "json" in media else {"type": "string"}
    if schema:
        content = {
            "type": "object",
            "description": f"Holds {schema}.",
            "required": ["ok"],
            "properties": {"ok": {"const": True}},
        }
    return {
        "operation_id": operation, "summary": words, "tags": [about],
        "responses": {200: {"description": words, "content": {media: {"schema": content}}}, **_errors(400)},
        "openapi_extra": {"parameters": parameters_of(about, paged=True, extra=extra)},
    }  # fmt: skip


def describe_one(
    operation: str, schema: str | None, media: str = "application/json", name: str | None = "key"
) -> dict[str, Any]:
    """Describe one thing by its id."""
    content: dict[str, Any] = {}
    if schema:
        field = {"Record": "record", "PlaceRow": "place"}.get(schema, operation)
        content = {
            "type": "object", "required": ["ok", field],
            "properties": {"ok": {"const": True}, field: {"$ref": _REF.format(name=schema)}},
        }  # fmt: skip
    made: dict[str, Any] = {
        "operation_id": operation, "summary": operation.replace("_", " ").capitalize(), "tags": ["one"],
        "responses": {200: {"description": "Found.", "content": {media: {"schema": content}}}},
    }  # fmt: skip
    if name:
        made["responses"] |= _errors(400, 404)
    return made


def install_document(app: FastAPI) -> None:
    """Make the document of an application once, with the shapes of all rows."""
    types: list[Any] = [kind.row for kind in KINDS.values()]
    types += [EventDetail, StatementDetail, ActorDetail, Record, PlaceRow, Overview, Timeline, Site, Network, Pair]
    _, components = msgspec.json.schema_components(list(dict.fromkeys(types)), ref_template=_REF)
    made = FastAPI.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = made(app)
            schema["info"] = {
                "title": "dateline", "version": VERSION,
                "description": "A ledger of what news reports say happened. Read-only; every value has its words.",
            }  # fmt: skip
            known = schema.setdefault("components", {}).setdefault("schemas", {})
            known.update(components)
            known["Error"] = {
                "type": "object", "required": ["ok", "error", "errors", "status"],
                "properties": {
                    "ok": {"const": False}, "error": {"type": "string"},
                    "errors": {"type": "array", "items": {"type": "string"}}, "status": {"type": "integer"},
                },
            }  # fmt: skip
            for path in schema["paths"].values():
                for operation in path.values():
                    operation["responses"].pop("422", None)
            known.pop("HTTPValidationError", None)
            known.pop("ValidationError", None)
        return app.openapi_schema or schema

    app.openapi = document  # type: ignore[method-assign]
