"""What job fairs tell in the work summary."""

from __future__ import annotations

from gonghui.kernel.documents.passages import Case, passage

passage(
    "service",
    40,
    "促进职工就业创业",
    [
        "举办招聘会{job_fairs.fairs}[，进场企业{job_fairs.firms}][，提供岗位{job_fairs.vacancies}]"
        "[，达成就业{job_fairs.hired}]。",
        "[开展转岗再就业培训{training.retrained}。]",
        Case("job_fairs.fairs"),
    ],
    weight=5,
)
