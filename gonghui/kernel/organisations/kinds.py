"""What unions and employers are told apart by: tree, level, kind, ownership, operating state, vocabulary."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tree(models.TextChoices):
    TERRITORIAL = "territorial", _("地方")
    INDUSTRIAL = "industrial", _("产业")


class Level(models.TextChoices):
    """Levels of rules.md §1.1."""

    NATIONAL = "national", _("全国")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡镇街道级")
    VILLAGE = "village", _("村社区级")
    GRASSROOTS = "grassroots", _("基层")
    BRANCH = "branch", _("分会")


class UnionKind(models.TextChoices):
    """工会类别: what the union is formed in (rules.md §1.2)."""

    ENTERPRISE = "enterprise", _("企业")
    INSTITUTION = "institution", _("事业单位")
    ORGAN = "organ", _("机关")
    COMMUNITY = "community", _("社区")
    VILLAGE = "village", _("村")
    SOCIAL = "social", _("社会组织")
    INDUSTRY = "industry", _("产业（系统）")
    REGIONAL = "regional", _("区域性联合")
    PROJECT = "project", _("项目工地")
    FEDERATION = "federation", _("地方总工会")
    OTHER = "other", _("其他")


class Ownership(models.TextChoices):
    """单位性质 (rules.md §1.2). Public: state, collective. Non-public: the five marked below."""

    STATE = "state", _("国有")
    COLLECTIVE = "collective", _("集体")
    PRIVATE = "private", _("私营企业")
    RESTRUCTURED = "restructured", _("改制企业")
    HKMT = "hkmt", _("港澳台商投资企业")
    FOREIGN = "foreign", _("外商投资企业")
    OTHER_NONPUBLIC = "other_nonpublic", _("其他非公企业")
    INSTITUTION = "institution", _("事业单位")
    ORGAN = "organ", _("机关")
    SOCIAL = "social", _("社会组织")
    COMMUNITY = "community", _("社区")
    OTHER = "other", _("其他")


PUBLIC = (Ownership.STATE, Ownership.COLLECTIVE)
NONPUBLIC = (Ownership.PRIVATE, Ownership.RESTRUCTURED, Ownership.HKMT, Ownership.FOREIGN, Ownership.OTHER_NONPUBLIC)


class Operating(models.TextChoices):
    NORMAL = "normal", _("正常")
    STOPPED = "stopped", _("停产歇业")
    CLOSED = "closed", _("关闭破产")


class Vocabulary(models.TextChoices):
    """The unit's own words for openness and congress (厂务/校务/院务 …)."""

    FACTORY = "factory", _("厂务公开、职代会")
    SCHOOL = "school", _("校务公开、教代会")
    HOSPITAL = "hospital", _("院务公开、职代会")
    OFFICE = "office", _("政务公开、职代会")
    TEAM = "team", _("队务公开、职代会")
    INSTITUTE = "institute", _("所务公开、职代会")
