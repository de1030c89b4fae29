"""A PostgreSQL server of one's own, in a temporary folder, reached over a socket in it: for tests and measurements."""

from __future__ import annotations

import os
import pwd
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import glob
from pathlib import Path

_PORT = 5432
_USERS = ("postgres", "nobody")
_SETTINGS = "-c listen_addresses='' -c unix_socket_directories='{socket}' -c port={port} -c max_connections=60"


class NoServer(Exception):
    """There is no PostgreSQL that could be started here; the words say why."""


def find_program(name: str) -> Path:
    """Find a program of the server: on PATH, else where Debian's package has it."""
    on_path = shutil.which(name)
    places = [on_path] if on_path else sorted(glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)
    if not places:
        raise NoServer(f"no {name} here; Debian's package `postgresql` has it")
    return Path(places[0])


def _as_other_user() -> list[str]:
    """PostgreSQL does not run as root: give what runs a command as another user then."""
    if os.geteuid() != 0:
        return []
    for user in _USERS:
        try:
            pwd.getpwnam(user)
        except KeyError:
            continue
        if shutil.which("setpriv"):
            return ["setpriv", "--reuid", user, "--regid", str(pwd.getpwnam(user).pw_gid), "--clear-groups"]
    raise NoServer("PostgreSQL does not run as root, and there is no user postgres or nobody, or no setpriv")


class Server:
    """A server that runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._as_user = _as_other_user()
        self._data = folder / "data"
        self._made = 0

    def run(self, program: str, *options: str, check: bool = True) -> str:
        """Run a program of the server."""
        command = [*self._as_user, str(find_program(program)), *options]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False)
        if check and done.returncode:
            raise NoServer(f"{program} failed: {(done.stderr or done.stdout).strip()[-300:]}")
        return done.stdout

    def start(self, durable: bool) -> None:
        """Make the data of the server and start it; without `durable` it need not outlive the power."""
        if self._as_user:
            owner = pwd.getpwnam(self._as_user[2])
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        os.chmod(self.folder, 0o755)
        self.run("initdb", "-D", str(self._data), "-A", "trust", "-U", "desk", "-E", "UTF8", "--no-locale", "--no-sync")
        settings = _SETTINGS.format(socket=self.folder, port=_PORT) + ("" if durable else " -c fsync=off")
        # What it says goes to a file: a pipe would be held open by the server.
        command = [*self._as_user, str(find_program("pg_ctl")), "-D", str(self._data), "-w", "-o", settings]
        with open(self.folder / "start", "wb") as said:
            started = subprocess.run(
                [*command, "-l", str(self._data / "log"), "start"], stdout=said, stderr=said, cwd=self.folder
            )
        if started.returncode:
            raise NoServer(f"pg_ctl failed: {(self.folder / 'start').read_text('utf-8')[-300:]}")

    def stop(self) -> None:
        """End the server with all its connections."""
        self.run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop", check=False)

    def address(self, database: str, user: str = "desk") -> str:
        """Give the address of a database of this server."""
        return f"postgresql://{user}@/{database}?host={self.folder}&port={_PORT}"

    def make_database(self, encoding: str = "UTF8") -> str:
        """Make a new database and give its address."""
        import psycopg

        self._made += 1
        name = f"ledger_{self._made}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}'".encode())
        return self.address(name)

    def wait(self) -> None:
        """Wait until the server answers, after it began anew."""
        import psycopg

        for _ in range(600):
            try:
                psycopg.connect(self.address("postgres")).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise NoServer("the server does not answer again")

    def kill_backend(self, application: str, chance: random.Random) -> int:
        """Kill with SIGKILL one of the server's processes that serve a program; gives how many were killed."""
        import psycopg

        try:
            with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
                sql = "SELECT pid FROM pg_stat_activity WHERE application_name = %s AND pid <> pg_backend_pid()"
                found = sorted(pid for (pid,) in connection.execute(sql, (application,)))
        except psycopg.OperationalError:
            return 0  # it is just beginning anew
        if not found:
            return 0
        with suppress(ProcessLookupError):
            os.kill(chance.choice(found), signal.SIGKILL)
            return 1
        return 0


@contextmanager
def run_server(durable: bool = False) -> Iterator[Server]:
    """Run a server until the end of the block; raises NoServer where there can be none."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise NoServer("psycopg is not installed") from error
    with tempfile.TemporaryDirectory(prefix="dateline-pg-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder))
        try:
            server.start(durable)
            yield server
        finally:
            server.stop()
