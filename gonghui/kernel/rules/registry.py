"""Named rules that rows are held to: what is wrong, in plain words, how to mend it, and how strict the house is about it.

A rule is shipped as a refusal or a warning; an office may be stricter or milder for its unions and those below. The nearest
office's word holds. What a database constraint or a check digit refuses cannot be made milder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gonghui.kernel.rules.models import RuleChoice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from gonghui.kernel.organisations.models import Union

Severity = RuleChoice.Severity


@dataclass(frozen=True)
class Rule:
    """One named rule.

    key       the room and the rule: roster.sex_agrees
    title     what must hold
    mend      what the keeper does about it
    source    the paragraph of law or practice
    severity  as shipped
    fixed     no office can change it: what breaks it cannot be stored
    reasons   the words by which a refusal of a cell is known to come from this rule
    """

    key: str
    title: StrOrPromise
    mend: StrOrPromise
    source: StrOrPromise
    severity: str = Severity.WARN
    fixed: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The severity as shipped, in words."""
        return str(Severity(self.severity).label)


RULES: dict[str, Rule] = {}


def enter(rule: Rule) -> Rule:
    """Enter a rule; a key used twice raises ValueError."""
    if RULES.setdefault(rule.key, rule) != rule:
        raise ValueError(f"rule used twice: {rule.key}")
    return rule


def rules() -> dict[str, Rule]:
    """All rules, by key; the rooms that bring some are read first."""
    from gonghui.kernel.rules import of_cells, of_house, of_roster

    assert {of_cells, of_house, of_roster}
    return dict(sorted(RULES.items()))


@cache
def rule_of(reason: str) -> Rule | None:
    """The rule that a refusal in these words comes from."""
    found = rules().values()
    exact = next((rule for rule in found if reason in rule.reasons), None)
    return exact or next((rule for rule in found if any(word in reason for word in rule.reasons)), None)


def severities(union: Union) -> Mapping[str, str]:
    """How strict each rule is at a union: its own word, else the nearest office's above, else as shipped."""
    from gonghui.kernel.organisations.models import NEVER, Ancestry, Tree

    found = {key: str(rule.severity) for key, rule in rules().items()}
    above = Ancestry.objects.filter(tree=Tree.TERRITORIAL, union=union, until=NEVER).order_by("-depth")
    far_to_near = list(above.values_list("ancestor_id", flat=True)) or [union.pk]
    said: dict[int, list[RuleChoice]] = {}
    for choice in RuleChoice.objects.filter(union_id__in=far_to_near):
        said.setdefault(choice.union_id, []).append(choice)
    for pk in far_to_near:
        for choice in said.get(pk, ()):
            if choice.rule in found and not RULES[choice.rule].fixed:
                found[choice.rule] = choice.severity
    return found
