"""Packages that would do harm where they are unpacked or read, put in at every address that takes files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.attachments.models import Attachment
from gonghui.kernel.documents.models import Document
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.returns.models import Form
from tests.generic.world import World, fill

BOMB = b"\0" * (80 << 20)


@pytest.fixture
def world(world: World) -> World:
    Grant.objects.create(user=world.keeper, union=world.town, role=Role.KEEPER)
    return world


@pytest.fixture
def keeper(world: World) -> Client:
    client = Client()
    client.force_login(world.keeper)
    return client


def workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (["单位名称", "姓名", "金额"], ["测试1机械有限公司", "王测", 3]):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def document() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("上半年走访困难职工12户，发放慰问金1.2万元。")
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return out.getvalue()


def with_entity(content: bytes) -> bytes:
    """Every part of XML begins with a word that unfolds."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for info in source.infolist():
            text = source.read(info)
            if text.startswith(b"<?xml"):
                head, _sep, rest = text.partition(b"?>")
                text = head + b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + rest
            made.writestr(info.filename, text)
    return out.getvalue()


def out_of_it(target: Path) -> list[str]:
    """Names that lead to the target from wherever a package is unpacked."""
    return [f"{'../' * 24}{str(target).lstrip('/')}", str(target), "..\\..\\a.xml", "C:\\a.xml"]


HARMS: dict[str, Callable[[bytes, Path], list[bytes]]] = {
    "path": lambda content, target: [with_part(content, name, b"<x/>") for name in out_of_it(target)],
    "bomb": lambda content, _target: [with_part(content, "word/media/big.xml", BOMB)],
    "entity": lambda content, _target: [with_entity(content)],
    "crowd": lambda content, _target: [_crowded(content)],
}


def _crowded(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        for number in range(5001):
            package.writestr(f"x/{number}", b"")
    return out.getvalue()


def kept() -> list[int]:
    return [model._default_manager.count() for model in (Attachment, Document, Form)]


def doors(world: World) -> list[tuple[str, str, str, bytes, dict[str, str]]]:
    """Every address that takes a package: address, field, name, sound content, what else it asks."""
    record = fill(REGISTRY["visits"], world.branch)
    union = {"union": world.branch.code, "period": "2026H1"}
    return [
        (reverse("attachment-add", args=["visits", record.uid]), "files", "a.xlsx", workbook(), {}),
        (reverse("attachment-add", args=["visits", record.uid]), "files", "a.docx", document(), {}),
        (reverse("intake"), "files", "走访台账.xlsx", workbook(), {"reason": "试"} | union),
        (reverse("document-old-new"), "file", "旧总结.docx", document(), union),
        (reverse("proof"), "file", "稿.docx", document(), union),
        (reverse("return-form-new"), "file", "空表.xlsx", workbook(), {}),
        (reverse("matching"), "file", "名单.xlsx", workbook(), union | {"reason": "试"}),
    ]  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_no_address_takes_a_package_that_would_do_harm(world: World, keeper: Client, tmp_path: Path, harm: str) -> None:
    target = tmp_path / "planted.xml"
    for address, field, name, content, more in doors(world):
        before = kept()
        for hostile in HARMS[harm](content, target):
            answer = keeper.post(address, {field: SimpleUploadedFile(name, hostile), **more}, follow=True)
            assert answer.status_code in (200, 422), address
            said = answer.content.decode()
            told = ("不予读取", "过多", "大得不正常", "没有收下")
            assert any(word in said for word in told), (address, harm)
            assert "root:" not in said
        assert kept() == before, address
    assert not target.exists()
    assert list(tmp_path.iterdir()) == []


def test_sound_packages_are_taken_at_the_same_addresses(world: World, keeper: Client) -> None:
    for address, field, name, content, more in doors(world):
        answer = keeper.post(address, {field: SimpleUploadedFile(name, content), **more}, follow=True)
        assert "不予读取" not in answer.content.decode(), address
    assert Attachment.objects.count() == 2
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.pdf", "..\\..\\a.pdf", "/etc/cron.d/a.pdf", "<b>.pdf", "a\r\nX-Y: 1.pdf"]
)
def test_a_name_sent_with_a_file_is_a_name(world: World, keeper: Client, name: str) -> None:
    record = fill(REGISTRY["visits"], world.branch)
    body = (
        f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'
        "%PDF-1.4\r\n--b--\r\n"
    )
    where = reverse("attachment-add", args=["visits", record.uid])
    keeper.post(where, body.encode(), "multipart/form-data; boundary=b")
    for file in Attachment.objects.all():
        assert not {"/", "\\", "\r", "\n"} & set(file.name)
        sent = keeper.get(reverse("attachment", args=["visits", record.uid, file.uid]))
        assert "X-Y" not in sent.headers
        assert "<b>.pdf" not in keeper.get(reverse("record", args=["visits", record.uid])).content.decode()


TEMPLATES = (
    "{{ settings.SECRET_KEY }}",
    "{% include 'web/base.html' %}",
    "{{7*7}}",
    "${7*7}",
    "{{ ''.__class__.__mro__ }}",
    "{0.__class__}",
    "%(union)s",
)


def test_a_template_in_an_old_document_comes_out_as_it_went_in(world: World, keeper: Client, settings: Any) -> None:
    made, out = docx.Document(), io.BytesIO()
    for text in TEMPLATES:
        made.add_paragraph(f"上半年走访职工12户，{text}。")
    made.save(out)
    sent = SimpleUploadedFile("旧.docx", out.getvalue())
    keeper.post(reverse("document-old-new"), {"file": sent, "union": world.branch.code, "period": "2026H1"})
    found = Document.objects.get()
    page = keeper.get(reverse("document", args=[found.uid])).content.decode()
    written = keeper.get(reverse("document-docx", args=[found.uid])).content
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(written)).paragraphs)
    for place in (page.replace("&#x27;", "'"), text):
        assert settings.SECRET_KEY not in place
        assert "<class" not in place
        assert "{{7*7}}" in place
        assert "${7*7}" in place
