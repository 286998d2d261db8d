"""What is confidential opens for a reason, at every address: files of a record, refused rows, the story of a matter."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from gonghui.kernel.attachments.keeping import attach
from gonghui.kernel.attachments.models import Attachment
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.parts import Paragraph, Text
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.intake.keeping import seal_file
from gonghui.kernel.intake.models import Intake, IntakeFile
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.matching.models import PersonPair
from gonghui.kernel.matters.models import Matter, Party, Stage
from gonghui.kernel.people.models import Person
from gonghui.kernel.rights.erasing import erase, restrict
from gonghui.kernel.rules.models import Parameter
from tests.generic.hands import signed_in
from tests.generic.world import DAY, World, fill

pytestmark = pytest.mark.usefixtures("no_factor")
PETITIONS = REGISTRY["petitions"]
SECRET = b"%PDF-1.4 secret"
FILE = "吴某某肝癌诊断书.pdf"


def sent(answer: Any) -> bytes:
    return bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def openings(user: Any) -> list[str]:
    return list(Change.objects.filter(actor=user, action="open").order_by("pk").values_list("reason", flat=True))


def test_a_file_of_a_confidential_record_opens_for_a_reason(world: World) -> None:
    record = fill(REGISTRY["hardship"], world.branch)
    with acting(None, "测试"):
        file = attach(REGISTRY["hardship"], record, FILE, SECRET)
    client, where = signed_in(world.keeper), f"/ledgers/hardship/{record.uid}/files/{file.uid}/"
    assert b"secret" not in sent(client.get(where))
    assert b"secret" not in sent(client.post(where, {"reason": " "}))
    assert openings(world.keeper) == []
    assert sent(client.post(where, {"reason": "复核困难原因"})) == SECRET
    assert openings(world.keeper) == [f"复核困难原因（文件 {file.uid}）"]
    Parameter.objects.create(key="opening.per_day", value="1", since=dt.date(2020, 1, 2), source="测试")
    full = client.post(where, {"reason": "再看"})
    assert b"secret" not in sent(full)
    assert "今天查看保密项已满" in full.content.decode()


def test_a_restricted_persons_file_does_not_open(world: World) -> None:
    record = fill(REGISTRY["hardship"], world.branch)
    with acting(None, "测试"):
        file = attach(REGISTRY["hardship"], record, FILE, SECRET)
        restrict(record.person, DAY)
    answer = signed_in(world.leader).post(f"/ledgers/hardship/{record.uid}/files/{file.uid}/", {"reason": "复核"})
    assert "本人要求限制处理" in answer.content.decode()
    assert openings(world.leader) == []


def test_refused_rows_open_to_whoever_put_them_in_or_says_why(world: World) -> None:
    batch = Intake.objects.create(union=world.branch, by=world.keeper, reason="导入")
    file = IntakeFile.objects.create(
        intake=batch, name="花名册.xlsx", digest="0" * 64, content=seal_file(b""), rejects=seal_file(b"secret")
    )
    where = f"/intake/{batch.uid}/rejects/{file.pk}/"
    assert sent(signed_in(world.keeper).get(where)) == b"secret"
    assert len(openings(world.keeper)) == 1
    leader = signed_in(world.leader)
    assert b"secret" not in sent(leader.get(where))
    assert openings(world.leader) == []
    assert sent(leader.post(where, {"reason": "帮助改表"})) == b"secret"
    assert openings(world.leader) == [f"帮助改表（文件 {batch.uid}）"]


# --- the story of a matter --------------------------------------------------------------------------------------------


@pytest.fixture
def complaint(world: World) -> Any:
    """A petition with its matter: 吴某某 complained, in words of their own."""
    record = fill(PETITIONS, world.branch, person_name="吴某某")
    with acting(None, "测试"):
        Person.objects.filter(pk=record.person_id).update(name="吴某某")
        matter = Matter.objects.create(union=world.branch, title="吴某某反映加班", opened_on=DAY)
        Party.objects.create(matter=matter, role="applicant", name="吴某某", person=record.person)
        Party.objects.create(matter=matter, role="respondent", name="测试甲公司")
        Stage.objects.create(matter=matter, kind="complaint", on=DAY, result="受理", note="我叫吴某某，干了三年。")
        record.matter = matter
        record.save()
    return record


def test_the_story_names_nobody_until_it_is_opened(complaint: Any, world: World) -> None:
    """On the record that hides the name, and on another one of the same matter."""
    other = fill(REGISTRY["disputes"], world.branch, matter=complaint.matter)
    client = signed_in(world.keeper)
    for where in (f"/ledgers/petitions/{complaint.uid}/", f"/ledgers/disputes/{other.uid}/"):
        page = client.get(where).content.decode().replace("吴某某反映加班", "")
        assert "吴某某" not in page
        assert "吴*某" in page
        assert "测试甲公司" in page
        page = client.post(f"{where}open/", {"reason": "核实"}).content.decode()
        assert "我叫吴某某，干了三年。" in page
    assert openings(world.keeper) == ["核实", "核实"]


def test_names_and_words_of_a_matter_lie_encrypted(complaint: Any) -> None:
    with connection.cursor() as cursor:
        for model in (Party, Stage):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            told = "".join(
                bytes(cell).decode("utf-8", "replace") if isinstance(cell, bytes | memoryview) else str(cell)
                for row in cursor.fetchall()
                for cell in row
            )
            assert "吴某某" not in told
    told = str(list(Change.objects.filter(model__in=["kernel.party", "kernel.stage", "kernel.matter"]).values()))
    assert "吴某某" not in told


def test_erasure_reaches_the_matters_of_a_person(complaint: Any) -> None:
    with acting(None, "测试"):
        erase(Person.objects.get(pk=complaint.person_id), dt.date(2090, 1, 1))
    matter = Matter.objects.get(pk=complaint.matter_id)
    said = [matter.title, *(p.name for p in matter.parties.all()), *(s.note for s in matter.stages.all())]
    assert said == ["已删除反映加班", "已删除", "测试甲公司", "我叫已删除，干了三年。"]


def test_what_stands_in_a_file_name_is_not_in_the_log(world: World) -> None:
    record = fill(REGISTRY["hardship"], world.branch)
    file = SimpleUploadedFile(FILE, io.BytesIO(b"%PDF-1.7\n%%EOF\n").getvalue())
    signed_in(world.keeper).post(f"/ledgers/hardship/{record.uid}/files/", {"files": file})
    told = str(list(Change.objects.values_list("reason", "before", "after")))
    assert "肝癌" not in told
    with acting(None, "测试"):
        erase(record.person, dt.date(2090, 1, 1))
    assert [each.name for each in Attachment.objects.all()] == ["已删除"]


def test_no_address_carries_the_name_of_someone_in_need(world: World) -> None:
    fill(REGISTRY["hardship"], world.branch, person_name="吴某某")
    body = Content(title="甲", organisation="乙", blocks=(Paragraph((Text("看望吴某某。"),)),)).to_json()
    paper = Document.objects.create(union=world.branch, kind="request", period="2026H1", title="甲", body=body)
    client = signed_in(world.keeper)
    page = client.get(f"/documents/{paper.uid}/").content.decode()
    where = re.search(r'href="(/documents/consents/[^"]*)"', page)
    assert where is not None
    assert "吴" not in unquote(where[1])
    assert 'value="吴某某"' in client.get(where[1].replace("&amp;", "&")).content.decode()


def test_a_doubtful_pair_shows_no_membership_elsewhere(world: World) -> None:
    here, there = fill(REGISTRY["roster"], world.branch), fill(REGISTRY["roster"], world.beside)
    with acting(None, "测试"):
        PersonPair.objects.create(one=here.person, other=there.person, union=world.branch, why="x")
    for user, seen in ((world.keeper, False), (world.leader, True)):
        page = signed_in(user).get("/persons/").content.decode()
        assert world.branch.name in page
        assert (world.beside.name in page) is seen
        assert ("另有会籍在别的工会" in page) is not seen
