"""Template words of the site: icons, marks, and how numbers, days and changes are printed on a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from gonghui.kernel.periods.period import BadPeriod, Period
from gonghui.kernel.web.icons import ICONS
from gonghui.kernel.web.page_names import as_read
from gonghui.kernel.web.sought import hide

register = template.Library()

MARKS = {  # character -> (tone, the whole word)
    "符": ("ok", gettext_lazy("相符")),
    "认": ("ok", gettext_lazy("已认出")),
    "问": ("warn", gettext_lazy("请确认")),
    "拒": ("bad", gettext_lazy("未能读取")),
    "误": ("bad", gettext_lazy("不符")),
    "疑": ("plain", gettext_lazy("存疑")),
    "缺": ("plain", gettext_lazy("空着")),
    "手": ("warn", gettext_lazy("手填")),
    "迁": ("warn", gettext_lazy("隶属有变更")),
    "变": ("warn", gettext_lazy("定稿后数据变动")),
    "说": ("in", gettext_lazy("说明")),
    "算": ("plain", gettext_lazy("由其他格算出")),
    "汇": ("in", gettext_lazy("下级报送数汇总")),
    "批": ("plain", gettext_lazy("有批注")),
}
# a page in another language shows a sign where Chinese has one character
SIGNS = {
    "符": "✓",
    "认": "✓",
    "问": "?",
    "拒": "✕",
    "误": "✕",
    "疑": "≈",
    "缺": "–",
    "手": "✎",
    "迁": "→",
    "变": "Δ",
    "说": "i",
    "算": "=",
    "汇": "Σ",
    "批": "…",
}
SELECTED = SafeString(" selected")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A line icon; decoration only, so it is hidden from readers of the screen."""
    shape = mark_safe(ICONS[name])  # noqa: S308 - our own drawings
    return format_html('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', shape)


@register.simple_tag
def mark(character: str) -> SafeString:
    """One character in a box, with its whole word as accessible name."""
    tone, word = MARKS[character]
    return format_html(
        '<span class="mark {}" role="img" aria-label="{}" title="{}">{}</span>', tone, word, word, _sign(character)
    )


def _sign(character: str) -> str:
    """The character itself on a Chinese page, a sign elsewhere."""
    chinese = (get_language() or settings.LANGUAGE_CODE).startswith("zh")
    return character if chinese else SIGNS.get(character, character)


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """52,316; money and other decimals keep what they have (or `places`); nothing is a dash."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    if places is not None:
        return f"{Decimal(str(value)):,.{places}f}"
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return f"{value:,.0f}"
    return f"{value:,}"


@register.filter
def signed(value: int) -> str:
    """A difference: +4, −4 or 0, with the sign that is as wide as a digit."""
    return f"+{value:,}" if value > 0 else f"{value:,}".replace("-", "−")


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A day in a sentence: 7月8日 this year, 2025年7月8日 otherwise."""
    if value is None:
        return "—"
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return date_format(value, _("n月j日") if value.year == timezone.localdate().year else _("Y年n月j日"))


@register.filter
def kept(value: str) -> str:
    """Words that were written down in Chinese, such as a reason: the house's own as the reader says them, people's as they are."""
    return as_read(value)


@register.filter
def moment(value: dt.datetime | None) -> str:
    """08:41 today, 昨天, else the day."""
    if value is None:
        return "—"
    local = timezone.localtime(value)
    days = (timezone.localdate() - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    return _("昨天") if days == 1 else day(local)


@register.filter
def due(value: dt.date) -> str:
    """How far a day is: 逾期 3 天, 今天, 还有 3 天, else the day itself."""
    days = (value - timezone.localdate()).days
    if days < 0:
        return ngettext("逾期 %d 天", "逾期 %d 天", -days) % -days if days > -60 else _("逾期，%s") % day(value)
    if days == 0:
        return _("今天")
    return ngettext("还有 %d 天", "还有 %d 天", days) % days if days <= 31 else day(value)


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """The address of this page with some parameters changed; an empty value removes its parameter. A part of a page that was asked
    for later (`piece`) leads where its page leads."""
    query = context["request"].GET.copy()
    query.pop("piece", None)
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """mapping[key], for templates; None when missing."""
    return mapping.get(key) if mapping is not None else None


@register.filter
def at(sequence: Any, place: int) -> Any:
    """sequence[place], for templates."""
    return sequence[place]


@register.filter
def period(text: str) -> str:
    """2026年上半年 for 2026H1; what is no period stays as it is."""
    try:
        return Period.parse(text).label
    except BadPeriod:
        return text


@register.filter
def unlocalize_number(value: float | None) -> str:
    """A number for an attribute: a point, never a comma."""
    return "" if value is None else f"{value:.4f}"


@register.filter
def person(user: Any) -> str:
    """An account by its person's name, family name first; else by the account's name."""
    return f"{user.last_name}{user.first_name}" or str(user.get_username())


@register.simple_tag
def options(pairs: Iterable[tuple[Any, Any]], chosen: Any = "") -> SafeString:
    """The <option>s of (value, label) pairs: lists of unions are long."""
    wanted = str(chosen or "")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if str(value) == wanted else "", label) for value, label in pairs),
    )


@register.filter
def hidden_for(text: str, user: Any) -> str:
    """A name as an address may carry it (web/sought.py)."""
    return hide(user, text)
