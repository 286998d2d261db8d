"""Every rule that only warns can be asked of a model of the module that declares it, and is said in words."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from django.core.exceptions import FieldError

from gonghui.kernel.ledger.declaration import ledgers

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
