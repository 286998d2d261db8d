"""Every rule that only warns can be asked of a model of the module that declares it, and is said in words."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import pytest
from django.core.exceptions import FieldError

from gonghui.kernel.audit.acting import acting
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import Union
from gonghui.ledgers.contracts.models import WARNINGS, Contract

MODULES = sorted(
    {each.model.__module__ for each in ledgers().values() if hasattr(sys.modules[each.model.__module__], "WARNINGS")}
)


def asked(model: Any, condition: Any) -> bool:
    """Whether the condition is about fields that the model has."""
    try:
        model._default_manager.filter(condition).query.sql_with_params()
    except FieldError:
        return False
    return True


@pytest.mark.parametrize("module", MODULES)
def test_rules_are_about_fields_that_exist(module: str) -> None:
    models = [each.model for each in ledgers().values() if each.model.__module__ == module]
    for code, condition, message in sys.modules[module].WARNINGS:  # type: ignore[attr-defined]
        assert any(asked(model, condition) for model in models), code
        assert str(message), code


@pytest.mark.django_db
def test_a_clock_runs_out_the_day_after_its_last() -> None:
    """A collective contract is filed within ten days of signing (rules.md §4.2): the tenth is in time."""
    with acting(None, "测试"):
        union = Union.objects.create(code="W", name="测试工会")
        for filed in (dt.date(2026, 3, 11), dt.date(2026, 3, 12)):
            Contract.objects.create(union=union, signed_on=dt.date(2026, 3, 1), filed_on=filed)
    late = next(condition for code, condition, _message in WARNINGS if code == "contracts.filing")
    assert [each.filed_on for each in Contract.objects.filter(late)] == [dt.date(2026, 3, 12)]
