"""Headings as one speaks (哪天, 干了什么, 来了多少人). They decide nothing about what a sheet is; once a hand has said that, they tell its
columns apart."""

from __future__ import annotations

from collections.abc import Sequence

from gonghui.kernel.intake.recognise import Match
from gonghui.kernel.intake.text import heading
from gonghui.kernel.intake.words import _
from gonghui.kernel.ledger.declaration import ledgers

# what is said -> what the item is called, the likelier first
_SAID: tuple[tuple[str, str], ...] = (
    ("干了什么 干了啥 做了什么 搞了什么 搞了啥 啥活动", "活动名称 会议名称 培训内容"),
    ("来了多少人 多少人参加 去了多少人 多少人", "参加人数 慰问人数 人数"),
    ("在哪儿 在哪里 在哪", "活动地点 地点 培训地点 慰问地点"),
    ("用了多少钱 花了多少钱 多少钱 折合多少钱 给了多少钱", "活动费用 活动经费 经费 慰问金额 金额"),
    ("谁牵头 谁组织的 谁组织", "主办单位 组织单位 承办单位"),
    ("慰问谁 帮了谁 给谁 谁提的", "户主姓名 慰问对象 姓名 提出人 建议人"),
    ("为啥 为什么 啥原因", "困难原因 慰问原因 原因 事由"),
    ("送了啥 送了什么", "实物名称 慰问品"),
    ("说的啥 说了啥 提的啥", "意见内容 建议内容 反映问题 内容"),
    ("办得咋样 咋办的 办成啥样", "办理结果 办理情况 处理结果"),
    ("谁去办 谁办", "承办单位 承办人 办理部门"),
)
_DAY = frozenset(map(heading, ["哪天", "哪一天", "啥时候", "什么时候", "日子"]))
WHY = _("表头是口头说法")


def find_spoken(match: Match, heads: Sequence[Sequence[str]]) -> None:
    """Gives each column without an item the one that its heading means; an item that has a column keeps it."""
    taken = {each.name for each in match.columns.values()}
    day = ledgers()[match.shape.ledger].date
    for column, readings in enumerate(heads):
        if column in match.columns or not readings:
            continue
        said = heading(readings[0])
        names = [day] if said in _DAY else _meant(match, said)
        found = next((name for name in names if name in match.shape.by_name and name not in taken), None)
        if found is not None:
            match.columns[column], match.why[column] = match.shape.by_name[found], WHY
            taken.add(found)


def _meant(match: Match, said: str) -> list[str]:
    words = [word for spoken, called in _SAID if said in map(heading, spoken.split()) for word in called.split()]
    fields = match.shape.fields
    return [field.name for word in words for field in fields if heading(word) in map(heading, field.headings)]
