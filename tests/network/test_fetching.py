"""The guarded fetcher against a server of our own: what it reads, what it refuses, and why."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.network import WebFetcher
from dateline.network.addresses import is_public
from dateline.network.connecting import Connector, FetchError, Limits, check_url
from dateline.sources import Found, Options, Unchanged, Unread, Validators

PAGE = (
    "<html><head><title>Strike on Kherson</title><meta property='og:site_name' content='Harbour News'></head><body>"
    "<article><h1>Strike on Kherson</h1><p>Shells hit a market in Kherson on Monday, killing six people, the governor "
    "said. Rescuers were still searching the ruins in the evening, and the mayor asked for blood.</p><p>The army "
    "denied that it had fired at the market and accused the other side of a provocation.</p></article></body></html>"
)
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title><item><title>Strike</title>"
    "<link>{base}/page</link><description>Shells hit a market.</description></item></channel></rss>"
)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]

    @property
    def base(self) -> str:
        return f"http://reports.example:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        answer = self.server.answers.get(self.path)
        if answer is None:
            say(self, b"", status=404)
        else:
            answer(self)

    def log_message(self, *_: Any) -> None:
        pass


def say(handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    with contextlib.suppress(OSError):
        handler.wfile.write(body)


def page(body: str = PAGE, **headers: str) -> Answer:
    return lambda handler: say(handler, body.encode(), **{"Content_Type": "text/html; charset=utf-8", **headers})


def redirect(location: str) -> Answer:
    return lambda handler: say(handler, b"", status=302, Location=location)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.answers, server.asked = {}, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def make_fetcher(limits: Limits | None = None, **names: list[str]) -> WebFetcher:
    """A fetcher for which the server's address is public; other names can lead elsewhere."""

    def resolver(host: str, port: int) -> list[tuple[int, str]]:
        found = names.get(host.split(".")[0], ["127.0.0.1"])
        return [(10 if ":" in each else 2, each) for each in found]

    connector = Connector(
        limits=limits or Limits(seconds=5),
        resolver=resolver,
        allowed=lambda address: str(address) == "127.0.0.1",
    )
    return WebFetcher(connector, sleep=lambda _: None)


def read(fetcher: WebFetcher, url: str) -> list[Found | Unread | Unchanged]:
    return list(fetcher.read_address(url, Options(fetcher=fetcher), url))


def refusal(fetcher: WebFetcher, url: str) -> str:
    (item,) = read(fetcher, url)
    assert isinstance(item, Unread), item
    assert item.kind == "not-fetched"
    return item.message


def test_a_page_is_read_with_its_address(server: Server) -> None:
    server.answers["/page"] = page()
    (found,) = read(make_fetcher(), f"{server.base}/page#top")
    assert isinstance(found, Found)
    assert (found.article.outlet, found.article.url) == ("Harbour News", f"{server.base}/page")
    assert "killing six people" in found.article.text
    assert found.article.extractor is not None
    assert found.article.extractor.startswith("trafilatura ")
    agent = server.asked[-1][1]["User-Agent"]
    assert agent.startswith("dateline/")


def test_redirects_are_followed_and_counted(server: Server) -> None:
    server.answers |= {"/a": redirect("/b"), "/b": redirect("page"), "/page": page()}
    (found,) = read(make_fetcher(), f"{server.base}/a")
    assert isinstance(found, Found)
    assert found.article.url == f"{server.base}/page"
    server.answers["/endless"] = redirect("/endless")
    assert "more than 5 times" in refusal(make_fetcher(), f"{server.base}/endless")


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://inside.example/", "10.0.0.7, which is no public address"),
        ("http://[::1]/", "no public address"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@reports.example/", "user name"),
        ("gopher://reports.example/", "only http and https"),
        ("http://[bad/", "no address"),
    ],
)
def test_redirects_that_lead_inside_are_refused(server: Server, location: str, words: str) -> None:
    server.answers["/a"] = redirect(location)
    fetcher = make_fetcher(inside=["10.0.0.7"], **{"::1": ["::1"]})
    assert words in refusal(fetcher, f"{server.base}/a")


def test_a_name_that_leads_elsewhere_on_the_second_look_up_does_not_win(server: Server) -> None:
    looked_up: list[str] = []

    def resolver(host: str, port: int) -> list[tuple[int, str]]:
        looked_up.append(host)
        return [(2, "127.0.0.1" if len(looked_up) % 2 else "127.0.0.2")]

    connector = Connector(resolver=resolver, allowed=lambda address: str(address) == "127.0.0.1")
    server.answers["/page"] = page()
    fetcher = WebFetcher(connector)
    assert "127.0.0.2, which is no public address" in refusal(fetcher, f"{server.base}/page")
    assert len(looked_up) == 2, "one look-up for each connection: robots.txt, then the page"


def test_with_the_real_rule_this_machine_is_never_asked(server: Server) -> None:
    fetcher = WebFetcher(Connector(resolver=lambda host, port: [(2, "127.0.0.1")]))
    assert "no public address" in refusal(fetcher, f"{server.base}/page")
    assert server.asked == []


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("0.0.0.0", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
        ("fe80::1", False), ("fc00::1", False), ("fec0::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2001:db8::1", False),
    ],
)  # fmt: skip
def test_public_addresses(text: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(text)) is public


@pytest.mark.parametrize(
    "url", ["http://a b/", "http://x:99999/", "http://[x/", "ftp://x/", "http://x:0/", "http:///x", "x"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        check_url(url)


def test_robots_txt_is_honoured_and_asked_once(server: Server) -> None:
    server.answers |= {
        "/robots.txt": lambda handler: say(handler, b"User-agent: *\nDisallow: /closed\n"),
        "/page": page(),
        "/closed/page": page(),
    }
    fetcher = make_fetcher()
    assert "robots.txt does not allow" in refusal(fetcher, f"{server.base}/closed/page")
    assert isinstance(read(fetcher, f"{server.base}/page")[0], Found)
    assert [path for path, _ in server.asked].count("/robots.txt") == 1
    server.answers["/robots.txt"] = lambda handler: say(handler, b"", status=500)
    assert "could not be read" in refusal(make_fetcher(), f"{server.base}/page")


def test_a_busy_server_is_waited_for_as_it_asks(server: Server) -> None:
    times = iter([503, 200])

    def busy(handler: BaseHTTPRequestHandler) -> None:
        status = next(times)
        say(handler, PAGE.encode(), status=status, Retry_After="3", Content_Type="text/html")

    server.answers["/page"] = busy
    waited: list[float] = []
    fetcher = make_fetcher()
    fetcher.sleep = waited.append
    assert isinstance(read(fetcher, f"{server.base}/page")[0], Found)
    assert waited == [3.0]
    server.answers["/page"] = lambda handler: say(handler, b"", status=429, Retry_After="7200")
    assert "come again after 7200" in refusal(make_fetcher(), f"{server.base}/page")


def test_only_what_is_new_is_fetched(server: Server) -> None:
    def versioned(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == '"v1"':
            say(handler, b"", status=304)
        else:
            say(handler, PAGE.encode(), ETag='"v1"', Content_Type="text/html")

    server.answers["/page"] = versioned
    first = make_fetcher()
    read(first, f"{server.base}/page")
    assert first.seen == {f"{server.base}/page": Validators('"v1"', None)}
    second = make_fetcher()
    second.known.update(first.seen)
    assert read(second, f"{server.base}/page") == [Unchanged(f"{server.base}/page")]


def test_a_feed_leads_to_its_articles(server: Server) -> None:
    server.answers |= {
        "/feed": lambda handler: say(
            handler, RSS.format(base=server.base).encode(), Content_Type="application/rss+xml"
        ),
        "/page": page(),
    }
    (found,) = read(make_fetcher(), f"{server.base}/feed")
    assert isinstance(found, Found)
    assert "killing six people" in found.article.text
    assert found.article.url == f"{server.base}/page"
    del server.answers["/page"]
    (found,) = read(make_fetcher(), f"{server.base}/feed")
    assert isinstance(found, Found)
    assert [issue.kind for issue in found.issues] == ["summary-only"]


def test_what_is_too_large_is_refused(server: Server) -> None:
    limits = Limits(seconds=5, size=100_000)
    server.answers["/declared"] = page(PAGE, Content_Length="99999999")
    assert "more than 100000" in refusal(make_fetcher(limits), f"{server.base}/declared")
    server.answers["/long"] = page("x" * 300_000)
    assert "more than 100000 bytes" in refusal(make_fetcher(limits), f"{server.base}/long")
    bomb = gzip.compress(bytes(50_000_000))
    server.answers["/bomb"] = lambda handler: say(handler, bomb, Content_Encoding="gzip", Content_Type="text/html")
    assert "unpacks" in refusal(make_fetcher(), f"{server.base}/bomb")
    server.answers["/odd"] = lambda handler: say(handler, b"abc", Content_Encoding="br")
    assert "packed as 'br'" in refusal(make_fetcher(), f"{server.base}/odd")
    server.answers["/broken"] = lambda handler: say(handler, b"abc", Content_Encoding="gzip")
    assert "packed wrongly" in refusal(make_fetcher(), f"{server.base}/broken")


def test_packed_pages_are_unpacked(server: Server) -> None:
    packed = gzip.compress(PAGE.encode())
    server.answers["/page"] = lambda handler: say(handler, packed, Content_Encoding="gzip", Content_Type="text/html")
    assert isinstance(read(make_fetcher(), f"{server.base}/page")[0], Found)


def test_a_server_that_drips_is_left(server: Server) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(100):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)

    server.answers["/drip"] = drip
    begun = time.monotonic()
    assert "longer than" in refusal(make_fetcher(Limits(seconds=0.6)), f"{server.base}/drip")
    assert time.monotonic() - begun < 3


def test_too_many_headers_are_refused(server: Server) -> None:
    server.answers["/page"] = page(PAGE, **{f"X_{number}": "y" for number in range(90)})
    assert isinstance(read(make_fetcher(), f"{server.base}/page")[0], Found)
    server.answers["/page"] = page(PAGE, **{f"X_{number}": "y" for number in range(300)})
    assert refusal(make_fetcher(), f"{server.base}/page")


def test_the_character_set_that_the_server_tells_is_used(server: Server) -> None:
    text = "Żołnierze strzelali. " + "The army said on Monday that it had taken the bridge at Łódź after two days. " * 3
    server.answers["/text"] = lambda handler: say(
        handler, text.encode("iso8859-2"), Content_Type="text/plain; charset=iso-8859-2"
    )
    (found,) = read(make_fetcher(), f"{server.base}/text")
    assert isinstance(found, Found)
    assert "Łódź" in found.article.text


def test_without_leave_the_network_is_not_used() -> None:
    from dateline.sources import read_inputs

    (item,) = read_inputs(["https://example.org/feed"], Options())
    assert isinstance(item, Unread)
    assert "--fetch" in item.message
