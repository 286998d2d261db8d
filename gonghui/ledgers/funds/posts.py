"""财务岗位与培训: who holds which post with which duties, incompatible ones apart; finance training and the unions it reached."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.funds import words


class FinancePost(Record, OfPerson):
    """One row of 财务岗位与培训台账."""

    class Kind(models.TextChoices):
        POST = "post", _("财务岗位")
        TRAINING = "training", _("财务培训")

    ledger = Ledger(
        name=_("财务岗位与培训台账"),
        slug="funds_posts",
        date="recorded_on",
        columns=["recorded_on", "kind", "post", "person_name", "incompatible", "session", "persons"],
        filters=["kind", "incompatible"],
        search=["post", "person_name", "session"],
        headings=words.POSTS_HEADINGS,
        values=words.POSTS_VALUES,
        sheets=[
            Sheet("财务岗位与培训台账", also=["财务岗位职责台账", "财务培训台账", "财务人员台账"]),
        ],
        sensitive=["id_number", "phone"],
        first=["recorded_on", "kind", "post", "person_name", "duties"],
        rule=_("《工会法》关于工会经费的规定、《工会会计制度》"),
        group="office",
    )
    recorded_on = models.DateField(_("岗位登记日期"), null=True, blank=True)
    kind = models.CharField(_("财务事项类别"), max_length=60, choices=Kind.choices, blank=True)
    post = models.CharField(_("财务岗位名称"), max_length=120, blank=True)
    person_name = models.CharField(_("任岗人员"), max_length=60, blank=True)
    duties = models.CharField(_("岗位职责"), max_length=300, blank=True)
    incompatible = models.BooleanField(_("不相容职务未分离"), null=True, blank=True)
    ended_on = models.DateField(_("离岗日期"), null=True, blank=True)
    session = models.CharField(_("财务培训内容"), max_length=300, blank=True)
    persons = models.PositiveIntegerField(_("财务培训人数"), null=True, blank=True)
    documents = models.CharField(_("培训资料"), max_length=300, blank=True)
    unions_count = models.PositiveIntegerField(_("参训工会数"), null=True, blank=True)

    class Meta:
        verbose_name = _("财务岗位与培训台账")
        verbose_name_plural = _("财务岗位与培训台账")
        indexes = [models.Index(fields=["union", "recorded_on"], name="financepost_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(recorded_on__isnull=True) | Q(ended_on__gte=F("recorded_on")),
                name="financepost_ended_on_after_recorded_on",
                violation_error_message=_("离岗日期不能早于岗位登记日期"),
            ),
        ]
