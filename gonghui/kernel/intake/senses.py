"""Headings said in other words: 参赛选手数 and 参加人数, 督查日期 and 检查时间 come to one form, part by part.

A part stands for its class wherever it occurs in a heading, so that each way of saying it is declared once and not for
every column of every ledger. Two fields of one ledger that come to the same form are told apart by neither.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gonghui.kernel.intake.text import root

_CLASSES = {
    "日期": "时间 年月 日子",
    "地点": "场所 场地 处所",
    "费用": "费用支出 经费支出 经费开支 开支 花费 花销 支出 经费",
    "举办": "举行 召开 开展 开办 办班 开班 开课 上课",
    "竞赛": "比赛 赛事 大赛",
    "参加": "参赛 参训 参与 参会 受训 到课 听课",
    "人": "人员 选手 学员 队员",
    "职工": "教职工 教职员工 员工 用工 从业人员",
    "单位": "用人单位 用工单位 企业 公司 厂家 商户 机关",
    "女职工": "女员工 女工 女性 女教工",
    "覆盖": "涵盖 惠及 受惠 受益",
    "增幅": "增长幅度 涨幅 增长率 上调幅度",
    "检查": "督查 巡查 排查 查出 发现 受检",
    "命名": "挂牌 授牌",
    "授予": "获评 表彰 颁奖 颁发 获得 授奖",
    "领取": "领用 签领",
    "期限": "时限",
    "原因": "缘由 事由 理由 成因",
    "内容": "描述 简况 详情",
    "授课人": "讲师 授课老师 授课教师 主讲老师 授课专家 主讲教师",
    "办理": "处理 处置 调处",
    "到期": "届满 期满 终止 终期",
    "签订": "签约 签署",
    "慰问": "探望 看望 送温暖",
    "参保": "投保 入保",
    "摸底": "摸排",
    "成立": "建会 组建 建成 建立 启用 设立",
    "聘任": "受聘 聘用 聘请",
    "师傅": "师父 导师",
    "名称": "题目",
    "公开": "公示 公布",
    "学校": "院校 高校",
    "藏书": "图书",
    "就读": "考取 录取",
    "走访": "入企 入户 走企",
    "建议": "建言 献策",
    "实缴": "已拨缴 已缴纳 已缴 已上缴",
}  # fmt: skip
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in (name, *words.split())}
_PARTS = re.compile("|".join(sorted(_CLASS_OF, key=len, reverse=True)))
_LEADS = re.compile(r"^(其中[:：]?|主要|具体|当选|现任|当时|本次|实际|拟|限定|初步|新建|发展)(?=.{2})")
_TWICE = re.compile(r"(.{2})\1")
_TAILS = (
    ("名称", ""),
    ("姓名", ""),
    ("人数", ""),
    ("数量", ""),
    ("册数", ""),
    ("数", ""),
    ("额", ""),
    ("情况", ""),
    ("者", "人"),
)


@lru_cache(maxsize=8192)
def sense(text: str) -> str:
    """A heading with its parts made one word each and what says nothing taken away."""
    word = _LEADS.sub("", root(text))
    if word.endswith("日") and len(word) > 2:
        word = f"{word}期"
    word = _TWICE.sub(r"\1", _PARTS.sub(lambda part: _CLASS_OF[part[0]], word))
    for tail, same in _TAILS:
        if word.endswith(tail) and len(word) - len(tail) >= 2:
            return word[: -len(tail)] + same
    return word
