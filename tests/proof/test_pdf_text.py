"""A PDF becomes text in which no figure is broken: lines, cells and pages are put together."""

from __future__ import annotations

from collections import Counter

import pytest

from gonghui.kernel import proof
from gonghui.kernel.documents.parts import Heading, Paragraph, Table, Text
from gonghui.kernel.documents.pdf import to_pdf
from gonghui.kernel.documents.structure import Document
from gonghui.kernel.proof.files import read_file


def _cells(*words: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(word),)) for word in words)


@pytest.fixture(scope="module")
def paper() -> Document:
    """Paragraphs whose figures fall at every place of a line, and a table with cells of several lines over two pages."""
    told = [f"{'某' * n}受理{100 + n}件，办结{200 + n}件。" for n in range(30)]
    long = "各乡镇街道总工会与经济开发区总工会货运物流行业工会联合会"
    rows = [
        _cells("项目", "计量单位", "数量", "单位"),
        *(_cells("走访户数", "户", str(300 + n), long) for n in range(30)),
    ]
    blocks = (Heading(1, "受理"), *(Paragraph((Text(each),)) for each in told), Table(tuple(rows)))
    return Document("示例县总工会2026年上半年工作总结", "示例县总工会", blocks)


def test_lines_are_paragraphs_again(paper: Document) -> None:
    lines = read_file("总结.pdf", to_pdf(paper)).split("\n")
    assert [each for each in lines if "受理1" in each] == [block.text for block in paper.blocks[1:31]]
    rows = [each.split("\t") for each in lines if each.startswith("走访户数")]
    assert [row[2] for row in rows] == [str(300 + n) for n in range(30)]
    assert {row[3] for row in rows} == {"各乡镇街道总工会与经济开发区总工会货运物流行业工会联合会"}
    assert not [each for each in lines if each.strip("— ").isdigit()]


def test_the_figures_are_those_of_the_document(paper: Document) -> None:
    def figures(text: str) -> Counter[tuple[object, str]]:
        return Counter((one.value, one.unit) for one in proof.read(text).figures)

    assert figures(read_file("总结.pdf", to_pdf(paper))) == figures(paper.plain_text())
    assert sum(figures(paper.plain_text()).values()) == 90
