"""One person or body over all articles: the names it goes by, and the roles it is given, each with its days."""

from __future__ import annotations

import json

from dateline.ledger import Store
from dateline.model.article import Span
from dateline.model.errors import LedgerError
from dateline.views.rows import Line, SourceRow, Words
from dateline.views.why import KEY_LETTERS


class NameRow(Line, frozen=True, kw_only=True):
    """A form in which an entity is named."""

    name: str
    articles: int


class RoleRow(Line, frozen=True, kw_only=True):
    """A role that articles give an entity, with the first and last day on which one of them was published."""

    title: str
    of: str | None
    since: str | None
    until: str | None
    articles: int
    words: Words
    """Where the first of them says so."""
    source: SourceRow


class Entity(Line, frozen=True, kw_only=True):
    """What the ledger holds of one entity; articles that give its name another kind or country speak of another."""

    key: str
    name: str
    kind: str
    country: str | None
    articles: int
    since: str | None
    until: str | None
    names: tuple[NameRow, ...]
    roles: tuple[RoleRow, ...]
    namesakes: tuple[str, ...] = ()
    """Keys of others of this name, kept apart since their kind or country differs."""


def load_entity(store: Store, key: str) -> Entity:
    """Load an entity by its key or the unambiguous beginning of one; raises LedgerError where none or several fit."""
    letters = key.strip().lower().removeprefix("actor:")
    if len(letters) < KEY_LETTERS or not letters.isalnum():
        raise LedgerError(f"{key!r} is too short for an id; give at least {KEY_LETTERS} letters after the colon")
    with store.snapshot():
        sql = "SELECT id, key, name, kind, country FROM actors WHERE key >= ? AND key < ? ORDER BY key LIMIT 10"
        found = store.query(sql, (f"actor:{letters}", f"actor:{letters}~"))
        if not found:
            raise LedgerError(
                f"{store.path} holds no actor {key!r}; `dateline actors` gives the ids in its first column"
            )
        if len(found) > 1:
            raise LedgerError(f"{key!r} fits several ids: {', '.join(row[1] for row in found)}; give more of it")
        return _load(store, *found[0])


def _load(store: Store, number: int, key: str, name: str, kind: str, country: str | None) -> Entity:
    # Which articles are current is told by the few that are not: the mark of each lies behind its whole text.
    current = "l.article NOT IN (SELECT id FROM articles WHERE superseded_by IS NOT NULL)"
    of = f"FROM article_actors l JOIN articles a ON a.id = l.article WHERE l.actor = ? AND {current}"
    ((articles, since, until),) = store.query(f"SELECT count(*), min(a.published), max(a.published) {of}", (number,))
    names: dict[str, int] = {}
    forms = (
        "SELECT l.words, count(*), count(nullif(l.roles, '[]')) FROM article_actors l "
        f"WHERE l.actor = ? AND {current} GROUP BY l.words"
    )
    titled = 0
    for words, count, roles_told in store.query(forms, (number,)):
        titled += roles_told
        form = " ".join(words.split())
        if words:
            names[form] = names.get(form, 0) + count
    sql = (
        "SELECT l.roles, a.article_id, a.ref, a.url, a.outlet, a.title, a.published, a.text "
        f"{of} AND l.roles != '[]' ORDER BY a.published IS NULL, a.published, a.article_id"
    )
    roles: dict[tuple[str, str | None], list[tuple[SourceRow, Words]]] = {}
    for told, article, ref, url, outlet, title, published, text in store.query(sql, (number,)) if titled else ():
        source = SourceRow(article=article, ref=ref, url=url, outlet=outlet, title=title, published=published)
        for role in json.loads(told):
            start, end = role["span"]
            here = Words(words=text[start:end], spans=(Span(start, end),))
            known = roles.setdefault((role["title"], role["of"]), [])
            if not known or known[-1][0].article != article:
                known.append((source, here))
    others = store.query("SELECT key FROM actors WHERE name = ? AND id != ? ORDER BY key", (name, number))
    return Entity(
        key=key, name=name, kind=kind, country=country, articles=articles,
        since=since, until=until,
        names=tuple(NameRow(name=each, articles=count) for each, count in sorted(names.items(), key=_by_number)),
        roles=tuple(_make_role(*role, told) for role, told in roles.items()),
        namesakes=tuple(row[0] for row in others),
    )  # fmt: skip


def _by_number(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _make_role(title: str, of: str | None, told: list[tuple[SourceRow, Words]]) -> RoleRow:
    days = sorted(source.published for source, _ in told if source.published is not None)
    source, words = told[0]
    return RoleRow(
        title=title, of=of, since=days[0] if days else None, until=days[-1] if days else None,
        articles=len(told), words=words, source=source,
    )  # fmt: skip
