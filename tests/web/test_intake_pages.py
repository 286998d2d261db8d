"""Files dropped in on a page."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.intake import running
from gonghui.kernel.intake.models import Intake, Remembered
from gonghui.kernel.ledger.declaration import ledger
from tests.generic.world import World
from tests.intake.books import book
from tests.web.conftest import SignIn

ROWS: list[list[object]] = [
    ["信访登记表"],
    ["登记日期", "信访形式", "单位名称", "反映问题", "接访大厅"],
    ["2026-05-06", "来访", "测试1机械有限公司", "反映食堂", "一楼"],
    ["2026-05-07", "来信", "测试1机械有限公司", "反映班车", "一楼"],
    ["不是日期", "来信", "测试1机械有限公司", "反映宿舍", "二楼"],
]


@pytest.fixture
def upload(tmp_path: Path) -> Any:
    def made(name: str = "2026年信访登记表.xlsx", rows: list[list[object]] | None = None) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, book(tmp_path / "x.xlsx", {"信访登记表": rows or ROWS}).read_bytes())

    return made


def petitions() -> int:
    return ledger("petitions").model._default_manager.count()


def drop(client: Client, files: list[SimpleUploadedFile], **given: str) -> Intake:
    response = client.post("/intake/", {"union": "B1", "reason": "五月来访", "files": files} | given)
    assert response.status_code == 302
    return Intake.objects.order_by("-pk")[0]


def test_preview_writes_nothing_then_one_press_writes_what_was_recognised(
    house: World, sign_in: SignIn, upload: Any
) -> None:
    client, before = sign_in(house.keeper), petitions()
    batch = drop(client, [upload()])
    assert (batch.state, batch.report["totals"]["taken"], batch.report["totals"]["refused"]) == ("preview", 2, 1)
    assert petitions() == before
    html = client.get(reverse("intake-batch", args=[batch.uid])).content.decode()
    assert "写入 1 张已认出的表" in html
    assert "现在只是预览，还没有写入。" in html
    client.post(reverse("intake-apply", args=[batch.uid]))
    batch.refresh_from_db()
    assert (batch.state, petitions()) == ("done", before + 2)
    client.post(reverse("intake-apply", args=[batch.uid]))
    assert petitions() == before + 2


def test_same_file_twice_counts_once(house: World, sign_in: SignIn, upload: Any) -> None:
    client, before = sign_in(house.keeper), petitions()
    for _time in range(2):
        client.post(reverse("intake-apply", args=[drop(client, [upload()]).uid]))
    assert petitions() == before + 2
    assert Intake.objects.order_by("-pk")[0].report["totals"]["unchanged"] == 2


def test_refused_rows_go_home_in_the_same_workbook(house: World, sign_in: SignIn, upload: Any) -> None:
    client = sign_in(house.keeper)
    batch = drop(client, [upload()])
    file = batch.files.get()
    response = client.get(reverse("intake-rejects", args=[batch.uid, file.pk]))
    rows = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    )
    assert "登记日期" in rows[4][-1]
    assert rows[2][-1] == ""
    assert sign_in(house.stranger).get(reverse("intake-rejects", args=[batch.uid, file.pk])).status_code == 404


def test_unreadable_file_leaves_the_others_alone(house: World, sign_in: SignIn, upload: Any) -> None:
    photo = SimpleUploadedFile("现场照片.xlsx", b"\xff\xd8\xff\xe0 not a workbook")
    batch = drop(sign_in(house.keeper), [photo, upload()])
    assert [one["file"] for one in batch.report["unread"]] == ["现场照片.xlsx"]
    assert batch.report["totals"]["taken"] == 2
    html = sign_in(house.keeper).get(reverse("intake-batch", args=[batch.uid])).content.decode()
    assert "其他文件不受影响" in html


def test_mapping_is_corrected_and_read_again(house: World, sign_in: SignIn, upload: Any) -> None:
    client = sign_in(house.keeper)
    batch = drop(client, [upload()])
    sheet = batch.report["sheets"][0]
    assert sheet["unmapped"] == ["接访大厅"]
    heads = [*sheet["mapping"], "接访大厅"]
    data = {"sheet": "0", "kind": "", "head": heads, "item": [*sheet["mapping"].values(), "received_by"]}
    client.post(reverse("intake-map", args=[batch.uid]), data)
    batch.refresh_from_db()
    assert batch.report["sheets"][0]["mapping"]["接访大厅"] == "received_by"
    client.post(reverse("intake-apply", args=[batch.uid]))
    assert set(
        ledger("petitions").model._default_manager.filter(source=batch).values_list("received_by", flat=True)
    ) == {"一楼"}


def months(folder: Path) -> SimpleUploadedFile:
    rows: list[list[object]] = [
        ["关爱记录"],
        ["日期", "姓名", "关爱内容", "花了多少"],
        ["2026-3-8", "刘某", "体检", 300],
    ]
    file = book(folder / "关爱.xlsx", {"1月": rows, "2月": rows, "3月": rows})
    return SimpleUploadedFile("关爱.xlsx", file.read_bytes())


def test_a_sheet_nobody_knows_is_asked_about_once_for_all_months(house: World, sign_in: SignIn, tmp_path: Path) -> None:
    client = sign_in(house.keeper)
    batch = drop(client, [months(tmp_path)])
    assert [one["ledger"] for one in batch.report["sheets"]] == [None] * 3
    where = reverse("intake-batch", args=[batch.uid])
    html = client.get(where).content.decode()
    assert "另有 3 张还不知道是哪种台账，不会写入。" in html
    assert "表头相同的另外 2 张也这样办" in html
    assert 'name="kind" value="' in html
    said = client.post(reverse("intake-map", args=[batch.uid]), {"sheet": "0", "other": "没有这种"}, follow=True)
    assert "没有“没有这种”这种台账" in said.content.decode()
    client.post(reverse("intake-map", args=[batch.uid]), {"sheet": "0", "other": "慰问帮扶台账", "alike": "1"})
    batch.refresh_from_db()
    assert [one["ledger"] for one in batch.report["sheets"]] == ["aid"] * 3
    client.post(reverse("intake-map", args=[batch.uid]), {"sheet": "1", "kind": "走访台账"})
    batch.refresh_from_db()
    assert [one["ledger"] for one in batch.report["sheets"]] == ["aid", "visits", "aid"]


def test_a_sheet_can_be_left_out(house: World, sign_in: SignIn, upload: Any) -> None:
    client = sign_in(house.keeper)
    batch = drop(client, [upload()])
    client.post(reverse("intake-map", args=[batch.uid]), {"sheet": "0", "skip": "1"})
    batch.refresh_from_db()
    assert batch.report["totals"]["taken"] == 0
    assert "disabled" in client.get(reverse("intake-batch", args=[batch.uid])).content.decode()


def test_only_into_a_union_one_may_write_to(house: World, sign_in: SignIn, upload: Any) -> None:
    assert sign_in(house.stranger).post("/intake/", {"union": "B1", "files": [upload()]}).status_code == 403
    assert sign_in(house.keeper).post("/intake/", {"union": "B1"}).status_code == 422
    assert Intake.objects.count() == 0


def test_a_batch_whose_worker_was_killed_can_be_begun_anew(house: World, sign_in: SignIn, upload: Any) -> None:
    client, before = sign_in(house.keeper), petitions()
    batch = drop(client, [upload()])
    running = Intake.objects.filter(pk=batch.pk)
    running.update(state="running", report={**batch.report, "stage": "write"})
    again = reverse("intake-again", args=[batch.uid])
    assert client.post(again).status_code == 403
    running.update(at=timezone.now() - dt.timedelta(minutes=10))
    assert "可能已经中断" in client.get(reverse("intake-batch", args=[batch.uid])).content.decode()
    assert client.post(again).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, petitions()) == ("done", before + 2)


def test_a_whole_import_is_taken_back_from_its_page_for_a_reason(house: World, sign_in: SignIn, upload: Any) -> None:
    client, before = sign_in(house.keeper), petitions()
    batch = drop(client, [upload()])
    client.post(reverse("intake-apply", args=[batch.uid]))
    page, undo = reverse("intake-batch", args=[batch.uid]), reverse("intake-undo", args=[batch.uid])
    assert "撤销整批" in client.get(page).content.decode()
    client.post(undo)
    batch.refresh_from_db()
    assert batch.state == "done"
    assert sign_in(house.stranger).post(undo, {"reason": "试试"}).status_code == 404
    edited = ledger("petitions").model._default_manager.filter(source=batch).order_by("pk")[0]
    with acting(house.keeper, "补记"):
        edited.subject = "反映食堂涨价"
        edited.save()
    client.post(undo, {"reason": "放错了表"})
    batch.refresh_from_db()
    assert (batch.state, batch.undone["voided"], batch.undone_by) == ("undone", 1, house.keeper)
    html = client.get(page).content.decode()
    assert "作废 1 条" in html
    assert "导入后又改过，没有作废" in html
    client.post(reverse("intake-decide", args=[batch.uid]), {"place": "0", "act": "undo"})
    active = ledger("petitions").model._default_manager.filter(state="active")
    assert active.count() == before


def test_an_import_is_stopped_and_gone_on_with(house: World, sign_in: SignIn, upload: Any) -> None:
    client, before = sign_in(house.keeper), petitions()
    batch = drop(client, [upload()])
    Intake.objects.filter(pk=batch.pk).update(state="running", report={**batch.report, "stage": "write"})
    client.post(reverse("intake-stop", args=[batch.uid]))
    assert "正在停下" in client.get(reverse("intake-batch", args=[batch.uid])).content.decode()
    running.write(Intake.objects.get(pk=batch.pk))
    batch.refresh_from_db()
    assert (batch.state, petitions()) == ("stopped", before)
    assert "已停止，没有写入任何数据。" in client.get(reverse("intake-batch", args=[batch.uid])).content.decode()
    client.post(reverse("intake-again", args=[batch.uid]))
    batch.refresh_from_db()
    assert (batch.state, petitions()) == ("done", before + 2)
    running.write(batch)  # given out twice: left alone
    assert petitions() == before + 2


def test_a_corrected_mapping_is_remembered_once_written_and_can_be_forgotten(
    house: World, sign_in: SignIn, upload: Any
) -> None:
    client = sign_in(house.keeper)
    batch = drop(client, [upload()])
    sheet = batch.report["sheets"][0]
    heads, items = [*sheet["mapping"], "接访大厅"], [*sheet["mapping"].values(), "received_by"]
    client.post(reverse("intake-map", args=[batch.uid]), {"sheet": "0", "kind": "", "head": heads, "item": items})
    client.post(reverse("intake-apply", args=[batch.uid]))
    again = drop(client, [upload("六月信访.xlsx")])
    assert again.report["sheets"][0]["mapping"]["接访大厅"] == "received_by"
    assert again.report["sheets"][0]["why"]["接访大厅"] == "上次确认"
    page = reverse("intake-remembered")
    assert "接访大厅" in client.get(page).content.decode()
    word = Remembered.objects.get(shown="接访大厅")
    sign_in(house.stranger).post(page, {"forget": word.pk})
    assert Remembered.objects.filter(pk=word.pk).exists()
    client.post(page, {"forget": word.pk})
    assert drop(client, [upload()]).report["sheets"][0]["unmapped"] == ["接访大厅"]


def test_a_register_without_a_column_of_counts_counts_its_rows(house: World, sign_in: SignIn, tmp_path: Path) -> None:
    """A hotline's log has no 件次: each row is one matter, one person; and the page says what was written and where."""
    rows: list[list[object]] = [
        ["职工热线登记"],
        ["登记时间", "来电/来访", "所在企业", "反映内容"],
        ["2026-01-05", "来电", "示例公司", "拖欠工资"],
        ["2026-02-06", "来访", "示例公司", "超时加班"],
    ]
    client = sign_in(house.keeper)
    content = book(tmp_path / "热线.xlsx", {"热线": rows}).read_bytes()
    batch = drop(client, [SimpleUploadedFile("热线.xlsx", content)])
    client.post(reverse("intake-apply", args=[batch.uid]))
    written = ledger("petitions").model._default_manager.filter(source=batch)
    assert list(written.values_list("items", "persons")) == [(1, 1), (1, 1)]
    html = client.get(reverse("intake-batch", args=[batch.uid])).content.decode()
    assert "已写入：新增 2 行，更新 0 行。" in html
    assert 'href="/ledgers/petitions/"' in html
    assert "在用的台账" in client.get("/ledgers/").content.decode()
