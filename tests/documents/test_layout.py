"""The .docx as a program of the office reads it: layout, fonts, order of parts, no foreign mark."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from lxml import etree

from gonghui.kernel.documents.layout import em, signature_indents, title_lines, to_bytes, write
from gonghui.kernel.documents.structure import (
    AuthorSlot,
    Document,
    FactSlot,
    FigureSlot,
    Heading,
    Paragraph,
    Table,
    Text,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GRID = "测" * 26 + "格" * 28 * 21  # 22 full lines: the first is indented by two


def _document(*blocks: object, **frame: object) -> Document:
    whole: dict[str, object] = {
        "recipient": "南澜市总工会",
        "dated_on": date(2026, 7, 8),
        "number": "云工[2026]31号",
        "attachments": ("情况表", "名册"),
        **frame,
    }
    return Document("云岭市总工会2026年上半年工作总结", "云岭市总工会", blocks, **whole)  # type: ignore[arg-type]


RICH = _document(
    Heading(1, "抓组建"),
    Heading(2, "新就业形态"),
    Heading(3, "摸清底数"),
    Heading(4, "走访"),
    Paragraph(
        (Text("一是", strong=True), Text("走访"), FigureSlot("k", "Y", "P", "1108人", Decimal(1108)), Text("。<&>"))
    ),
    Table(((Paragraph((Text("项目"),)), Paragraph((Text("本期"),))), (Paragraph((Text("来信"),)),)), "来信情况表"),
    Paragraph((AuthorSlot("problems", "写两至四条"), FactSlot("常住人口"), FigureSlot("m", "Y", "P"))),
)


def _parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_bytes(document))) as package:
        return {name: package.read(name) for name in package.namelist()}


def _root(document: Document, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(_parts(document)[part])


def test_page_is_a4_with_the_official_text_area() -> None:
    section = docx.Document(io.BytesIO(to_bytes(RICH))).sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(length.mm) for length in (*lengths, section.left_margin, section.right_margin)] == [
        210,
        297,
        37,
        35,
        28,
        26,
    ]
    grid = _root(RICH).find(f".//{W}docGrid")
    assert grid.get(f"{W}type") == "lines"
    assert grid.get(f"{W}linePitch") == "579"


def test_styles_name_the_official_fonts_and_sizes() -> None:
    looks = {}
    for style in _root(RICH, "word/styles.xml").iter(f"{W}style"):
        fonts, size, line = style.find(f".//{W}rFonts"), style.find(f".//{W}sz"), style.find(f".//{W}spacing[@{W}line]")
        if fonts is not None:
            looks[style.get(f"{W}styleId")] = (fonts.get(f"{W}eastAsia"), size.get(f"{W}val"), line.get(f"{W}line"))
            assert fonts.get(f"{W}ascii") == fonts.get(f"{W}hAnsi")
    assert looks["BodyText"] == looks["Normal"] == ("仿宋_GB2312", "32", "579")
    assert looks["Title"] == ("方正小标宋简体", "44", "640")
    assert [looks[f"Heading{n}"][0] for n in (1, 2, 3, 4)] == ["黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]
    assert {looks[f"Heading{n}"][1:] for n in (1, 2, 3, 4)} == {("32", "579")}
    assert looks["PageOdd"] == looks["PageEven"] == ("宋体", "28", "280")


def test_every_run_names_its_fonts_and_none_a_theme() -> None:
    parts = _parts(RICH)
    assert not [name for name, content in parts.items() if b"Theme=" in content or b"theme/" in content]
    runs = list(_root(RICH).iter(f"{W}r"))
    assert len(runs) > 15
    for run in runs:
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert {"ascii", "hAnsi", "eastAsia"} <= {etree.QName(name).localname for name in fonts.attrib}


def test_body_and_headings_are_indented_by_two_characters() -> None:
    styles = {s.get(f"{W}styleId"): s for s in _root(RICH, "word/styles.xml").iter(f"{W}style")}
    for name in ("BodyText", "Heading1", "Heading2", "Heading3", "Heading4"):
        assert styles[name].find(f".//{W}ind").get(f"{W}firstLineChars") == "200"
    assert styles["Title"].find(f".//{W}snapToGrid").get(f"{W}val") == "0"
    assert styles["Heading1"].find(f".//{W}outlineLvl").get(f"{W}val") == "0"


def test_the_words_stand_in_order_with_literal_numbers() -> None:
    paragraphs = docx.Document(io.BytesIO(to_bytes(RICH))).paragraphs
    assert [p.text for p in paragraphs if p.text] == [
        "云工〔2026〕31号",
        "云岭市总工会2026年上半年工作总结",
        "南澜市总工会：",
        "一、抓组建",
        "（一）新就业形态",
        "1.摸清底数",
        "（1）走访",
        "一是走访1108人。<&>",
        "来信情况表",
        "〔待填：写两至四条〕〔待填：常住人口〕〔待填〕",
        "附件：1. 情况表",
        "2. 名册",
        "云岭市总工会",
        "2026年7月8日",
    ]
    body = next(p for p in paragraphs if p.text.startswith("一是"))
    assert [(run.text, run.bold) for run in body.runs] == [("一是", True), ("走访1108人。<&>", None)]
    open_runs = [run.text for p in paragraphs for run in p.runs if run.font.highlight_color]
    assert open_runs == ["〔待填：写两至四条〕〔待填：常住人口〕〔待填〕"]


def test_lines_of_an_author_become_paragraphs() -> None:
    document = _document(Paragraph((Text("一是"), AuthorSlot("p", "", "甲。\n乙。\n\n"))), attachments=())
    texts = [p.text for p in docx.Document(io.BytesIO(to_bytes(document))).paragraphs]
    assert texts[texts.index("一是甲。") + 1] == "乙。"
    assert texts[texts.index("乙。") + 2 :] == ["云岭市总工会", "2026年7月8日"]


def test_tables_repeat_their_header_and_fill_short_rows() -> None:
    table = docx.Document(io.BytesIO(to_bytes(RICH))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["项目", "本期"], ["来信", ""]]
    headers = [row._tr.find(f".//{W}tblHeader") is not None for row in table.rows]
    assert headers == [True, False]


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    parts = _parts(RICH)
    assert b"<w:evenAndOddHeaders/>" in parts["word/settings.xml"]
    references = {r.get(f"{W}type"): r for r in _root(RICH).iter(f"{W}footerReference")}
    assert set(references) == {"default", "even"}
    section = docx.Document(io.BytesIO(to_bytes(RICH))).sections[0]
    for footer, style, side in ((section.footer, "PageOdd", "right"), (section.even_page_footer, "PageEven", "left")):
        assert footer.paragraphs[0].style.style_id == style
        assert "".join(footer.paragraphs[0].text.split("1")) == "—  —"
        styles = {s.get(f"{W}styleId"): s for s in _root(RICH, "word/styles.xml").iter(f"{W}style")}
        assert styles[style].find(f".//{W}jc").get(f"{W}val") == side
        assert styles[style].find(f".//{W}ind").get(f"{W}{side}Chars") == "100"


def test_the_file_bears_no_mark_but_the_organisation() -> None:
    parts = _parts(RICH)
    for name, content in parts.items():
        assert not re.search(rb"python|template|gonghui|generated|Macintosh|Normal\.dotm", content, re.I), name
    assert not [name for name in parts if "thumbnail" in name or "customXml" in name or "theme" in name]
    properties = docx.Document(io.BytesIO(to_bytes(RICH))).core_properties
    assert (properties.author, properties.last_modified_by) == ("云岭市总工会", "云岭市总工会")
    assert (properties.comments, properties.keywords, properties.revision) == ("", "", 1)
    assert properties.created.date() == properties.modified.date() == date(2026, 7, 8)


def test_equal_documents_are_equal_files(tmp_path: Path) -> None:
    write(RICH, tmp_path / "a.docx")
    time.sleep(1.1)
    assert (tmp_path / "a.docx").read_bytes() == to_bytes(RICH)


ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind jc "
    "outlineLvl",
    "rPr": "rFonts b spacing sz szCs highlight lang",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "sectPr": "footerReference pgSz pgMar cols docGrid",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "settings": "zoom evenAndOddHeaders characterSpacingControl compat themeFontLang",
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml"])
def test_elements_keep_the_order_of_the_schema(part: str) -> None:
    """Word refuses a file whose properties stand in another order; others forgive it."""
    for element in [_root(RICH, part), *_root(RICH, part).iter()]:
        if order := ORDER.get(etree.QName(element).localname):
            names = [etree.QName(child).localname for child in element]
            assert names == sorted(names, key=order.split().index)


@pytest.mark.parametrize(
    ("organisation", "day", "sealed", "indents"),
    [
        ("云岭市总工会", "2026年7月8日", False, (4.0, 2.0)),
        ("南澜经济技术开发区工会工作委员会", "2026年7月8日", False, (2.0, 10.0)),
        ("云岭市总工会", "2026年12月18日", False, (5.0, 2.0)),
        ("云岭市总工会", "2026年7月8日", True, (4.0, 4.0)),
        ("云岭市总工会", "2026年12月18日", True, (4.5, 4.0)),
    ],
)
def test_signature_stands_as_the_standard_says(
    organisation: str, day: str, sealed: bool, indents: tuple[float, float]
) -> None:
    assert signature_indents(em(organisation), em(day), sealed=sealed) == indents
    if not sealed:  # the date begins two characters right of the organisation
        right = signature_indents(em(organisation), em(day), sealed=False)
        assert (right[0] + em(organisation)) - (right[1] + em(day)) == 2


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("云岭市总工会2026年上半年工作总结", ["云岭市总工会2026年上半年工作总结"]),
        ("云岭市总工会2026年上半年工作总结和下半年工作计划", ["云岭市总工会2026年上半年", "工作总结和下半年工作计划"]),
        ("关于换届的请示\n（代拟稿）", ["关于换届的请示", "（代拟稿）"]),
    ],
)
def test_a_long_title_is_broken_between_words(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


def test_ten_pages_take_less_than_a_second() -> None:
    document = _document(*[Paragraph((Text("职工" * 150),)) for _ in range(22)])
    started = time.perf_counter()
    to_bytes(document)
    assert time.perf_counter() - started < 1


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages of a document as LibreOffice sets them, as text."""
    if not (shutil.which("libreoffice") and shutil.which("pdftotext")):
        pytest.skip("LibreOffice or pdftotext is not installed: the set page was not looked at")
    folder = tmp_path_factory.mktemp("pages")
    blocks = [Paragraph((Text(GRID),)) for _ in range(3)]
    write(Document("", "云岭市总工会", tuple(blocks), dated_on=date(2026, 7, 8)), folder / "a.docx")
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "libreoffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = subprocess.run(["pdftotext", "-layout", str(folder / "a.pdf"), "-"], check=True, capture_output=True).stdout
    return text.decode().rstrip("\f").split("\f")


def test_a_set_page_holds_22_lines_of_28_characters(pages: list[str]) -> None:
    lines = [line.strip() for line in pages[1].splitlines() if line.strip()]
    assert len(lines) == 22 + 1
    assert {len(line) for line in lines[:-1] if "测" not in line} == {28}
    assert lines[-1].replace(" ", "") == "—2—"


def test_a_letter_has_its_own_head_and_no_number_on_its_first_page() -> None:
    frame = {
        "head": "云岭市总工会", "letter": True, "copy_no": "12", "urgency": "加急", "copies": "云岭市财政局",
        "printed_by": "云岭市总工会办公室", "printed_on": date(2026, 7, 8),
    }  # fmt: skip
    root = etree.fromstring(_parts(_document(Paragraph((Text("请予支持。"),)), **frame))["word/document.xml"])
    names = [
        e.get("name")
        for e in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    assert names == ["发文机关标志", *["红色双线"] * 4, "版记"]
    lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}body").__next__().findall(f"{W}p")]
    assert (
        lines[0] == "云岭市总工会000012云工〔2026〕31号"
    )  # the mark is drawn on the page, number and 份号 share a line
    assert lines[1] == "加急"
    assert root.find(f".//{W}sectPr/{W}titlePg") is not None
    foot = lines[-1]
    assert foot == "抄送：云岭市财政局。"  # neither who printed it nor when
    assert not root.findall(f".//{W}txbxContent//{W}pBdr")
    heights = [
        int(e.get("cy", "0"))
        for e in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}ext")
        if e.get("cx") == "6120000"
    ]
    assert (heights[1] > heights[2], heights[3] < heights[4]) == (
        True,
        True,
    )  # thick over thin, thin over thick, 170 mm each
