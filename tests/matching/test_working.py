"""A list put in on a page: linked, asked, decided, worked through, and remembered for the next one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.matching.models import Finding, FirmDecision, MatchList
from gonghui.kernel.matching.working import match_file
from gonghui.kernel.organisations.models import Employer, PastValue, Union
from tests.generic.world import World
from tests.intake.books import book
from tests.web.conftest import SignIn
from tests.web.conftest import house as house  # the fixture
from tests.web.conftest import sign_in as sign_in  # the fixture

HEADS = ["序号", "纳税人名称", "纳税人识别号", "所属街道", "法定代表人", "从业人数", "实缴工会经费"]
CODE = "91350100M000100Y43"


@pytest.fixture
def firms(house: World) -> dict[str, Employer]:
    """Four employers of the town: two with a union, one of them alike to nothing; one that may be either of two."""
    made = {}
    with acting(None, "测试"):
        for key, name, code in (
            ("known", "鑫达机械制造有限公司", ""),
            ("coded", "盛泰食品有限公司", CODE),
            ("gone", "华宇物流有限公司", ""),
            ("doubt", "恒宏纺织有限公司", ""),
        ):
            made[key] = Employer.objects.create(
                name=name, credit_code=code, region="锦江", legal_representative=f"王{name[:2]}", union=house.town
            )
            if key != "known":
                Union.objects.create(code=f"F-{key}", name=f"{name}工会", parent=house.town, employer=made[key])
    return made


def listed(folder: Path) -> Path:
    rows: list[list[Any]] = [
        [1, "四川鑫达机械制造有限责任公司", "", "锦江", "王鑫达", 120, 3000],
        [2, "盛泰粮油食品有限公司", CODE, "锦江", "王盛泰", 80, 0],
        [3, "恒宏纺织有限公司", "", "双流", "李某人", 60, 10],
        [4, "福禄软件有限公司", "", "双流", "杨福禄", 30, 0],
    ]
    return book(folder / "税务名单.xlsx", {"Sheet1": [["2026年3季度工会经费缴纳名单"], HEADS, *rows]})


def kinds(match: MatchList) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in match.findings.select_related("row", "employer").order_by("pk"):
        name = finding.row.name if finding.row is not None else finding.employer.name  # type: ignore[union-attr]  # one of them
        found.setdefault(finding.kind, []).append(name)
    return found


@pytest.mark.django_db
def test_a_list_gives_what_is_to_be_done(house: World, firms: dict[str, Employer], tmp_path: Path) -> None:
    match = match_file(house.town, None, "三季度", listed(tmp_path), "税务名单.xlsx")
    assert kinds(match) == {
        "unorganised": ["四川鑫达机械制造有限责任公司", "福禄软件有限公司"],
        "renamed": ["四川鑫达机械制造有限责任公司", "盛泰粮油食品有限公司"],
        "unpaid": ["盛泰粮油食品有限公司"],
        "ask": ["恒宏纺织有限公司"],
        "dead": ["测试1机械有限公司", "华宇物流有限公司"],
    }
    assert (match.counts["rows"], match.counts["linked"], match.counts["by_code"]) == (4, 2, 1)


@pytest.mark.django_db
def test_a_decision_is_kept_for_the_next_list(
    house: World, firms: dict[str, Employer], tmp_path: Path, sign_in: SignIn
) -> None:
    match = match_file(house.town, None, "三季度", listed(tmp_path), "税务名单.xlsx")
    question = match.findings.get(kind="ask")
    line = match.rows.get(row=5)
    address = reverse("matching-settle", args=[match.uid, question.pk])
    client = sign_in(house.leader)
    assert client.post(address, {"act": "same", "row": match.rows.get(row=6).pk}).status_code == 404  # not shown
    client.post(address, {"act": "same", "row": line.pk})
    decided = FirmDecision.objects.get()
    assert (decided.employer, decided.is_same) == (firms["doubt"], True)
    assert Change.objects.filter(model="kernel.firmdecision").count() == 1
    again = match_file(house.town, None, "四季度", listed(tmp_path), "税务名单.xlsx")
    assert not again.findings.filter(kind="ask").exists()
    assert not again.findings.filter(employer=firms["doubt"], kind__in=["dead", "renamed"]).exists()


@pytest.mark.django_db
def test_a_new_name_is_taken_over_and_the_old_one_still_found(
    house: World, firms: dict[str, Employer], tmp_path: Path, sign_in: SignIn
) -> None:
    match = match_file(house.town, None, "三季度", listed(tmp_path), "税务名单.xlsx")
    finding = match.findings.get(kind="renamed", employer=firms["coded"])
    sign_in(house.leader).post(reverse("matching-settle", args=[match.uid, finding.pk]), {"act": "rename"})
    employer = Employer.objects.get(pk=firms["coded"].pk)
    assert employer.name == "盛泰粮油食品有限公司"
    assert PastValue.objects.get(model="kernel.employer", object_id=employer.pk).value == "盛泰食品有限公司"
    old = book(tmp_path / "旧.xlsx", {"Sheet1": [HEADS, [1, "盛泰食品有限公司", "", "锦江", "王盛泰", 80, 5]]})
    assert match_file(house.town, None, "再比", old, "旧.xlsx").counts["linked"] == 1


@pytest.mark.django_db
def test_pages_show_only_what_is_in_reach(
    house: World, firms: dict[str, Employer], tmp_path: Path, sign_in: SignIn
) -> None:
    match = match_file(house.town, None, "三季度", listed(tmp_path), "税务名单.xlsx")
    for kind in Finding.Kind:
        page = sign_in(house.leader).get(reverse("matching-list", args=[match.uid]), {"kind": kind.value})
        assert page.status_code == 200
    export = reverse("matching-export", args=[match.uid])
    assert sign_in(house.leader).get(export, {"kind": "unpaid"}).content[:2] == b"PK"
    for address in (reverse("matching-list", args=[match.uid]), export):
        assert sign_in(house.stranger).get(address, {"kind": "ask"}).status_code == 404


@pytest.mark.django_db
def test_a_list_is_put_in_on_a_page(house: World, firms: dict[str, Employer], tmp_path: Path, sign_in: SignIn) -> None:
    client = sign_in(house.leader)
    file = SimpleUploadedFile("税务名单.xlsx", listed(tmp_path).read_bytes())
    client.post(reverse("matching"), {"union": house.town.code, "file": file, "reason": "三季度"})
    match = MatchList.objects.get()
    assert (match.stage, match.counts["rows"]) == ("done", 4)
    bad = SimpleUploadedFile("话.csv", "只有,几个字\n你,好\n".encode())
    client.post(reverse("matching"), {"union": house.town.code, "file": bad})
    assert "单位名称" in MatchList.objects.latest("pk").failed


@pytest.mark.django_db
def test_the_command_says_what_it_found(
    house: World, firms: dict[str, Employer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("match", str(listed(tmp_path)), union=house.town.code, out=tmp_path / "单子")
    assert "名单 4 行，对上 2 家" in capsys.readouterr().out
    assert sorted(path.stem for path in (tmp_path / "单子").iterdir()) == sorted(kind.label for kind in Finding.Kind)
    with pytest.raises(CommandError, match="没有"):
        call_command("match", str(tmp_path / "无.xlsx"), union=house.town.code)
