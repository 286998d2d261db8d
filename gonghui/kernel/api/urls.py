"""The addresses of the API."""

from __future__ import annotations

from django.urls import path

from gonghui.kernel.api.site import api

urlpatterns = [path("", api.urls)]
