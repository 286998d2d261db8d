"""工会组织台账: the register of unions itself, and the register of the unions above them."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.organisations.models import Level, Union
from gonghui.ledgers.unions.covers import covers
from gonghui.ledgers.unions.words import HEADINGS, KIND, LEVEL, OPERATING, OWNERSHIP

__all__ = ["WARNINGS", "covers", "unions"]

unions = Ledger(
    of=Union,
    slug="unions",
    reach="",
    name=_("工会组织台账"),
    date="founded_on",
    columns=[
        "name",
        "level",
        "kind",
        "parent",
        "employer",
        "employer.ownership",
        "region",
        "founded_on",
        "chair",
        "members_stated",
        "is_standardised",
        "stars",
    ],
    filters=["level", "kind", "employer.ownership", "is_standardised", "stars"],
    search=["name", "chair", "employer__name"],
    key=["name"],
    headings=HEADINGS,
    values={"level": LEVEL, "kind": KIND, "employer.ownership": OWNERSHIP, "employer.operating": OPERATING},
    sheets=[
        Sheet(
            _("工会组织台账"),
            about=["工会底册", "工会底数", "工会组织", "辖区工会", "工会基本信息", "新建工会"],
            also=[
                "基层工会组织情况登记表",
                "工会基本情况一览表",
                "基层工会基本情况表",
                "基层工会组织台账",
                "工会组织情况表",
                "基层工会台账",
                "基层工会名册",
                "工会组织一览表",
                "工会组织建设台账",
                "建会台账",
                "基层工会花名册",
                "工会台账",
            ],
        ),
        Sheet(
            _("上级工会名录"),
            also=[
                "镇街工会名录",
                "乡镇街道工会名录",
                "镇街工会一览表",
                "上级工会一览表",
                "各镇街工会名单",
                "直属工会名录",
            ],
            only=["name", "level", "parent", "region", "chair", "phone"],
        ),
    ],
    dated=["employer.ownership", "employer.operating", "employer.is_company", "is_standardised", "stars"],
    by_acts=["parent", "industry_parent", "dissolved_on", "dissolution_reason", "successor"],
    from_above=["level"],
    sensitive=["phone"],
    future=["legal_until"],
    first=["name", "parent", "employer", "founded_on", "chair"],
    rule=_("《工会法》和《中国工会章程》关于工会组织的规定"),
    group="organisation",
)

WARNINGS = [
    (
        "union_term_years",
        Q(level=Level.GRASSROOTS, term_years__isnull=False) & ~Q(term_years__in=[3, 5]),
        _("基层工会每届任期应为三年或五年"),
    ),
    (
        "union_no_chair",
        Q(is_stub=False, dissolved_on__isnull=True, chair=""),
        _("没有登记工会主席"),
    ),
    (
        "union_no_women_committee",
        Q(has_women_committee=False, members_stated__gte=25),
        _("会员二十五人以上，没有女职工委员会，请核实是否应建立"),
    ),
    (
        "union_no_audit_committee",
        Q(has_audit_committee=False, dissolved_on__isnull=True),
        _("没有经费审查委员会，应与工会委员会同时选举产生"),
    ),
]
