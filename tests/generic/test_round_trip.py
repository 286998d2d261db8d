"""What every ledger's export owes: taken in again it changes nothing, and every row of it is recognised."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from gonghui.kernel.intake.applying import prepare, take_in
from gonghui.kernel.ledger.declaration import REGISTRY
from tests.generic.world import World, fill

KEPT = [slug for slug in sorted(REGISTRY) if REGISTRY[slug].reach]


@pytest.mark.parametrize("slug", KEPT)
def test_an_export_taken_in_again_changes_nothing(slug: str, world: World, tmp_path: Path) -> None:
    """Exported in the open with a reason, both rows come back as known: none taken, none changed, none refused."""
    ledger = REGISTRY[slug]
    before = ledger.model._default_manager.count()
    for n in range(2):
        fill(ledger, world.branch, n)
    client = Client()
    client.force_login(world.leader)
    response = client.post(reverse("ledger-export-open", args=[slug]), {"reason": "核对"})
    path = tmp_path / f"{ledger.title}.xlsx"
    path.write_bytes(response.content)
    taken = take_in(prepare([(path.name, path)]), world.city, None, "再次导入")
    seen = [(part.ledger.slug, part.taken, part.updated, part.clean.refusals) for part in taken.parts]
    assert seen == [(slug, 0, 0, [])]
    assert taken.parts[0].unchanged == ledger.model._default_manager.count()
    assert ledger.model._default_manager.count() == before + 2


def test_a_masked_export_is_refused_and_brings_nobody_new(world: World, tmp_path: Path) -> None:
    """What left the house masked does not come back as somebody called 王*0."""
    ledger = REGISTRY["petitions"]
    fill(ledger, world.branch, 0, person_name="王测试")
    client = Client()
    client.force_login(world.leader)
    path = tmp_path / f"{ledger.title}.xlsx"
    path.write_bytes(client.get(reverse("ledger-export", args=["petitions"])).getvalue())
    taken = take_in(prepare([(path.name, path)]), world.city, None, "再次导入")
    assert [part.taken for part in taken.parts] == [0]
    assert any("隐去后" in refusal.reason for refusal in taken.parts[0].clean.refusals)
    assert ledger.model._default_manager.count() == 1


def test_comma_separated_text_comes_back_unchanged_too_and_runs_no_formula(world: World, tmp_path: Path) -> None:
    ledger = REGISTRY["petitions"]
    fill(ledger, world.branch, 0, subject="=1+1", person_name="")
    fill(ledger, world.branch, 1, subject="加班费，“三月份”", person_name="")
    client = Client()
    client.force_login(world.leader)
    asked = {"as": "csv", "reason": "核对"}
    response = client.post(reverse("ledger-export-open", args=["petitions"]), asked)
    path = tmp_path / f"{ledger.title}.csv"
    path.write_bytes(b"".join(response.streaming_content))  # type: ignore[attr-defined]  # it is streamed
    assert b"'=1+1" in path.read_bytes()
    taken = take_in(prepare([(path.name, path)]), world.city, None, "再次导入")
    (part,) = taken.parts
    assert (part.taken, part.updated, part.unchanged, part.clean.refusals) == (0, 0, 2, [])
