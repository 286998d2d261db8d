"""All that is held about a person in one sheet: for the page, as a workbook, and in print."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.kernel.access.persons import away, decides
from gonghui.kernel.access.reach import reach
from gonghui.kernel.audit.models import Change
from gonghui.kernel.documents.parts import Heading, Paragraph, Table, Text
from gonghui.kernel.documents.pdf import to_pdf
from gonghui.kernel.documents.structure import Document
from gonghui.kernel.ledger.chinese import in_chinese
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Consent, Person
from gonghui.kernel.rights.answering import line
from gonghui.kernel.rights.holding import Holding, answering, held, must_keep
from gonghui.kernel.rights.models import RightsRequest
from gonghui.kernel.web.columns import Column, all_columns
from gonghui.kernel.web.sheetwriter import SheetWriter, cell

OPENINGS = 50  # of the last who looked
SHARES = (3, 7)


@dataclass(frozen=True)
class Item:
    """One thing held: in which ledger, of which day, called what, saying what."""

    ledger: str
    day: str
    label: str
    value: str


def openings(holdings: Sequence[Holding]) -> list[Change]:
    """Who opened confidential items of these records, newest first."""
    asked = Q(pk__in=[])
    for holding in holdings:
        label = holding.ledger.model._meta.label_lower
        asked |= Q(model=label, object_id__in=[row.pk for row in holding.rows])
    return list(Change.objects.filter(asked, action=Change.Action.OPEN).order_by("-pk")[:OPENINGS])


def consents_of(person: Person, user: Any) -> list[Consent]:
    """Those given to unions in reach."""
    own = Consent.objects.filter(person=person, union__in=reach(user)).exclude(state="voided")
    return list(own.select_related("union").order_by("-given_on"))


def is_near(person: Person, user: Any) -> bool:
    """Whether the person's own items are this account's to read."""
    return not away(user, "", [person.pk])


def called(person: Person, user: Any) -> str:
    """The name as the account's own records have it; another union's spelling is not told."""
    if is_near(person, user):
        return person.name
    names = (getattr(row, "person_name", "") for holding in held(person, user) for row in holding.rows)
    return next((name for name in names if name), _("某人"))


def kept(person: Person, user: Any, union: Union, day: dt.date) -> list[str]:
    """What the law keeps in the whole house, told to whoever could answer for all of it."""
    if not decides(user, answering(person, RightsRequest.Kind.ERASE, union)):
        return []
    return [line(must) for must in must_keep([person.pk], day).get(person.pk, [])]


@dataclass(frozen=True)
class Asked:
    """A request as one account sees it: whether it answers, whether the union above does, whether the answer is told."""

    request: RightsRequest
    decides: bool
    above: bool
    told: bool


def requests(rows: Iterable[RightsRequest], user: Any) -> list[Asked]:
    """Requests with who answers; an erasure's answer lists what other unions keep, and is told to who may answer it."""
    found = []
    for each in rows:
        at = answering(each.person, each.kind, each.union)
        may, goes_up = decides(user, at), at is None or at.pk != each.union_id
        found.append(Asked(each, may, goes_up, may or not goes_up))
    return found


def items(holdings: Sequence[Holding], opened: bool) -> list[Item]:
    """Every item that says something, in the order of ledgers; `opened` shows confidential ones (the reason is logged)."""
    found = []
    for holding in holdings:
        shown = all_columns(holding.ledger)
        for row in holding.rows:
            day = _day(holding, row)
            for column in shown:
                text = _text(column, row, opened)
                if text:
                    found.append(Item(holding.ledger.title, day, column.label, text))
    return found


def _day(holding: Holding, row: Any) -> str:
    day = getattr(row, holding.ledger.date, None) if holding.ledger.date else None
    return f"{day:%Y-%m-%d}" if isinstance(day, dt.date) else f"{timezone.localtime(row.created_at):%Y-%m-%d}"


def _text(column: Column, row: Any, opened: bool) -> str:
    text = column.text(row, opened)
    return "" if text == "—" else text


@in_chinese
def workbook(person: Person, user: Any, mark: str) -> IO[bytes]:
    """The copy that the person may take elsewhere: one line for each item, a table any program reads."""
    file: IO[bytes] = tempfile.TemporaryFile(prefix="gonghui-")  # noqa: SIM115 - whoever asked for it closes it
    found = items(held(person, user), opened=True)
    heads = [_("台账"), _("日期"), _("项目"), _("内容")]
    with SheetWriter(file, _("个人信息副本"), heads, [20, 14, 20, 60], mark) as sheet:
        if found:
            rows = [[cell(value) for value in (i.ledger, i.day, i.label, i.value)] for i in found]
            sheet.write(list(zip(*rows, strict=True)))
    file.seek(0)
    return file


@in_chinese
def paper(person: Person, user: Any, organisation: str, mark: str) -> bytes:
    """The same in print, with consents and who looked. Raises documents' Refused where no Chinese font is installed."""
    holdings = held(person, user)
    blocks: list[Any] = [
        Paragraph((Text(_("本单列出%(organisation)s及所属工会的台账中关于%(name)s的全部内容，%(mark)s 生成。")
                        % {"organisation": organisation, "name": called(person, user), "mark": mark}),))
    ]  # fmt: skip
    for holding in holdings:
        blocks.append(Heading(1, holding.ledger.title))
        for row in holding.rows:
            pairs = [(c.label, _text(c, row, True)) for c in all_columns(holding.ledger)]
            blocks.append(_table([(_("项目"), _("内容")), *((a, b) for a, b in pairs if b)], SHARES))
    agreed = [(str(c.get_purpose_display()), consent_words(c)) for c in consents_of(person, user)]
    if agreed:
        blocks += [Heading(1, _("登记的同意")), _table([(_("用途"), _("情况")), *agreed], SHARES)]
    looked = [(f"{timezone.localtime(c.at):%Y-%m-%d %H:%M}", f"{c.actor_name}：{c.reason}") for c in openings(holdings)]
    if looked:
        blocks += [Heading(1, _("谁查看过保密项")), _table([(_("时间"), _("谁、为什么")), *looked], SHARES)]
    title = _("个人信息查阅单")
    return to_pdf(Document(title=title, organisation=organisation, blocks=tuple(blocks), dated_on=timezone.localdate()))


def consent_words(consent: Consent) -> str:
    """A consent in one line: version of the notice, since when, until when, by whom."""
    said = [_("%(day)s 同意") % {"day": f"{consent.given_on:%Y-%m-%d}"}]
    if consent.notice:
        said.append(_("告知书 %(version)s") % {"version": consent.notice})
    if consent.guardian:
        said.append(_("监护人 %(name)s（%(tie)s）") % {"name": consent.guardian, "tie": consent.guardian_tie})
    if consent.withdrawn_on:
        said.append(_("%(day)s 撤回") % {"day": f"{consent.withdrawn_on:%Y-%m-%d}"})
    elif consent.ends_on:
        said.append(_("至 %(day)s") % {"day": f"{consent.ends_on:%Y-%m-%d}"})
    return "，".join(said)


def _table(rows: Sequence[tuple[str, str]], widths: tuple[int, ...]) -> Table:
    return Table(tuple(tuple(Paragraph((Text(text),)) for text in row) for row in rows), widths=widths)
