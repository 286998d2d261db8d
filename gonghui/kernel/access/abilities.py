"""What each role may do, as a table to read (rules.md §13.1): made of the same groups of roles that pages ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from gonghui.kernel.access.masking import masked
from gonghui.kernel.access.models import (
    ADMINISTRATORS,
    DECIDES,
    GIVES,
    LOOKS_AFTER,
    READS_FIGURES,
    READS_LOG,
    READS_RECORDS,
    SETS,
    WRITES_RECORDS,
    Role,
)
from gonghui.kernel.ledger.declaration import Ledger, ledgers

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# shapes only: no person's number or telephone is behind them
SAMPLES = {
    "id_number": "359981198001010010",
    "phone": "14000000000",
    "person_name": "某某某",
    "applicant": "某某某",
    "bank_card": "0" * 19,
}

ABILITIES: list[tuple[str, StrOrPromise, tuple[Role, ...]]] = [
    ("figures", _("看统计数，点开看到有几条"), READS_FIGURES),
    ("records", _("看记录，保密项遮住"), READS_RECORDS),
    ("open", _("写明理由查看保密项，每次留痕"), READS_RECORDS),
    ("write", _("登记、修改、作废记录，导入和撤销"), WRITES_RECORDS),
    ("decide", _("审核、退回、签发材料"), DECIDES),
    ("receive", _("接收、退回下级报表"), WRITES_RECORDS),
    ("grant", _("开账号、授权"), GIVES),
    ("parameters", _("看参数"), ADMINISTRATORS),
    ("set", _("登记参数的新取值（在最上级工会）"), SETS),
    ("manage", _("解锁账号、重设登录、管文种"), LOOKS_AFTER),
    ("log", _("看操作记录"), READS_LOG),
]


class Hidden(NamedTuple):
    """A confidential item of a ledger, with the shape in which it is shown to those who have not opened it."""

    name: StrOrPromise
    shown: str


def by_role() -> list[tuple[StrOrPromise, list[bool]]]:
    """Each ability with a tick for every role, in the order of Role."""
    return [(name, [role in roles for role in Role]) for _key, name, roles in ABILITIES]


def hidden(ledger: Ledger) -> list[Hidden]:
    """The confidential items of a ledger and how each is masked."""
    items = []
    for name in ledger.sensitive:
        field = ledger.model._meta.get_field(name) if ledger.has(name) else None
        label = getattr(field, "verbose_name", _PERSONAL.get(name, name))
        items.append(Hidden(label, masked(name, SAMPLES.get(name, "…"))))
    return items


_PERSONAL = {"id_number": _("证件号码"), "phone": _("联系电话")}


def by_ledger() -> list[tuple[Ledger, list[Hidden]]]:
    """Every ledger that has confidential items or withholds small counts."""
    found = [(one, hidden(one)) for one in ledgers().values()]
    return [(one, items) for one, items in found if items or one.small_cells or one.in_need]
