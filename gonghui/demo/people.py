"""Invented persons: names put together from common parts, numbers of counties that do not exist, the phone prefix 140."""

from __future__ import annotations

import datetime as dt
from random import Random

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任卢姚沈姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_MEN = [
    "志远",
    "建国",
    "国强",
    "伟",
    "海涛",
    "文斌",
    "永康",
    "晓东",
    "家明",
    "振华",
    "立新",
    "德明",
    "俊杰",
    "少华",
    "金龙",
    "长青",
    "宏伟",
    "学军",
    "传福",
    "根宝",
    "水生",
    "阿大",
    "小军",
    "春林",
    "祥云",
    "正义",
    "鹏飞",
    "浩然",
    "子轩",
    "一鸣",
    "卫东",
    "庆丰",
    "铁柱",
    "成",
    "磊",
    "勇",
    "刚",
    "超",
    "波",
    "辉",
    "志刚",
    "明亮",
    "光荣",
    "景行",
    "维民",
]
_WOMEN = [
    "秀英",
    "桂兰",
    "丽华",
    "小芸",
    "晓梅",
    "玉珍",
    "海燕",
    "敏",
    "慧",
    "静",
    "芳",
    "娟",
    "红霞",
    "雪梅",
    "阿妹",
    "春花",
    "文静",
    "佳怡",
    "思雨",
    "梦洁",
    "彩凤",
    "月娥",
    "美玲",
    "淑贞",
    "爱华",
    "冬梅",
    "雅琴",
    "燕",
    "琳",
    "倩",
    "莉",
    "巧云",
    "银花",
    "水仙",
    "若兰",
    "婉清",
    "招娣",
    "凤英",
    "翠萍",
    "锦绣",
    "佩佩",
    "云",
    "洁",
    "蓉",
    "颖",
]
# Model workers: name, unit, level, title, day, status, in hardship, woman, year of birth
_MODEL_TABLE = """
秦振华 鑫源 national 全国五一劳动奖章 2023-04-28 working - - 1976
沈水生 南湖茶业 province 省劳动模范 2019-04-30 working - - 1974
范宏伟 供电 province 省劳动模范 2022-04-29 working - - 1979
姜美玲 人民医院 city 地市级劳动模范 2020-04-30 working - 女 1981
冯庆丰 公交 city 地市级劳动模范 2024-04-30 working - - 1977
石永康 市政 county 望溪市劳动模范 2018-04-30 working - - 1975
苏秀英 恒泰 county 望溪市劳动模范 2015-04-30 working 困难 女 1978
徐根宝 清河水泥 province 省劳动模范 1998-04-30 retired 困难 - 1956
钱玉珍 商厦 city 地市级劳动模范 1996-04-30 retired - 女 1958
顾德明 农机 treated 享受省部级待遇劳模 1988-04-30 retired 困难 - 1951
方维民 白塔建材 county 望溪市劳动模范 2002-04-30 laid_off 困难 - 1968
罗桂兰 粮储 county 望溪市劳动模范 1992-04-30 retired - 女 1957
唐长青 供电 province 省劳动模范 1994-04-30 retired - - 1955
阮志远 鑫源 county 望溪市劳动模范 2026-04-29 working - - 2001
雷志刚 司机 county 望溪市劳动模范 2026-04-29 working - - 1980
姚燕 恒昌 county 望溪市劳动模范 2026-04-29 working - 女 1992
"""
_ROWS = [line.split() for line in _MODEL_TABLE.split("\n") if line]
MODELS = [(n, unit, level, title, day, status, hard != "-") for n, unit, level, title, day, status, hard, _, _ in _ROWS]
NAMED = [(n, unit, status, sex == "女", int(born)) for n, unit, _, _, _, status, _, sex, born in _ROWS]
LOCAL = "359982"
_ELSEWHERE = ["359981", "359983", "359979", "339981", "339983", "529981"]
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def full_name(rng: Random, woman: bool) -> str:
    """A name; two persons may well bear the same one."""
    given = rng.choice(_WOMEN if woman else _MEN)
    if len(given) == 1 and rng.random() < 0.5:
        given = rng.choice("晓文玉小佳" if woman else "志建国文家") + given
    return rng.choice(_SURNAMES) + given


class Numbers:
    """Citizen numbers, each given out once, with a right check digit."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def citizen(self, rng: Random, woman: bool, born_on: dt.date, local: bool = True) -> str:
        while True:
            county = LOCAL if local else rng.choice(_ELSEWHERE)
            order = rng.randrange(0, 500) * 2 + (0 if woman else 1)
            first17 = f"{county}{born_on:%Y%m%d}{order:03d}"
            number = first17 + check_digit(first17)
            if number not in self.given:
                self.given.add(number)
                return number


def check_digit(first17: str) -> str:
    return "10X98765432"[sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def phone(rng: Random) -> str:
    return f"140{rng.randrange(10**8):08d}"


def credit_code(rng: Random, kind: str = "91") -> str:
    """A unified social credit code of the unassigned county with both check characters right."""
    body = "".join(rng.choice(_CREDIT[:10]) for _ in range(8))
    rest = 11 - sum(int(c) * w for c, w in zip(body, _ORGANISATION_WEIGHTS, strict=True)) % 11
    first17 = f"{kind}{LOCAL}{body}{'X' if rest == 10 else '0' if rest == 11 else rest}"
    total = sum(_CREDIT.index(c) * w for c, w in zip(first17, _CREDIT_WEIGHTS, strict=True))
    return first17 + _CREDIT[(31 - total % 31) % 31]
