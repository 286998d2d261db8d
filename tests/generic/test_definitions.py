"""What single figures mean, told by cases that a looser definition would count wrongly (rules.md §4, §6, §10.3)."""

from __future__ import annotations

from typing import Any

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.figures import declaration as d
from gonghui.kernel.organisations.acts import dissolve, merge
from gonghui.kernel.organisations.models import NEVER, Cover, Employer, Union
from gonghui.kernel.organisations.reversals import reverse
from gonghui.ledgers.committees.models import Body
from gonghui.ledgers.congress.models import Session
from gonghui.ledgers.contracts.models import Contract
from gonghui.ledgers.hardship.models import HardshipFile
from gonghui.ledgers.homes.models import Home
from gonghui.ledgers.standards.models import Assessment
from tests.generic.office import Office, contract, day, election, office
from tests.kernel.test_tree import join

__all__ = ["office"]
RATES_OF_UNIONS: list[
    Any
] = [  # of what stands at the end; what happened in the period may be a union's that has closed since
    one
    for one in d.INDICATORS.values()
    if isinstance(one, d.Ratio)
    and isinstance(one.denominator, d.Measure)
    and isinstance(one.numerator, d.Measure)
    and (one.denominator.of, one.denominator.kind) == (Union, "stock")
    and one.numerator.kind != "flow"
]


def test_a_contract_that_ends_on_the_last_day_is_not_its_own_renewal(office: Office) -> None:
    for n in range(3):
        contract(office, n, "2023-01-01", "2025-12-31")
    assert office.says("contracts.renewal_rate", "2025") == (0, 3)
    contract(office, 0, "2026-01-01", "2028-12-31")  # from the day after
    contract(office, 1, "2026-02-01", "2028-12-31")  # after a gap: renewed next year, not in this
    contract(office, 2, "2025-07-01", "2028-12-31", kind="wage")  # of another kind
    assert office.says("contracts.renewal_rate", "2025") == (1, 3)
    assert office.says("contracts.renewed", "2025") == 1


def test_a_contract_renewed_and_ended_again_is_not_renewed_at_the_end(office: Office) -> None:
    contract(office, 0, "2024-01-01", "2025-01-31")
    contract(office, 0, "2025-02-01", "2025-11-30")
    assert office.says("contracts.renewal_rate", "2025") == (0, 1)
    assert office.says("contracts.renewal_rate", "2025H1") == (1, 1)


def test_a_renewal_objected_to_is_none(office: Office) -> None:
    contract(office, 0, "2023-01-01", "2025-12-31")
    contract(office, 0, "2026-01-01", "2028-12-31", review="objected")
    assert office.says("contracts.renewal_rate", "2025") == (0, 1)


def test_a_term_that_ends_on_the_last_day_is_not_its_own_reelection(office: Office) -> None:
    for n in range(4):
        election(office, n, "2021-01-01", "2025-12-31")
    assert office.says("elections.on_time_rate", "2025") == (0, 4)
    election(office, 0, "2025-12-31", "2030-12-30")  # on the very last day
    election(office, 1, "2025-10-08", "2030-10-07")  # early
    election(office, 2, "2026-01-01", "2030-12-31")  # a day late, in the next year
    election(office, 3, "2025-11-01", "2025-12-31", kind="by_election")  # fills a seat, begins no term
    assert office.says("elections.on_time_rate", "2025") == (2, 4)


def test_a_term_renewed_late_is_renewed_and_not_on_time(office: Office) -> None:
    election(office, 0, "2019-02-01", "2024-01-31")
    election(office, 0, "2024-12-20", "2029-12-19")
    assert office.says("elections.on_time_rate", "2024") == (0, 1)
    assert office.says("elections.renewed", "2024") == 1
    assert office.says("elections.renewed", "2024H1") == 0


def test_what_a_decision_begins_has_not_begun_without_its_day(office: Office) -> None:
    contract(office, 0, None, None, signed_on=day("2026-03-01"))
    contract(office, 1, "2023-01-01", None, review="objected")
    with acting(None, "测试"):
        HardshipFile.objects.create(union=office.unions[0], person_name="测试甲")
        Home.objects.create(union=office.unions[0], kind=Home.Kind.CITY)
        Assessment.objects.create(union=office.unions[0], kind="demonstration", applied_on=day("2026-01-01"))
    for period in ("2015", "2024", "2026"):
        for key in ("contracts.general", "contracts.documents", "hardship.files", "homes.homes",
                    "standards.demonstrations"):  # fmt: skip
            assert office.says(key, period) == 0, (key, period)
        assert office.says("homes.home_rate", period) == (0, 6)


def test_what_has_begun_stands_from_its_day(office: Office) -> None:
    contract(office, 0, "2026-03-10", None)
    assert office.says("contracts.general", "2026-02") == 0
    assert office.says("contracts.general", "2026", "2026-03-09") == 0
    assert office.says("contracts.general", "2026", "2026-03-10") == 1


def test_whoever_is_counted_among_standing_unions_stands() -> None:
    rates = [one for one in RATES_OF_UNIONS if one.numerator.of is not Union]
    assert len(rates) > 15
    assert [one.key for one in rates if "dissolved_on" not in repr(one.numerator.where)] == []


def test_what_dissolved_unions_had_counts_no_longer(office: Office) -> None:
    with acting(None, "测试"):
        for n, (union, employer) in enumerate(zip(office.unions, office.employers, strict=True)):
            Body.objects.create(union=union, kind="law", name="测试", founded_on=day("2015-01-01"))
            Session.objects.create(union=union, employer=employer, form="congress", established_on=day("2015-01-01"))
            join(union, n + 1, day("2020-01-01"))
        for n in range(6):
            election(office, n, "2020-07-01", "2025-06-30")
        for union in office.unions[3:]:
            dissolve(union, day("2026-02-01"), "企业终止")
    assert office.says("committees.law_rate", "2026H1") == (3, 3)
    assert office.says("congress.rate", "2026H1") == (3, 3)
    assert office.says("unions.joining_rate", "2026H1") == (3, 300)
    assert office.says("elections.overdue", "2026H1") == 3
    assert office.says("unions.covered_employers", "2026H1") == 3
    for key in ("committees.law_rate", "congress.rate"):
        assert office.says(key, "2025") == (6, 6), "the past stays as it was"
    assert office.says("elections.overdue", "2025") == 6


def test_a_term_that_outlives_its_union_is_not_due(office: Office) -> None:
    election(office, 0, "2020-07-01", "2025-06-30")
    election(office, 1, "2020-07-01", "2025-06-30")
    with acting(None, "测试"):
        dissolve(office.unions[0], day("2025-03-01"), "企业终止")
        dissolve(office.unions[1], day("2025-09-01"), "企业终止")
    assert office.says("elections.on_time_rate", "2025") == (0, 1)


def test_what_a_merged_union_covered_is_covered_by_its_successor(office: Office) -> None:
    old, new = office.unions[:2]
    with acting(None, "测试"):
        act = merge(old, new, day("2026-03-01"))
    assert [office.says("unions.covered_employers", "2026H1", union=u) for u in (old, new, office.city)] == [0, 2, 6]
    assert [office.says("unions.covered_employers", "2026-02", union=u) for u in (old, new)] == [1, 1]
    with acting(None, "测试"):
        reverse(act)
    assert [office.says("unions.covered_employers", "2026H1", union=u) for u in (old, new, office.city)] == [1, 1, 6]
    assert Cover.objects.filter(union=old, state="active", until=NEVER).count() == 1


def test_a_dissolved_union_covers_nobody_and_its_successor_each_once(office: Office) -> None:
    old, new = office.unions[:2]
    with acting(None, "测试"):
        Cover.objects.create(union=new, employer=office.employers[0], since=day("2020-01-01"))
        act = dissolve(old, day("2026-03-01"), "企业终止", successor=new)
        alone = dissolve(office.unions[2], day("2026-03-01"), "企业终止")
    assert [office.says("unions.covered_employers", "2026H1", union=u) for u in (old, new, office.city)] == [0, 2, 5]
    assert Cover.objects.filter(union=new, state="active").count() == 2
    with acting(None, "测试"):
        reverse(act)
        reverse(alone)
    assert office.says("unions.covered_employers", "2026H1") == 6
    assert Cover.objects.filter(union=new, state="active").count() == 2


def test_what_is_covered_is_counted_once(office: Office) -> None:
    """rules.md §4.4: documents, employers and workers are three numbers, each employer and worker once."""
    for n in range(3):
        contract(office, n, "2025-01-01", "2027-12-31", filed_on=day("2025-01-05"))
    for kind in ("wage", "women"):
        contract(office, 0, "2025-01-01", "2027-12-31", filed_on=day("2025-01-05"), kind=kind)
    contract(office, 1, "2025-06-01", "2027-12-31", employees_covered=90)  # signed anew before the old one ended
    assert office.says("contracts.documents", "2025H1") == 6
    assert office.says("contracts.employers_covered", "2025H1") == 3
    assert office.says("contracts.employees_covered", "2025H1") == 300
    assert office.says("contracts.filed_employees", "2025H1") == 300
    assert office.says("contracts.wage_employers_covered", "2025H1") == 1


def test_a_regional_contract_covers_whom_it_states_or_names(office: Office) -> None:
    contract(office, 0, "2026-01-01", "2028-12-31")
    given = {"kind": "general", "scope": "regional", "effective_on": day("2026-01-01"), "expires_on": day("2028-12-31")}
    with acting(None, "测试"):
        Contract.objects.create(union=office.city, employers_covered=4, employees_covered=400, **given)
    assert office.says("contracts.general", "2026H1") == 1, "signed on its own"
    assert office.says("contracts.employers_covered", "2026H1") == 5
    assert office.says("contracts.system_rate", "2026H1") == (5, 6)
    with acting(None, "测试"):
        for employer in office.employers[:2]:  # named one by one: who has a contract of its own is no second employer
            Contract.objects.create(union=office.city, employer=employer, employers_covered=1, **given)
    assert office.says("contracts.employers_covered", "2026H1") == 6


def test_one_condition_holds_on_both_sides_of_a_rate(office: Office) -> None:
    for n in range(3):
        contract(office, n, "2025-01-01", "2027-12-31")
        contract(office, n, "2025-01-01", "2027-12-31", kind="wage")
    with acting(None, "测试"):
        Employer.objects.filter(pk__in=[e.pk for e in office.employers[1:]]).update(operating="closed")
    assert office.says("contracts.nonpublic", "2026H1") == 3
    assert office.says("contracts.nonpublic_rate", "2026H1") == (1, 1)
    assert office.says("contracts.nonpublic_wage_rate", "2026H1") == (1, 1)
