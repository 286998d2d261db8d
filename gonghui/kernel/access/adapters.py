"""What the house says otherwise than django-allauth: no sign-up, no mail, single sign-on only for invited accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.http import HttpRequest

from gonghui.kernel.access.cipher import house_open, house_seal


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Accounts have no mail address; what happened stands in the log."""


class SignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Whom the identity provider names is the account of that name, if there is one; nobody else comes in."""
        if sociallogin.is_existing:
            return
        told = sociallogin.account.extra_data  # as the library keeps it: what the token says and what the provider adds
        named = next((own["preferred_username"] for own in _claims(told) if own.get("preferred_username")), "")
        user = get_user_model().objects.filter(username=named, is_active=True).first() if named else None
        # whoever bears the name later is somebody else: an account is tied to the provider's own mark once
        if (
            user is not None
            and not SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists()
        ):
            sociallogin.connect(request, user)


def _claims(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [told.get("id_token") or {}, told.get("userinfo") or {}, told]


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    def encrypt(self, text: str) -> str:
        return house_seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return house_open(encrypted_text)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Accounts have no mail address."""
