"""涵盖单位台账: which employers a union covers, from a day to a day; unions and units covered are never interchanged."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.organisations.models import Cover

covers = Ledger(
    of=Cover,
    slug="unions_covers",
    name=_("涵盖单位台账"),
    date="since",
    columns=["union", "employer", "employer.ownership", "since", "until"],
    filters=["employer.ownership"],
    search=["union__name", "employer__name"],
    key=["union", "employer"],
    headings={
        "union": ["工会名称", "联合工会名称", "工会全称"],
        "employer": ["涵盖单位", "涵盖企业", "企业名称", "覆盖单位"],
        "since": ["加入日期", "起始日期"],
        "until": ["退出日期", "终止日期"],
    },
    sheets=[Sheet(_("涵盖单位台账"), also=["联合工会涵盖单位台账", "基层工会覆盖单位台账"])],
    future=["until"],
    first=["union", "employer", "since"],
    rule=_("《工会法》和《中国工会章程》关于工会组织的规定"),
    group="organisation",
)
