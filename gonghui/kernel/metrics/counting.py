"""Every request counted and timed under the name of its page; never under its address, which may name somebody."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

BUCKETS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0, 30.0)  # seconds
METHODS = {"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"}

requests = Counter("gonghui_requests", "Requests answered.", ["page", "method", "status"])
seconds = Histogram("gonghui_request_seconds", "Seconds until the answer began.", ["page"], buckets=BUCKETS)


class CountingMiddleware:
    """Stands first: what the others refuse is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        found = request.resolver_match
        page = found.view_name if found and found.view_name else "none"
        method = request.method if request.method in METHODS else "other"
        requests.labels(page, method, response.status_code).inc()
        seconds.labels(page).observe(time.perf_counter() - start)
        return response
