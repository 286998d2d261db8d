"""A change of keys while everybody works on: a new generation, every row rewrapped in batches, stopped and gone on with.

New rows are written under the new keys from the first second; old ones are read under the old until their turn. A batch
and the cursor behind it are one transaction, so that a process killed anywhere goes on where the last batch ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gonghui.kernel.access.cipher import ring
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.audit.rows import change_rows
from gonghui.kernel.audit.writing import log
from gonghui.kernel.keyring.models import KeyChange
from gonghui.kernel.keyring.places import PLACES, Place, Unreadable, Values
from gonghui.kernel.keyring.retired import put_away
from gonghui.keys import LOOK_AGAIN, SUITES, KeyMissing, new_key

PASSES = 3  # rows that somebody wrote back under the old keys meanwhile are met in the next
NAMED = 100  # unreadable rows that are told one by one
WAIT = "300ms"  # PostgreSQL: how long others may wait behind us for a quiet moment
BREATH = 0.15  # part of the time that is left to other writers after each batch
Tell = Callable[[KeyChange], None]


class Refused(ValueError):
    """Why keys cannot be changed or retired now, in words."""


def add(suite: str = "") -> int:
    """Put a new generation of keys beside the others, not yet in use; returns its number. Raises Refused."""
    now = ring(fresh=True)
    name = suite or now.now.suite
    if name not in SUITES:
        raise Refused(_("没有“%(suite)s”这套算法，可选：%(all)s。") % {"suite": suite, "all": "、".join(SUITES)})
    number = now.generations[-1].number + 1
    if number > 255:
        raise Refused(_("密钥号已用完。"))
    made = {"number": number, "suite": name, "since": timezone.now().isoformat()}
    made |= {each: new_key() for each in ("key", "index", "audit")}
    settings.GONGHUI_RING.change(lambda held: held.update(LATER=[*held.get("LATER", []), made]))
    return number


def begin(suite: str = "", pause: float = 2 * LOOK_AGAIN) -> KeyChange:
    """The change under way, or a new one: under keys that `add` made before, else under fresh ones. Raises Refused.

    `pause` is the time (seconds) in which every running process takes notice.
    """
    found = KeyChange.objects.filter(finished_at=None).first()
    if found is not None:
        KeyChange.objects.filter(pk=found.pk).update(is_stopped=False)
        found.refresh_from_db()
        return found
    known = ring(fresh=True)
    waiting = [each for each in known.generations if each.number > known.current and suite in ("", each.suite)]
    number = waiting[-1].number if waiting else add(suite)
    time.sleep(pause)  # every process knows the keys before the first row is written under them
    _in_a_quiet_moment(lambda: settings.GONGHUI_RING.change(lambda held: held.update(CURRENT=number)))
    with transaction.atomic(), acting(None, gettext_noop("更换密钥")):
        made = KeyChange.objects.create(
            number=number, suite=ring().now.suite, total=sum(p.rows().count() for p in PLACES)
        )
        log("add", [(made, KeyChange, {}, {"number": number, "suite": made.suite})])
    time.sleep(pause)  # and writes under them before the rows that are there are gone through
    return made


def stop() -> bool:
    """Ask the change under way to stop after its batch; whether there is one."""
    return bool(KeyChange.objects.filter(finished_at=None).update(is_stopped=True))


def run(change: KeyChange, tell: Tell = lambda change: None) -> bool:
    """Go on with a change until it is finished or somebody asked it to stop. Whether it is finished."""
    if ring(fresh=True).current != change.number:
        raise Refused(_("keys.json 里正在使用的不是第 %(n)s 号密钥，请先恢复密钥文件。") % {"n": change.number})
    for place in _from(change):
        if not _through(place, change, tell):
            return False
    for _pass in range(PASSES):
        before = change.changed
        for place in PLACES:
            _move(change, place)
            if not _through(place, change, tell):
                return False
        if change.changed == before:
            break
    with transaction.atomic(), acting(None, gettext_noop("更换密钥")):
        KeyChange.objects.filter(pk=change.pk).update(finished_at=timezone.now(), place="", cursor="")
        change.refresh_from_db()
        said = {"finished_at": str(change.finished_at), "changed": change.changed}
        log("change", [(change, KeyChange, {}, said)])
    tell(change)
    return True


def _from(change: KeyChange) -> list[Place]:
    """The places still to be gone through, the one it stopped at first."""
    names = [place.key for place in PLACES]
    return list(PLACES[names.index(change.place) if change.place in names else 0 :])


def _move(change: KeyChange, place: Place) -> None:
    """Begin with a place."""
    KeyChange.objects.filter(pk=change.pk).update(place=place.key, cursor="")
    change.refresh_from_db()


def _through(place: Place, change: KeyChange, tell: Tell) -> bool:
    if change.place != place.key:
        _move(change, place)
    while True:
        begun = time.monotonic()
        left = _in_a_quiet_moment(lambda: batch(place, change)) if place.exclusive else batch(place, change)
        change.refresh_from_db()
        tell(change)
        if change.is_stopped:
            return False
        if not left:
            return True
        time.sleep(BREATH * (time.monotonic() - begun))


def _in_a_quiet_moment(act: Callable[[], Any]) -> Any:
    """Do it while nobody is between looking a number up in the index and entering it.

    SQLite has one writer; on PostgreSQL the index is locked for the batch alone, tried again while others are at it.
    """
    while True:
        try:
            with transaction.atomic():
                if connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
                        cursor.execute("LOCK TABLE kernel_identity IN ACCESS EXCLUSIVE MODE")
                return act()
        except OperationalError as error:
            if "lock timeout" not in str(error):
                raise
            time.sleep(0.05)


@transaction.atomic
def batch(place: Place, change: KeyChange) -> int:
    """Bring the next rows of a place under the current keys; how many were looked at."""
    rows = place.rows()
    if change.cursor:
        rows = rows.filter(pk__gt=_cursor_in(place, change.cursor))
    joined = any("__" in name and not name.endswith("__raw") for name in place.fields)
    read = rows if joined else rows.select_for_update(no_key=True)
    found = list(read.values(place.name, *dict.fromkeys(place.fields))[: place.batch])
    writes: list[tuple[Any, Values]] = []
    lost: list[list[str]] = []
    for row in found:
        pk = row[place.name]
        try:
            made = place.renew(row)
        except (InvalidTag, Unreadable, KeyMissing, ValueError):
            lost.append([place.key, _cursor_out(pk)])
            continue
        if made is not None:
            writes.append((pk, {name: made[name] for name in place.fields if "__" not in name and name in made}))
    _write(place, writes)
    if found:
        told = [*change.unreadable, *(each for each in lost if each not in change.unreadable)][:NAMED]
        cursor = _cursor_out(found[-1][place.name])
        values: dict[str, Any] = {"place": place.key, "cursor": cursor, "unreadable": told}
        own = KeyChange.objects.filter(pk=change.pk)
        own.update(looked=F("looked") + len(found), changed=F("changed") + len(writes), **values)
    return len(found)


def _cursor_out(pk: Any) -> str:
    return bytes(pk).hex() if isinstance(pk, bytes | memoryview) else str(pk)


def _cursor_in(place: Place, text: str) -> Any:
    return bytes.fromhex(text) if place.name == "digest" else place.model._meta.pk.to_python(text)


def _write(place: Place, writes: list[tuple[Any, Values]]) -> None:
    if not writes:
        return
    meta, names = place.model._meta, list(writes[0][1])
    fields: list[Any] = [meta.get_field(name) for name in names]
    rows = [
        [*(field.get_db_prep_save(values[field.name], connection) for field in fields), pk] for pk, values in writes
    ]
    change_rows(place.model, names, rows)


# --- afterwards -------------------------------------------------------------------------------------------------------


def needing(number: int) -> dict[str, int]:
    """How many rows of each place still need an earlier key than the current one, or cannot be read; none: it may go."""
    found: dict[str, int] = {}
    for place in PLACES:
        rows = place.rows().values(place.name, *dict.fromkeys(place.fields))
        for row in rows.iterator(chunk_size=2_000):
            try:
                behind = place.renew(row) is not None
            except (InvalidTag, Unreadable, KeyMissing, ValueError):
                behind = True
            if behind:
                found[str(place.title)] = found.get(str(place.title), 0) + 1
    return found


def retire(number: int) -> None:
    """Take a generation out of use: nothing needs it any more. Its audit key stays, for the lines it marked. Raises Refused."""
    known = ring(fresh=True)
    if number == known.current:
        raise Refused(_("第 %(n)s 号密钥正在使用，不能停用。") % {"n": number})
    if number > known.current or not known.of(number).master:
        raise Refused(_("第 %(n)s 号密钥不在使用过的密钥里。") % {"n": number})
    if KeyChange.objects.filter(finished_at=None).exists():
        raise Refused(_("更换密钥还没有完成，先运行 gonghui keys rotate。"))
    left = needing(number)
    if left:
        told = "、".join(f"{title} {count}" for title, count in left.items())
        raise Refused(_("还有数据要用旧密钥才能读：%(left)s。先运行 gonghui keys rotate。") % {"left": told})
    put_away(known.of(number))
    with transaction.atomic(), acting(None, gettext_noop("停用旧密钥")):
        made = KeyChange.objects.order_by("-number").first()
        if made is not None:
            log("change", [(made, KeyChange, {}, {"retired": number})])
