"""Lists, stages, modes and match results of the founding drive."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Listing(models.TextChoices):
    GAP = "gap", _("未建会企业")
    SCALE = "scale", _("规模企业")
    APPLICATION = "application", _("建会申请")
    DRIVE = "drive", _("组建攻坚")
    SHOP = "shop", _("个体工商户")
    NEW_FORM = "new_form", _("两新组织")
    MATCH = "match", _("数据比对")


class Stage(models.TextChoices):
    """One state for each listed employer, so that the states add up to the list."""

    UNTOUCHED = "untouched", _("未组建")
    CONTACTED = "contacted", _("已联系走访")
    APPLIED = "applied", _("已申请")
    UNDERWAY = "underway", _("正在组建")
    APPROVED = "approved", _("已批准")
    ELECTED = "elected", _("已选举")
    FOUNDED = "founded", _("已组建")
    REFUSED = "refused", _("不同意建会")
    UNFIT = "unfit", _("不具备条件")


class Mode(models.TextChoices):
    TERRITORIAL = "territorial", _("社区联合")
    SELF_EMPLOYED = "self_employed", _("个体工商户联合")
    MIGRANT = "migrant", _("农民工工会")
    ALONE = "alone", _("单独建会")
    TRADE = "trade", _("行业联合")


class Match(models.TextChoices):
    MATCHED = "matched", _("一致")
    UNMATCHED = "unmatched", _("未匹配")
    CONFLICT = "conflict", _("有差异")


HEADINGS = {
    "employer": [
        "企业名称",
        "单位全称",
        "企业全称",
        "店名",
        "门店名称",
        "企业(单位)名称",
        "规模企业名称",
        "未建会企业名称",
    ],
    "employer.ownership": ["单位性质", "企业性质", "所有制性质", "经济类型"],
    "employer.region": ["所在区域", "镇街", "所属乡镇(街道)", "属地", "所属镇街"],
    "employer.credit_code": ["统一社会信用代码", "社会信用代码", "信用代码"],
    "headcount": ["在职职工数", "职工数", "职工总数", "雇工人数", "从业人数", "职工(人)", "现有职工", "职工人数(人)"],
    "reason": ["未建会原因", "未组建原因", "拒绝原因", "未建立原因", "不建会原因", "未建会的原因"],
    "surveyed_on": ["调查时间", "摸底时间", "调查日期", "排查日期", "摸排日期", "排查时间", "摸排时间", "调查摸底日期"],
    "stage": [
        "组建情况",
        "建会情况",
        "组建状态",
        "建会进展",
        "组建进度",
        "建会进度",
        "组建现状",
        "工会组建情况",
        "建会现状",
    ],
    "founded_on": ["建会日期", "组建日期", "成立日期", "建会时间", "组建时间", "成立时间", "建立时间", "工会成立日期"],
    "applied_on": ["申请时间", "受理日期"],
    "representative": ["法人代表", "业主姓名", "业主", "负责人"],
    "officer": ["包保责任人", "组建责任人", "承办人"],
}
STAGE_WORDS: dict[str, list[str]] = {
    Stage.UNTOUCHED: ["未建", "未组建工会", "未动", "未开展"],
    Stage.UNDERWAY: ["组建中", "筹建", "筹建中", "在建", "正在筹建", "正在筹备"],
    Stage.FOUNDED: ["已建", "已建会", "组建完成", "已成立", "已建立"],
    Stage.CONTACTED: ["已走访", "已联系", "已上门"],
    Stage.APPLIED: ["申请中", "已受理"],
    Stage.REFUSED: ["拒绝", "企业主不同意"],
}
