"""谈心帮教: talks and the support of workers whose state of mind is a risk; confidential."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.kernel.ledger.sealed import BlindIndex, SealedCharField
from gonghui.ledgers.hardship import words


class CareTalk(Record, OfPerson):
    """One row of 谈心帮教台账."""

    class Kind(models.TextChoices):
        TALK = "talk", _("谈心谈话")
        SAFETY = "safety", _("安全帮教")
        FAMILY = "family", _("家庭帮教")

    class Level(models.TextChoices):
        HIGH = "high", _("高")
        MIDDLE = "middle", _("中")
        LOW = "low", _("低")

    ledger = Ledger(
        name=_("谈心帮教台账"),
        slug="hardship_care",
        date="held_on",
        columns=["held_on", "person_name", "kind", "helper", "level", "resolved_on"],
        filters=["kind", "level"],
        search=["person_name", "helper"],
        headings=words.CARE_HEADINGS,
        values=words.CARE_VALUES,
        sheets=[
            Sheet("谈心帮教台账", also=["谈心谈话台账", "谈心谈话记录", "安全帮教台账", "不放心人帮教台账"]),
        ],
        sensitive=["person_name", "id_number", "phone", "sign", "issue", "outcome"],
        first=["person_name", "held_on", "kind", "helper", "issue"],
        rule=_("《工会法》关于帮助困难职工的规定和上级工会的帮扶、送温暖办法"),
        group="service",
        small_cells=True,
    )
    person_name = SealedCharField(_("姓名"), max_length=60, blank=True)
    person_name_blind = BlindIndex(_("姓名"), of="person_name")
    held_on = models.DateField(_("谈话日期"), null=True, blank=True)
    kind = models.CharField(_("帮教类别"), max_length=60, choices=Kind.choices, blank=True)
    helper = models.CharField(_("帮教人"), max_length=120, blank=True)
    sign = SealedCharField(_("帮教缘由"), max_length=300, blank=True)
    level = models.CharField(_("风险程度"), max_length=60, choices=Level.choices, blank=True)
    issue = SealedCharField(_("谈话主题"), max_length=300, blank=True)
    talks = models.PositiveIntegerField(_("谈话次数"), null=True, blank=True)
    outcome = SealedCharField(_("帮教结果"), max_length=300, blank=True)
    resolved_on = models.DateField(_("解除帮教日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("谈心帮教台账")
        verbose_name_plural = _("谈心帮教台账")
        indexes = [models.Index(fields=["union", "held_on"], name="caretalk_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_on__isnull=True) | Q(held_on__isnull=True) | Q(resolved_on__gte=F("held_on")),
                name="caretalk_resolved_on_after_held_on",
                violation_error_message=_("解除帮教日期不能早于谈话日期"),
            ),
        ]
