"""The password policy of rules.md §13.2: its numbers are parameters."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.accounts import AccountState, OldPassword
from gonghui.kernel.access.models import ADMINISTRATORS, Grant
from gonghui.kernel.rules.parameters import whole

_CLASSES = (str.isupper, str.islower, str.isdigit, lambda c: not c.isalnum())


class PolicyValidator:
    """Long enough, of enough kinds of characters, and none of the last few."""

    def validate(self, password: str, user: Any = None) -> None:
        today = timezone.localdate()
        stored = user if user is not None and user.pk else None
        administrator = stored is not None and Grant.objects.filter(user=stored, role__in=ADMINISTRATORS).exists()
        length = whole("password.length_administrator" if administrator else "password.length", today)
        if len(password) < length:
            raise ValidationError(_("密码至少要有 %(n)s 位。") % {"n": length}, code="password_too_short")
        classes = whole("password.classes", today)
        if sum(any(of(c) for c in password) for of in _CLASSES) < classes:
            told = _("密码须含大写字母、小写字母、数字、符号中的 %(n)s 类。")
            raise ValidationError(told % {"n": classes}, code="password_too_plain")
        if stored is not None and _used_lately(stored, password, whole("password.history", today)):
            raise ValidationError(_("这个密码最近用过，请换一个。"), code="password_used")

    def get_help_text(self) -> str:
        today = timezone.localdate()
        told = _("至少 %(n)s 位，含大写字母、小写字母、数字、符号中的 %(kinds)s 类。")
        return told % {"n": whole("password.length", today), "kinds": whole("password.classes", today)}

    def password_changed(self, password: str, user: Any = None) -> None:
        """Called by Django once the new password holds: the policy's clock starts anew."""
        if user is not None and user.pk:
            state, _made = AccountState.objects.get_or_create(user=user)
            state.must_change, state.password_since = False, timezone.localdate()
            state.save()
            OldPassword.objects.create(user=user, password=user.password)


def _used_lately(user: Any, password: str, history: int) -> bool:
    old = OldPassword.objects.filter(user=user).order_by("-pk").values_list("password", flat=True)[:history]
    return any(check_password(password, known) for known in {user.password, *old})


def too_old(state: AccountState) -> bool:
    """Whether the password has passed its days (parameter password.days; 0: never)."""
    today = timezone.localdate()
    days = whole("password.days", today)
    return bool(days) and (today - state.password_since).days >= days
