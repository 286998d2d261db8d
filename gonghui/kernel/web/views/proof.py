"""材料核对: a text pasted or dropped, every figure marked, how the figures hang together, what the ledgers say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.kernel.access.reach import figures_reach, home_union, writable
from gonghui.kernel.documents.bindings import keep_meaning, meanings
from gonghui.kernel.documents.refusing import Refused
from gonghui.kernel.figures.catalogue import catalogue
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.periods import BadPeriod, Period
from gonghui.kernel.proof import Figure, Reading, Relation, TooLong, read
from gonghui.kernel.proof.files import Unreadable, read_file
from gonghui.kernel.proof.marking import Piece, by_figure, look_of, paragraphs
from gonghui.kernel.proof.matching import Match, match, wording
from gonghui.kernel.proof.telling import explain, kind_words, rule_words, verdict_words
from gonghui.kernel.web.listing import period_choices
from gonghui.kernel.web.views.documents import indicators

LONGEST = 200_000  # characters of a text on the page; the command takes longer ones
BIGGEST = 15 * 1024 * 1024


@dataclass
class Finding:
    """A relation in words."""

    relation: Relation
    rule: str
    verdict: str
    why: str
    look: str


@dataclass
class Row:
    """A line of the table: a figure, its meaning, its relations, the ledger's answer."""

    figure: Figure
    kind: str
    look: str
    findings: list[Finding] = field(default_factory=list)
    match: Match | None = None
    wording: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Proof:
    """What the page shows of one reading."""

    reading: Reading
    lines: list[list[Piece]]
    rows: list[Row]
    wrong: list[Finding]
    unsure: list[Finding]
    differing: list[Match]
    matched: bool
    unasked: bool = False


@require_http_methods(["GET", "POST"])
@login_required
def proof(request: HttpRequest) -> HttpResponse:
    """The form, and below it the reading; nothing of the text is kept."""
    unions = figures_reach(request.user)
    context: dict[str, Any] = {
        "unions": unions.order_by("code")[:500],
        "periods": period_choices(),
        "chosen": request.POST.get("union", ""),
    }
    home = home_union(request.user)
    context["home"] = home
    context["may_bind"] = writable(request.user).filter(code=context["chosen"]).exists()
    context["indicators"] = indicators(request.user) if context["may_bind"] else []
    if request.method == "POST":
        try:
            text, name = _text(request)
            context.update(text="" if name else text, name=name, proof=_proof(request, text))
        except (Unreadable, TooLong, BadPeriod) as error:
            context.update(text=request.POST.get("text", "")[:LONGEST], wrong=str(error))
    return render(request, "web/proof.html", context, status=422 if context.get("wrong") else 200)


def _text(request: HttpRequest) -> tuple[str, str]:
    """The text given, and the file's name. Raises Unreadable."""
    upload = request.FILES.get("file")
    if upload is not None:
        if (upload.size or 0) > BIGGEST:
            raise Unreadable(_("“%(name)s”超过15兆，请删去图片后再核对。") % {"name": upload.name})
        text = read_file(str(upload.name), upload.read())
    else:
        text = request.POST.get("text", "").replace("\r\n", "\n")
    if not text.strip():
        raise Unreadable(_("请粘贴文稿，或选一份文件。"))
    if len(text) > LONGEST:
        raise Unreadable(_("文稿超过二十万字，请分开核对。"))
    return text, str(upload.name) if upload is not None else ""


def _proof(request: HttpRequest, text: str) -> Proof:
    reading = read(text)
    union = _union(request)
    period = request.POST.get("period") or reading.period
    matches: list[Match] = []
    if union is not None and period:
        matches = match(reading, union, Period.parse(period), request.user, meanings(union))
    shown = _shown(reading, matches, union is not None and bool(period))
    shown.unasked = union is not None and not period
    return shown


def _union(request: HttpRequest) -> Union | None:
    """The union whose ledgers are asked: only one whose figures the account may see."""
    code = request.POST.get("union", "")
    if not code:
        return None
    union = figures_reach(request.user).filter(code=code).first()
    if union is None:
        raise Unreadable(_("没有找到这个工会，或者不在您的查看范围内。"))
    return union


def finding(relation: Relation) -> Finding:
    look = {"fails": "bad", "undecided": "warn"}.get(relation.verdict, "ok")
    if relation.rounding == "cut_off" or (relation.unit_conflict and look == "ok"):
        look = "warn"
    return Finding(relation, rule_words(relation.rule), verdict_words(relation), explain(relation), look)


def _shown(reading: Reading, matches: list[Match], matched: bool) -> Proof:
    said = {id(r): finding(r) for r in reading.relations}
    relations = by_figure(reading)
    answers = {m.figure.id: m for m in matches}
    looks = {m.figure.id: "differs" for m in matches if m.verdict == "differs"}
    rows = [
        Row(
            f,
            kind_words(f),
            look_of(relations.get(f.id, []), f),
            [said[id(r)] for r in relations.get(f.id, []) if r.figures[-1] is f],
            answers.get(f.id),
            wording(reading.text, f.start, f.end) if matched else "",
            _choices(answers.get(f.id)),
        )
        for f in reading.figures
    ]
    found = list(said.values())
    return Proof(
        reading,
        paragraphs(
            reading, {k: v for k, v in looks.items() if look_of(relations.get(k, []), _by_id(reading, k)) != "bad"}
        ),
        rows,
        [f for f in found if f.look == "bad"],
        [f for f in found if f.look == "warn"],
        [m for m in matches if m.verdict == "differs"],
        matched,
    )


def _choices(one: Match | None) -> list[tuple[str, str]]:
    """What the figure may be bound to: the indicators offered, with their names."""
    known = catalogue()
    keys = dict.fromkeys([one.key, *one.others]) if one else {}
    return [(key, str(known[key].name)) for key in keys if key in known]


@require_POST
@login_required
def proof_bind(request: HttpRequest) -> HttpResponse:
    """Keep which indicator a wording of this union means; the text itself is not kept."""
    union = writable(request.user).filter(code=request.POST.get("union", "")).first()
    if union is None:
        raise PermissionDenied
    key = request.POST.get("key", "").strip()
    try:
        keep_meaning(union, request.POST.get("wording", ""), key, request.user)
        told = _("已记住，下次照此核对。")
    except Refused as error:
        told = str(error)
    return render(request, "web/parts/proof_bound.html", {"told": told})


def _by_id(reading: Reading, name: str) -> Figure:
    return next(f for f in reading.figures if f.id == name)
