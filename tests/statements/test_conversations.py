"""Questions and answers, speaking back, going on, and what is quoted inside a quotation, in running text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.model.record import Party, Record, Statement

Read = Callable[..., Record]


def _said(record: Record, words: str) -> Statement:
    """Give the innermost statement whose content has the words."""
    found = [each for each in record.statements if words in record.text_of(*each.content)]
    return min(found, key=lambda each: sum(end - start for start, end in each.content))


def _name(record: Record, party: Party | None) -> str | None:
    if party is None:
        return None
    return next((actor.name for actor in record.actors if actor.id == party.id), record.text_of(*party.spans))


@pytest.mark.parametrize(
    ("text", "question", "answer", "speaker"),
    [
        (
            "A caller asked Dr Anna Beck if children could travel. Beck said they could.",
            "children could travel",
            "they could",
            "Anna Beck",
        ),
        (
            "When asked if the ferry would sail, harbour master Tom Falk replied that it would not.",
            "the ferry would sail",
            "it would not",
            "Tom Falk",
        ),
        (
            "Pressed on whether he would stay, coach Igor Melnyk said: “Ask me in May.”",
            "he would stay",
            "Ask me in May",
            "Igor Melnyk",
        ),
        (
            "Asked by a viewer if he slept, the president, Luis Mora, laughed and said he slept well.",
            "he slept",
            "slept well",
            "Luis Mora",
        ),
        (
            "Reporters asked whether the fund was empty. “There is money,” Treasurer Lena Holt said.",
            "the fund was empty",
            "There is money",
            "Lena Holt",
        ),
        (
            "“Where is the money?” Judge Amy Shaw asked Hollis. He said he did not know.",
            "Where is the money",
            "he did not know",
            "Hollis",
        ),
        (
            "“Will you pay?” said host Jane Wells. “Never,” Senator Paul Reed answered.",
            "Will you pay",
            "Never",
            "Paul Reed",
        ),
        (
            "Lawyer Malik Stroud asked Carl Nettles whether he had been fired. “No,” the witness said.",
            "he had been fired",
            "No",
            "Carl Nettles",
        ),
    ],
)
def test_an_answer_is_tied_to_its_question(read: Read, text: str, question: str, answer: str, speaker: str) -> None:
    record = read(text, published="2025-05-05")
    asked, answered = _said(record, question), _said(record, answer)
    assert answered.replies_to == asked.id
    assert _name(record, answered.speaker) == speaker


@pytest.mark.parametrize(
    ("text", "words", "hearer"),
    [
        (
            "“We hide nothing,” spokeswoman Ida Krog told the Herald. “The books are open,” she added.",
            "The books",
            "Herald",
        ),
        (
            "Police chief Arne Vik told reporters the man was 19. He added that nobody else was sought.",
            "nobody else",
            "reporters",
        ),
        ("“Who pays?” shouted a farmer. “You do,” Minister Piet Boer shot back.", "You do", "farmer"),
        (
            "The Hague has told at least two toolmakers that their permits would be late.",
            "permits would be late",
            "at least two toolmakers",
        ),
        ("He advised tenants that the lift would be closed until June.", "the lift", "tenants"),
    ],
)
def test_who_is_spoken_to(read: Read, text: str, words: str, hearer: str) -> None:
    record = read(text, published="2025-05-05")
    assert _name(record, _said(record, words).addressee) == hearer


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "“Hanne Moe told me, ‘Wipe the lens and try again.’ So I did,” said Samuel Adjei.",
            "Wipe the lens",
            "Hanne Moe",
        ),
        ("“My mother always said, ‘Count the spoons.’ She was right,” Vera Holt wrote.", "Count the spoons", "mother"),
        ("\"The guard shouted, 'Nobody moves!'\" witness Paul Reyes said.", "Nobody moves", "guard"),
    ],
)
def test_what_is_quoted_inside_a_quotation(read: Read, text: str, words: str, speaker: str) -> None:
    record = read(text, published="2025-05-05")
    inner = _said(record, words)
    assert _name(record, inner.speaker) == speaker
    assert inner.within is not None


def test_scare_quotes_inside_a_quotation_are_no_statement(read: Read) -> None:
    record = read("“They call it ‘progress’ and we pay,” said Omar Diaz.", published="2025-05-05")
    assert [
        record.text_of(*each.content) for each in record.statements if "progress" in record.text_of(*each.content)
    ] == [record.text_of(*record.statements[0].content)]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Shelly Hart, 34, said nobody had come since May. The care worker says she rang 41 times.",
            "she rang",
            "Shelly Hart",
        ),
        ("Liam Brandt took another view. “We stopped running,” the midfielder said.", "We stopped", "Liam Brandt"),
        ("Her daughter, the singer Ruth Cole, said she died at home.", "died at home", "Ruth Cole"),
        ("Mayor Ruth Olsen resigned on Monday. The governor said it was time.", "it was time", "governor"),
        ("Omar Diaz and Tom Falk were there. The baker said nothing had burned.", "nothing had burned", "baker"),
        ("Ana Ruiz was found dead on Monday. The judge said the case was closed.", "the case was closed", "judge"),
        ("Jane Wells lost her home. The plumber who came said pipes had burst.", "pipes had burst", "plumber"),
    ],
)
def test_another_word_for_the_one_just_named_and_for_nobody_else(
    read: Read, text: str, words: str, speaker: str
) -> None:
    record = read(text, published="2025-05-05")
    assert _name(record, _said(record, words).speaker) == speaker


@pytest.mark.parametrize(
    ("headline", "body", "words", "speaker"),
    [
        (
            "Kenya stops maize imports at border, minister says",
            "Agriculture Minister Peter Oloo said so.",
            "Kenya stops",
            "Peter Oloo",
        ),
        (
            "No late bars for Oldport, says licensing chair",
            "Licensing chair Rita Moss said the street was loud.",
            "No late bars",
            "Rita Moss",
        ),
        ("Governor: School money will not wait", "Governor Alan Pike spoke on Monday.", "School money", "Alan Pike"),
        ("Ports will shut on Friday, union tells owners", "The union said so.", "Ports will shut", "union"),
    ],
)
def test_who_says_a_headline(read: Read, headline: str, body: str, words: str, speaker: str) -> None:
    record = read(f"{headline}\n\n{body}", published="2025-05-05")
    statement = _said(record, words)
    assert _name(record, statement.speaker) == speaker


def test_all_of_it_is_evidence(read: Read) -> None:
    record: Any = read("“Hanne Moe told me, ‘Wipe the lens.’ So I did,” said Samuel Adjei.", published="2025-05-05")
    for each in record.statements:
        assert record.text_of(*each.content) in record.article.text
        outer = next((s for s in record.statements if s.id == each.within), None)
        if outer is not None:
            assert outer.content[0].start <= each.content[0].start < each.content[-1].end <= outer.content[-1].end + 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("On Monday’s episode of “The Owen Hart Evening Show,” Senator Ana Lind said she was tired.", "Owen Hart"),
        ("In her memoir “A House by the Weir,” Vera Holt writes that nobody called.", "House by the Weir"),
        ("“The Wells Run Dry,” a documentary by Omar Diaz, says that farmers were paid.", "Wells Run Dry"),
    ],
)
def test_the_title_of_a_work_is_said_by_nobody(read: Read, text: str, title: str) -> None:
    record = read(text, published="2025-05-05")
    assert record.statements
    assert not [each for each in record.statements if title in record.text_of(*each.content)]


def test_a_slogan_is_said(read: Read) -> None:
    record = read("“Keep Our Water Clean,” Mayor Ana Lind said.", published="2025-05-05")
    assert "Keep Our Water Clean" in record.text_of(*record.statements[0].content)


def test_the_paper_named_in_full_is_the_one_meant(read: Read) -> None:
    record = read("The New York Post says she fell. She was alone, The Post has learned.", published="2025-05-05")
    assert {_name(record, each.speaker) for each in record.statements} == {"New York Post"}
