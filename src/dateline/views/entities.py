"""One person or body over all articles: the names it goes by, and the roles it is given, each with its days."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from dateline.ledger import Store, fold_name
from dateline.model.article import Span
from dateline.model.errors import LedgerError
from dateline.views.conditions import Condition, names_actor
from dateline.views.first import Walk, find_first
from dateline.views.rows import Line, SourceRow, Words
from dateline.views.why import KEY_LETTERS

OFTEN = 1_000
"""Who is met in more articles is looked for from the first and from the last day on."""
# Which articles are current is told by the few that are not: the mark of each lies behind its whole text.
_CURRENT = "l.article NOT IN (SELECT id FROM articles WHERE superseded_by IS NOT NULL)"
_OF = f"FROM article_actors l JOIN articles a ON a.id = l.article WHERE l.actor = ? AND {_CURRENT}"


class _Role(msgspec.Struct, frozen=True):
    """A role as it is kept."""

    title: str
    of: str | None
    span: tuple[int, int]


_ROLES = msgspec.json.Decoder(tuple[_Role, ...])


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


@dataclass(slots=True)
class _Told:
    """Where a role is first told of, and how often."""

    article: int
    span: tuple[int, int]
    since: str | None
    until: str | None = None
    articles: int = 0
    last: int | None = None


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
    counted = f"SELECT count(DISTINCT l.article) FROM article_actors l WHERE l.actor = ? AND {_CURRENT}"
    articles = store.query(counted, (number,))[0][0]
    names: dict[str, int] = {}
    # Both are told by indexes of their own, which a question for both at once could not use.
    forms = f"SELECT l.words, count(*) FROM article_actors l WHERE l.actor = ? AND {_CURRENT} GROUP BY l.words"
    titled = store.query("SELECT 1 FROM article_actors l WHERE l.actor = ? AND l.roles != '[]' LIMIT 1", (number,))
    for words, count in store.query(forms, (number,)):
        form = " ".join(words.split())
        if words:
            names[form] = names.get(form, 0) + count
    same = "SELECT key FROM actors WHERE folded = ? AND name = ? AND id != ? ORDER BY key"
    others = store.query(same, (fold_name(name), name, number))
    since, until = _find_days(store, number, articles)
    return Entity(
        key=key, name=name, kind=kind, country=country, articles=articles,
        since=since, until=until,
        names=tuple(NameRow(name=each, articles=count) for each, count in sorted(names.items(), key=_by_number)),
        roles=_load_roles(store, number) if titled else (),
        namesakes=tuple(row[0] for row in others),
    )  # fmt: skip


def _by_number(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _find_days(store: Store, number: int, articles: int) -> tuple[str | None, str | None]:
    """Give the first and last day on which an article that names the actor was published.

    Who is met often is met soon from either end of the days; the days of all articles are read for others.
    """
    if articles > OFTEN:
        named = names_actor(number)
        dated = Condition("a.published IS NOT NULL AND a.superseded_by IS NULL")
        rows = "id, published, superseded_by FROM articles"
        walks = [Walk(rows, "a", dated, named, f"a.published {way}") for way in ("ASC", "DESC")]
        ends = [each for walk in walks for each in find_first(store, walk, 1) or ()]
        if len(ends) == len(walks):
            days = [store.query("SELECT published FROM articles WHERE id = ?", (end,))[0][0] for end in ends]
            return days[0], days[1]
    ((since, until),) = store.query(f"SELECT min(a.published), max(a.published) {_OF}", (number,))
    return since, until


def _load_roles(store: Store, number: int) -> tuple[RoleRow, ...]:
    """Load the roles that articles give an actor, in the order in which they are first met."""
    sql = (
        "SELECT l.roles, a.id, a.published "
        f"{_OF} AND l.roles != '[]' ORDER BY a.published IS NULL, a.published, a.article_id"
    )
    roles: dict[tuple[str, str | None], _Told] = {}
    for told, article, published in store.query(sql, (number,)):
        for role in _ROLES.decode(told):
            known = roles.setdefault((role.title, role.of), _Told(article, role.span, published))
            if known.last != article:
                known.last = article
                known.articles += 1
                known.until = published or known.until
    return tuple(_make_role(store, *role, told) for role, told in roles.items())


def _make_role(store: Store, title: str, of: str | None, told: _Told) -> RoleRow:
    sql = "SELECT article_id, ref, url, outlet, title, published, text FROM articles WHERE id = ?"
    *shown, text = store.query(sql, (told.article,))[0]
    start, end = told.span
    return RoleRow(
        title=title, of=of, since=told.since, until=told.until, articles=told.articles,
        words=Words(words=text[start:end], spans=(Span(start, end),)),
        source=SourceRow(**dict(zip(("article", "ref", "url", "outlet", "title", "published"), shown))),
    )  # fmt: skip
