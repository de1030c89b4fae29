"""Headline, byline, dateline, credit and dates in plain text, on phrasing that no table holds."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from dateline.model.article import Article, Span
from dateline.model.errors import SourceError
from dateline.sources import Options, read_text

BODY = (
    "The port authority said on Tuesday that two tankers had been turned back at the mouth of the river. "
    "Nobody was hurt, a spokesman said."
)


def read(text: str, **options: Any) -> Article:
    article = read_text(text, Options(**options)).article
    check_spans(article)
    return article


def check_spans(article: Article) -> None:
    """Every span lies in the text, and a title with a span is the words under it."""
    for name in ("title_span", "byline_span", "credit_span", "dateline_span", "dateline_place_span"):
        span = getattr(article, name)
        assert span is None or 0 <= span.start < span.end <= len(article.text), name
    if article.title_span is not None:
        assert article.text[slice(*article.title_span)] == article.title
    if article.byline_span is not None:
        words = article.text[slice(*article.byline_span)].replace("\u00a0", " ")
        assert words.startswith(article.byline[0])
        assert words.endswith(article.byline[-1])


def under(article: Article, span: Span | None) -> str | None:
    return None if span is None else article.text[span.start : span.end]


def test_a_whole_head() -> None:
    article = read(
        f"Two tankers turned back at river mouth\nBy Ilse Brandt and Karim Ould Saleh\nPublished 3 March 2026\n"
        f"NOUADHIBOU, Mauritania, March 2 (Reuters) - {BODY}\n"
    )
    assert article.title == "Two tankers turned back at river mouth"
    assert article.byline == ("Ilse Brandt", "Karim Ould Saleh")
    assert (article.published, article.published_from) == ("2026-03-03", "metadata")
    assert under(article, article.dateline_span) == "NOUADHIBOU, Mauritania, March 2 (Reuters) -"
    assert under(article, article.dateline_place_span) == "NOUADHIBOU"
    assert article.dateline_date == "2026-03-02"
    assert article.credit == "Reuters"
    assert under(article, article.credit_span) == "Reuters"
    assert article.language == "en"


@pytest.mark.parametrize(
    ("opening", "place", "date", "credit"),
    [
        ("DONETSK, Aug 4 (Interfax) - ", "DONETSK", "2025-08-04", "Interfax"),
        ("OUAGADOUGOU (AFP) – ", "OUAGADOUGOU", None, "AFP"),
        ("ABOARD THE USS LINCOLN — ", "ABOARD THE USS LINCOLN", None, None),
        ("ST. CLOUD, Minn. -- ", "ST. CLOUD", None, None),
        ("Sarajevo, 12 August 2025 – ", "Sarajevo", "2025-08-12", None),
        ("LAHORE: ", "LAHORE", None, None),
        ("GAZA/JERUSALEM, Aug 11 (Reuters) - ", "GAZA", "2025-08-11", "Reuters"),
        ("PORT SUDAN (Harbour News/AFP) — ", "PORT SUDAN", None, "AFP"),
        ("DOHA, Aug 6 (Gulf Monitor) — ", "DOHA", "2025-08-06", None),
        ("TAMPA, Fla. (Voice of Tampa) — ", "TAMPA", None, None),
        ("BEIJING, Aug. 8 (Xinhua) -- ", "BEIJING", "2025-08-08", "Xinhua"),
        ("MOSCOW, August 10. /TASS/. ", "MOSCOW", "2025-08-10", "TASS"),
        ("Dnipro — ", "Dnipro", None, None),
        ("TURKU, Finland—", "TURKU", None, None),
        ("Aug 9 (AP) — ", None, "2025-08-09", "Associated Press"),
    ],
)
def test_datelines(opening: str, place: str | None, date: str | None, credit: str | None) -> None:
    article = read(opening + BODY, published="2025-08-12")
    assert article.dateline_span is not None
    assert article.text[article.dateline_span.end :].lstrip() == BODY
    assert article.dateline_span.start == 0
    assert under(article, article.dateline_place_span) == place
    assert article.dateline_date == date
    assert article.credit == credit
    assert article.title is None


@pytest.mark.parametrize(
    "opening",
    [
        "WATCH — ",
        "The minister — who denies it — ",
        "SECRET PLAN: ",
        "UNHCR — ",
        "Sudan's army - backed by allies - ",
        "ECOWAS - ",
        "Marta Olsen - ",
        "Border (Reuters) ",
        "Mali (West Africa) - ",
        "Marta Quill (Independent) — ",
    ],
)
def test_what_is_no_dateline(opening: str) -> None:
    article = read(f"{opening}{BODY} UNHCR and ECOWAS were told.", published="2025-08-12")
    assert article.dateline_span is None


@pytest.mark.parametrize(
    ("dateline", "published", "expected"),
    [
        ("Dec 30", "2026-01-02", "2025-12-30"),
        ("Jan 3", "2026-01-02", "2026-01-03"),
        ("Jan 4", "2026-01-02", "2025-01-04"),
        ("Feb 29", "2026-03-01", None),
        ("March 1, 2024", "2026-03-01", "2024-03-01"),
        ("Nov 16", None, None),
    ],
)
def test_the_year_of_a_dateline(dateline: str, published: str | None, expected: str | None) -> None:
    article = read(f"KYIV, {dateline} (AP) — {BODY}", published=published)
    assert article.dateline_date == expected
    assert article.dateline_span is not None


def test_a_whole_dateline_dates_the_article_only_when_nothing_else_does() -> None:
    text = f"ACCRA, Ghana, 7 May 2025 — {BODY}"
    assert (read(text).published, read(text).published_from) == ("2025-05-07", "dateline")
    assert read(text, published="2025-05-09").published == "2025-05-09"
    without_year = read(f"ACCRA, May 7 (GNA) — {BODY}")
    assert (without_year.published, without_year.published_from) == (None, None)


def test_dates_that_do_not_go_together_are_issues() -> None:
    found = read_text(f"ACCRA, Ghana, 7 May 2025 — {BODY}", Options(published="2025-05-01"))
    assert [issue.kind for issue in found.issues] == ["date-order"]
    assert found.issues[0].span == found.article.dateline_span
    found = read_text(f"Two tankers turned back\nPublished: 9 May 2025\n{BODY}", Options(published="2025-05-11"))
    assert [issue.kind for issue in found.issues] == ["date-conflict"]
    assert found.article.published == "2025-05-11"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Zofia Wójcik-Nowak", ("Zofia Wójcik-Nowak",)),
        ("by tomás o'brien, in Dublin", ()),
        ("By Tomás O'Brien in Dublin", ("Tomás O'Brien",)),
        ("BY J.R. MARLOWE", ("J.R. MARLOWE",)),
        ("By Amina Yusuf, Peter van Dam and Lê Thị Hoa", ("Amina Yusuf", "Peter van Dam", "Lê Thị Hoa")),
        ("By Amina Yusuf; Peter van Dam", ("Amina Yusuf", "Peter van Dam")),
        ("By Amina Yusuf, Nairobi", ("Amina Yusuf",)),
        ("By Amina Yusuf, Volga Today", ("Amina Yusuf",)),
        ("By Amina Yusuf, Peter van Dam", ("Amina Yusuf", "Peter van Dam")),
        ("By Amina Yusuf, BBC News", ("Amina Yusuf",)),
        ("By Amina Yusuf | 3 May 2025", ("Amina Yusuf",)),
        ("Words by Amina Yusuf", ("Amina Yusuf",)),
        ("By Our Staff Reporter", ()),
        ("By Tuesday night", ()),
        ("By then it was over", ()),
    ],
)
def test_bylines_above_the_text(line: str, names: tuple[str, ...]) -> None:
    article = read(f"Two tankers turned back at river mouth\n{line}\n\n{BODY}")
    assert article.byline == names
    assert article.title == "Two tankers turned back at river mouth"


@pytest.mark.parametrize(
    ("head", "names", "published"),
    [
        ("Paul Adams\nDiplomatic correspondent, in Kyiv", ("Paul Adams",), None),
        ("Oksana Hrytsenko\nHarbour News, Kyiv", ("Oksana Hrytsenko",), None),
        ("Marta Olsen and Paul Adams in Kyiv\nFri 24 Oct 2025 14.20 BST", ("Marta Olsen", "Paul Adams"), "2025-10-24"),
        ("Marta Olsen  |24.10.2025 - Update : 25.10.2025", ("Marta Olsen",), "2025-10-24"),
        ("Marta Olsen with AFP, Reuters\nOctober 24, 2025", ("Marta Olsen",), "2025-10-24"),
        ("Marta Olsen, Harbour News", ("Marta Olsen",), None),
        ("Marta Olsen", ("Marta Olsen",), None),
        ("By Dr. Marta Olsen, University of Riga", ("Marta Olsen",), None),
        ("By Marta Olsen, Defence Editor, and Jon Berg", ("Marta Olsen", "Jon Berg"), None),
        ("By Marta Olsen\nOctober 24, 20252:22 PM GMT+3Updated 2 hours ago", ("Marta Olsen",), "2025-10-24"),
        ("By Marta Olsen\nPublished on 24/10/2025 - 10:02 GMT+2", ("Marta Olsen",), "2025-10-24"),
        ("Issued on: 24/10/2025 - 12:22Modified: 25/10/2025 - 12:20", (), "2025-10-24"),
        ("Middle East | October 24, 2025", (), None),
        ("Jordan\nOctober 24, 2025", (), "2025-10-24"),
        ("Talks in Geneva", (), None),
        ("KYODO NEWS - Oct 24, 2025 - 10:10", (), None),
    ],
)
def test_lines_between_headline_and_text(head: str, names: tuple[str, ...], published: str | None) -> None:
    article = read(f"Two bridges hit in overnight drone attack\n{head}\n{BODY}")
    assert article.byline == names
    assert article.published == published
    assert article.dateline_span is None
    assert article.title == "Two bridges hit in overnight drone attack"


def test_a_head_before_the_headline_and_one_with_labels() -> None:
    article = read(f"By Marta Olsen\n24 October 2025\n\nTwo bridges hit in drone attack\n\n{BODY}")
    assert (article.title, article.byline) == ("Two bridges hit in drone attack", ("Marta Olsen",))
    assert article.published == "2025-10-24"
    article = read(f"Title: Two bridges hit\nAuthor: Marta Olsen\nDate: 24 October 2025\n\n{BODY}")
    assert (article.title, article.byline) == ("Two bridges hit", ("Marta Olsen",))
    assert article.published == "2025-10-24"


def test_a_person_in_the_headline_is_not_its_author() -> None:
    assert read(f"Interview with Marta Olsen\nMarta Olsen\n{BODY}").byline == ()


@pytest.mark.parametrize(
    ("ending", "names", "credit"),
    [
        ("By Zofia Wójcik", ("Zofia Wójcik",), None),
        ("— Zofia Wójcik", ("Zofia Wójcik",), None),
        ("Marta Olsen", ("Marta Olsen",), None),
        ("Marta Olsen is a correspondent in Gdansk.", (), None),
        ("Written by Marta Olsen\nEdited by Jon Berg", ("Marta Olsen",), None),
        ("Gaza City", (), None),
        (
            "(Reporting by Zofia Wójcik in Gdansk and Karim Saleh; Editing by Ann Lee)",
            ("Zofia Wójcik", "Karim Saleh"),
            None,
        ),
        ("Reporting by Zofia Wójcik; writing by Ann Lee; editing by Bo Chen", ("Zofia Wójcik",), None),
        ("Zofia Wójcik reports from Gdansk.", ("Zofia Wójcik",), None),
        ("Source: AFP", (), "AFP"),
        ("With reporting by Reuters and AP", (), "Reuters"),
        ("The Associated Press contributed to this report.", (), "Associated Press"),
        ("(With inputs from PTI)", (), "PTI"),
        ("— AP", (), "Associated Press"),
        ("© 2025 Agence France-Presse", (), "AFP"),
    ],
)
def test_lines_below_the_text(ending: str, names: tuple[str, ...], credit: str | None) -> None:
    article = read(f"Two tankers turned back at river mouth\n\n{BODY}\n\n{ending}\n\n")
    assert article.byline == names
    assert article.credit == credit
    if credit is not None:
        assert under(article, article.credit_span) in ending


def test_what_a_paragraph_says_of_an_agency_is_no_credit() -> None:
    article = read(f"Two tankers turned back\n\n{BODY}\n\nThe captain told Reuters that he would wait.\n\nPhoto: AFP\n")
    assert article.credit is None


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("Ceasefire holds for a second day in the valley", True),
        ("Who pays for the harbour?", True),
        ("Army retakes town, says U.S.", True),
        ("MINISTER QUITS AFTER NIGHT OF PROTESTS", True),
        ("The army retook the town on Friday.", False),
        ("On Friday, the army retook the town and its outskirts,", False),
        ("Photo: AFP", False),
        ("— and so it began: the army marched " * 8, False),
    ],
)
def test_headlines(first: str, is_title: bool) -> None:
    article = read(f"{first}\n\n{BODY}\n\n{BODY}")
    assert (article.title is not None) is is_title
    if is_title:
        assert article.title == first


def test_a_section_label_or_a_caption_above_is_passed_over() -> None:
    article = read(f"World News\nCeasefire holds for a second day\n\n{BODY}")
    assert article.title == "Ceasefire holds for a second day"
    article = read(f"A tanker in the port. (Photo: Ann Lee)\n\nCeasefire holds for a second day\n\n{BODY}")
    assert article.title == "Ceasefire holds for a second day"


def test_a_text_wrapped_by_hand_has_its_headline_in_the_first_block() -> None:
    wrapped = (
        "Two tankers turned back at the mouth of the river after a night\nof confusion in the port\n\n"
        "The port authority said on Tuesday that two tankers had been turned\n"
        "back at the mouth of the river. Nobody was hurt, a spokesman said,\n"
        "and the ships were on their way to the next port along the coast\n"
        "where they were expected in the course of the following day.\n"
    )
    title = read(wrapped).title
    assert title is not None
    assert title.split("\n") == [
        "Two tankers turned back at the mouth of the river after a night",
        "of confusion in the port",
    ]
    assert read(wrapped.split("\n\n")[1]).title is None


def test_one_line_has_no_headline() -> None:
    assert read("Ceasefire holds for a second day").title is None


def test_a_title_given_apart() -> None:
    text = f"Ceasefire holds for a second day.\n\n{BODY}"
    article = read(text, title="Ceasefire holds for a second day")
    assert article.title_span == Span(0, 32)
    folded = read(text, title="CEASEFIRE HOLDS FOR A SECOND DAY")
    assert folded.title == "Ceasefire holds for a second day."
    apart = read(f"{BODY}\n{BODY}", title="Ceasefire holds for a second day")
    assert (apart.title, apart.title_span) == ("Ceasefire holds for a second day", None)


def test_ids_are_of_text_and_what_is_known_of_it() -> None:
    first, again, other = read(BODY), read(BODY), read(BODY, outlet="Harbour News")
    assert first.id == again.id != other.id
    assert first.text_sha256 == other.text_sha256


def test_an_outlet_is_known_by_its_address() -> None:
    assert read(BODY, url="https://www.bbc.co.uk/news/world-1").outlet == "BBC News"
    assert read(BODY, url="https://news.yahoo.com/x").outlet is None
    assert read(BODY, url="https://www.bbc.co.uk/news", outlet="Harbour News").outlet == "Harbour News"


@pytest.mark.parametrize("options", [{"published": "24/10/2025"}, {"published": "2025-02-30"}, {"language": "english"}])
def test_options_of_a_wrong_form_are_refused(options: dict[str, str]) -> None:
    with pytest.raises(SourceError, match=next(iter(options))):
        read_text(BODY, Options(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        f"Ceasefire holds\r\nBy Zofia Wójcik\r\n\r\nKYIV, Nov 16 (AP) —\u00a0{BODY}\r\n",
        f"Cease\u00adfire holds\nBy\u00a0Zofia\u00a0Wójcik\n\nKYIV,\u00a0Nov\u00a016 (AP) — {BODY}\n",
        f"Ceasefire 🕊️ holds\nBy Zofia Wo\u0301jcik\n\nKYIV, Nov 16 (AP) — {BODY}\n🚀",
        f"\u2028Ceasefire holds\x0bBy Zofia Wójcik\u2029KYIV, Nov 16 (AP) — {BODY}",
        f"   Ceasefire holds  \n\n \t By Zofia Wójcik \n\u200bKYIV, Nov 16 (AP) — {BODY}",
    ],
)
def test_offsets_hold_whatever_stands_between_the_words(text: str) -> None:
    article = read(text, published="2025-11-17")
    assert article.text == text
    assert article.title is not None
    assert article.title.endswith("holds")
    assert len(article.byline) == 1
    assert article.dateline_date == "2025-11-16"
    assert under(article, article.dateline_place_span) == "KYIV"
    assert under(article, article.credit_span) == "AP"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        "word " * 10_000,
        "By " + "Ann Lee, " * 6_000,
        "KYIV " * 9_000 + "- x",
        "(" * 20_000,
        "—" * 20_000,
        "By\n" * 10_000,
        "\n".join("Source: AFP" for _ in range(5_000)),
        "1 May 2025 " * 4_000,
    ],
)
def test_endless_lines_do_not_hang(text: str) -> None:
    import time

    started = time.process_time()
    read(text, language="en")
    assert time.process_time() - started < 2


@pytest.mark.parametrize("text", [f"{BODY}\x00", f"{BODY}\ud83d"])
def test_what_no_file_can_hold_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=rf"not text: .* at {len(BODY)}"):
        read_text(text, Options())


def test_options_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Options().large = True  # type: ignore[misc]
