"""From what the act is and its standing to what the PLOVER 2.0 manual would code."""

from __future__ import annotations

from dateline.knowledge.plover import PloverRule, load_plover
from dateline.model.record import EventType, Plover, Status


def code_plover(type_: EventType, mode: str | None, status: Status) -> Plover:
    """Code by the manual: a future CONSULT is AGREE, a cancelled one REJECT, a threatened ASSAULT THREATEN."""
    rules = load_plover()
    rule = rules.rule(type_, status, mode)
    if rule is None:
        return Plover(type=type_, mode=mode, aux=rules.aux(status))
    return Plover(type=rule.code, mode=rule.gives_mode, aux=_aux(rule))


def _aux(rule: PloverRule) -> tuple[str, ...]:
    return () if rule.aux is None else (rule.aux,)
