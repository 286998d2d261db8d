"""Accidents and who answered for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Accident(Record, OfEmployer):
    """One accident; taking part in its investigation is the union's duty (rules §8.2)."""

    ledger = Ledger(
        name=_("安全事故台账"),
        date="happened_on",
        columns=["happened_on", "employer", "place", "deaths", "injuries", "sanctioned", "union_took_part"],
        filters=["union_took_part"],
        search=["cause", "responsible"],
        first=["happened_on", "employer", "cause", "deaths", "injuries"],
        sheets=[Sheet("安全事故台账", about=["事故", "工伤", "工亡"], also=["事故台账", "事故追究台账"])],
        rule=_("《生产安全事故报告和调查处理条例》"),
        group="rights",
        small_cells=True,
        headings=EMPLOYER
        | {
            "happened_on": ["发生日期", "日期"],
            "title": ["事故"],
            "place": ["地点"],
            "cause": ["原因"],
            "deaths": ["死亡"],
            "injuries": ["受伤"],
            "responsible": ["责任人"],
            "sanction": ["处分", "处罚"],
            "sanctioned": ["追究人数"],
            "union_took_part": ["工会参加调查"],
        },
    )

    happened_on = models.DateField(_("事故日期"), null=True, blank=True)
    title = models.CharField(_("事故名称"), max_length=120, blank=True)
    place = models.CharField(_("事故地点"), max_length=120, blank=True)
    cause = models.CharField(_("事故原因"), max_length=300, blank=True)
    deaths = models.PositiveIntegerField(_("死亡人数"), null=True, blank=True)
    injuries = models.PositiveIntegerField(_("受伤人数"), null=True, blank=True)
    responsible = models.CharField(_("责任人员"), max_length=120, blank=True)
    sanction = models.CharField(_("处理决定"), max_length=200, blank=True)
    sanctioned = models.PositiveIntegerField(_("处理人数"), null=True, blank=True)
    union_took_part = models.BooleanField(_("工会参与调查"), null=True, blank=True)

    class Meta:
        verbose_name = _("安全事故台账")
        verbose_name_plural = _("安全事故台账")
        indexes = [models.Index(fields=["union", "happened_on"], name="accident_flow")]
