"""RSS and Atom, mails, PDF and web archives: what becomes an article, with which facts of its publication."""

from __future__ import annotations

import hashlib
import io
from email.message import EmailMessage
from pathlib import Path

import pytest

from dateline.model.errors import SourceError
from dateline.sources import Found, Options, Unread, read_inputs
from dateline.sources.feeds import read_feed
from dateline.sources.fragments import read_fragment
from dateline.sources.mail import read_mail
from dateline.sources.pdf import join_lines

WORDS = "Shells hit a market in Kherson on Monday, killing six people, the governor said. " * 12
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>
<entry><id>tag:harbour,1</id><title>Strike on &lt;b&gt;Kherson&lt;/b&gt;</title><link href="https://harbour.example/1"/>
<updated>2025-10-24T22:30:00Z</updated><author><name>Marta Olsen</name></author>
<content type="html">&lt;p&gt;{WORDS}&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;
&lt;p&gt;The army denied it.&lt;/p&gt;</content></entry>
<entry><id>tag:harbour,2</id><title>Talks</title><link href="https://harbour.example/2"/>
<updated>last week</updated><summary>Ministers met in Doha.</summary></entry>
<entry><title>Nothing</title></entry></feed>"""
RSS = f"""<rss version="2.0"><channel><title>Delta Wire</title><item><title>Raid</title><guid>7</guid>
<pubDate>Fri, 24 Oct 2025 23:30:00 -0500</pubDate><link>https://delta.example/7</link>
<description>{WORDS}</description></item></channel></rss>"""


def feed(data: str, **options: str) -> list[Found | Unread]:
    return list(read_feed(data.encode(), Options(**options), "feed"))  # type: ignore[arg-type]


def test_items_with_their_full_text_are_articles() -> None:
    full, summary, nothing = feed(ATOM)
    assert isinstance(full, Found)
    article = full.article
    assert (article.title, article.outlet, article.url) == (
        "Strike on Kherson",
        "Harbour News",
        "https://harbour.example/1",
    )
    assert (article.published, article.byline, article.ref) == ("2025-10-24", ("Marta Olsen",), "tag:harbour,1")
    assert article.text == f"{WORDS.strip()}\nThe army denied it."
    assert full.issues == ()
    assert isinstance(summary, Found)
    assert [issue.kind for issue in summary.issues] == ["bad-date", "summary-only"]
    assert summary.article.published is None
    assert isinstance(nothing, Unread)
    assert nothing.kind == "empty"


def test_the_day_of_an_item_is_that_where_it_was_published() -> None:
    (item,) = feed(RSS)
    assert isinstance(item, Found)
    assert (item.article.published, item.issues) == ("2025-10-24", ())
    (item,) = feed(RSS, published="2025-10-20", outlet="Other")
    assert isinstance(item, Found)
    assert (item.article.published, item.article.outlet) == ("2025-10-20", "Other")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"></rss>', "XML entities"),
        ("<html><body>no feed</body></html>", "no feed"),
        ("", "no feed"),
    ],
)
def test_what_is_no_feed_or_hides_something_is_refused(data: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        feed(data)


def test_a_broken_feed_gives_what_can_be_read() -> None:
    found = feed(RSS.replace("</description>", " & more</description>").replace("</rss>", ""))
    assert isinstance(found[0], Found)


def test_pieces_of_html_become_lines() -> None:
    markup = "One<br>two <b>bold</b> <a href='javascript:x()'>link</a><ul><li>a<li>b</ul>"
    markup += "<style>p{}</style>&amp; tail<!-- c -->"
    assert read_fragment(markup) == "One\ntwo bold link\na\nb\n& tail"
    assert read_fragment("<div>" * 3000 + "deep") in ("", "deep")


def make_mail(plain: str | None, html: str | None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = '"Harbour News" <news@harbour.example>', "Strike on Kherson"
    mail["Date"], mail["Message-ID"] = "Fri, 24 Oct 2025 23:30:00 -0500", "<7@harbour.example>"
    if plain is not None:
        mail.set_content(plain)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    return mail


def test_a_mail_is_an_article() -> None:
    found = read_mail(bytes(make_mail(WORDS + "Żółw.", None)), Options())
    article = found.article
    assert (article.title, article.outlet, article.published) == ("Strike on Kherson", "Harbour News", "2025-10-24")
    assert article.ref == "<7@harbour.example>"
    assert "Żółw" in article.text


def test_the_html_of_a_mail_is_read_where_its_text_is_a_stub() -> None:
    mail = make_mail("See it online.", f"<html><body><p>{WORDS}</p></body></html>")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    found = read_mail(bytes(mail), Options())
    assert found.article.text == WORDS.strip()
    assert [issue.kind for issue in found.issues] == ["attachments"]
    with pytest.raises(SourceError, match="it has no text"):
        read_mail(b"From: a@b.c\nSubject: x\nTo: d@e.f\n\n", Options())


def test_forms_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    files = {"a": ATOM.encode(), "b": bytes(make_mail(WORDS, None)), "c.txt": WORDS.encode()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        found = [item for item in read_inputs([str(tmp_path / name)], Options()) if isinstance(item, Found)]
        assert found[0].article.bytes_sha256 == hashlib.sha256(data).hexdigest()
        extractor = found[0].article.extractor or ""
        assert extractor.startswith("feedparser " if name == "a" else "dateline ")


def make_pdf(lines: list[str]) -> bytes:
    """A PDF with one page of text, written by hand."""
    text = "BT /F1 11 Tf 50 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out


def test_a_pdf_is_read_and_says_so(tmp_path: Path) -> None:
    lines = [
        "Shells hit a market in Kherson on Monday, killing six",
        "people, the governor said.",
        "The army denied it.",
    ]
    (tmp_path / "a.pdf").write_bytes(make_pdf(lines))
    (found,) = read_inputs([str(tmp_path / "a.pdf")], Options())
    assert isinstance(found, Found)
    assert "killing six people, the governor said." in found.article.text
    assert "pdf" in [issue.kind for issue in found.issues]
    for name, data in (
        ("scan.pdf", make_pdf([])),
        ("bad.pdf", b"%PDF-1.4\nnothing"),
        ("cut.pdf", make_pdf(lines)[:300]),
    ):
        (tmp_path / name).write_bytes(data)
        (item,) = read_inputs([str(tmp_path / name)], Options())
        assert isinstance(item, Unread), name


def test_lines_of_a_page_are_joined() -> None:
    assert join_lines("The army said it had taken the brid-\nge near\nthe town.\nNext paragraph.") == (
        "The army said it had taken the bridge near the town.\nNext paragraph."
    )
    assert join_lines("") == ""


def make_warc(*pages: tuple[str, bytes, str]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, body, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers))
    return out.getvalue()


# The writer of the library leaves its temporary files to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_the_pages_of_a_web_archive_are_read(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Strike</h1><p>{WORDS}</p></article></body></html>".encode()
    data = make_warc(
        ("https://a.example/1", page, "200 OK"),
        ("https://a.example/2", b"<html></html>", "200 OK"),
        ("https://a.example/3", page, "404 Not Found"),
    )
    for name, cut in (("a.warc.gz", len(data)), ("b.warc.gz", len(data) - 60)):
        (tmp_path / name).write_bytes(data[:cut])
        items = list(read_inputs([str(tmp_path / name)], Options()))
        assert isinstance(items[0], Found)
        assert items[0].article.url == "https://a.example/1"
        assert items[0].article.published is None
        assert all(isinstance(item, Unread) for item in items[1:])
        assert items[1].where.endswith("record 2")  # type: ignore[union-attr]
