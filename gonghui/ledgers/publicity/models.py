"""Publicity: boards, briefings, articles, releases, stories."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.headings import EMPLOYER
from gonghui.kernel.ledger.record import OfEmployer, Record


class Piece(Record, OfEmployer):
    """One issue, article or release; only articles of city level and above are counted as such."""

    class Kind(models.TextChoices):
        BOARD = "board", _("宣传栏黑板报")
        BRIEFING = "briefing", _("简报信息")
        ARTICLE = "article", _("媒体发稿")
        MATERIAL = "material", _("学习宣传资料")
        INTRANET = "intranet", _("内部网络橱窗")
        HEALTH = "health", _("职业卫生宣传")
        MODEL = "model", _("劳模事迹宣传")
        EXAMPLE = "example", _("先进典型宣传")
        STORY = "story", _("职工故事家书")
        RELEASE = "release", _("新闻宣传发布")
        NOTICE = "notice", _("评优资助公示")

    class Level(models.TextChoices):
        NATIONAL = "national", _("全国")
        PROVINCE = "province", _("省级")
        CITY = "city", _("地市级")
        COUNTY = "county", _("县市级")
        UNIT = "unit", _("单位级")

    class Genre(models.TextChoices):
        ARTICLE = "article", _("文章")
        ITEM = "item", _("消息")

    ledger = Ledger(
        name=_("宣传报道台账"),
        date="published_on",
        columns=["published_on", "kind", "title", "channel", "level", "author"],
        filters=["kind", "level"],
        search=["title", "channel", "author", "subject"],
        first=["published_on", "kind", "title", "channel", "level"],
        sheets=[
            Sheet(
                "宣传报道台账",
                about=["宣传", "用稿", "稿件", "新闻", "投稿", "报道"],
                also=["宣传台账", "信息报送台账", "媒体发稿台账", "简报台账", "新闻宣传台账"],
            )
        ],
        rule=_("《工会法》关于教育职工和开展文化体育活动的规定"),
        group="culture",
        headings=EMPLOYER
        | {
            "published_on": ["发稿日期", "刊发日期", "出刊日期", "报送日期", "日期", "宣传日期"],
            "kind": ["类别", "形式"],
            "title": ["稿件标题", "篇名", "主题", "信息标题"],
            "issue_no": ["刊号"],
            "channel": ["刊发媒体", "宣传渠道", "渠道", "橱窗名称", "宣传栏名称"],
            "level": ["级别", "采用级别"],
            "genre": ["体裁"],
            "author": ["撰稿人"],
            "subject": ["宣传人物", "典型人物"],
            "text": ["内容", "正文"],
            "sent_to": ["报送对象"],
            "adopted_by": ["采用情况"],
            "is_adopted": ["是否采用"],
            "items": ["条数"],
            "issues": ["刊数"],
            "boards": ["块数"],
            "copies": ["份数"],
            "reads": ["点击量"],
            "firms": ["企业数"],
            "people": ["人数"],
            "partner": ["协办单位"],
            "consent": ["同意发布"],
            "reviewed_by": ["审稿人"],
        },
        values={
            "kind": {
                Kind.BOARD: ["宣传栏", "黑板报", "板报"],
                Kind.BRIEFING: ["简报", "信息报送", "信息"],
                Kind.ARTICLE: ["媒体报道", "新闻稿"],
                Kind.MATERIAL: ["宣传资料", "学习资料"],
                Kind.INTRANET: ["内网", "橱窗"],
                Kind.HEALTH: ["职业卫生宣传活动"],
                Kind.MODEL: ["劳模宣传"],
                Kind.EXAMPLE: ["典型宣传", "新媒体宣传", "微信"],
                Kind.STORY: ["身边榜样", "初心故事", "家书"],
                Kind.RELEASE: ["新闻发布"],
                Kind.NOTICE: ["学生评优公示", "资助公示"],
            },
            "level": {
                Level.NATIONAL: ["国家级", "中央"],
                Level.PROVINCE: ["省"],
                Level.CITY: ["市级"],
                Level.COUNTY: ["县级"],
                Level.UNIT: ["本单位", "内部"],
            },
            "genre": {
                Genre.ARTICLE: ["稿件", "通讯"],
                Genre.ITEM: ["简讯"],
            },
        },
    )

    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    kind = models.CharField(_("宣传类别"), max_length=60, choices=Kind.choices, blank=True)
    title = models.CharField(_("标题"), max_length=200, blank=True)
    issue_no = models.CharField(_("期号"), max_length=40, blank=True)
    channel = models.CharField(_("媒体名称"), max_length=120, blank=True)
    level = models.CharField(_("媒体级别"), max_length=60, choices=Level.choices, blank=True)
    genre = models.CharField(_("稿件体裁"), max_length=60, choices=Genre.choices, blank=True)
    author = models.CharField(_("作者"), max_length=60, blank=True)
    subject = models.CharField(_("宣传对象"), max_length=120, blank=True)
    text = models.TextField(_("稿件内容"), blank=True)
    sent_to = models.CharField(_("报送单位"), max_length=120, blank=True)
    adopted_by = models.CharField(_("采用单位"), max_length=120, blank=True)
    is_adopted = models.BooleanField(_("已采用"), null=True, blank=True)
    items = models.PositiveIntegerField(_("信息条数"), null=True, blank=True)
    issues = models.PositiveIntegerField(_("期数"), null=True, blank=True)
    boards = models.PositiveIntegerField(_("宣传栏块数"), null=True, blank=True)
    copies = models.PositiveIntegerField(_("印发份数"), null=True, blank=True)
    reads = models.PositiveIntegerField(_("阅读量"), null=True, blank=True)
    firms = models.PositiveIntegerField(_("参加企业数"), null=True, blank=True)
    people = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    partner = models.CharField(_("合作单位"), max_length=120, blank=True)
    consent = models.BooleanField(_("本人同意"), null=True, blank=True)
    reviewed_by = models.CharField(_("审核人"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("宣传报道台账")
        verbose_name_plural = _("宣传报道台账")
        indexes = [models.Index(fields=["union", "published_on"], name="piece_flow")]
