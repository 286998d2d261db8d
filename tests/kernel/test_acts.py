"""Acts of organisation and their counter-acts: done, taken back, as if they had not been; both stay in the register."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures.tallies.keeping import differences, refresh
from gonghui.kernel.organisations.acts import NotPossible, dissolve, merge, move, split
from gonghui.kernel.organisations.models import Act, Ancestry, Union
from gonghui.kernel.organisations.reversals import reverse
from gonghui.kernel.people.models import Identity, Membership
from tests.generic.world import World
from tests.kernel.test_tallies import MEMBERS, disagreements
from tests.kernel.test_tree import MOVED, by_child, join


def ancestry() -> set[tuple[Any, ...]]:
    return set(Ancestry.objects.values_list("tree", "ancestor__code", "union__code", "depth", "since", "until"))


def live() -> list[tuple[str, str]]:
    rows = Identity.objects.exclude(membership=None).values_list("person__name", "membership__union__code")
    return sorted(rows)


@pytest.fixture
def tallied(settings: Any, world: World) -> World:
    settings.GONGHUI_TALLY_UNIONS = 1
    refresh()
    for n, union in enumerate((world.branch, world.branch, world.beside)):
        join(union, n, dt.date(2026, 1, 10))
    return world


def again(union: Union) -> Union:
    return Union.objects.get(pk=union.pk)


def agree(world: World) -> None:
    assert list(differences()) == []
    for union in (world.city, world.town, world.other_town):
        assert disagreements(union, "2026H1", MEMBERS[::3]) == []


@pytest.mark.parametrize("kind", ["move", "merge", "split", "close", "close without successor"])
def test_an_act_is_done_and_taken_back(kind: str, tallied: World) -> None:
    before, members, figures = ancestry(), live(), by_child(tallied, "members.standing")
    with acting(None, "组织变动"):
        if kind == "move":
            act = move(again(tallied.branch), again(tallied.other_town), MOVED, "测工〔2026〕1号")
            assert by_child(tallied, "members.standing") == {"T1": 0, "T2": 3}
        elif kind == "merge":
            act = merge(again(tallied.town), again(tallied.other_town), MOVED)
            assert by_child(tallied, "members.standing") == {"T1": 0, "T2": 3}
        elif kind == "split":
            split(again(tallied.town), "T3", "测试3镇总工会", [again(tallied.branch)], MOVED)
            act = Act.objects.get(kind=Act.Kind.SPLIT)
            refresh()
            assert by_child(tallied, "members.standing") == {"T1": 0, "T2": 1, "T3": 2}
        elif kind == "close":
            act = dissolve(again(tallied.branch), MOVED, "企业注销", again(tallied.beside))
            assert by_child(tallied, "members.standing") == {"T1": 0, "T2": 3}
        else:
            act = dissolve(again(tallied.branch), MOVED, "企业注销", end_memberships=True)
            assert by_child(tallied, "members.standing") == {"T1": 0, "T2": 1}
        agree(tallied)
        made = reverse(act, "测工〔2026〕9号")
    agree(tallied)
    assert (made.kind, made.on, made.document_no) == (Act.Kind.REVERSE, act.on, "测工〔2026〕9号")
    assert {row for row in ancestry() if "T3" not in row} == before
    assert live() == members
    now = by_child(tallied, "members.standing")
    assert {code: value for code, value in now.items() if code != "T3"} == figures
    assert Act.objects.get(pk=act.pk).details["reversed"] == made.pk


def test_the_latest_act_is_taken_back_first(tallied: World) -> None:
    with acting(None, "组织变动"):
        first = move(again(tallied.branch), again(tallied.other_town), MOVED)
        second = move(again(tallied.branch), again(tallied.city), dt.date(2026, 4, 1))
        with pytest.raises(NotPossible, match="之后又有变动"):
            reverse(first)
        reverse(second)
        reverse(first)
        with pytest.raises(NotPossible, match="已经撤回"):
            reverse(first)
    assert again(tallied.branch).parent == tallied.town
    agree(tallied)


def test_who_moved_on_since_stays_where_he_is(tallied: World) -> None:
    with acting(None, "组织变动"):
        act = merge(again(tallied.branch), again(tallied.beside), MOVED)
        gone = Membership.objects.filter(union=tallied.beside, left_on__isnull=True).order_by("pk").last()
        assert gone is not None
        gone.left_on = dt.date(2026, 5, 1)
        gone.save()
        Identity.objects.filter(membership=gone).update(membership=None)
        reverse(act)
    standing = Membership.objects.counted().filter(left_on__isnull=True)
    assert sorted(standing.values_list("union__code", flat=True)) == ["B1", "B2"]
    agree(tallied)


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (lambda w: merge(w.branch, w.branch, MOVED), "不能与自己合并"),
        (lambda w: move(w.branch, w.beside, dt.date(2014, 1, 1)), "才成立"),
        (lambda w: dissolve(w.town, MOVED, "撤并"), "还有下级工会"),
        (lambda w: split(w.town, "C", "又一个", [], MOVED), "已被使用"),
    ],
)
def test_what_the_tree_does_not_allow_is_refused_in_words(do: Any, told: str, world: World) -> None:
    before = ancestry()
    with acting(None, "组织变动"), pytest.raises(NotPossible, match=told):
        do(world)
    assert ancestry() == before


@pytest.mark.parametrize("kind", ["merge", "close", "close with successor"])
def test_nobody_leaves_before_joining(kind: str, tallied: World) -> None:
    branch, beside, before = tallied.branch, tallied.beside, live()
    late = dt.date(2026, 1, 9)
    acts = {
        "merge": lambda: merge(again(branch), again(beside), late),
        "close": lambda: dissolve(again(branch), late, "注销", end_memberships=True),
        "close with successor": lambda: dissolve(again(branch), late, "注销", again(beside)),
    }
    with acting(None, "组织变动"), pytest.raises(NotPossible, match="2 名会员在这一天之后才入会（最晚 2026-01-10）"):
        acts[kind]()
    assert live() == before
    agree(tallied)


def test_acts_on_the_command_line(tallied: World) -> None:
    def said(*words: str) -> str:
        out = StringIO()
        call_command("union", *words, stdout=out)
        return out.getvalue()

    told = said("move", "B1", "--to", "T2", "--on", "2026-03-01", "--preview")
    assert "测试1机械有限公司工会连同下级工会 0 家、会员 2 人，自生效之日起归属测试2镇总工会。" in told
    assert "自生效之日起不再计入：测试1镇总工会。" in told
    assert Act.objects.count() == 0
    said("move", "B1", "--to", "T2", "--on", "2026-03-01", "--document-no", "测工〔2026〕1号")
    number = said("acts", "B1").split("\t")[0]
    with pytest.raises(CommandError, match="须由它的上级工会办理"):
        said("reverse", "B1", number, "--as", "keeper")
    assert "已撤回" in said("reverse", "B1", number, "--as", "leader")
    assert again(tallied.branch).parent == tallied.town


def test_acts_on_pages(tallied: World, client: Any) -> None:
    client.force_login(tallied.leader)
    page = client.get("/unions/B1/?whole=1").content.decode()
    assert "/unions/B1/acts/move/" in page
    data = {"other": "测试2镇总工会", "on": "2026-03-01", "document_no": "测工〔2026〕1号"}
    page = client.post("/unions/B1/acts/move/", data).content.decode()
    assert "会员 2 人，自生效之日起归属测试2镇总工会" in page
    assert Act.objects.count() == 0
    assert client.post("/unions/B1/acts/move/", data | {"confirm": "1"}).status_code == 302
    act = Act.objects.get()
    assert again(tallied.branch).parent == tallied.other_town
    assert "请写明事由" in client.post(f"/acts/{act.uid}/reverse/", {}).content.decode()
    assert client.post(f"/acts/{act.uid}/reverse/", {"reason": "文号有误"}).status_code == 302
    assert again(tallied.branch).parent == tallied.town
    page = client.post("/unions/B1/acts/move/", data | {"other": "没有这家"}).content.decode()
    assert "没有找到您有权办理的工会“没有这家”" in page


@pytest.mark.parametrize("kind", ["merge", "split", "close"])
def test_every_act_has_its_page(kind: str, world: World, client: Any) -> None:
    client.force_login(world.leader)
    assert client.get(f"/unions/T1/acts/{kind}/").status_code == 200


def test_a_union_does_not_move_itself(world: World, client: Any) -> None:
    client.force_login(world.keeper)
    assert client.get("/unions/B1/acts/move/").status_code == 403
    assert "/unions/B1/acts/move/" not in client.get("/unions/B1/").content.decode()
    client.force_login(world.stranger)
    assert client.get("/unions/B1/acts/move/").status_code == 404
