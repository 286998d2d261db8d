"""What organising tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "base",
    10,
    "推进建会入会",
    [
        "{half}新建基层工会{unions.founded}[，发展会员{members.joined}][，{members.joined:change}]。",
        "[应建会非公企业{organising.nonpublic_rate:whole}中已建会{organising.nonpublic_rate:part}，"
        "组建率{organising.nonpublic_rate}[，{organising.nonpublic_rate:points}]。]",
        "[会员中有<新就业形态劳动者{roster.new_form}|农民工{members.migrant}>。]",
        Case("organising.founded"),
        Case("organising.contacts"),
    ],
    single=["{half}发展会员{members.joined}[，{members.joined:difference}]。"],
    weight=9,
)
hint("problems", "{asof}规模企业中未组建工会{organising.scale_untouched}")
hint("plans", "继续推进{organising.underway}正在组建的单位建会")
