"""What single figures mean, continued: money, clocks, persons (rules.md §0.4, §1.11, §5.2, §6, §7.2, §9)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Person
from gonghui.ledgers.assets.models import Supply
from gonghui.ledgers.disputes.models import Obligation
from gonghui.ledgers.funds.models import CashBook
from gonghui.ledgers.hardship.models import HardshipFile
from gonghui.ledgers.mutual_aid.models import MutualCover
from gonghui.ledgers.officers.models import Officer
from gonghui.ledgers.proposals.models import Proposal
from gonghui.ledgers.supervision.models import Supervision
from gonghui.ledgers.welfare.models import WelfareBenefit
from tests.generic.office import Office, day, levy, office

__all__ = ["office"]


def test_what_fell_due_is_due_though_nothing_was_paid(office: Office) -> None:
    with acting(None, "测试"):
        levy(office, 0, "2026-02-15", 2000, 2000, "2026-03-01")
        levy(office, 0, "2026-03-15", 2000, 500, "2026-04-01")
        levy(office, 1, "2026-02-15", 8000, None, None)
        levy(office, 2, None, 1000, 1000, "2026-05-01")  # a sheet that names only the day of payment
        levy(office, 3, "2026-06-30", 3000, 3000, "2026-07-08")  # due in the half-year, paid after it
    told = {key: office.says(f"funds.{key}", "2026H1") for key in ("levy_due", "levy_paid", "unpaid", "payroll")}
    assert told == {"levy_due": 16000, "levy_paid": 3500, "unpaid": 12500, "payroll": 800000}
    assert office.says("funds.levy_rate", "2026H1") == (3500, 16000)
    assert office.says("funds.full_rate", "2026H1") == (1, 4), "one short row is not in full; late is not by the end"
    assert office.says("funds.full_rate", "2026") == (2, 4)
    assert office.says("funds.levy_due", "2026", "2026-02-14") == 0


def test_balances_are_those_of_the_last_closing(office: Office) -> None:
    with acting(None, "测试"):
        for month in range(1, 7):
            CashBook.objects.create(
                union=office.unions[0], closed_on=dt.date(2026, month, 28), kind="bank", book="基本户",
                closing=Decimal(100000 + month), counted=Decimal(100000) if month < 6 else None,
            )  # fmt: skip
        CashBook.objects.create(
            union=office.unions[1], closed_on=day("2026-02-28"), kind="bank", book="基本户", closing=Decimal(50)
        )
        for on, left in (("2026-01-10", 30), ("2026-04-10", 12), ("2026-04-10", 9)):
            Supply.objects.create(union=office.unions[0], kind="in", name="口罩", moved_on=day(on), left=left)
            WelfareBenefit.objects.create(union=office.unions[0], item="大米", given_on=day(on), stock=left)
    assert office.says("funds.cash_closing", "2026H1") == 100056
    assert office.says("funds.cash_closing", "2026-03") == 100053, "the second book stands since February"
    assert office.says("funds.cash_counted", "2026H1") == 100000
    assert office.says("funds.cash_difference", "2026H1") == 5, "where it was last counted"
    assert office.says("funds.cash_closing", "2026-01", union=office.unions[1]) == 0
    assert (office.says("assets.stock", "2026H1"), office.says("welfare.goods_stock", "2026H1")) == (9, 9)
    assert office.says("assets.stock", "2026Q1") == 30


def test_an_expired_certificate_is_no_registration(office: Office) -> None:
    with acting(None, "测试"):
        for union, until in zip(office.unions, ("2020-01-01", "2026-06-30", None), strict=False):
            Union.objects.filter(pk=union.pk).update(has_legal_person=True, legal_until=day(until) if until else None)
    assert office.says("unions.legal_person_rate", "2026H1") == (2, 6)
    assert office.says("unions.legal_persons", "2026H1") == 3


def test_replies_are_held_against_what_was_due(office: Office) -> None:
    with acting(None, "测试"):
        for issued, due, replied in (
            ("2026-06-25", "2026-07-16", None),  # not due yet
            ("2026-03-25", "2026-04-15", "2026-07-09"),  # due, answered after the half-year
            ("2026-02-02", "2026-02-23", "2026-02-20"),
        ):
            Supervision.objects.create(
                union=office.unions[0], letter="opinion", issued_on=day(issued), reply_due_on=day(due),
                replied_on=day(replied) if replied else None,
            )  # fmt: skip
    assert office.says("supervision.reply_rate", "2026H1") == (1, 2)
    assert office.says("supervision.reply_rate", "2026") == (2, 3)
    assert office.says("supervision.replied", "2026H1") == 1


def test_what_was_paid_later_was_missed_then(office: Office) -> None:
    with acting(None, "测试"):
        Obligation.objects.create(union=office.unions[0], due_on=day("2026-03-31"), paid_on=day("2026-08-01"))
    assert office.says("disputes.obligations_missed", "2026H1") == 1
    assert office.says("disputes.obligations_missed", "2026") == 0


def test_a_proposal_turned_down_has_no_benefit(office: Office) -> None:
    with acting(None, "测试"):
        for adopted, benefit in ((False, 500000), (True, 300), (None, 20)):
            Proposal.objects.create(
                union=office.unions[0], proposed_on=day("2026-02-01"), is_adopted=adopted, benefit=Decimal(benefit)
            )
    assert office.says("proposals.benefit", "2026H1") == 320


def test_insured_for_a_year_they_were_enrolled_before(office: Office) -> None:
    with acting(None, "测试"):
        for enrolled, since, until, heads in (
            ("2025-11-15", "2026-01-01", "2026-12-31", 80),
            ("2025-09-01", None, None, 7),  # no days: a year from enrolment
        ):
            MutualCover.objects.create(
                union=office.unions[0], employer=office.employers[0], kind="medical", enrolled_on=day(enrolled),
                since_on=day(since) if since else None, until_on=day(until) if until else None, insured=heads,
            )  # fmt: skip
    told = [office.says("mutual_aid.medical_insured", period) for period in ("2025", "2026H1", "2026", "2027-01")]
    assert told == [7, 87, 80, 0]
    assert office.says("mutual_aid.units", "2026H1") == 1


def test_one_person_in_two_posts_is_one_officer(office: Office) -> None:
    with acting(None, "测试"):
        person = Person.objects.create(name="李甲")
        for post in ("主席", "女职工委员会主任"):
            Officer.objects.create(
                union=office.unions[0], person=person, person_name="李甲", post=post, form="part",
                appointed_on=day("2024-01-01"),
            )  # fmt: skip
            Officer.objects.create(union=office.unions[0], person_name="王乙", post=post, form="full")
    assert office.says("officers.part_time", "2026H1") == 1
    assert office.says("officers.full_time", "2026H1") == 2, "two of one name may be two persons"
    assert office.says("officers.full_time_share", "2026H1") == (2, 3)
    assert office.says("officers.chairs", "2026H1") == 2


def test_out_of_need_are_households_that_were_in_need(office: Office) -> None:
    with acting(None, "测试"):
        for opened, closed, reason in (
            ("2026-02-01", "2026-05-01", "脱困"),  # came and went within the period
            ("2024-02-01", "2026-05-01", "本人死亡"),
            ("2024-02-01", "2026-05-01", "家庭收入达标脱困"),
            ("2024-02-01", None, ""),
        ):
            HardshipFile.objects.create(
                union=office.unions[0], person_name="测试甲", opened_on=day(opened), exit_reason=reason,
                closed_on=day(closed) if closed else None,
            )  # fmt: skip
    assert office.says("hardship.exit_rate", "2026H1") == (1, 3)
    assert office.says("hardship.closed", "2026H1") == 3
