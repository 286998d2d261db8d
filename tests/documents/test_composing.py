"""The work summary: written from figures and texts, nothing invented, nothing padded."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents import services
from gonghui.kernel.documents.binding import Figures
from gonghui.kernel.documents.composing import Told, hosted
from gonghui.kernel.documents.parts import AuthorSlot, FigureSlot, Heading, Quote, RecordSlot, Run, Text
from gonghui.kernel.documents.passages import HINTS, PASSAGES, Case, Part, Passage
from gonghui.kernel.documents.quoting import hidden_words, quoted, workplace
from gonghui.kernel.documents.templates import BadTemplate, Slot, parsed, realised, slots
from gonghui.kernel.documents.words import Words, short_name
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import question
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.matters.models import Matter, Payment, Stage
from gonghui.kernel.organisations.models import Level, Register, Union, Vocabulary
from gonghui.kernel.periods import Period
from gonghui.ledgers.aid.models import AidVisit
from gonghui.ledgers.hardship.models import HardshipFile
from tests.documents.county import PERIOD, County

pytestmark = pytest.mark.django_db


def text_of(county: County) -> str:
    return services.content(services.compose(county.union, PERIOD, None)).plain_text()


# --- the language of sentences


def resolve(known: dict[str, str]) -> object:
    def find(slot: Slot) -> list[Run] | None:
        return [Text(known[slot.name])] if slot.name in known else None

    return find


@pytest.mark.parametrize(
    ("source", "known", "expected"),
    [
        ("受理{a.b}。", {"a.b": "3件"}, "受理3件。"),
        ("受理{a.b}。", {}, None),
        ("受理{a.b}[，办结{a.c}]。", {"a.b": "3件"}, "受理3件。"),
        ("受理{a.b}[，办结{a.c}[，办结率{a.d}]]。", {"a.b": "3件", "a.c": "2件"}, "受理3件，办结2件。"),
        ("受理{a.b}[，其中<信{a.c}|访{a.d}>]。", {"a.b": "3件", "a.d": "1件"}, "受理3件，其中访1件。"),
        ("其中<信{a.c}|访{a.d}>。", {"a.c": "2件", "a.d": "1件"}, "其中信2件、访1件。"),
        ("其中<信{a.c}|访{a.d}>。", {}, None),
    ],
)
def test_a_sentence_says_what_there_is(source: str, known: dict[str, str], expected: str | None) -> None:
    runs = realised(parsed(source), resolve(known))  # type: ignore[arg-type]  # a function in tests
    assert (None if runs is None else "".join(run.text for run in runs)) == expected


@pytest.mark.parametrize(("visits", "expected"), [(3, "受理4件，其中来访3件。"), (4, "受理4件。")])
def test_a_part_that_is_the_whole_is_not_said(visits: int, expected: str) -> None:
    values = {"a.all": 4, "a.visits": visits}

    def find(slot: Slot) -> list[Run]:
        value = values[slot.name]
        return [FigureSlot(slot.name, "S", "2026H1", f"{value}件", Decimal(value), "件")]

    runs = realised(parsed("受理{a.all}[，其中<来访{a.visits}>]。"), find)
    assert runs is not None
    assert "".join(run.text for run in runs) == expected


@pytest.mark.parametrize("source", ["受理[{a.b}", "受理{a.b}]", "<a", "a>b"])
def test_brackets_must_close(source: str) -> None:
    with pytest.raises(BadTemplate):
        parsed(source)


def keys_of(part: Part) -> list[str]:
    if isinstance(part, Case):
        return [part.of]
    return [slot.name for slot in slots(parsed(part)) if slot.is_figure]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: f"{p.ledger}-{p.order}")
def test_every_passage_names_figures_that_exist(passage: object) -> None:
    for part in (*passage.parts, *(passage.single or ())):  # type: ignore[attr-defined]  # a Passage
        for key in keys_of(part):
            assert key in d.INDICATORS, key
            if isinstance(part, Case):
                assert isinstance(d.INDICATORS[key], d.Measure | d.Shifted), f"{key} has no records of its own"


def test_every_hint_names_figures_that_exist() -> None:
    for hint in HINTS:
        assert all(key in d.INDICATORS for key in keys_of(hint.text)), hint.text


# --- what is written


def test_figures_are_bound_and_compared(county: County) -> None:
    content = services.content(services.compose(county.union, PERIOD, None))
    slots_ = {(run.key, run.form): run for run in content.figures()}
    items = slots_[("petitions.items", "value")]
    assert (items.text, items.value, items.union, items.period) == ("13件次", Decimal(13), "SL", "2026H1")
    assert items.as_of == dt.date(2026, 6, 30)
    change = slots_[("petitions.items", "change")]
    assert (change.text, change.before, change.compare) == ("同比下降35%", Decimal(20), "2025H1")
    received = slots_[("disputes.received", "value")]
    assert received.text == "11.26万元"
    assert "受理劳动争议1件，同比持平" in content.plain_text()


def test_a_small_base_is_compared_in_units(county: County) -> None:
    for day in ("2026-04-01", "2026-04-02", "2026-04-03"):
        county.dispute(county.yard, day, "0")
    assert "受理劳动争议4件，同比增加3件" in text_of(county)


def test_nothing_is_said_of_zero_or_of_registers_not_kept(county: County) -> None:
    row = services.compose(county.union, PERIOD, None)
    text = services.content(row).plain_text()
    assert "0件" not in text.replace("10件", "").replace("20件", "")
    assert "劳动竞赛" not in text
    assert "合同" not in text
    assert any(one["section"] == "merit" and "没有记录" in one["why"] for one in row.left_out)
    assert not any(isinstance(b, Heading) and b.section == "merit" for b in services.content(row).blocks)


def test_texts_of_records_are_quoted_and_cited(county: County) -> None:
    content = services.content(services.compose(county.union, PERIOD, None))
    quotes = [run for _b, _p, run in content.runs() if isinstance(run, Quote)]
    told = next(p for p in county.petitions if p.done)
    assert [q.record for q in quotes if q.ledger == "petitions"] == [str(told.uid)] * 2
    assert "对“夜班补贴标准多年未调整”一事，接访当天与职工当面谈清诉求" in content.plain_text()
    assert "示例纺织厂工会组织双方三次核对考勤和工资发放记录。" in content.plain_text()
    cited = {run.field for _b, _p, run in content.runs() if isinstance(run, RecordSlot)}
    assert "subject" in cited


def test_ledgers_of_small_cells_are_never_quoted(county: County) -> None:
    assert REGISTRY["hardship"].small_cells
    assert "林某某" not in text_of(county)
    small = {slug for slug, ledger in REGISTRY.items() if ledger.small_cells}
    content = services.content(services.compose(county.union, PERIOD, None))
    assert not [run for _b, _p, run in content.runs() if isinstance(run, Quote) and run.ledger in small]


def test_small_counts_of_sensitive_ledgers_stay_in_the_house(county: County) -> None:
    row = services.compose(county.union, PERIOD, None)
    assert "困难职工" not in services.content(row).plain_text()
    assert any(one["why"] == "人数过少，为保护个人信息未列入" for one in row.left_out)
    for number in range(5):
        HardshipFile.objects.create(union=county.union, person_name=f"职工{number}", opened_on=dt.date(2026, 1, 5))
    figures = Figures(question(county.union, PERIOD))
    assert figures.slot("hardship.opened") is not None


def test_a_sum_of_few_people_stays_in_the_house(county: County) -> None:
    Register.objects.create(union=county.union, ledger="aid")
    amount = INDICATORS["aid.illness_amount"]
    assert isinstance(amount, d.Measure)
    for number in range(3):
        values = dict(amount.where.children)
        AidVisit.objects.create(
            union=county.union, given_on=dt.date(2026, 2, number + 1), amount=Decimal(5000), person_name="某", **values
        )
        slot = Figures(question(county.union, PERIOD)).slot("aid.illness_amount")
        assert (slot is None) == (number < 2)


def test_figures_alone_join_the_paragraph_that_tells_a_case() -> None:
    def told(order: int, lead: str, *, case: bool) -> Told:
        made = Told(Passage("self", order, lead, ()))
        made.parts.append((case, [Text(f"{lead}的内容。")]))
        return made

    alone = [told(10, "甲", case=False), told(20, "乙", case=True), told(30, "丙", case=False)]
    joined = hosted(alone)
    assert len(joined) == 1
    assert "".join(run.text for run in joined[0].runs(None)) == "甲。甲的内容。同时乙，乙的内容。此外，丙，丙的内容。"
    assert len(hosted([told(n, f"第{n}", case=n == 1) for n in range(5)])) == 3  # two join, two stand alone
    assert len(hosted([told(n, f"第{n}", case=False) for n in range(3)])) == 3


def test_a_hidden_name_takes_its_sentence_with_it() -> None:
    text = "律师到场。李明明拿到工资。企业当月整改。"
    assert quoted(text, ["李明明"]) == "律师到场。企业当月整改。"
    assert quoted("联系14012345678。已办。") == "已办。"
    assert quoted("第一句话说到这里。第二句话也说到这里。", longest=10) == "第一句话说到这里。"
    assert quoted("很长的一句话没有尽头" * 20) == ""


def test_one_of_several_names_is_hidden_too(county: County) -> None:
    made = county.petition(county.yard, "2026-06-01", person_name="苏某秀等9人")
    assert hidden_words(made, REGISTRY["petitions"]) == ["苏某秀"]


def test_what_went_past_the_employers_union_is_not_told(county: County) -> None:
    with acting(None, "测试"):
        for petition in county.petitions:
            if petition.done:
                petition.bypasses_employer = True
                petition.save()
    assert "夜班补贴" not in text_of(county)


def test_another_account_quotes_only_what_it_reaches(county: County) -> None:
    user = get_user_model().objects.create_user("keeper")
    Grant.objects.create(user=user, union=county.union, role=Role.READER)
    content = services.content(services.compose(county.union, PERIOD, user))
    assert content.figures()
    assert not [run for _b, _p, run in content.runs() if isinstance(run, Quote)]


def test_an_empty_union_says_so_to_the_author(county: County) -> None:
    with acting(None, "测试"):
        new = Union.objects.create(
            code="SL09", name="示例新建厂工会", parent=county.union, founded_on=dt.date(2027, 1, 1)
        )
    row = services.compose(new, PERIOD, None)
    assert row.left_out[0]["why"] == "本期没有任何记录，只能由作者自写"
    assert services.content(row).figures() == []
    assert "主要工作开展情况" not in services.content(row).plain_text()


def test_problems_and_plans_are_the_authors(county: County) -> None:
    content = services.content(services.compose(county.union, PERIOD, None))
    authors = {run.name: run for _b, _p, run in content.runs() if isinstance(run, AuthorSlot)}
    assert authors["problems"].required
    assert authors["plans"].required
    assert "信访事项未办结" in authors["problems"].prompt
    assert authors["problems"].text == ""


def test_a_matter_is_told_by_its_stages_and_payments(county: County) -> None:
    matter = Matter.objects.create(
        union=county.mill, title="示例纺织厂拖欠工资案", opened_on=dt.date(2025, 3, 10), people=91,
        received=Decimal("1824000"), union_costs=Decimal("12600"),
    )  # fmt: skip
    for kind, day, result in [
        ("complaint", "2025-03-10", ""), ("mediation", "2025-04-02", "调解未达成一致"),
        ("legal_aid", "2025-04-20", ""), ("second_instance", "2026-05-20", "二审维持原判"),
    ]:  # fmt: skip
        Stage.objects.create(matter=matter, kind=kind, on=dt.date.fromisoformat(day), result=result)
    Payment.objects.create(matter=matter, what="拖欠工资", amount=Decimal("3186000"), since=dt.date(2026, 5, 20))
    Payment.objects.create(
        matter=matter, what="生活费", rhythm="monthly", amount=Decimal("56000"), since=dt.date(2026, 6, 1)
    )
    text = text_of(county)
    assert "典型案例：示例纺织厂拖欠工资案，涉及职工91人。" in text
    assert "2025年3月10日职工提出投诉，4月2日调解未达成一致，4月20日提供法律援助，2026年5月20日二审维持原判。" in text
    assert "一次性支付拖欠工资318.6万元、自2026年6月起按月支付生活费5.6万元" in text
    assert "截至6月底已到位182.4万元，维权费用1.26万元由工会承担" in text


# --- the union's own words


@pytest.mark.parametrize(
    ("name", "level", "area", "short"),
    [
        ("示例县总工会", Level.COUNTY, "全县", "县总工会"),
        ("示例市总工会", Level.CITY, "全市", "市总工会"),
        ("城东街道总工会", Level.TOWN, "全街道", "街道总工会"),
        ("示例经济开发区总工会", Level.TOWN, "全区", "开发区总工会"),
        ("示例厂工会", Level.GRASSROOTS, "本单位", "工会"),
    ],
)
def test_area_and_short_name(name: str, level: str, area: str, short: str) -> None:
    union = Union(name=name, level=level)
    words = Words(union, PERIOD, PERIOD.last)
    assert (words.area(), short_name(union)) == (area, short)


def test_a_school_says_its_own_words() -> None:
    words = Words(Union(name="示例小学工会", vocabulary=Vocabulary.SCHOOL), PERIOD, PERIOD.last).all()
    assert (words["openness"], words["congress"], words["area"]) == ("校务公开", "教代会", "全校")


def test_plans_are_about_what_follows() -> None:
    union = Union(name="示例厂工会")
    for text, expected in (("2026H1", "下半年"), ("2026", "2027年"), ("2026H2", "2027年"), ("2026Q1", "下一步")):
        period = Period.parse(text)
        assert Words(union, period, period.last).next_span() == expected


def test_the_workplace_in_a_unions_name() -> None:
    assert workplace("示例纺织有限公司工会") == "示例纺织有限公司"
    assert workplace("城东街道总工会") == "城东街道"
    assert workplace("工会") == ""
