"""What is wrong with a request, in words, by the item it stands in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# beginnings of the checker's error types, the more exact first
_WORDS = {
    "missing": gettext_lazy("必须填写。"),
    "int": gettext_lazy("应为整数。"),
    "decimal": gettext_lazy("应为数字。"),
    "float": gettext_lazy("应为数字。"),
    "finite": gettext_lazy("应为数字。"),
    "date": gettext_lazy("应为日期，例如 2026-03-15。"),
    "bool": gettext_lazy("应为 true 或 false。"),
    "uuid": gettext_lazy("不是有效的编号（UUID）。"),
    "string_pattern": gettext_lazy("不能为空，也不能含有空字符。"),
    "string_too_long": gettext_lazy("太长。"),
    "string": gettext_lazy("应为文字。"),
    "list": gettext_lazy("应为列表。"),
    "model": gettext_lazy("应为对象。"),
    "greater_than": gettext_lazy("太小。"),
    "less_than": gettext_lazy("太大。"),
}


def fields(errors: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Each item's name with what is wrong with it; `errors` as the API's checker lists them (loc, type)."""
    found: dict[str, list[str]] = {}
    for error in errors:
        names = [str(step) for step in error["loc"][1:] if step != "data"]  # query, path or body stands first
        text = next((str(words) for start, words in _WORDS.items() if error["type"].startswith(start)), _("写法不对。"))
        found.setdefault(".".join(names) or str(error["loc"][0]), []).append(text)
    return found
