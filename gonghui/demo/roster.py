"""About 5,000 members with their comings and goings over two years."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from gonghui.demo.chance import BEGIN, HALVES, TODAY, chance, day_between
from gonghui.demo.people import NAMED, Numbers, full_name, phone
from gonghui.demo.towns import UNITS, Unit
from gonghui.demo.world import World
from gonghui.kernel.people.identity import digest, make
from gonghui.kernel.people.models import Identity, Membership, Person

JOINED = (118, 132, 150, 176)  # in each half-year, besides those of newly founded unions
LEFT = (96, 104, 98, 92)
TRANSFERRED = (9, 12, 11, 14)
UNIDENTIFIED = 58
CLOSING = ("白塔建材", "石门")  # dissolved or merged within the two years: nobody joins any more
NEW_FORMS = {"司机": "货车司机", "顺达货运": "货车司机", "快递": "快递员", "配送员": "网约配送员"}
POSTS = {
    "纺织业": ["挡车工", "验布工", "保全工", "落纱工"], "机械制造": ["车工", "钳工", "焊工", "数控操作工", "质检员"],
    "电子制造": ["装配工", "测试员", "贴片操作工", "仓管员"], "教育": ["教师", "班主任", "教务员"], "卫生": ["护士", "医师", "检验师", "药师"],
    "建筑业": ["钢筋工", "木工", "架子工", "资料员"], "道路运输": ["货车驾驶员", "调度员"], "快递业": ["快递员", "分拣员"],
    "外卖配送": ["配送员", "站长"], "公共管理": ["科员", "主任科员"], "茶叶加工": ["制茶工", "拣茶工", "包装工"],
}  # fmt: skip
LEAVING = ["辞职离岗", "退休", "劳动合同期满", "调离本单位", "本人申请退会"]


def build(world: World) -> None:
    """Write persons, identities and memberships."""
    rng, numbers = chance("roster"), Numbers()
    rows: list[Membership] = []
    for unit in UNITS:
        made = _members(rng, numbers, world, unit)
        world.members[unit.key] = made
        rows += made
    _leave(rng, world)
    _forget_numbers(rng, rows)
    _named(rng, numbers, world, rows)
    retired = [person for person in world.people.values() if person.name not in _working()]
    people = [row.person for row in rows] + retired
    Person.objects.bulk_create(people, batch_size=1000)
    for row in rows:
        row.person = row.person  # takes the key that the person now has
    rows += _transfers(rng, world)
    rows.append(_conflict(world))
    _write(rows, [row for row in rows if row.is_identified and row.state == "active"], retired)
    _state_counts(rng, world)


def _write(rows: list[Membership], identified: list[Membership], retired: list[Person]) -> None:
    Membership.objects.bulk_create(rows, batch_size=1000)
    live: dict[int, Membership | None] = {}
    for row in identified:
        live[row.person_id] = row if row.left_on is None else live.get(row.person_id)
    keys: dict[int, Any] = {row.person_id: row.person for row in identified}
    keys |= {person.pk: person for person in retired}
    Identity.objects.bulk_create(
        [
            Identity(digest=digest(p.document_type, p.demo_number), person=p, membership=live.get(pk))
            for pk, p in keys.items()
        ],
        batch_size=1000,
    )


def _working() -> set[str]:
    return {name for name, _, status, _, _ in NAMED if status == "working"}


def _named(rng: Random, numbers: Numbers, world: World, rows: list[Membership]) -> None:
    """The persons that several ledgers speak of: those at work are members, the retired are persons only."""
    for name, key, status, woman, year in NAMED:
        born = day_between(rng, dt.date(year, 2, 1), dt.date(year, 11, 30), work=False)
        number = numbers.citizen(rng, woman, born)
        person = make(name, number, phone(rng), ethnicity="汉族", political="中共党员")
        person.demo_number = number  # type: ignore[attr-defined]  # only while the city is being filled
        world.people[name] = person
        if status == "working":
            joined = max(dt.date(year + 22, 6, 1), world.unions[key].founded_on or BEGIN)
            row = Membership(
                union=world.unions[key], person=person, person_name=name, joined_on=joined, employment_form="劳动合同制"
            )
            world.members[key].append(row)
            rows.append(row)


def share(unit: Unit) -> float:
    """The share of employees who are members."""
    if unit.kind in ("institution", "organ") or unit.ownership == "state":
        return 0.96
    if unit.stars:
        return 0.86
    return 0.66 if not unit.employer else 0.76


def _members(rng: Random, numbers: Numbers, world: World, unit: Unit) -> list[Membership]:
    founded = world.unions[unit.key].founded_on or dt.date(2000, 1, 1)
    count = round(unit.employees * share(unit))
    total = sum(u.employees for u in UNITS)
    days: list[dt.date] = []
    for (first, last), joined in zip(HALVES, JOINED, strict=True):
        lively = 1.6 if unit.parent in ("开发区", "货运") else 0.9
        here = round(joined * lively * unit.employees / total + rng.random() - 0.5)
        days += [
            day_between(rng, first, last) for _ in range(max(0, here)) if founded < first and unit.key not in CLOSING
        ]
    days += [day_between(rng, TODAY - dt.timedelta(days=9), TODAY)] if unit.key in ("华晟", "人民医院", "快递") else []
    days += [_joined_before(rng, founded) for _ in range(count - len(days) + 2)]
    return [_member(rng, numbers, world, unit, day) for day in sorted(days)]


def _joined_before(rng: Random, founded: dt.date) -> dt.date:
    """Most on the founding, the others in the years up to the demo's beginning."""
    if founded >= BEGIN:
        return day_between(rng, founded, founded + dt.timedelta(days=40))
    if rng.random() < 0.3:
        return day_between(rng, founded, min(founded + dt.timedelta(days=60), BEGIN - dt.timedelta(days=1)))
    first = max(founded, dt.date(2008, 1, 1))
    return day_between(rng, first, max(first, BEGIN - dt.timedelta(days=1)))


def _member(rng: Random, numbers: Numbers, world: World, unit: Unit, joined: dt.date) -> Membership:
    woman = rng.random() < unit.women
    oldest = dt.date(1972 if woman else 1967, 7, 1)
    youngest = min(dt.date(joined.year - 19, joined.month, 1), dt.date(2005, 6, 1))
    born = day_between(rng, min(oldest, youngest - dt.timedelta(days=900)), youngest, work=False)
    migrant = rng.random() < unit.migrants
    number = numbers.citizen(rng, woman, born, local=not migrant or rng.random() < 0.5)
    person = make(
        full_name(rng, woman), number, phone(rng), ethnicity="汉族" if rng.random() < 0.97 else rng.choice(["畲族", "回族", "土家族", "苗族"]),
        political=rng.choices(["群众", "中共党员", "共青团员"], [0.72, 0.2 if unit.kind == "enterprise" else 0.5, 0.08])[0],
        education=_education(rng, unit), skill_level=_skill(rng, unit), is_migrant=migrant,
    )  # fmt: skip
    person.demo_number = number  # type: ignore[attr-defined]  # only while the city is being filled
    return Membership(
        union=world.unions[unit.key], person=person, person_name=person.name, joined_on=joined,
        employment_form=_form(rng, unit), new_form_group=NEW_FORMS.get(unit.key, ""),
        card_no=f"{rng.randrange(10**10):010d}", post=rng.choice(POSTS.get(unit.industry, ["操作工", "营业员", "管理员", "文员", "班组长"])),
    )  # fmt: skip


def _education(rng: Random, unit: Unit) -> str:
    levels = ["初中及以下", "高中（中专）", "大专", "本科", "研究生"]
    weights = [2, 8, 24, 56, 10] if unit.kind in ("institution", "organ") else [30, 40, 20, 9, 1]
    return rng.choices(levels, weights)[0]


def _skill(rng: Random, unit: Unit) -> str:
    if unit.kind != "enterprise":
        return ""
    return rng.choices(["", "初级工", "中级工", "高级工", "技师", "高级技师"], [50, 14, 18, 12, 5, 1])[0]


def _form(rng: Random, unit: Unit) -> str:
    if unit.key in NEW_FORMS:
        return rng.choices(["灵活就业", "劳动合同制"], [7, 3])[0]
    if unit.kind in ("institution", "organ"):
        return rng.choices(["在编", "劳动合同制", "劳务派遣"], [80, 15, 5])[0]
    return rng.choices(["劳动合同制", "劳务派遣", "非全日制"], [86, 11, 3])[0]


def _joined(row: Membership) -> dt.date:
    return row.joined_on or dt.date(2000, 1, 1)


def _leave(rng: Random, world: World) -> None:
    everyone = [row for unit in UNITS if unit.key not in CLOSING for row in world.members[unit.key]]
    for (first, last), leaving in zip(HALVES, LEFT, strict=True):
        stay = [r for r in everyone if r.left_on is None and _joined(r) < first - dt.timedelta(days=200)]
        for row in rng.sample(stay, leaving):
            row.left_on, row.status = day_between(rng, first, last), "left"
            row.leave_reason = rng.choices(LEAVING, [38, 26, 14, 18, 4])[0]
    for row in rng.sample([r for r in everyone if r.left_on is None and r.union.kind == "enterprise"], 36):
        row.status = "retained"


def _forget_numbers(rng: Random, rows: list[Membership]) -> None:
    """Some came on the paper roster without a number: kept, counted apart, known by name alone."""
    from gonghui.kernel.people.models import Sex

    likely = [r for r in rows if r.left_on is None and r.union.is_joint]
    for row in rng.sample(likely, UNIDENTIFIED):
        sex = row.person.sex
        row.person, row.is_identified = (
            Person(name=row.person_name, sex=sex or Sex.UNKNOWN, is_migrant=row.person.is_migrant),
            False,
        )


def _transfers(rng: Random, world: World) -> list[Membership]:
    """会籍转接: the old membership ends on the day the new one begins."""
    made: list[Membership] = []
    keys = [u.key for u in UNITS if u.kind == "enterprise" and u.founded < "2023" and u.key not in CLOSING]
    for (first, last), moving in zip(HALVES, TRANSFERRED, strict=True):
        for _ in range(moving):
            here, there = rng.sample(keys, 2)
            stay = [
                r
                for r in world.members[here]
                if r.left_on is None and r.is_identified and _joined(r) < first - dt.timedelta(days=300)
            ]
            row, day = rng.choice(stay), day_between(rng, first, last)
            row.left_on, row.status, row.leave_reason = day, "left", "会籍转出"
            fresh = Membership(
                union=world.unions[there], person=row.person, person_name=row.person_name, joined_on=day,
                employment_form=row.employment_form, card_no=row.card_no, post=row.post,
            )  # fmt: skip
            world.members[there].append(fresh)
            made.append(fresh)
    return made


def _conflict(world: World) -> Membership:
    """Two rosters name one person: the second row is held until somebody settles it, and counted nowhere."""
    kept = next(
        r for r in world.members["锦程"] if r.left_on is None and r.is_identified and _joined(r) < dt.date(2023, 1, 1)
    )
    return Membership(
        union=world.unions["蓝天"], person=kept.person, person_name=kept.person_name, joined_on=dt.date(2026, 5, 11), post="保洁员",
        state="held", state_reason=f"与锦程物业服务有限公司工会会员花名册中的{kept.person_name}身份证号相同，请核实会籍",
    )  # fmt: skip


def _state_counts(rng: Random, world: World) -> None:
    """The member total that each union last reported by hand: mostly right, here and there not."""
    from gonghui.kernel.organisations.models import Union

    rows = [world.unions[u.key] for u in UNITS]
    for unit, union in zip(UNITS, rows, strict=True):
        live = sum(r.left_on is None for r in world.members[unit.key])
        union.members_stated = live if rng.random() < 0.7 else max(0, live + rng.choice([-6, -3, 2, 4, 7]))
    Union.objects.bulk_update(rows, ["members_stated"])
