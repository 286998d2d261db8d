"""Persons by document type and number, and their memberships."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.kernel.audit.tracing import Traced
from gonghui.kernel.ledger.declaration import Ledger, Sheet
from gonghui.kernel.ledger.record import Kept
from gonghui.kernel.organisations.pinyin import InitialsField, initials


class Sex(models.TextChoices):
    MALE = "1", _("男")
    FEMALE = "2", _("女")
    UNKNOWN = "0", _("未知")


class DocumentType(models.TextChoices):
    """rules.md §2.6, §2.7."""

    ID_CARD = "id_card", _("居民身份证")
    HKM_PERMIT = "hkm_permit", _("港澳居民来往内地通行证")
    TW_PERMIT = "tw_permit", _("台湾居民来往大陆通行证")
    FOREIGN_PR = "foreign_pr", _("外国人永久居留身份证")
    PASSPORT = "passport", _("护照")
    OTHER = "other", _("其他证件")


class Person(Kept):
    """A person.

    The number is ciphertext under the person's own key (`secret`, wrapped by the house key): erasing the key erases the person.
    """

    name = models.CharField(_("姓名"), max_length=60)
    initials = InitialsField()
    document_type = models.CharField(
        _("证件类型"), max_length=12, choices=DocumentType.choices, default=DocumentType.ID_CARD
    )
    secret = models.BinaryField(null=True, editable=False)
    number_cipher = models.BinaryField(null=True, editable=False)
    phone_cipher = models.BinaryField(null=True, editable=False)
    sex = models.CharField(_("性别"), max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    ethnicity = models.CharField(_("民族"), max_length=20, blank=True)
    political = models.CharField(_("政治面貌"), max_length=20, blank=True)
    education = models.CharField(_("学历"), max_length=20, blank=True)
    skill_level = models.CharField(_("技能等级"), max_length=20, blank=True)
    is_migrant = models.BooleanField(_("农民工"), null=True, blank=True)
    # where first entered; who answers for the items is asked of access/persons.py
    home = models.ForeignKey(
        "kernel.Union", models.PROTECT, verbose_name=_("建档工会"), null=True, blank=True, editable=False,
        related_name="+", db_index=False,
    )  # fmt: skip
    restricted_on = models.DateField(_("限制处理日期"), null=True, blank=True, editable=False)  # kept, and nothing else

    personal = ("name", "born_on", "ethnicity", "political")

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.initials = initials(self.name)
        super().save(*args, **kwargs)


class Identity(Traced):
    """The blind index: one row for each known document number in the whole house; carries the one live membership.

    The log calls a row by its person and never tells the digest. Those that a roster brings by the thousand are told by the line
    of their new person, which has the number."""

    digest = models.BinaryField(max_length=34, primary_key=True)  # 32, behind the number of its key
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="identity")
    membership = models.OneToOneField("kernel.Membership", null=True, on_delete=models.SET_NULL, related_name="+")

    @property
    def traced_as(self) -> int:
        return self.person_id


class MembershipStatus(models.TextChoices):
    """rules.md §2.3."""

    NORMAL = "normal", _("在籍")
    RETAINED = "retained", _("保留会籍")
    LEFT = "left", _("已离会")
    MOVED = "moved", _("已转出")  # goes on in another union


class Membership(Kept):
    """会籍: a person's membership in one union, standing for joined_on <= day < left_on. One live one per identified person."""

    union = models.ForeignKey(
        "kernel.Union",
        verbose_name=_("所属工会"),
        on_delete=models.PROTECT,
        related_name="memberships",
        db_index=False,  # membership_stock begins with it
    )
    person = models.ForeignKey(
        Person, verbose_name=_("人员"), on_delete=models.PROTECT, related_name="memberships", editable=False
    )
    person_name = models.CharField(_("姓名"), max_length=60)  # as on the roster; the person carries the identity
    is_identified = models.BooleanField(_("已实名"), default=True, editable=False)
    joined_on = models.DateField(_("入会日期"), null=True, blank=True)
    left_on = models.DateField(_("离会日期"), null=True, blank=True)
    # begun by a transfer; without one `joined_on` is the day of admission
    came_from = models.ForeignKey(
        "kernel.Union", models.PROTECT, verbose_name=_("转自工会"), null=True, related_name="+", db_index=False,
        editable=False,
    )  # fmt: skip
    admitted_on = models.DateField(_("首次入会日期"), null=True, editable=False)  # of one begun by a transfer
    leave_reason = models.CharField(_("离会原因"), max_length=60, blank=True)
    status = models.CharField(
        _("会籍状态"), max_length=12, choices=MembershipStatus.choices, default=MembershipStatus.NORMAL
    )
    employment_form = models.CharField(_("用工形式"), max_length=20, blank=True)
    new_form_group = models.CharField(_("新就业群体类别"), max_length=20, blank=True)
    card_no = models.CharField(_("会员证号"), max_length=40, blank=True)
    post = models.CharField(_("岗位/职务"), max_length=60, blank=True)
    personal = ("person_name", "card_no")

    ledger = Ledger(
        slug="roster",
        rule=_("《中国工会章程》关于会员的规定、《工会会员会籍管理办法》"),
        date="joined_on",
        columns=["person_name", "sex", "id_number", "phone", "joined_on", "union", "left_on", "status"],
        filters=["status", "is_identified"],
        search=["person_name"],
        key=["union", "id_number"],
        headings={
            "person_name": ["会员姓名", "名字", "职工姓名"],
            "joined_on": ["入会时间", "入会年月", "加入工会时间", "入会年份", "何时入会", "加入工会日期"],
            "union": [
                "所在工会",
                "工会名称",
                "所属基层工会",
                "基层工会",
                "所在基层工会",
                "所在工会名称",
                "所属工会名称",
                "工会编码",
                "所属工会编码",
            ],
            "left_on": ["离会时间", "转出时间", "退会时间", "减员日期", "减员时间", "调出时间", "转出日期", "退会日期"],
            "leave_reason": ["转出原因", "退会原因", "减员原因", "减少原因", "离职原因", "离会类型", "减员类别"],
            "sex": ["男/女"],
            "id_number": ["身份证号码", "公民身份号码", "居民身份证号", "证件号码", "身份证"],
            "phone": ["手机", "手机号码", "电话", "联系方式", "手机号"],
            "born_on": ["出生年月", "出生时间"],
            "education": ["文化程度", "最高学历"],
            "is_migrant": ["是否农民工", "户籍类别"],
            "status": ["会员状态", "状态"],
            "employment_form": ["用工类别", "用工性质"],
            "new_form_group": ["新就业形态", "就业群体"],
            "card_no": ["会员卡号", "会员证编号", "会员编号"],
            "post": ["岗位", "职务", "工种", "工作岗位"],
        },
        sheets=[
            Sheet(
                "会员花名册",
                about=["会员名单", "会员登记", "入会", "会员信息"],
                also=[
                    "会员名册",
                    "会员登记表",
                    "会员信息采集表",
                    "工会会员名册",
                    "会员实名制名册",
                    "会员台账",
                    "会员名单",
                ],
            )
        ],
        sensitive=["id_number", "phone"],
        first=["person_name", "id_number", "union", "joined_on", "phone"],
        group="members",
    )

    class Meta:
        verbose_name = _("会员花名册")
        verbose_name_plural = _("会员花名册")
        indexes = [models.Index(fields=["union", "joined_on", "left_on"], name="membership_stock")]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="membership_ends_after_start",
                violation_error_message=_("离会日期不能早于入会日期"),
            )
        ]

    def __str__(self) -> str:
        return self.person_name


class Consent(Kept):
    """A person's consent: to what, after which notice, since when, until when or withdrawn, and where the paper is filed."""

    class Purpose(models.TextChoices):
        """The first three are about the name in documents; the others are rules.md §13.1."""

        APPROVAL = "approval", _("帮扶审批")
        PUBLICITY = "publicity", _("公示")
        REPORT = "report", _("总结和宣传")
        SENSITIVE = "sensitive", _("处理敏感个人信息")
        SHARING = "sharing", _("提供给其他单位比对")
        CHILD = "child", _("未满十四岁子女的信息")

    IN_DOCUMENTS = (Purpose.APPROVAL, Purpose.PUBLICITY, Purpose.REPORT)

    union = models.ForeignKey("kernel.Union", verbose_name=_("工会"), on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, verbose_name=_("人员"), null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    person_name = models.CharField(_("姓名"), max_length=60)
    purpose = models.CharField(_("用途"), max_length=12, choices=Purpose.choices, default=Purpose.APPROVAL)
    given_on = models.DateField(_("同意日期"))
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)
    evidence = models.CharField(_("同意书存放处"), max_length=200, blank=True)
    notice = models.CharField(_("告知书版本"), max_length=60, blank=True)
    guardian = models.CharField(_("监护人"), max_length=60, blank=True)
    guardian_tie = models.CharField(_("与本人关系"), max_length=30, blank=True)
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)
    personal = ("person_name", "evidence", "guardian", "guardian_tie")

    class Meta:
        verbose_name = _("个人信息同意")
        verbose_name_plural = _("个人信息同意")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("given_on")),
                name="consent_ends_after_start",
                violation_error_message=_("截止日期不能早于同意日期"),
            )
        ]
