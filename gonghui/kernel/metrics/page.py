"""`/metrics/`: for a watcher with the token, or at an address named in the settings; for anybody else it is not there."""

from __future__ import annotations

import os
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from gonghui.kernel.metrics.standing import Standing
from gonghui.kernel.web.middleware import address


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Everything counted, in the text form of Prometheus; of all processes where PROMETHEUS_MULTIPROC_DIR is set."""
    if not _may(request):
        raise Http404
    told = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        told = CollectorRegistry()
        MultiProcessCollector(told)  # type: ignore[no-untyped-call]  # the library has no types here
    standing = CollectorRegistry()
    standing.register(Standing())
    return HttpResponse(generate_latest(told) + generate_latest(standing), content_type=CONTENT_TYPE_LATEST)


def _may(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    if token and constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return True
    try:
        asking = ip_address(address(request))
    except ValueError:
        return False
    return any(asking in ip_network(each) for each in settings.METRICS_ADDRESSES)
