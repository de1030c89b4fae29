"""Quotation marks: every house's pairs, apostrophes that are none, and marks that lost their partner."""

from __future__ import annotations

import pytest
from tests.statements.conftest import cut

from dateline.reading.statements.marks import Marks, pair_marks


def inside(text: str) -> list[str]:
    marks = pair_marks(cut(text))
    return [text[q.start : q.end] for q in marks.quotations]


def paired(text: str) -> Marks:
    return pair_marks(cut(text))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“", "”"),
        ('"', '"'),
        ("«", "»"),
        ("« ", " »"),
        ("„", "“"),
        ("„", "”"),
        ("‘", "’"),
        ("'", "'"),
        ("''", "''"),
        ("``", "''"),
        ("”", "”"),
        ("»", "«"),
    ],
)
def test_marks_of_any_house_pair(before: str, after: str) -> None:
    text = f"The clerk sighed. {before}We close at noon on Fridays,{after} he said, and shut the window."
    assert inside(text) == ["We close at noon on Fridays,"]
    assert paired(text).issues == ()


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union met the bosses' lawyers in the '90s.",
        "It's the captain’s turn; rock 'n' roll isn't dead, 'tis only resting.",
        'The boards were 6" wide and 5\'10" long.',
        "Nobody's been to the Joneses’ since ’45.",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert inside(text) == []
    assert paired(text).issues == ()


def test_a_quotation_within_a_quotation_belongs_to_the_outer_one() -> None:
    assert inside("“He shouted ‘Stop!’ and ran,” Vera said.") == ["He shouted ‘Stop!’ and ran,"]
    assert inside("'She called it \"a joke\" and left,' he said.")[0].startswith(("She", "a joke"))


def test_possessives_do_not_close_a_single_quotation() -> None:
    text = "‘We back the miners’ strike and the nurses’ demands,’ said Ode. ‘Always have.’"
    assert inside(text) == ["We back the miners’ strike and the nurses’ demands,", "Always have."]


def test_a_mark_repeated_at_each_paragraph_is_one_quotation_that_goes_on() -> None:
    text = "“We left at dawn. The road was full.\n“We slept in barns.\n“Nobody helped,” said Lena Roth."
    first, second, third = paired(text).quotations
    assert (first.goes_on, second.goes_on, third.goes_on) == (True, True, False)
    assert (first.continues, second.continues, third.continues) == (False, True, True)
    assert paired(text).issues == ()


def test_a_lost_closing_mark_never_swallows_the_article() -> None:
    text = "He grinned. “We are done here. The bus left at six.\nRain fell in the valley.\nThe shop was shut."
    marks = paired(text)
    assert [text[q.start : q.end] for q in marks.quotations] == ["We are done here."]
    assert [issue.kind for issue in marks.issues] == ["quote-unbalanced"]
    assert marks.issues[0].span is not None
    assert text[marks.issues[0].span.start] == "“"


def test_a_paragraph_that_opens_and_never_closes_is_quoted_to_its_end() -> None:
    text = "“We are done here. The bus has left.\nRain fell in the valley."
    assert inside(text) == ["We are done here. The bus has left."]
    assert len(paired(text).issues) == 1


def test_a_lost_opening_mark_is_set_at_the_sentence() -> None:
    text = "The sun rose. We will never sell,” said the widow. Nobody laughed."
    assert inside(text) == ["We will never sell,"]
    assert paired(text).issues[0].kind == "quote-unbalanced"


def test_a_second_opening_mark_ends_the_first_quotation() -> None:
    text = "“We tried, she said. “Then we gave up,” she said."
    assert inside(text)[-1] == "Then we gave up,"
    assert len(paired(text).issues) == 1


def test_each_paragraph_is_paired_apart() -> None:
    text = 'One "stray mark here.\nThen "a good pair" came.\nAnd "another one" too.'
    assert inside(text)[1:] == ["a good pair", "another one"]
    assert len(paired(text).issues) == 1


def test_tokens_know_their_quotation() -> None:
    analysis = cut("“Yes,” he said. “No.”")
    marks = pair_marks(analysis)
    assert {analysis.words[t]: q for t, q in marks.of_token.items() if analysis.words[t].isalpha()} == {
        "Yes": 0,
        "No": 1,
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "‘The miners’ wives were told, “You will be paid”,’ said Ode. ‘None was.’",
            ["The miners’ wives were told, “You will be paid”,", "None was."],
        ),
        ("'He said \"go\" twice,' said Ode. 'So I went.'", ['He said "go" twice,', "So I went."]),
        ("'\"Go,\" he told me,' she said.", ['"Go," he told me,']),
        ("‘I rang and he said, “Come.”’ She came.", ["I rang and he said, “Come.”"]),
        ("‘They say “loan”. We say “gift”.’", ["They say “loan”. We say “gift”."]),
        ("‹ He said « go » to us, › said Ode.", ["He said « go » to us,"]),
        ("The ‘usual donors’ said “we pay” and the workers’ union agreed.", ["usual donors", "we pay"]),
        ("He said: ‘No.’ ‘Why “no”?’ ‘Because.’", ["No.", "Why “no”?", "Because."]),
    ],
)
def test_single_marks_may_hold_double_ones(text: str, wanted: list[str]) -> None:
    assert inside(text) == wanted
    assert paired(text).issues == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("‘He said, “Go home,’ she told us. ‘Then he left.’", ["He said, “Go home,", "Then he left."]),
        ("‘He said, Go home,” and left,’ she told us. ‘Yes.’", ["He said, Go home,” and left,", "Yes."]),
        ("The ‘usual donors’ will pay,” he said.", ["The ‘usual donors’ will pay,"]),
        ("“The ‘usual donors’ will pay, he said. They left.", None),
    ],
)
def test_a_lost_double_mark_leaves_single_ones_alone(text: str, wanted: list[str] | None) -> None:
    assert wanted is None or inside(text) == wanted
    assert len(paired(text).issues) == 1


def test_single_marks_without_a_partner_are_mended_in_a_house_of_single_marks() -> None:
    text = "‘We go,’ he said.\n‘We stay,’ she said.\nOthers dance,’ he said. The end.\n‘We sing, she said. And so on."
    assert inside(text) == ["We go,", "We stay,", "Others dance,", "We sing, she said."]
    assert [issue.kind for issue in paired(text).issues] == ["quote-unbalanced"] * 2
    assert inside("“We go,” he said.\n‘We sing, she said. And so on.") == ["We go,"]


def test_a_single_mark_repeated_at_each_paragraph_is_one_quotation_that_goes_on() -> None:
    text = "‘We back the miners’ strike. We always have.\n‘We back the nurses too,’ said Ode."
    first, second = paired(text).quotations
    assert (first.goes_on, second.continues) == (True, True)
    assert text[first.start : first.end].endswith("always have.")
