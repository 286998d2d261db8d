"""A copy of everything, and an empty installation that becomes it: played with the commands, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.sealing import anchors_file
from gonghui.kernel.backup.stream import PIECE, Opener, Sealer, Spoiled
from tests.generic.world import build

KEY = b"k" * 32
FILE = "kept/ab/cd.bin"


def sealed(content: bytes, key: bytes = KEY) -> bytes:
    out = BytesIO()
    with Sealer(out, key) as sealer:
        sealer.write(content)
    return out.getvalue()


def opened(content: bytes, key: bytes = KEY) -> bytes:
    return Opener(BytesIO(content), key).read() or b""


@given(st.binary(max_size=200), st.integers(-1, 1), st.integers(0, 2))
def test_what_was_sealed_comes_back(part: bytes, more: int, pieces: int) -> None:
    content = part + b"x" * max(0, pieces * PIECE + more - len(part))
    assert opened(sealed(content)) == content


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[:-1],
        lambda whole: whole + b"x",
        lambda whole: whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:],
        lambda whole: whole[: 17 + 16 + PIECE + 16],  # the second piece is gone
        lambda whole: b"",
        lambda whole: b"PK" + whole[2:],
    ],
)
def test_what_was_touched_is_refused(spoil: object) -> None:
    whole = sealed(b"y" * (PIECE + 100))
    with pytest.raises(Spoiled):
        opened(spoil(whole))  # type: ignore[operator]


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Spoiled):
        opened(sealed(b"x"), b"l" * 32)


def run(home: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in an installation of its own below `home`, with the suite's keys."""
    own = {"GONGHUI_HOME": str(home), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
    return subprocess.run(
        [sys.executable, "-m", "gonghui", *words], env=os.environ | own, capture_output=True, text=True, check=False
    )


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the kind under test."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'second.sqlite3'}"
        return
    given, name = connection.settings_dict, f"back_{os.getpid()}"
    at = f"{given['USER']}:{given['PASSWORD']}@{given['HOST'] or '127.0.0.1'}:{given['PORT'] or 5432}"
    with psycopg.connect(f"postgres://{at}/{given['NAME']}", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        try:
            yield f"postgres://{at}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db(transaction=True)
def test_an_office_is_copied_and_comes_back_equal(empty_database: str, tmp_path: Path) -> None:
    build()
    kept, home, copy = Path(settings.MEDIA_ROOT) / FILE, tmp_path / "second", tmp_path / "copy.gonghui"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"\x00sealed")
    anchors_file().unlink(missing_ok=True)
    out = StringIO()
    call_command("backup", str(copy), stdout=out)
    assert "备份完好" in out.getvalue()
    with pytest.raises(CommandError, match="已存在"):
        call_command("backup", str(copy))
    kept.unlink()

    back = run(home, empty_database, "restore", str(copy))
    assert back.returncode == 0, back.stderr
    assert "与备份逐表相符" in back.stdout
    assert (home / "var" / "files" / FILE).read_bytes() == b"\x00sealed"
    assert f"变更记录 {Change.objects.count()} 条" in run(home, empty_database, "audit", "verify").stdout
    assert "不是空的" in run(home, empty_database, "restore", str(copy)).stderr

    copy.write_bytes(copy.read_bytes()[:-100])
    with pytest.raises(CommandError, match="已损坏"):
        call_command("backup", str(copy), "--check")
