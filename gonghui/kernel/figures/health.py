"""What the doctor looks at in figures: what is kept ready is what the records say, to the unit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.doctor.registry import TALLIES, Finding, check
from gonghui.kernel.figures.tallies.keeping import differences
from gonghui.kernel.figures.tallies.shape import declared, digest_in, digest_of
from gonghui.kernel.organisations.models import Union

SHOWN = 50


@check("figures.tallies", gettext_lazy("预存数字与台账逐条相符"), TALLIES)
def tallies() -> Iterator[Finding]:
    """Counts all records anew; every month, union and measure that differs is a finding."""
    names = {digest_of(m): str(m.name) for m in declared()}
    mend = _("请运行 gonghui tallies --rebuild 重新计数，并检查是否有程序绕过系统直接改写了数据库")
    more = 0
    with snapshot():
        for number, (_shape, place, name, kept, counted) in enumerate(differences()):
            if number >= SHOWN:
                more += 1
                continue
            union = Union.objects.get(pk=place[0])
            told = {
                "union": union.name, "month": f"{place[3] // 12}-{place[3] % 12 + 1:02d}",
                "name": names.get(digest_in(name), name), "kept": kept, "counted": counted,
            }  # fmt: skip
            yield Finding(_("%(union)s %(month)s“%(name)s”预存为 %(kept)s，台账为 %(counted)s") % told, mend)
    if more:
        yield Finding(_("另有 %(n)s 处同样不符") % {"n": more}, mend)


@contextmanager
def snapshot() -> Iterator[None]:
    """One state of the database for several statements, while others go on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # atomic() would shut writers out
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
