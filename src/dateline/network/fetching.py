"""The guarded fetcher: pages and feeds, with their site's leave, and only what is new since they were read last."""

from __future__ import annotations

import datetime
import email.utils
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from dateline.network.connecting import Answer, Connector, FetchError, Limits, check_url
from dateline.sources import Found, Options, Unchanged, Unread, Validators, read_bytes
from dateline.version import VERSION

__all__ = ["FetchError", "Limits", "Validators", "WebFetcher"]

AGENT = f"dateline/{VERSION}"
ABOUT = f"{AGENT} (reads news reports; honours robots.txt)"
_WAIT = 30
"""Seconds that a server may ask us to wait."""
_FORMS = {
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/pdf": "pdf", "text/html": "html",
    "application/xhtml+xml": "html", "text/markdown": "markdown", "application/x-ndjson": "jsonl",
    "application/json": "json",
}  # fmt: skip


@dataclass(slots=True)
class WebFetcher:
    """Reads addresses: public ones only, at every redirect, within bounds, as their robots.txt allows.

    `known` are the validators of what was read before; `seen` fills with those of what was read now.
    """

    connector: Connector = field(default_factory=Connector)
    known: dict[str, Validators] = field(default_factory=dict)
    seen: dict[str, Validators] = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def read_address(self, url: str, options: Options, where: str) -> Iterator[Found | Unread | Unchanged]:
        """Read what is at an address: a page, a feed, a text, rows; nothing where it has not changed."""
        try:
            answer, address = self._fetch(url, self.known.get(url))
        except FetchError as error:
            yield Unread(where, "not-fetched", str(error))
            return
        if answer.status == 304:
            yield Unchanged(where)
            return
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        own = replace(options, url=options.url or (None if _FORMS.get(kind) == "feed" else address))
        read = 0
        for item in read_bytes(answer.body, where, _FORMS.get(kind), own, _charset(answer)):
            read += isinstance(item, Found)
            yield item
        if read:
            validators = Validators(answer.headers.get("etag"), answer.headers.get("last-modified"))
            if validators != Validators():
                self.seen[url] = validators

    def read_page(self, url: str, options: Options, where: str) -> Found | Unread:
        """Read the one article at an address."""
        for item in self.read_address(url, replace(options, fetcher=None), where):
            if not isinstance(item, Unchanged):
                return item
        return Unread(where, "not-fetched", "nothing new is there")

    def _fetch(self, url: str, known: Validators | None) -> tuple[Answer, str]:
        """Follow an address to its answer; give also where that was found."""
        headers = {"User-Agent": ABOUT, "Accept": "*/*"}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        address = urldefrag(url)[0]
        waited = False
        for _ in range(self.connector.limits.redirects + 1):
            self._check_robots(address)
            answer = self.connector.ask(address, headers)
            if answer.status in (301, 302, 303, 307, 308) and "location" in answer.headers:
                address = self._next(address, answer.headers["location"])
            elif answer.status in (429, 503) and not waited and self._waits(answer):
                waited = True
            elif answer.status in (200, 203) or (answer.status == 304 and known is not None):
                return answer, address
            else:
                raise FetchError(f"the server answered {answer.status}")
        raise FetchError(f"it was led on more than {self.connector.limits.redirects} times")

    @staticmethod
    def _next(address: str, location: str) -> str:
        try:
            following = urldefrag(urljoin(address, location))[0]
        except ValueError as error:
            raise FetchError(f"it was led to {location[:200]!r}, which is no address") from error
        parts = check_url(following)
        if address.startswith("https:") and parts.scheme == "http":
            raise FetchError("it was led from https to http; that was not followed")
        return following

    def _waits(self, answer: Answer) -> bool:
        """Wait as a busy server asks, when it is not too long; raises FetchError when it is."""
        asked = answer.headers.get("retry-after", "").strip()
        if not asked:
            return False
        seconds = _seconds(asked)
        if seconds is None or seconds > _WAIT:
            raise FetchError(f"the server asks to come again after {asked}")
        self.sleep(seconds)
        return True

    def _check_robots(self, address: str) -> None:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(AGENT, address):
            raise FetchError("the site's robots.txt does not allow it")

    def _read_robots(self, site: str) -> RobotFileParser | None:
        """Read the rules of a site; none where it has none; all is refused where they cannot be told (RFC 9309)."""
        rules = RobotFileParser()
        address = f"{site}/robots.txt"
        for _ in range(self.connector.limits.redirects + 1):
            answer = self.connector.ask(address, {"User-Agent": ABOUT})
            if answer.status in (301, 302, 307, 308) and "location" in answer.headers:
                address = self._next(address, answer.headers["location"])
                continue
            if 400 <= answer.status < 500:
                return None
            if answer.status != 200:
                raise FetchError(f"the site's robots.txt could not be read: the server answered {answer.status}")
            rules.parse(answer.body[:500_000].decode("utf-8", "replace").splitlines())
            return rules
        return None


def _charset(answer: Answer) -> str | None:
    for part in answer.headers.get("content-type", "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _seconds(asked: str) -> float | None:
    """Read Retry-After: seconds, or a moment."""
    if asked.isdigit():
        return float(asked)
    try:
        moment = email.utils.parsedate_to_datetime(asked)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        return None
    return max(0.0, (moment - datetime.datetime.now(datetime.UTC)).total_seconds())
