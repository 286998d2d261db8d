"""The demo city: whole, right by the ledgers' own rules, the same at every run, and telling its three stories."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from gonghui.demo import load as demo
from gonghui.demo.chance import TODAY
from gonghui.demo.stories import CODE, PAIRED
from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.reach import reach, records, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.figures.answering import answer, value
from gonghui.kernel.figures.asking import Ask
from gonghui.kernel.figures.catalogue import catalogue, find
from gonghui.kernel.intake.checks import credit_code_check, id_check
from gonghui.kernel.ledger.declaration import ledger, ledgers
from gonghui.kernel.matters.models import Event, Matter
from gonghui.kernel.organisations.ancestry import below
from gonghui.kernel.organisations.models import Department, Employer, Register, Union
from gonghui.kernel.people.identity import number_of, phone_of
from gonghui.kernel.people.models import Membership, Person
from gonghui.kernel.periods import Period

pytestmark = pytest.mark.django_db
NOW, BEFORE = Period.parse("2026H1"), Period.parse("2025H1")
Account = dict[str, str]


@pytest.fixture(scope="module")
def accounts(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Account]]:
    """The city, loaded once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield demo.load()
        transaction.set_rollback(True)


@pytest.fixture
def city(accounts: list[Account]) -> Union:
    return Union.objects.get(parent__isnull=True)


def user(accounts: list[Account], name: str) -> Any:
    return get_user_model().objects.get(username=next(a["username"] for a in accounts if a["username"] == name))


def rows_of(slug: str) -> Any:
    one = ledger(slug)
    rows = one.model._default_manager.all()
    for name, wanted in one.preset.items():
        rows = rows.filter(**{f"themes__{name}" if name == "theme" else name: wanted})
    return rows


def test_the_city_has_four_levels_and_five_thousand_members(city: Union) -> None:
    assert 60 <= Union.objects.count() <= 75
    assert set(Union.objects.values_list("level", flat=True)) == {"county", "town", "village", "grassroots"}
    assert {row.depth for row in below(city, dt.date(2026, 6, 30))} == {0, 1, 2, 3}
    assert 4800 <= Membership.objects.counted().filter(left_on__isnull=True).count() <= 5500
    assert Membership.objects.filter(is_identified=False).count() >= 40
    assert not Union.objects.filter(name_key="").exists()


def test_numbers_are_valid_invented_and_given_once(city: Union) -> None:
    people = list(Person.objects.exclude(number_cipher=None))
    numbers = [number_of(person) for person in people]
    assert not [number for number in numbers if id_check(number)]
    assert len(set(numbers)) == len(numbers) > 4800
    assert {number[4:6] for number in numbers} <= {"79", "81", "82", "83"}  # counties that nobody has been given
    assert all(phone_of(person).startswith("140") for person in people[:200])
    assert not [e.name for e in Employer.objects.all() if credit_code_check(e.credit_code)]


def test_it_is_the_same_at_every_run(city: Union) -> None:
    names = "|".join(Membership.objects.order_by("pk").values_list("person_name", flat=True))
    assert hashlib.sha256(names.encode()).hexdigest()[:16] == "40a75a34ad004304"


def test_every_ledger_has_records_and_a_department(city: Union) -> None:
    assert [slug for slug in ledgers() if not rows_of(slug).exists()] == []
    kept = {slug for department in Department.objects.all() for slug in department.ledgers}
    assert set(ledgers()) - kept == set()


@pytest.mark.parametrize("share", range(4))
def test_every_record_keeps_the_rules_of_its_ledger(city: Union, share: int) -> None:
    wrong: Counter[tuple[str, str]] = Counter()
    for slug in list(ledgers())[share::4]:
        one = ledger(slug)
        relations = [f.name for f in one.model._meta.fields if f.is_relation]
        for row in rows_of(slug)[:400]:
            try:
                row.clean_fields(exclude=relations)
                row.validate_constraints()
            except Exception as error:
                wrong[(slug, str(error))] += 1
        if one.date:
            wrong[(slug, "after the demo's day")] += rows_of(slug).filter(**{f"{one.date}__gt": TODAY}).count()
    assert {what: n for what, n in wrong.items() if n} == {}


def test_parts_are_within_their_wholes_and_few_figures_are_missing(city: Union) -> None:
    indicators = list(catalogue().values())
    figures = [row[0] for row in answer(indicators, [Ask(city, NOW)])]
    above = [
        f.key for i, f in zip(indicators, figures, strict=True)
        if isinstance(i, d.Ratio) and i.part and i.times == 100 and f.value is not None and f.value > 100
    ]  # fmt: skip
    assert above == []
    assert sum(bool(f.value) for f in figures) / len(figures) > 0.75


def test_the_half_years_differ_as_in_life(city: Union) -> None:
    keys = [
        "members.standing",
        "petitions.items",
        "contracts.general",
        "disputes.filed",
        "unions.founded",
        "unions.standing",
    ]
    found = {
        row[0].key: (row[0].value, row[1].value)
        for row in answer([find(key) for key in keys], [Ask(city, NOW), Ask(city, BEFORE)])
    }
    assert found["members.standing"][0] > found["members.standing"][1]
    assert found["petitions.items"][0] < found["petitions.items"][1]
    assert found["contracts.general"][0] > found["contracts.general"][1]
    assert found["unions.founded"][0] == found["unions.founded"][1] > 0


def test_the_books_balance_and_the_closings_say_what_they_say(city: Union) -> None:
    keys = ["assets", "liabilities", "net", "income", "expense", "out_of_balance"]
    whole = Period.parse("2024-07-01..2026-06-30")
    got = {key: answer([find(f"books.{key}")], [Ask(city, whole)])[0][0].value for key in keys}
    assert got["out_of_balance"] == 0
    assert got["assets"] == got["liabilities"] + got["net"] + got["income"] - got["expense"] > 0
    last = rows_of("books_closings").latest("closed_on")
    assert (last.assets, last.assets) == (got["assets"], last.liabilities + last.net)


def test_moved_merged_dissolved_and_reclassified_are_dated(city: Union) -> None:
    def under(name: str, day: dt.date) -> set[str]:
        return set(below(Union.objects.get(name=name), day).values_list("union__name", flat=True))

    moved = "望溪精密铸造有限公司工会"
    assert moved in under("白塔镇总工会", dt.date(2026, 2, 28))
    assert moved not in under("白塔镇总工会", dt.date(2026, 3, 1))
    assert moved in under("望溪经济开发区总工会", dt.date(2026, 3, 1))
    merged = Union.objects.get(name="石门石材有限公司工会")
    assert (merged.dissolved_on, merged.successor.name) == (dt.date(2025, 11, 1), "白塔石材有限公司工会")
    assert not merged.memberships.filter(left_on__isnull=True).exists()
    assert Union.objects.get(name="白塔砖瓦建材厂工会").dissolved_on == dt.date(2025, 9, 30)
    state = find("unions.state")
    assert value(state, Ask(city, NOW)).value == 5
    assert value(state, Ask(city, NOW, as_of=dt.date(2026, 1, 31))).value == 6


def test_a_joint_event_is_one_row_with_several_themes(city: Union) -> None:
    event = Event.objects.get(title__contains="劳模工匠故事会")
    assert {row.theme for row in event.themes.all()} == {"culture", "publicity", "guidance"}
    assert event.supporting_unions.count() == 3
    assert rows_of("culture").filter(pk=event.pk).count() == 1


def test_one_conflict_is_held_and_counted_nowhere(city: Union) -> None:
    held = Membership.objects.get(state="held")
    assert held.person_name in held.state_reason
    assert Membership.objects.counted().filter(person=held.person, left_on__isnull=True).count() == 1
    assert held not in records(ledger("roster"), get_user_model()(is_superuser=True)).counted()


def test_a_register_may_be_empty_or_not_kept(city: Union) -> None:
    kept = set(Register.objects.filter(ledger="safety_accidents").values_list("union__name", flat=True))
    assert "望溪鑫源机械制造有限公司工会" in kept
    assert "望溪市实验小学工会" not in kept
    accidents = find("safety_accidents.accidents")
    model, school = (Union.objects.get(name=name) for name in ("望溪鑫源机械制造有限公司工会", "望溪市实验小学工会"))
    assert value(accidents, Ask(model, NOW)).value == 0
    assert value(accidents, Ask(school, NOW)).value is None


def test_story_of_91_workers_is_one_matter_counted_once(city: Union) -> None:
    matter = Matter.objects.get(people=91)
    assert (matter.claimed, matter.awarded, matter.received) == (4027500, 3186000, 1356000)
    for slug in ("petitions", "legal_aid", "disputes"):
        assert rows_of(slug).filter(matter=matter).count() == 1
    assert [p.headcount for p in matter.parties.filter(role="applicant")] == [91]
    kinds = list(matter.stages.values_list("kind", flat=True))
    assert kinds == [
        "complaint",
        "mediation",
        "legal_aid",
        "first_instance",
        "second_instance",
        "enforcement",
        "payment",
        "payment",
    ]
    rhythms = {p.rhythm: (p.amount, p.received_amount) for p in matter.payments.all()}
    assert set(rhythms) == {"once", "monthly", "quarterly"}
    assert rhythms["once"] == (3186000, matter.received)
    dispute = rows_of("disputes").get(matter=matter)
    assert (
        dispute.received_wages + dispute.received_insurance + dispute.received_living
        == dispute.received
        == matter.received
    )
    assert dispute.union_costs == matter.union_costs == 24000


def test_story_of_the_model_union_is_seen_across_branches(accounts: list[Account], city: Union) -> None:
    model = user(accounts, "shifan")
    helped = set(rows_of("pairing").values_list("helped_union__name", flat=True))
    assert len(helped) == len(PAIRED) == 3
    assert helped <= set(reach(model, "congress").values_list("name", flat=True))
    assert not helped & set(reach(model, "hardship").values_list("name", flat=True))
    assert not helped & set(writable(model, "congress").values_list("name", flat=True))
    tops = {union.parent_id for union in Union.objects.filter(name__in=helped)}
    assert len(tops) == 3  # three branches
    for pairing in rows_of("pairing"):
        sheet = rows_of("pairing_scores").filter(helped_union=pairing.helped_union, score_year=2025)
        assert sum(item.score for item in sheet) == pairing.score
        assert rows_of("pairing_visits").filter(helped_union=pairing.helped_union).count() >= 2


def test_story_of_the_scanned_complaint_stays_from_the_own_union(accounts: list[Account], city: Union) -> None:
    petition = rows_of("petitions").get(query_code=CODE)
    assert petition.is_anonymous
    assert petition.bypasses_employer
    assert not petition.person_name
    assert petition.registered_on < petition.answered_on <= petition.due_on
    assert petition not in records(ledger("petitions"), user(accounts, "huasheng"))
    assert petition in records(ledger("petitions"), user(accounts, "shenhe"))
    with acting(None, "测试"):
        petition.union = petition.employer.unions.get()  # even if it lay in that union's own book
        petition.save()
    assert petition not in records(ledger("petitions"), user(accounts, "huasheng"))


def test_one_account_for_each_role(accounts: list[Account], city: Union) -> None:
    assert {grant.role for grant in Grant.objects.all()} == set(Role.values)
    assert len({account["password"] for account in accounts}) == len(accounts)
    for account in accounts:
        assert authenticate(username=account["username"], password=account["password"]) is not None


def test_the_summary_is_of_a_half_years_length(city: Union) -> None:
    from gonghui.kernel.documents import services

    content = services.content(services.compose(city, NOW, None))
    assert 2500 <= content.characters() <= 4000
    text = content.plain_text()
    assert "91名职工" in text
    assert "318.6万元" in text
    assert "{" not in text


def test_money_that_came_later_is_not_in_an_earlier_summary(city: Union) -> None:
    """The group sum arrived in April and May 2026: the summary of 2025 does not know of it, that of 2026H1 does."""
    from gonghui.kernel.documents import services

    texts = {
        p: services.content(services.compose(city, Period.parse(p), None)).plain_text() for p in ("2025H2", "2026H1")
    }
    assert "135.6万元" in texts["2026H1"]
    assert "135.6万元" not in texts["2025H2"]


def test_a_database_that_is_not_empty_is_refused(city: Union, tmp_path: Any) -> None:
    before = Union.objects.count()
    with pytest.raises(CommandError, match="空数据库"):
        call_command("demo", accounts=tmp_path / "accounts.json")
    assert Union.objects.count() == before
    assert not (tmp_path / "accounts.json").exists()


def test_every_kind_of_document_is_made_from_the_city_and_holds_what_it_must(city: Union) -> None:
    from gonghui.kernel import proof
    from gonghui.kernel.documents import services
    from gonghui.kernel.documents.kinds import ORDER
    from gonghui.kernel.documents.models import Document

    made = {row.kind: row for row in Document.objects.filter(union=city).select_related("union")}
    assert set(made) == set(ORDER)
    drafts = [row for row in made.values() if row.kind != "summary"]
    assert {row.kind: [one.words for one in services.obstacles(row)] for row in drafts} == {
        row.kind: [] for row in drafts
    }
    for row in made.values():
        reading = proof.read(services.content(row).plain_text(), city.name)
        assert [one.note for one in reading.relations if one.verdict == "fails"] == [], row.title


def test_word_pdf_and_page_of_every_kind_carry_the_same_figures(accounts: list[Account], city: Union) -> None:
    from gonghui.kernel import proof
    from gonghui.kernel.documents import services
    from gonghui.kernel.documents.models import Document
    from gonghui.kernel.proof.files import read_file

    def figures(name: str, data: bytes) -> Counter[tuple[object, str, str]]:
        reading = proof.read(read_file(name, data), city.name)
        return Counter((one.value, one.unit, one.qualifier) for one in reading.figures)

    client = Client()
    client.force_login(user(accounts, "lingdao"))
    count = 0
    for row in Document.objects.filter(union=city).select_related("union"):
        if row.state == "draft" and row.kind == "summary":  # what the author is asked is printed in a draft
            row = services.edit(row, None, answers={"problems": "一是力量不足。", "plans": "一是新建工会6家。"})
        said = figures("a.txt", services.content(row).plain_text().encode())
        page = client.get(f"/documents/{row.uid}/view/").content.decode()
        paper = re.search(r"<article.*?</article>", page, re.S)
        assert paper is not None
        assert figures("a.docx", services.docx(row)) == said, row.title
        assert figures("a.pdf", services.pdf(row)) == said, row.title
        assert figures("a.html", paper[0].encode()) == said, row.title
        count += said.total()
    assert count > 250


def test_numbers_of_the_city_run_on(city: Union) -> None:
    from gonghui.kernel.documents.models import Document

    numbers = [row.number for row in Document.objects.filter(union=city).order_by("pk") if row.number]
    assert numbers == [
        "望工〔2026〕1号",
        "望工〔2026〕2号",
        "望工〔2026〕3号",
        "望工函〔2026〕1号",
        "望工监意〔2026〕1号",
    ]
