"""`gonghui audit verify`: nothing in the change log was changed, added or removed, and the records are what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gonghui.kernel.audit.marks import mark_of
from gonghui.kernel.audit.models import Change, Seal
from gonghui.kernel.audit.sealing import Digest, value_of, written_down


@dataclass(frozen=True)
class Finding:
    """One trace of tampering: its kind (a word for programs) and a sentence for people."""

    kind: str
    told: str


def verify(anchors: Iterable[str] = ()) -> Iterator[Finding]:
    """Walk the seals and every line; `anchors` are lines told by `anchor` earlier. Nothing found: nothing was touched."""
    seals = list(Seal.objects.order_by("number"))
    yield from _chain(seals)
    yield from _anchored(seals, anchors)
    lines = Change.objects.order_by("pk").iterator(chunk_size=5_000)
    line = next(lines, None)
    for seal in seals:
        digest, false = Digest(), []
        while line is not None and line.pk <= seal.last_id:
            digest.add(line.pk, bytes(line.mark))
            if bytes(line.mark) != mark_of(line):
                false.append(line)
            line = next(lines, None)
        if false or digest.value() != bytes(seal.digest):
            yield from _against(seal, digest, false)
    while line is not None:  # not sealed yet: the marks alone answer
        if bytes(line.mark) != mark_of(line):
            yield Finding("line_added", _("第 %(n)s 行（尚未封存）不是系统写入的，或已被改动：%(line)s") % _told(line))
        line = next(lines, None)


def _told(line: Change) -> dict[str, object]:
    what = f"{line.at:%Y-%m-%d %H:%M} {line.actor_name} {line.model} {line.object_id}"
    return {"n": line.pk, "line": what}


def _chain(seals: list[Seal]) -> Iterator[Finding]:
    previous, number = b"", 0
    for seal in seals:
        number += 1
        if seal.number != number:
            lost = {"a": number, "b": seal.number - 1}
            yield Finding("seal_removed", _("第 %(a)s 至 %(b)s 号封存不见了") % lost)
            number = seal.number
        elif bytes(seal.previous) != previous:
            yield Finding("seal_replaced", _("第 %(n)s 号封存与前一号不相接") % {"n": seal.number})
        if bytes(seal.value) != value_of(seal):
            yield Finding("seal_changed", _("第 %(n)s 号封存被改动过") % {"n": seal.number})
        previous = bytes(seal.value)


def _anchored(seals: list[Seal], anchors: Iterable[str]) -> Iterator[Finding]:
    kept = {seal.number: bytes(seal.value).hex() for seal in seals}
    missing = []
    for number, value in written_down(anchors):
        if number not in kept:
            missing.append(number)
        elif kept[number] != value:
            yield Finding("seal_replaced", _("第 %(n)s 号封存与当时抄下的链值不同：整条链被重写过") % {"n": number})
    if missing:
        told = _("抄下的链值写到第 %(n)s 号封存，现在只有 %(kept)s 号：末尾的记录被截去了")
        yield Finding("end_removed", told % {"n": max(missing), "kept": max(kept, default=0)})


def _against(seal: Seal, digest: Digest, false: list[Change]) -> Iterator[Finding]:
    """Where a seal and its lines disagree: which lines were changed, added, removed."""
    was = {pk for first, last in seal.runs for pk in range(first, last + 1)}
    found = {pk for first, last in digest.runs for pk in range(first, last + 1)}
    for line in false:
        if line.pk in was:
            yield Finding("line_changed", _("第 %(n)s 行被改动过：%(line)s") % _told(line))
    wrong = {line.pk for line in false}
    for pk in sorted(found - was):
        yield Finding("line_added", _("第 %(n)s 行是封存之后添进去的") % {"n": pk})
    for pk in sorted(was - found):
        yield Finding("line_removed", _("第 %(n)s 行被删去了") % {"n": pk})
    if found == was and not wrong:
        yield Finding("line_changed", _("第 %(n)s 号封存内的记录号被改动过") % {"n": seal.number})
