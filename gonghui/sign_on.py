"""Single sign-on by OpenID Connect, from the environment: one identity provider of the federation."""

from __future__ import annotations

from typing import Any

import environ


def providers(env: environ.Env) -> list[dict[str, Any]]:
    """The provider of OIDC_SERVER (its address), OIDC_CLIENT, OIDC_SECRET and OIDC_NAME; none without an address."""
    server = env.str("OIDC_SERVER", "")
    if not server:
        return []
    return [
        {
            "provider_id": "federation",
            "name": env.str("OIDC_NAME", "统一身份认证"),
            "client_id": env.str("OIDC_CLIENT"),
            "secret": env.str("OIDC_SECRET"),
            "settings": {"server_url": server, "oauth_pkce_enabled": True},  # a code got elsewhere is of no use here
        }
    ]
