"""Training by class and session."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Training(Record, OfEmployer):
    """One class, lecture or session; its participants are persons, so their sum over classes is person-times."""

    class Kind(models.TextChoices):
        SKILL = "skill", _("职业技能")
        TECHNICAL = "technical", _("技术业务")
        LAW = "law", _("法律")
        CADRE = "cadre", _("工会干部")
        CULTURE = "culture", _("文化")
        SAFETY = "safety", _("安全生产")
        POLITICAL = "political", _("政治理论学习")
        LECTURE = "lecture", _("专题讲座")
        NIGHT_SCHOOL = "night_school", _("职工夜校")
        INTERNAL = "internal", _("内部业务培训")
        EXCHANGE = "exchange", _("交流学习")
        REEMPLOYMENT = "reemployment", _("转岗再就业")
        POLICY = "policy", _("再就业政策辅导")
        WOMEN = "women", _("女职工培训")
        READING = "reading", _("送书读书")
        TEAMS = "teams", _("三支队伍培训")

    ledger = Ledger(
        name=_("培训台账"),
        date="held_on",
        columns=["held_on", "title", "kind", "organiser", "sessions", "participants"],
        filters=["kind", "level"],
        search=["title", "organiser", "teacher"],
        first=["held_on", "title", "kind", "organiser", "sessions", "participants"],
        quick=["held_on", "title", "kind", "participants"],
        sheets=[
            Sheet(
                "培训台账",
                about=["培训", "办班", "讲座", "学习班"],
                also=["职工培训登记表", "培训登记表", "培训班登记表", "职工教育台账", "培训情况统计表"],
            )
        ],
        rule=_("《工会法》关于职工教育和培训的规定"),
        group="skills",
        headings=EMPLOYER
        | {
            "held_on": ["开班日期", "开班时间", "培训时间", "举办日期", "举办时间"],
            "ended_on": ["结业日期", "结束时间"],
            "title": ["培训内容", "培训项目", "班次名称", "培训名称", "讲座名称", "课程名称"],
            "kind": ["培训类型", "类别", "培训种类"],
            "organiser": ["承办单位", "组织单位", "举办单位"],
            "level": ["级别", "层次"],
            "mode": ["授课方式", "形式"],
            "place": ["地点"],
            "host": ["交流单位", "友好单位"],
            "series": ["系列"],
            "topic": ["主题", "专题"],
            "teacher": ["主讲人", "讲师", "授课老师"],
            "trade": ["工种", "专业"],
            "audience": ["对象", "参训对象"],
            "sessions": ["期", "班次数", "班次", "场次", "培训期数"],
            "participants": ["参训人次", "参训人数", "受训人数", "受训人次", "参加人数", "培训人次"],
            "women": ["其中女职工", "女"],
            "is_technical": ["是否技术培训"],
            "hours": ["课时", "培训学时"],
            "days": ["天数"],
            "person_days": ["人天数"],
            "examined": ["考试人数", "应考人数"],
            "passed": ["合格人数"],
            "certificates": ["发证人数", "取得证书人数"],
            "placed": ["上岗人数", "安置人数", "就业人数"],
            "notes_handed": ["笔记份数"],
            "books": ["图书册数"],
            "club_members": ["俱乐部成员数"],
        },
        values={
            "kind": {
                Kind.SKILL: ["技能培训", "职业技能培训", "职业培训"],
                Kind.TECHNICAL: ["业务培训", "业务技术", "技术培训"],
                Kind.LAW: ["法律法规", "普法培训", "法规学习"],
                Kind.CADRE: ["工会业务", "干部培训", "工会干部培训"],
                Kind.CULTURE: ["文化培训", "文化知识"],
                Kind.SAFETY: ["安全", "安全培训", "安全教育"],
                Kind.POLITICAL: ["政治学习", "理论学习", "中心组学习"],
                Kind.LECTURE: ["讲座", "报告会"],
                Kind.NIGHT_SCHOOL: ["夜校", "业余学校"],
                Kind.INTERNAL: ["内训"],
                Kind.EXCHANGE: ["外出听课", "校际交流", "观摩", "技术比武观摩"],
                Kind.REEMPLOYMENT: ["再就业培训", "下岗培训", "转岗培训"],
                Kind.POLICY: ["政策宣传辅导"],
                Kind.WOMEN: ["女工培训"],
                Kind.READING: ["读书俱乐部", "送红书"],
                Kind.TEAMS: ["队伍建设"],
            },
        },
    )

    held_on = models.DateField(_("培训日期"), null=True, blank=True)
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    title = models.CharField(_("培训班名称"), max_length=200)
    kind = models.CharField(_("培训类别"), max_length=60, choices=Kind.choices, blank=True)
    organiser = models.CharField(_("主办单位"), max_length=120, blank=True)
    level = models.CharField(_("培训级别"), max_length=20, blank=True)
    mode = models.CharField(_("培训方式"), max_length=60, blank=True)
    place = models.CharField(_("培训地点"), max_length=120, blank=True)
    host = models.CharField(_("接待单位"), max_length=120, blank=True)
    series = models.CharField(_("学习系列"), max_length=60, blank=True)
    topic = models.CharField(_("授课主题"), max_length=300, blank=True)
    teacher = models.CharField(_("授课人"), max_length=60, blank=True)
    trade = models.CharField(_("培训工种"), max_length=60, blank=True)
    audience = models.CharField(_("培训对象"), max_length=60, blank=True)
    sessions = models.PositiveIntegerField(_("期数"), default=1, null=True, blank=True)
    participants = models.PositiveIntegerField(_("培训人数"), null=True, blank=True)
    women = models.PositiveIntegerField(_("女职工人数"), null=True, blank=True)
    is_technical = models.BooleanField(_("技术类"), null=True, blank=True)
    hours = models.DecimalField(_("学时"), max_digits=8, decimal_places=1, null=True, blank=True)
    days = models.DecimalField(_("培训天数"), max_digits=8, decimal_places=1, null=True, blank=True)
    person_days = models.DecimalField(_("培训人天"), max_digits=8, decimal_places=1, null=True, blank=True)
    examined = models.PositiveIntegerField(_("参加考试人数"), null=True, blank=True)
    passed = models.PositiveIntegerField(_("考试合格人数"), null=True, blank=True)
    certificates = models.PositiveIntegerField(_("取证人数"), null=True, blank=True)
    placed = models.PositiveIntegerField(_("就业上岗人数"), null=True, blank=True)
    notes_handed = models.PositiveIntegerField(_("上交笔记份数"), null=True, blank=True)
    books = models.PositiveIntegerField(_("赠书册数"), null=True, blank=True)
    club_members = models.PositiveIntegerField(_("读书俱乐部成员数"), null=True, blank=True)

    class Meta:
        verbose_name = _("培训台账")
        verbose_name_plural = _("培训台账")
        indexes = [models.Index(fields=["union", "held_on"], name="training_flow")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(held_on__isnull=True) | Q(ended_on__gte=F("held_on")),
                name="training_ended_on_order",
                violation_error_message=_("结束日期不能早于培训日期"),
            ),
        ]


# (code, true for a doubtful row, what it says): shown at entry and import, never a refusal
WARNINGS = [
    ("training_passed_le_examined", Q(passed__gt=F("examined")), _("考试合格人数多于参加考试人数")),
    ("training_women_le_participants", Q(women__gt=F("participants")), _("女职工人数多于培训人数")),
    ("training_certificates_le_participants", Q(certificates__gt=F("participants")), _("取证人数多于培训人数")),
    ("training_placed_le_participants", Q(placed__gt=F("participants")), _("就业上岗人数多于培训人数")),
]
