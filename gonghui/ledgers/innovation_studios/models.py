"""Studios named after model workers and craftsmen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Studio(Record, OfEmployer):
    """A studio named after a model worker or craftsman, standing until it is withdrawn (rules §7.4)."""

    class Kind(models.TextChoices):
        MODEL = "model", _("劳模创新工作室")
        CRAFTSMAN = "craftsman", _("工匠工作室")
        WORKER = "worker", _("职工创新工作室")

    ledger = Ledger(
        name=_("创新工作室台账"),
        date="named_on",
        columns=["name", "kind", "leader", "level", "employer", "named_on"],
        filters=["kind", "level"],
        search=["name", "leader"],
        first=["name", "kind", "leader", "employer", "named_on"],
        sheets=[Sheet("创新工作室台账", about=["工作室", "创新室"], also=["劳模创新工作室台账", "匠心工作室台账"])],
        rule=_("《工会法》关于组织职工开展合理化建议、技术革新、劳动和技能竞赛的规定"),
        group="skills",
        headings=EMPLOYER
        | {
            "name": ["名称"],
            "kind": ["类别"],
            "leader": ["工匠", "带头人"],
            "craft": ["专业", "工种"],
            "level": ["级别"],
            "named_on": ["授牌日期", "成立日期"],
            "withdrawn_on": ["撤销日期"],
            "team_size": ["成员数"],
            "apprentices": ["徒弟数"],
            "visits": ["参观次数"],
            "works": ["成果数", "作品数"],
        },
        values={
            "kind": {
                Kind.MODEL: ["劳模工作室"],
                Kind.CRAFTSMAN: ["匠心工作室", "工匠创新工作室"],
            },
        },
    )

    name = models.CharField(_("工作室名称"), max_length=120)
    kind = models.CharField(_("工作室类别"), max_length=60, choices=Kind.choices, blank=True)
    leader = models.CharField(_("领衔人"), max_length=60, blank=True)
    craft = models.CharField(_("技艺"), max_length=60, blank=True)
    level = models.CharField(_("工作室级别"), max_length=20, blank=True)
    named_on = models.DateField(_("命名日期"), null=True, blank=True)
    withdrawn_on = models.DateField(_("撤销命名日期"), null=True, blank=True)
    team_size = models.PositiveIntegerField(_("团队人数"), null=True, blank=True)
    apprentices = models.PositiveIntegerField(_("带徒人数"), null=True, blank=True)
    visits = models.PositiveIntegerField(_("参观交流次数"), null=True, blank=True)
    works = models.PositiveIntegerField(_("作品成果数"), null=True, blank=True)
    patents = models.PositiveIntegerField(_("专利数"), null=True, blank=True)

    class Meta:
        verbose_name = _("创新工作室台账")
        verbose_name_plural = _("创新工作室台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(named_on__isnull=True) | Q(withdrawn_on__gte=F("named_on")),
                name="studio_withdrawn_on_order",
                violation_error_message=_("撤销命名日期不能早于命名日期"),
            ),
        ]
