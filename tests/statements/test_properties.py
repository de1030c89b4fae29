"""What must hold of every statement of every text."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.statements.conftest import Reading

from dateline.model.article import Span
from dateline.reading.analysis import Analysis, Engine
from dateline.reading.mentions import Mentions
from dateline.reading.statements import Statement

Say = Callable[..., Reading]

REPORT = (
    "Harbour must close, minister says\n"
    "PORT SALIM, May 3 - The transport minister said on Tuesday that the harbour's east wall was “close to ruin.”\n"
    "“We can't wait for summer,” Amal Haddad told Coast Radio. “The ships' owners know. They've known it for years.”\n"
    "Asked who would pay, she said the ‘usual donors’ had been called.\n"
    "“Is it safe to fish?” a reporter asked.\n“No,” Haddad replied, “and it won’t be for a while.”\n"
    "“The engineer asked me, ‘Who built this?’ and I could not say,” Haddad added.\n"
    "“‘Wait until June,’ they told us,” said Omar Saleh, a fisherman.\n"
    "The owners, who denied that they had been warned, declined to comment.\n"
)


def _curly_to_straight(text: str) -> str:
    return text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})


def _british(text: str) -> str:
    """Put single marks outside and double ones inside, and leave apostrophes alone."""
    inner = re.sub(r"‘([^‘’]*(?:\w’\w[^‘’]*)*)’(?!\w)", "\x01\\1\x02", text)
    return inner.translate({0x201C: "‘", 0x201D: "’", 1: "“", 2: "”"})


def _house(first: str, last: str, inner_first: str, inner_last: str) -> Callable[[str], str]:
    """Give another house's marks in place of ours: the outer pair, then the inner one."""

    def change(text: str) -> str:
        british = re.sub(r"(?<=\w)’(?=\w)", "'", _british(text))
        return british.translate({ord("‘"): first, ord("’"): last, ord("“"): inner_first, ord("”"): inner_last})

    return change


VARIANTS: dict[str, Callable[[str], str]] = {
    "straight": _curly_to_straight,
    "guillemets": lambda text: text.replace("“", "«").replace("”", "»"),
    "spaced guillemets": lambda text: text.replace("“", "«\u00a0").replace("”", "\u00a0»"),
    "german": lambda text: text.replace("“", "„").replace("”", "“"),
    "doubled": lambda text: _curly_to_straight(text).replace('"', "''"),
    "no-break spaces": lambda text: text.replace("Amal Haddad", "Amal\u00a0Haddad").replace("May 3", "May\u00a03"),
    "soft hyphens": lambda text: text.replace("harbour", "har\u00adbour").replace("transport", "trans\u00adport"),
    "byte order mark": lambda text: "\ufeff" + text,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "double blanks": lambda text: text.replace(". ", ".  "),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "indented": lambda text: text.replace("\n", "\n    "),
    "typewriter apostrophes": lambda text: re.sub(r"(?<=\w)’(?=\w)", "'", text),
    "british": _british,
    "british straight": lambda text: _curly_to_straight(_british(text)),
    "british with no-break spaces": lambda text: _british(text).replace("”’", "”\u00a0’").replace("‘“", "‘\u00a0“"),
    "swiss": _house("«", "»", "‹", "›"),
    "danish": _house("»", "«", "›", "‹"),
    "low and high": _house("„", "“", "‚", "‘"),
    "low and right": _house("„", "”", "‚", "’"),
    "typesetter's": lambda text: _curly_to_straight(text.replace("“", "``").replace("”", "''").replace("‘", "`")),
    "tabs": lambda text: text.replace("\n", "\n\t"),
    "thin spaces in marks": lambda text: text.replace("“", "“\u2009").replace("”", "\u2009”"),
}


def _words(text: str) -> str:
    kept = "".join(c for c in text if c.isalnum() or c.isspace())
    return " ".join(kept.split())


def _outline(reading: Reading) -> list[tuple[Any, ...]]:
    return [
        (
            s.form, s.act, _words(reading.speaker(s) or ""), _words(reading.words(s.addressee) or ""),
            [_words(piece) for piece in reading.content(s)], s.replies_to, s.within,
        )
        for s in reading.statements
    ]  # fmt: skip


def test_there_are_twenty_variants() -> None:
    assert len({change(REPORT) for change in VARIANTS.values()}) >= 20


@pytest.mark.parametrize("name", VARIANTS)
def test_typography_changes_no_statement(say: Say, name: str) -> None:
    assert _outline(say(VARIANTS[name](REPORT))) == _outline(say(REPORT))


def test_the_report_is_read(say: Say) -> None:
    reading = say(REPORT)
    assert len(reading.statements) >= 7
    assert reading.saying("We can't wait").form == "direct"
    assert reading.issues == ()


def check_statements(analysis: Analysis, statements: tuple[Statement, ...]) -> None:
    owner: dict[int, int] = {}
    by_index = {s.index: s for s in statements}
    assert [s.index for s in statements] == list(range(len(statements)))
    for s in statements:
        for span in (*s.content, *s.cue):
            assert 0 <= span.start < span.end <= len(analysis.text)
            assert analysis.text[span.start : span.end].strip() == analysis.text[span.start : span.end]
        assert not any(cue.overlaps(piece) for cue in s.cue for piece in s.content)
        assert s.content or s.act == "decline"
        for phrase in (s.speaker, s.addressee, s.venue):
            assert phrase is None or 0 <= phrase.first <= phrase.head < phrase.last <= len(analysis)
        if s.within is not None:
            assert s.within != s.index
            assert all(_holds(by_index[s.within], piece) for piece in s.content)
        for reference in (s.replies_to, s.speaker_from):
            assert reference is None or reference in by_index
        if s.within is None:
            for piece in s.content:
                for offset in range(piece.start, piece.end):
                    assert owner.setdefault(offset, s.index) == s.index


def _holds(holder: Statement, piece: Span) -> bool:
    return any(outer.start <= piece.start and piece.end <= outer.end + 2 for outer in holder.content)


def test_spans_and_nesting_hold_on_real_articles(say: Say, public_rows: Callable[[str], list[dict[str, Any]]]) -> None:
    for row in public_rows("quotes/polnear_dev.jsonl.gz")[::4]:
        reading = say(row["text"])
        check_statements(reading.analysis, reading.statements)


def test_spans_and_nesting_hold_on_odd_texts(say: Say) -> None:
    for text in (
        REPORT.upper(), REPORT.lower(), REPORT.replace(".", ""), REPORT.replace("”", ""), REPORT.replace("“", ""),
        "“" * 30, "' " * 40, "said said said said.", "“ ” “ ” he said", ": : :",
        "“Q: A: “Q: A:", "He said: said: “", "Q: \nA: \nQ:",
    ):  # fmt: skip
        reading = say(text)
        check_statements(reading.analysis, reading.statements)


def test_an_endless_sentence_does_not_hang(say: Say, engine: Engine) -> None:
    text = "The clerk said that “the ship's crew told 'the agent' that " * 600
    begin = time.process_time()
    engine.analyse(text)
    parsed = time.process_time()
    say(text)
    assert time.process_time() - parsed < 3 * (parsed - begin) + 2


def test_statements_do_without_mentions(engine: Engine, make_article: Callable[..., Any]) -> None:
    from dateline.reading.statements import find_statements

    statements, _ = find_statements(make_article(REPORT), engine.analyse(REPORT), Mentions())
    assert len(statements) >= 7
