"""Labour protection: what is found, put right and checked again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class SafetyCheck(Record, OfEmployer):
    """A finding from discovery to verification: find, assign, fix, supervise, verify (rules §8.2)."""

    class Kind(models.TextChoices):
        HAZARD = "hazard", _("隐患排查")
        INSPECTION = "inspection", _("监督检查")
        CARD = "card", _("一法三卡")
        MACHINE = "machine", _("包机责任制")
        VEHICLE = "vehicle", _("运输环境与车辆维护")
        HELP = "help", _("安全整改协助")

    class Card(models.TextChoices):
        CHECK = "check", _("安全检查提示卡")
        SOURCE = "source", _("危险源点警示卡")
        CHEMICAL = "chemical", _("有毒有害化学物质信息卡")

    class Level(models.TextChoices):
        GENERAL = "general", _("一般")
        MAJOR = "major", _("重大")

    ledger = Ledger(
        name=_("劳动保护台账"),
        date="found_on",
        columns=["found_on", "kind", "employer", "place", "hazard", "due_on", "fixed_on", "closed_on"],
        filters=["kind", "level"],
        search=["place", "hazard", "owner"],
        first=["found_on", "kind", "employer", "place", "hazard", "due_on"],
        future=["due_on", "recheck_due_on", "next_due_on"],
        sheets=[
            Sheet(
                "劳动保护台账",
                about=["隐患", "安全检查", "劳动保护"],
                also=["隐患排查台账", "劳动保护监督检查台账", "安全检查台账", "一法三卡台账"],
            )
        ],
        rule=_("《安全生产法》关于工会监督的规定、《工会劳动保护监督检查员工作条例》"),
        group="rights",
        headings=EMPLOYER
        | {
            "found_on": ["发现日期", "排查日期", "日期"],
            "kind": ["类别"],
            "place": ["地点", "作业场所", "部位"],
            "machine": ["设备", "车辆", "机台"],
            "card": ["卡片类型"],
            "hazard": ["隐患", "问题", "障碍", "存在问题"],
            "level": ["等级"],
            "found_by": ["发现人", "排查人"],
            "owner": ["责任人", "包机人"],
            "notice_no": ["通知书编号"],
            "partner": ["配合部门"],
            "checks": ["点检次数"],
            "faults": ["发现故障数"],
            "cards_filled": ["填卡数"],
            "findings": ["隐患数", "问题数"],
            "due_on": ["限期整改日期"],
            "fix": ["措施", "整改情况"],
            "fixed_on": ["整改完成日期", "排除日期"],
            "recheck_due_on": ["应复查日期"],
            "rechecked_on": ["复验日期"],
            "closed_on": ["闭环日期"],
            "next_due_on": ["下次应检日期"],
            "result": ["结果"],
        },
        values={
            "kind": {
                Kind.HAZARD: ["隐患", "隐患排查治理"],
                Kind.INSPECTION: ["劳动保护监督检查", "检查"],
                Kind.CARD: ["三卡检查"],
                Kind.MACHINE: ["包机"],
                Kind.VEHICLE: ["车辆维护", "运输环境"],
                Kind.HELP: ["整改协助"],
            },
            "level": {
                Level.GENERAL: ["一般隐患"],
                Level.MAJOR: ["重大隐患"],
            },
        },
    )

    found_on = models.DateField(_("检查日期"), null=True, blank=True)
    kind = models.CharField(_("检查类别"), max_length=60, choices=Kind.choices, blank=True)
    place = models.CharField(_("检查地点"), max_length=120, blank=True)
    machine = models.CharField(_("设备(车辆)"), max_length=120, blank=True)
    card = models.CharField(_("卡别"), max_length=60, choices=Card.choices, blank=True)
    hazard = models.CharField(_("隐患内容"), max_length=300, blank=True)
    level = models.CharField(_("隐患等级"), max_length=60, choices=Level.choices, blank=True)
    found_by = models.CharField(_("检查人"), max_length=60, blank=True)
    owner = models.CharField(_("整改责任人"), max_length=60, blank=True)
    notice_no = models.CharField(_("意见书编号"), max_length=60, blank=True)
    partner = models.CharField(_("协作部门"), max_length=120, blank=True)
    checks = models.PositiveIntegerField(_("检查次数"), null=True, blank=True)
    faults = models.PositiveIntegerField(_("故障次数"), null=True, blank=True)
    cards_filled = models.PositiveIntegerField(_("填卡张数"), null=True, blank=True)
    findings = models.PositiveIntegerField(_("发现隐患数"), null=True, blank=True)
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    fix = models.CharField(_("整改措施"), max_length=300, blank=True)
    fixed_on = models.DateField(_("整改日期"), null=True, blank=True)
    recheck_due_on = models.DateField(_("计划复查日期"), null=True, blank=True)
    rechecked_on = models.DateField(_("复查日期"), null=True, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    next_due_on = models.DateField(_("下次检查日期"), null=True, blank=True)
    result = models.CharField(_("检查结果"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("劳动保护台账")
        verbose_name_plural = _("劳动保护台账")
        indexes = [models.Index(fields=["union", "found_on"], name="safetycheck_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(fixed_on__isnull=True) | Q(found_on__isnull=True) | Q(fixed_on__gte=F("found_on")),
                name="safety_check_fixed_on_order",
                violation_error_message=_("整改日期不能早于检查日期"),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(found_on__isnull=True) | Q(closed_on__gte=F("found_on")),
                name="safety_check_closed_on_order",
                violation_error_message=_("销号日期不能早于检查日期"),
            ),
            models.CheckConstraint(
                condition=Q(rechecked_on__isnull=True) | Q(fixed_on__isnull=True) | Q(rechecked_on__gte=F("fixed_on")),
                name="safety_check_rechecked_on_order",
                violation_error_message=_("复查日期不能早于整改日期"),
            ),
        ]
