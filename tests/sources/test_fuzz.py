"""Whatever comes in, a reader gives an article whose spans are right, an `Unread`, or a DatelineError."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model.article import Article
from dateline.model.errors import SourceError
from dateline.sources import Found, Options, read_html, read_inputs, read_jsonl_row, read_markdown, read_text

PIECES = st.sampled_from(
    [
        "By ", "Marta Olsen", "Zofia Wójcik", " and ", "\n", "\r\n", "\n\n", "KYIV", ", ",
        "Nov 16", " (Reuters)", " — ", " - ",
        "Source: AFP", "Published 24 October 2025", "# ", "---\n", "title: x", "The port was closed on Friday.",
        "“Why?” he asked. ", "\u00a0", "\u00ad", "🚀", "e\u0301", "\u2028", "(", ")", "/TASS/", ":", "2025-10-24",
        "— AP", "*", "\ufeff", "\x0b", "Photo: ", "reports from Riga.",
        "(Reporting by ", "; editing by ", " in ", "ÉTÉ",
        "ǅ", "ß", "İ", "[", "]", "\t", "'",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=200))
TAGS = st.sampled_from(
    [
        "<html>", "<p>", "</p>", "<div>", "</div>", "<article>", "<h1>", "<meta name=author content='x; y'>", "<title>",
        "<meta property=article:published_time content=never>", "<link rel=canonical href='::'>", "<table><tr><td>",
        '<script type="application/ld+json">{"@type":"NewsArticle","author":[1,{}],"datePublished":7}</script>',
        "The port was closed on Friday, and nobody knew when it would open for ships again. ", "<time datetime=>",
        "&nbsp;", "&#0;", "&#xD800;", "<![CDATA[", "<!--", "-->", "<?xml version='1.0' encoding='x'?>", "<a href=#>",
    ]
)  # fmt: skip
HTML = st.lists(st.one_of(TAGS, st.text(max_size=20)), max_size=25).map("".join)
FEW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def check(article: Article) -> None:
    for name in ("title_span", "byline_span", "credit_span", "dateline_span", "dateline_place_span"):
        span = getattr(article, name)
        assert span is None or 0 <= span.start < span.end <= len(article.text), (name, span)
    if article.title_span is not None:
        assert article.text[slice(*article.title_span)] == article.title
    assert (article.credit_span is None) or article.credit is not None
    assert (article.byline_span is None) or article.byline
    assert article.published is None or article.published_from is not None


@FEW
@given(TEXTS, st.sampled_from([None, "2025-10-24"]), st.sampled_from([None, "KYIV", "The port was closed on Friday"]))
def test_texts(text: str, published: str | None, title: str | None) -> None:
    options = Options(published=published, title=title, language="en")
    for read in (read_text, read_markdown):
        try:
            article = read(text, options).article
        except SourceError:
            assert "\x00" in text
            continue
        assert article.text == text
        check(article)


@FEW
@given(HTML)
def test_pages(page: str) -> None:
    with contextlib.suppress(SourceError):
        check(read_html(page, Options(language="en")).article)


@FEW
@given(st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "replace"))), st.sampled_from(
    ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a", "a.txt.gz"]
))  # fmt: skip
def test_files(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for found in read_inputs([folder, str(path)], Options(language="en")):
            if isinstance(found, Found):
                check(found.article)
            else:
                assert found.message


@FEW
@given(st.one_of(st.binary(max_size=100), st.text(max_size=100)))
def test_rows(line: bytes | str) -> None:
    read_jsonl_row(line, Options(language="en"))


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "corpus").iterdir()), ids=lambda path: path.name)
def test_the_kept_corpus_is_read_or_refused(path: Path) -> None:
    for item in read_inputs([str(path)], Options(language="en")):
        if isinstance(item, Found):
            check(item.article)


def test_changed_inputs_of_every_form_are_read_or_refused() -> None:
    script = Path(__file__).resolve().parent.parent.parent / "scripts" / "fuzz.py"
    command = [sys.executable, str(script), "--inputs", "1500", "--seconds", "20", "--seed", "11"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert ", 0 crashes" in done.stdout
