"""What publicity pieces tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "guidance",
    20,
    "讲好劳动者故事",
    [
        "刊发宣传报道{publicity.pieces}[，{publicity.pieces:change}]"
        "[，媒体发稿{publicity.articles}[，其中市级以上媒体{publicity.city_articles}]]。",
        Case("publicity.pieces"),
    ],
    weight=6,
)
