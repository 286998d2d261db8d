"""Documents and rules, with their versions and study."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record


class PaperRule(Record):
    """One version of a document or rule; old versions are kept, in force until replaced."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("发文")
        RECEIVED = "received", _("收文")
        RULE = "rule", _("制度")
        SPEECH = "speech", _("领导讲话")
        BRANCH_FILE = "branch_file", _("支部基础资料")

    ledger = Ledger(
        name=_("文件制度台账"),
        date="issued_on",
        columns=["issued_on", "title", "document_no", "issuer", "version", "in_force_on"],
        filters=["kind"],
        search=["title", "document_no", "issuer"],
        first=["issued_on", "title", "kind", "document_no", "issuer"],
        future=["in_force_on"],
        sheets=[Sheet("文件制度台账", also=["发文台账", "收文台账", "制度台账", "文件传达台账"])],
        rule=_("《党政机关公文处理工作条例》和本机关的档案制度"),
        group="office",
        headings={
            "title": ["文件标题", "制度名称", "标题"],
            "kind": ["类别"],
            "category": ["分类"],
            "document_no": ["文件编号", "发文字号"],
            "issued_on": ["印发日期", "发布日期"],
            "issuer": ["制发单位"],
            "scope": ["发送范围", "范围"],
            "version": ["版本"],
            "in_force_on": ["生效日期"],
            "ended_on": ["失效日期"],
            "relayed_on": ["学习日期"],
            "relayed_units": ["覆盖单位数"],
            "study_record": ["学习情况"],
            "is_present": ["是否齐全"],
        },
        values={
            "kind": {
                Kind.ISSUED: ["本单位发文"],
                Kind.RECEIVED: ["上级文件", "上级精神"],
                Kind.RULE: ["规章制度"],
                Kind.SPEECH: ["讲话"],
                Kind.BRANCH_FILE: ["基础资料"],
            },
        },
    )

    title = models.CharField(_("文件名称"), max_length=200)
    kind = models.CharField(_("文件类别"), max_length=60, choices=Kind.choices, blank=True)
    category = models.CharField(_("资料分类"), max_length=60, blank=True)
    document_no = models.CharField(_("文号"), max_length=60, blank=True)
    issued_on = models.DateField(_("发文日期"), null=True, blank=True)
    issuer = models.CharField(_("发文单位"), max_length=120, blank=True)
    scope = models.CharField(_("适用范围"), max_length=120, blank=True)
    version = models.CharField(_("版本号"), max_length=20, blank=True)
    in_force_on = models.DateField(_("施行日期"), null=True, blank=True)
    ended_on = models.DateField(_("废止日期"), null=True, blank=True)
    relayed_on = models.DateField(_("传达日期"), null=True, blank=True)
    relayed_units = models.PositiveIntegerField(_("传达单位数"), null=True, blank=True)
    study_record = models.CharField(_("学习记录"), max_length=300, blank=True)
    is_present = models.BooleanField(_("资料齐全"), null=True, blank=True)
    updated_on = models.DateField(_("更新日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("文件制度台账")
        verbose_name_plural = _("文件制度台账")
        indexes = [models.Index(fields=["union", "issued_on"], name="paperrule_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(issued_on__isnull=True) | Q(ended_on__gte=F("issued_on")),
                name="paper_rule_ended_on_order",
                violation_error_message=_("废止日期不能早于发文日期"),
            ),
            models.CheckConstraint(
                condition=Q(relayed_on__isnull=True) | Q(issued_on__isnull=True) | Q(relayed_on__gte=F("issued_on")),
                name="paper_rule_relayed_on_order",
                violation_error_message=_("传达日期不能早于发文日期"),
            ),
        ]
