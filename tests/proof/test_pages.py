"""The checker on its page, over the API and by command: what is shown, to whom, and that nothing is kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests.generic.world import World
from tests.web.conftest import SignIn, house, sign_in

__all__ = ["house", "sign_in"]

TEXT = (
    "测试市总工会2026年上半年工作总结\n上半年接待职工来访3批次。慰问118户，其中女职工户52户，占44.1%；"
    "14家公司中，12家建立了职工董事制度，建制率为86.7%。覆盖女职工（    ）人。"
)


def test_the_page_marks_figures_and_says_what_is_wrong(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.keeper)
    assert client.get("/proof/").status_code == 200
    page = client.post("/proof/", {"text": TEXT}).content.decode()
    assert 'class="fig bad"' in page
    assert "按12家÷14家计算应为85.7%，原文86.7%。" in page
    assert "建制率为85.7%。" in page
    assert "算不对 1 处，与台账不一致 0 处，空缺 1 处" in page


def test_a_file_is_read_and_a_wrong_one_refused_in_words(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.keeper)
    file = SimpleUploadedFile("总结.txt", TEXT.encode("gb18030"))
    assert "按12家÷14家计算" in client.post("/proof/", {"file": file}).content.decode()
    old = client.post("/proof/", {"file": SimpleUploadedFile("总结.doc", b"\xd0\xcf\x11\xe0")})
    assert (old.status_code, "另存为 .docx" in old.content.decode()) == (422, True)
    broken = client.post("/proof/", {"file": SimpleUploadedFile("总结.docx", b"PK\x03\x04nothing")})
    assert broken.status_code == 422
    assert client.post("/proof/", {"text": " "}).status_code == 422


def test_figures_are_held_against_the_ledgers_within_reach(house: World, sign_in: SignIn) -> None:
    text = "2026年上半年，受理职工来信来访3件次。"
    asked = {"text": text, "union": house.branch.code, "period": "2026H1"}
    answer = sign_in(house.keeper).post("/api/v1/proof/", json.dumps(asked), "application/json").json()
    (line,) = answer["ledger"]
    assert (line["verdict"], line["value"], line["difference"]) == ("same", 3, 0)
    other = {**asked, "text": text.replace("3件次", "5件次")}
    (line,) = sign_in(house.keeper).post("/api/v1/proof/", json.dumps(other), "application/json").json()["ledger"]
    assert (line["verdict"], line["difference"]) == ("differs", 2)
    assert sign_in(house.stranger).post("/api/v1/proof/", json.dumps(asked), "application/json").status_code == 404
    assert sign_in(house.stranger).post("/proof/", {"text": text, "union": house.branch.code}).status_code == 422


def test_the_api_answers_the_documented_form(house: World, sign_in: SignIn) -> None:
    answer = sign_in(house.keeper).post("/api/v1/proof/", json.dumps({"text": TEXT}), "application/json").json()
    assert answer["characters"] == len(TEXT)
    for figure in answer["figures"]:
        assert TEXT[figure["start"] : figure["end"]] == figure["text"]
        assert set(figure) >= {
            "id",
            "start",
            "end",
            "text",
            "value",
            "unit",
            "subject",
            "org",
            "period",
            "kind",
            "qualifier",
        }
    wrong = [r for r in answer["relations"] if r["verdict"] == "fails"]
    assert [(r["rule"], r["stated"], round(r["computed"], 1)) for r in wrong] == [("rate", 86.7, 85.7)]
    assert all(
        set(r) >= {"figures", "rule", "stated", "computed", "verdict", "rounding", "note"} for r in answer["relations"]
    )


def test_the_questions_asked_do_not_grow_with_the_text(
    house: World, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = sign_in(house.keeper)
    counts = []
    for times in (1, 3, 30):
        body = json.dumps({"text": "受理职工来信来访3件次。" * times, "union": house.branch.code, "period": "2026H1"})
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(client.post("/api/v1/proof/", body, "application/json").json()["ledger"]) == times
        counts.append(len(asked))
    assert len(set(counts)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_command_needs_no_database(tmp_path: Path, encoding: str) -> None:
    path, text = tmp_path / "总结.txt", tmp_path / "正文.txt"
    path.write_bytes(TEXT.encode(encoding))
    out = io.StringIO()
    call_command("check", str(path), "--json", f"--text={text}", stdout=out)
    reading = json.loads(out.getvalue())
    assert text.read_text(encoding="utf-8") == TEXT
    assert [f["text"] for f in reading["figures"]][:3] == ["3批次", "118户", "52户"]
    assert [(h["text"], h["unit"]) for h in reading["holes"]] == [("（    ）", "人")]


def test_the_command_says_in_words_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="读不到文件"):
        call_command("check", str(tmp_path / "无.txt"))
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(CommandError, match="打不开"):
        call_command("check", str(scan))


def test_without_a_file_the_command_checks_the_installation(db: Any) -> None:
    out = io.StringIO()
    call_command("check", stdout=out)
    assert "no issues" in out.getvalue() or "没有" in out.getvalue()
