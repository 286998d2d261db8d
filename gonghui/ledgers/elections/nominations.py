"""候选人推荐: nominees for posts, seats and delegations, against the quota given by the upper union."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger
from gonghui.kernel.ledger.record import OfPerson, Record


class Nomination(Record, OfPerson):
    """候选人推荐: a nominee for a post, a seat or a delegation, against the quota given by the upper union."""

    event = models.CharField(_("推荐事项"), max_length=200)
    nominated_on = models.DateField(_("推荐日期"), null=True, blank=True)
    quota = models.PositiveIntegerField(_("分配名额"), null=True, blank=True)
    category = models.CharField(_("人选类别"), max_length=60, blank=True)
    status = models.CharField(_("人选状态"), max_length=60, blank=True)
    decision = models.CharField(_("确定结果"), max_length=60, blank=True)

    ledger = Ledger(
        slug="elections_nominations",
        name=_("代表和委员候选人推荐台账"),
        date="nominated_on",
        columns=["event", "person_name", "sex", "category", "quota", "status", "decision", "nominated_on"],
        filters=["category", "decision"],
        search=["event", "person_name"],
        headings={
            "event": ["会议名称", "推荐项目"],
            "nominated_on": ["推荐时间"],
            "quota": ["名额"],
            "person_name": ["候选人"],
        },
        sensitive=["id_number", "phone"],
        rule=_("《工会基层组织选举工作条例》"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("候选人推荐")
        verbose_name_plural = _("候选人推荐")
