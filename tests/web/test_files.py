"""The site's own files: at an address that changes with what they hold, kept for good, packed once."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client

from gonghui.kernel.web import files
from gonghui.kernel.web.files import release

CSS = "web/tokens.css"


def text_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_file_of_this_release_is_kept_for_good_and_packed() -> None:
    known = Path(str(finders.find(CSS))).read_bytes()
    answer = Client().get(static(CSS), headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(answer.content) == known
    assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert text_of(Client().get(static(CSS))) == known


def test_a_page_of_another_release_gets_the_file_of_today_and_keeps_it_not() -> None:
    known = Path(str(finders.find(CSS))).read_bytes()
    answer = Client().get(static(CSS).replace(release(), "v-000000000000"))
    assert (answer.status_code, text_of(answer)) == (200, known)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert Client().get(f"/static/{release()}/web/nothing.css").status_code == 404


def test_the_address_changes_with_what_a_file_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    before = release.__wrapped__()
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + (b" " if path.name == "tokens.css" else b""))
    assert release.__wrapped__() != before


def test_without_a_release_in_the_address_where_another_server_hands_out(settings: Any) -> None:
    settings.STATIC_ROOT = "/somewhere"
    assert files.ReleaseStorage().url(CSS) == f"/static/{CSS}"


def test_every_file_that_a_page_asks_for_is_there(db: Any) -> None:
    page = Client().get("/start/", follow=True).content.decode()
    asked = re.findall(r'"(/static/[^"]+)"', page)
    assert len(asked) > 5
    assert {address: Client().get(address).status_code for address in asked} == dict.fromkeys(asked, 200)
