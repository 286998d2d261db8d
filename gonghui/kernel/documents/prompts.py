"""What the author is shown before writing problems and plans: the weak places that the figures show.

A prompt is never printed as part of the document and claims nothing beyond its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from gonghui.kernel.documents.binding import Figures, words
from gonghui.kernel.documents.passages import HINTS
from gonghui.kernel.documents.templates import Resolve, parsed, realised
from gonghui.kernel.figures import declaration as d

LOW_RATE = 60  # per cent
FALL = 10  # per cent
FEWEST = 5  # units in the whole, below which a low rate says little
MOST = 6


def problems(figures: Figures, rates: Sequence[str], flows: Sequence[str], resolve: Resolve) -> str:
    """The prompt for 存在的问题: hints, the lowest of the rates, the deepest falls of the flows."""
    lines = [*_hints("problems", resolve), *_low_rates(figures, rates), *_falls(figures, flows)][:MOST]
    head = _("请写2—4条，每条写清事实、范围和原因。")
    return _prompt(head, _("台账中可供参考的情况："), lines)


def plans(resolve: Resolve) -> str:
    """The prompt for the plans."""
    lines = list(_hints("plans", resolve))[:MOST]
    head = _("请对应前述各项工作写4—6条，写明任务、目标数和完成时限。")
    return _prompt(head, _("台账中可供参考的情况："), lines)


def _prompt(head: str, bridge: str, lines: list[str]) -> str:
    if not lines:
        return head
    return f"{head}{bridge}{'；'.join(lines)}。"


def _hints(slot: str, resolve: Resolve) -> Iterable[str]:
    for hint in HINTS:
        if hint.slot == slot and (runs := realised(parsed(hint.text), resolve)):
            yield "".join(run.text for run in runs).rstrip("。；")


def _low_rates(figures: Figures, keys: Iterable[str]) -> Iterable[str]:
    """Rates of a part in its whole that stay below LOW_RATE, the lowest first."""
    found = []
    for key in dict.fromkeys(keys):
        indicator, figure = figures.indicators.get(key), figures.figure(key)
        if not isinstance(indicator, d.Ratio) or not indicator.part or indicator.unit != "%" or figure is None:
            continue
        if figure.value is not None and 0 < figure.value < LOW_RATE and (figure.denominator or 0) >= FEWEST:
            found.append(
                (figure.value, f"{figure.name}{words(figure, 'value')}（{figure.numerator}/{figure.denominator}）")
            )
    return [text for _value, text in sorted(found)[:3]]


def _falls(figures: Figures, keys: Iterable[str]) -> Iterable[str]:
    """Counts of the period that fell against last year, the deepest first."""
    found = []
    for key in dict.fromkeys(keys):
        indicator, now = figures.indicators.get(key), figures.figure(key)
        before = figures.known.get((key, "last_year"))
        if not isinstance(indicator, d.Measure) or not isinstance(indicator.when, d.Flow) or not now or not before:
            continue
        if now.exact is None or not before.exact or before.exact < 10 or now.exact >= before.exact:
            continue
        fall = Decimal(before.exact - now.exact) * 100 / Decimal(before.exact)
        if fall >= FALL:
            text = _("%(name)s由上年同期的%(was)s降为%(now)s") % {
                "name": now.name,
                "was": words(before, "value"),
                "now": words(now, "value"),
            }
            found.append((-fall, text))
    return [text for _fall, text in sorted(found)[:3]]
