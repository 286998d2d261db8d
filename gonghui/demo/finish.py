"""Which union keeps which ledger, which department answers for it, and the indicators an office saved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from gonghui.demo.world import World
from gonghui.kernel.figures.models import SavedIndicator
from gonghui.kernel.ledger.declaration import ledgers
from gonghui.kernel.organisations.models import EVER, Department, Register

# Kept and empty: the office can say that none occurred. What stands nowhere here and has no rows is not kept.
EMPTY = {
    "safety_accidents": ["鑫源", "华晟", "供电", "公交", "南湖", "市政", "化机"],
    "disputes": ["一中", "实小", "供电", "绿源"],
    "petitions": ["宏图", "安康", "绿源", "市"],
    "women_protection": ["供电", "市政"],
    "donations": ["总工会", "人民医院"],
}
DEPARTMENTS = {
    "办公室": ["documents_library", "duty", "meetings", "tasks", "targets", "data_rounds", "research", "assemblies", "activity_plans"],
    "组织部": [
        "unions", "employers", "roster", "admissions", "cards", "elections", "committees", "communities", "officers", "officer_points",
        "officer_training", "organising", "visits", "homes", "standards", "pairings", "pairing", "pairing_visits", "pairing_scores",
    ],
    "宣传教育和网络工作部": ["publicity", "culture", "campaigns", "teams", "venues"],
    "经济工作部": [
        "contests", "contests_results", "innovation", "innovation_benefits", "innovation_projects", "innovation_studios", "proposals",
        "mentoring", "mentoring_growth", "training", "training_study", "model_workers", "model_workers_care", "allowances",
        "allowances_years", "honours", "honours_nominations", "safety", "safety_accidents", "safety_activities", "safety_supervisors",
    ],
    "权益保障部": [
        "petitions", "petitions_days", "disputes", "disputes_obligations", "disputes_mediators", "legal_aid", "legal_aid_sessions", "supervision",
        "supervision_warnings", "contracts", "consultations", "congress", "disclosure", "motions", "participation", "hardship", "aid",
        "mutual_aid", "welfare", "welfare_services", "welfare_stations", "centres", "employment", "job_fairs", "surveys", "retirees", "retirees_care",
    ],
    "女职工部": ["women", "women_bodies", "women_officers", "women_protection", "women_clauses", "health_checks"],
    "财务部": ["funds", "funds_spending", "funds_budgets", "funds_shares", "funds_cash", "funds_posts", "books", "books_accounts", "books_closings", "assets", "assets_counts", "assets_checks", "assets_supplies"],
    "经审办": ["audits"],
}  # fmt: skip
SAVED: list[dict[str, Any]] = [
    {
        "key": "own.collective_wage_cases", "name": "10人以上拖欠工资案件数", "unit": "件",
        "data": {
            "kind": "measure", "ledger": "disputes", "count": "rows", "when": {"flow": "filed_on"},
            "where": [["kind", "in", ["拖欠工资", "生活费和社会保险"]], ["persons", "between", [10, 9999]]],
            "basis": "本期受理、涉及10人及以上的拖欠工资和生活费社保案件",
        },
    },
    {
        "key": "own.tea_trained", "name": "制茶行业受训职工", "unit": "人次",
        "data": {
            "kind": "measure", "ledger": "training", "count": "sum", "field": "participants", "when": {"flow": "held_on"},
            "where": [["employer__industry", "equals", "茶叶加工"]], "basis": "茶叶加工企业职工参加培训人次",
        },
    },
    {
        "key": "own.night_share", "name": "夜校学员占受训职工比重", "unit": "%",
        "data": {"kind": "ratio", "numerator": "training.night_people", "denominator": "training.person_times", "decimals": 1, "part": True},
    },
]  # fmt: skip

FIRST_KEPT = dt.date(2024, 7, 1)  # before it nobody kept a register: missing, not zero


def build(world: World) -> None:
    """A register is kept where it has rows; some are kept and empty, some are not kept at all."""
    registers(world)
    departments(world)
    SavedIndicator.objects.bulk_create([SavedIndicator(union=world.unions["市"], **one) for one in SAVED])


def registers(world: World) -> None:
    wanted: set[tuple[int, str]] = set()
    for slug, ledger in ledgers().items():
        rows = ledger.model._default_manager.all()
        for name, value in ledger.preset.items():
            rows = rows.filter(**{f"themes__{name}" if name == "theme" else name: value})
        lookup = f"{ledger.reach}_id" if ledger.reach else "id"
        wanted |= {(pk, slug) for pk in rows.values_list(lookup, flat=True).distinct() if pk}
        wanted |= {(world.unions[key].pk, slug) for key in EMPTY.get(slug, [])}
    kept = [
        Register(union_id=pk, ledger=slug, since=EVER if slug == "roster" else FIRST_KEPT)
        for pk, slug in sorted(wanted)
    ]
    Register.objects.bulk_create(kept)


def departments(world: World) -> None:
    """Every ledger is somebody's: those not named go with the ledger whose name they begin with."""
    owner = {slug: name for name, kept in DEPARTMENTS.items() for slug in kept}
    kept: dict[str, list[str]] = {name: [] for name in DEPARTMENTS}
    for slug in ledgers():
        stems = sorted((stem for stem in owner if slug == stem or slug.startswith(f"{stem}_")), key=len)
        kept[owner[stems[-1]] if stems else "办公室"].append(slug)
    Department.objects.bulk_create(
        [Department(union=world.unions["市"], name=name, ledgers=slugs) for name, slugs in kept.items()]
    )
