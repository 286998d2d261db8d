"""Units as a page says them; figures, documents and workbooks keep the Chinese ones."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

_UNITS = {
    "家": pgettext_lazy("单位", "家"),
    "人": pgettext_lazy("单位", "人"),
    "项": pgettext_lazy("单位", "项"),
    "元": pgettext_lazy("单位", "元"),
    "万元": pgettext_lazy("单位", "万元"),
    "户": pgettext_lazy("单位", "户"),
    "次": pgettext_lazy("单位", "次"),
    "件": pgettext_lazy("单位", "件"),
    "件次": pgettext_lazy("单位", "件次"),
    "批": pgettext_lazy("单位", "批"),
    "批次": pgettext_lazy("单位", "批次"),
    "人次": pgettext_lazy("单位", "人次"),
    "行": pgettext_lazy("单位", "行"),
    "人天": pgettext_lazy("单位", "人天"),
    "张": pgettext_lazy("单位", "张"),
    "份": pgettext_lazy("单位", "份"),
    "个": pgettext_lazy("单位", "个"),
    "门次": pgettext_lazy("单位", "门次"),
    "条": pgettext_lazy("单位", "条"),
    "场": pgettext_lazy("单位", "场"),
    "场次": pgettext_lazy("单位", "场次"),
    "届": pgettext_lazy("单位", "届"),
    "期": pgettext_lazy("单位", "期"),
    "队": pgettext_lazy("单位", "队"),
    "笔": pgettext_lazy("单位", "笔"),
    "班次": pgettext_lazy("单位", "班次"),
    "本": pgettext_lazy("单位", "本"),
    "票": pgettext_lazy("单位", "票"),
    "天": pgettext_lazy("单位", "天"),
    "对": pgettext_lazy("单位", "对"),
    "分": pgettext_lazy("单位", "分"),
    "块": pgettext_lazy("单位", "块"),
    "篇": pgettext_lazy("单位", "篇"),
    "处": pgettext_lazy("单位", "处"),
    "起": pgettext_lazy("单位", "起"),
    "枚": pgettext_lazy("单位", "枚"),
    "轮": pgettext_lazy("单位", "轮"),
    "支": pgettext_lazy("单位", "支"),
    "小时": pgettext_lazy("单位", "小时"),
    "学时": pgettext_lazy("单位", "学时"),
    "册": pgettext_lazy("单位", "册"),
    "册次": pgettext_lazy("单位", "册次"),
    "所": pgettext_lazy("单位", "所"),
}


def unit_words(unit: object) -> str:
    """A unit in the language of the page; one that an office made up itself stays as it is."""
    return str(_UNITS.get(str(unit), unit))
