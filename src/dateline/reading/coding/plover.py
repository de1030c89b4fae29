"""From what the act is and its standing to what the PLOVER 2.0 manual would code."""

from __future__ import annotations

from dateline.knowledge.plover import PloverRule, load_plover
from dateline.model.record import EventType, Plover, Status


def code_plover(type_: EventType, mode: str | None, status: Status, verbal: EventType | None = None) -> Plover:
    """Code by the manual: a future CONSULT is AGREE, a cancelled one REJECT, a threatened ASSAULT THREATEN.

    `verbal` is the act of words that the text itself names: agreeing to withdraw is AGREE, not a future RETREAT.
    """
    rules = load_plover()
    if verbal is not None and verbal != type_:
        rule = rules.rule(type_, "threatened" if verbal == "THREATEN" else status, mode)
        gives_mode = rule.gives_mode if rule is not None and rule.code == verbal else None
        return Plover(type=verbal, mode=gives_mode)
    rule = rules.rule(type_, status, mode)
    if rule is None:
        return Plover(type=type_, mode=mode, aux=rules.aux(status))
    return Plover(type=rule.code, mode=rule.gives_mode, aux=_aux(rule))


def _aux(rule: PloverRule) -> tuple[str, ...]:
    return () if rule.aux is None else (rule.aux,)
