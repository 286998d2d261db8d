"""Writes docs/reference/ledgers.md, figures.md and rules.md from the declarations.

With --check nothing is written; exit code 1 when a page is stale.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

TOP = Path(__file__).resolve().parent.parent
FOLDER = TOP / "docs" / "reference"
WHENS = {"flow": "本期数", "stock": "期末数", "cumulative": "累计数", "ratio": "率", "change": "增减"}


def cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def ledgers_page() -> Iterator[str]:
    from gonghui.kernel.ledger.declaration import ledgers

    yield "# Ledgers\n\nWritten by `make docs` from the declarations.\n"
    for slug, ledger in ledgers().items():
        yield f"\n## {ledger.title} · `{slug}`\n\n"
        about = (ledger.model.__doc__ or "").strip().splitlines()
        if about and not about[0].startswith(f"{ledger.model.__name__}("):
            yield f"{about[0]}\n\n"
        yield "| field | 列名 | type | 其他叫法 |\n|---|---|---|---|\n"
        for field in ledger.model._meta.fields:
            if field.editable and not field.primary_key:
                others = "、".join(str(name) for name in ledger.headings.get(field.name, ()))
                kind = type(field).__name__.removesuffix("Field")
                yield f"| `{field.name}` | {cell(field.verbose_name)} | {kind} | {cell(others)} |\n"


def figures_page() -> Iterator[str]:
    from gonghui.kernel.figures.declaration import INDICATORS

    yield "# Figures\n\nWritten by `make docs` from the declarations.\n\n"
    yield "| key | 名称 | 单位 | 类型 | 口径 |\n|---|---|---|---|---|\n"
    for key, indicator in sorted(INDICATORS.items()):
        if indicator.saved:
            continue
        kind = WHENS.get(indicator.kind, indicator.kind)
        yield f"| `{key}` | {cell(indicator.name)} | {cell(indicator.unit)} | {kind} | {cell(indicator.basis)} |\n"


def rules_page() -> Iterator[str]:
    from gonghui.kernel.rules.registry import rules

    yield "# Rules\n\nWritten by `make docs` from the rules. 退回: the row is not written. 提醒: it is written and named.\n"
    yield "Offices change what is not fixed on the page 数据检查规则; it holds for their unions and those below.\n\n"
    yield "| rule | 规则 | 怎么改 | 依据 | 处理 | 可改 |\n|---|---|---|---|---|---|\n"
    for key, rule in rules().items():
        free = "否" if rule.fixed else "是"
        yield f"| `{key}` | {cell(rule.title)} | {cell(rule.mend)} | {cell(rule.source)} | {rule.said} | {free} |\n"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings_test")
    django.setup()
    stale = []
    for name, page in (("ledgers.md", ledgers_page()), ("figures.md", figures_page()), ("rules.md", rules_page())):
        path, text = FOLDER / name, "".join(page)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(TOP))
    if "--check" in sys.argv:
        print(
            "\n".join(f"{path.relative_to(TOP)} is stale: run `make docs`" for path in stale)
            or "reference is up to date"
        )
        return 1 if stale else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
