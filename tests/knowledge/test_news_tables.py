"""Tables of ages and tolls, of words that are kin, of what traits weigh: each pattern finds its examples."""

from __future__ import annotations

import tomllib

import pytest

from dateline.knowledge.ages import load_ages
from dateline.knowledge.digest import DATA
from dateline.knowledge.kin import find_root, is_kin, load_kin
from dateline.knowledge.tolls import load_tolls
from dateline.knowledge.words import load_story_weights
from dateline.merging.alikeness import TRAITS
from dateline.merging.toll import find_toll

AGES = tomllib.loads((DATA / "ages.toml").read_text("utf-8"))["age"]
TOLLS = tomllib.loads((DATA / "tolls.toml").read_text("utf-8"))["toll"]
KIN = tomllib.loads((DATA / "kin.toml").read_text("utf-8"))


@pytest.mark.parametrize(("pattern", "row"), list(zip(load_ages(), AGES, strict=True)))
def test_ages(pattern, row) -> None:  # type: ignore[no-untyped-def]
    assert [text for text in row["yes"] if not pattern.search(text)] == []
    assert [text for text in row["no"] if pattern.search(text)] == []


@pytest.mark.parametrize(("each", "row"), list(zip(load_tolls().patterns, TOLLS, strict=True)))
def test_tolls(each, row) -> None:  # type: ignore[no-untyped-def]
    for example in row["yes"]:
        text, _, value = example.rpartition(" = ")
        found = each.pattern.search(text)
        assert found is not None, text
        said = next(found.group(name) for name in ("n", "times", "one") if name in found.groupdict())
        number = said if row["kind"] == "one" or said.isdigit() else str(load_tolls().numbers[said.casefold()])
        assert number == value, text
    assert [text for text in row["no"] if each.pattern.search(text)] == []


@pytest.mark.parametrize(
    ("title", "text", "killed", "injured"),
    [
        ("Two dead, three hurt in Lens fire fight", "Two men were killed in Lens.\nThree others were injured.", 2, 3),
        ("Clerk shot in Lens", "Ana Ruiz, 31, was pronounced dead at a hospital. Ruiz had two children.", 1, None),
        ("Man hurt in Lens", "A man was shot in the leg. He is expected to survive.", 0, None),
        ("Three killed at weekend", "In separate shootings over the weekend three men were killed.", None, None),
        ("Teacher killed", "Two women were killed. Later reports said five people died.", None, None),
        ("Father kills two, then himself", "A father killed two people and then shot himself, police said.", 3, None),
        ("Council meets", "The council met on Monday.", None, None),
        ("Nobody killed", "No one was killed, and the motion was defeated.", None, None),
    ],
)
def test_the_toll_of_an_article(title: str, text: str, killed: int | None, injured: int | None) -> None:
    toll = find_toll(title, text, title_in_text=False)
    assert (toll.killed, toll.injured) == (killed, injured)
    for span in (*toll.killed_at, *toll.injured_at):
        assert text[span.start : span.end].strip()


def test_kin() -> None:
    assert [pair for pair in KIN["yes"] if not is_kin(*pair)] == []
    assert [pair for pair in KIN["no"] if is_kin(*pair)] == []
    assert len(load_kin()) > 10_000
    assert find_root("arrested") == find_root("arrests") == find_root("arresting") == "arrest"
    assert find_root("as") == "as", "too short to lose an ending"


def test_each_trait_of_two_articles_has_its_weight() -> None:
    assert load_story_weights().keys() == {"start", "joined", *TRAITS}
