"""An old .docx that was never ours: its figures bound, filled for the new period in its own words and layout."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pytest
from docx.shared import RGBColor

from gonghui.kernel.documents import old_services, services
from gonghui.kernel.documents.bindings import from_json, kept_of, to_json
from gonghui.kernel.documents.bound import Bound
from gonghui.kernel.documents.moulds import Mould, place, turned, worded
from gonghui.kernel.documents.oldfile import Change, OldDocx
from gonghui.kernel.documents.parts import FigureSlot
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.documents.rolling import proposed, rolled
from tests.documents.county import PERIOD, County

pytestmark = pytest.mark.django_db
LINES = [
    "示例县总工会2025年上半年工作总结",
    "县委：",
    "一、维护职工权益",
    "上半年受理来信来访20件次，比上年同期上升25%，主要是加班费纠纷增多。调解劳动争议1件，追回工资10万元。",
    "植树1200多株。",
    "示例县总工会",
    "2025年7月3日",
]


def old_file() -> bytes:
    """A file whose runs are broken inside words and numbers, as Word breaks them."""
    file = docx.Document()
    for line in LINES:
        paragraph = file.add_paragraph()
        for place_ in range(0, len(line), 3):
            paragraph.add_run(line[place_ : place_ + 3]).bold = place_ % 2 == 0
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def bound(old: OldDocx, county: County) -> list[Bound]:
    """The bindings as an officer would confirm them."""
    keys = {
        "20件次": "petitions.items",
        "25%": "petitions.items:growth",
        "1件": "disputes.filed",
        "10万元": "disputes.received",
    }
    found = proposed(old.text, county.union, PERIOD.year_before(), None, {})
    for one in found:
        one.key, one.confirmed = keys.get(one.text, ""), True
    return found


@pytest.mark.parametrize(
    ("words", "scale", "decimals", "value", "expected"),
    [
        ("9600多名", 1, 0, "11038", "11000多名"),
        ("50余名", 1, 0, "63", "60余名"),
        ("4200余元", 1, 0, "6050", "6000余元"),
        ("1200多元", 1, 0, "1900", "1900元"),
        ("13.8万元", 10000, 1, "215000", "21.5万元"),
        ("286万元", 10000, 0, "3210000", "321万元"),
        ("5.2%", 1, 1, "2.01669", "2.0%"),
        ("两名", 1, 0, "3", "三名"),
        ("两名", 1, 0, "2", "两名"),
        ("四次", 1, 0, "17", "17次"),
        ("+19.4", 1, 1, "-91.11", "-91.1"),
        ("-44.4", 1, 1, "20", "+20.0"),
        ("１２件", 1, 0, "5", "5件"),
    ],
)
def test_a_value_is_written_as_the_old_one_was(
    words: str, scale: int, decimals: int, value: str, expected: str
) -> None:
    found = place(words, 0, len(words), scale, decimals)
    assert found is not None
    assert worded(Mould.parse(found.mould.text()), Decimal(value)) == expected


def test_near_and_at_least_are_chosen_anew() -> None:
    text = "参赛近2900人次，达到90%以上"
    near = place(text, 3, 9, 1, 0)
    assert near is not None
    assert text[near.start : near.end] == "近2900人次"
    assert worded(near.mould, Decimal(3213)) == "3200余人次"
    assert worded(near.mould, Decimal(2980)) == "近3000人次"


def test_a_change_that_turned_takes_the_opposite_word() -> None:
    text = "人次比上年同期上升23.8%"
    start = text.index("23.8")
    assert turned(text, start, False, Decimal("12"), 1) is None
    assert turned(text, start, False, Decimal("-93.8"), 1) == (text.index("上升"), "下降", False)
    assert turned(text, start, False, Decimal(0), 1) == (text.index("上升"), "持平", True)


def test_words_are_put_in_with_the_layout_kept() -> None:
    old = OldDocx(old_file())
    assert old.text.split("\n") == LINES
    start = old.text.index("20件次")
    again = docx.Document(
        io.BytesIO(old.changed([Change(start, start + 4, "13件次"), Change(start + 20, start + 22, "甲", True)]))
    )
    line = LINES[3]
    at = line.index("20件次")
    assert again.paragraphs[3].text == line[:at] + "13件次" + line[at + 4 : at + 20] + "甲" + line[at + 22 :]
    changed = [run for run in again.paragraphs[3].runs if run.font.color.rgb == RGBColor(0xC0, 0, 0)]
    assert [run.text for run in changed] == ["13件次"]
    assert [run.text for run in again.paragraphs[3].runs if run.font.highlight_color] == ["甲"]
    assert [p.text for n, p in enumerate(again.paragraphs) if n != 3] == [
        text for n, text in enumerate(LINES) if n != 3
    ]


def test_bound_figures_are_filled_and_the_rest_is_listed(county: County) -> None:
    old = OldDocx(old_file())
    made = rolled(old.text, bound(old, county), county.union, PERIOD, None)
    now = {one.was: one for one in made.sentences}
    first = now["上半年受理来信来访20件次，比上年同期上升25%，主要是加班费纠纷增多。"]
    assert first.now == "上半年受理来信来访13件次，比上年同期下降35%，主要是加班费纠纷增多。"
    assert first.state == "filled"
    assert "升降与上年相反，请看原因的话是否还对" in first.notes
    assert now["调解劳动争议1件，追回工资10万元。"].now == "调解劳动争议1件，追回工资11万元。"
    assert [one.was for one in made.open] == ["植树1200多株。"]
    assert now[LINES[0]].now == "示例县总工会2026年上半年工作总结"


def test_confirmed_bindings_are_found_again_by_their_words(county: County) -> None:
    old = OldDocx(old_file())
    kept = kept_of(from_json(to_json(bound(old, county))))
    again = proposed(old.text.replace("20件次", "35件次"), county.union, PERIOD, None, kept)
    assert {one.text: one.key for one in again if one.key} == {
        "35件次": "petitions.items", "25%": "petitions.items:growth", "1件": "disputes.filed", "10万元": "disputes.received",
    }  # fmt: skip
    with pytest.raises(Refused, match="不是指标对应关系的文件"):
        from_json({"version": 9})


def test_an_old_file_becomes_a_draft_that_lives(county: County) -> None:
    row = old_services.taken_in("去年.docx", old_file(), county.union, PERIOD, None)
    old_services.confirm(row, bound(OldDocx(old_file()), county), None)
    content = services.content(row)
    assert row.title == "示例县总工会2026年上半年工作总结"
    assert content.recipient == "县委"
    assert [run.key for run in content.figures()] == ["petitions.items", "disputes.filed", "disputes.received"]
    county.petition(county.mill, "2026-05-02")
    services.refresh(row)
    assert "受理来信来访14件次" in services.content(row).body_text()
    assert any("上年写的是1200多株" in run.prompt for _b, _p, run in content.runs() if run.kind == "author")
    assert all(not isinstance(run, FigureSlot) or run.mould for _b, _p, run in content.runs())
    again = docx.Document(io.BytesIO(old_services.old_docx(row, None)))
    assert "受理来信来访14件次" in again.paragraphs[3].text


def test_what_is_no_docx_is_refused() -> None:
    with pytest.raises(Refused, match=r"另存为 \.docx"):
        OldDocx(b"PK\x03\x04 no")
