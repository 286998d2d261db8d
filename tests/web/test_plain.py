"""Faults of a form name their item; a record that says nothing is asked about; a library's sentences are in the house's words."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from gonghui.kernel.figures.answering import value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.figures.result import NOT_KEPT
from gonghui.kernel.ledger.declaration import ledger, ledgers
from gonghui.kernel.periods import Period
from gonghui.kernel.web.act_forms import FORMS
from gonghui.kernel.web.forms import RecordForm, blank_record
from gonghui.kernel.web.plain import PlainForm
from gonghui.kernel.web.tags import due
from tests.generic.world import World
from tests.web.conftest import SignIn

NEW = reverse("record-new", args=["petitions"])
TODAY = timezone.localdate()


def faults(user: Any, slug: str, **given: str) -> dict[str, list[str]]:
    form = RecordForm(ledger(slug), user, blank_record(ledger(slug)), given)
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


@pytest.mark.django_db
def test_a_fault_names_its_item_and_says_what_to_do(house: World) -> None:
    said = faults(house.keeper, "petitions", items="两", kind="托梦", subject="长" * 301, persons="-1")
    assert said["registered_on"] == ["“登记日期”还没有选，请选好再提交。"]
    assert said["items"] == ["“件次”要填整数，例如 12。"]
    assert said["kind"] == ["“信访形式”里没有这一项，请从列表中选。"]
    assert said["subject"] == ["“反映问题”最多 300 个字，现在有 301 个，请改短一些。"]
    assert said["persons"] == ["“人次”不能小于 0，请核对。"]
    assert faults(house.keeper, "petitions", registered_on="昨天")["registered_on"] == [
        "“登记日期”认不出是哪一天，请写成 2026-07-08 这样。"
    ]
    with translation.override("en"):
        assert faults(house.keeper, "petitions")["registered_on"] == [
            "“Registration date” is not chosen yet: choose, then send again."
        ]


@pytest.mark.django_db
def test_every_ledger_names_what_it_misses(house: World) -> None:
    for slug in ledgers():
        form = RecordForm(ledger(slug), house.leader, blank_record(ledger(slug)), {"x": "1"})
        for name, errors in form.errors.as_data().items():
            label = str(form.fields[name].label).replace("%", "％")
            assert [f"“{label}”" in str(e.messages[0]) for e in errors] == [True], (slug, name)


def test_every_form_of_the_house_is_plain() -> None:
    assert all(issubclass(form, PlainForm) for form in FORMS.values())
    made = [
        path
        for path in Path(settings.PACKAGE, "kernel").rglob("*.py")
        if re.search(r"class \w+\(forms\.Form\)", path.read_text(encoding="utf-8"))
    ]
    assert [path.name for path in made] == ["plain.py"]


def test_a_per_cent_sign_in_a_name_is_no_blank_to_fill() -> None:
    from django import forms

    class Share(PlainForm):
        share = forms.CharField(label="占比（%）", max_length=2)

    assert Share({"share": "100"}).errors["share"] == ["“占比（％）”最多 2 个字，现在有 3 个，请改短一些。"]
    assert Share({}).errors["share"] == ["“占比（％）”还没有填，请填好再提交。"]


@pytest.mark.django_db
def test_a_record_that_says_nothing_is_asked_about_and_written_when_sent_once_more(
    house: World, sign_in: SignIn
) -> None:
    client = sign_in(house.keeper)
    union = {
        "union": house.branch.name,
        "registered_on": TODAY.isoformat(),
        "items": "1",
        "batches": "1",
        "persons": "1",
    }
    before = rows("petitions")
    asked = client.post(NEW, union)
    assert asked.status_code == 200
    assert "请至少填写“信访形式”、“信访人”、“单位名称”、“反映问题”中的一项" in asked.content.decode()
    assert rows("petitions") == before
    assert client.post(NEW, union | {"bare": "yes"}).status_code == 302
    assert client.post(NEW, union | {"subject": "反映加班费"}).status_code == 302
    assert client.post(NEW, union | {"persons": "3"}).status_code == 302
    assert rows("petitions") == before + 3


@pytest.mark.django_db
def test_before_the_first_record_a_register_is_missing_not_zero(house: World, sign_in: SignIn) -> None:
    """The first record enters the register from its own day on; an earlier one moves that day back."""
    client, visits = sign_in(house.keeper), INDICATORS["visits.visits"]

    def told(period: str) -> object:
        found = value(visits, Ask(house.branch, Period.parse(period)))
        return found.text if found.value is None else found.value

    def write(day: str) -> None:
        given = {"union": house.branch.name, "visited_on": day, "matters": "反映食堂太远"}
        assert client.post(reverse("record-new", args=["visits"]), given).status_code == 302

    write("2026-05-06")
    assert (told("2025"), told("2026H1"), told("2026-04")) == (NOT_KEPT, 1, NOT_KEPT)
    write("2026-03-02")
    assert (told("2025"), told("2026-02"), told("2026-03"), told("2026-04")) == (NOT_KEPT, NOT_KEPT, 1, 0)
    write("2026-06-02")
    assert (told("2026-04"), told("2026H1")) == (0, 3)


def rows(slug: str) -> int:
    found: int = ledger(slug).model._default_manager.count()
    return found


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day left"), (2, "2 days left"), (-1, "1 day overdue"), (0, "today")]
)
def test_one_day_is_one_day_in_english(days: int, words: str) -> None:
    with translation.override("en"):
        assert due(timezone.localdate() + dt.timedelta(days=days)).lower() == words


@pytest.mark.django_db
def test_a_password_that_is_not_changed_says_why_in_the_houses_words(house: World, sign_in: SignIn) -> None:
    given = {"oldpassword": "wrong", "password1": "gong-hui-2027A", "password2": "gong-hui-2027B"}
    page = sign_in(house.keeper).post(reverse("account_change_password"), given).content.decode()
    assert "现在的密码不对，请再输一次。" in page
    assert "两次输入的密码不一样，请再输一次。" in page
    assert "再输一次新密码" in page


def test_a_librarys_sentences_are_in_the_houses_words() -> None:
    """What our pages can show of Django's and allauth's Chinese: no 字段, no 令牌, no 双因素, no Latin word."""
    said = polib.pofile(str(Path(settings.PACKAGE, "locale/zh_Hans/LC_MESSAGES/django.po")))
    for entry in said:
        text = entry.msgstr or entry.msgstr_plural[0]
        bare = re.sub(r"%\(\w+\)[sd]|%s", "", text)
        assert not re.search(r"字段|令牌|双因素|身份验证器|[A-Za-z]{2,}", bare), text
    with translation.override("zh-hans"):
        assert translation.gettext("This field is required.") == "这一项还没有填，请填好再提交。"
