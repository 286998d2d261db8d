"""Giving and ending roles, inviting people: who may do it for which unions, and that nobody is two administrators."""

from __future__ import annotations

import datetime as dt
import secrets
from hashlib import sha256
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.accounts import Invitation
from gonghui.kernel.access.models import ADMINISTRATORS, GIVES, LOOKS_AFTER, READS_RECORDS, Grant, Role, covered
from gonghui.kernel.access.reach import below, grants_of
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.writing import log, plain
from gonghui.kernel.organisations.models import NEVER, Ancestry, Department, Union
from gonghui.kernel.rules.parameters import whole

LEADER_GIVES = (Role.KEEPER, Role.REVIEWER, Role.READER)
_LOGGED = ("user_id", "union_id", "role", "ledgers", "department_id", "since", "until", "by_pairing", "on_behalf_of_id")


class Refused(ValueError):
    """What may not be granted, in words."""


def roles_to_give(user: Any) -> tuple[Role, ...]:
    """The roles this account may give: the owner and the security administrator all, a leader those who work for it."""
    if user.is_superuser or grants_of(user, (Role.SECURITY,)).exists():
        return tuple(Role)
    return LEADER_GIVES if _gives(user).exists() else ()


def grants_to_give(user: Any) -> QuerySet[Union]:
    """The unions at which this account may give roles."""
    if user.is_superuser:
        return Union.objects.all()
    return below(_gives(user))


def _gives(user: Any) -> QuerySet[Grant]:
    """The grants by which an account gives roles: its own, not those it only stands in for or reads by pairing."""
    return grants_of(user, GIVES).filter(by_pairing=False, on_behalf_of=None)


def managed(user: Any) -> QuerySet[Union]:
    """The unions whose accounts this one unlocks, ends and resets: the owner's and the system administrator's."""
    if user.is_superuser:
        return Union.objects.all()
    return below(grants_of(user, LOOKS_AFTER))


def cared_for(user: Any) -> QuerySet[Any]:
    """The accounts that this one unlocks, ends and resets: they work at its unions and nowhere else, and none is the owner."""
    model = get_user_model()
    if user.is_superuser:
        return model.objects.all()
    own, inside = Grant.objects.filter(by_pairing=False, on_behalf_of=None), managed(user)
    elsewhere = own.filter(_holds(timezone.localdate())).exclude(union__in=inside)
    there = own.filter(union__in=inside)
    found: QuerySet[Any] = model.objects.filter(is_superuser=False, pk__in=there.values("user"))
    return found.exclude(pk__in=elsewhere.values("user"))


def _values(grant: Grant) -> dict[str, Any]:
    return {name.removesuffix("_id"): plain(getattr(grant, name)) for name in _LOGGED if getattr(grant, name)}


def check_exclusive(user: Any, role: str) -> None:
    """The three administrators are three persons, and none of them keeps records. Raises Refused."""
    others = set(Grant.objects.filter(user=user).values_list("role", flat=True)) - {role}
    if others and (role in ADMINISTRATORS or others & set(ADMINISTRATORS)):
        raise Refused(_("系统、安全、审计管理员不能与其他角色由同一账号兼任。"))


def give(by: Any, user: Any, union: Union, role: str, reason: str = "", **more: Any) -> Grant:
    """Give a role from today (or `since`); one held before at the same union is replaced. Raises Refused."""
    with transaction.atomic():
        check_exclusive(user, role)
        if role in ADMINISTRATORS and Grant.objects.filter(user=user, role=role).exclude(union=union).exists():
            raise Refused(_("一个账号只能在一处任管理员。"))
        with acting(by, reason or gettext_noop("授权")):
            grant = Grant.objects.filter(user=user, union=union, role=role).first()
            before = _values(grant) if grant else {}
            grant = grant or Grant(user=user, union=union, role=role)
            for name, value in more.items():
                setattr(grant, name, value)
            grant.save()
            log("change" if before else "add", [(grant, Grant, before, _values(grant))])
    return grant


def end(by: Any, grant: Grant, reason: str) -> None:
    """End a grant today, and those by which others stand in for its holder; they stay in the log."""
    today = timezone.localdate()
    standing_in = Grant.objects.filter(on_behalf_of=grant.user_id, union=grant.union_id, role=grant.role)
    with transaction.atomic(), acting(by, reason):
        for one in (grant, *standing_in.filter(_holds(today))):
            before = _values(one)
            one.until = today
            one.save(update_fields=["until"])
            log("change", [(one, Grant, before, _values(one))])


def digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def invite(by: Any, name: str, union: Union, role: str, **more: Any) -> tuple[Invitation, str]:
    """A new invitation and its token, which is shown once and kept nowhere. Raises Refused."""
    if role not in roles_to_give(by) or not grants_to_give(by).filter(pk=union.pk).exists():
        raise Refused(_("您不能在这家工会授予这个角色。"))
    if not _gives_so_much(by, union, more.get("ledgers") or [], more.get("department")):
        raise Refused(_("您自己只管部分台账，授权不能超出这些台账。"))
    token = secrets.token_urlsafe(24)
    days = whole("invitation.days", timezone.localdate())
    with transaction.atomic(), acting(by, gettext_noop("邀请")):
        made = Invitation.objects.create(
            digest=digest(token),
            name=name,
            union=union,
            role=role,
            made_by=by,
            expires_at=timezone.now() + dt.timedelta(days=days),
            **more,
        )
        log("add", [(made, Invitation, {}, {"name": name, "union": union.pk, "role": role})])
    return made, token


def _gives_so_much(user: Any, union: Union, ledgers: list[str], department: Department | None) -> bool:
    """Whether one grant of the account covers all that is to be given at this union: who works with some ledgers gives no others."""
    if user.is_superuser:
        return True
    wanted = covered(ledgers, department)
    above = Ancestry.objects.filter(union=union, until=NEVER).values("ancestor")
    for grant in _gives(user).filter(union__in=above).select_related("department"):
        held = covered(grant.ledgers, grant.department)
        if held is None or (wanted is not None and wanted <= held):
            return True
    return False


def open_invitation(token: str) -> Invitation | None:
    """The invitation of a token that is still good."""
    found = Invitation.objects.select_related("union").filter(digest=digest(token), used_at=None, withdrawn_at=None)
    return found.filter(expires_at__gt=timezone.now()).first()


def accept(token: str, username: str, password: str) -> Any:
    """Make the invited account with its grant; the link is used up. Raises Refused, ValidationError."""
    with transaction.atomic():
        invited = Invitation.objects.select_for_update().filter(digest=digest(token), used_at=None, withdrawn_at=None)
        found = invited.filter(expires_at__gt=timezone.now()).first()
        if found is None:
            raise Refused(_("邀请已失效或已用过，请让发出邀请的人重发一个。"))
        model = get_user_model()
        if model.objects.filter(username__iexact=username).exists():
            raise Refused(_("已有“%(name)s”这个账号，请换一个。") % {"name": username})
        user = model(username=username, last_name=found.name)
        validate_password(password, user)
        user.set_password(password)
        user.save()
        found.used_at = timezone.now()
        found.save(update_fields=["used_at"])
        limits = {"ledgers": found.ledgers, "department": found.department, "until": found.until}
        give(user, user, found.union, found.role, _("接受邀请"), **limits)
    return user


def delegate(user: Any, grant: Grant, to: Any, since: dt.date, until: dt.date) -> Grant:
    """Another account works in one's place for a while, with the same role, ledgers and reach. Raises Refused."""
    if grant.user_id != user.pk or grant.role not in READS_RECORDS or grant.on_behalf_of_id:
        raise Refused(_("只能把自己的办理权限交他人代办，代办的不能再转交。"))
    if to.pk == user.pk or not to.is_active:
        raise Refused(_("请选择另一个在用的账号。"))
    if Grant.objects.filter(user=to, union=grant.union, role=grant.role).filter(_holds(since)).exists():
        raise Refused(_("对方已有同样的权限，不需要代办。"))
    until = min(until, grant.until) if grant.until else until  # nobody stands in for what has ended
    more = {"since": since, "until": until, "ledgers": grant.ledgers, "department": grant.department,
            "by_pairing": grant.by_pairing, "on_behalf_of": user}  # fmt: skip
    return give(user, to, grant.union, grant.role, _("代办授权"), **more)


def _holds(day: dt.date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=day)


def fellows(user: Any) -> QuerySet[Any]:
    """Accounts that work at the unions one works at: to whom work may be delegated."""
    own = grants_of(user, READS_RECORDS).filter(by_pairing=False)
    there = Grant.objects.filter(union__in=below(own), role__in=READS_RECORDS).filter(_holds(timezone.localdate()))
    return get_user_model().objects.filter(is_active=True, pk__in=there.values("user")).exclude(pk=user.pk)
