"""The addresses of the API."""

from __future__ import annotations

from django.urls import path

from gonghui.kernel.api.door import declared, door

urlpatterns = [path("openapi.json", declared, name="api-declared"), path("<path:address>", door, name="api-door")]
