"""Any input is read: no crash, offsets that hold, time in proportion."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonghui.kernel.proof import read
from gonghui.kernel.proof.files import KINDS, Unreadable, read_file
from gonghui.kernel.proof.showing import to_json

PIECES = [
    "1", "２", "三", "十", "百", "万", "亿", "两", "半", "几", "余", "多", "近", "%", "％", ",", "，", "。", "；", "、", "：", "（", "）", "“", "”", "《",
    "人", "户", "家", "元", "万元", "人次", "个", "百分点", "占", "其中", "共计", "每人", "户均", "比上年", "增长", "下降", "率", "的", "第", "年", "月",
    "\n", "\t", " ", "\u3000", "\r", "&nbsp;", "\x00", "\u200b", "〔2003〕", "号", "届", "次", "-", "—", "至", ".", "0", "A", "×", "？", "\ufeff", "𠮷",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=60).map("".join))
def test_no_text_breaks_it(text: str) -> None:
    reading = read(text)
    for figure in reading.figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
    json.dumps(to_json(reading), allow_nan=False)
    assert [f.text for f in read(text).figures] == [f.text for f in reading.figures]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([*KINDS, ".doc", ""]), st.binary(max_size=200))
def test_no_file_breaks_it(ending: str, data: bytes) -> None:
    try:
        text = read_file("文稿" + ending, data)
    except Unreadable as error:
        text = str(error)
    assert isinstance(text, str)


@pytest.mark.parametrize("piece", ["1", "（", "“", "一", "占", "1,", "1.", "A1", "  ", "每人"])
def test_endless_repetition_takes_time_in_proportion(piece: str) -> None:
    started = time.process_time()
    read(piece * (6000 // len(piece)))
    assert time.process_time() - started < 5


def test_forty_thousand_characters_in_a_second() -> None:
    sentence = "上半年新建非公企业工会21家，发展会员486人；到6月底全市企业工会达396家，其中规范化142家，占35.8%。\n"
    text = sentence * (40_000 // len(sentence))
    read(sentence)
    started = time.process_time()
    reading = read(text)
    spent = time.process_time() - started
    assert len(reading.figures) > 3000
    assert spent < 6  # about one second where nothing else runs
