"""工会组织台账: the register of unions itself, and the register of the unions above them."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.organisations.models import Level, Union
from gonghui.ledgers.unions.covers import covers
from gonghui.ledgers.unions.words import KIND, LEVEL, OPERATING, OWNERSHIP

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
    headings={
        "name": ["工会全称", "基层工会名称", "工会组织名称", "工会组织全称", "工会委员会名称"],
        "parent": ["上级工会名称", "主管工会", "隶属工会", "上级工会组织", "直接上级工会"],
        "industry_parent": ["所属产业工会", "产业（系统）工会", "系统工会"],
        "level": ["组织层级", "工会级别", "层级"],
        "kind": ["工会类型", "建会形式", "组织形式", "基层工会类型"],
        "employer": ["企业(单位)名称", "企业名称", "单位全称", "企业全称", "所在单位", "建会单位", "单位"],
        "region": ["镇街", "所属乡镇(街道)", "属地", "所属镇街", "所在镇街", "所属区域", "所在乡镇", "所属街道"],
        "founded_on": ["建会时间", "组建日期", "建会日期", "成立时间", "组建时间", "工会成立时间"],
        "founding_approval": ["建会批准文号", "批准成立文号", "成立批复文号", "批复文号"],
        "dissolved_on": ["注销时间", "撤销时间", "注销日期", "撤并日期"],
        "dissolution_reason": ["注销原因", "撤并原因"],
        "elected_on": ["上次换届时间", "上次换届日期", "最近换届时间", "换届时间", "本届选举时间"],
        "term_years": ["任期(年)", "每届任期", "届期", "任期"],
        "chair": ["工会负责人", "主席姓名", "工会主席姓名", "主席"],
        "phone": ["手机号码", "电话", "联系方式", "手机", "主席电话", "主席手机"],
        "employees_stated": ["职工总数", "职工数", "在职职工数", "在岗职工数", "职工总人数"],
        "members_stated": ["会员数", "会员总数", "工会会员数", "工会会员人数"],
        "has_women_committee": ["女工委", "女职委", "是否建女职委", "女职工组织", "女工委员会"],
        "has_audit_committee": ["经审会", "经审组织", "是否建经审", "经审委员会", "经费审查组织"],
        "has_legal_person": ["法人资格", "法人登记", "是否法人", "工会法人登记", "社团法人资格"],
        "has_party_branch": ["党组织", "是否建党组织", "建立党支部"],
        "is_standardised": ["是否规范", "规范化工会", "规范化建设达标", "达标情况", "规范化建设"],
        "stars": ["星级评定", "评定等级", "星级工会", "星级等级"],
        "is_joint": ["是否联合工会", "联合建会"],
        "groups_count": ["工会小组(个)", "小组数"],
        "branches_count": ["分工会数", "分会(个)", "车间工会数"],
        "employer.credit_code": ["社会信用代码", "信用代码", "单位统一代码", "统一代码", "单位信用代码"],
        "employer.ownership": [
            "所有制性质",
            "登记注册类型",
            "经济类型",
            "企业性质",
            "经济性质",
            "所有制类型",
            "单位类型",
        ],
        "employer.operating": ["生产经营状况", "经营情况", "经营状况", "生产经营状态", "生产状况"],
        "employer.is_company": ["是否公司制", "已改公司制"],
        "employer.has_staff_director": ["职工董事制", "有无职工董事", "设职工董事"],
        "employer.has_staff_supervisor": ["职工监事制", "设职工监事", "有无职工监事"],
        "employer.women_employees": ["女职工数", "其中女职工", "女职工"],
        "employer.migrant_employees": ["农民工数", "其中农民工", "农民工"],
        "employer.industry": ["所属行业", "行业类别", "国民经济行业"],
    },
    values={"level": LEVEL, "kind": KIND, "employer.ownership": OWNERSHIP, "employer.operating": OPERATING},
    sheets=[
        Sheet(
            _("工会组织台账"),
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
    sensitive=["phone"],
    first=["name", "parent", "employer", "founded_on", "chair"],
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
