"""组织机构台账: committees, leading groups, union groups and federations, each with its members and term."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import OfEmployer, Record


class Kind(models.TextChoices):
    UNION = "union", _("工会委员会")
    AUDIT = "audit", _("经费审查委员会")
    WOMEN = "women", _("女职工委员会")
    SAFETY = "safety", _("劳动保护监督检查委员会")
    MEDIATION = "mediation", _("劳动争议调解委员会")
    LAW = "law", _("劳动法律监督委员会")
    LEADING = "leading", _("领导小组")
    SUPERVISION = "supervision", _("监督小组")
    GROUP = "group", _("工会小组")
    JOINT_GROUP = "joint_group", _("联合工会小组")
    HOME = "home", _("职工小家")
    FEDERATION = "federation", _("工会联合会")
    DEMOCRATIC = "democratic", _("民主管理小组")


FIVE = (Kind.UNION, Kind.AUDIT, Kind.WOMEN, Kind.SAFETY, Kind.MEDIATION)


class Body(Record, OfEmployer):
    """A body of a union from its founding to its end; members by side where the law wants sides."""

    kind = models.CharField(_("机构类别"), max_length=60, choices=Kind.choices)
    name = models.CharField(_("机构名称"), max_length=120, blank=True)
    purpose = models.CharField(_("设立目的"), max_length=200, blank=True)
    founded_on = models.DateField(_("设立日期"), null=True, blank=True)
    document_no = models.CharField(_("设立文件"), max_length=120, blank=True)
    term_ends_on = models.DateField(_("任期届满日期"), null=True, blank=True)
    dissolved_on = models.DateField(_("撤销日期"), null=True, blank=True)
    chair = models.CharField(_("主任（组长）"), max_length=60, blank=True)
    chair_form = models.CharField(_("主任专兼职"), max_length=60, blank=True)
    deputy = models.CharField(_("副主任（副组长）"), max_length=120, blank=True)
    members = models.TextField(_("组成人员"), blank=True)
    members_count = models.PositiveIntegerField(_("组成人数"), null=True, blank=True)
    women_count = models.PositiveIntegerField(_("其中女性"), null=True, blank=True)
    worker_side = models.PositiveIntegerField(_("职工代表人数"), null=True, blank=True)
    employer_side = models.PositiveIntegerField(_("企业代表人数"), null=True, blank=True)
    union_side = models.PositiveIntegerField(_("工会代表人数"), null=True, blank=True)
    trade = models.CharField(_("行业或部门"), max_length=60, blank=True)
    covered_units = models.PositiveIntegerField(_("涵盖单位数"), null=True, blank=True)
    covered_names = models.TextField(_("涵盖单位名单"), blank=True)
    served = models.PositiveIntegerField(_("联系会员人数"), null=True, blank=True)
    meetings = models.PositiveIntegerField(_("会议次数"), null=True, blank=True)
    inspections = models.PositiveIntegerField(_("检查次数"), null=True, blank=True)
    cases = models.PositiveIntegerField(_("受理件数"), null=True, blank=True)
    findings = models.CharField(_("检查发现"), max_length=300, blank=True)
    decisions = models.CharField(_("研究决定"), max_length=300, blank=True)
    trained_on = models.DateField(_("培训日期"), null=True, blank=True)
    changes = models.CharField(_("调整情况"), max_length=300, blank=True)
    rating = models.CharField(_("评定等级"), max_length=60, blank=True)

    ledger = Ledger(
        name=_("组织机构台账"),
        date="founded_on",
        columns=["union", "kind", "name", "founded_on", "chair", "members_count", "term_ends_on", "dissolved_on"],
        filters=["kind", "rating"],
        search=["name", "chair", "union__name"],
        key=["union", "kind", "name"],
        headings={
            "union": ["工会名称", "所在工会", "上级工会"],
            "name": ["小组名称", "委员会名称", "小家名称", "联合会名称"],
            "founded_on": ["成立日期", "建立日期", "成立时间", "设立时间"],
            "document_no": ["成立文件", "批准文件"],
            "chair": ["主任", "组长", "负责人", "联合会主席"],
            "deputy": ["副主任", "副组长"],
            "members": ["成员", "委员", "成员名单", "委员名单"],
            "members_count": ["成员人数", "委员人数", "人数"],
            "covered_units": ["涵盖企业数", "会员店家数"],
            "served": ["服务女职工数", "会员人数", "联系职工数"],
            "meetings": ["活动次数"],
            "inspections": ["审查次数", "走访次数"],
        },
        sheets=[
            Sheet(_("组织机构台账"), also=["五委员会台账", "委员会设置台账", "工会各委员会台账"]),
            Sheet(_("经费审查委员会台账"), also=["经审组织台账"], preset={"kind": Kind.AUDIT}),
            Sheet(_("女职工委员会台账"), also=["女职工组织台账"], preset={"kind": Kind.WOMEN}),
            Sheet(_("劳动保护监督检查委员会台账"), preset={"kind": Kind.SAFETY}),
            Sheet(_("劳动争议调解委员会台账"), also=["调解组织台账"], preset={"kind": Kind.MEDIATION}),
            Sheet(_("领导小组台账"), preset={"kind": Kind.LEADING}),
            Sheet(_("工会小组台账"), preset={"kind": Kind.GROUP}),
            Sheet(_("工会联合会台账"), preset={"kind": Kind.FEDERATION}),
        ],
        values={
            "kind": {
                Kind.HOME: ["教工小家", "职工小家（教工小家）"],
                Kind.DEMOCRATIC: ["班组民管会", "科室民主管理小组"],
            }
        },
        future=["term_ends_on"],
        first=["union", "kind", "name", "founded_on", "chair"],
        rule=_("《工会法》和《中国工会章程》关于工会组织的规定"),
        group="organisation",
    )

    class Meta:
        verbose_name = _("组织机构")
        verbose_name_plural = _("组织机构")
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="body_ends_after_start",
                violation_error_message=_("撤销日期不能早于设立日期"),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()


WARNINGS = [
    (
        "body_group_size",
        Q(kind=Kind.GROUP, members_count__isnull=False) & ~Q(members_count__range=(5, 8)),
        _("工会小组人数不在五至八人"),
    ),
    (
        "body_mediation_sides",
        Q(kind=Kind.MEDIATION) & (Q(worker_side__isnull=True) | Q(employer_side__isnull=True)),
        _("劳动争议调解委员会应有职工代表和企业代表"),
    ),
    ("body_women", Q(women_count__gt=F("members_count")), _("女性人数多于组成人数")),
]
