"""Figures of documents and rules."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.figures.declaration import Begun, Flow, Measure, Ratio, Stock
from gonghui.ledgers.documents_library.models import PaperRule

K = PaperRule.Kind
BY = ["kind", "issuer"]
documents = Measure("documents_library.documents", _("文件登记件数"), "件", of=PaperRule, when=Flow("issued_on"), by=BY)
issued = Measure(
    "documents_library.issued", _("发文件数"), "件", of=PaperRule, when=Flow("issued_on"), where=Q(kind=K.ISSUED), by=BY
)  # fmt: skip
rules = Measure(
    "documents_library.rules_in_force", _("现行制度件数"), "件", of=PaperRule, when=Begun("in_force_on", "ended_on"),
    where=Q(kind=K.RULE), by=BY,
)  # fmt: skip
relayed = Measure(
    "documents_library.relayed", _("传达上级精神件数"), "件", of=PaperRule, when=Flow("relayed_on"),
    where=Q(kind__in=[K.RECEIVED, K.SPEECH]),
)  # fmt: skip
units = Measure(
    "documents_library.relayed_units", _("传达覆盖单位数"), "家", of=PaperRule, when=Flow("relayed_on"), total="relayed_units"
)  # fmt: skip
items = Measure(
    "documents_library.branch_items", _("支部基础资料项数"), "项", of=PaperRule, when=Stock(), where=Q(kind=K.BRANCH_FILE)
)  # fmt: skip
present = Measure(
    "documents_library.branch_present", _("支部基础资料齐全项数"), "项", of=PaperRule, when=Stock(),
    where=Q(kind=K.BRANCH_FILE, is_present=True),
)  # fmt: skip
Ratio(
    "documents_library.completeness", _("支部基础资料齐全率"), "%", numerator=present, denominator=items,
    basis=_("分母为登记的支部基础资料项数"),
)  # fmt: skip
