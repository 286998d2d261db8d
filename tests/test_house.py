"""The house itself: keys, catalogue, first run, processes."""

from __future__ import annotations

import base64
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import migrations
from django.db.migrations.operations.base import Operation

from gonghui import catalogue, keys
from gonghui.kernel.cli.first_run import FirstRun, _moves_data
from tools import catalogue as workshop

KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def no_keys_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "GONGHUI_KEY", "GONGHUI_INDEX_KEY"):
        monkeypatch.delenv(name)


@pytest.mark.usefixtures("no_keys_given")
def test_keys_are_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "keys.json"
    first = keys.load(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.load(path) == first
    assert len(first.master) == len(first.blind) == 32
    assert first.master != first.blind
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("no_keys_given")
def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keys.load(tmp_path / "keys.json")
    monkeypatch.setenv("GONGHUI_KEY", KEY)
    found = keys.load(tmp_path / "keys.json")
    assert found == kept._replace(master=bytes(range(32)))


def test_no_file_is_made_when_the_environment_gives_all(tmp_path: Path) -> None:
    keys.load(tmp_path / "keys.json")
    assert not (tmp_path / "keys.json").exists()


@pytest.mark.parametrize(("text", "said"), [("short", "not base64"), (base64.b64encode(b"abc").decode(), "not 3")])
def test_a_key_of_another_length_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.setenv("GONGHUI_KEY", text)
    with pytest.raises(ValueError, match=said):
        keys.load(tmp_path / "keys.json")


def test_every_folder_of_ledgers_is_an_app() -> None:
    folders = {path.parent.name for path in (settings.PACKAGE / "ledgers").glob("*/__init__.py")}
    assert {name.rsplit(".", 1)[-1] for name in settings.LEDGERS} == folders
    assert set(settings.LEDGERS) <= set(settings.INSTALLED_APPS)


def test_messages_are_read_from_code_and_templates(tmp_path: Path) -> None:
    code = tmp_path / "page.py"
    code.write_text(
        'title = _("台账" "清单")\nn = ngettext("%(n)s 条", "%(n)s 条记录", n)\n'
        'c = pgettext("按钮", "打开")\nv = _(title)\n',
        encoding="utf-8",
    )
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}{% translate "首页" %}{% blocktranslate with n=1 %}共{{ n }}条{% endblocktranslate %}', "utf-8"
    )
    assert list(workshop.messages(code)) == [
        workshop.Message(None, "台账清单", None),
        workshop.Message(None, "%(n)s 条", "%(n)s 条记录"),
        workshop.Message("按钮", "打开", None),
    ]
    assert [message.text for message in workshop.messages(page)] == ["首页", "共%(n)s条"]


def test_a_catalogue_is_compiled_when_it_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "首页"\nmsgstr "Home"\n')
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    assert catalogue.compile_stale() == [source.with_suffix(".mo")]
    assert b"Home" in source.with_suffix(".mo").read_bytes()
    assert catalogue.compile_stale() == []


@pytest.mark.django_db
def test_a_database_with_tables_is_not_filled(tmp_path: Path) -> None:
    first_run = FirstRun(tmp_path)
    assert first_run.begin() is False
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_demo_accounts_are_told_for_their_own_database_only(tmp_path: Path) -> None:
    first_run = FirstRun(tmp_path)
    account = {"role": "keeper", "username": "demo", "password": "random", "union": "示例市总工会"}
    first_run.accounts_file.write_text(json.dumps([account]), encoding="utf-8")
    assert first_run.accounts() == []
    first_run.finish()
    assert first_run.accounts() == [account]
    first_run.owner_file.write_text("another database", encoding="utf-8")
    assert first_run.accounts() == []


@pytest.mark.parametrize(
    ("module", "operation", "moves"),
    [
        ("gonghui.kernel.migrations", migrations.RunSQL("SELECT 1"), True),
        ("gonghui.kernel.migrations", migrations.RunPython(migrations.RunPython.noop), True),
        ("gonghui.kernel.migrations", migrations.DeleteModel("Union"), False),
        ("django.contrib.auth.migrations", migrations.RunPython(migrations.RunPython.noop), False),
    ],
)
def test_only_our_own_data_migrations_forbid_making_the_tables_at_once(
    module: str, operation: Operation, moves: bool
) -> None:
    made = type("Migration", (migrations.Migration,), {"__module__": f"{module}.0002_x", "operations": [operation]})
    assert _moves_data(made("0002_x", "kernel")) is moves


def test_an_empty_database_gets_todays_tables_without_their_history(tmp_path: Path) -> None:
    """All steps noted as done, in a moment; whoever adds a step that moves data says whether an empty database needs it."""
    home = {"GONGHUI_HOME": str(tmp_path), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
    (tmp_path / "var").mkdir()
    words = (
        "import django; django.setup()\n"
        "from django.db.migrations import Migration\n"
        "Migration.apply = None  # a step that is replayed fails\n"
        "from gonghui.kernel.cli.first_run import prepare_tables\n"
        "from django.db import connection\n"
        "print(prepare_tables(), prepare_tables(), 'gonghui_cache' in connection.introspection.table_names())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], env=os.environ | home, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("True False True", "")
