"""Countries as people write them in a filter: "Russia", "RUS", "South Korea", "the UK"."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.names_files import FOLDER, read_rows
from dateline.knowledge.names_rows import read_countries
from dateline.ledger import fold_name


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for form in read_countries():
        entry = form.entry
        if entry.kind == "country" and entry.form == "name" and entry.country is not None:
            codes.setdefault(fold_name(form.text), entry.country)
    return codes


def find_country(words: str) -> str | None:
    """Give the code of a country by its name or code, None for other words."""
    folded = fold_name(words)
    code = _codes().get(folded)
    if code is None and folded.startswith(" the "):
        code = _codes().get(folded[4:])
    if code is None and len(words) == 3 and words.isascii() and words.isalpha():
        return words.upper()
    return code


@cache
def code_meanings() -> dict[str, str]:
    """Give what each code of a sector or an international actor means."""
    return {row[0]: row[2] for _, row in read_rows(FOLDER / "codes.csv", ("code", "kind", "meaning"))}


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for form in read_countries():
        entry = form.entry
        if entry.kind == "country" and entry.form == "name" and entry.country is not None:
            names.setdefault(entry.country, entry.name)
    return names


def name_country(code: str) -> str:
    """Give the name of a country by its code, what a code of PLOVER means, or the code itself."""
    return _names().get(code) or code_meanings().get(code, code).partition(" other than")[0]


@cache
def known_codes() -> tuple[str, ...]:
    """Give all codes that are known, of countries and of what is none."""
    return tuple(sorted({*_names(), *code_meanings()}))
