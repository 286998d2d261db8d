"""用人单位台账: every employer of the area, unionised or not; the base of founding and coverage rates."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.organisations.models import Employer, Operating, Ownership

employers = Ledger(
    of=Employer,
    slug="employers",
    reach="union",
    name=_("用人单位台账"),
    columns=[
        "name",
        "credit_code",
        "ownership",
        "industry",
        "region",
        "operating",
        "employees",
        "women_employees",
        "union",
    ],
    filters=["ownership", "operating", "industry", "region"],
    search=["name", "credit_code"],
    key=["credit_code"],
    headings={
        "name": ["企业名称", "企业(单位)名称", "单位全称", "企业全称", "用人单位", "用人单位名称", "单位"],
        "credit_code": ["社会信用代码", "信用代码", "单位统一代码", "统一代码", "统一信用代码"],
        "ownership": ["所有制性质", "登记注册类型", "经济类型", "企业性质", "经济性质", "单位类型"],
        "industry": ["所属行业", "行业类别", "国民经济行业"],
        "region": ["镇街", "所属乡镇(街道)", "属地", "所属镇街", "注册地"],
        "operating": ["生产经营状况", "经营情况", "经营状况"],
        "is_company": ["是否公司制", "已改公司制"],
        "has_staff_director": ["职工董事制", "有无职工董事", "设职工董事"],
        "has_staff_supervisor": ["职工监事制", "有无职工监事", "设职工监事"],
        "employees": ["职工总数", "职工数", "在职职工数", "从业人数", "从业人员"],
        "women_employees": ["女职工数", "其中女职工", "女职工"],
        "migrant_employees": ["农民工数", "其中农民工", "农民工"],
        "union": ["工会名称", "所属工会", "属地工会"],
    },
    values={
        "ownership": {
            Ownership.STATE: ["国有企业", "国有独资公司", "国有控股", "国有及国有控股", "全民所有制"],
            Ownership.COLLECTIVE: ["集体企业", "集体所有制", "股份合作企业"],
            Ownership.PRIVATE: ["私营", "民营", "民营企业", "个体私营"],
            Ownership.RESTRUCTURED: ["改制", "转制企业"],
            Ownership.HKMT: ["港澳台", "港澳台投资企业", "港澳台资企业", "港澳台资"],
            Ownership.FOREIGN: ["外资", "外资企业", "外商投资", "中外合资", "外商独资"],
            Ownership.OTHER_NONPUBLIC: ["其他非公", "非公有制企业", "非公企业"],
        },
        "operating": {
            Operating.NORMAL: ["正常经营", "生产正常", "在营"],
            Operating.STOPPED: ["停产", "歇业", "停业"],
            Operating.CLOSED: ["关闭", "破产", "倒闭", "注销"],
        },
    },
    dated=["ownership", "operating", "is_company"],
    first=["name", "credit_code", "ownership", "employees", "union"],
    rule=_("《工会法》关于建立基层工会的规定"),
    group="organisation",
)

WARNINGS = [
    ("employer_no_ownership", Q(ownership="", is_stub=False), _("没有登记单位性质，按性质分组的数据不含本单位")),
]
