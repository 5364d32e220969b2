"""The embedded PostgreSQL (自带数据库) of `gongkai serve`, decision 31: in the data folder, for this machine only.

It listens on a socket in its folder, where that is not possible on loopback, and asks for a password that is made at the first start. One that still
runs after a crash of ours is taken up again.
"""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from auditing.exits import BadInputError
from service.database import binaries
from service.database.unprivileged import account, as_account, barred_folder, give

USER = DATABASE = "gongkai"
PASSWORD_FILE = "postgres.password"  # noqa: S105 - its name
LONGEST_SOCKET = 100  # bytes of a socket's path
START_BOUND = 60.0  # seconds; longer than recovery after a crash takes
STOP_BOUND = 30
SETTINGS = ("max_connections=200", "log_timezone=Asia/Shanghai", "timezone=Asia/Shanghai")


@dataclass
class Running:
    """A database that runs: its address, and whether it is to be stopped by us."""

    url: str
    stop_at_end: bool


@contextmanager
def running(data_dir: Path) -> Iterator[Running]:
    """The database while the block runs; stopped at its end unless it ran before, or as the block says. Raises BadInputError in one line."""
    server = EmbeddedPostgres.in_folder(data_dir)
    run = Running("", stop_at_end=not server.is_running())
    try:
        if run.stop_at_end:
            server.start()
        server.ensure_database()
        run.url = server.url
        yield run
    finally:
        if run.stop_at_end:
            server.stop()


@dataclass(frozen=True)
class EmbeddedPostgres:
    """One server: its folder, its programs, the account it runs under (None: ours), its password."""

    folder: Path
    programs: Path
    account: str | None
    password: str

    @classmethod
    def in_folder(cls, data_dir: Path) -> "EmbeddedPostgres":
        """That of a data folder, made at the first call. Raises BadInputError."""
        data_dir = _writable(data_dir)
        name = account()
        if barred := barred_folder(data_dir / "postgres", name):
            raise BadInputError(
                f"数据库以账户 {name} 运行，进不了文件夹 {barred}。请用 --data-dir 换一个位置，例如 /var/lib/gongkai"
            )
        server = cls(data_dir / "postgres", binaries.programs(data_dir, name), name, _password(data_dir))
        server.initialise()
        return server

    @property
    def url(self) -> str:
        """Where the running server's database is reached."""
        return self._address(DATABASE)

    def initialise(self) -> None:
        """Make its folder, unless there is one."""
        version = self.folder / "PG_VERSION"
        if version.exists():
            if version.read_text(encoding="ascii").strip() != str(binaries.MAJOR):
                raise BadInputError(f"{self.folder} 是其他版本的数据库，本程序用的是 PostgreSQL {binaries.MAJOR}")
            return
        self.folder.mkdir(mode=0o700, exist_ok=True)
        give(self.folder, self.account)
        secret = self.folder.parent / "initdb.password"
        secret.touch(mode=0o600)
        try:
            secret.write_text(self.password, encoding="ascii")
            give(secret, self.account)
            self._run("initdb", "-D", str(self.folder), "-U", USER, f"--pwfile={secret}", *_INITDB)
        finally:
            secret.unlink()

    def is_running(self) -> bool:
        """Whether it answers, started by whomever."""
        return (self.folder / "postmaster.pid").exists() and self._status() == 0

    def start(self) -> None:
        """Start it apart from our terminal and wait until it answers. Raises BadInputError with the last line of its log."""
        log_file = self.folder.parent / "postgres.log"
        options = [part for setting in (*SETTINGS, *_listening(self.folder)) for part in ("-c", setting)]
        with log_file.open("ab") as log:
            process = subprocess.Popen(
                [binaries.program(self.programs, "postgres"), "-D", str(self.folder), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                **as_account(self.account),
            )
        end = time.monotonic() + START_BOUND
        while not self._answers():
            if process.poll() is not None or time.monotonic() > end:
                raise BadInputError(f"自带的数据库没有启动：{_last_line(log_file)}（日志 {log_file}）")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it within bounds: connections are cut, what was committed is on disk."""
        if self.is_running():
            self._run("pg_ctl", "-D", str(self.folder), "-m", "fast", "-w", "-t", str(STOP_BOUND), "stop")

    def ensure_database(self) -> None:
        """Make the service's database, unless there is one."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _address(self, database: str) -> str:
        place = _Place.read(self.folder)
        return f"postgresql://{USER}:{quote(self.password)}@{place.authority}/{database}{place.query}"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._address("postgres"), connect_timeout=5).close()
        except (psycopg.OperationalError, _NoPlaceError):
            return False
        return True

    def _status(self) -> int:
        command = [binaries.program(self.programs, "pg_ctl"), "-D", str(self.folder), "status"]
        done = subprocess.run(command, capture_output=True, check=False, cwd=self.folder, **as_account(self.account))
        return done.returncode

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [binaries.program(self.programs, name), *arguments],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            cwd=self.folder,
            **as_account(self.account),
        )
        if done.returncode:
            raise BadInputError(f"自带的数据库：{name} 没有成功（{_last_of(done.stderr or done.stdout)}）")


_INITDB = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C",
    "--builtin-locale=C.UTF-8",
)


class _NoPlaceError(Exception):
    """The server has not written yet where it listens."""


@dataclass(frozen=True)
class _Place:
    """Where a running server listens, as it writes into its folder."""

    port: int
    socket_folder: str
    host: str

    @classmethod
    def read(cls, folder: Path) -> "_Place":
        try:
            lines = (folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            return cls(int(lines[3]), lines[4].strip(), lines[5].strip())
        except (OSError, IndexError, ValueError):
            raise _NoPlaceError from None

    @property
    def authority(self) -> str:
        return "" if self.socket_folder else f"{self.host}:{self.port}"

    @property
    def query(self) -> str:
        return f"?host={quote(self.socket_folder, safe='/')}&port={self.port}" if self.socket_folder else ""


def _listening(folder: Path) -> tuple[str, ...]:
    """On a socket, where there are any and its path is short enough; else on loopback. Both ask for the password."""
    if sys.platform != "win32" and len(os.fsencode(folder / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
        return ("listen_addresses=", f"unix_socket_directories={_quoted(folder)}", "unix_socket_permissions=0700")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    return ("listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=")


def _quoted(folder: Path) -> str:
    """One item of a list."""
    return '"' + str(folder).replace('"', '""') + '"'


def _writable(data_dir: Path) -> Path:
    try:
        data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
        probe = data_dir / f".writable-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as fault:
        raise BadInputError(f"数据文件夹 {data_dir} 不能写入（{fault.strerror}），请用 --data-dir 换一个") from fault
    return data_dir.resolve()


def _password(data_dir: Path) -> str:
    file = data_dir / PASSWORD_FILE
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24), encoding="ascii")
    return file.read_text(encoding="ascii")


def _last_line(file: Path) -> str:
    return _last_of(file.read_text(encoding="utf-8", errors="replace"))


def _last_of(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "没有留下信息")
