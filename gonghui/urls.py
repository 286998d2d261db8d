"""All addresses: the site, and the API when it is there."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from gonghui.kernel.metrics.page import metrics
from gonghui.kernel.web.views.session import ask_administrator, to_sign_in

urlpatterns = [
    path("metrics/", metrics, name="metrics"),
    path("", include("gonghui.kernel.web.urls")),
    path("account/login/", to_sign_in),
    *(path(f"account/{closed}/", ask_administrator) for closed in ("signup", "password/reset", "email")),
    path("account/", include("allauth.urls")),  # password, second factor, passkeys, sessions, single sign-on
]

if find_spec("gonghui.kernel.api.urls"):
    urlpatterns.append(path("api/v1/", include("gonghui.kernel.api.urls")))

handler400 = "gonghui.kernel.web.views.errors.bad_request"
handler403 = "gonghui.kernel.web.views.errors.forbidden"
handler404 = "gonghui.kernel.web.views.errors.not_found"
handler500 = "gonghui.kernel.web.views.errors.failed"
