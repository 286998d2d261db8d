"""自定义指标: made without code, first-class everywhere."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gonghui.kernel.figures.models import SavedIndicator
from tests.generic.world import World
from tests.web.conftest import SignIn

MEASURE = {
    "name": "三月来访", "unit": "件", "count": "sum", "field": "items", "when": "flow", "since": "registered_on", "decimals": "0",
    "item0": "subject", "how0": "contains", "value0": "03-10", "item1": "kind", "how1": "in", "value1": "来访、来信",
}  # fmt: skip


def test_measure_with_conditions_opens_to_its_records(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)
    response = client.post("/figures/new/?ledger=petitions", MEASURE)
    row = SavedIndicator.objects.get()
    assert response["Location"] == f"/figures/{row.key}/"
    html = client.get(response["Location"], {"period": "2026H1", "whole": "1"}).content.decode()
    assert re.search(r'class="hero">1<small>件', html)
    assert "2026-03-10反映加班费" in html
    assert "2026-04-10反映加班费" not in html
    assert "三月来访" in client.get("/figures/?group=自定义指标&whole=1").content.decode()


def test_ratio_of_two_shows_its_fraction(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)
    client.post("/figures/new/?ledger=petitions", MEASURE)
    own = SavedIndicator.objects.get()
    data = {
        "name": "三月占比",
        "unit": "%",
        "numerator": own.key,
        "denominator": "petitions.items",
        "part": "on",
        "decimals": "1",
    }
    response = client.post("/figures/new/?kind=ratio", data)
    html = client.get(response["Location"], {"period": "2026H1", "whole": "1"}).content.decode()
    assert re.search(r'class="hero">33\.3<small>%', html)
    assert ">1</a></b> 三月来访" in html
    assert ">3</a></b> 来信来访件次" in html


def test_what_cannot_be_counted_is_refused_in_words(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)

    def errors(**changed: Any) -> Any:
        return client.post("/figures/new/?ledger=petitions", MEASURE | changed).context["form"].errors

    assert "不是数量" in errors(field="subject")["field"][0]
    assert "请选日期项目" in errors(since="")["since"][0]
    assert "请选要数的项目" in errors(field="")["field"][0]
    assert "__all__" in errors(item0="registered_on", how0="equals", value0="昨天")
    assert SavedIndicator.objects.count() == 0
    assert sign_in(house.above).get("/figures/new/").status_code == 403


@pytest.mark.mechanism("B.DAT02")
def test_a_rate_is_rounded_as_declared_and_both_results_are_shown(house: World, sign_in: SignIn) -> None:
    client = sign_in(house.leader)
    spring = {
        "name": "二三月来访",
        "item0": "registered_on",
        "how0": "between",
        "value0": "2026-02-01、2026-03-31",
        "item1": "",
    }
    client.post("/figures/new/?ledger=petitions", MEASURE | spring)
    own = SavedIndicator.objects.get()
    data = {
        "name": "二三月占比", "unit": "%", "numerator": own.key, "denominator": "petitions.items", "part": "on", "decimals": "1",
    }  # fmt: skip
    seen = {}
    for how in ("half_up", "cut_off"):
        address = client.post("/figures/new/?kind=ratio", data | {"rounding": how})["Location"]
        html = client.get(address, {"period": "2026H1"}).content.decode()
        told = client.get(f"/api/v1{address}explain".replace("//", "/"), {"union": "C", "period": "2026H1"}).json()
        hero = re.search(r'class="hero">([\d.]+)<small>%', html)
        assert hero is not None
        seen[how] = (hero[1], told["figure"]["value"], told["figure"]["rounding"], told["otherwise"])
        assert ("四舍五入；截尾为 66.6%。" if how == "half_up" else "截尾；四舍五入为 66.7%。") in html
    assert seen == {
        "half_up": ("66.7", 66.7, "half_up", {"rounding": "cut_off", "text": "66.6%"}),
        "cut_off": ("66.6", 66.6, "cut_off", {"rounding": "half_up", "text": "66.7%"}),
    }
