"""Places for workers: libraries, stations, rooms for mothers, centres and their equipment."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Venue(Record, OfEmployer):
    """A place or an item of equipment, in use from a day to a day (rules §8.5, §8.6)."""

    class Kind(models.TextChoices):
        LIBRARY = "library", _("职工书屋")
        STATION = "station", _("户外劳动者服务站点")
        MOTHERS = "mothers", _("妈咪暖心小屋")
        CENTRE = "centre", _("职工活动中心")
        GYM = "gym", _("健身房")
        EQUIPMENT = "equipment", _("文体设施器材")
        SCHOOL = "school", _("职工学校")
        CULTURE = "culture", _("文化载体")

    class Status(models.TextChoices):
        OPEN = "open", _("已启用")
        BUILDING = "building", _("筹建中")
        CLOSED = "closed", _("停用")

    ledger = Ledger(
        name=_("活动阵地台账"),
        date="opened_on",
        columns=["name", "kind", "employer", "address", "opened_on", "status", "visits"],
        filters=["kind", "status"],
        search=["name", "address"],
        first=["name", "kind", "employer", "opened_on", "status"],
        sheets=[
            Sheet(
                "活动阵地台账",
                about=["书屋", "阵地", "活动室"],
                also=["职工书屋台账", "工会驿站台账", "母婴室台账", "文体设施台账", "阵地台账"],
            )
        ],
        rule=_("《工会法》关于教育职工和开展文化体育活动的规定"),
        group="culture",
        headings=EMPLOYER
        | {
            "name": ["名称", "书屋名称", "驿站名称", "场所名称", "器材名称"],
            "kind": ["类别", "类型"],
            "status": ["状态", "使用状态"],
            "opened_on": ["建成日期", "开放日期", "建立日期"],
            "closed_on": ["关闭日期"],
            "address": ["所在地", "地点", "存放地点"],
            "area": ["面积"],
            "opening_hours": ["开放时段"],
            "access_rule": ["准入规定"],
            "facilities": ["设施", "配套设施"],
            "level": ["级别"],
            "keeper": ["负责人"],
            "coach": ["指导教练"],
            "books": ["藏书量", "图书册数"],
            "loans": ["借阅人次", "借阅量"],
            "visits": ["服务人次", "活动人次"],
            "quantity": ["件数"],
            "asset_source": ["器材来源", "经费来源"],
            "cost": ["投入金额", "金额"],
        },
        values={
            "kind": {
                Kind.LIBRARY: ["书屋", "图书室"],
                Kind.STATION: ["工会驿站", "驿站", "爱心驿站"],
                Kind.MOTHERS: ["爱心妈咪小屋", "母婴室", "爱心屋", "女职工休息哺乳室"],
                Kind.CENTRE: ["活动中心", "文化宫", "俱乐部", "活动室"],
                Kind.GYM: ["健身中心"],
                Kind.EQUIPMENT: ["文体器材", "器材"],
                Kind.SCHOOL: ["夜校"],
            },
            "status": {
                Status.OPEN: ["已建成", "在用", "正常"],
                Status.BUILDING: ["在建", "筹建"],
                Status.CLOSED: ["报废", "关闭"],
            },
        },
    )

    name = models.CharField(_("阵地名称"), max_length=120)
    kind = models.CharField(_("阵地类别"), max_length=60, choices=Kind.choices, blank=True)
    status = models.CharField(_("建设状态"), max_length=60, choices=Status.choices, blank=True)
    opened_on = models.DateField(_("启用日期"), null=True, blank=True)
    closed_on = models.DateField(_("停用日期"), null=True, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    latitude = models.CharField(_("纬度"), max_length=20, blank=True)
    longitude = models.CharField(_("经度"), max_length=20, blank=True)
    area = models.DecimalField(_("面积(平方米)"), max_digits=8, decimal_places=1, null=True, blank=True)
    opening_hours = models.CharField(_("开放时间"), max_length=120, blank=True)
    access_rule = models.CharField(_("开放范围"), max_length=120, blank=True)
    facilities = models.CharField(_("设施设备"), max_length=300, blank=True)
    level = models.CharField(_("阵地级别"), max_length=20, blank=True)
    keeper = models.CharField(_("管理员"), max_length=60, blank=True)
    coach = models.CharField(_("教练"), max_length=60, blank=True)
    contact = models.CharField(_("管理员电话"), max_length=40, blank=True)
    books = models.PositiveIntegerField(_("藏书册数"), null=True, blank=True)
    loans = models.PositiveIntegerField(_("借阅册次"), null=True, blank=True)
    bookings = models.PositiveIntegerField(_("预约次数"), null=True, blank=True)
    visits = models.PositiveIntegerField(_("使用人次"), null=True, blank=True)
    quantity = models.PositiveIntegerField(_("数量"), null=True, blank=True)
    asset_source = models.CharField(_("来源"), max_length=120, blank=True)
    cost = models.DecimalField(_("购置金额"), max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("活动阵地台账")
        verbose_name_plural = _("活动阵地台账")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="venue_closed_on_order",
                violation_error_message=_("停用日期不能早于启用日期"),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="venue_cost_ge_0",
                violation_error_message=_("购置金额不能为负数"),
            ),
        ]
