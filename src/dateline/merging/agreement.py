"""Agreement as data: of each field of an event the values, who claims each, and whether they fit, by typed rules.

Numbers fit where one number can be meant ("at least 6" and 7); places where one holds the other or they are near; days
where the intervals touch; sides where one is the other or a part of it (Russia, the Russian air force). Of values that
do not fit, a later one of the same voice is an update, as is a growing toll, and a plan that was carried out; all
else is contested, unless someone denies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.merging.claims import Made, make_claims
from dateline.merging.fields import bounds, distance, is_fine, numbers_fit
from dateline.merging.reports import Where, Who
from dateline.merging.told import Told
from dateline.merging.types import POLICIES, Field, FieldStatus, Policy, Value

_ORDER = ("status", "time", "place", "actors", "recipients", "participants")
_GROWING = frozenset(("killed", "injured", "missing", "displaced", "arrested", "released"))
"""Counts that later reports raise as more becomes known."""
_AHEAD = ("considered", "proposed", "conditional", "threatened", "planned")
_COURSE = dict.fromkeys(_AHEAD, 0) | {"ongoing": 1, "occurred": 2, "cancelled": 2}
"""How far a matter has come; a later report of a later stage is an update."""
_NEAR = 40.0


def make_fields(reports: Iterable[Told]) -> tuple[Field, ...]:
    """Give the fields of an event from its reports."""
    made: dict[str, list[Made]] = {}
    ordered = sorted(reports, key=lambda each: each.order)
    done = any(told.report.type != "REJECT" for told in ordered)
    for told in ordered:
        for each in make_claims(told, refused=done and told.report.type == "REJECT"):
            made.setdefault(each.field, []).append(each)
    names = [name for name in _ORDER if name in made] + sorted(set(made) - set(_ORDER))
    return tuple(_make_field(name, made[name]) for name in names)


def _make_field(name: str, claims: list[Made]) -> Field:
    groups = _group(claims)
    superseded, contested = _find_conflicts(name, groups)
    values = [_make_value(group, superseded) for group in groups.values()]
    status: FieldStatus = "single"
    if any(value.polarity == "denied" for value in values):
        asserted = any(value.polarity == "asserted" for value in values)
        status = "denied" if asserted or len(values) else "single"
    elif contested:
        status = "contested"
    elif superseded:
        status = "updated"
    elif _is_corroborated(list(groups.values())):
        status = "corroborated"
    chosen = {policy: _choose(policy, name, groups, superseded) for policy in POLICIES}
    return Field(name=name, status=status, values=tuple(values), chosen=chosen)


Key = tuple[str, str]


def _group(claims: Sequence[Made]) -> dict[Key, list[Made]]:
    groups: dict[Key, list[Made]] = {}
    for made in claims:
        groups.setdefault((made.text, made.polarity), []).append(made)
    return groups


def _make_value(group: Sequence[Made], superseded: dict[str, str]) -> Value:
    first = group[0]
    days = sorted(made.claim.published for made in group if made.claim.published is not None)
    return Value(
        value=first.text,
        polarity="denied" if first.polarity == "denied" else "asserted",
        voices=len({made.claim.voice for made in group}),
        documents=len({made.claim.article for made in group}),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        superseded_by=superseded.get(first.text) if first.polarity == "asserted" else None,
        claims=tuple(made.claim for made in group),
    )


def _is_corroborated(groups: Sequence[Sequence[Made]]) -> bool:
    """At least two voices give values that fit."""
    everyone = [made for group in groups for made in group]
    return any(
        a.claim.voice != b.claim.voice and (a.text == b.text or (a.strong and b.strong)) and _fit(a, b)
        for position, a in enumerate(everyone)
        for b in everyone[position + 1 :]
    )


def _find_conflicts(name: str, groups: dict[Key, list[Made]]) -> tuple[dict[str, str], bool]:
    """Give which value took the place of which, and whether some pair of values is contested."""
    superseded: dict[str, str] = {}
    contested = False
    values = [group for (_, polarity), group in groups.items() if polarity == "asserted"]
    for position, group in enumerate(values):
        for other in values[position + 1 :]:
            pairs = [(a, b) for a in group for b in other if not _fit(a, b)]
            if not pairs:
                continue
            earlier, later = _in_course(name, group, other)
            if earlier is not None and later is not None:
                superseded[earlier] = later
            elif any(_weigh_against(a, b) for a, b in pairs):
                contested = True
    return superseded, contested


def _weigh_against(a: Made, b: Made) -> bool:
    """Two copies of one text that differ contradict each other as well; one article that repeats itself does not."""
    apart = a.claim.article != b.claim.article or a.claim.claimed_by != b.claim.claimed_by
    return a.strong and b.strong and apart


def _in_course(name: str, group: Sequence[Made], other: Sequence[Made]) -> tuple[str | None, str | None]:
    """Tell which of two values took the place of the other: it came later, of the same voice or as such things go."""
    first, second = _first_day(group), _first_day(other)
    early, late = (group, other) if _is_before(first, second) else (other, group)
    none = (None, None)
    if name == "status":
        stages = [_COURSE.get(each[0].text) for each in (group, other)]
        if stages[0] is None or stages[1] is None or stages[0] == stages[1]:
            return none
        early, late = (group, other) if stages[0] < stages[1] else (other, group)
        return (early[0].text, late[0].text) if not _is_before(_first_day(late), _first_day(early)) else none
    if first is None or second is None or first == second or _last_day(early) > (_first_day(late) or ""):
        return none
    if {made.claim.voice for made in early} == {made.claim.voice for made in late}:
        return early[0].text, late[0].text
    if name.split(" ")[0] in _GROWING and _grows(early[0], late[0]):
        return early[0].text, late[0].text
    return none


def _grows(early: Made, late: Made) -> bool:
    if early.number is None or late.number is None:
        return False
    return bounds(late.number)[0] > bounds(early.number)[0]


def _first_day(group: Sequence[Made]) -> str | None:
    days = [made.claim.published for made in group if made.claim.published is not None]
    return min(days) if days else None


def _last_day(group: Sequence[Made]) -> str:
    return max((made.claim.published or "~" for made in group), default="~")


def _is_before(first: str | None, second: str | None) -> bool:
    return (first or "~") <= (second or "~")


def _fit(a: Made, b: Made) -> bool:
    if a.text == b.text:
        return True
    if a.number is not None and b.number is not None:
        return numbers_fit(a.number, b.number)
    if a.place is not None and b.place is not None:
        return places_fit(a.place, b.place)
    if a.days is not None and b.days is not None:
        return a.days[0] <= b.days[1] and b.days[0] <= a.days[1]
    if a.text in _AHEAD and b.text in _AHEAD:
        return True
    if a.who or b.who:
        return any(sides_fit(one, other) for one in a.who for other in b.who)
    return False


def places_fit(a: Where, b: Where) -> bool:
    """Tell whether two places can be one: the same, one within the other, or near each other."""
    if a.key == b.key or (a.name == b.name and a.country == b.country):
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if not (is_fine(a) and is_fine(b)):
        return "country" in (a.kind, b.kind) or _region(a) is None or _region(b) is None or _region(a) == _region(b)
    return distance(a, b) < _NEAR


def _region(place: Where) -> str | None:
    return place.name if place.kind == "admin1" else place.admin1


def sides_fit(a: Who, b: Who) -> bool:
    """Tell whether two sides can be one: the same, a part of the other, or one that is named by nobody."""
    if a.key == b.key:
        return True
    if a.country and b.country:
        return a.country == b.country
    vague = (None, "group", "unnamed")
    return a.kind in vague or b.kind in vague or (a.affiliation is not None and a.affiliation == b.affiliation)


def _choose(policy: Policy, name: str, groups: dict[Key, list[Made]], superseded: dict[str, str]) -> str:
    """Pick one value: the most careful, the most telling and latest, or the one of most voices."""
    asserted = [group for (_, polarity), group in groups.items() if polarity == "asserted"]
    standing = [group for group in asserted if group[0].text not in superseded] or asserted or list(groups.values())
    strong = [group for group in standing if any(made.strong for made in group)] or standing
    if policy == "conservative":
        best = min(standing, key=lambda group: (*_caution(name, group[0]), _first_day(group) or "~", group[0].text))
    elif policy == "informative":
        best = min(strong, key=lambda group: (-_detail(group[0]), _inverse(_last_known(group)), group[0].text))
    else:
        best = min(strong, key=lambda group: (-_voices(group), _inverse(_last_known(group)), group[0].text))
    return best[0].text


def _voices(group: Sequence[Made]) -> int:
    return len({made.claim.voice for made in group})


def _last_known(group: Sequence[Made]) -> str:
    return max((made.claim.published or "" for made in group), default="")


def _inverse(day: str) -> tuple[int, ...]:
    """Order days backwards, the unknown last."""
    return tuple(-ord(letter) for letter in day) or (1,)


def _caution(name: str, made: Made) -> tuple[float, ...]:
    if made.number is not None:
        low, high = bounds(made.number)
        return (low, high)
    if made.days is not None:
        return (float(made.days[0] - made.days[1]),)
    if made.place is not None:
        return (0.0 if made.place.kind == "country" else 2.0 if is_fine(made.place) else 1.0,)
    if name == "status":
        return (float(_COURSE.get(made.text, 3)),)
    return (float(len(made.who)),)


def _detail(made: Made) -> float:
    if made.number is not None:
        low, high = bounds(made.number)
        return 1.0 if low == high else 0.0
    if made.days is not None:
        return -float(made.days[1] - made.days[0])
    if made.place is not None:
        return 2.0 if is_fine(made.place) else 0.0 if made.place.kind == "country" else 1.0
    return float(sum(who.kind not in (None, "group", "unnamed") for who in made.who))
