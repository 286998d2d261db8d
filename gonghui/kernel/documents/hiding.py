"""What may be said outside: names of people and employers, telephones and numbers of persons are hidden behind marks first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model

from gonghui.kernel.documents.consent import names_without_consent, persons_named
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Membership

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹"
    "薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌"
    "毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏卫米柏宗瞿桂全佟应臧闵"
)
_TITLED = re.compile(r"(?:联系人|主持人|负责人|签发人|述职人|调查人员|首席代表|姓名)[：:为是]?([\u4e00-\u9fff]{2,3})")
_WITH_TITLE = re.compile(
    rf"([{''.join(sorted(_SURNAMES))}][\u4e00-\u9fff]{{1,2}}?)(?=同志|主席|副主席|书记|师傅|等\d+名?人)"
)
_SOME = re.compile(r"[\u4e00-\u9fff](?:某{1,2}|[×*]{1,2})(?![\u4e00-\u9fff×*]*[〕])")
_NUMBERS = re.compile(r"(?<![\d.])(?:\d{17}[\dXx]|\d{11,16}|0\d{2,3}-\d{7,8}|1\d{10})(?![\d.])|[\w.+-]+@[\w.-]+")
_EMPLOYER = re.compile(
    r"(?:(?![到在与向和对由给往从是为])[\u4e00-\u9fff（）()]){2,16}?(?:有限责任公司|股份有限公司|有限公司|公司|集团|合作社|工厂|纺织厂|机械厂|医院|中学|小学|学校|幼儿园)"
)
# a text about people in need, or of their health and means, is never sent at all
_IN_NEED = re.compile(
    "困难职工|困难家庭|困难户|特困|低保|帮扶|救助|助学|送温暖|患.{0,6}病|重病|大病|残疾|因病|因灾|致贫|单亲|工伤|职业病|孕期|哺乳期|离婚|丧偶|去世|病故|身份证"
)


@dataclass
class Hidden:
    """A text with marks ⟦甲1⟧ in place of what was hidden; `words` gives what stood there."""

    text: str
    words: dict[str, str] = field(default_factory=dict)

    def shown(self, text: str) -> str:
        """A text with these marks, the words in their place again."""
        for mark, words in self.words.items():
            text = text.replace(mark, words)
        return text


def about_need(text: str, union: Union) -> bool:
    """Whether a text speaks of people in need, of someone's health, or names one who stands in such a ledger."""
    if _IN_NEED.search(text) or names_without_consent(text, union):
        return True
    return any(persons_named(name, union) for name in known_names(text))


def known_names(text: str) -> set[str]:
    """Names in the text that a person of the records, or an account, bears."""
    likely = {
        text[at : at + length]
        for at, first in enumerate(text)
        if first in _SURNAMES
        for length in (2, 3, 4)
        if re.fullmatch(r"[\u4e00-\u9fff]+", text[at : at + length])
    }
    likely = {one for one in likely if len(one) > 1}
    found = set(Membership.objects.filter(person_name__in=likely).values_list("person_name", flat=True).distinct())
    accounts = (
        get_user_model().objects.filter(last_name__in={one[0] for one in likely}).values_list("last_name", "first_name")
    )
    return found | ({f"{last}{first}" for last, first in accounts} & likely)


def hidden(text: str) -> Hidden:
    """The text with names, employers and numbers of persons behind marks; what stands in ⟦…⟧ is left alone."""
    names = sorted(known_names(text) | _likely_names(text), key=len, reverse=True)
    made = Hidden("")
    kinds = [("人", _SOME), ("号", _NUMBERS), ("单位", _EMPLOYER)]
    if names:
        kinds.insert(0, ("人", re.compile("|".join(map(re.escape, names)))))
    pieces = re.split("(⟦[^⟦⟧]*⟧)", text)
    for label, shape in kinds:
        pieces = [part for piece in pieces for part in _marked(piece, label, shape, made.words)]
    made.text = "".join(pieces)
    return made


def _likely_names(text: str) -> set[str]:
    found = {name for shape in (_TITLED, _WITH_TITLE) for name in shape.findall(text)}
    return {name for name in found if name[0] in _SURNAMES}


def _marked(piece: str, label: str, shape: re.Pattern[str], words: dict[str, str]) -> list[str]:
    if piece.startswith("⟦"):
        return [piece]
    parts, place = [], 0
    for one in shape.finditer(piece):
        if not one[0]:
            continue
        mark = next((mark for mark, said in words.items() if said == one[0]), "") or f"⟦{label}{len(words) + 1}⟧"
        words[mark] = one[0]
        parts += [piece[place : one.start()], mark]
        place = one.end()
    return [*parts, piece[place:]]
