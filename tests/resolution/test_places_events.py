"""Where an event took place: by syntax, by its own clause, by the dateline; never by guess."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolution.place_fixtures import make_article

from dateline.model.record import EventPlace
from dateline.reading.analysis import Analysis, Phrase, build_analysis
from dateline.reading.events import Event
from dateline.reading.mentions import Mention, Mentions
from dateline.reading.references import References
from dateline.reading.resolution import place_event, resolve_places

Row = tuple[str, str, str, int, str]

FLEW: list[Row] = [  # Three Russian planes flew over Estonian airspace .
    ("Three", "CD", "three", 2, "nummod"),
    ("Russian", "JJ", "russian", 2, "amod"),
    ("planes", "NNS", "plane", 3, "nsubj"),
    ("flew", "VBD", "fly", 3, "ROOT"),
    ("over", "IN", "over", 3, "prep"),
    ("Estonian", "JJ", "estonian", 6, "amod"),
    ("airspace", "NN", "airspace", 4, "pobj"),
    (".", ".", ".", 3, "punct"),
]
STRIKES: list[Row] = [  # Russia launched strikes on Ukraine .
    ("Russia", "NNP", "russia", 1, "nsubj"),
    ("launched", "VBD", "launch", 1, "ROOT"),
    ("strikes", "NNS", "strike", 1, "dobj"),
    ("on", "IN", "on", 2, "prep"),
    ("Ukraine", "NNP", "ukraine", 3, "pobj"),
    (".", ".", ".", 1, "punct"),
]
SUMMIT: list[Row] = [  # After the Alaska summit , Russia struck Ukraine .
    ("After", "IN", "after", 6, "prep"),
    ("the", "DT", "the", 3, "det"),
    ("Alaska", "NNP", "alaska", 3, "compound"),
    ("summit", "NN", "summit", 0, "pobj"),
    (",", ",", ",", 6, "punct"),
    ("Russia", "NNP", "russia", 6, "nsubj"),
    ("struck", "VBD", "strike", 6, "ROOT"),
    ("Ukraine", "NNP", "ukraine", 6, "dobj"),
    (".", ".", ".", 6, "punct"),
]
KILLED: list[Row] = [  # Attacks killed six people across Ukraine .
    ("Attacks", "NNS", "attack", 1, "nsubj"),
    ("killed", "VBD", "kill", 1, "ROOT"),
    ("six", "CD", "six", 3, "nummod"),
    ("people", "NNS", "people", 1, "dobj"),
    ("across", "IN", "across", 3, "prep"),
    ("Ukraine", "NNP", "ukraine", 4, "pobj"),
    (".", ".", ".", 1, "punct"),
]
ARRESTED: list[Row] = [  # Police arrested protesters during marches in Tbilisi .
    ("Police", "NNS", "police", 1, "nsubj"),
    ("arrested", "VBD", "arrest", 1, "ROOT"),
    ("protesters", "NNS", "protester", 1, "dobj"),
    ("during", "IN", "during", 1, "prep"),
    ("marches", "NNS", "march", 3, "pobj"),
    ("in", "IN", "in", 4, "prep"),
    ("Tbilisi", "NNP", "tbilisi", 5, "pobj"),
    (".", ".", ".", 1, "punct"),
]
SANCTIONS: list[Row] = [  # Washington imposed sanctions on India .
    ("Washington", "NNP", "washington", 1, "nsubj"),
    ("imposed", "VBD", "impose", 1, "ROOT"),
    ("sanctions", "NNS", "sanction", 1, "dobj"),
    ("on", "IN", "on", 2, "prep"),
    ("India", "NNP", "india", 3, "pobj"),
    (".", ".", ".", 1, "punct"),
]
TALKS: list[Row] = [  # He held talks in the Ukrainian city of Odesa , Ukraine .
    ("He", "PRP", "he", 1, "nsubj"),
    ("held", "VBD", "hold", 1, "ROOT"),
    ("talks", "NNS", "talk", 1, "dobj"),
    ("in", "IN", "in", 1, "prep"),
    ("the", "DT", "the", 6, "det"),
    ("Ukrainian", "JJ", "ukrainian", 6, "amod"),
    ("city", "NN", "city", 3, "pobj"),
    ("of", "IN", "of", 6, "prep"),
    ("Odesa", "NNP", "odesa", 7, "pobj"),
    (".", ".", ".", 1, "punct"),
]


def event_of(register: str, trigger: tuple[int, ...], head: int, last: int, **more: object) -> Event:
    event = Event(0, "test", "ASSAULT", None, (), register, trigger, head, "occurred", sentence=(0, last))  # type: ignore[arg-type]
    return replace(event, **more)  # type: ignore[arg-type]


def phrase(first: int, last: int, head: int) -> Phrase:
    return Phrase(first, last, head)


def names_of(analysis: Analysis, **mentions: str) -> Mentions:
    """Mentions of single words: `Ukraine="place"`, `Estonian="EST"` (the code of an adjective's country)."""
    found = []
    for token, word in enumerate(analysis.words):
        told = mentions.get(word)
        if told == "place":
            found.append(Mention(len(found), token, token + 1, token, "name", "place", word))
        elif told:
            found.append(Mention(len(found), token, token + 1, token, "demonym", "country", word, country=told))
    return Mentions(tuple(found))


def place(rows: list[Row], event: Event, dateline: str | None = None, **mentions: str) -> list[tuple[str, str, str]]:
    """Give (name, words, basis) of the places of an event."""
    analysis = build_analysis([rows])
    article = make_article(analysis.text, dateline=dateline)
    places = resolve_places(article, analysis, names_of(analysis, **mentions), References())
    names = {p.id: p.name for p in places.places}
    found: tuple[EventPlace, ...] = place_event(event, article, analysis, places)
    return [(names[p.id], " ".join(analysis.text[s.start : s.end] for s in p.spans), p.basis) for p in found]


def test_the_adjective_of_an_airspace_is_the_place_and_that_of_planes_is_not() -> None:
    event = event_of("airspace", (3,), 3, len(FLEW), actors=(phrase(0, 3, 2),))
    found = place(FLEW, event, Russian="RUS", Estonian="EST")
    assert found == [("Estonia", "Estonian", "syntax")]


def test_strikes_on_a_country_happen_there() -> None:
    event = event_of("strike", (1, 2), 2, len(STRIKES), recipients=(phrase(4, 5, 4),), actors=(phrase(0, 1, 0),))
    assert place(STRIKES, event, Russia="place", Ukraine="place") == [("Ukraine", "Ukraine", "syntax")]


def test_a_struck_object_is_the_place() -> None:
    event = event_of("strike", (6,), 6, len(SUMMIT), recipients=(phrase(7, 8, 7),), actors=(phrase(5, 6, 5),))
    found = place(SUMMIT, event, Russia="place", Ukraine="place", Alaska="place")
    assert found == [("Ukraine", "Ukraine", "syntax")]


def test_a_name_in_front_of_the_event_is_its_place() -> None:
    event = event_of("meeting", (3,), 3, len(SUMMIT))
    found = place(SUMMIT, event, Russia="place", Ukraine="place", Alaska="place")
    assert found == [("Alaska", "Alaska", "syntax")]


def test_an_event_in_another_clause_takes_no_place_from_this_one() -> None:
    event = event_of("meeting", (3,), 3, len(SUMMIT))
    rows = [(w if w != "Alaska" else "peace", t, m, h, d) for w, t, m, h, d in SUMMIT]
    assert place(rows, event, Russia="place", Ukraine="place") == []


def test_the_place_of_the_object_is_the_place_of_the_event() -> None:
    event = event_of("strike", (0,), 0, len(KILLED))
    assert place(KILLED, event, Ukraine="place") == [("Ukraine", "Ukraine", "syntax")]


def test_the_only_place_of_the_clause_is_taken_for_what_happens_at_a_spot() -> None:
    event = event_of("detention", (1,), 1, len(ARRESTED))
    assert place(ARRESTED, event, Tbilisi="place") == [("Tbilisi", "Tbilisi", "sentence")]
    assert place(ARRESTED, replace(event, register="diplomacy"), Tbilisi="place") == []


def test_sanctions_happen_to_a_country_not_in_it() -> None:
    event = event_of("sanction", (2,), 2, len(SANCTIONS), recipients=(phrase(4, 5, 4),))
    assert place(SANCTIONS, event, India="place") == []


def test_a_noun_before_of_leads_to_the_name() -> None:
    event = event_of("meeting", (1, 2), 2, len(TALKS))
    found = place(TALKS, event, Odesa="place", Ukrainian="UKR")
    assert found == [("Odesa", "Odesa", "syntax")]


def test_tokens_tied_by_the_frame_come_first() -> None:
    event = event_of("strike", (6,), 6, len(SUMMIT), place_tokens=(2,))
    found = place(SUMMIT, event, Russia="place", Ukraine="place", Alaska="place")
    assert found[0] == ("Alaska", "Alaska", "syntax")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("Homs", "HOMS", "dateline")]),
        ({"said_by": (0,)}, []),
        ({"status": "planned"}, []),
        ({"register": "economy"}, []),
    ],
)
def test_the_dateline_places_only_what_the_outlet_itself_reports(
    changes: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    rows: list[Row] = [
        ("HOMS", "NNP", "homs", 2, "dep"),
        ("Shells", "NNS", "shell", 2, "nsubj"),
        ("fell", "VBD", "fall", 2, "ROOT"),
        (".", ".", ".", 2, "punct"),
    ]
    event = replace(event_of("strike", (2,), 2, 4), **changes)  # type: ignore[arg-type]
    assert place(rows, event, dateline="HOMS", HOMS="place") == expected


def test_the_dateline_does_not_reach_the_second_paragraph() -> None:
    first: list[Row] = [
        ("HOMS", "NNP", "homs", 1, "dep"),
        ("burned", "VBD", "burn", 1, "ROOT"),
        (".", ".", ".", 1, "punct"),
    ]
    second: list[Row] = [
        ("Shells", "NNS", "shell", 1, "nsubj"),
        ("fell", "VBD", "fall", 1, "ROOT"),
        (".", ".", ".", 1, "punct"),
    ]
    analysis = build_analysis([first, second], paragraph_breaks=[1])
    article = make_article(analysis.text, dateline="HOMS")
    places = resolve_places(article, analysis, names_of(analysis, HOMS="place"), References())
    event = replace(event_of("strike", (4,), 4, 6), sentence=(3, 6))
    assert place_event(event, article, analysis, places) == ()
