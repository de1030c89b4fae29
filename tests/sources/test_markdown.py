"""Markdown keeps its text to the character; front matter and headings tell of the article."""

from __future__ import annotations

from dateline.sources import Options, read_markdown

BODY = "The port authority said on Tuesday that **two tankers** had been [turned back](https://example.org/x).\n"


def test_front_matter_and_heading() -> None:
    text = (
        '---\ntitle: "Tankers turned back"\ndate: 2025-10-24T06:00:00Z\nauthors:\n  - Zofia Wójcik\n  - Karim Saleh\n'
        "publisher: Harbour News\nurl: https://harbour.example/1\ntags: [sea, ports]\n---\n\n"
        f"# Tankers turned back\n\n{BODY}"
    )
    found = read_markdown(text, Options())
    article = found.article
    assert article.text == text
    assert article.title == "Tankers turned back"
    assert article.title_span is not None
    assert text[article.title_span.start - 2 : article.title_span.end] == "# Tankers turned back"
    assert article.byline == ("Zofia Wójcik", "Karim Saleh")
    assert article.byline_span is not None
    assert text[slice(*article.byline_span)] == "Zofia Wójcik\n  - Karim Saleh"
    assert (article.outlet, article.url) == ("Harbour News", "https://harbour.example/1")
    assert (article.published, article.published_from) == ("2025-10-24", "metadata")


def test_title_in_front_matter_alone_has_its_span_there() -> None:
    text = f"---\r\ntitle: 'Tankers turned back'\r\nauthor: [\"Zofia Wójcik\", Karim Saleh]\r\n---\r\n{BODY}"
    article = read_markdown(text, Options()).article
    assert article.title_span is not None
    assert text[slice(*article.title_span)] == article.title == "Tankers turned back"
    assert article.byline == ("Zofia Wójcik", "Karim Saleh")


def test_toml_fences() -> None:
    article = read_markdown(f'+++\ntitle = "Tankers turned back"\ndate = 2025-10-24\n+++\n{BODY}', Options()).article
    assert (article.title, article.published) == ("Tankers turned back", "2025-10-24")


def test_marks_are_no_part_of_title_and_byline() -> None:
    text = f"# **Tankers turned back** #\n\n*By Zofia Wójcik*\n\n**KYIV, Nov 16 (AP) —** {BODY}"
    article = read_markdown(text, Options(published="2025-11-16")).article
    assert article.title == "Tankers turned back"
    assert article.byline == ("Zofia Wójcik",)
    assert article.dateline_place_span is not None
    assert text[slice(*article.dateline_place_span)] == "KYIV"


def test_underlined_heading_and_none() -> None:
    assert read_markdown(f"Tankers turned back\n=====\n\n{BODY}", Options()).article.title == "Tankers turned back"
    assert read_markdown(BODY, Options()).article.title is None


def test_a_rule_is_no_front_matter() -> None:
    text = f"---\n\n{BODY}"
    article = read_markdown(text, Options()).article
    assert (article.title, article.text) == (None, text)


def test_the_callers_word_comes_first() -> None:
    text = f"---\ntitle: Old\ndate: 2025-10-24\n---\n{BODY}"
    found = read_markdown(text, Options(title="Tankers back", published="2025-10-23"))
    assert (found.article.title, found.article.title_span) == ("Tankers back", None)
    assert found.article.published_from == "given"
    assert [issue.kind for issue in found.issues] == ["date-order"]
