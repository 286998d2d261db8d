"""What a roster does for thousands at once comes to what is done one by one: seals, index, marks, in either suite."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from gonghui.kernel.access.cipher import FreshKeys, blind_columns, blinds, is_national, personal, unseal
from gonghui.kernel.audit.acting import Acting
from gonghui.kernel.audit.marks import Line
from gonghui.kernel.keyring import changing
from gonghui.kernel.people.models import Person
from gonghui.keys import NATIONAL, SUITES, Source


@pytest.mark.parametrize("suite", SUITES)
def test_columns_are_sealed_each_row_under_a_key_of_its_own(
    keyring: Source, monkeypatch: pytest.MonkeyPatch, suite: str
) -> None:
    monkeypatch.setenv("GONGHUI_SUITE", suite)
    keyring.read(fresh=True)
    numbers, phones = ["359981198001011230", "H12345678", "3"], ["14000000001", None, ""]
    own = FreshKeys(3)
    secrets, sealed, reached = own.secrets, own.seal(numbers), own.seal(phones)
    assert len(set(secrets)) == 3
    assert [unseal(personal(secret), one or b"") for secret, one in zip(secrets, sealed, strict=True)] == numbers
    assert unseal(personal(secrets[0]), reached[0] or b"") == "14000000001"
    assert reached[1:] == [None, None]
    assert [is_national(one or b"") for one in sealed] == [suite == NATIONAL] * 3
    nonces = {bytes(one or b"")[4 * (suite == NATIONAL) :][:12] for one in (*sealed, reached[0])}
    assert len(nonces) == 4


def test_the_index_by_columns_knows_every_key_there_is(keyring: Source) -> None:
    changing.add(NATIONAL)
    changing.settings.GONGHUI_RING.change(lambda held: held.update(CURRENT=2))
    texts = ["id_card|359981198001011230", "passport|E12345678"]
    columns = blind_columns(texts)
    assert len(columns) == 2
    assert [list(each) for each in zip(*columns, strict=True)] == [blinds(text) for text in texts]


@pytest.mark.parametrize("number", [1, 2])
def test_the_marks_of_many_lines_are_those_of_each(keyring: Source, number: int) -> None:
    if number == 2:
        changing.add(NATIONAL)
        changing.settings.GONGHUI_RING.change(lambda held: held.update(CURRENT=2))
    who: Any = Acting(None, "测试")
    line = Line.of(who, "add", Person, dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    after = ['{"name":"王一"}', "{}"]
    assert line.marks([7, 8], [1, 2], "{}", after) == [line.mark(7, 1, "{}", after[0]), line.mark(8, 2, "{}", after[1])]
