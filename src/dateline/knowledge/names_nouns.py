"""Loads the common nouns that speak of somebody: offices ("prime minister") and agents ("soldiers", "warship")."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from dateline.knowledge.names_files import FOLDER, read_choice, read_rows, read_sectors, split_forms
from dateline.knowledge.names_types import AgentKind, AgentNoun, Gender, Office
from dateline.model.errors import LexiconError

OFFICE_COLUMNS = ("form", "variants", "sectors", "rank", "gender", "holder", "precedes_name")
AGENT_COLUMNS = ("lemma", "variants", "kind", "sectors", "number", "gender")
HOLDERS = (
    "state", "government", "military", "police", "court", "legislature", "party", "company", "media", "religion",
    "igo", "university", "club", "union", "intelligence", "health", "crime", "armed", "ngo", "person",
)  # fmt: skip
AGENT_KINDS = ("person", "organisation", "group", "equipment")
NUMBERS = ("singular", "plural", "collective")


def load_offices() -> dict[str, Office]:
    """Load offices.csv by every form, variant and plural."""
    file = "offices.csv"
    offices: dict[str, Office] = {}
    plurals: dict[str, Office] = {}
    for where, row in read_rows(FOLDER / file, OFFICE_COLUMNS):
        form, variants, sectors, rank, gender, holder, precedes = row
        read_choice(file, where, gender, ("f", "m", ""))
        read_choice(file, where, precedes, ("1", ""))
        read_choice(file, where, rank, ("0", "1", "2", "3", "4", "5"))
        office = Office(
            form, read_sectors(file, where, sectors), int(rank), cast(Gender, gender) if gender else None,
            read_choice(file, where, holder, HOLDERS), precedes == "1",
        )  # fmt: skip
        for text in (form, *split_forms(variants)):
            if text in offices:
                raise LexiconError(file, where, f"{text!r} is also listed as {offices[text].form!r}")
            if text != text.lower():
                raise LexiconError(file, where, f"{text!r} must be in lower case")
            offices[text] = office
            if not text.endswith("."):
                plurals.setdefault(make_plural(text), replace(office, plural=True))
    return {**plurals, **offices}


def load_agents() -> dict[str, AgentNoun]:
    """Load agents.csv by lemma and variant."""
    file = "agents.csv"
    agents: dict[str, AgentNoun] = {}
    for where, row in read_rows(FOLDER / file, AGENT_COLUMNS):
        lemma, variants, kind, sectors, number, gender = row
        read_choice(file, where, gender, ("f", "m", ""))
        noun = AgentNoun(
            lemma,
            cast(AgentKind, read_choice(file, where, kind, AGENT_KINDS)),
            read_sectors(file, where, sectors),
            cast(Literal["singular", "plural", "collective"], read_choice(file, where, number, NUMBERS)),
            cast(Gender, gender) if gender else None,
        )
        for text in (lemma, *split_forms(variants)):
            if text in agents:
                raise LexiconError(file, where, f"{text!r} is also listed as {agents[text].lemma!r}")
            agents[text] = noun
    return agents


def make_plural(form: str) -> str:
    """Give the plural of an office: "foreign ministers", "spokesmen", "attorneys general", "secretaries"."""
    for link in ("-general", " general", " of ", "-in-", " in ", "-elect", " for ", " to "):
        head, found, rest = form.partition(link)
        if found and head not in ("", "major", "lieutenant", "brigadier", "inspector", "sergeant", "surgeon"):
            return make_plural(head) + link + rest
    if form.endswith(("man", "woman")):
        return form[:-2] + "en"
    if form.endswith("y") and form[-2] not in "aeiou":
        return form[:-1] + "ies"
    if form.endswith(("s", "x", "sh", "ch")):
        return form + "es"
    return form + "s"
