"""Only who may ask is answered: hosts, token, other pages, sizes, rates."""

from __future__ import annotations

from pathlib import Path

from tests.web.serving import serve


def test_another_name_is_not_answered(example_path: Path) -> None:
    client = serve(example_path)
    for host in ("evil.example", "testserver.evil.example", "", "evil.example:80", "[::2]"):
        assert client.get("/", headers={"host": host}).status_code == 421
    assert client.get("/", headers={"host": "testserver:8765"}).status_code == 200


def test_a_token_is_asked_for_and_leaves_the_address(example_path: Path) -> None:
    client = serve(example_path, token="secret-word")
    assert client.get("/events.json").status_code == 401
    assert client.get("/static/page.css").status_code == 401
    assert client.get("/events.json?token=wrong").status_code == 401
    assert client.get("/events.json", headers={"authorization": "Bearer secret-wor"}).status_code == 401
    assert client.get("/events.json", headers={"authorization": "Bearer secret-word"}).status_code == 200
    answer = client.get("/events?actor=Russia&token=secret-word")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/events?actor=Russia"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/events?actor=Russia").status_code == 200


def test_too_much_is_refused(example_path: Path) -> None:
    client = serve(example_path, rate=1.0, burst=5)
    statuses = [client.get("/static/icon.svg").status_code for _ in range(8)]
    assert statuses[:5] == [200] * 5
    assert statuses[-1] == 429
    assert int(client.get("/").headers["retry-after"]) >= 1
    assert serve(example_path).get("/events?search=" + "x" * 9_000).status_code == 414
    body = "action=accept&note=" + "x" * 70_000
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert serve(example_path).post("/decide", content=body, headers=headers).status_code == 413


def test_other_pages_take_no_decisions(example_path: Path) -> None:
    client = serve(example_path)
    form = {"action": "undo"}
    assert client.post("/decide", data=form, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/decide", data=form, headers={"origin": "null"}).status_code == 403
    assert client.post("/decide", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    for method in ("put", "delete", "patch"):
        assert client.request(method, "/events", headers={"content-length": "0"}).status_code == 405
