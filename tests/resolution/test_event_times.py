"""When an act took place: in sentences of our own, each act named by the word that tells it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.model.record import EventTime
from dateline.reading import Engine
from dateline.reading.events import Event
from dateline.reading.mentions import Mentions
from dateline.reading.mentions.times import find_times
from dateline.reading.resolution import date_event, resolve_times

Dater = Callable[..., EventTime]


@pytest.fixture
def when(engine: Engine, make_article: Callable[..., Any]) -> Dater:
    """Date the act that a word tells: `when("Rebels fled on May 4.", "fled")`."""

    def when(text: str, word: str, status: str = "occurred", published: str | None = "2025-10-24") -> EventTime:
        article = make_article(text, published=published)
        analysis = engine.analyse(text)
        mentions = Mentions(times=tuple(find_times(article, analysis)))
        times = resolve_times(article, analysis, mentions)
        head = len(analysis.words) - 1 - analysis.words[::-1].index(word)
        event = Event(
            index=0, frame="", type="ASSAULT", mode=None, contexts=(), register="other", trigger=(head,), head=head,
            status=status, sentence=analysis.sentence(head),
        )  # type: ignore[arg-type]  # fmt: skip
        return date_event(event, article, analysis, mentions, times)

    return when


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Gunmen attacked the convoy on Tuesday.", "attacked", "2025-10-21"),
        ("On 3 March 2024 the two sides signed a truce.", "signed", "2024-03-03"),
        ("A bomb exploded on Monday, killing six miners.", "killing", "2025-10-20"),
        ("Soldiers entered the town on Monday and burned the mill.", "burned", "2025-10-20"),
        ("Tuesday's attack killed five nurses.", "killed", "2025-10-21"),
        ("The summit in August ended without a text.", "summit", "2025-08"),
        ("After August's summit, the army launched a wave of strikes.", "launched", "2025-08-01/2025-10-24"),
        ("After August's summit, the army launched a wave of strikes.", "summit", "2025-08"),
        ("Police have detained nine students since Sunday.", "detained", "2025-10-19/2025-10-24"),
        ("The strike lasted from 3 May to 9 June 2024.", "lasted", "2024-05-03/2024-06-09"),
        ("Rebels took three towns between May and July 2024.", "took", "2024-05/2024-07"),
        ("In the past six weeks, three planes crossed the border.", "crossed", "2025-09-12/2025-10-24"),
    ],
)
def test_by_syntax(when: Dater, text: str, word: str, expected: str) -> None:
    found = when(text, word)
    assert found.basis == "expression"
    bounds = expected.split("/")
    assert (found.edtf or "").startswith(bounds[0])
    if len(bounds[-1]) == 10:
        assert found.end == bounds[-1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Officials said on Tuesday that shells had hit the clinic.", "hit"),
        ("The minister condemned the attack on Wednesday.", "attack"),
        ("It was the deadliest attack since 2022.", "attack"),
        ("The firm announced cuts over the next four years.", "announced"),
        ("The court freed a man who was convicted in 1998.", "freed"),
        ("He was critical of the 2010 accord and left the hall.", "left"),
        ("She resigned.", "resigned"),
    ],
)
def test_a_time_of_something_else_is_not_taken(when: Dater, text: str, word: str) -> None:
    found = when(text, word)
    assert (found.basis, found.start, found.end) == ("publication", None, "2025-10-24")


def test_a_headline_has_the_day_of_the_lead(when: Dater) -> None:
    text = "Navy seizes tanker off the cape\nThe navy on Tuesday seized a tanker that carried fuel.\nIts crew is safe."
    found = when(text, "seizes")
    assert (found.basis, found.edtf) == ("context", "2025-10-21")


def test_the_same_act_told_again_has_its_time(when: Dater) -> None:
    text = "A ferry crashed into a pier on 12 October.\nOfficials know little. They blame fog for the crash."
    found = when(text, "crash")
    assert (found.basis, found.edtf) == ("context", "2025-10-12")


def test_a_narrative_keeps_its_day_until_another_is_told(when: Dater) -> None:
    text = "Militants stormed the post on Tuesday.\nThey killed two guards.\nIn 2019 the army built a wall. It fell."
    assert when(text, "killed").edtf == "2025-10-21"
    assert when(text, "killed").basis == "context"
    assert when(text, "built").edtf == "2019"
    assert when(text, "fell").basis == "publication"


def test_what_is_said_in_a_narrative_has_no_day_from_it(when: Dater) -> None:
    text = "Militants stormed the post on Tuesday.\nThe governor said that the army had killed two guards."
    assert when(text, "killed").basis == "publication"


def test_a_plan_without_a_day_lies_ahead(when: Dater) -> None:
    found = when("The council plans to visit the camp.", "visit", status="planned")
    assert (found.basis, found.start, found.end, found.edtf) == ("publication", "2025-10-24", None, "2025-10-24/..")


def test_a_plan_takes_no_day_from_a_narrative(when: Dater) -> None:
    text = "Militants stormed the post on Tuesday.\nThey threatened to bomb the bridge."
    assert when(text, "bomb", status="threatened").edtf == "2025-10-24/.."


def test_nothing_known_is_nothing_said(when: Dater) -> None:
    found = when("Gunmen attacked the convoy.", "attacked", published=None)
    assert found == EventTime()
    unknown = when("Gunmen attacked the convoy on 4 May.", "attacked", published=None)
    assert (unknown.edtf, unknown.start, unknown.end) == ("XXXX-05-04", None, None)


def test_a_date_line_under_the_title_is_the_day_of_report(when: Dater) -> None:
    text = "Army retakes port\nOctober 10, 2025\nThe army retook the port on Wednesday."
    assert when(text, "retook").edtf == "2025-10-08"


def test_a_sentence_without_end_takes_no_time_without_end(when: Dater) -> None:
    text = "Rebels fled on Monday and " + "burned a house in March 2020 and " * 1500 + "left."
    assert when(text, "fled").edtf == "2025-10-20"
