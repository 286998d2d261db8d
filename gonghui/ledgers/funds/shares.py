"""经费分成对账: one batch shared among the levels; the parts must sum to the total."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Record
from gonghui.ledgers.funds import words


class FundShare(Record):
    """One row of 经费分成对账台账."""

    ledger = Ledger(
        name=_("经费分成对账台账"),
        slug="funds_shares",
        date="shared_on",
        columns=[
            "shared_on",
            "batch",
            "total",
            "grassroots_share",
            "county_share",
            "city_share",
            "upper_share",
            "remitted",
            "difference",
        ],
        search=["batch"],
        headings=words.SHARES_HEADINGS,
        sheets=[
            Sheet("经费分成对账台账", also=["经费分成台账", "对账划拨台账"]),
        ],
        first=["shared_on", "batch", "total", "remitted"],
        rule=_("《工会法》关于工会经费的规定、《工会会计制度》"),
        group="office",
    )
    shared_on = models.DateField(_("分成日期"), null=True, blank=True)
    batch = models.CharField(_("分成批次"), max_length=120, blank=True)
    total = models.DecimalField(_("分成总额"), max_digits=18, decimal_places=2, null=True, blank=True)
    grassroots_ratio = models.DecimalField(_("基层分成比例(%)"), max_digits=7, decimal_places=2, null=True, blank=True)
    county_ratio = models.DecimalField(_("县级分成比例(%)"), max_digits=7, decimal_places=2, null=True, blank=True)
    city_ratio = models.DecimalField(_("市级分成比例(%)"), max_digits=7, decimal_places=2, null=True, blank=True)
    upper_ratio = models.DecimalField(_("省级以上分成比例(%)"), max_digits=7, decimal_places=2, null=True, blank=True)
    grassroots_share = models.DecimalField(_("基层分成金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    county_share = models.DecimalField(_("县级分成金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    city_share = models.DecimalField(_("市级分成金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    upper_share = models.DecimalField(_("省级以上分成金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    remitted = models.DecimalField(_("已划拨金额"), max_digits=18, decimal_places=2, null=True, blank=True)
    difference = models.DecimalField(_("对账差额"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("经费分成对账台账")
        verbose_name_plural = _("经费分成对账台账")
        indexes = [models.Index(fields=["union", "shared_on"], name="fundshare_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gte=0)
                & Q(grassroots_share__gte=0)
                & Q(county_share__gte=0)
                & Q(city_share__gte=0)
                & Q(upper_share__gte=0)
                & Q(remitted__gte=0)
                & Q(difference__gte=0),
                name="fundshare_amounts_not_negative",
                violation_error_message=_("金额不能为负数"),
            ),
        ]


WARNINGS = [
    (
        "funds.share_sum",
        Q(total__lt=F("grassroots_share") + F("county_share") + F("city_share") + F("upper_share"))
        | Q(total__gt=F("grassroots_share") + F("county_share") + F("city_share") + F("upper_share")),
        _("各级分成之和不等于总额"),
    ),
]
