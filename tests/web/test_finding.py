"""Finding by name, initials, code and number, within reach."""

from __future__ import annotations

import pytest

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Employer, Union
from gonghui.kernel.organisations.pinyin import initials, initials_of_office
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Membership, Person
from gonghui.kernel.web.finding import _next, find, people, records
from tests.generic.world import World, id_number
from tests.web.conftest import SignIn


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("曾国藩", "zgf"),
        ("单于秀英", "cyxy"),
        ("单明", "sm"),
        ("王小明", "wxm"),
        ("阿依古丽", "aygl"),
        ("ＡＢ王", "abw"),
    ],
)
def test_initials_of_persons(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "letters"), [("重庆银行工会", "cqyhgh"), ("望溪恒泰纺织有限公司", "wxhtfzyxgs"), ("（3号）厂", "3hc")]
)
def test_initials_of_offices_read_words_as_words(name: str, letters: str) -> None:
    assert initials_of_office(name) == letters


def test_initials_follow_the_name(house: World) -> None:
    with acting(None, "测试"):
        house.branch.name = "长江机械工会"
        house.branch.save()
        person = Person.objects.create(name="王测")
        person.name = "李测"
        person.save()
        Employer.objects.bulk_create([Employer(name="恒泰", name_key="恒泰")])
    assert Union.objects.get(pk=house.branch.pk).initials == "cjjxgh"
    assert Person.objects.get(pk=person.pk).initials == "lc"
    assert Employer.objects.get(name="恒泰").initials == "ht"


@pytest.mark.parametrize(("text", "after"), [("ab", "ac"), ("az", "b"), ("zz", "\uffff")])
def test_range_of_a_prefix_ends_right_after_it(text: str, after: str) -> None:
    assert _next(text) == after


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        ("测试1机", "工会", "测试1机械有限公司工会"),
        ("jxyxgsgh", "工会", "测试1机械有限公司工会"),
        ("B1", "工会", "测试1机械有限公司工会"),
        ("测试1机", "用人单位", "测试1机械有限公司"),
        ("王测1", "人员", "王测1"),
        ("wc1", "人员", "王测1"),
        (id_number(1), "人员", "王测1"),
        ("xfdjb", "台账", "信访登记表"),
        ("件次", "指标", "来信来访件次"),
        ("drtz", "可以做的事", "导入台账"),
        ("走访台账", "可以做的事", "新登记：走访台账"),
    ],
)
def test_found(house: World, text: str, group: str, name: str) -> None:
    found = {each.name: [hit.name for hit in each.hits] for each in find(house.leader, text, 20)}
    assert name in found.get(group, [])


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["王", "王小", "w", "wx"])
def test_of_a_name_that_thousands_bear_the_first_met_are_found_and_nothing_is_sorted(
    house: World, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    with acting(None, "测试"):
        for union in (house.branch, house.beside):
            for name in ("王小一", "王小二", "李三"):
                person = person_for(name)
                Membership.objects.create(union=union, person=person, person_name=name, is_identified=False)
    usual = people(house.keeper, text)
    assert usual.query.order_by
    met = {one.pk for one in usual}
    assert {one.person_name for one in usual} >= {"王小一", "王小二"}
    assert {one.union_id for one in usual} == {house.branch.pk}
    monkeypatch.setattr("gonghui.kernel.web.finding.CROWD", 1)
    crowd = people(house.keeper, text)
    assert not crowd.query.order_by
    assert {one.pk for one in crowd} == met


def test_records_are_found_in_the_ledgers_that_hold_them(house: World) -> None:
    found = {each.name: each.hits for each in records(house.leader, "2026-03-10反映", 20)}
    assert [hit.name for hit in found["信访登记表"]] == ["2026-03-10反映加班费"]


def test_nothing_beyond_reach_is_found(house: World, sign_in: SignIn) -> None:
    for text in ("王测", "wc", id_number(1), "2026-03-10反映", "测试1机械", "B1"):
        names = [each.name for each in (*find(house.stranger, text, 20), *records(house.stranger, text, 20))]
        assert not {"人员", "信访登记表", "工会"} & set(names), (text, names)
    assert "人员" not in [each.name for each in find(house.above, "王测", 20)]  # figures, not people


def test_list_below_the_box_leads_to_what_it_names(house: World, sign_in: SignIn) -> None:
    html = sign_in(house.leader).get("/search/quick/?q=B1").content.decode()
    assert 'data-where="/unions/B1/"' in html
    assert 'data-where="/search/?s=' in html
