"""再就业服务: registration, training, placement, information, guidance and post adjustment; persons and person-times apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfPerson, Record
from gonghui.ledgers.employment import words
from gonghui.ledgers.employment.loans import Loan


class EmploymentService(Record, OfPerson):
    """One row of 再就业服务台账."""

    class Kind(models.TextChoices):
        REGISTER = "register", _("失业登记")
        TRAINING = "training", _("再就业培训")
        PLACEMENT = "placement", _("职业介绍")
        INFORMATION = "information", _("就业信息发布")
        CERTIFICATE = "certificate", _("再就业优惠证办理")
        GUIDANCE = "guidance", _("就业咨询创业指导")
        POST = "post", _("岗位协调")
        FAIR = "fair", _("招聘会")

    class JoblessKind(models.TextChoices):
        LAID_OFF = "laid_off", _("下岗失业")
        NEVER = "never", _("从未就业")
        MIGRANT = "migrant", _("返乡务工")

    ledger = Ledger(
        name=_("再就业服务台账"),
        date="served_on",
        columns=["served_on", "kind", "person_name", "persons", "job", "employed_on", "result"],
        filters=["kind", "jobless_kind", "accepted"],
        search=["person_name", "job", "course"],
        headings=words.HEADINGS,
        values=words.VALUES,
        sheets=[
            Sheet(
                "再就业服务台账",
                about=["就业服务", "再就业", "求职", "下岗", "职业介绍"],
                also=["再就业台账", "就业服务台账", "职业介绍台账", "失业人员登记台账", "再就业培训台账"],
            ),
        ],
        sensitive=["id_number", "phone"],
        first=["served_on", "kind", "person_name", "persons"],
        rule=_("《就业促进法》和上级工会的就业服务要求"),
        group="service",
    )
    served_on = models.DateField(_("就业服务日期"), null=True, blank=True)
    ended_on = models.DateField(_("就业服务结束日期"), null=True, blank=True)
    kind = models.CharField(_("就业服务类别"), max_length=60, choices=Kind.choices, blank=True)
    person_name = models.CharField(_("服务对象"), max_length=60, blank=True)
    jobless_kind = models.CharField(_("失业类型"), max_length=60, choices=JoblessKind.choices, blank=True)
    unable = models.BooleanField(_("丧失劳动能力"), null=True, blank=True)
    skills = models.CharField(_("技能特长"), max_length=120, blank=True)
    wish = models.CharField(_("求职意向"), max_length=120, blank=True)
    persons = models.PositiveIntegerField(_("就业服务人数"), default=1, null=True, blank=True)
    person_times = models.PositiveIntegerField(_("就业服务人次"), null=True, blank=True)
    course = models.CharField(_("培训课程"), max_length=120, blank=True)
    organiser = models.CharField(_("举办单位"), max_length=120, blank=True)
    certificate = models.CharField(_("取得证书"), max_length=120, blank=True)
    job = models.CharField(_("推荐岗位"), max_length=120, blank=True)
    offers = models.PositiveIntegerField(_("推荐岗位数"), null=True, blank=True)
    accepted = models.BooleanField(_("接受岗位"), null=True, blank=True)
    employed_on = models.DateField(_("就业日期"), null=True, blank=True)
    kept = models.BooleanField(_("稳定就业"), null=True, blank=True)
    info_source = models.CharField(_("信息来源"), max_length=120, blank=True)
    postings = models.PositiveIntegerField(_("发布条数"), null=True, blank=True)
    openings = models.PositiveIntegerField(_("招聘岗位数"), null=True, blank=True)
    employers_count = models.PositiveIntegerField(_("招聘单位数"), null=True, blank=True)
    certificate_no = models.CharField(_("优惠证号"), max_length=120, blank=True)
    step = models.CharField(_("服务环节"), max_length=120, blank=True)
    completed = models.BooleanField(_("服务完成"), null=True, blank=True)
    result = models.CharField(_("服务结果"), max_length=120, blank=True)
    old_post = models.CharField(_("原岗位"), max_length=120, blank=True)
    new_post = models.CharField(_("新岗位"), max_length=120, blank=True)
    reason = models.CharField(_("调整原因"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("再就业服务台账")
        verbose_name_plural = _("再就业服务台账")
        indexes = [models.Index(fields=["union", "served_on"], name="employmentservice_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(employed_on__isnull=True) | Q(served_on__isnull=True) | Q(employed_on__gte=F("served_on")),
                name="employmentservice_employed_on_after_served_on",
                violation_error_message=_("就业日期不能早于服务日期"),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(served_on__isnull=True) | Q(ended_on__gte=F("served_on")),
                name="employmentservice_ended_on_after_served_on",
                violation_error_message=_("就业服务结束日期不能早于服务日期"),
            ),
        ]


WARNINGS = [
    ("employment.times", Q(person_times__lt=F("persons")), _("人次少于人数")),
]

__all__ = ["EmploymentService", "Loan"]
