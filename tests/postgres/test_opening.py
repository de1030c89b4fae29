"""What can be wrong with a ledger in a database is said in words, and never with a password."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from bench.postgres import Server

from dateline.cli import main
from dateline.ledger import SCHEMA_VERSION, Store, find_place
from dateline.model.errors import LedgerError

SECRET = "s3cr%40t"


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) in (1, 2)
    said = capsys.readouterr()
    assert "s3cr" not in said.out + said.err
    assert "Traceback" not in said.err
    return said.err


def with_secret(address: str) -> str:
    return address.replace("desk@", f"desk:{SECRET}@")


def test_an_address_is_shown_without_its_secrets() -> None:
    place = find_place(f"postgres://ann:{SECRET}@[::1]:6543/news?sslmode=require&sslpassword={SECRET}&schema=baltic")
    assert str(place) == "postgres://ann@[::1]:6543/news?sslmode=require&schema=baltic"
    assert "s3cr" not in repr(place)
    # A Path made of an address has lost a slash.
    assert str(find_place(Path("postgresql://ann@db.example/news"))) == "postgresql://ann@db.example/news"
    assert isinstance(find_place("postgresql.db"), Path)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (f"postgresql://ann:{SECRET}@db.example:54x2/news", "port"),
        (f"postgresql://ann:{SECRET}@db.example/news/{SECRET}", "cannot be read"),
        (f"postgresql://ann:{SECRET}#rest@db.example/news", "cannot be read"),
        (f"postgresql://ann:{SECRET}@db.example/news?schema=Pg-x", "is no name of a schema"),
        (f"postgresql://ann:{SECRET}@db.example/news?schema=pg_catalog", "is no name of a schema"),
    ],
)
def test_addresses_that_cannot_be(address: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told in complaint(capsys, "events", address)


def test_a_server_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no server answers there" in complaint(capsys, "events", f"postgresql://ann:{SECRET}@127.0.0.1:1/news")
    nowhere = f"postgresql://ann:{SECRET}@/news?host={tmp_path}"
    assert "no server runs there" in complaint(capsys, "add", nowhere, "x.txt")
    unknown = f"postgresql://ann:{SECRET}@no-such-host.invalid/news"
    assert "the host is not known" in complaint(capsys, "events", unknown)


def test_a_database_or_user_that_is_not_there(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    told = complaint(capsys, "add", with_secret(server.address("nosuch")), "x.txt")
    assert "there is no database 'nosuch'; `createdb nosuch`" in told
    told = complaint(capsys, "events", server.address("postgres", user=f"nobody_here:{SECRET}"))
    assert "no such user" in told


def test_a_wrong_password(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    database = server.make_database()
    hba = server.folder / "data" / "pg_hba.conf"
    before = hba.read_text("utf-8")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
        hba.write_text("local all guarded scram-sha-256\n" + before, encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("SELECT pg_sleep(0.3)")
        address = database.replace("desk@", f"guarded:{SECRET}@")
        assert "refuses the user or the password" in complaint(capsys, "events", address)
        assert "wants a password" in complaint(capsys, "events", database.replace("desk@", "guarded@"))
        # The right password, but no right to make a schema.
        told = complaint(capsys, "add", database.replace("desk@", "guarded:right@"), "x.txt")
        assert "may not make a schema dateline" in told
        hba.write_text(before, encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")


def test_a_database_that_holds_no_ledger(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = complaint(capsys, "events", with_secret(address))
    assert "there is no ledger" in told
    assert "`dateline add postgresql://desk@" in told
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA photos")
        connection.execute("CREATE TABLE photos.albums (name text)")
    told = complaint(capsys, "add", with_secret(f"{address}&schema=photos"), "x.txt")
    assert "is not a dateline ledger; its schema photos is another program's" in told


def test_newer_and_older_schemas(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(address) as store:
        store.open_for_writing()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("INSERT INTO dateline.dateline_schema VALUES (%s)", (SCHEMA_VERSION + 1,))
        assert f"by a newer dateline (schema {SCHEMA_VERSION + 1})" in complaint(capsys, "events", address)
        connection.execute("DELETE FROM dateline.dateline_schema WHERE version >= %s", (SCHEMA_VERSION,))
        assert f"by an older dateline (schema {SCHEMA_VERSION - 1}" in complaint(capsys, "events", address)


def test_an_encoding_that_holds_not_all_letters(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    told = complaint(capsys, "add", server.make_database("LATIN1"), "x.txt")
    assert "ENCODING 'UTF8'" in told


def test_several_ledgers_in_one_database(address: str, tmp_path: Path) -> None:
    for name, text in (("baltic", "Police arrested five people in Riga."), ("gulf", "Two people died in Doha.")):
        article = tmp_path / f"{name}.txt"
        article.write_text(text + "\n", encoding="utf-8")
        main(["add", f"{address}&schema={name}", str(article), "--published", "2025-10-28", "--workers", "1"])
    for name, word in (("baltic", "Riga"), ("gulf", "Doha")):
        with Store(f"{address}&schema={name}") as store:
            assert [word in text for (text,) in store.query("SELECT text FROM articles")] == [True]
            assert str(store.path).endswith(f"schema={name}")


def test_a_reader_cannot_write(address: str) -> None:
    with Store(address) as store:
        store.open_for_writing()
        with pytest.raises(LedgerError, match="read-only"):
            store.query("DELETE FROM articles RETURNING id")


def test_without_psycopg_it_is_told_where_it_is() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None; from dateline.cli import main; "
        "sys.exit(main(['check', 'postgresql://ann:s3cret@db.example/news']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, "dateline[postgres]" in done.stderr, "s3cret" in done.stderr) == (1, True, False)


def test_who_may_only_read_can_read(address: str, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Police arrested five people in Riga.\n", encoding="utf-8")
    main(["add", address, str(article), "--published", "2025-10-28", "--workers", "1"])
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA dateline TO guest")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA dateline TO guest")
    guest = address.replace("desk@", "guest@")
    assert main(["articles", guest, "--search", "arrest"]) == 0
    assert main(["check", guest]) == 0
    assert main(["forget", guest, "0" * 8]) == 1
    assert main(["add", guest, str(article)]) == 1


def test_psycopg_is_loaded_for_databases_alone(tmp_path: Path) -> None:
    code = (
        "import sys; from dateline.cli import main; "
        f"main(['check', {str(tmp_path / 'none.db')!r}]); sys.exit('psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
