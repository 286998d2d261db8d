"""The initials by which a name is typed on a Latin keyboard: 望溪恒泰纺织 -> wxhtfz."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from django.db import models
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT

LONGEST = 60
# Family names that are read otherwise than the same character in a word; two-character ones first.
_FAMILY = {
    "单于": "cy", "尉迟": "yc", "万俟": "mq", "长孙": "zs", "澹台": "tt", "曾": "z", "单": "s", "解": "x", "仇": "q", "区": "o", "查": "z",
    "翟": "z", "朴": "p", "任": "r", "华": "h", "盖": "g", "尉": "w", "乐": "y", "种": "c", "缪": "m", "宓": "m", "繁": "p", "员": "y",
    "折": "s", "黑": "h", "重": "c", "召": "s", "教": "j", "晟": "c", "逄": "p", "秘": "b", "冼": "x", "覃": "q", "燕": "y", "应": "y",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def _letter(character: str) -> str:
    """The first letter of a character's first reading; letters and digits stand for themselves."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    reading = PINYIN_DICT.get(ord(character), "")
    first = unicodedata.normalize("NFD", reading)[:1]
    return first.lower() if first.isascii() else ""


@lru_cache(maxsize=50_000)
def initials(name: str) -> str:
    """Initials of a person's name: the family name by its own reading, the rest character by character."""
    name = unicodedata.normalize("NFKC", name)
    for size in (2, 1):
        family = _FAMILY.get(name[:size])
        if family:
            return (family + "".join(map(_letter, name[size:])))[:LONGEST]
    return "".join(map(_letter, name))[:LONGEST]


def _kept(text: str) -> str:
    return text


@lru_cache(maxsize=50_000)
def initials_of_office(name: str) -> str:
    """Initials of a union's or employer's name: words are read as words (重庆 -> cq, 银行 -> yh)."""
    letters = lazy_pinyin(unicodedata.normalize("NFKC", name), style=Style.FIRST_LETTER, errors=_kept)
    return "".join(each.lower() for each in "".join(letters) if each.isascii() and each.isalnum())[:LONGEST]


class InitialsField(models.CharField[Any, Any]):
    """Kept beside a name and made from it whenever the row is written, one by one or in bulk."""

    def __init__(self, *args: Any, office: bool = False, **options: Any) -> None:
        self.office = office
        options.setdefault("max_length", LONGEST)
        super().__init__(*args, **options | {"editable": False, "default": "", "db_index": True})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | ({"office": True} if self.office else {})

    def of(self, name: str) -> str:
        return initials_of_office(name) if self.office else initials(name)

    def pre_save(self, model_instance: Any, add: bool) -> str:
        value = self.of(model_instance.name)
        setattr(model_instance, self.attname, value)
        return value
