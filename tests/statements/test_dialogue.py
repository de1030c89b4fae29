"""Dialogue that names nobody, questions without marks, and turns under initials."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Party, Record, Statement

Read = Callable[..., Record]

KITCHEN = """The night cook

Nobody in the hospital kitchen calls Tadeusz Wrona by his first name. The porter, Elsie Marsh, calls him chef.

"Have you eaten, chef?" Marsh asked.
"I have not."
"Then sit."

He sat.
"""

COURT = """‘Where were you that day?’ asked the prosecutor, Dana Reiss. ‘Not there,’ said the defendant, Luca Moretti.

‘Can anybody confirm it?’
‘My dog.’
"""

WARD = (
    "Dr Ruth Amadi took questions. Why had the ward been shut? the chairman, Ian Poole, wanted to know. "
    "It had not been shut, she told him."
)
PAPER = "Editor Nils Aho met the owner, Greta Salo. Would the paper be sold? Aho asked her. “No,” Salo said."

TALK = """The oyster man

The oyster grower Piet Haan talked to the presenter Mirjam Vos on Tuesday.

MV: How cold is the water?

PH: Four degrees. My uncle used to say: "Count your fingers twice."

MV: You said in May that you would stop. Why are you still here?

PH: I was lying.
"""


def said(record: Record, words: str) -> Statement:
    """Give the innermost statement whose content has the words."""
    found = [each for each in record.statements if words in record.text_of(*each.content)]
    return min(found, key=lambda each: sum(end - start for start, end in each.content))


def name(record: Record, party: Party | None) -> str | None:
    """Give whom a party is, by name or by the words."""
    if party is None or not party.spans:
        return None
    return next((actor.name for actor in record.actors if actor.id == party.id), record.text_of(*party.spans))


def test_turns_alternate_between_the_two_who_are_there(read: Read) -> None:
    record = read(KITCHEN, published="2025-05-05")
    asked, answer, order = said(record, "Have you eaten"), said(record, "I have not"), said(record, "Then sit")
    assert name(record, answer.speaker) == name(record, order.addressee) == "Tadeusz Wrona"
    assert name(record, order.speaker) == name(record, answer.addressee) == "Elsie Marsh"
    assert (answer.replies_to, answer.act, answer.cue) == (asked.id, "answer", ())


def test_marks_side_by_side_change_the_speaker(read: Read) -> None:
    record = read(COURT, published="2025-05-05")
    answer, question, dog = (said(record, words) for words in ("Not there", "Can anybody", "My dog"))
    assert name(record, answer.speaker) == "Luca Moretti"
    assert name(record, question.speaker) == "Dana Reiss"
    assert name(record, dog.speaker) == "Luca Moretti"
    assert dog.replies_to == question.id


def test_one_who_goes_on_is_no_dialogue(read: Read) -> None:
    record = read(
        "“Who pays for this?” Senator Ida Brandt asked.\n“We do. Every one of us does.”\n\nRain fell.",
        published="2025-05-05",
    )
    rally = read("“Who pays for this?” Ida Brandt said. “We do. All of us.” She left.", published="2025-05-05")
    assert len(rally.statements) == 1
    assert said(record, "Every one of us").replies_to == said(record, "Who pays").id


@pytest.mark.parametrize(
    ("text", "question", "asker", "answer"),
    [
        (WARD, "Why had the ward", "Ian Poole", "had not been shut"),
        (PAPER, "Would the paper be sold", "Nils Aho", "No"),
        ("Who signed the order? “My deputy,” Mayor Lena Ruiz said. The mayor left.", "Who signed", None, "My deputy"),
        (
            "Judge Amy Cole wanted to know whether the knife was his. It was, said the witness, Tom Reed.",
            "whether the knife was his", "Amy Cole", "It was",
        ),
    ],
)  # fmt: skip
def test_questions_without_marks_find_their_answers(
    read: Read, text: str, question: str, asker: str | None, answer: str
) -> None:
    record = read(text, published="2025-05-05")
    asked = said(record, question)
    assert (asked.act, name(record, asked.speaker)) == ("ask", asker)
    assert said(record, answer).replies_to == asked.id


def test_a_question_that_nobody_answers_is_the_reporters(read: Read) -> None:
    record = read("What will the harbour look like in ten years? Much depends on the weather and on money.")
    assert record.statements == ()


def test_initials_stand_for_names(read: Read) -> None:
    record = read(TALK, published="2025-05-05")
    cold, lying = said(record, "Four degrees"), said(record, "I was lying")
    assert name(record, cold.speaker) == name(record, lying.speaker) == "Piet Haan"
    assert name(record, cold.addressee) == "Mirjam Vos"
    uncle = said(record, "Count your fingers")
    assert (name(record, uncle.speaker), uncle.within) == ("uncle", cold.id)
    assert name(record, said(record, "that you would stop").speaker) == "Piet Haan"


@pytest.mark.parametrize(
    ("text", "words", "hearer"),
    [
        ("Coach Ana Rey sat with Jo Tull. “You were late again, Jo,” she said.", "You were late", "Jo Tull"),
        ("Ben Okri met Ivo Lund. “Come in, Mr Lund, and sit,” Okri said.", "Come in", "Lund"),
        ("Ana Rey spoke at length. “We met in Paris, France,” she said.", "We met", None),
    ],
)
def test_who_is_called_by_name_is_spoken_to(read: Read, text: str, words: str, hearer: str | None) -> None:
    record = read(text, published="2025-05-05")
    got = name(record, said(record, words).addressee)
    assert (got is None) if hearer is None else (got is not None and hearer in got)


def test_an_inverted_question_has_its_asker_behind_the_verb(read: Read) -> None:
    record = read("“Which wall?” asked the board’s chairman, Abel Stone, a retired mason.", published="2025-05-05")
    asked = said(record, "Which wall")
    assert (name(record, asked.speaker), asked.addressee) == ("Abel Stone", None)


@pytest.mark.parametrize(
    ("text", "words", "not_said"),
    [
        ("“We won,” coach Al Dunn said on CBS’s “Evening Round.” “We won twice.”", "We won twice", "Evening Round"),
        ("“We won,” Dunn said in an interview with Ann Lee aired Friday on “Wake Up.” “Twice.”", "We won", "aired"),
    ],
)
def test_programmes_are_said_by_nobody(read: Read, text: str, words: str, not_said: str) -> None:
    record = read(text, published="2025-05-05")
    assert words in record.text_of(*said(record, words).content)
    assert not any(not_said in record.text_of(*each.content) for each in record.statements)


MARCH = """March over bridge

“The bridge was full by noon,” said the steward, Pia Holt.

“Nobody pushed. Nobody ran.

“We sang the old songs.”

“Then the rain came and we went home.”

Police counted ten thousand.
"""


def test_a_speaker_goes_on_over_several_paragraphs(read: Read) -> None:
    record = read(MARCH, published="2025-05-05")
    for words in ("Nobody pushed", "the old songs", "Then the rain came"):
        assert name(record, said(record, words).speaker) == "Pia Holt"
