"""What is seen: no address shows an account what another address keeps from it."""

from __future__ import annotations

import ast
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from gonghui.kernel.access.figures import by_value, told, trend
from gonghui.kernel.access.models import Role
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents.evidence import Evidence, spans
from gonghui.kernel.documents.models import Document, FrozenFigure
from gonghui.kernel.documents.parts import Paragraph, Text
from gonghui.kernel.documents.quoting import field_words
from gonghui.kernel.documents.structure import Document as Content
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.figures.models import SavedIndicator
from gonghui.kernel.figures.result import NOT_ASKED, WITHHELD
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.ledger.sealed import sealed_fields
from gonghui.kernel.matters.models import Matter
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import Period
from tests.generic.hands import account, signed_in
from tests.generic.world import DAY, World, fill

pytestmark = pytest.mark.usefixtures("no_factor")
PETITIONS = REGISTRY["petitions"]


def words_of(answer: Any) -> str:
    """What an answer says, marks and escapes aside."""
    page = re.sub("</?mark>", "", answer.content.decode())
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), page)


# --- a document says nothing that its record hides --------------------------------------------------------------------


def drafted(union: Union) -> Document:
    body = Content(title="甲", organisation="乙", blocks=(Paragraph((Text("正文。"),)),)).to_json()
    return Document.objects.create(union=union, kind="request", period="2026H1", title="甲", body=body)


def said(client: Client, document: Document, token: str) -> tuple[int, str]:
    """The answer to a paragraph with this token, and all that is shown and kept of it."""
    answer = client.post(f"/documents/{document.uid}/edit/", {"paragraph-0": f"写成⟦{token}⟧。"})
    document.refresh_from_db()
    return answer.status_code, answer.content.decode() + json.dumps(document.body, ensure_ascii=False)


def test_no_token_opens_what_the_record_hides(world: World) -> None:
    """By any form, or none."""
    client, document = signed_in(world.keeper), drafted(world.branch)
    for slug, field in (
        ("petitions", "person_name"), ("petitions", "person"), ("mutual_aid", "claim"), ("motions", "proposer"),
        ("hardship", "health"),
    ):  # fmt: skip
        record = fill(REGISTRY[slug], world.branch, **({} if field == "person" else {field: "吴某某"}))
        hidden = "王测0" if field == "person" else "吴某某"
        for form in ("", "|x", " |x|y"):
            status, page = said(client, document, f"record:{slug}/{record.uid}/{field}{form}")
            assert status == 422, (slug, field, form)
            assert hidden not in page, (slug, field, form)
    record = fill(PETITIONS, world.branch, 1, subject="食堂的饭菜")
    status, page = said(client, document, f"record:petitions/{record.uid}/subject")
    assert status == 302
    assert "食堂的饭菜" in page


def test_no_words_are_made_of_a_field_that_lies_encrypted(world: World) -> None:
    for slug, ledger in REGISTRY.items():
        record: Any = ledger.model()
        for name in [each.name for each in sealed_fields(ledger.model)]:
            setattr(record, name, "吴某某")
            assert [field_words(record, name + form) for form in ("", "|x")] == ["", ""], (slug, name)


# --- what bypasses the employer's union is not told by a figure either ------------------------------------------------

TITLE = "拖欠加班工资的匿名信"


@pytest.mark.parametrize("said_by", ["record", "matter", "other"])
def test_no_figure_or_title_tells_what_bypasses_the_union(said_by: str, world: World) -> None:
    """Said by the record, by its matter, or by another record of the matter."""
    employer = world.branch.employer
    with acting(None, "测试"):
        matter = Matter.objects.create(
            union=world.branch, title=TITLE, opened_on=DAY, employer=employer, bypasses_employer=said_by == "matter"
        )
    told: dict[str, Any] = {"subject": TITLE, "matter": matter, "bypasses_employer": said_by != "matter"}
    record = fill(PETITIONS, world.branch, **told)
    also = [("petitions.items", record)]
    if said_by == "other":
        also = [("disputes.filed", fill(REGISTRY["disputes"], world.branch, matter=matter, case_no=TITLE))]
    asked = "union=B1&period=2026&whole=1"
    for key, row in also:
        for user, seen in ((world.keeper, False), (world.leader, True)):
            client = signed_in(user)
            ledger = key.partition(".")[0]
            for address in (f"/ledgers/{ledger}/{row.uid}/", f"/api/v1/{ledger}/{row.uid}"):
                assert client.get(address).status_code == (200 if seen else 404), address
            for address in (
                f"/figures/{key}/?{asked}", f"/figures/{key}/records/?{asked}", f"/api/v1/figures/{key}/explain?{asked}",
                "/suggestions/matters/?q=拖欠", "/search/?q=拖欠",
            ):  # fmt: skip
                page = words_of(client.get(address))
                assert (TITLE in page or str(row.uid) in page) is seen, address


def test_an_issued_figure_keeps_back_what_bypasses_the_union(world: World) -> None:
    hidden = fill(PETITIONS, world.branch, subject=TITLE, bypasses_employer=True)
    open_one = fill(PETITIONS, world.branch, 1, subject="公开的信")
    document = Document.objects.create(union=world.branch, kind="summary", period="2026H1", title="甲", body={})
    ids = spans([hidden.pk, open_one.pk])
    part = {"key": "petitions.items", "name": "件", "period": "2026H1", "as_of": "2026-06-30",
            "model": "petitions.petition", "ledger": "petitions", "ids": ids}  # fmt: skip
    FrozenFigure.objects.create(document=document, slot="1", key="petitions.items", union=world.branch, period="2026H1",
                                figure={"text": "2件"}, definition_digest="", records_digest="", records=[part])  # fmt: skip
    for user, seen in ((world.keeper, False), (world.leader, True)):
        page = signed_in(user).get(f"/documents/{document.uid}/figure/1/").content.decode()
        assert "公开的信" in page
        assert (TITLE in page) is seen
    assert Evidence([]).titles_of("petitions.petition", {hidden.pk, open_one.pk}) == [str(open_one)]


def test_no_text_tells_what_bypasses_a_union(world: World) -> None:
    """Not even one that the city writes: more people read it than the one who makes it."""
    record = fill(PETITIONS, world.branch, subject=TITLE, bypasses_employer=True)
    status, page = said(signed_in(world.leader), drafted(world.city), f"record:petitions/{record.uid}/subject")
    assert status == 422
    assert TITLE not in page


# --- an office's own indicator asks nothing of others -----------------------------------------------------------------

AID = {
    "name": "试探",
    "unit": "元",
    "count": "sum",
    "field": "payout",
    "when": "flow",
    "since": "claimed_on",
    "decimals": "0",
}
WORDS = {"item0": "person_name", "how0": "equals", "value0": "周某某"}
NUMBERS = {"item0": "payout", "how0": "between", "value0": "8000、9000"}


def made(client: Client, **conditions: str) -> str:
    """The key of an indicator of one's own on 互助保障."""
    answer = client.post("/figures/new/?ledger=mutual_aid", AID | conditions)
    return str(answer.headers["Location"].strip("/").rpartition("/")[2])


def pages_of(client: Client, key: str, union: str) -> str:
    asked = f"union={union}&period=2026&whole=1"
    addresses = (
        f"/figures/{key}/?{asked}", f"/api/v1/figures/{key}?{asked}&with_children=1", f"/api/v1/figures/{key}/explain?{asked}",
        f"/pivot/?m={key}&rows=child&cols=measure&{asked}", f"/pivot/?m={key}&rows=period&cols=measure&{asked}",
    )  # fmt: skip
    return "".join(client.get(address).content.decode() for address in addresses)


@pytest.mark.parametrize("conditions", [WORDS, NUMBERS])
def test_an_indicator_of_ones_own_is_no_question_about_a_person_elsewhere(conditions: Any, world: World) -> None:
    told: dict[str, Any] = {"claimed_on": DAY, "person_name": "周某某", "payout": 8613}
    fill(REGISTRY["mutual_aid"], world.beside, **told)
    fill(REGISTRY["mutual_aid"], world.branch, **told | {"payout": 8427})
    keeper = signed_in(world.keeper)
    key = made(keeper, **conditions)
    assert SavedIndicator.objects.get().union == world.branch
    assert "8427" in pages_of(keeper, key, "B1").replace(",", "")
    above = pages_of(keeper, key, "C").replace(",", "")
    assert "8613" not in above
    assert "17040" not in above
    leader = signed_in(world.leader)
    assert "17040" in pages_of(leader, key, "C").replace(",", "")
    for address in (f"/figures/{key}/", f"/api/v1/figures/{key}?union=B2&period=2026"):
        assert signed_in(world.stranger).get(address).status_code == 404
    for address in ("/figures/?group=自定义指标&whole=1", "/api/v1/figures/", "/figures/new/?kind=ratio"):
        assert key not in signed_in(world.stranger).get(address).content.decode()
        assert key in keeper.get(address).content.decode()


def test_words_are_asked_by_readers_of_the_records_alone(world: World) -> None:
    """Though the city made the indicator and anybody below may use it."""
    told: dict[str, Any] = {"claimed_on": DAY, "person_name": "周某某", "payout": 8613}
    fill(REGISTRY["mutual_aid"], world.beside, **told)
    leader, keeper = signed_in(world.leader), signed_in(world.keeper)
    words, numbers = made(leader, **WORDS), made(leader, **NUMBERS)
    assert "8613" in pages_of(leader, words, "C").replace(",", "")
    assert "8613" not in pages_of(keeper, words, "C").replace(",", "")
    assert "8613" in pages_of(keeper, numbers, "C").replace(",", "")


def test_an_indicator_is_made_of_ledgers_that_one_keeps(world: World) -> None:
    of_some = account("of-some", Role.KEEPER, world.branch, ledgers=["culture"])
    assert signed_in(of_some).post("/figures/new/?ledger=mutual_aid", AID).status_code == 403
    assert not SavedIndicator.objects.exists()


# --- small counts -----------------------------------------------------------------------------------------------------


def accidents(n: int, union: Union, day: dt.date) -> None:
    for each in range(n):
        fill(REGISTRY["safety_accidents"], union, each, happened_on=day)


def test_last_years_small_count_stays_hidden_in_the_ranking(world: World) -> None:
    accidents(2, world.branch, dt.date(2024, 3, 1))
    where = "/figures/safety_accidents.accidents/?union=T1&period=2025&whole=1"
    for user, seen in ((world.above, False), (world.leader, True)):
        page = signed_in(user).get(where).content.decode()
        assert ("上年同期 2" in page) is seen
        assert ("下降 100" in page) is seen


def test_a_pivot_splits_no_small_count(world: World) -> None:
    """Not even one that stands behind a figure anybody may split; nor its workbook."""
    fill(PETITIONS, world.branch, items=77)
    choices: Any = REGISTRY["hardship_care"].model._meta.get_field("kind").choices
    kind = choices[0][0]
    for each in range(3):
        fill(REGISTRY["hardship_care"], world.branch, each, resolved_on=DAY, kind=kind)
    for axes in ("rows=by:kind&cols=measure", "rows=by:kind&cols=child"):
        asked = f"m=petitions.items&m=hardship.care_resolved&{axes}&union=T1&period=2026"
        found = {}
        for user in (world.above, world.leader):
            client = signed_in(user)
            page = client.get(f"/pivot/?{asked}").content.decode()
            assert ">77<" in page
            found[user] = ">3<" in page
            if "measure" in axes:
                book = client.get(f"/pivot/?{asked}&format=xlsx").content
                numbers = [cell for row in openpyxl.load_workbook(io.BytesIO(book)).active.values for cell in row]
                assert (3 in numbers, 77 in numbers) == (user == world.leader, True)
        assert found[world.above] is False
        assert found[world.leader] is ("measure" in axes)


_RAW = {
    "gonghui.kernel.figures.answering": {"answer", "value", "children", "trend", "figure", "solve"},
    "gonghui.kernel.figures.counting": {"count", "by_child", "by_value", "aggregate"},
    "gonghui.kernel.figures.everywhere": {"everywhere"},
}
_OWN = {  # what may count raw, and why
    "kernel/documents/evidence.py": "freezes an issued figure; opened only by whoever reads the records of its union",
    "kernel/returns/values.py": "puts what was reported below in place of what is counted there, then shows the sum",
}


def test_no_page_counts_past_the_guard() -> None:
    """Figures come from access/figures.py: whoever imports the counting itself shows a number that passed no guard."""
    root = Path(__file__).parents[2] / "gonghui"
    found = {}
    for file in [*sorted((root / "kernel").rglob("*.py")), *sorted((root / "ledgers").rglob("*.py"))]:
        name = file.relative_to(root).as_posix()
        if name.startswith(("kernel/figures/", "kernel/access/")) and name != "kernel/figures/goals.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                raw = _RAW.get(node.module or "", set()) & {each.name for each in node.names}
                whole = {each.name for each in node.names if f"{node.module}.{each.name}" in _RAW}
                if raw or whole:
                    found[name] = raw | whole
    assert set(found) == set(_OWN), found


# --- a count one higher than the list tells as much as a name ----------------------------------------------------------


def test_no_count_betrays_what_bypasses_the_union(world: World) -> None:
    """The list, the figure, the figure of the union above, its children, its split: all as many as the account reads."""
    for n in range(4):
        past = {"bypasses_employer": n == 3, "employer": world.branch.employer, "kind": "visit"}
        fill(PETITIONS, world.branch, n, items=1, **past)
    for user, n in ((world.keeper, 3), (world.leader, 4)):
        client = signed_in(user)
        assert client.get("/api/v1/petitions/").json()["count"] == n
        for union in ("B1", "T1"):
            asked = f"/api/v1/figures/petitions.items?union={union}&period=2026&with_children=1"
            said = client.get(asked).json()
            assert float(said["value"]) == n, union
            assert all(float(each["value"]) == n for each in said["children"] if each["value"]), union
        leaf: Any = INDICATORS["petitions.items"]
        ask = Ask(world.branch, Period.parse("2026"))
        assert sum(number for _value, number in by_value(leaf, ask, "kind", user) or ()) == n
        assert trend(leaf, ask, 2, user)[-1].value == n


@pytest.mark.parametrize("kind", ["ratio", "sum", "change", "shifted"])
def test_what_is_made_of_counts_betrays_it_neither(kind: str, world: World) -> None:
    fill(PETITIONS, world.branch, 3, subject=TITLE, bypasses_employer=True, employer=world.branch.employer)
    part = INDICATORS["petitions.items"]
    assert isinstance(part, d.Measure)
    common: dict[str, Any] = {"key": "x", "name": "x", "saved": True}
    made: Any = {
        "ratio": lambda: d.Ratio(unit="%", numerator=part, denominator=part, basis="x", **common),
        "sum": lambda: d.Sum(unit="件", plus=[part], **common),
        "change": lambda: d.Change(of=part, **common),
        "shifted": lambda: d.Shifted(unit="件", of=part, to="last_year", **common),
    }[kind]()
    found: Any = told(made, world.keeper)
    parts = [found.numerator, found.denominator] if kind == "ratio" else found.plus if kind == "sum" else [found.of]
    assert all("pk__in" in repr(each.where) for each in parts)
    assert told(made, world.leader) is made
    assert told(made, None) is made


# --- why a figure is not told -----------------------------------------------------------------------------------------


def test_a_withheld_figure_says_the_right_reason(world: World) -> None:
    """An own indicator that asks words answers who reads the records; a small count is small."""
    fill(REGISTRY["mutual_aid"], world.branch, claimed_on=DAY, person_name="周某某", payout=8427)
    key = made(signed_in(world.leader), **WORDS)
    accidents(2, world.branch, dt.date(2026, 3, 1))
    above = signed_in(world.above)
    for figure, why, other in ((key, NOT_ASKED, WITHHELD), ("safety_accidents.accidents", WITHHELD, NOT_ASKED)):
        said = above.get(f"/api/v1/figures/{figure}?union=B1&period=2026").json()
        assert (said["value"], said["text"]) == (None, why)
        page = above.get(f"/figures/{figure}/?union=B1&period=2026&whole=1").content.decode()
        assert (why in page, other in page) == (True, False)
