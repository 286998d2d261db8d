"""A PostgreSQL of a proof's own: begun, stopped at once, begun again, without touching any other."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pwd import getpwnam

DISK = "1500m"  # of a small disk
FULL = 8.0  # seconds that it stays full
SETTINGS = "max_connections = 100\nunix_socket_directories = ''\nlisten_addresses = '127.0.0.1'\n"


class Cluster:
    """Data below `folder`, on a free port. Root hands it to the account `postgres`, which PostgreSQL insists on."""

    def __init__(self, folder: Path, more: str = "") -> None:
        self.folder, self.data = folder, folder / "data"
        folder.mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.more = more

    def program(self, name: str, *words: str, check: bool = True) -> str:
        """Run a program of PostgreSQL; raises RuntimeError with its last words."""
        found = shutil.which(name) or str(next(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), name))
        command, options = [found, *words], {}
        if os.geteuid() == 0:
            options = {"user": "postgres", "group": "postgres", "extra_groups": []}
            self._hand_over()
        with (self.folder / "programs.log").open("a+b") as log:
            done = subprocess.run(command, stdout=log, stderr=log, cwd="/", check=False, **options)  # type: ignore[call-overload]
            log.seek(0)
            said = log.read().decode("utf-8", "replace")[-1500:]
        if done.returncode and check:
            raise RuntimeError(f"{name}: {said}")
        return said

    def _hand_over(self) -> None:
        owner = getpwnam("postgres")
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def make(self) -> None:
        self.program(
            "initdb", "-D", str(self.data), "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres", "-A", "trust", "-k"
        )
        self.settle()

    def settle(self) -> None:
        with (self.data / "postgresql.conf").open("a") as out:
            out.write(f"\nport = {self.port}\n{SETTINGS}{self.more}\n")

    def start(self) -> None:
        self.program("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "server.log"), "-w", "-t", "300", "start")

    def stop(self, how: str = "fast") -> None:
        """`immediate`: as when the power goes."""
        self.program("pg_ctl", "-D", str(self.data), "-m", how, "-w", "stop", check=False)

    def address(self, name: str = "postgres") -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def say(self, statement: str, name: str = "postgres") -> str:
        """What a statement answers, its first value."""
        import psycopg

        with psycopg.connect(self.address(name), autocommit=True) as link:
            cursor = link.execute(statement.encode())
            row = cursor.fetchone() if cursor.description else None
        return str(row[0]) if row else ""


@contextmanager
def cluster(folder: Path, more: str = "") -> Iterator[Cluster]:
    """A cluster that runs, and is stopped afterwards."""
    made = Cluster(folder, more)
    made.make()
    made.start()
    try:
        yield made
    finally:
        made.stop("immediate")


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A disk of its own that can be filled without harm to others; needs root."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "gonghui", str(place)], check=True)  # noqa: S607
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)  # noqa: S607


def restarted(made: Cluster) -> None:
    """The database stops as when the power goes, and is begun again."""
    made.stop("immediate")
    made.start()


def full(made: Cluster) -> None:
    """No room is left where the database writes; then there is again, and a database that gave up is begun anew."""
    ballast = made.folder / "ballast"
    with ballast.open("wb") as out:
        taken = False
        while not taken:  # the database writes meanwhile, and may have taken of what was free
            try:
                os.posix_fallocate(out.fileno(), 0, max(1, shutil.disk_usage(made.folder).free - 64 * 1024))
                taken = True
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    time.sleep(FULL)
    ballast.unlink()
    try:
        made.say("SELECT 1")
    except Exception:  # it may have stopped itself, or be on its way up
        restarted(made)
