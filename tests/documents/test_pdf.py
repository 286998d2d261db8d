"""The PDF as it is printed: layout, the same words as the Word file, fast, and no page of boxes."""

from __future__ import annotations

import io
import re
import time
from datetime import date
from decimal import Decimal
from itertools import pairwise

import docx
import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTTextContainer

from gonghui.kernel.documents import pdf
from gonghui.kernel.documents.layout import to_bytes
from gonghui.kernel.documents.parts import FigureSlot, Heading, Paragraph, Table, Text
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.structure import Document

MM = 72 / 25.4


def _cells(*words: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(word),)) for word in words)


OFFICIAL = Document(
    "望溪市总工会关于召开代表大会的请示", "望溪市总工会",
    (
        Heading(1, "会议时间"), Paragraph((Text("拟于11月召开。<&>#[]$*_@"),)),
        Table((_cells("项目", "本期"), _cells("来信", "13"))),
    ),
    recipient="示例市总工会", dated_on=date(2026, 7, 8), number="望工〔2026〕12号", attachments=("情况说明", "名额方案"),
    sealed=True, head="望溪市总工会文件", signer="陆某", copies="市委办公室", printed_by="望溪市总工会办公室",
    printed_on=date(2026, 7, 8), note="（联系人：周某，电话：0999-1400012）",
)  # fmt: skip


def long() -> Document:
    """Some twenty pages with 300 figures."""
    blocks: list[Heading | Paragraph] = []
    for n in range(300):
        if n % 25 == 0:
            blocks.append(Heading(1, f"抓好第{n // 25 + 1}项工作"))
        slot = FigureSlot("k", "Y", "2026H1", f"{1000 + n}人次", Decimal(1000 + n), "人次")
        blocks.append(
            Paragraph(
                (Text("上半年全市各级工会走访企业、慰问职工，"), slot, Text("，职工反映良好，各项工作稳步推进。"))
            )
        )
    return Document("望溪市总工会2026年上半年工作总结", "望溪市总工会", tuple(blocks), dated_on=date(2026, 7, 8))


def squeezed(text: str) -> str:
    return re.sub(r"—\d+—", "", re.sub(r"\s", "", text))


def test_pdf_and_word_carry_the_same_words() -> None:
    text = squeezed(extract_text(io.BytesIO(pdf.to_pdf(OFFICIAL))))
    file = docx.Document(io.BytesIO(to_bytes(OFFICIAL)))
    lines = [p.text for p in file.paragraphs] + [cell.text for row in file.tables[0].rows for cell in row.cells]
    for line in lines:
        assert all(squeezed(part) in text for part in line.split("\t")), line


def test_the_same_document_is_the_same_file_and_names_no_maker() -> None:
    first, second = pdf.to_pdf(OFFICIAL), pdf.to_pdf(OFFICIAL)
    assert first == second
    assert b"ypst" not in first


def test_the_page_is_that_of_the_standard() -> None:
    page = next(iter(extract_pages(io.BytesIO(pdf.to_pdf(long())))))
    assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
    lines = [
        line
        for box in page
        if isinstance(box, LTTextContainer)
        for line in box
        if line.get_text().strip()[:1] >= "\u4e00"
    ]  # type: ignore[attr-defined]  # a line of text
    body = [line for line in lines if line.x0 < 28 * MM + 40]
    tops = sorted({round(line.y1, 1) for line in body}, reverse=True)
    steps = {round(a - b) for a, b in pairwise(tops[2:])}
    assert steps == {29}  # 22 lines to 225 mm
    assert min(line.x0 for line in lines) >= 28 * MM - 1
    assert max(line.x1 for line in lines) <= (210 - 26) * MM + 1


def test_twenty_pages_with_three_hundred_figures_in_three_seconds() -> None:
    document = long()
    started = time.process_time()
    printed, written = pdf.to_pdf(document), to_bytes(document)
    assert time.process_time() - started < 3
    assert len(list(extract_pages(io.BytesIO(printed)))) >= 20
    assert sum("人次" in p.text for p in docx.Document(io.BytesIO(written)).paragraphs) == 300


def test_without_a_chinese_font_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "installed", lambda: (None, frozenset({"DejaVu Sans", "Libertinus Serif"})))
    with pytest.raises(Refused, match="没有中文字体"):
        pdf.to_pdf(OFFICIAL)


def test_a_letter_begins_without_a_page_number() -> None:
    words = tuple(Paragraph((Text("商请协助开展职工健康检查，请予支持为盼。" * 12),)) for _ in range(6))
    made = Document(
        "关于健康检查的函", "云岭市总工会", words, number="云工函〔2026〕3号", head="云岭市总工会", letter=True
    )
    first, second = [extract_text(io.BytesIO(pdf.to_pdf(made)), page_numbers=[page]) for page in (0, 1)]
    assert "云工函〔2026〕3号" in first
    assert ("— 1 —" in first, "— 2 —" in second) == (False, True)
