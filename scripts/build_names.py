"""Builds given_names.csv, surnames.txt and common_words.txt from public name lists and from our own lists.

Sources: the packages `names` (US census lists, public domain) and `Faker` (MIT), both only needed here, and the word
lists in scripts/names/. Run `python scripts/build_names.py` from the root of the project; the result is the same each
time.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent
OWN = ROOT / "scripts" / "names"
TARGET = ROOT / "src" / "dateline" / "knowledge" / "data" / "names"
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ž’'-]+")
CENSUS_SURNAMES = 24000
CENSUS_GIVEN_SHARE = 0.004
"""Smallest share of bearers, in per cent, that a name of the census list of given names must have."""
LISTS = {
    "first_names_female": "f",
    "first_names_male": "m",
    "first_names": "u",
    "first_names_nonbinary": "u",
    "last_names": "s",
    "last_names_female": "s",
    "last_names_male": "s",
    "last_name_female": "s",
    "last_name_male": "s",
}
SKIPPED_LOCALES = ("ja_JP",)


def main() -> None:
    """Write the three files."""
    common = _read_own("common_words.txt") | _faker_words()
    given, surnames = _collect()
    not_names = _read_own("not_names.txt")
    genders = {name: _choose_gender(seen) for name, seen in given.items() if name.lower() not in not_names}
    for name in _read_own("given_female.txt"):
        genders[name] = "u" if name in _read_own("given_male.txt") else "f"
    for name in _read_own("given_male.txt"):
        genders.setdefault(name, "m")
    rows = "".join(f"{name},{gender}\n" for name, gender in sorted(genders.items()))
    (TARGET / "given_names.csv").write_text("name,gender\n" + rows, "utf-8")
    kept = {name for name in surnames | _read_own("surnames.txt") if name.lower() not in not_names}
    (TARGET / "surnames.txt").write_text("".join(f"{name}\n" for name in sorted(kept)), "utf-8")
    (TARGET / "common_words.txt").write_text("".join(f"{word}\n" for word in sorted(common)), "utf-8")
    print(f"{len(genders)} given names, {len(kept)} surnames, {len(common)} common words")


def _faker_words() -> set[str]:
    provider = importlib.import_module("faker.providers.lorem.en_US").Provider
    return {word.lower() for word in provider.word_list if word.isalpha()}


def _collect() -> tuple[dict[str, dict[str, float]], set[str]]:
    given: dict[str, dict[str, float]] = {}
    surnames: set[str] = set()
    for name, kind, weight in (*_census_names(), *_faker_names()):
        if kind == "s":
            surnames.add(name)
        else:
            votes = given.setdefault(name, {})
            votes[kind] = votes.get(kind, 0.0) + weight
    return given, surnames


def _choose_gender(votes: dict[str, float]) -> str:
    women, men = votes.get("f", 0.0), votes.get("m", 0.0)
    if women > 4 * men:
        return "f"
    return "m" if men > 4 * women else "u"


def _census_names() -> Iterator[tuple[str, str, float]]:
    folder = Path(str(importlib.import_module("names").__file__)).parent
    for file, kind in (("dist.female.first", "f"), ("dist.male.first", "m"), ("dist.all.last", "s")):
        for number, line in enumerate((folder / file).read_text("ascii").splitlines()):
            name, share, *_ = line.split()
            if kind == "s" and number >= CENSUS_SURNAMES:
                break
            if len(name) > 1 and (kind == "s" or float(share) >= CENSUS_GIVEN_SHARE):
                yield _write_census_name(name), kind, float(share)


def _write_census_name(name: str) -> str:
    """Write MCDONALD as McDonald, OBRIEN as O'Brien, SMITH as Smith."""
    if name.startswith("MC") and len(name) > 4:
        return "Mc" + name[2:].capitalize()
    if re.match(r"O[BCDFGHKLMNRST][A-Z]{4,}", name) and name[1:] in _IRISH:
        return "O'" + name[1:].capitalize()
    return name.capitalize()


_IRISH = frozenset(
    "BRIEN CONNOR CONNELL DONNELL REILLY NEILL NEIL NEAL KEEFE ROURKE MALLEY LEARY SULLIVAN GRADY HARA DELL SHEA "
    "ROARKE HARE MEARA DONOGHUE DWYER FARRELL FLAHERTY FLYNN GORMAN HAGAN HALLORAN HANLON HERN KANE LAUGHLIN "
    "LOUGHLIN MAHONY MARA ROURK TOOLE BOYLE BANNON CALLAGHAN CALLAHAN".split()
)


def _faker_names() -> Iterator[tuple[str, str, float]]:
    package = importlib.import_module("faker.providers.person")
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        if module.name in SKIPPED_LOCALES:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute, kind in LISTS.items():
            for name in _latin_words(vars(provider).get(attribute, ())):
                yield name, kind, 0.05
    yield from _romanised_japanese()


def _romanised_japanese() -> Iterator[tuple[str, str, float]]:
    module: ModuleType = importlib.import_module("faker.providers.person.ja_JP")
    for attribute, kind in (
        ("first_name_female_pairs", "f"),
        ("first_name_male_pairs", "m"),
        ("last_name_pairs", "s"),
    ):
        for written in vars(module.Provider).get(attribute, ()):
            yield written[-1], kind, 0.05


def _latin_words(names: object) -> Iterator[str]:
    if isinstance(names, str):
        names = (names,)
    if not isinstance(names, (list, tuple, dict, set, frozenset)):
        return
    for name in names:
        if isinstance(name, str):
            for word in name.split(" "):
                if LATIN.fullmatch(word) and not word.isupper() and len(word) > 1:
                    yield word.replace("’", "'")


def _read_own(file: str) -> set[str]:
    lines = (OWN / file).read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


if __name__ == "__main__":
    main()
