"""会员证卡台账: paper and electronic member cards, what they were used for, and what was claimed with them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record


class Kind(models.TextChoices):
    PAPER = "paper", _("会员证")
    SCHOOL = "school", _("社校一卡通")
    ELECTRONIC = "electronic", _("电子会员证")
    BENEFIT = "benefit", _("线上活动与福利")


class CardState(models.TextChoices):
    ISSUED = "issued", _("已发放")
    ACTIVE = "active", _("已激活")
    STOPPED = "stopped", _("已停用")


class Card(Record, OfPerson):
    """One card of one member, or one claim made with it."""

    kind = models.CharField(_("证卡类别"), max_length=60, choices=Kind.choices, default=Kind.PAPER)
    card_no = models.CharField(_("证卡号"), max_length=40, blank=True)
    issued_on = models.DateField(_("办理日期"), null=True, blank=True)
    place = models.CharField(_("办理地点"), max_length=120, blank=True)
    officer = models.CharField(_("经办人"), max_length=60, blank=True)
    card_state = models.CharField(_("证卡状态"), max_length=60, choices=CardState.choices, blank=True)
    activated_on = models.DateField(_("激活日期"), null=True, blank=True)
    benefits = models.CharField(_("绑定权益"), max_length=200, blank=True)
    courses = models.PositiveIntegerField(_("兑换课程门数"), null=True, blank=True)
    activity = models.CharField(_("活动或福利"), max_length=120, blank=True)
    quota = models.PositiveIntegerField(_("名额"), null=True, blank=True)
    signed_up_on = models.DateField(_("报名日期"), null=True, blank=True)
    claimed_on = models.DateField(_("领取日期"), null=True, blank=True)

    ledger = Ledger(
        name=_("会员证卡台账"),
        date="issued_on",
        columns=["kind", "person_name", "card_no", "issued_on", "card_state", "activated_on", "activity", "claimed_on"],
        filters=["kind", "card_state"],
        search=["person_name", "card_no"],
        headings={
            "card_no": ["会员证号", "会员卡号", "卡号", "证号"],
            "issued_on": ["发证日期", "发卡日期", "办证日期"],
            "activated_on": ["激活时间"],
            "activity": ["活动名称", "福利名称"],
        },
        sheets=[
            Sheet(_("会员证办理台账"), also=["会员证发放台账", "会员证现场办理台账"], preset={"kind": Kind.PAPER}),
            Sheet(_("社校一卡通台账"), also=["一卡通发放台账"], preset={"kind": Kind.SCHOOL}),
            Sheet(_("电子会员证台账"), also=["电子会员卡台账"], preset={"kind": Kind.ELECTRONIC}),
            Sheet(_("线上福利领取台账"), also=["线上活动报名台账"], preset={"kind": Kind.BENEFIT}),
        ],
        sensitive=["id_number", "phone"],
        first=["kind", "person_name", "id_number", "card_no", "issued_on"],
        rule=_("《中国工会章程》关于会员的规定、《工会会员会籍管理办法》"),
        group="members",
    )

    class Meta:
        verbose_name = _("会员证卡")
        verbose_name_plural = _("会员证卡")
        constraints = [
            models.CheckConstraint(
                condition=Q(activated_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(activated_on__gte=F("issued_on")),
                name="card_activated_after_issue",
                violation_error_message=_("激活日期不能早于办理日期"),
            )
        ]


WARNINGS = [
    ("card_without_number", Q(card_no="") & ~Q(kind=Kind.BENEFIT), _("没有证卡号")),
]
