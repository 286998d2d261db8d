"""How often a stranger may try: counted in the database, for every process together, under a digest that names nobody.

Sign-in, invitations and workers' complaints are guarded by this. Whoever complains is promised that nothing is kept of them:
the address is not written down, only a digest under the house's secret, and that until the time is over.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from gonghui.kernel.access.accounts import Tries


def too_many(what: str, who: str, most: int, seconds: int) -> bool:
    """Count one more try of `what`; whether it is beyond `most` within so many seconds of the first. `most` 0: never."""
    if not most:
        return False
    key = salted_hmac("gonghui.tries", f"{what}:{who}", algorithm="sha256").hexdigest()
    now = timezone.now()
    Tries.objects.filter(until__lte=now).delete()
    own = Tries.objects.filter(key=key)
    if not own.update(count=F("count") + 1):  # counted by the database: two at once are two
        try:
            with transaction.atomic():
                Tries.objects.create(key=key, count=1, until=now + dt.timedelta(seconds=seconds))
        except IntegrityError:  # another process began just now
            own.update(count=F("count") + 1)
    return own.filter(count__gt=most).exists()
