"""Where a ledger is: a file, or a schema of a PostgreSQL database by its address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from dateline.model.errors import LedgerError

SCHEMA = "dateline"
"""The schema that a ledger is in where the address names none."""
_SCHEMES = ("postgresql", "postgres")
_BEGINNING = re.compile(r"(postgres(?:ql)?):/+", re.IGNORECASE)
_SECRETS = ("password", "sslpassword", "passfile")
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_FORM = "write postgresql://USER@HOST:5432/DATABASE"


@dataclass(frozen=True, slots=True)
class Address:
    """A ledger in a PostgreSQL database. Shown without its password, wherever it is shown."""

    url: str = field(repr=False)
    """As libpq takes it, with the password where one was given."""
    schema: str
    shown: str
    """The same without any secret."""
    database: str
    """What the database is called; empty where the server's default is meant."""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """What must not be shown, also not inside another program's message."""

    def __str__(self) -> str:
        return self.shown

    @property
    def stem(self) -> str:
        """What to call the ledger for short."""
        return self.database if self.schema == SCHEMA else f"{self.database} {self.schema}".strip()

    def conceal(self, words: str) -> str:
        """Take the secrets out of words."""
        for secret in self.secrets:
            words = words.replace(secret, "...")
        return words


Place = Path | Address


def is_address(name: str) -> bool:
    """Tell the address of a database from the name of a file."""
    return _BEGINNING.match(name) is not None


def find_place(name: str | Path | Address) -> Place:
    """Read where a ledger is: "situation.db", "postgresql://desk@db.example/news?schema=baltic".

    Raises LedgerError for an address that cannot be one.
    """
    if isinstance(name, Address):
        return name
    if not is_address(str(name)):
        return Path(name)
    # A Path that was made of an address has lost one of its slashes.
    return _read_address(_BEGINNING.sub(lambda found: f"{found.group(1).lower()}://", str(name), count=1))


def _read_address(url: str) -> Address:
    scheme, _, rest = url.partition("://")
    rest, _, fragment = rest.partition("#")
    middle, _, query = rest.partition("?")
    where, slash, database = middle.partition("/")
    login, at, hosts = where.rpartition("@")
    user, _, password = login.partition(":")
    if scheme not in _SCHEMES or fragment or "/" in database:
        # The words of the address are not repeated: a password may stand anywhere in one that is written wrongly.
        raise LedgerError(f"the address of the database cannot be read; {_FORM}, other signs than letters as %23")
    _check(url)
    parameters = parse_qsl(query, keep_blank_values=True)
    schema = dict(parameters).get("schema", SCHEMA)
    if not _NAME.fullmatch(schema) or schema.startswith("pg_"):
        raise LedgerError(f"{schema!r} is no name of a schema; use small letters, digits and _, as in ?schema=baltic")
    passed = [pair for pair in parameters if pair[0] != "schema"]
    open_ = [pair for pair in parameters if pair[0] not in _SECRETS]
    secrets = [unquote(password), password, *(value for name, value in parameters if name in _SECRETS)]
    return Address(
        url=f"{scheme}://{where}{slash}{database}{_join(passed)}",
        schema=schema,
        shown=f"{scheme}://{user}{at}{hosts}{slash}{database}{_join(open_)}",
        database=unquote(database),
        secrets=tuple(sorted({secret for secret in secrets if secret}, key=lambda each: (-len(each), each))),
    )


def _join(parameters: list[tuple[str, str]]) -> str:
    pairs = "&".join(f"{quote(name, safe='')}={quote(value, safe='/,')}" for name, value in parameters)
    return f"?{pairs}" if pairs else ""


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        ports = [host.rpartition(":")[2] for host in parts.netloc.rpartition("@")[2].split(",") if ":" in host]
    except ValueError:
        ports = ["?"]
    for port in ports:
        if port and not port.endswith("]") and not (port.isdigit() and 0 < int(port) < 65536):
            raise LedgerError(f"the port in the address of the database is no number; {_FORM}")
