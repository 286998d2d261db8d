"""What each item of a form means, in one line: from its own words where it has them, else from what the house does with it."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gonghui.kernel.figures.declaration import INDICATORS, Measure
from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.web.columns import Column, all_columns
from gonghui.kernel.web.duties import expiries
from gonghui.kernel.web.forms import RecordForm
from gonghui.kernel.web.prefill import uses

NAMED = 2  # figures named; the rest is counted
# Items that mean the same in every ledger.
EVERYWHERE = {
    "union": gettext_lazy("记录归哪家工会，统计就算到它和它的上级"),
    "employer": gettext_lazy("职工所在的用人单位，写全称；没有登记过的会一并登记"),
    "matter": gettext_lazy("同一件事在几本台账里各记一次时，用它连成一件"),
    "event": gettext_lazy("同一次活动在几本台账里各记一次时，用它连成一次"),
    "person_name": gettext_lazy("写身份证上的姓名；同名不同人靠证件号码分清"),
    "id_number": gettext_lazy("核对是不是同一个人，加密保存，列表中隐去中间几位"),
    "phone": gettext_lazy("回访时联系，加密保存，列表中隐去中间几位"),
    "sex": gettext_lazy("有证件号码时可以不填；统计女职工人数用"),
    "born_on": gettext_lazy("有证件号码时可以不填"),
    "ethnicity": gettext_lazy("照户口簿写"),
    "remarks": gettext_lazy("上面各项写不下的，不计入统计"),
}
BY_KIND = {
    "text": gettext_lazy("照原件写，没有就空着"),
    "long": gettext_lazy("如实写事情经过，总结和材料可以引用"),
    "number": gettext_lazy("填整数；不知道就空着，空着不等于 0"),
    "money": gettext_lazy("按实际数填，可以有两位小数；不知道就空着，空着不等于 0"),
    "day": gettext_lazy("按实际发生的那一天填，说不准就空着"),
    "month": gettext_lazy("填到月"),
    "year": gettext_lazy("填四位年份"),
    "yes": gettext_lazy("不清楚就选“不清楚”，不算作“否”"),
    "choice": gettext_lazy("选最接近的一种，统计按它分类"),
    "link": gettext_lazy("从已登记的里面选"),
}


def meaning(ledger: Ledger, column: Column) -> str:
    """One line, never empty: the declared words, else what the item decides, else how it is filled in."""
    name, field = column.name, column.field
    words = str(ledger.why.get(name, "")) or (str(field.help_text) if field is not None and field.help_text else "")
    words = words or str(EVERYWHERE.get(name, "")) or _decides(ledger, column)
    counted = uses(ledger).get(name, [])
    if counted and name not in EVERYWHERE:
        shown = _("、").join(counted[:NAMED])
        told = _("%(figures)s 等 %(n)d 项指标") % {"figures": shown, "n": len(counted)}
        words = (words + _("；") if words else "") + _("用于：") + (told if len(counted) > NAMED else shown)
    return words or str(BY_KIND[column.kind])


def _decides(ledger: Ledger, column: Column) -> str:
    """What the declaration makes of the item."""
    name = column.name
    if name == ledger.date:
        return _("决定这条记录算在哪个期间")
    if column.sensitive:
        return _("保密项，列表中隐去，打开要写明事由")
    if expiries().get(ledger.slug) == name:
        return _("到期前三个月列入待办")
    if name in ledger.key:
        return _("同一份表再次导入时，凭它认出这条记录")
    if column.kind == "choice" and name in _divides(ledger.slug):
        return _("统计按它分类")
    return ""


@cache
def _divides(slug: str) -> frozenset[str]:
    from gonghui.kernel.ledger.declaration import ledger as by_slug

    model = by_slug(slug).model
    return frozenset(
        name for each in INDICATORS.values() if isinstance(each, Measure) and each.of is model for name in each.by
    )


def explain(form: RecordForm) -> None:
    """Put the line below every item of a form that has none of its own."""
    lines = meanings(form.ledger)
    for name, asked in form.fields.items():
        asked.help_text = asked.help_text or lines.get(name, "")


@cache
def _meanings(slug: str, language: str) -> dict[str, str]:
    from gonghui.kernel.ledger.declaration import ledger as by_slug

    kept = by_slug(slug)
    return {column.name: meaning(kept, column) for column in all_columns(kept)}


def meanings(ledger: Ledger) -> dict[str, str]:
    """Item -> its line, in the language of the page."""
    return _meanings(ledger.slug, get_language() or "")
