"""Reports of one happening become one entry: its id, its fields, its voices, and why each report is in it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.merging.agreement import make_fields
from dateline.merging.claims import make_claims
from dateline.merging.comparing import compare
from dateline.merging.points import Comparison
from dateline.merging.told import Told
from dateline.merging.types import POLICIES, Field, JoinedEvent, Link, Policy

_LOOKED_AT = 30
"""A report is linked to the nearest of so many earlier ones."""


def make_event(reports: Sequence[Told]) -> JoinedEvent:
    """Make the entry of one happening; the order of the reports makes no difference."""
    ordered = sorted(reports, key=lambda told: told.order)
    fields = make_fields(ordered)
    chosen = {policy: _choose_report(ordered, fields, policy) for policy in POLICIES}
    return JoinedEvent(
        id=ordered[0].report.key,
        reports=tuple(told.report.key for told in ordered),
        documents=len({told.source.id for told in ordered}),
        voices=len({told.voice for told in ordered}),
        chosen=chosen,
        fields=fields,
        links=tuple(_link(ordered, position) for position in range(1, len(ordered))),
    )


def _choose_report(ordered: Sequence[Told], fields: Sequence[Field], policy: Policy) -> str:
    """Choose the report that has most of the values that a policy picks, the fullest of those, the earliest."""
    wanted = {(field.name, field.chosen[policy]) for field in fields}

    def rank(position: int) -> tuple[float, ...]:
        told = ordered[position]
        made = list(make_claims(told))
        hits = len({(each.field, each.text) for each in made if each.polarity == "asserted"} & wanted)
        return (hits, len({each.field for each in made}), round(told.report.confidence, 3), -position)

    return ordered[max(range(len(ordered)), key=rank)].report.key


def _link(ordered: Sequence[Told], position: int) -> Link:
    told = ordered[position]
    best: tuple[float, str, Comparison] | None = None
    for earlier in ordered[:position][:_LOOKED_AT]:
        comparison = compare(told, earlier)
        if best is None or comparison.score > best[0]:
            best = (comparison.score, earlier.report.key, comparison)
    assert best is not None
    reasons = tuple((point.reason, point.weight) for point in best[2].points)
    if best[2].veto is not None:
        reasons = ((best[2].veto, best[0]),)
    return Link(report=told.report.key, to=best[1], score=best[0], reasons=reasons)
