"""The first hour of a new office: the first account, the own union, and what is still missing after the ledgers came in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from gonghui.kernel.access.models import Grant, Role
from gonghui.kernel.access.reach import reach, records, writable
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents.models import Document, OldFile
from gonghui.kernel.intake.models import Intake
from gonghui.kernel.ledger.declaration import Ledger, ledgers
from gonghui.kernel.ledger.record import State
from gonghui.kernel.organisations.models import Level, Register, Union, UnionKind, Vocabulary
from gonghui.kernel.people.models import Membership
from gonghui.kernel.periods.period import Period
from gonghui.kernel.returns.models import Return
from gonghui.kernel.web.duties import with_rows
from gonghui.kernel.web.fields import Day
from gonghui.kernel.web.listing import current_period
from gonghui.kernel.web.plain import PlainForm

LEVELS = [Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE, Level.GRASSROOTS]
FEDERATIONS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE)


class AccountForm(PlainForm):
    """The first account, which owns the installation."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    username = forms.SlugField(
        label=gettext_lazy("账号"), max_length=60, help_text=gettext_lazy("字母和数字，登录时用")
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("至少 8 位，含大写字母、小写字母、数字、符号中的三类"),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def save(self) -> Any:
        given = self.cleaned_data
        with transaction.atomic():
            user = get_user_model().objects.create_superuser(given["username"], password=given["password"])
            user.last_name = given["name"][:150]
            user.save(update_fields=["last_name"])
        return user


class OfficeForm(PlainForm):
    """The own union: the few things that everything else hangs on."""

    name = forms.CharField(label=gettext_lazy("本级工会全称"), max_length=120)
    level = forms.ChoiceField(
        label=gettext_lazy("层级"), choices=[(level.value, level.label) for level in LEVELS], initial=Level.GRASSROOTS
    )
    upper = forms.CharField(
        label=gettext_lazy("上级工会"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("写名称即可，不知道可以不填"),
    )
    code = forms.SlugField(
        label=gettext_lazy("工会编码"), max_length=40, required=False, help_text=gettext_lazy("没有统一编码可以不填")
    )
    elected_on = Day(label=gettext_lazy("最近换届日期"), required=False)
    term_years = forms.TypedChoiceField(
        label=gettext_lazy("任期"),
        choices=[(5, gettext_lazy("5 年")), (3, gettext_lazy("3 年"))],
        coerce=int,
        initial=5,
    )
    vocabulary = forms.ChoiceField(
        label=gettext_lazy("公开与职代会用语"),
        choices=Vocabulary.choices,
        initial=Vocabulary.FACTORY,
        help_text=gettext_lazy("医院选院务公开，学校选校务公开，机关选政务公开；页面和材料就用这个说法"),
    )

    def save(self, user: Any) -> Union:
        """The own union under its upper one, which is known by name alone; the account leads it."""
        given = self.cleaned_data
        federation = given["level"] in FEDERATIONS
        with transaction.atomic(), acting(user, gettext_noop("建立本级工会")):
            upper = (
                Union.objects.create(
                    code=_free("0"),
                    name=given["upper"],
                    level=_above(given["level"]),
                    kind=UnionKind.FEDERATION,
                    is_stub=True,
                )
                if given["upper"]
                else None
            )
            own: Union = Union.objects.create(
                code=given["code"] or _free("1"), name=given["name"], level=given["level"],
                parent=upper, kind=UnionKind.FEDERATION if federation else "",
                elected_on=given["elected_on"], term_years=given["term_years"], vocabulary=given["vocabulary"],
            )  # fmt: skip
            Grant.objects.create(user=user, union=own, role=Role.LEADER)
        return own


def _free(wish: str) -> str:
    code, number = wish, 1
    while Union.objects.filter(code=code).exists():
        number += 1
        code = f"{wish}-{number}"
    return code


def _above(level: str) -> str:
    places = [each.value for each in LEVELS]
    return str(LEVELS[max(0, places.index(level) - 1)].value)


def is_fresh(own: Union, user: Any) -> bool:
    """Whether nothing has been put in yet by an account that may: its first page then says where to begin."""
    kept = Register.objects.filter(union__in=reach(user)).exists()
    return not kept and writable(user).filter(pk=own.pk).exists()


@dataclass(frozen=True)
class Step:
    """A step of the first hour: what, how far, where it is done."""

    name: str
    done: bool
    said: str
    where: str
    act: str
    is_next: bool = False


def steps(own: Union, user: Any) -> list[Step]:
    """From the union to the draft summary and the first return."""
    found = [*_bringing_in(own, user), *_bringing_out(own)]
    coming = next((place for place, step in enumerate(found) if not step.done), -1)
    return [replace(step, is_next=place == coming) for place, step in enumerate(found)]


def _bringing_in(own: Union, user: Any) -> list[Step]:
    """What there is comes in, and is looked through."""
    batches = Intake.objects.filter(union=own, state=Intake.State.DONE).count()
    held = sum(
        records(ledgers()[slug], user).filter(state=State.HELD).count()
        for slug in with_rows({slug: Q(state=State.HELD) for slug in ledgers()})
    )
    members = Membership.objects.filter(union__in=reach(user), state=State.ACTIVE, left_on__isnull=True).count()
    said = _("已导入 %d 批") % batches if batches else _("还没有放入台账")
    return [
        Step(_("建立本级工会"), True, own.name, reverse("union", args=[own.code]), _("查看")),
        Step(_("放入现有台账"), batches > 0, said, reverse("intake"), _("导入台账")),
        Step(_("处理待核实"), batches > 0 and held == 0, _("待核实 %d 条") % held, reverse("duties"), _("去核实")),
        Step(
            _("核对会员人数"),
            members > 0,
            _("花名册上在册 %d 人；与报给上级的数不同时，看差在哪里") % members,
            f"{reverse('union', args=[own.code])}#members",
            _("查看"),
        ),
        Step(
            _("看还要不要建别的台账"),
            batches > 0,
            _("已建 %(kept)d 种，用得到的再建") % {"kept": len(ledgers()) - len(missing_ledgers())},
            "#missing",
            _("查看"),
        ),
    ]


def _bringing_out(own: Union) -> list[Step]:
    """What is written and reported from it."""
    draft = Document.objects.filter(union=own).order_by("-pk").first()
    return [
        Step(
            _("起草工作总结"),
            draft is not None,
            draft.title if draft else _("放入台账后就能起草"),
            reverse("document", args=[draft.uid]) if draft else f"{reverse('document-new')}?period={_half(own)}",
            _("打开") if draft else _("起草"),
        ),
        Step(
            _("放入上一次的总结"),
            OldFile.objects.filter(document__union=own).exists(),
            _("照它的写法和版式起草这一次的"),
            reverse("document-old-new"),
            _("放入"),
        ),
        Step(
            _("报第一张报表"),
            Return.objects.filter(union=own, state="active").exclude(status__in=("open", "sent_back")).exists(),
            _("数字已从台账取好，核对后报送"),
            reverse("return-list"),
            _("去填报"),
        ),
    ]


def _half(own: Union) -> str:
    """The half-year that the ledgers last put in are about: their latest day, sheets without one (dated today) last."""
    last = Intake.objects.filter(union=own, state=Intake.State.DONE).order_by("-pk").first()
    if last is None:
        return current_period().text
    given = [each["day"] for each in last.report.get("sheets", []) if each.get("day")]
    dated = [day for day in given if day != timezone.localdate(last.at).isoformat()]
    return _reported(dt.date.fromisoformat(max(dated)) if dated else last.sheet_day).text


def _reported(day: dt.date | None) -> Period:
    """The half-year that a sheet of this day is about: filed in its half's first month, it tells of the half before."""
    if day is None or day.month in (1, 7):
        return current_period(day)
    half = Period.parse(f"{day.year}H{1 if day.month <= 6 else 2}")
    return half if half.end <= timezone.localdate() else current_period(day)


def missing_ledgers() -> list[Ledger]:
    """Ledgers that nobody keeps yet: their figures show 未建台账, not 0."""
    kept = set(Register.objects.values_list("ledger", flat=True).distinct())
    return [ledger for slug, ledger in ledgers().items() if slug not in kept]
