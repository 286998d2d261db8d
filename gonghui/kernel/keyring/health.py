"""What the doctor looks at among keys: that this machine has those the data need, and that no change was left half-way."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.kernel.access.cipher import ring
from gonghui.kernel.cli.leases import is_held
from gonghui.kernel.doctor.registry import Finding, check
from gonghui.kernel.keyring.models import KeyChange

LEASE = "keys rotate"


@check("keys.known", gettext_lazy("密钥齐全，更换密钥没有半途停下"))
def keys_known() -> Iterator[Finding]:
    """The keys in use are those of the last change; a change under way has somebody at work on it."""
    known = ring(fresh=True)
    last = KeyChange.objects.order_by("-number").first()
    if last is None:
        return
    if last.number not in {each.number for each in known.generations}:
        told = _("这台机器的 keys.json 里没有第 %(n)s 号密钥：新写入的保密项读不出来")
        yield Finding(told % {"n": last.number}, _("从换过密钥的机器复制 keys.json"))
    elif known.current != last.number:
        told = _("数据已换成第 %(n)s 号密钥，这台机器还在用第 %(now)s 号")
        yield Finding(told % {"n": last.number, "now": known.current}, _("从换过密钥的机器复制 keys.json"))
    if last.finished_at is None and not is_held(LEASE):
        yield Finding(_("更换密钥停在半途"), "gonghui keys rotate")
    if last.finished_at is not None and last.unreadable:
        told = _("更换密钥时有 %(n)s 行读不出来，仍在旧密钥下") % {"n": len(last.unreadable)}
        yield Finding(told, _("旧密钥不要停用；从最近一次备份核对这些行"))
