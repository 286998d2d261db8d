"""Finding: unions, employers, persons, matters, documents, records, figures, ledgers and acts, by name, initials or code.

Everything goes through reach. A text of Latin letters is read as pinyin initials, one of digits as a code or number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gonghui.kernel.access.reach import matters as readable_matters
from gonghui.kernel.access.reach import one_reach, reach, reaches_all, reads_some, writable
from gonghui.kernel.access.reach import records as readable
from gonghui.kernel.documents.models import Document
from gonghui.kernel.figures.declaration import INDICATORS
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.ledger.record import State
from gonghui.kernel.ledger.titles import titled
from gonghui.kernel.matters.models import Matter
from gonghui.kernel.organisations.models import Employer, Union
from gonghui.kernel.organisations.names import name_key
from gonghui.kernel.organisations.pinyin import initials, initials_of_office
from gonghui.kernel.people.identity import digests
from gonghui.kernel.people.models import DocumentType, Identity, Membership, Person

_LETTERS = re.compile(r"[a-z][a-z0-9]{0,29}", re.IGNORECASE)
CROWD = 2_000  # persons of one name or initials
_NUMBER = re.compile(r"\d{17}[\dXx]")
_PAGES = (
    ("home", gettext_lazy("首页")), ("duties", gettext_lazy("待办与到期")), ("intake", gettext_lazy("导入台账")),
    ("record-choose", gettext_lazy("记一笔")), ("pocket", gettext_lazy("随手记")), ("ledger-index", gettext_lazy("台账")),
    ("figure-catalogue", gettext_lazy("指标")), ("pivot", gettext_lazy("多维分析")), ("indicator-new", gettext_lazy("自定义指标")),
    ("document-list", gettext_lazy("材料")), ("document-new", gettext_lazy("起草材料")), ("union-tree", gettext_lazy("工会与单位")),
    ("start", gettext_lazy("第一次使用")),
)  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, what tells it from others of its name, where it is."""

    name: str
    detail: str
    where: str


@dataclass(frozen=True)
class Found:
    """The hits of one kind."""

    name: str
    hits: list[Hit]


def _next(text: str) -> str:
    """The first text after every text that begins with this one (lower-case letters)."""
    kept = text.rstrip("z")
    return kept[:-1] + chr(ord(kept[-1]) + 1) if kept else "\uffff"


def starting(field: str, letters: str) -> Q:
    """Initials that begin so, as a range: a prefix search that every database answers from its index."""
    return Q(**{f"{field}__gte": letters, f"{field}__lt": _next(letters)})


def by_name(text: str, code: str) -> Q:
    """Name, code or initials of a union or employer; initials also from the middle (htfz: 恒泰纺织)."""
    asked = Q(name_key__contains=name_key(text)) | Q(**{f"{code}__startswith": text.upper()}) | Q(
        **{f"{code}__startswith": text}
    )  # fmt: skip
    if _LETTERS.fullmatch(text):
        asked |= Q(initials__contains=text.lower())
    return asked


def unions(text: str) -> QuerySet[Any]:
    found: QuerySet[Any] = Union.objects.filter(by_name(text, "code"), state=State.ACTIVE).order_by("code")
    return found


def employers(text: str) -> QuerySet[Any]:
    found: QuerySet[Any] = Employer.objects.filter(by_name(text, "credit_code"), state=State.ACTIVE)
    return found.order_by("name_key")


def matters(user: Any, text: str) -> QuerySet[Any]:
    found: QuerySet[Any] = readable_matters(user).filter(title__icontains=text, state=State.ACTIVE)
    return found.order_by("-opened_on")


def people(user: Any, text: str) -> QuerySet[Membership]:
    """Members in reach by name from its beginning, by initials, or by the whole document number."""
    mine = Membership.objects.filter(union__in=reach(user, "roster"), state=State.ACTIVE).select_related("union")
    if _NUMBER.fullmatch(text):
        return mine.filter(
            person__in=Identity.objects.filter(digest__in=digests(DocumentType.ID_CARD, text)).values("person")
        )
    by_letters = bool(_LETTERS.fullmatch(text))
    key = text.lower() if by_letters else initials(text)
    if not key:
        return mine.none()
    if _crowded(key, "" if by_letters else text):
        return (
            mine.filter(starting("person__initials", key)) if by_letters else mine.filter(person_name__startswith=text)
        )
    if by_letters:
        return mine.filter(_called(key)).order_by("left_on", "person__initials", "pk")
    return mine.filter(_called(key), person_name__startswith=text).order_by("left_on", "pk")


def _crowded(letters: str, name: str) -> bool:
    """Whether so many of the house are called so that sorting them all says nothing: the first met will do, and are soon met."""
    called = Person.objects.filter(starting("initials", letters), **({"name__startswith": name} if name else {}))
    return called.order_by().values("pk")[CROWD : CROWD + 1].exists()


def _called(letters: str) -> Q:
    """Of the persons whose initials begin so: asked first by their own index, for they are few among all members in reach."""
    return Q(person__in=Person.objects.filter(starting("initials", letters)).values("pk"))


@cache
def _named(language: str) -> list[tuple[str, str, str, str]]:
    """(kind, name, initials, address) of ledgers and figures: the same for everybody, made once a language."""
    found = [
        ("ledger", each.title, initials_of_office(each.title), reverse("ledger-list", args=[slug]))
        for slug, each in ledgers().items()
    ]
    for key, figure in INDICATORS.items():
        name = str(figure.name)
        found.append(("figure", name, initials_of_office(name), reverse("figure", args=[key])))
    return found


def _matches(text: str, name: str, letters: str) -> bool:
    return text.casefold() in name.casefold() or (bool(_LETTERS.fullmatch(text)) and text.lower() in letters)


def _declared(kind: str, text: str, limit: int) -> list[Hit]:
    """Ledgers or figures by name; those that begin so first."""
    found = [each for each in _named(get_language() or "") if each[0] == kind and _matches(text, each[1], each[2])]
    found.sort(key=lambda each: (not each[1].startswith(text) and not each[2].startswith(text.lower()), len(each[1])))
    return [Hit(name, "", where) for _kind, name, _letters, where in found[:limit]]


def figures(text: str) -> list[str]:
    """Names of figures for the list below a name that is being typed."""
    return [hit.name for hit in _declared("figure", text, 12)]


def acts(user: Any, text: str, limit: int) -> list[Hit]:
    """What can be done: pages by name, and 新登记 in a ledger named."""
    found = []
    for name, label in _PAGES:
        if _matches(text, str(label), initials_of_office(str(label))):
            found.append(Hit(str(label), _("打开"), reverse(name)))
    for slug, each in ledgers().items():
        if len(found) >= limit:
            break
        title = each.title
        if _matches(text, title, initials_of_office(title)) and writable(user, slug).exists():
            found.append(Hit(_("新登记：%s") % title, _("登记"), reverse("record-new", args=[slug])))
    return found[:limit]


def find(user: Any, text: str, limit: int = 5) -> list[Found]:
    """What the account can open by this text, kind by kind; single records of the ledgers: `records`."""
    reached = reads_some(user)
    own_employers = employers(text).filter(Q(union__in=reached) | Q(covers__union__in=reached)).distinct()
    made = [
        Found(_("工会"), [Hit(u.name, u.code, reverse("union", args=[u.code])) for u in unions(text).filter(pk__in=reached)[:limit]]),
        Found(_("人员"), [Hit(m.person_name, str(m.union), reverse("record", args=["roster", m.uid])) for m in people(user, text)[:limit]]
        if "roster" in ledgers() else []),
        Found(_("用人单位"), [_employer(e) for e in own_employers[:limit]]),
        Found(_("可以做的事"), acts(user, text, limit)),
        Found(_("指标"), _declared("figure", text, limit)),
        Found(_("台账"), _declared("ledger", text, limit)),
        Found(_("材料"), _documents(user, text, limit)),
        Found(_("事项"), [Hit(m.title, f"{m.opened_on:%Y-%m-%d}", hit) for m in matters(user, text)[:limit] if (hit := _matter(user, m))]),
    ]  # fmt: skip
    return [each for each in made if each.hits]


def _employer(employer: Employer) -> Hit:
    """An employer's page is its own ledger's record, else the records that name it."""
    where = reverse("record", args=["employers", employer.uid]) if "employers" in ledgers() else reverse("search")
    return Hit(
        employer.name, str(employer.get_ownership_display() if employer.ownership else employer.credit_code), where
    )


def _documents(user: Any, text: str, limit: int) -> list[Hit]:
    found = Document.objects.filter(title__icontains=text, union__in=reach(user)).order_by("-pk")[:limit]
    return [Hit(each.title, str(each.get_state_display()), reverse("document", args=[each.uid])) for each in found]


def _matter(user: Any, matter: Matter) -> str:
    """The first record that tells the matter."""
    for slug, each in ledgers().items():
        if each.has("matter") and each.model._meta.get_field("matter").related_model is Matter:
            uid = readable(each, user).filter(matter=matter).values_list("uid", flat=True).first()
            if uid:
                return reverse("record", args=[slug, uid])
    return ""


def records(user: Any, text: str, limit: int) -> Iterable[Found]:
    """Records of each ledger that hold the text in what it declares as searched; confidential items are left out."""
    everywhere = reaches_all(user)
    within = one_reach(user) if not user.is_superuser else None
    for slug, each in ledgers().items():
        lookups = [
            lookup for lookup in each.search if lookup not in each.sensitive and slug not in ("roster", "unions")
        ]
        if not lookups:
            continue
        asked = Q()
        for lookup in lookups:
            asked |= Q(**{f"{lookup}__icontains": text})
        found = titled(readable(each, user, everywhere, within).filter(asked, state=State.ACTIVE)).order_by("-pk")[
            :limit
        ]
        hits = [Hit(str(row), _day(row, each.date), reverse("record", args=[slug, row.uid])) for row in found]
        if hits:
            yield Found(each.title, hits)


def _day(row: Any, field: str) -> str:
    day = getattr(row, field, None) if field else None
    return f"{day:%Y-%m-%d}" if day else ""
