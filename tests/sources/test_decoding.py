"""Bytes of every kind become the right text, or are refused."""

from __future__ import annotations

import codecs
import random

import pytest

from dateline.sources.decoding import decode_bytes

TEXT = "Żółty café – “harbour” 🚀 e\u0301\r\n\u00a0Line two.\n" * 3


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_keeps_every_character(mark: bytes, encoding: str) -> None:
    decoded = decode_bytes(mark + TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert decoded.issues == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    text = "The harbour was closed.\r\nNobody was hurt.\n"
    assert decode_bytes(text.encode(encoding)).text == text


def test_western_text_is_read_and_said_so() -> None:
    text = "Le café du port – « fermé » – a brûlé."
    decoded = decode_bytes(text.encode("cp1252"))
    assert decoded.text == text
    assert [issue.kind for issue in decoded.issues] == ["encoding"]
    assert "windows-1252" in decoded.issues[0].message


def test_bytes_that_windows_1252_does_not_have() -> None:
    decoded = decode_bytes(b"The caf\xe9 at the harbour \x81 was closed for the whole of the week.")
    assert decoded.text is not None
    assert [issue.kind for issue in decoded.issues] == ["encoding", "encoding"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01\x00\x00\x00 some words in a program",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"%PDF-1.7\n\x00\x01",
        "Порт закрыт, сообщили власти города.".encode("cp1251"),
        "港口已关闭，无人受伤。".encode("gbk"),
        random.Random(7).randbytes(4000),
        random.Random(8).randbytes(4000).replace(b"\x00", b"\x01"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decode_bytes(data).text is None


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-2">', "iso-8859-2"),
        ("<META http-equiv=Content-Type content='text/html; charset=windows-1250'>", "cp1250"),
        ('<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_a_page_is_read_as_it_declares(head: str, encoding: str) -> None:
    page = f"{head}<p>Żółw w porcie, Łódź</p>"
    assert decode_bytes(page.encode(encoding), page=True).text == page


def test_a_page_that_declares_wrongly_is_read_as_utf8() -> None:
    page = '<meta charset="ascii"><p>Łódź</p>'
    decoded = decode_bytes(page.encode(), page=True)
    assert decoded.text is not None
