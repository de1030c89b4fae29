"""The values of the who-is-who tables: known names, offices, agent nouns."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["person", "organisation", "country", "group", "place"]
EntryForm = Literal["name", "demonym"]
Gender = Literal["f", "m"]
Number = Literal["singular", "plural"]
AgentKind = Literal["person", "organisation", "group", "equipment"]


@dataclass(frozen=True, slots=True)
class Term:
    """One office that a person held, with its dates, each a year, a month or a day ("2021-12")."""

    role: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    affiliation: str | None = None
    since: str | None = None
    until: str | None = None
    """None: still in office, as far as known."""

    def covers(self, day: str) -> bool:
        """Tell whether the office was held, or may have been, on a day; a date is as exact as it is written."""
        begun = self.since is None or self.since[: len(day)] <= day[: len(self.since)]
        return begun and (self.until is None or day[: len(self.until)] <= self.until[: len(day)])

    def is_on_edge(self, day: str) -> bool:
        """Tell whether a day falls into the very year or month in which the office began or ended."""
        return any(edge is not None and edge[: len(day)] == day[: len(edge)] for edge in (self.since, self.until))


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One known person, body, country, group or seat of power, as one of its forms gives it ("Zelensky")."""

    key: str
    """Stable and unique: `kind:name`, or `kind:name:country` where several share a name. Compare entries by key:
    the same row is met with other `form`, `ambiguous` and `number` under its other forms."""
    name: str
    """Canonical name."""
    kind: EntryKind
    subkind: str | None = None
    """Organisations: igo ngo company media agency party armed military government court university club union bank
    legislature police intelligence religion; groups: religion ethnic region-people party-people movement;
    places: seat (a capital that may stand for its government)."""
    country: str | None = None
    """ISO alpha-3 or PLOVER code (IGO UNO EUR NGO MNC IMG ISM): whom it acts for."""
    sectors: tuple[str, ...] = ()
    affiliation: str | None = None
    """Canonical name of the body or country acted for."""
    gender: Gender | None = None
    forms: tuple[str, ...] = ()
    """All forms of the row, the canonical name first."""
    form: EntryForm = "name"
    """`demonym` when the words matched are an adjective or a people ("Russian", "South Koreans")."""
    ambiguous: bool = False
    """The words matched are also common words or other names ("Apple", "Shell"): context must decide."""
    number: Number | None = None
    """Of a demonym: "Russians" plural, "Frenchman" singular; None for an adjective ("Russian", "Swiss")."""
    roles: tuple[str, ...] = ()
    """Offices that a person holds at the date asked for, the first row of the table first ("president")."""
    since: str | None = None
    """When the first of them began: "1998", "1998-05" or "1998-05-20"."""
    until: str | None = None
    """When the last office ended, of somebody who holds none any more at the date asked for."""
    former_roles: tuple[str, ...] = ()
    """Offices of somebody who holds none any more."""
    terms: tuple[Term, ...] = ()
    """All offices of a person with their dates; `date_entry` tells those of a day."""
    surname: str = ""
    """Family name of a person, by which titles are followed: "Xi" of Xi Jinping."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office, rank or title that a person holds: "foreign minister", "Gen.", "anchor"."""

    form: str
    """Lower-case singular lemma form ("prime minister"; "general" for "Gen.")."""
    sectors: tuple[str, ...] = ()
    rank: int = 0
    """5 head of state or world body, 4 minister or head of a body, 3 high office, 2 officer, 1 staff, 0 mere title."""
    gender: Gender | None = None
    """Only where the word itself tells it (king, spokeswoman, Mrs.)."""
    holder: str = "person"
    """The kind of body held: state government military police court legislature party company media religion
    igo university club union intelligence health crime armed ngo person."""
    precedes_name: bool = False
    """May stand before a name without a comma: "President Trump", "Sen. Warren"."""
    plural: bool = False
    """The words looked up were plural ("foreign ministers")."""
    modifiers: tuple[str, ...] = ()
    """Words in front of the known part of a compound ("nato" in "NATO chief", "former" in "former king")."""

    def modifiers_of(self, words: Container[str]) -> tuple[str, ...]:
        """Give those words in front that are among some: "deputy", "former"."""
        return tuple(word for word in self.modifiers if word in words)


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """A common noun for somebody, or something, that acts: "soldiers", "warship", "ministry"."""

    lemma: str
    kind: AgentKind
    sectors: tuple[str, ...] = ()
    number: Literal["singular", "plural", "collective"] = "singular"
    """`plural`: only or mostly plural (troops, police); `collective`: a singular that stands for many (crowd, army)."""
    gender: Gender | None = None
