"""The things of the branch that stand in the place of an address's parameters: one of each kind, made once."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

import docx
from django.contrib.auth import get_user_model
from django.urls import get_resolver
from django.utils import timezone

from gonghui.kernel.access.accounts import Invitation
from gonghui.kernel.access.models import Grant
from gonghui.kernel.attachments import keeping
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.desk.models import SavedView
from gonghui.kernel.documents import services
from gonghui.kernel.documents.models import Assignment, Document, FrozenFigure, OldFile
from gonghui.kernel.intake.keeping import seal_file
from gonghui.kernel.intake.models import Intake, IntakeFile
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.ledger.record import State
from gonghui.kernel.matching.models import Finding, MatchList, PersonMerge, PersonPair
from gonghui.kernel.matters.models import Matter
from gonghui.kernel.organisations.models import Act
from gonghui.kernel.people.identity import person_for
from gonghui.kernel.people.models import Consent, Membership
from gonghui.kernel.periods import Period
from gonghui.kernel.returns import forms, rounds
from gonghui.kernel.rights.models import RightsRequest
from gonghui.kernel.web.paper import slot_at
from tests.access.conftest import Everybody
from tests.generic.world import DAY, fill

HALF = Period.parse("2026H1")


@dataclass(frozen=True)
class Things:
    """By the name of an address (else of its parameter): what stands in it. `words`: what an answer must hold."""

    values: dict[str, dict[str, str]]
    words: dict[str, str]

    def address(self, name: str) -> str:
        """The address of this name with the branch's things in it."""
        pattern, parameters = get_resolver().reverse_dict.getlist(name)[0][0][0]
        room = next((each for each in sorted(self.values, key=len, reverse=True) if name.startswith(each)), "")
        known = self.values[""] | self.values.get(room, {}) | self.values.get(name, {})
        return "/" + pattern % {each: known[each] for each in parameters}


def _paper() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def _matter(union: Any) -> Matter:
    return Matter.objects.create(union=union, title="测试甲争议", opened_on=DAY)


def furnish(everybody: Everybody) -> Things:
    """Make them all."""
    world, keeper = everybody.world, get_user_model().objects.get(username="keeper-own")
    with acting(None, "测试"):
        record = fill(REGISTRY["petitions"], world.branch)
        member = fill(REGISTRY["roster"], world.branch, person_name="王测甲")
        file = keeping.attach(REGISTRY["petitions"], record, "附件.pdf", b"%PDF-1.7\n%%EOF\n")
        view = SavedView.objects.create(user=world.keeper, ledger="petitions", name="别人的视图")
        person = member.person
        begun = everybody.top.post("/documents/new/", {"union": "B1", "period": HALF.text, "kind": "summary"})
        document = Document.objects.get(uid=begun["Location"].strip("/").rpartition("/")[2])
        block, place = next(
            (str(at), str(run))
            for at in range(len(services.content(document).blocks))
            for run in range(9)
            if slot_at(services.content(document), at, run) is not None
        )
        part = Assignment.objects.create(document=document, section="rights", account=keeper, due_on=DAY, text="字")
        OldFile.objects.create(document=document, name="旧.docx", content=_paper(), text="受理3件。")
        FrozenFigure.objects.create(
            document=document, slot="s1", key="petitions.items", union=world.branch, period="2026", figure={},
            definition_digest="", records_digest="", records=[], text="1",
        )  # fmt: skip
        batch = Intake.objects.create(union=world.branch, by=keeper, reason="测试甲导入")
        IntakeFile.objects.create(
            intake=batch, name="甲.xlsx", digest="0" * 64, content=seal_file(b""), rejects=seal_file(b"x")
        )
        stood = {
            state: Intake.objects.create(union=world.branch, by=keeper, reason="测试", state=state, report=report)
            for state, report in (
                (Intake.State.FAILED, {"sheets": [{"file": "甲.xlsx", "sheet": "甲"}]}),
                (Intake.State.STOPPED, {}),
            )
        }
        undone = Intake.objects.create(
            union=world.branch,
            by=keeper,
            reason="测试",
            state=Intake.State.UNDONE,
            undone={"left": [{"decided": "kept"}]},
        )
        told = fill(REGISTRY["disputes"], world.branch, matter=_matter(world.branch))
        held = fill(REGISTRY["roster"], world.branch, 1, state=State.HELD)
        match = MatchList.objects.create(union=world.branch, name="测试甲名单", by=keeper, stage=MatchList.Stage.DONE)
        finding = Finding.objects.create(match=match, kind=Finding.Kind.ASK, employer=world.branch.employer)
        others = [person_for(name) for name in ("王测乙", "王测丙")]
        for each in others:
            Membership.objects.create(union=world.branch, person=each, person_name=each.name, is_identified=False)
        pair = PersonPair.objects.create(one=person, other=others[0], union=world.branch, why="测试甲依据")
        settled = PersonPair.objects.create(
            one=person, other=others[1], union=world.branch, why="x", decision=PersonPair.Decision.values[0]
        )
        merge = PersonMerge.objects.create(pair=settled, kept=person, gone=others[1])
        consent = Consent.objects.create(
            union=world.branch, person=person, person_name="王测甲", given_on=DAY, evidence="测试甲柜"
        )
        request = RightsRequest.objects.create(
            union=world.branch,
            person=person,
            kind=RightsRequest.Kind.values[0],
            asked_on=DAY,
            due_on=DAY,
            proof_seen="证",
        )
        act = Act.objects.create(union=world.branch, kind=Act.Kind.values[0], on=DAY)
        invited = Invitation.objects.create(
            digest=b"0", name="受邀甲", union=world.branch, role="keeper", expires_at=timezone.now() + dt.timedelta(9)
        )
    form = forms.taken(next(each.key for each in forms.available() if each.data.period == HALF.kind), None)
    made = rounds.open_round(form, world.city, HALF, DAY, None, rounds.ALL)
    given = made.returns.get(union=world.branch)
    values = {
        "": {
            "slug": "petitions", "uid": str(record.uid), "file": str(file.uid), "name": "kind", "code": "B1",
            "kind": "move", "key": "petitions.items", "source": "unions", "consent": str(consent.uid), "pk": "1",
            "address": "petitions/",
        },
        "view-": {"uid": str(view.uid)},
        "document": {"uid": str(document.uid), "pk": str(part.pk), "slug": "summary", "block": block, "place": place,
                     "slot": "s1", "step": "submit"},
        "intake": {"uid": str(batch.uid), "file": str(batch.files.get().pk)},
        "intake-decide": {"uid": str(undone.uid)},
        "record-stage": {"slug": "disputes", "uid": str(told.uid)},
        "record-settle": {"slug": "roster", "uid": str(held.uid)},
        "intake-map": {"uid": str(stood[Intake.State.FAILED].uid)},
        "intake-again": {"uid": str(stood[Intake.State.STOPPED].uid)},
        "matching": {"uid": str(match.uid), "finding": str(finding.pk)},
        "match-persons": {"uid": str(pair.uid)},
        "match-persons-undo": {"uid": str(merge.uid)},
        "rights": {"uid": str(person.uid)},
        "rights-answer": {"uid": str(request.uid)},
        "return": {"uid": str(given.uid), "kind": "json", "key": form.key},
        "return-round": {"uid": str(made.uid)},
        "act-reverse": {"uid": str(act.uid)},
        "account-manage": {"pk": str(keeper.pk)},
        "grant-end": {"pk": str(Grant.objects.get(user=keeper).pk)},
        "invitation-withdraw": {"pk": str(invited.pk)},
    }  # fmt: skip
    words = {
        "document": str(document.uid), "intake": str(batch.uid), "list": str(match.uid), "pair": str(pair.uid),
        "request": str(person.uid), "consent": "测试甲柜", "return": str(given.uid), "group": "测试工会小组",
    }  # fmt: skip
    return Things(values, words)
