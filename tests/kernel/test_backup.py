"""A copy of everything, and an empty installation that becomes it: played with the commands, each in a process of its own."""

from __future__ import annotations

import base64
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

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.audit.sealing import anchors_file
from gonghui.kernel.backup.stream import PIECE, Opener, Sealer, Spoiled
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.people.identity import person_for
from tests.generic.world import build, fill, id_number

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


# what lies encrypted, read in the open: a complainant by the blind index, a member by number, every complaint and illness
ASKED = f"""
import django
django.setup()
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.people.identity import digests, number_of
from gonghui.kernel.people.models import Identity, Person
complaints = REGISTRY["petitions"].model._base_manager
for asked in (
    lambda: complaints.filter(person_name="林测诉").count(),
    lambda: Identity.objects.filter(digest__in=digests("id_card", "{id_number(7)}")).count(),
    lambda: [each.person_name for each in complaints.all()],
    lambda: [each.diagnosis for each in REGISTRY["aid"].model._base_manager.all()],
    lambda: "{id_number(7)}" in [number_of(each) for each in Person.objects.exclude(number_cipher=None)],
):
    try:
        print(asked())
    except Exception as error:
        print("closed", type(error).__name__)
"""


def run(home: Path, url: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command (or, after "-c", a program) in an installation of its own below `home`, with the suite's keys."""
    own = {"GONGHUI_HOME": str(home), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "gonghui.settings", **more}
    asked = words if words[0] == "-c" else ("-m", "gonghui", *words)
    return subprocess.run([sys.executable, *asked], env=os.environ | own, capture_output=True, text=True, check=False)


def other_keys() -> dict[str, str]:
    """Keys that an installation without ours would make for itself."""
    made = {name: base64.b64encode(os.urandom(32)).decode() for name in ("GONGHUI_KEY", "GONGHUI_INDEX_KEY")}
    return made | {"SECRET_KEY": "another"}


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
    world = build()
    fill(REGISTRY["petitions"], world.branch, person_name="林测诉", person=None)
    with acting(None, "测试"):
        person = person_for("王测乙", id_number(7))
    fill(REGISTRY["aid"], world.branch, diagnosis="测试病种", person=person)
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
    read = run(home, empty_database, "-c", ASKED)
    assert read.stdout.splitlines() == ["1", "1", "['林测诉']", "['测试病种']", "True"], read.stderr
    closed = run(home, empty_database, "-c", ASKED, **other_keys()).stdout.splitlines()
    assert closed[:2] == ["0", "0"]
    assert [line.split()[0] for line in closed[2:]] == ["closed"] * 3
    assert "不是空的" in run(home, empty_database, "restore", str(copy)).stderr

    stolen = run(tmp_path / "third", f"sqlite:///{tmp_path / 'third.sqlite3'}", "restore", str(copy), **other_keys())
    assert stolen.returncode != 0
    assert "密钥" in stolen.stderr

    copy.write_bytes(copy.read_bytes()[:-100])
    with pytest.raises(CommandError, match="已损坏"):
        call_command("backup", str(copy), "--check")
