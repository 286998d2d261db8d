"""What collective contracts tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, hint, passage

passage(
    "rights",
    10,
    "推进集体协商",
    [
        "{asof}，{contracts.signing_rate:whole}基层工会中签有集体合同的{contracts.signing_rate:part}，"
        "签订率{contracts.signing_rate}[，{contracts.signing_rate:points}]。",
        "[有效合同共覆盖企业{contracts.employers_covered}[、职工{contracts.employees_covered}]。]",
        "[工资专项协议覆盖企业{contracts.wage}[、职工{contracts.wage_employees}]。]",
        "[女职工权益保护专项合同覆盖企业{contracts.women}[、女职工{contracts.women_covered}]。]",
        Case("contracts.signed"),
        Case("consultations.meetings"),
    ],
    single=[
        "{asof}，有效集体合同{contracts.documents}[，覆盖职工{contracts.employees_covered}]。",
        Case("contracts.signed"),
        Case("consultations.meetings"),
    ],
    weight=9,
)
hint("plans", "本年内到期需续订的集体合同{contracts.expired}")
