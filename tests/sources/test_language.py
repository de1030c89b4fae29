"""Languages are told only when they can be."""

from __future__ import annotations

import pytest

from dateline.sources.language import find_language, normalise_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port authority said on Tuesday that two tankers had been turned back at the river mouth.", "en"),
        ("THE PORT AUTHORITY SAID ON TUESDAY THAT TWO TANKERS HAD BEEN TURNED BACK AT THE RIVER MOUTH", "en"),
        ("the port authority said on tuesday that two tankers had been turned back at the river mouth", "en"),
        ("Le président a déclaré mardi que deux pétroliers avaient été refoulés à l'embouchure du fleuve.", "fr"),
        ("Die Hafenbehörde teilte am Dienstag mit, dass zwei Tanker an der Flussmündung umkehren mussten.", "de"),
        ("Власти порта сообщили во вторник, что два танкера повернули обратно в устье реки.", "ru"),
        ("قالت سلطات الميناء يوم الثلاثاء إن ناقلتين أعيدتا عند مصب النهر.", "ar"),
        ("Tankers turned back.", None),
        ("", None),
        ("1234567890 " * 20, None),
        ("Zelenskyy, Rutte, Macron, Tusk, Starmer, Merz, Stubb, Meloni", None),
    ],
)
def test_find_language(text: str, expected: str | None) -> None:
    assert find_language(text) in ({expected} if expected else {None, "en"})


@pytest.mark.parametrize(
    ("tag", "code"), [("en-GB", "en"), ("EN_us", "en"), ("deu", "deu"), ("english", None), ("", None)]
)
def test_language_tags(tag: str, code: str | None) -> None:
    assert normalise_language(tag) == code


def test_english_words_in_a_foreign_text_do_not_make_it_english() -> None:
    french = "Le président a déclaré mardi que deux pétroliers avaient été refoulés à l'embouchure du fleuve. " * 6
    assert find_language(french + "He said that “the end of the war is near”, and that it has been hard.") == "fr"
    english = "The port authority said that two tankers had been turned back at the mouth of the river. " * 6
    assert find_language(english) == "en"
