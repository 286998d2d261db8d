"""`gonghui summary`: a draft as a file, plain messages otherwise."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.documents.models import Document
from tests.documents.county import County

pytestmark = pytest.mark.django_db


def run(out: Path, *more: str, union: str = "SL", period: str = "2026H1") -> str:
    said = io.StringIO()
    call_command("summary", "--union", union, "--period", period, "--out", str(out), *more, stdout=said)
    return said.getvalue()


def test_a_draft_is_written_and_kept(county: County, tmp_path: Path) -> None:
    said = run(tmp_path / "s.docx")
    assert (tmp_path / "s.docx").read_bytes()[:2] == b"PK"
    assert "未列入：" in said
    assert "“存在的问题”由作者填写" in said
    assert Document.objects.get().state == Document.State.DRAFT


def test_json(county: County, tmp_path: Path) -> None:
    row = json.loads(run(tmp_path / "s.docx", "--json"))
    assert row["title"] == "示例县总工会2026年上半年工作总结"
    assert row["figures"] > 5
    assert {one["section"] for one in row["left_out"]} >= {"merit", "service"}


@pytest.mark.parametrize(
    ("where", "values", "message"),
    [
        ("s.docx", {"union": "NONE"}, "没有编码或名称"),
        ("s.docx", {"period": "2026半年"}, "不是期间"),
        ("s.pdf", {}, ".docx"),
        ("none/s.docx", {}, "文件夹"),
    ],
)
def test_what_cannot_be_done_is_said(
    county: County, tmp_path: Path, where: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        run(tmp_path / where, **values)
    assert not Document.objects.exists()


def test_an_account_writes_only_of_its_own_unions(county: County, tmp_path: Path) -> None:
    user = get_user_model().objects.create_user("mill")
    Grant.objects.create(user=user, union=county.mill, role=Role.KEEPER)
    with pytest.raises(CommandError, match="无权"):
        run(tmp_path / "s.docx", "--as", "mill")
    run(tmp_path / "s.docx", "--as", "mill", union="SL01")
    assert Document.objects.get().made_by == user
