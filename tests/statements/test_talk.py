"""Interviews and transcripts: who asks, who answers, and to whom, with nothing but labels to tell."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model.record import Record, Statement

INTERVIEW = """Port fees will not rise, says harbour master

Harbour master Ingrid Solheim answered our questions in her office on Friday.

Q: Will the fees go up in spring?

A: No. The board voted on that in March. It will not come back to it.

Q: And who pays for the new crane?

A: The ferry company does, under a contract of 2019.

Solheim told the Tidewater Gazette later that the crane would arrive in June.
"""

TRANSCRIPT = """What the mayor wants

Gazette: Mayor Duarte, the bridge has been shut for a year. When will it open?

Duarte: In May. The steel is here.

Gazette: The union said last week that the welders had not been paid.

Duarte: They were paid on Monday.
"""

NOTICE = """Summer concert

Date: Friday, 5 June.

Place: The old brewery.

Tickets: At the door.
"""


def said_of(record: Record, words: str) -> Statement:
    return next(each for each in record.statements if words in record.text_of(*each.content))


def name(record: Record, statement: Statement, side: str) -> str | None:
    party = getattr(statement, side)
    return next((actor.name for actor in record.actors if party is not None and actor.id == party.id), None)


def test_the_one_who_answers_is_named_ahead(read: Callable[..., Record]) -> None:
    record = read(INTERVIEW)
    answer, question = said_of(record, "voted on that in March"), said_of(record, "Will the fees go up")
    assert (answer.form, answer.act, name(record, answer, "speaker")) == ("direct", "answer", "Ingrid Solheim")
    assert answer.replies_to == question.id
    assert (question.act, question.speaker) == ("ask", question.speaker)
    assert name(record, question, "addressee") == "Ingrid Solheim"
    assert said_of(record, "under a contract").replies_to == said_of(record, "who pays").id


def test_turns_under_names(read: Callable[..., Record]) -> None:
    record = read(TRANSCRIPT)
    answer, question = said_of(record, "The steel is here"), said_of(record, "When will it open")
    assert answer.replies_to == question.id
    assert "Duarte" in (name(record, answer, "speaker") or "")
    assert name(record, answer, "addressee") == name(record, question, "speaker")
    remark = said_of(record, "The union said last week")
    assert remark.act == "say"
    assert "Duarte" in (name(record, remark, "addressee") or "")
    inner = [each for each in record.statements if each.within == remark.id]
    assert [record.text_of(*each.content) for each in inner] == ["that the welders had not been paid."]
    assert said_of(record, "They were paid on Monday").replies_to is None


def test_a_list_of_particulars_is_no_talk(read: Callable[..., Record]) -> None:
    assert read(NOTICE).statements == ()


def test_two_who_might_answer_leave_it_open(read: Callable[..., Record]) -> None:
    text = INTERVIEW.replace("answered our", "and the broker Olav Berg answered our")
    record = read(text)
    answer = said_of(record, "voted on that in March")
    assert (answer.act, name(record, answer, "speaker")) == ("answer", None)
