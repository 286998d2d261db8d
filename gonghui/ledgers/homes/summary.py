"""What workers' homes tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "base",
    30,
    "建设职工之家",
    [
        "{asof}，{homes.home_rate:whole}基层工会中已建家{homes.home_rate:part}，建家率{homes.home_rate}"
        "[；规范化工会{unions.standardised}，规范化率{unions.standardised_rate}]。",
        Case("homes.certified"),
        Case("standards.certified_new"),
    ],
    single=[Case("homes.certified")],
    weight=6,
)
