"""Whatever language a page is read in: sheets are recognised, documents and workbooks written, digests kept in Chinese."""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import python_calamine
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents import services
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.figures.units import unit_words
from gonghui.kernel.intake.applying import prepare
from gonghui.kernel.intake.shaping import recogniser, shapes_of
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.ledger.declaration import ledger, ledgers
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from gonghui.kernel.web.export import workbook
from gonghui.kernel.web.page_names import as_read, page_reason
from gonghui.kernel.web.reasons import reason_first
from tests.documents.conftest import county as county  # the fixture
from tests.documents.county import PERIOD, County
from tests.generic.world import World
from tests.intake.books import book
from tests.web.conftest import SignIn
from tests.web.conftest import house as house  # the fixture
from tests.web.conftest import sign_in as sign_in  # the fixture

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        assert translation.gettext("工会名称") == "Union name"
        yield


def test_the_language_of_the_page_comes_back() -> None:
    @in_chinese
    def spoken() -> str:
        return translation.get_language()

    with translation.override("en"):
        assert (spoken(), translation.get_language()) == ("zh-hans", "en")


@pytest.mark.usefixtures("english")
def test_an_english_session_recognises_chinese_headings(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "入会日期", "所属工会"], ["王一", "", "2003-01-01", "云岭市甲厂工会"]]
    path = book(tmp_path / "会员花名册.xlsx", {"Sheet1": rows})
    part = prepare([(path.name, path)]).parts[0]
    assert part.table.match is not None
    names = [shape.name for _column, shape in sorted(part.table.match.columns.items())]
    assert (part.ledger.slug, names[0], names[2:]) == ("roster", "person_name", ["joined_on", "union"])


@pytest.mark.usefixtures("english")
def test_every_shape_is_chinese_and_the_recogniser_is_made_once() -> None:
    for each in ledgers().values():
        for shape in shapes_of(each):
            assert HAN.search(shape.name), each.slug
            assert all(HAN.search(field.headings[0]) for field in shape.fields), each.slug
    assert recogniser() is recogniser()


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_a_workbook_has_chinese_headings_and_words(county: County) -> None:
    content = workbook(ledger("unions"), Union.objects.order_by("pk")).read()
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert sheet.name == "工会组织台账"
    assert rows[0][:2] == ["工会编码", "工会名称"]
    assert rows[1][rows[0].index("工会层级")] == "县级"


@pytest.mark.django_db
def test_a_document_is_the_same_in_every_language(county: County) -> None:
    chinese = services.compose(county.union, PERIOD, None)
    with translation.override("en"):
        english = services.compose(county.union, PERIOD, None)
        services.refresh(english)
        assert english.body == chinese.body
        assert english.left_out == chinese.left_out
        services.edit(english, None, answers={"problems": "⟦petitions.open⟧信访事项未办结。", "plans": "抓好换届。"})
        services.issue(english, None, dt.date(2026, 7, 5))
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(services.docx(english))).paragraphs)
    assert "33件信访事项未办结" in text
    assert not LATIN_WORD.search(text)
    assert services.drift(english) == []
    assert all(HAN.search(frozen.figure["definition"]) for frozen in english.figures.all())


@pytest.mark.django_db
def test_an_issued_document_has_not_drifted_for_an_english_reader(county: County) -> None:
    row = services.compose(county.union, PERIOD, None)
    services.edit(row, None, answers={"problems": "基层力量不足。", "plans": "抓好换届。"})
    services.issue(row, None, dt.date(2026, 7, 5))
    with translation.override("en"):
        assert services.drift(row) == []


@pytest.mark.django_db
def test_refusals_speak_the_readers_language(county: County) -> None:
    row = services.compose(county.union, PERIOD, None)
    with translation.override("en"), pytest.raises(services.Refused) as refused:
        services.edit(row, None, answers={"nothing": "x"})
    assert not HAN.search(str(refused.value))


# --- pages in English

PAGES_IN_ENGLISH = [
    "/",
    "/ledgers/",
    "/ledgers/petitions/?period=2026H1&union=T1&kind=visit",
    "/ledgers/petitions/new/",
    "/ledgers/petitions/history/",
    "/ledgers/roster/",
    "/ledgers/contracts/new/",
    "/record/",
    "/unions/",
    "/unions/B1/",
    "/figures/",
    "/figures/petitions.items/?period=2026Q1",
    "/figures/members.standing/?tree=now&as_of=2026-05-01",
    "/figures/new/?kind=ratio",
    "/intake/",
    "/documents/new/",
    "/search/",
    "/voice/B1/",
]
OFFICES_OWN = re.compile(r"测试\d?(市|镇)?(总工会|机械有限公司)?(工会)?|[\d-]*反映加班费|林\*梅|王测\d")
GLYPHS = {"工", "测", "中文"}  # the seals of the house and of a union without a picture, and the way back to Chinese


def chinese_of(html: str) -> set[str]:
    """What a page says in Chinese, visibly or by an accessible name, apart from what the office wrote itself."""
    said = re.findall(r'(?:title|placeholder|aria-label|alt)="([^"]*)"', html)
    said += re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", "\n", html, flags=re.S).split("\n")
    left = {OFFICES_OWN.sub("", text).strip() for text in said}
    return {text for text in left if HAN.search(text)} - GLYPHS


@pytest.mark.parametrize("address", PAGES_IN_ENGLISH)
def test_an_english_page_says_no_chinese(address: str, house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)
    client.post("/settings/language/", {"language": "en", "next": "/"})
    response = client.get(address)
    assert response.status_code == 200
    assert chinese_of(response.content.decode()) - {"测试"} == set()


def test_every_unit_of_an_indicator_is_known() -> None:
    units = {str(one.unit) for one in INDICATORS.values()} - {"%"}
    with translation.override("en"):
        assert {unit for unit in units if HAN.search(unit_words(unit))} == set()
    assert unit_words("万元") == "万元"
    assert unit_words("桶") == "桶"


def test_periods_are_said_in_the_language_of_the_page() -> None:
    texts = ["2026", "2026H1", "2026H2", "2026Q3", "2026-07", "2025S", "2026-01-05..2026-03-31"]
    assert [Period.parse(text).label for text in texts] == [
        "2026年", "2026年上半年", "2026年下半年", "2026年第三季度", "2026年7月", "2025—2026学年", "2026-01-05至2026-03-31",
    ]  # fmt: skip
    with translation.override("en"):
        assert not [text for text in texts if HAN.search(Period.parse(text).label)]


@pytest.mark.usefixtures("english")
def test_what_the_log_keeps_is_chinese_and_shown_in_the_readers_words(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.keeper)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    told = {
        "union": "B1",
        "registered_on": "2026-05-04",
        "kind": "visit",
        "items": 1,
        "batches": 1,
        "persons": 1,
        "subject": "a",
    }
    assert client.post("/ledgers/petitions/new/", told).status_code == 302
    assert Change.objects.latest("pk").reason == "登记信访登记表"
    record = ledger("petitions").model._default_manager.get(subject="a")
    record.subject = "b"
    with acting(house.keeper, lambda: page_reason("/ledgers/petitions/")):
        record.save()
    assert Change.objects.latest("pk").reason == "页面操作：台账"
    page = client.get("/ledgers/petitions/history/").content.decode()
    assert "页面操作" not in page
    assert "Page action: Ledgers" in page


@pytest.mark.usefixtures("english")
def test_a_persons_own_reason_is_shown_as_it_was_written() -> None:
    assert [as_read(said) for said in ("页面操作：台账", "页面操作", "更正：台账", "页面操作：", "")] == [
        "Page action: Ledgers", "Page action", "更正：台账", "页面操作：", "",
    ]  # fmt: skip


@pytest.mark.usefixtures("english")
def test_a_lazy_reason_is_kept_in_chinese(house: World, sign_in: SignIn) -> None:
    """The title of an act's page, one's own delegation taken back, a file of confidential rows opened."""
    client = sign_in(house.leader)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    moved = {"other": house.other_town.code, "on": "2026-07-01", "document_no": "", "confirm": "1"}
    assert client.post(f"/unions/{house.branch.code}/acts/move/", moved).status_code == 302
    assert set(Change.objects.filter(actor=house.leader).values_list("reason", flat=True)) == {"变更隶属关系"}
    stand_in = Grant.objects.create(user=house.keeper, union=house.city, role=Role.KEEPER, on_behalf_of=house.leader)
    assert client.post(f"/accounts/grants/{stand_in.pk}/end/").status_code == 302
    assert Change.objects.latest("pk").reason == "本人收回代办"
    form = RequestFactory().post("/", {"reason": "复核"})
    form.user = house.leader
    assert reason_first(form, house.branch, Union, name="a", uid="b") is None
    assert Change.objects.latest("pk").reason == "复核（文件 b）"


def test_no_reason_is_written_down_in_the_readers_language() -> None:
    """`acting(user, gettext(…))` would keep it so: it is to be gettext_noop, lazy, or made by a function `in_chinese`."""
    wrong = []
    for path in sorted(Path("gonghui").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for call in ast.walk(ast.parse(text)) if "acting(" in text else ():
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "acting":
                continue
            for each in call.args[1:2]:
                if any(
                    isinstance(one, ast.Call) and getattr(one.func, "id", "") in ("_", "str") for one in ast.walk(each)
                ):
                    wrong.append(f"{path}:{call.lineno}")
    assert wrong == []
