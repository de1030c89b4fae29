"""What stands before every page: hosts, token, rate and size limits, and the headers that keep a page to itself."""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LONGEST_ADDRESS = 8_000
LARGEST_BODY = 64_000
_COOKIE = "dateline_token"
_MOST_ADDRESSES = 4_096


class Guard:
    """An ASGI middleware that lets only requests through that may be answered."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what may not pass; else pass on and add the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refuse(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await (refusal or self._app)(scope, receive, send_with_headers)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if _host_of(headers.get("host", "")) not in self._settings.hosts:
            return PlainTextResponse("This server does not answer under that name.\n", 421)
        if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
            return PlainTextResponse(f"The address is longer than {LONGEST_ADDRESS} characters.\n", 414)
        wait = self._wait(str((scope.get("client") or ("?",))[0]))
        if wait > 0:
            return PlainTextResponse("Too many requests.\n", 429, {"Retry-After": str(int(wait) + 1)})
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            refusal = self._refuse_change(headers)
            if refusal is not None:
                return refusal
        return self._ask_token(scope, headers)

    def _refuse_change(self, headers: Headers) -> Response | None:
        """Refuse what another page sends, or what is too large."""
        origin = headers.get("origin")
        same = origin is None or urlsplit(origin).netloc == headers.get("host", "")
        if not same or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("Decisions are taken on this server's own pages only.\n", 403)
        length = headers.get("content-length", "")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return PlainTextResponse(f"At most {LARGEST_BODY} bytes, and their number told.\n", 413)
        return None

    def _ask_token(self, scope: Scope, headers: Headers) -> Response | None:
        wanted = self._settings.token
        if wanted is None:
            return None
        request = Request(scope)
        offered = request.query_params.get("token", "")
        if offered and hmac.compare_digest(offered.encode(), wanted.encode()):
            address = request.url.remove_query_params("token")
            answer = RedirectResponse(f"{address.path}{'?' + address.query if address.query else ''}", 303)
            answer.set_cookie(_COOKIE, wanted, httponly=True, samesite="strict", secure=scope["scheme"] == "https")
            return answer
        bearer = headers.get("authorization", "")
        given = bearer[7:] if bearer.lower().startswith("bearer ") else request.cookies.get(_COOKIE, "")
        if hmac.compare_digest(given.encode(), wanted.encode()):
            return None
        words = "A token is needed: open the address that `dateline serve` printed.\n"
        return PlainTextResponse(words, 401, {"WWW-Authenticate": "Bearer"})

    def _wait(self, address: str) -> float:
        """Take one request from an address's bucket; gives the seconds to wait when it is empty."""
        rate = self._settings.rate
        if rate <= 0:
            return 0.0
        now = time.monotonic()
        held, since = self._buckets.pop(address, (float(self._settings.burst), now))
        held = min(float(self._settings.burst), held + (now - since) * rate) - 1
        self._buckets[address] = (max(held, -1.0), now)
        while len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return -held / rate if held < 0 else 0.0


def _host_of(header: str) -> str:
    """Give the name in a Host header, without port and brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()
