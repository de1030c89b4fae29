"""Who said what to whom: the forms of statement, read from short reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.statements.conftest import Reading

Say = Callable[..., Reading]


def only(reading: Reading) -> tuple[str, list[str], str | None]:
    outer = [s for s in reading.statements if s.within is None]
    assert len(outer) == 1, [(s.rule, reading.content(s)) for s in outer]
    return outer[0].form, reading.content(outer[0]), reading.speaker(outer[0])


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("“The wells are dry,” said Amadou Keita, a farmer.", ["The wells are dry"], "Amadou Keita, a farmer"),
        ("“The wells are dry,” a farmer told reporters.", ["The wells are dry"], "a farmer"),
        ("Keita said: “The wells are dry.”", ["The wells are dry."], "Keita"),
        (
            "Keita wrote on Sunday, “The wells are dry and the goats are gone.”",
            ["The wells are dry and the goats are gone."],
            "Keita",
        ),
        ("“The wells,” Keita said, “are dry.”", ["The wells", "are dry."], "Keita"),
        (
            "“The wells are dry,” Keita said. “The goats are gone. We leave tomorrow.”",
            ["The wells are dry", "The goats are gone. We leave tomorrow."],
            "Keita",
        ),
        ('"Why did nobody come?" asked the old man.', ["Why did nobody come?"], "the old man"),
        ("'Nobody came,' she whispered.", ["Nobody came"], "she"),
        ("« Nobody came for us, » said Odile.", ["Nobody came for us"], "Odile"),
    ],
)
def test_direct_speech_around_its_cue(say: Say, text: str, content: list[str], speaker: str) -> None:
    assert only(say(text)) == ("direct", content, speaker)


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("The ministry said that two bridges had collapsed.", ["that two bridges had collapsed."], "The ministry"),
        ("Two bridges had collapsed, the ministry said.", ["Two bridges had collapsed"], "the ministry"),
        (
            "The bridges, engineers warned, could fall at any time.",
            ["The bridges", "could fall at any time."],
            "engineers",
        ),
        ("As the coroner noted, the lock was broken.", ["the lock was broken."], "the coroner"),
        ("According to two officials, the convoy never arrived.", ["the convoy never arrived."], "two officials"),
        (
            "The convoy never arrived, according to a report by the bank.",
            ["The convoy never arrived"],
            "a report by the bank",
        ),
        ("She demanded that the mayor resign.", ["that the mayor resign."], "She"),
        ("Norway urged both sides to stop shooting.", ["both sides to stop shooting."], "Norway"),
        ("The clerk denied taking the money.", ["taking the money."], "The clerk"),
        ("Prosecutors accused Vidal of forging stamps.", ["Vidal of forging stamps."], "Prosecutors"),
        ("The general is said to have left the country.", ["The general", "to have left the country."], None),
        ("Doctors expressed confidence that the boy would walk again.", ["that the boy would walk again."], "Doctors"),
        ("The delegates are convinced that the vote was fair.", ["that the vote was fair."], "The delegates"),
    ],
)
def test_indirect_speech(say: Say, text: str, content: list[str], speaker: str | None) -> None:
    assert only(say(text)) == ("indirect", content, speaker)


def test_mixed_speech_keeps_the_words_around_the_quotation(say: Say) -> None:
    form, content, speaker = only(say("The envoy said the talks were “close to collapse” and blamed nobody."))
    assert (form, speaker) == ("mixed", "The envoy")
    assert content[0].startswith("the talks were “close to collapse")


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “Night Wolves” rode through the village.",
        "Her film “The Long Winter” opened in Lyon.",
        "Jan “the Hammer” Novak won in six rounds.",
        "Troops attacked the town and defended the bridge.",
        "The job demands patience.",
        "Rain is expected nowhere, and the price rose by, say, a tenth.",
    ],
)
def test_titles_nicknames_and_other_acts_are_no_statements(say: Say, text: str) -> None:
    found = [s for s in say(text).statements if s.rule != "thought.hope"]
    assert found == []


def test_a_quotation_over_several_paragraphs_is_one_statement(say: Say) -> None:
    reading = say("“We left at dawn. The road was full of carts.\n“We slept in barns,” Lena Roth said.\nIt rained.")
    statement = reading.saying("We left at dawn")
    assert reading.content(statement)[1] == "We slept in barns"
    assert reading.speaker(statement) == "Lena Roth"


def test_a_floating_quotation_continues_the_speaker(say: Say) -> None:
    reading = say("“We left at dawn,” Lena Roth said.\n“The road was full of carts and children.”\nIt rained.")
    floating = reading.saying("The road was full")
    assert floating.speaker is None
    assert floating.cue == ()
    assert floating.speaker_from == reading.saying("We left").index


def test_speech_within_speech(say: Say) -> None:
    reading = say("The lawyer said that the guards had told her that the cell was empty.")
    outer = reading.saying("the guards had told her")
    inner = next(s for s in reading.statements if s.within == outer.index)
    assert reading.content(inner) == ["that the cell was empty."]
    assert reading.words(inner.addressee) == "her"


def test_refusals_have_no_content(say: Say) -> None:
    (statement,) = say("The company declined to comment.").statements
    assert (statement.act, statement.content, statement.cue_token is not None) == ("decline", (), True)
    reading = say("A spokeswoman declined to say how many were hurt.")
    assert reading.saying("how many were hurt").act == "decline"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The bank confirmed that the vault was empty.", "confirm"),
        ("The consul denied that any passport was sold.", "deny"),
        ("The bank would not confirm that the vault was empty.", "decline"),
        ("The general warned that winter would be hard.", "warn"),
        ("The duke promised to pay.", "promise"),
        ("She praised the rescuers for their courage.", "praise"),
        ("The bishops condemned the arrests.", "criticise"),
        ("The tribe demanded that the dam be opened.", "demand"),
        ("“Is it over?” she asked.", "ask"),
    ],
)
def test_acts(say: Say, text: str, act: str) -> None:
    (statement,) = say(text).statements
    assert statement.act == act


@pytest.mark.parametrize(
    ("text", "addressee", "venue"),
    [
        ("Diallo told the BBC that the port was safe.", "the BBC", None),
        ("“The port is safe,” Diallo told reporters in Conakry.", "reporters", None),
        ("In a letter to the pope, Diallo wrote that the port was safe.", "the pope", "letter"),
        ("Diallo said in an interview with Le Monde that the port was safe.", "Le Monde", "interview"),
        ("“The port is safe,” Diallo wrote on Telegram.", None, "Telegram"),
        ("“The port is safe,” Diallo said on Morning Call.", None, "Morning Call"),
        ("The army said in a statement that the port was safe.", None, "statement"),
        ("“The port is safe,” Diallo said at a news conference on Monday.", None, "news conference"),
        ("“The port is safe,” Diallo said on Monday.", None, None),
    ],
)
def test_to_whom_and_where(say: Say, text: str, addressee: str | None, venue: str | None) -> None:
    reading = say(text)
    statement = reading.saying("port")
    assert reading.words(statement.addressee) == addressee
    assert (statement.venue_name or None) == venue


def test_a_question_and_its_answer(say: Say) -> None:
    reading = say("“Do you regret the sale?” Ines Prat asked.\n“Not for a minute,” Moreau replied. “It saved us.”")
    question, answer = reading.saying("regret"), reading.saying("Not for a minute")
    assert (question.act, answer.act, answer.replies_to) == ("ask", "answer", question.index)
    assert reading.words(answer.addressee) == "Ines Prat"


def test_asked_whether_is_a_question_by_nobody_named(say: Say) -> None:
    reading = say("Asked whether he would run again, Moreau said he was too old.")
    question, answer = reading.saying("whether he would run"), reading.saying("too old")
    assert (question.speaker, reading.words(question.addressee)) == (None, "Moreau")
    assert (answer.act, answer.replies_to) == ("answer", question.index)


def test_an_interview_in_turns(say: Say) -> None:
    reading = say(
        "Talk of the week\nQ: Why did you leave the band?\nA: I was tired of buses.\nQ: And now?\nA: Now I fish."
    )
    asked, answered = reading.saying("leave the band"), reading.saying("tired of buses")
    assert (asked.act, answered.act, answered.replies_to) == ("ask", "answer", asked.index)
    assert reading.saying("Now I fish").replies_to == reading.saying("And now").index


@pytest.mark.parametrize(
    ("headline", "content", "speaker"),
    [
        ("Finance minister: Taxes to rise next year", "Taxes to rise next year", "Finance minister"),
        ("Taxes to rise next year, finance minister says", "Taxes to rise next year", "finance minister"),
        ("Six dead in factory fire - police", "Six dead in factory fire", "police"),
    ],
)
def test_headlines_name_their_source(say: Say, headline: str, content: str, speaker: str) -> None:
    reading = say(f"{headline}\nThe weather was mild.", title_span=None)
    statement = reading.saying(content)
    assert reading.speaker(statement) == speaker


@pytest.mark.parametrize(
    "headline", ["Ukraine war: What we know so far", "Opinion: The river is ours", "Live: Vote count begins"]
)
def test_topics_and_labels_of_headlines_do_not_speak(say: Say, headline: str) -> None:
    assert say(f"{headline}\nThe weather was mild.").statements == ()


def test_the_reporters_gloss_is_left_out(say: Say) -> None:
    reading = say("The admiral said the fleet would stay, underscoring the navy's worries.")
    assert reading.content(reading.saying("fleet")) == ["the fleet would stay"]


def test_a_dateline_does_not_speak(say: Say) -> None:
    reading = say("NAIROBI, May 3 (Reuters) - Kenya's central bank said on Tuesday that it had cut rates.")
    assert reading.speaker(reading.saying("cut rates")) == "Kenya's central bank"


def test_a_signed_quotation(say: Say) -> None:
    reading = say("“The river gave us everything we ever had.”\n- Amina Diallo, fisher\nThe town lies on a bend.")
    assert reading.speaker(reading.saying("The river gave us")) == "Amina Diallo"


def test_an_empty_text_has_none(say: Say) -> None:
    assert say("").statements == ()
    assert say("   \n \n").statements == ()


def test_an_unbalanced_mark_is_told(say: Say) -> None:
    reading = say("“We are ready, Ann Bo said.\nThe rain went on for days.\nThe shops were shut.")
    assert [issue.kind for issue in reading.issues] == ["quote-unbalanced"]
    assert all("rain" not in piece for s in reading.statements for piece in reading.content(s))


@pytest.mark.parametrize(
    ("text", "part", "speaker"),
    [
        (
            "Norway will send two boats, Defence Minister Kari Dahl announced, adding that crews were ready.",
            "two boats",
            "Defence Minister Kari Dahl",
        ),
        (
            "Norway will send two boats, Defence Minister Kari Dahl announced, adding that crews were ready.",
            "crews",
            "Defence Minister Kari Dahl",
        ),
        ("Delhi urged all sides to wait and voiced concern over the fires.", "the fires", "Delhi"),
        ("The rebels claimed that the army had fled, and vowed to march on.", "to march on", "The rebels"),
        ("Dahl was quoted by the paper as saying that the boats had left.", "the boats", "Dahl"),
        ("The paper quoted Dahl as saying that the boats had left.", "the boats", "Dahl"),
    ],
)
def test_the_source_is_found_where_several_verbs_share_a_sentence(say: Say, text: str, part: str, speaker: str) -> None:
    reading = say(text)
    assert reading.speaker(reading.saying(part)) == speaker


def test_silence_on_a_request_is_a_refusal_without_content(say: Say) -> None:
    reading = say(
        "Prosecutors charged the firm with fraud; the firm did not immediately respond to a request for comment."
    )
    silent = [s for s in reading.statements if s.act == "decline"]
    assert [(reading.speaker(s), s.content) for s in silent] == [("the firm", ())]


def test_the_one_asked_answers_in_the_next_sentence(say: Say) -> None:
    reading = say("She was asked by the Herald whether she regretted it. She said she did not.")
    question, answer = reading.saying("whether she regretted"), reading.saying("she did not")
    assert (answer.replies_to, reading.words(answer.addressee)) == (question.index, "the Herald")


def test_a_gathering_told_is_a_venue(say: Say) -> None:
    statement = say("“The port is safe,” Diallo told a news conference.").saying("port")
    assert (statement.addressee, statement.venue_name) == (None, "news conference")
