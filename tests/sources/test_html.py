"""Pages: the article in them, what they tell of themselves, and pages that hold none."""

from __future__ import annotations

import pytest

from dateline.model.errors import SourceError
from dateline.sources import Options, read_html

PARAGRAPHS = (
    "<p>RIGA, Oct 24 (Reuters) - Talks on the future of the harbour ended on Friday without an agreement, the "
    "ministry&nbsp;said in a <a href='/statement'>statement</a>.</p>\n<p>“We will <b>meet</b> again next week,” the "
    "minister, Anna Kalniņa, told reporters 🚢 after the session, which lasted nine hours.</p><p>The port has been "
    "closed since September.</p>"
)


def page(head: str = "", body: str = PARAGRAPHS) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
        f"<article><h1>Harbour talks end</h1>{body}</article><footer>© 2025 All rights reserved.</footer></body></html>"
    )


HEAD = (
    '<meta charset="utf-8"><title>Harbour talks end | Harbour News</title>'
    '<meta property="og:title" content="Harbour talks end"><meta property="og:site_name" content="Harbour News">'
    '<meta name="author" content="Marta Olsen"><meta property="article:published_time" content="2025-10-24T06:00:00Z">'
    '<link rel="canonical" href="https://harbour.example/news/talks-end">'
)


def test_what_a_page_tells_of_itself() -> None:
    found = read_html(page(HEAD).encode(), Options())
    article = found.article
    assert article.title == "Harbour talks end"
    assert article.byline == ("Marta Olsen",)
    assert article.outlet == "Harbour News"
    assert article.url == "https://harbour.example/news/talks-end"
    assert (article.published, article.published_from) == ("2025-10-24", "metadata")
    assert (article.credit, article.dateline_date) == ("Reuters", "2025-10-24")
    assert article.dateline_place_span is not None
    assert article.text[slice(*article.dateline_place_span)] == "RIGA"
    assert "Home" not in article.text
    assert "All rights reserved" not in article.text
    assert "“We will meet again next week,” the minister, Anna Kalniņa, told reporters 🚢" in article.text
    if article.title_span is not None:
        assert article.text[slice(*article.title_span)] == article.title
    assert found.issues == ()


def test_json_ld() -> None:
    head = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Harbour '
        'talks end","datePublished":"2025-10-23T21:00:00+02:00","author":[{"@type":"Person","name":"Marta Olsen"},'
        '{"@type":"Person","name":"Jon Berg"}],"publisher":{"@type":"Organization","name":"Harbour News"}}</script>'
    )
    article = read_html(page(head), Options()).article
    assert (article.published, article.outlet) == ("2025-10-23", "Harbour News")
    assert article.byline == ("Marta Olsen", "Jon Berg")


def test_an_agency_as_author_is_the_credit() -> None:
    head = '<meta name="author" content="Agence France-Presse">'
    article = read_html(page(head, PARAGRAPHS.replace(" (Reuters)", "")), Options()).article
    assert (article.byline, article.credit, article.credit_span) == ((), "AFP", None)


def test_the_same_page_gives_the_same_article_and_given_values_come_first() -> None:
    first, again = read_html(page(HEAD), Options()), read_html(page(HEAD), Options())
    assert first == again
    given = read_html(page(HEAD), Options(published="2025-10-25", outlet="Mirror of Harbour News"))
    assert (given.article.published, given.article.published_from) == ("2025-10-25", "given")
    assert given.article.outlet == "Mirror of Harbour News"
    assert [issue.kind for issue in given.issues] == ["date-conflict"]


def test_a_page_without_metadata_has_unknowns() -> None:
    article = read_html(page(), Options()).article
    assert (article.published, article.published_from, article.outlet, article.url) == (None, None, None, None)


def test_old_encodings() -> None:
    text = page('<meta charset="iso-8859-4">').replace("“", "'").replace("”", "'").replace("🚢", "").replace("©", "")
    assert "Anna Kalniņa" in read_html(text.encode("iso-8859-4"), Options()).article.text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a> <a href='/x'>About</a></nav></body></html>",
        "<html><body><h1>404</h1><p>Page not found</p></body></html>",
        "<html><body><form><p>Please sign in to continue reading.</p><input></form></body></html>",
        "<html><body><script>var text = 'The port said that two tankers had turned back.';</script></body></html>",
        "<<<<>>>>",
        "<!-- nothing -->",
    ],
)
def test_pages_without_an_article(html: str) -> None:
    with pytest.raises(SourceError, match="no article found"):
        read_html(html, Options())


def test_bytes_that_are_no_page() -> None:
    with pytest.raises(SourceError, match="not text"):
        read_html(b"\x89PNG\r\n\x1a\n\x00\x00", Options())


def test_an_xml_declaration_is_no_hindrance() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + page(HEAD)
    assert read_html(text, Options()).article.title == "Harbour talks end"
