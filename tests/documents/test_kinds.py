"""Templates of kinds: read without guessing, refused with their line, written from records, checked for what they must hold."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents import kinds as k
from gonghui.kernel.documents import life, numbering, services
from gonghui.kernel.documents.drafting import Draft
from gonghui.kernel.documents.kind_words import WORDS
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.people.models import Consent
from gonghui.ledgers.hardship.models import HardshipFile
from tests.documents.county import PERIOD, County

pytestmark = pytest.mark.django_db
HEAD = "文种：通知\n标题：{union}的通知\n"
REQUEST = {
    "事由": "召开代表大会", "主送机关": "示例市总工会", "签发人": "陆某", "请示理由": "任期届满。", "请示事项": "拟于11月召开。",
    "联系人": "周某", "联系电话": "0999-1400012",
}  # fmt: skip


def request_of(county: County, **more: str) -> Document:
    return services.compose(county.union, PERIOD, None, "request", fields={**REQUEST, **more})


def test_every_shipped_kind_can_be_read() -> None:
    good, bad = k.kinds()
    assert bad == []
    assert [one.slug for one in good] == list(k.ORDER)


def test_every_shipped_kind_has_its_english() -> None:
    for one in k.kinds()[0]:
        assert {one.name, one.about, one.group} <= set(WORDS), one.slug


@pytest.mark.parametrize("slug", k.ORDER)
def test_every_shipped_kind_speaks_of_known_figures_and_words(county: County, slug: str) -> None:
    content = Draft(k.kind(slug), county.union, PERIOD, None).content()
    assert content.title
    assert all("{" not in block.text for block in content.blocks)


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("文种：通知\n标题：甲\n颜色：红\n----\n正文", 3, "不认识“颜色”"),
        (HEAD + "----\n正文[缺一半", 4, "括号没有成对"),
        (HEAD + "----\n正文{union", 4, "花括号没有成对"),
        (HEAD + "----\n@跳舞 1", 4, "没有“@跳舞”这种写法"),
        (HEAD + "----\n#没有空格", 4, "标题应写成"),
        (HEAD + "规则：最好看\n----\n正文", 3, "没有“最好看”这条规则"),
        (HEAD + "填空：甲｜\n填空：甲｜\n----\n正文", 4, "填空“甲”写了两次"),
        (HEAD + "印章：也许\n----\n正文", 3, "只能写是或否"),
        (HEAD, 0, "缺少正文"),
        ("标题：甲\n----\n正文", 0, "缺少“文种”"),
        (HEAD + "----\n" + "[" * 30 + "深" + "]" * 30, 4, "套得太深"),
    ],
)
def test_a_faulty_template_is_refused_with_its_line(source: str, line: int, words: str) -> None:
    with pytest.raises(k.BadKind) as caught:
        k.read("own", source)
    assert caught.value.line == line
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{petitions.nothing}", "没有“petitions.nothing”这个指标"),
        ("{petitions.items:loud}", "没有“loud”这种写法"),
        ("{天气}", "没有“{天气}”这个词"),
        ("@记录 hardship.files：姓名={.person_name}", "涉及个人隐私"),
        ("@指标", "“@指标”后要写指标"),
        ("@记录 petitions.items", "应写成"),
    ],
)
def test_what_the_catalogue_lacks_is_refused_when_written(county: County, body: str, words: str) -> None:
    one = k.read("own", HEAD + "----\n" + body)
    with acting(None, "测试"):
        HardshipFile.objects.filter(person_name="林某某").update(opened_on=dt.date(2026, 1, 5))
    with pytest.raises(k.BadKind, match=words.replace("{", r"\{").replace("}", r"\}")):
        Draft(one, county.union, PERIOD, None).content()


_BITS = [
    "文种：甲", "标题：{union}", "----", "{", "}", "[", "]", "<", "|", ">", "｜甲｜{.x}｜", "# ", "@记录 a.b：c={.d}",
    "{petitions.items:change}", "填空：", "\n", "：", "\0", "〔", "%s", "{{", "}}", "{0.__class__}",
]  # fmt: skip


def read_or_why(source: str) -> k.Kind | str:
    try:
        return k.read("own", source)
    except k.BadKind as error:
        return str(error)


@given(st.lists(st.sampled_from(_BITS) | st.text(max_size=12), max_size=30).map("".join))
def test_any_text_is_read_or_refused(source: str) -> None:
    made = read_or_why(source)
    assert made.body if isinstance(made, k.Kind) else made


def test_templates_run_nothing(county: County) -> None:
    one = k.read("own", HEAD + "填空：甲｜\n----\n甲方{甲}")
    content = Draft(one, county.union, PERIOD, None).content({"甲": "{union}[{petitions.items}]<a|b>"})
    assert content.blocks[0].text == "甲方{union}[{petitions.items}]<a|b>"


def test_a_title_made_of_a_field_takes_marks_as_words(county: County) -> None:
    made = request_of(county, 事由="召开<第六次>[代表]大会{x}")
    assert made.title == "示例县总工会关于召开<第六次>[代表]大会{x}的请示"


def test_random_damage_to_shipped_templates_never_crashes(county: County) -> None:
    chance = random.Random("损坏")
    sources = [path.read_text(encoding="utf-8") for path in sorted(k.SHIPPED.glob("*.txt"))]
    for _turn in range(120):
        source = list(chance.choice(sources))
        for _cut in range(chance.randint(1, 6)):
            place = chance.randrange(len(source))
            source[place : place + chance.randint(0, 9)] = chance.choice(["{", "[", "|", "@", "\n", "：", "{a.b}", ""])
        assert read_or_why("".join(source))


# --- the office's own file


def test_an_own_file_stands_in_place_of_the_shipped_one(county: County, tmp_path: Path, settings: object) -> None:
    settings.BASE_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    folder = k.own_folder()
    folder.mkdir(parents=True)
    (folder / "notice.txt").write_text(
        "文种：本县通知\n标题：{union}紧急通知\n----\n各单位：立即办理。", encoding="utf-8"
    )
    made = services.compose(county.union, PERIOD, None, "notice")
    assert made.title == "示例县总工会紧急通知"
    (folder / "notice.txt").write_text("文种：本县通知\n标题：[坏\n----\n文", encoding="utf-8")
    with pytest.raises(Refused, match="括号没有成对"):
        services.compose(county.union, PERIOD, None, "notice")


# --- what a kind must hold


def words_of(document: Document) -> list[str]:
    return [one.words for one in services.obstacles(document)]


def test_a_request_holds_its_elements(county: County) -> None:
    made = request_of(county)
    text = services.content(made).plain_text()
    assert words_of(made) == []
    for part in (
        "示例县总工会文件",
        "签发人：陆某",
        "示例市总工会：",
        "妥否，请批示。",
        "（联系人：周某，电话：0999-1400012）",
    ):
        assert part in text


def test_a_request_goes_to_one_organ_and_ends_as_it_must(county: County) -> None:
    made = request_of(county, 主送机关="示例市总工会、县委")
    assert "只能主送一个机关，现在写了“示例市总工会、县委”" in words_of(made)
    last = len(services.content(made).blocks) - 1
    services.edit(made, None, paragraphs={last: "请尽快办理。"})
    assert any("妥否，请批示" in words for words in words_of(made))


def test_an_empty_field_is_a_hole_until_it_is_filled(county: County) -> None:
    made = services.compose(
        county.union, PERIOD, None, "request", fields={n: t for n, t in REQUEST.items() if n != "事由"}
    )
    assert "〔待填：事由〕" in made.title
    assert any("待填：事由" in words for words in words_of(made))
    services.set_fields(made, {"事由": "成立女职工委员会", "不认识": "x"}, None)
    assert made.title == "示例县总工会关于成立女职工委员会的请示"
    assert words_of(made) == []


def test_a_reply_cites_the_letter_it_answers(county: County) -> None:
    asked = request_of(county)
    numbering.give(asked, None, "示工", on=dt.date(2026, 7, 1))
    services.issue(asked, None, dt.date(2026, 7, 1))
    given = {"批复事由": "同意召开代表大会", "批复意见": "同意。"}
    made = services.compose(county.union, PERIOD, None, "reply", fields=given, answers=asked)
    assert (
        "你会《关于召开代表大会的请示》（示工〔2026〕1号）收悉。经研究，批复如下："
        in services.content(made).body_text()
    )
    assert words_of(made) == []


@pytest.mark.mechanism("A.STA03")
def test_a_duty_report_speaks_in_the_first_person(county: County) -> None:
    fields = {
        "姓名": "周某",
        "职务": "副主席",
        "学习情况": "学。",
        "廉洁自律": "廉。",
        "存在问题": "少。",
        "今后打算": "多。",
    }
    made = services.compose(county.union, PERIOD, None, "duty", fields=fields)
    assert "本人任副主席" in services.content(made).body_text()
    blocks = services.content(made).blocks
    first = {
        n: block.text.replace("本人", "").replace("我", "")
        for n, block in enumerate(blocks)
        if "本人" in block.text or "我" in block.text
    }
    services.edit(made, None, paragraphs=first)
    assert "应以第一人称（本人、我）来写" in words_of(made)


def test_a_form_masks_the_name_until_consent_is_recorded(county: County) -> None:
    file = HardshipFile.objects.get()
    basis = f"hardship/{file.uid}"
    fields = {"帮扶类别": "生活救助", "资金来源": "工会经费", "帮扶金额": "3000元", "帮扶理由": "患病。"}
    made = services.compose(county.union, PERIOD, None, "aid_form", fields=fields, basis=basis)
    assert "林**" in services.content(made).plain_text()
    assert "林某某" not in services.docx(made).decode("latin-1")
    with acting(None, "测试"):
        Consent.objects.create(union=file.union, person_name="林某某", given_on=dt.date(2026, 1, 1))
    services.refresh(made)
    assert "林某某" in services.content(made).plain_text()
    assert not any("林某某" in words for words in words_of(made))


def test_a_name_in_need_stops_the_issue_of_any_document(county: County) -> None:
    made = request_of(county, 请示理由="会员林某某家庭困难。")
    assert words_of(made) == ["“林某某”在困难帮扶台账中，没有登记本人同意使用姓名"]
    life.clear_name(made, None, "林某某")
    assert words_of(made) == []


# --- numbers and life


def test_numbers_run_by_series_and_year(county: County) -> None:
    wanted = [("示工", 2026), ("示工", 2026), ("示工函", 2026), ("示工", 2027)]
    given = [numbering.give(request_of(county), None, code, on=dt.date(year, 3, 1)) for code, year in wanted]
    assert given == ["示工〔2026〕1号", "示工〔2026〕2号", "示工函〔2026〕1号", "示工〔2027〕1号"]


def test_a_number_is_given_once(county: County) -> None:
    made = request_of(county)
    numbering.give(made, None, "示工", 7, dt.date(2026, 3, 1))
    with pytest.raises(Refused, match="材料已有文号"):
        numbering.give(made, None, "示工")
    with pytest.raises(Refused, match="示工〔2026〕7号”已经用过"):
        numbering.give(request_of(county), None, "示工", 7, dt.date(2026, 3, 1))


def test_a_document_goes_its_way_and_back(county: County) -> None:
    made = request_of(county)
    life.submit(made, None)
    with pytest.raises(Refused, match="正在审核"):
        services.edit(made, None, title="改")
    life.send_back(made, None, "理由再充实")
    assert (made.state, made.state_reason) == ("draft", "理由再充实")
    life.submit(made, None)
    services.issue(made, None, dt.date(2026, 7, 8))
    life.publish(made, None)
    life.withdraw(made, None, "内容有误")
    assert made.state == "withdrawn"
    with pytest.raises(Refused, match="只有已定稿或已印发"):
        life.withdraw(made, None, "再来")


def test_a_hole_stops_the_review(county: County) -> None:
    made = services.compose(county.union, PERIOD, None, "request")
    with pytest.raises(Refused, match="未完成"):
        life.submit(made, None)


@pytest.mark.mechanism("B.ADM05")
def test_versions_are_kept_and_compared(county: County) -> None:
    from gonghui.kernel.documents.versions import compared

    made = request_of(county)
    services.set_fields(made, {"请示事项": "拟于12月召开。"}, None)
    first, second = made.versions.order_by("number")
    changed = [pair for pair in compared(first, second) if not pair.same]
    assert [[(bit.text, bit.other) for bit in side] for pair in changed for side in (pair.left, pair.right)] == [
        [("拟于", False), ("11", True), ("月召开。", False)],
        [("拟于", False), ("12", True), ("月召开。", False)],
    ]


def test_drift_of_many_documents_asks_the_log_once(county: County, django_assert_num_queries: Any) -> None:
    from gonghui.kernel.documents.drifting import drift_of

    answers = {"problems": "基层力量不足。", "plans": "抓好换届。"}
    made = [
        services.issue(services.edit(services.compose(county.union, PERIOD, None), None, answers=answers), None)
        for _n in range(3)
    ]
    county.petition(county.mill, "2024-01-05")  # another period: every document looks, none has drifted
    assert [len(drift_of([row])[row.pk]) for row in made] == [0, 0, 0]
    rows = list(Document.objects.prefetch_related("figures__union").order_by("pk"))
    with django_assert_num_queries(2):  # the newest change, the saved indicators
        assert drift_of(rows[:1])[rows[0].pk] == []
    with django_assert_num_queries(2):
        assert set(map(len, drift_of(rows).values())) == {0}
    made[0].refresh_from_db()
    with acting(None, "测试"):
        county.petitions[-2].void("重复")
    with CaptureQueriesContext(connection) as first:
        assert [bool(found) for found in drift_of(rows[:1]).values()] == [True]
    with CaptureQueriesContext(connection) as others:
        assert [bool(found) for found in drift_of(rows[1:]).values()] == [True, True]
    assert len(others) <= len(first) + 1  # each is written down, what both ask is counted once
