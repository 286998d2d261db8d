"""Every item of every ledger says in one line what it means, and every ledger which rule asks for it, in both languages."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.web.meanings import meanings
from tests.generic.world import World
from tests.web.conftest import SignIn

LONGEST = 90  # characters of a line


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_item_has_its_line(language: str) -> None:
    missing, long, chinese = [], [], []
    with translation.override(language):
        for slug, kept in ledgers().items():
            if not str(kept.rule):
                missing.append((slug, "rule"))
            for name, line in meanings(kept).items():
                if not line.strip():
                    missing.append((slug, name))
                if language == "zh-hans" and len(line) > LONGEST:
                    long.append((slug, name, line))
                if language == "en" and re.search(r"[一-鿿]", line):
                    chinese.append((slug, name, line))
    assert (missing, long, chinese) == ([], [], [])


def test_a_line_says_what_the_item_decides() -> None:
    lines = meanings(ledgers()["petitions"])
    assert lines["registered_on"].startswith("决定这条记录算在哪个期间；用于：")
    assert "加密保存" in meanings(ledgers()["roster"])["id_number"]
    assert meanings(ledgers()["contracts"])["expires_on"].startswith("到期前三个月列入待办")


def test_a_form_shows_them_to_the_eye_and_to_the_ear(house: World, sign_in: SignIn) -> None:
    page = sign_in(house.keeper).get("/ledgers/petitions/new/").content.decode()
    assert "依据：《信访工作条例》" in page
    assert 'aria-describedby="id_registered_on_helptext"' in page
    assert 'id="id_registered_on_helptext"' in page


def test_a_link_fills_in_what_it_knows(house: World, sign_in: SignIn) -> None:
    page = sign_in(house.leader).get("/ledgers/targets/new/?target_year=2026&indicator=走访次数").content.decode()
    assert 'value="走访次数"' in page
