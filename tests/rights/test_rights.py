"""What a person may ask of the own data: seen by those in reach alone, answered by the act itself, kept as long as the law says."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents.consent import consents
from gonghui.kernel.intake.keeping import keep
from gonghui.kernel.intake.models import Intake, IntakeFile, Trail
from gonghui.kernel.intake.trail import before, keep_before
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.people.identity import number_of
from gonghui.kernel.people.models import Consent, Identity, Membership, Person
from gonghui.kernel.rights.answering import answer
from gonghui.kernel.rights.erasing import ERASED, MustBeKept, erase
from gonghui.kernel.rights.holding import minors_without_consent, must_keep
from gonghui.kernel.rights.models import RightsRequest
from gonghui.kernel.rights.retention import carry_out
from gonghui.kernel.rules.models import Parameter
from tests.rights.conftest import NUMBER, PHONE, Case

PETITIONS = REGISTRY["petitions"]
TODAY = timezone.localdate()
LATER = dt.date(TODAY.year + 45, 1, 1)


def page(case: Case) -> str:
    return f"/rights/persons/{case.person.uid}/"


def asked(case: Case, kind: str, **more: Any) -> RightsRequest:
    with acting(None, "测试"):
        made: RightsRequest = RightsRequest.objects.create(
            union=case.world.branch,
            person=case.person,
            kind=kind,
            asked_on=TODAY,
            due_on=TODAY,
            proof_seen="身份证",
            **more,
        )
    return made


def leave(case: Case, on: dt.date) -> None:
    with acting(None, "测试"):
        Membership.objects.filter(person=case.person).update(left_on=on)
        days = [name for name in ("closed_on", "ended_on", PETITIONS.date) if PETITIONS.has(name)]
        PETITIONS.model._default_manager.all().update(**dict.fromkeys(days, on))


def test_the_page_lists_everything_masked_and_is_closed_to_strangers(case: Case) -> None:
    found = case.keeper.get(page(case)).content.decode()
    assert all(word in found for word in ("会员花名册", REGISTRY["petitions"].title, "保存 10 年", "****9876"))
    assert NUMBER not in found
    assert PHONE not in found
    assert case.stranger.get(page(case)).status_code == 404
    assert case.stranger.post(page(case) + "copy/", {"reason": "x"}).status_code == 404
    assert page(case) not in case.stranger.get("/rights/", {"q": "王测请"}).content.decode()
    assert page(case) in case.keeper.get("/rights/", {"q": NUMBER}).content.decode()


def test_the_copy_is_in_the_open_for_a_reason_and_stands_in_the_log(case: Case) -> None:
    assert case.keeper.post(page(case) + "copy/", {"reason": ""}).status_code == 302
    answer_ = case.keeper.post(page(case) + "copy/", {"reason": "本人到场"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer_.content)).get_sheet_by_index(0).to_python()
    assert {row[3] for row in rows} >= {NUMBER, PHONE, "王测请"}
    assert answer_["Cache-Control"] == "no-store, private"
    opened = Change.objects.filter(action="open", reason__contains="本人到场")
    assert set(opened.values_list("model", flat=True)) >= {"kernel.membership"}
    assert "本人到场" in case.keeper.get(page(case)).content.decode()
    printed = case.keeper.post(page(case) + "copy/", {"reason": "本人到场", "as": "pdf"})
    assert printed.content[:5] == b"%PDF-"


def test_a_consent_has_purpose_and_version_and_is_withdrawn_from_a_day(case: Case) -> None:
    given = {"form": "consent", "purpose": "report", "given_on": str(TODAY), "evidence": "档案柜"}
    assert case.keeper.post(page(case), given).status_code == 422  # which notice was it?
    assert case.keeper.post(page(case), given | {"notice": "2026-1"}).status_code == 302
    made = Consent.objects.get(person=case.person)
    assert (made.notice, consents(case.world.branch.pk, case.person.pk, "")) == ("2026-1", True)
    away = f"{page(case)}consents/{made.uid}/withdraw/"
    assert case.stranger.post(away).status_code == 404
    case.keeper.post(away)
    assert consents(case.world.branch.pk, case.person.pk, "") is False
    assert Consent.objects.get().withdrawn_on == TODAY


def test_a_consent_to_something_else_lets_no_name_into_documents(case: Case) -> None:
    with acting(None, "测试"):
        Consent.objects.create(
            union=case.world.branch, person=case.person, person_name="王测请", purpose="sharing", given_on=TODAY
        )
    assert consents(case.world.branch.pk, case.person.pk, "") is False


def test_a_child_needs_the_guardian(case: Case) -> None:
    with acting(None, "测试"):
        Person.objects.filter(pk=case.person.pk).update(born_on=TODAY - dt.timedelta(days=365 * 9))
    assert list(minors_without_consent(TODAY)) == [case.person]
    assert "未满十四岁" in case.keeper.get("/rights/").content.decode()
    given = {"form": "consent", "purpose": "child", "notice": "1", "given_on": str(TODAY), "evidence": "柜"}
    assert "须由监护人同意" in case.keeper.post(page(case), given).content.decode()
    request = {"form": "request", "kind": "access", "asked_on": str(TODAY), "proof_seen": "户口簿"}
    assert "须由监护人提出" in case.keeper.post(page(case), request).content.decode()
    case.keeper.post(page(case), given | {"guardian": "王父", "guardian_tie": "父亲"})
    assert list(minors_without_consent(TODAY)) == []


def test_a_keeper_enters_a_request_and_a_reviewer_answers_it(case: Case) -> None:
    request = {"form": "request", "kind": "correct", "asked_on": str(TODAY), "proof_seen": "身份证原件"}
    assert "请写明哪一项" in case.keeper.post(page(case), request).content.decode()
    numbered = request | {"said": "姓名", "proof_seen": f"身份证 {NUMBER}"}
    assert "不要写证件号码" in case.keeper.post(page(case), numbered).content.decode()
    case.keeper.post(page(case), request | {"said": "姓名应为王测清"})
    made = RightsRequest.objects.get()
    assert made.due_on == TODAY + dt.timedelta(days=30)
    where = f"/rights/requests/{made.uid}/answer/"
    assert case.keeper.post(where, {"act": "do", "answer": "已改"}).status_code == 403
    assert case.stranger.post(where, {"act": "do", "answer": "已改"}).status_code == 404
    case.reviewer.post(where, {"act": "do", "answer": "已改"})
    made.refresh_from_db()
    assert (made.outcome, made.answered_by, made.answer) == ("done", "reviewer", "已改")


def test_erasure_waits_while_the_law_keeps_and_restricts_meanwhile(case: Case) -> None:
    made = answer(asked(case, "erase"), case.world.leader, TODAY)
    assert made.outcome == RightsRequest.Outcome.LATER
    assert "仍是在册会员" in made.answer
    assert "以下依法还要保存" in case.reviewer.get(page(case)).content.decode()
    case.person.refresh_from_db()
    assert case.person.restricted_on == TODAY
    assert number_of(case.person) == NUMBER
    member = Membership.objects.get(person=case.person)
    opened = case.keeper.post(f"/ledgers/roster/{member.uid}/open/", {"reason": "核对"}).content.decode()
    assert "本人要求限制处理" in opened
    assert NUMBER not in opened
    export = case.keeper.post("/ledgers/roster/export/open/", {"reason": "核对"})
    assert export.status_code == 302


def test_the_years_of_a_parameter_decide_until_when(case: Case) -> None:
    leave(case, dt.date(2020, 5, 1))
    until = {must.title: must.until for must in must_keep([case.person.pk], TODAY)[case.person.pk]}
    assert until["会员花名册"] == dt.date(2030, 5, 1)
    source = "某省档案局文件"
    Parameter.objects.create(key="retention.roster_years", value="5", since=dt.date(2020, 1, 1), source=source)
    assert "会员花名册" not in {must.title for must in must_keep([case.person.pk], TODAY).get(case.person.pk, [])}
    with pytest.raises(MustBeKept), acting(None, "测试"):
        erase(case.person, TODAY)  # the petition is kept for ten


def test_erased_nothing_of_the_person_is_left_but_the_counts(case: Case) -> None:
    intake = Intake.objects.create(union=case.world.branch, reason="测试")
    with acting(None, "测试", batch_id=intake.pk):
        keep_before(Person, [case.person.pk], ["number_cipher", "secret"])
        Person.objects.filter(pk=case.person.pk).update(sex="2")
    leave(case, dt.date(2020, 5, 1))
    asked(case, "erase", outcome=RightsRequest.Outcome.LATER)
    count = Membership.objects.count()
    assert ("请求删除、保存期已满的人员", 1) in carry_out(LATER)
    stored = Person.objects.get(pk=case.person.pk)
    assert (stored.name, stored.secret, stored.number_cipher, stored.phone_cipher) == (ERASED, None, None, None)
    assert not Identity.objects.filter(person=stored).exists()
    assert Membership.objects.count() == count
    assert set(Membership.objects.values_list("person_name", flat=True)) == {ERASED}
    petition = REGISTRY["petitions"].model._default_manager.get()
    assert petition.done == f"与{ERASED}面谈"  # type: ignore[attr-defined]  # a petition
    assert Trail.objects.count() == 0 or before(Intake.objects.get()) == {}
    assert RightsRequest.objects.get().outcome == "done"


def test_retention_tells_first_and_does_it_when_asked(case: Case) -> None:
    intake = Intake.objects.create(union=case.world.branch, reason="测试")
    keep(intake, "a.xlsx", b"book")
    Intake.objects.update(at=timezone.now() - dt.timedelta(days=400))

    def said(*words: str) -> str:
        out = io.StringIO()
        call_command("retention", *words, stdout=out)
        return out.getvalue()

    assert "导入的原表和退回表：到期 1（retention.intake_days=365" in said()
    assert IntakeFile.objects.exclude(content=b"").exists()
    assert "已销毁 导入的原表和退回表：1" in said("--do")
    assert bytes(IntakeFile.objects.get().content) == b""
    assert Change.objects.filter(after__retention="retention.intake_days").exists()
    assert "没有到期的资料" in said("--do")
    with pytest.raises(CommandError, match="本机管理者"):
        said("--as", "leader")
