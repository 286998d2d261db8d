"""Elections, officers, bodies, organising, homes and standards of the demo city's unions."""

# One row a line: this is a table.
# fmt: off

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from gonghui.demo.chance import BEGIN, END, day_between
from gonghui.demo.recipes import Recipe, cook
from gonghui.demo.towns import COVERED, UNITS, UPPERS
from gonghui.demo.values import After, ByMonth, M, N, Pick, Share
from gonghui.demo.world import World

WORKING = ("enterprise", "institution", "organ", "regional")


def elections(world: World, rng: Random) -> list[dict[str, Any]]:
    """The last election of every union within the two years, and what the unions whose term is ending have done."""
    found: list[dict[str, Any]] = []
    for unit in UNITS:
        union = world.unions[unit.key]
        day = union.elected_on
        if day is None or union.dissolved_on is not None or day < BEGIN:
            continue
        first = union.founded_on is not None and (day - union.founded_on).days < 120
        due = max(24, round(unit.employees * 0.3))
        present = due - rng.randint(0, due // 10)
        against = rng.randint(0, 3)
        found.append({
            "on": day, "unit": unit.key, "kind": "first" if first else "reelection", "term_no": "第一届" if first else f"第{rng.choice('三四五六')}届", "chair": union.chair, "method": "congress" if unit.employees >= 100 else "meeting",
            "approval_no": f"望工组〔{day.year}〕{rng.randint(3, 60)}号", "step": "approved" if day < END - dt.timedelta(days=25) else "reported", "term_since": day, "term_years": union.term_years,
            "expires_on": day.replace(year=day.year + (union.term_years or 3), day=min(day.day, 28)), "requested_on": day - dt.timedelta(days=48), "permitted_on": day - dt.timedelta(days=30), "seats": rng.choice([5, 7, 9]),
            "due": due, "present": present, "ballots_issued": present, "ballots_valid": present - rng.randint(0, 1), "votes_for": present - against - 1, "votes_against": against, "elected": f"主席{union.chair}", "result": "当选",
            "reported_on": After(3, 6), "approved_on": After(10, 22), "meeting": f"{union.name}会员{'代表' if unit.employees >= 100 else ''}大会",
        })
    for row in UPPERS[1:7]:
        union = world.unions[row.key]
        if union.elected_on and union.elected_on < dt.date(2021, 12, 31):
            found.append({"on": dt.date(2026, 6, 8), "at": row.key, "kind": "reelection", "term_no": "第五届", "chair": union.chair, "step": "requested", "held_on": None, "term_since": union.elected_on, "term_years": 5, "requested_on": dt.date(2026, 6, 8), "expires_on": None})
    return found


ELECTIONS = Recipe("elections", fixed=elections, date="held_on")
NOMINATIONS = Recipe("elections_nominations", counts=(4, 6, 4, 6), where={"kind": ("enterprise", "institution")}, templates=[{"who": "woman", "event": "市总工会全委会委员推荐", "quota": 1, "category": Pick("一线职工", "劳模", "女职工"), "status": "已推荐", "decision": Pick("确定为正式人选", "列入后备")}, {"who": "", "event": "省工会代表大会代表推荐", "quota": 1, "category": "一线职工", "status": "已公示", "decision": "当选"}])
ADMISSIONS = Recipe("admissions", counts=(40, 46, 44, 58), where={"kind": WORKING}, templates=[
    {"who": "", "kind": "application", "form": Pick("书面", "扫码", "扫码"), "group_opinion": "同意", "decision": "approved", "decided_on": After(3, 15), "often": 4}, {"who": "", "kind": "transfer_in", "decision": "approved", "decided_on": After(2, 10), "from_union": Pick("锦程物业服务有限公司工会", "邻县企业工会"), "in_on": After(3, 12)}, {"who": "", "kind": "transfer_out", "decision": "approved", "decided_on": After(2, 8), "to_union": "外市企业工会", "out_on": After(2, 8), "document_no": lambda c: f"转〔{c.day.year}〕{c.rng.randint(10, 99)}"}, {"who": "", "kind": "retained", "reason": "离岗待业", "decision": "approved", "decided_on": After(3, 9)}, {"who": "", "unit": ["司机", "快递", "天成"], "kind": "floating", "workplace": "外省工地", "origin": "本市", "contacted_on": After(20, 60), "next_check_on": After(150, 180, future=True)}])
CARDS = Recipe("cards", counts=(50, 60, 60, 72), where={"kind": WORKING}, templates=[{"who": "", "kind": "electronic", "card_no": lambda c: f"E{c.rng.randrange(10**9):09d}", "card_state": "active", "activated_on": After(0, 12), "benefits": "互助保障、书屋借阅、场馆优惠", "often": 3}, {"who": "", "kind": "paper", "card_no": lambda c: f"{c.rng.randrange(10**8):08d}", "card_state": "issued", "place": "基层工会"}, {"who": "", "kind": "school", "card_no": lambda c: f"S{c.rng.randrange(10**7):07d}", "card_state": "active", "activated_on": After(1, 9), "courses": N(1, 4)}])
COMMUNITIES = Recipe("communities", date="established_on", fixed=[
    {"on": day, "at": at, "name": name, "street": street, "unionised": True, "chair": chair, "party_body": f"{name}党委", "street_union": f"{street}总工会", "covered": n, "covered_names": names, "deadline": After(200, 200, future=True), "reward": 3000, "reward_payer": "市总工会", "reward_on": After(60, 90)}
    for day, at, name, street, chair, n, names in [("2009-04-18", "东门", "东门社区", "城东街道", "许丽华", 12, "望江楼餐饮、安康医药连锁等"), ("2011-07-18", "锦绣", "锦绣社区", "城东街道", "朱倩", 9, "锦绣社区创业服务中心等"), ("2010-03-18", "西苑", "西苑社区", "城西街道", "梁晓梅", 8, "蓝天保洁服务等"), ("2024-11-26", "城东", "河滨社区", "城东街道", "魏春花", 6, "河滨洗衣店等"), ("2025-06-19", "城西", "南苑社区", "城西街道", "任立新", 7, "南苑幼托等"), ("2026-04-22", "城东", "新桥社区", "城东街道", "方文静", 11, "新桥汽修、新桥烘焙等")]])


def bodies(world: World, rng: Random) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for unit in world.units(dt.date(2026, 6, 1), kind=("enterprise", "institution", "organ")):
        union = world.unions[unit.key]
        start = union.elected_on or dt.date(2022, 5, 1)
        kinds = [("union", True), ("audit", union.has_audit_committee), ("women", union.has_women_committee), ("mediation", unit.kind == "enterprise" and unit.employees >= 90), ("safety", unit.industry in ("机械制造", "建材业", "建筑业", "纺织业", "电力供应")), ("law", unit.employees >= 140 and unit.kind == "enterprise")]
        for kind, there in kinds:
            if there:
                count = rng.choice([3, 5]) if kind != "union" else rng.choice([5, 7, 9])
                names = {"union": "工会委员会", "audit": "经费审查委员会", "women": "女职工委员会", "mediation": "劳动争议调解委员会", "safety": "劳动保护监督检查委员会", "law": "劳动法律监督委员会"}
                found.append({"on": start, "unit": unit.key, "kind": kind, "name": names[kind], "chair": union.chair if kind == "union" else Pick("副主席兼任", "工会委员兼任"), "members_count": count, "women_count": count if kind == "women" else min(count, max(1, round(count * unit.women))), "term_ends_on": start.replace(year=start.year + (union.term_years or 3), day=min(start.day, 28)), "meetings": rng.randint(2, 6), "inspections": rng.randint(2, 8) if kind in ("safety", "law", "audit") else None, "cases": rng.randint(0, 4) if kind == "mediation" else None, **({"worker_side": 2, "employer_side": 2, "union_side": 1} if kind == "mediation" else {}), "document_no": f"望工组〔{start.year}〕{rng.randint(3, 60)}号"})
    for unit in world.units(dt.date(2026, 6, 1), kind="regional"):
        found.append({"on": union_start(world, unit.key), "unit": unit.key, "kind": "joint_group", "name": "联合工会小组", "members_count": 8, "covered_units": len(COVERED[unit.key]), "covered_names": "、".join(name for name, *_ in COVERED[unit.key]), "served": unit.employees, "meetings": 4})
    return found


def union_start(world: World, key: str) -> dt.date:
    return world.unions[key].founded_on or dt.date(2016, 1, 1)


COMMITTEES = Recipe("committees", fixed=bodies, date="founded_on")


def officers(world: World, rng: Random) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for unit in world.units(dt.date(2026, 6, 1)):
        union = world.unions[unit.key]
        start = union.elected_on or dt.date(2023, 5, 1)
        ends = start.replace(year=start.year + (union.term_years or 3), day=min(start.day, 28))
        found.append({"on": start, "unit": unit.key, "person_name": union.chair, "post": "工会主席", "form": "full" if unit.employees >= 240 else "part", "term_ends_on": ends, "portfolio": "主持全面工作", "appraisal": Pick("优秀", "称职", "称职"), "trained_on": day_between(rng, dt.date(2024, 9, 1), END), "activities": N(4, 20)})
        if unit.employees >= 60:
            found.append({"on": start, "unit": unit.key, "who": "woman", "post": "女职工委员会主任", "form": "part", "term_ends_on": ends, "portfolio": "女职工工作", "appraisal": "称职"})
        if unit.employees >= 130:
            found.append({"on": start, "unit": unit.key, "who": "", "post": "工会副主席", "form": "part", "term_ends_on": ends, "portfolio": "权益保障、经费", "appraisal": "称职"})
    for row in UPPERS:
        union = world.unions[row.key]
        found.append({"on": union.elected_on, "at": row.key, "person_name": row.chair, "post": "主席", "form": "full" if row.level == "county" else "part", "portfolio": "主持全面工作", "appraisal": "优秀"})
        if row.level == "town":
            found.append({"on": day_between(rng, dt.date(2022, 3, 1), dt.date(2025, 12, 1)), "at": row.key, "person_name": rng.choice(["姚静", "邹磊", "江佳怡", "尹鹏飞", "雷梦洁", "汤子轩", "武倩", "毛浩然"]), "post": "社会化工会工作者", "form": "social", "portfolio": "建会、服务站", "appraisal": "称职"})
    return found


OFFICERS = Recipe("officers", fixed=officers, date="appointed_on")
POINTS = Recipe("officer_points", counts=(30, 36, 36, 40), where={"kind": WORKING}, templates=[{"who": "", "base_points": 80, "extra_points": N(0, 15), "deducted": N(0, 4), "conversion": "得分×系数", "allowance_class": Pick("一档", "二档"), "allowance": Pick(300, 500), "published_on": After(28, 34), "objections": 0, "rule_version": "2025版"}])
TRAININGS = Recipe("officer_training", counts=(6, 7, 7, 9), where={"kind": "enterprise"}, templates=[
    {"at": "市", "kind": "officers", "title": Pick("基层工会干部业务培训班", "工会经审财务培训班", "集体协商实务培训班"), "level": "县市级", "host": "市职工学校", "topics": "组织建设、集体协商、经费管理", "persons": N(60, 130), "due": lambda c: c.values["persons"] + 6, "hours": Pick(16, 24), "passed": Share("persons", 0.93, 1), "often": 2}, {"at": "开发区", "kind": "chairs", "title": "非公企业工会主席履职培训", "level": "开发区级", "host": "开发区总工会", "persons": N(24, 46), "hours": 8, "passed": Share("persons", 0.95, 1)}, {"kind": "delegates", "title": "职工代表培训", "level": "单位级", "persons": N(20, 60), "hours": 4, "passed": Share("persons", 0.95, 1)}, {"at": "市", "kind": "study", "title": "工会法律政策专题学习", "level": "县市级", "persons": N(28, 40), "hours": 4}],
    fixed=[{"on": "2026-04-14", "at": "市", "kind": "chairs", "title": "新任工会主席“上岗第一课”", "level": "县市级", "host": "市职工学校", "topics": "怎样开好职代会、怎样谈工资、怎样管好经费", "persons": 58, "due": 60, "hours": 16, "passed": 57, "done": "把课堂设在鑫源机械和华晟电子，上午听老主席讲，下午分组模拟谈判，晚上互改方案。", "effect": "58名新任主席中57人通过实操考核，结业后一个季度内有21家企业发出协商要约。"}])


def EARLY(c: Any) -> str:
    """Most of those surveyed in the two years have joined a joint union since."""
    return "founded" if c.rng.random() < 0.96 else "underway"


def FOUNDED(c: Any) -> dt.date | None:
    return min(c.day + dt.timedelta(days=c.rng.randint(20, 60)), END) if c.values["stage"] == "founded" else None


ORGANISING = Recipe("organising", counts=(14, 16, 18, 22), where={"kind": "enterprise"}, templates=[
    {"at": "南湖", "listing": "gap", "surveyor": "沈国梁", "headcount": N(12, 46), "women": Share("headcount", 0.2, 0.6), "representative": "业主", "trade": Pick("民宿餐饮", "家具配件", "茶叶加工"), "location": "南湖镇", "eligible": True, "stage": EARLY, "founded_on": FOUNDED, "mode": "territorial", "reason": "业主顾虑增加负担", "officer": "钱慧", "contacts": N(1, 4), "contacted_on": After(5, 40)}, {"at": "开发区", "listing": "drive", "surveyor": "邵立新", "headcount": N(20, 120), "women": Share("headcount", 0.2, 0.5), "trade": Pick("电子商务", "模具加工", "新材料"), "location": "开发区", "eligible": True, "stage": "founded", "mode": "territorial", "applied_on": After(10, 20), "approved_on": After(25, 40), "founded_on": After(45, 70), "approval_no": lambda c: f"望工组〔{c.day.year}〕{c.rng.randint(5, 60)}号", "joined": Share("headcount", 0.7, 0.95), "owner_joined": True, "officer": "邵立新", "contacts": N(2, 6)}, {"at": "城东", "listing": "shop", "surveyor": "许丽华", "headcount": N(3, 14), "trade": Pick("餐饮", "理发", "零售"), "location": "东门商业街", "eligible": True, "stage": "founded", "mode": "self_employed", "founded_on": After(30, 60), "joined": Share("headcount", 0.7, 1), "officer": "许丽华", "contacts": N(1, 3)}, {"at": "货运", "listing": "new_form", "surveyor": "雷志刚", "headcount": N(16, 60), "trade": Pick("网约配送", "货运", "代驾"), "location": "清河物流园", "eligible": True, "stage": EARLY, "founded_on": FOUNDED, "mode": "trade", "joined": Share("headcount", 0.5, 0.9), "officer": "雷志刚", "contacts": N(2, 7), "contact_method": "交接班时上门"}, {"at": "城西", "listing": "match", "surveyor": "程维民", "headcount": N(25, 80), "data_source": "社保登记", "data_on": After(-20, -10), "match": Pick("matched", "unmatched"), "location": "城西街道", "eligible": True, "stage": EARLY, "founded_on": FOUNDED, "mode": "territorial", "officer": "程维民", "contacts": N(1, 2)}],
    fixed=[{"on": "2026-02-18", "at": "货运", "listing": "new_form", "surveyor": "雷志刚", "survey_result": "两个配送站68名骑手愿意联合建会", "headcount": 68, "women": 8, "trade": "网约配送", "location": "城区", "eligible": True, "stage": "founded", "mode": "trade", "contacts": 9, "contacted_on": After(30, 30), "applied_on": After(35, 35), "approved_on": After(48, 48), "founded_on": After(62, 62), "joined": 58, "officer": "雷志刚", "contact_method": "跟班送单、夜间座谈", "done": "行业工会干部跟着骑手跑了九趟单，把入会、保障、歇脚三件事讲清楚，在站点门口设扫码入会台。", "effect": "4月成立网约配送员联合工会，58名骑手一次入会。"}])
VISITS = Recipe("visits", counts=(26, 30, 30, 38), where={"kind": ("enterprise", "regional", "project")}, templates=[
    {"kind": "unit", "visitor": Pick("陆景行", "何敏", "邵立新", "沈国梁", "程维民", "石永康"), "place": "车间和职工之家", "matters": Pick("职工反映夜班餐品种少", "企业希望帮助招聘熟练工", "工会经费返还流程不清楚", "希望组织青年职工交友"), "follow_up": "转有关部门并回访", "followed_on": After(7, 40), "often": 3}, {"kind": "founding", "visitor": Pick("组织部干部", "社会化工会工作者"), "place": "企业", "form_completed": True, "bylaws_drafted": Pick(True, False), "next_step": "召开会员大会"}, {"kind": "policy", "visitor": "政策宣讲小分队", "activity": "政策宣讲", "materials": "工会法、建会十问", "copies": N(40, 160), "people": N(30, 120)}, {"kind": "campaign", "visitor": "建会宣传队", "place": Pick("东门广场", "清河物流园"), "activity": "现场咨询", "copies": N(100, 400), "banners": N(1, 4), "people": N(80, 260), "complaints": N(0, 3), "cards": N(3, 30)}],
    fixed=[{"on": "2026-03-25", "unit": "新能源", "kind": "unit", "visitor": "陆景行", "place": "涂布车间", "matters": "青年职工住宿紧张、技能等级评价没有渠道", "follow_up": "协调开发区人才公寓和职校评价机构", "followed_on": After(34, 34), "done": "班子成员每人联系两家企业，带着问题清单下去、带着解决清单回来。", "effect": "协调人才公寓24间，48名职工报名参加化工操作工等级评价。"}])
WOMEN_BODIES = Recipe("women_bodies", date="established_on", fixed=lambda world, rng: [
    {"on": world.unions[u.key].founded_on if rng.random() < 0.7 else world.unions[u.key].elected_on, "unit": u.key, "name": f"{world.unions[u.key].name}女职工委员会", "kind": "committee" if u.employees * u.women >= 25 else "delegate", "chair": rng.choice(["罗小芸", "贺雅琴", "朱倩", "姚静", "江佳怡"]), "members": round(u.employees * u.women * 0.85), "committee_size": 3 if u.employees * u.women >= 25 else 1, "is_due": True, "elected_on": world.unions[u.key].elected_on, "union_founded_on": world.unions[u.key].founded_on, "union_elected_on": world.unions[u.key].elected_on, "covered_employers": len(COVERED.get(u.key, [0]))}
    for u in world.units(dt.date(2026, 6, 1)) if u.employees * u.women >= 10])
WOMEN_OFFICERS = Recipe("women_officers", counts=(4, 5, 4, 6), where={"kind": ("enterprise", "institution")}, templates=[{"post": Pick("主任", "委员"), "leaving": Pick("秦秀英", "潘红霞", "邹娟"), "joining": Pick("姜静", "董莉", "余倩"), "meeting": "女职工委员会全体会议"}])
HOMES = Recipe("homes", counts=(10, 12, 12, 15), where={"kind": ("enterprise", "institution", "organ")}, templates=[
    {"kind": "qualified", "level": "县市级", "result": "qualified", "applied_on": After(-90, -40), "self_score": N(88, 96), "score": N(85, 96), "satisfaction": N(86, 98), "valid_until": After(1095, 1095, future=True), "often": 2}, {"kind": "city", "level": "地市级", "result": "named", "applied_on": After(-120, -60), "self_score": N(92, 98), "score": N(90, 97), "satisfaction": N(90, 99)}, {"kind": "small", "level": "单位级", "result": "qualified", "score": N(86, 95), "satisfaction": N(88, 98)}, {"kind": "star", "level": "县市级", "result": "named", "score": N(85, 98), "satisfaction": N(88, 99)}, {"kind": "standard", "level": "县市级", "result": "ongoing", "gaps": "会员档案不全", "responsible": "镇街总工会"}],
    fixed=[{"on": "2026-04-30", "unit": "鑫源", "kind": "province", "level": "省级", "result": "named", "applied_on": After(-150, -150), "self_score": 98, "score": 97, "satisfaction": 98.6, "done": "推行“职工说了算”评家制度，每季度由会员给工会打分，低于90分的项目由工会主席在班前会上作说明。", "effect": "会员满意率连续六个季度在95%以上，被命名为省级模范职工之家。"}])
STANDARDS = Recipe("standards", counts=(10, 12, 12, 16), where={"kind": ("enterprise", "institution", "regional")}, templates=[
    {"kind": "standard", "level": "县市级", "assessed_year": lambda c: c.day.year, "criteria": "规范化建设标准2024版", "items_all": 30, "items_met": N(24, 30), "score": N(80, 98), "inspector": "组织部", "outcome": lambda c: "met" if c.values["items_met"] >= 26 else "unmet", "certified_on": lambda c: c.day if c.values["outcome"] == "met" else None, "often": 2}, {"kind": "stars", "level": "县市级", "assessed_year": lambda c: c.day.year, "stars": Pick("三星", "四星"), "score": N(84, 96), "outcome": "met", "certified_on": After(5, 20), "valid_until": After(1095, 1095, future=True)}, {"kind": "rules", "item": "制度上墙", "posted_on": After(0, 6), "outcome": "met"}, {"kind": "demonstration", "level": "县市级", "is_demonstration": True, "score": N(92, 98), "outcome": "met", "certified_on": After(5, 15)}, {"kind": "trade", "occupation": Pick("货运", "家具", "茶叶"), "unit": ["司机", "家具", "快递"], "outlets": N(4, 9), "members": N(60, 180), "programme": "行业工资协商和流动调解", "outcome": "met"}])
ALLIANCES = Recipe("pairings", counts=(5, 6, 6, 7), where={"kind": ("enterprise",)}, templates=[{"kind": "party", "helper": Pick("开发区党工委", "城东街道党工委", "市直机关工委"), "helped": "{unit}党支部、工会", "aims": "党建带工建", "joint_action": Pick("党员示范岗与工人先锋号联创", "联合走访困难职工"), "both_signed": True, "outcome": "按计划推进"}, {"who": "", "kind": "two_way", "party_unit": "{unit}党支部", "direction": Pick("把骨干培养成党员", "把党员培养成骨干"), "stage": Pick("培养中", "列为发展对象"), "mentor": Pick("支部书记", "工会主席"), "score": N(86, 96)}])
EVALUATIONS = Recipe("evaluations", counts=(12, 14, 13, 16), where={"kind": ("enterprise", "institution")}, templates=[
    {"kind": "leaders", "subject": Pick("中层干部", "领导班子成员"), "evaluators": "职工代表", "excellent": N(20, 60), "competent": N(6, 20), "basic": N(0, 4), "incompetent": Pick(0, 0, 1), "result": Pick("优秀", "称职"), "form": "无记名测评", "often": 2}, {"kind": "duty", "subject": "工会主席", "hearing_body": "会员代表大会", "excellent": N(20, 50), "competent": N(3, 12), "result": "优秀"}, {"kind": "pupils", "unit": ["一中", "职校"], "subject": "任课教师", "score": N(88, 96), "result": "满意"}, {"kind": "inspection", "topic": "厂务公开检查", "observer": "职工代表监督小组", "issues": N(0, 3), "corrected": lambda c: c.values["issues"], "corrected_on": After(10, 30), "result": "基本规范"}, {"kind": "post", "topic": "班组长竞聘", "observer": "工会委员", "result": "程序规范"}])
DELEGATES = Recipe("congress_delegates", counts=(30, 40, 34, 44), where={"kind": ("enterprise", "institution")}, templates=[{"who": "", "seat": "delegate", "constituency": Pick("一选区", "二选区", "三选区"), "category": Pick("一线职工", "管理人员", "女职工", "技术人员"), "votes": N(18, 60), "term_no": "本届", "term_ends_on": After(1095, 1095, future=True), "opinions_count": N(0, 3), "meetings": N(1, 2), "often": 7}, {"who": "", "unit": ["供电", "公交", "市政", "绿源", "鑫源"], "seat": "director", "board": "董事会", "votes": N(20, 40), "term_ends_on": After(1095, 1095, future=True)}, {"who": "", "unit": ["供电", "公交", "化机", "华晟"], "seat": "supervisor", "board": "监事会", "votes": N(20, 40), "term_ends_on": After(1095, 1095, future=True)}])
ITEMS = Recipe("congress_items", counts=(24, 40, 24, 46), where={"kind": ("enterprise", "institution")}, templates=[{"session": "本年度职代会", "item": "行政工作报告", "type": "report", "right": "hear", "votes_for": N(28, 70), "votes_against": N(0, 2), "abstained": N(0, 2), "outcome": "passed", "often": 2}, {"session": "本年度职代会", "item": "集体合同草案", "type": "contract", "right": "approve", "votes_for": N(28, 70), "votes_against": N(0, 3), "abstained": N(0, 3), "outcome": "passed", "effective_on": After(10, 30)}, {"session": "本年度职代会", "item": Pick("工资调整方案", "绩效奖金分配办法"), "type": "pay", "right": "approve", "votes_for": N(26, 66), "votes_against": N(0, 6), "abstained": N(0, 4), "outcome": "passed", "effective_on": After(10, 30)}, {"session": "本年度职代会", "item": "职工奖惩办法", "type": "rules", "right": "decide", "votes_for": N(20, 50), "votes_against": N(2, 14), "outcome": Pick("passed", "passed", "deferred"), "union_opinion": "建议取消重复罚则"}, {"session": "本年度职代会", "item": "职工福利费使用方案", "type": "welfare", "right": "decide", "votes_for": N(28, 66), "votes_against": N(0, 3), "outcome": "passed"}])
TASKS = Recipe("tasks", counts=(14, 18, 16, 22), where={"kind": "enterprise"}, templates=[
    {"at": "市", "kind": "plan", "item": Pick("新建工会、发展会员", "春季要约行动", "户外劳动者服务站点建设", "工会经费收缴"), "owner": Pick("组织部", "权益保障部", "办公室", "财务部"), "starts_on": After(0, 5), "due_on": After(150, 170, future=True), "metric": "年度目标完成率", "done_on": After(120, 165), "result": lambda c: "done" if c.values["done_on"] else "running", "often": 2}, {"at": "城东", "kind": "problem", "item": Pick("会员档案不完整", "联合工会活动少"), "cause": "兼职干部更换频繁", "measure": "社会化工会工作者包片", "owner": "何敏", "due_on": After(60, 90, future=True), "done_on": After(40, 85), "result": lambda c: "done" if c.values["done_on"] else "running"}, {"at": "市", "kind": "contact", "item": "班子成员联系基层", "owner": Pick("陆景行", "赵立新"), "visits": N(3, 8), "solved": N(1, 5), "due_on": After(150, 170, future=True), "result": "running"}, {"at": "开发区", "kind": "guidance", "item": "分类指导非公企业工会", "employer_class": Pick("规上企业", "小微企业"), "owner": "邵立新", "visits": N(4, 10), "solved": N(2, 6), "due_on": After(90, 120, future=True), "done_on": After(80, 118), "result": lambda c: "done" if c.values["done_on"] else "running"}])

ASSEMBLIES = Recipe("assemblies", counts=(20, 26, 22, 30), where={"kind": ("enterprise", "institution", "organ")}, templates=[{"kind": "assembly", "session_no": "本届第二次", "due": Share("staff", 0.5, 0.8), "present": Share("due", 0.88, 1), "agenda": "工会工作报告、经费报告、评议工会", "resolutions": "通过工作报告和经费报告", "host": "工会主席"}, {"kind": "study", "series": "工会干部学习日", "frequency": "每月", "due": N(8, 24), "present": Share("due", 0.9, 1), "topics": Pick("工会法", "集体协商实务", "经费管理办法")}, {"at": "市", "kind": "chairs", "series": "直属工会主席例会", "frequency": "每季度", "due": 46, "present": N(40, 46), "topics": "重点任务调度", "tasks": "建会入会、要约行动、站点建设", "follow_up": "按清单销号"}, {"kind": "forum", "due": N(12, 30), "present": Share("due", 0.9, 1), "topics": Pick("青年职工座谈", "退役军人职工座谈", "女职工座谈"), "points": "住房、技能晋级、子女教育"}, {"kind": "relay", "due": N(10, 40), "present": Share("due", 0.9, 1), "source_document": "上级工会全委会精神", "received_on": After(-8, -2), "action": "结合本单位制定三条措施"}])
PLANS = Recipe("activity_plans", counts=(14, 16, 14, 18), date="planned_month", where={"kind": "enterprise"}, templates=[{"at": "市", "title": ByMonth("职工篮球联赛", {(12, 1, 2): "迎春职工联欢", (3,): "“三八”女职工主题活动", (4, 5): "庆“五一”故事会", (6,): "安全文化节", (7, 8): "金秋助学发放仪式"}), "owner": Pick("宣传教育部", "女职工部", "经济工作部"), "decision": "fixed", "budget": M(5000, 60000, 1000), "held_on": After(3, 24)}])
CENTRES = Recipe("centres", date="opened_on", fixed=[
    {"on": "2016-05-01", "at": "市", "kind": "aid", "name": "望溪市困难职工帮扶中心", "head": "罗小芸", "staff": 6, "premises": "市职工服务中心一楼", "capacity": 60, "standard_met": True, "opening_hours": "工作日8:30—17:30", "services": 1860}, {"on": "2018-03-01", "at": "市", "kind": "legal", "name": "职工法律援助中心", "head": "赵立新", "staff": 4, "premises": "市职工服务中心二楼", "standard_met": True, "services": 420}, {"on": "2023-09-12", "at": "开发区", "kind": "rights", "name": "开发区职工维权中心", "head": "孟国强", "staff": 3, "premises": "开发区邻里中心", "standard_met": True, "services": 510}, {"on": "2025-11-20", "at": "城西", "kind": "voice", "name": "“周五议事角”职工说事工作室", "head": "程维民", "staff": 2, "premises": "西苑社区", "services": 64}, {"on": "2011-10-01", "at": "市", "kind": "culture", "name": "望溪市工人文化宫", "head": "文化宫主任", "staff": 14, "premises": "文化路", "capacity": 1200, "services": 320}, {"on": "2026-03-30", "unit": "鑫源", "kind": "teaching", "name": "职校鑫源教学点", "head": "秦振华", "staff": 5, "capacity": 48, "services": 12, "done": "企业腾出两间旧车间作实训室，职校教师周二、周四晚上送教上门。", "effect": "首期48名职工在厂区内就能学完数控加工课程。"}])
ROUNDS = Recipe("data_rounds", counts=(8, 10, 10, 12), date="due_on", where={"kind": "enterprise"}, templates=[{"at": "市", "kind": Pick("refresh", "collection", "entry"), "round_no": lambda c: f"{c.day.year}年第{(c.day.month + 2) // 3}季度", "submitted_on": After(-6, 3), "quota": N(60, 240), "collected": Share("quota", 0.85, 1), "errors": N(0, 6), "filler": "社会化工会工作者", "data_source": "基层花名册", "reviewer": "组织部", "reviewed_on": After(4, 10)}])
# Those of 2025 were kept in the office's own words and settled by hand; those of 2026 name figures, which tell how far they are.
IN_WORDS = [("新发展会员", "人", 36), ("新签续签集体合同", "份", 8), ("困难职工走访", "户", 12)]
BY_FIGURE = [("新增会员数", "人", 36), ("慰问帮扶户数", "户", 60), ("走访次数", "次", 8)]
OF_CITY = [("会员总数", "人", 5300), ("集体合同签订率", "%", 85), ("受训职工人次", "人次", 8000)]
SIGNING = ["城东", "城西", "清河", "南湖", "白塔", "开发区", "教育", "卫健", "建设", "货运", "市直"]
TARGETS = Recipe("targets", date="signed_on", fixed=lambda world, rng: [
    {"on": f"2025-02-{18 + n % 4:02d}", "at": key, "kind": "letter", "parties": f"望溪市总工会与{world.unions[key].name}", "target_year": 2025, "indicator": indicator, "measure_unit": unit, "weight": 20, "target": target, "midyear": round(target * rng.uniform(0.44, 0.63)), "actual": round(target * rng.uniform(0.94, 1.12)), "settled_on": dt.date(2025, 12, 26), "score": rng.randint(17, 20)}
    for n, key in enumerate(SIGNING) for indicator, unit, target in IN_WORDS] + [
    {"on": f"2026-02-{18 + n % 4:02d}", "at": key, "kind": "letter", "parties": f"望溪市总工会与{world.unions[key].name}", "target_year": 2026, "indicator": indicator, "measure_unit": unit, "weight": 20, "target": target}
    for n, key in enumerate(SIGNING) for indicator, unit, target in BY_FIGURE] + [
    {"on": "2026-01-20", "at": "市", "kind": "letter", "parties": "望溪市总工会全年任务", "target_year": 2026, "indicator": indicator, "measure_unit": unit, "weight": 20, "target": target}
    for indicator, unit, target in OF_CITY])

build = cook(ELECTIONS, NOMINATIONS, ADMISSIONS, CARDS, COMMUNITIES, COMMITTEES, OFFICERS, POINTS, TRAININGS, ORGANISING, VISITS, WOMEN_BODIES, WOMEN_OFFICERS, HOMES, STANDARDS, ALLIANCES, EVALUATIONS, DELEGATES, ITEMS, TASKS, ASSEMBLIES, PLANS, CENTRES, ROUNDS, TARGETS)
