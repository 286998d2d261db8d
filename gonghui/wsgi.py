"""The entry of web servers: `gunicorn gonghui.wsgi`."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings")
application = get_wsgi_application()


def warm() -> None:
    """What every page needs is read before anybody comes: else the first person of each process waits a second or two for it.

    What was loaded stays for good: to look through it for what could be thrown away holds every page up for a fifth of a second.
    """
    from django.urls import reverse

    from gonghui.kernel.figures.tallies.shape import kept_digests

    reverse("home")
    kept_digests()
    gc.collect()
    gc.freeze()


warm()
