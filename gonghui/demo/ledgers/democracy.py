"""Congresses, disclosure, motions, consultation and contracts of the demo city."""

# One row a line: this is a table.
# fmt: off

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from gonghui.demo.chance import END, chance, day_between
from gonghui.demo.recipes import Recipe, cook
from gonghui.demo.towns import Unit
from gonghui.demo.values import After, M, N, Pick, Share
from gonghui.demo.world import World

WITHOUT_CONGRESS = {"望江楼", "蓝天", "竹编", "云雾", "白塔建材", "石门", "顺达货运"}  # small or new: no system yet
WITHOUT_DISCLOSURE = WITHOUT_CONGRESS | {"清河砂石", "恒昌"}
WITHOUT_CONTRACT = {"竹编", "云雾", "白塔建材", "石门", "清河砂石"}
HOUSED = ("enterprise", "institution")
SCHOOLS = {"一中", "实小", "职校", "东幼"}

STORIES: dict[tuple[str, int], dict[str, str]] = {
    ("鑫源", 2026): {"done": "会前把代表分成生产、技术、后勤三个小组下车间收题，每件提案写明承办人和时限；会上对上年提案逐件报账，代表当场打分。", "effect": "收到提案27件，立案19件，办结16件，代表满意率96%。", "example": "数控车间代表提出的“刀具以旧换新”提案被采纳后，一个季度节约刀具费用3.8万元。"},
    ("人民医院", 2026): {"done": "把绩效分配方案拆成临床、医技、护理、行政四张表，提前二十天发给代表，分片征求意见三轮，修改后再提交大会无记名表决。", "effect": "方案以93%的赞成票通过，夜班费标准提高15元。"},
    ("商厦", 2026): {"done": "围绕商厦改造和职工安置召开职代会，请改制专班到会答疑，26名老柜组职工推选代表全程参加方案起草。", "effect": "安置方案获91%赞成票通过，没有一名职工因改造下岗。"},
    ("家具", 2026): {"done": "产业园七家企业合开一个区域职代会，把计件单价、工间休息、夏季防暑列为固定议题，小企业不便单独开会的难题得到解决。", "effect": "区域工资专项协议覆盖职工263人，最低计件工资标准提高6%。"},
    ("实小", 2025): {"done": "教代会把职称评聘细则交给年级组讨论两轮，逐条回应79条意见。", "effect": "新细则通过后，评聘公示期间零异议。"},
    ("供电", 2025): {"done": "推行职代会代表“述职评议”，每名代表向选区职工报告履职情况。", "effect": "代表提案答复率达到100%。"},
}


def with_congress(world: World, day: dt.date) -> list[Unit]:
    joint = [u for u in world.units(day, kind=["regional", "project"]) if u.key in ("家具", "食品联合", "快递", "创业园")]
    return [u for u in world.units(day, kind=HOUSED) if u.key not in WITHOUT_CONGRESS] + joint


def sessions(world: World, rng: Random) -> list[dict[str, Any]]:
    """Each unit with the system meets once a year, most in the first half; a few not at all."""
    found: list[dict[str, Any]] = []
    for unit in with_congress(world, dt.date(2026, 6, 1)):
        since = max(dt.date(2001, 3, 1), world.unions[unit.key].founded_on or END) + dt.timedelta(days=rng.randint(200, 2400))
        established = min(since, dt.date(2024, 5, 20)) if rng.random() < 0.86 else day_between(rng, dt.date(2024, 9, 1), dt.date(2026, 4, 20))
        form = "school" if unit.key in SCHOOLS else "regional" if not unit.employer else "congress" if unit.employees >= 80 else "assembly"
        for year, likely in ((2024, 0.35), (2025, 0.9), (2026, 0.84)):
            if established.year > year or rng.random() > likely:
                continue
            first = dt.date(2024, 7, 8) if year == 2024 else max(dt.date(year, 1, 8), established)
            last = dt.date(year, 12, 20) if year == 2024 or (rng.random() < 0.08 and year == 2025) else dt.date(year, 5, 28)
            day = first if first >= last else day_between(rng, first, last)
            found.append(session(rng, unit, day, established, form, year))
    return found


def session(rng: Random, unit: Unit, day: dt.date, established: dt.date, form: str, year: int) -> dict[str, Any]:
    delegates = max(24, round(unit.employees * 0.16)) if form != "assembly" else round(unit.employees * 0.9)
    present = delegates - rng.randint(0, max(1, delegates // 9))
    against = rng.randint(0, 3)
    agenda = {"school": "学校工作报告、财务报告、教职工奖励性绩效分配办法", "regional": "区域工资专项协议、工间休息和防暑降温办法"}.get(form, rng.choice(["行政工作报告、财务预决算报告、集体合同履行情况报告", "生产经营报告、工资调整方案、劳动安全卫生报告", "行政工作报告、员工奖惩办法修订稿、业务招待费使用情况"]))
    return {
        "on": day, "unit": unit.key, "form": form, "established_on": established, "term_no": f"第{'三四五六七'[unit.employees % 5]}届", "session_no": f"第{'一二三'[year - 2024]}次",
        "delegates": delegates, "present": present, "women_delegates": round(delegates * unit.women), "frontline_delegates": round(delegates * rng.uniform(0.52, 0.7)),
        "agenda": agenda, "motions": rng.randint(3, 12) if form != "assembly" else rng.randint(0, 4), "votes_for": present - against, "votes_against": against,
        "resolutions": "通过大会各项决议", "filed_on": After(3, 15), "quality_score": rng.randint(84, 98), "evaluator": "上级工会", "evaluated_on": After(20, 60), **({} if unit.employer else {"employer": lambda c: c.world.covered(unit.key)[0]}), **STORIES.get((unit.key, year), {}),
    }  # fmt: skip


def talks(world: World, rng: Random) -> list[dict[str, Any]]:
    found = sessions(world, rng)
    topics = ["旺季加班和调休安排", "高温季节作息调整", "食堂菜价和夜班餐", "新设备上线后的岗位培训", "订单波动期间轮岗轮训"]
    for first, count in ((dt.date(2024, 7, 1), 4), (dt.date(2025, 1, 6), 5), (dt.date(2025, 7, 1), 5), (dt.date(2026, 1, 6), 7)):
        for unit in rng.sample(world.units(first, kind="enterprise", ownership=["private", "foreign", "hkmt", "restructured"]), count):
            topic = rng.choice(topics)
            found.append({"on": day_between(rng, first, first + dt.timedelta(days=165)), "unit": unit.key, "form": rng.choice(["talks", "talks", "consultation"]), "agenda": topic, "parties": "企业方3人、职工方5人", "agreed": f"就{topic}形成纪要", "follow_up_on": After(20, 40), "tracking": "已按纪要执行"})
    return found


def systems(world: World, rng: Random) -> list[dict[str, Any]]:
    """厂务公开 as a system: a row for each unit, without a day of disclosure."""
    found: list[dict[str, Any]] = []
    for unit in world.units(dt.date(2026, 6, 1), kind=[*HOUSED, "organ"]):
        if unit.key in WITHOUT_DISCLOSURE:
            continue
        founded = world.unions[unit.key].founded_on or END
        day = max(dt.date(2002, 6, 1), founded) + dt.timedelta(days=rng.randint(150, 2000))
        day = min(day, dt.date(2024, 4, 10)) if rng.random() < 0.88 else day_between(rng, dt.date(2024, 8, 1), dt.date(2026, 5, 10))
        kind = {"教育": "school", "卫健": "hospital", "机关": "government"}.get(unit.parent, "factory")
        found.append({"on": day, "unit": unit.key, "kind": kind, "form": rng.choice(["公开栏", "公开栏、职工大会", "办公平台、公开栏", "微信工作群、公开栏"]), "times": rng.randint(2, 8), "leader": world.unions[unit.key].chair, "supervisor": "职工代表监督小组"})
    return found


def contracts(world: World, rng: Random) -> list[dict[str, Any]]:
    """General, wage and women's contracts, each followed by its renewal; the later the day, the more are covered."""
    found: list[dict[str, Any]] = []
    for unit in world.units(dt.date(2026, 6, 1), kind=["enterprise", "regional"]):
        if unit.key in WITHOUT_CONTRACT:
            continue
        start = max(dt.date(rng.choice([2022, 2023, 2023]), rng.choice([2, 3, 5, 8, 10]), 1), _month_after(world.unions[unit.key].founded_on))
        late = rng.random() < 0.2  # not yet signed two years ago
        start = dt.date(rng.choice([2025, 2026]), rng.choice([1, 3, 4, 5]), 1) if late else start
        found += chain(rng, unit, "general", start, 3 if not late else 2)
        if rng.random() < 0.88:
            found += chain(rng, unit, "wage", dt.date(max(2023, start.year), rng.choice([1, 3, 4, 5, 6]), 1), 1)
        if unit.employees * unit.women >= 25 and rng.random() < 0.92:
            found += chain(rng, unit, "women", start, 3 if not late else 2)
        if unit.industry in ("机械制造", "建材业", "采矿业", "金属制品", "建筑业") and rng.random() < 0.6:
            found += chain(rng, unit, "safety", dt.date(2025, rng.choice([2, 6, 9]), 1), 2)
    return found


def _month_after(day: dt.date | None) -> dt.date:
    later = (day or dt.date(2000, 1, 1)) + dt.timedelta(days=190)
    return later.replace(day=1)


def chain(rng: Random, unit: Unit, kind: str, start: dt.date, years: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    number = ""
    while start <= END:
        expires = start.replace(year=start.year + years) - dt.timedelta(days=1)
        signed = start - dt.timedelta(days=rng.randint(8, 40))
        mark = {"general": "集", "wage": "资", "women": "女", "safety": "安"}[kind]
        fresh = f"望{mark}〔{signed.year}〕{rng.randint(10, 99)}{len(found)}号"
        found.append(contract(rng, unit, kind, start, expires, signed) | {"contract_no": fresh, "previous_no": number, "is_renewal": bool(number)})
        number, gap = fresh, 0 if rng.random() < 0.8 else rng.randint(20, 70)
        start = expires + dt.timedelta(days=1 + gap)
    return found


def contract(rng: Random, unit: Unit, kind: str, start: dt.date, expires: dt.date, signed: dt.date) -> dict[str, Any]:
    entitled = max(20, round(unit.employees * 0.16))
    present = entitled - rng.randint(0, 3)
    joint = not unit.employer
    row: dict[str, Any] = {
        "on": start, "unit": unit.key, "kind": kind, "scope": "regional" if joint else "single", "employers_covered": len_covered(unit), "employees_covered": unit.employees, "women_covered": round(unit.employees * unit.women),
        "offered_on": signed - dt.timedelta(days=45), "replied_on": signed - dt.timedelta(days=rng.randint(30, 38)), "talks_on": signed - dt.timedelta(days=14), "rounds": rng.randint(1, 3), "negotiator_count": 6,
        "vote_entitled": entitled, "vote_present": present, "vote_for": present - rng.randint(0, 2), "voted_on": signed - dt.timedelta(days=3), "signed_on": signed, "filed_on": signed + dt.timedelta(days=6), "filing_no": f"望人社备〔{signed.year}〕{rng.randint(20, 190)}号",
        "review": "passed", "expires_on": expires, "checked_on": (start + dt.timedelta(days=200)) if start + dt.timedelta(days=200) <= END else None, "performance": rng.choice(["履行良好", "履行良好", "基本履行"]),
    }
    if joint:
        row["employer"] = lambda c: c.world.covered(unit.key)[0]
    if kind == "wage":
        row |= {"raise_rate": rng.choice([3, 4, 4.5, 5, 6]), "minimum_wage": 2260 if start.year >= 2026 else 2160, "wage_items": "最低工资标准、计件单价、加班工资基数、年终奖励"}
    return row | CONTRACT_STORIES.get((unit.key, kind, start.year), {})


def len_covered(unit: Unit) -> int:
    from gonghui.demo.towns import COVERED

    return len(COVERED.get(unit.key, [0]))


CONTRACT_STORIES: dict[tuple[str, str, int], dict[str, str]] = {
    ("华晟", "wage", 2026): {"done": "协商前请指导员帮职工方测算近三年人均产值和同行工资，双方谈了三轮，把夜班津贴和技能等级津贴单列写进协议。", "effect": "一线职工工资平均增长5%，技能津贴首次覆盖到中级工。", "example": "装配线班组长第一次以协商代表身份发言，用自己做的工时统计表说服了企业方。"},
    ("快递", "wage", 2026): {"done": "行业工会代表快递员与四家网点协商派件单价、罚款上限和恶劣天气补贴，草案在骑手之家张贴七天征求意见。", "effect": "派件最低单价和恶劣天气补贴写进行业协议，覆盖快递员124人。"},
    ("南湖茶业", "wage", 2026): {"done": "春茶开采前把采茶、炒茶、包装三道工序的计件单价谈在前头，茶工代表现场试采定额。", "effect": "春茶季计件单价平均提高7%，采茶季没有发生一起工价纠纷。"},
    ("锦程", "women", 2026): {"done": "女职工部派协商指导员上门，把更年期保健、哺乳室和孕期不排夜班写进专项合同附件。", "effect": "覆盖女职工97人，小区服务中心新建哺乳室一间。"},
}

SESSIONS = Recipe("congress", fixed=talks)
SYSTEMS = Recipe("disclosure", fixed=systems, date="established_on")
CONTRACTS = Recipe("contracts", fixed=contracts, date="effective_on")
ITEMS = Recipe(
    "disclosure",
    counts=(62, 68, 66, 74),
    where={"kind": [*HOUSED, "organ"]},
    date="disclosed_on",
    templates=[
        {"kind": "factory", "unit": ["鑫源", "华晟", "供电", "公交", "绿源", "锦程", "化机", "市政"], "block": Pick("interest", "operation", "decision"), "item": Pick("季度奖金分配结果", "工资集体协商情况", "年度培训计划", "设备采购招标结果", "社会保险缴纳情况"), "place": "厂区公开栏", "audience": "全体职工", "due_on": After(0, 8), "until": After(7, 10), "objections": 0, "feedback": Pick("", "", "建议附明细"), "often": 3},
        {"kind": "school", "unit": ["一中", "实小", "职校", "东幼"], "block": "interest", "item": Pick("职称评聘结果", "食堂伙食费收支", "绩效工资分配", "评优评先名单"), "place": "校务公开栏", "audience": "全体教职工", "due_on": After(-2, 6), "until": After(7, 7), "objections": Pick(0, 0, 0, 1), "often": 2},
        {"kind": "hospital", "unit": ["人民医院", "中医院", "社卫"], "block": Pick("operation", "interest"), "item": Pick("药品耗材采购目录", "月度绩效分配", "人员招聘结果"), "place": "院务公开平台", "audience": "全体职工", "due_on": After(0, 5), "until": After(5, 7), "objections": 0, "often": 2},
        {"kind": "government", "unit": ["财政", "人社"], "block": "leadership", "item": Pick("“三公”经费支出", "年度考核结果", "办公用房调整"), "place": "机关公开栏", "audience": "机关干部职工", "until": After(5, 7), "objections": 0},
        {"kind": "merit", "unit": ["鑫源", "人民医院", "公交", "实小", "华晟"], "block": "interest", "item": Pick("先进班组评选名单", "优秀职工推荐名单", "劳模疗休养人选"), "place": "公开栏", "audience": "全体职工", "until": After(5, 7), "objections": 0, "result": "无异议", "often": 2},
        {"kind": "accounts", "unit": ["鑫源", "供电", "一中", "中医院", "绿源", "总工会"], "block": "operation", "item": "工会经费收支", "income": M(20000, 120000), "spending": Share("income", 0.6, 0.95), "place": "公开栏", "audience": "全体会员", "until": After(7, 10), "objections": 0, "often": 2},
        {"kind": "procurement", "unit": ["人民医院", "一中", "公交", "供电"], "block": "operation", "item": Pick("劳保用品采购", "食堂食材供应商遴选", "职工体检服务采购"), "amount": M(60000, 420000, 1000), "method": Pick("公开招标", "竞争性磋商", "询价"), "bidders": "三家", "place": "公开平台", "audience": "全体职工", "until": After(5, 7), "objections": 0},
    ],
    fixed=[
        {"on": "2026-04-09", "unit": "公交", "kind": "factory", "block": "interest", "item": "驾驶员班次与夜班补贴明细", "place": "调度室公开屏", "audience": "全体驾驶员", "due_on": After(1, 1), "until": After(10, 10), "objections": 0, "done": "把七条线路的班次、公里数、夜班补贴按人按月滚动公布在调度室电子屏，并开通扫码提问，调度长每周答复一次。", "effect": "公布两个月来职工扫码提问31条，全部在一周内答复，班次争议由月均5起降到1起。"},
        {"on": "2026-05-15", "unit": "中医院", "kind": "hospital", "block": "interest", "item": "月度绩效到科到人明细", "place": "院务公开平台", "audience": "全体职工", "due_on": After(0, 0), "until": After(7, 7), "objections": 0, "done": "绩效核算表先由各科工会小组长核对签字，再上平台公示，职工可点开看到计算过程。", "effect": "绩效申诉由去年同期11件降到2件。"},
    ],
)

MOTIONS = Recipe(
    "motions",
    counts=(24, 40, 26, 46),
    where={"kind": [*HOUSED]},
    templates=[
        {"kind": "motion", "session": "本年度职代会", "channel": "职代会", "proposer": Pick("一线职工代表", "女职工代表", "班组长代表", "技术人员代表"), "topic": Pick("改善夜班休息室条件", "增加班车停靠点", "建立技能等级津贴", "调整食堂开餐时间", "增设职工停车位", "设立哺乳室", "更换车间照明"), "category": Pick("生活福利", "薪酬待遇", "劳动安全", "生产管理"), "filing": "filed", "department": Pick("人力资源部", "后勤部", "生产部"), "due_on": After(90, 90, future=True), "replied_on": After(20, 70), "reply": "已列入整改计划并向提案人说明", "closed_on": After(75, 130), "satisfaction": Pick("yes", "yes", "yes", "mostly"), "often": 4},
        {"kind": "opinion", "channel": "工会小组", "topic": Pick("建议延长体检项目", "建议开办暑期托管班", "建议增加篮球场灯光"), "category": "生活福利", "filing": "opinion", "replied_on": After(5, 25), "reply": "已采纳，纳入下月安排", "closed_on": After(25, 40), "satisfaction": Pick("yes", "mostly"), "often": 2},
        {"kind": "letter", "channel": "主席信箱", "is_anonymous": True, "topic": Pick("反映考勤扣款过重", "建议公开加班排班"), "category": "生产管理", "filing": "filed", "opened_on": After(1, 5), "replied_on": After(6, 20), "reply": "已核实并公开说明", "closed_on": After(20, 30), "satisfaction": "mostly"},
        {"kind": "snapshot", "unit": ["鑫源", "铸造", "市政", "化机", "供电"], "channel": "手机随手拍", "topic": Pick("通道堆放物料", "护栏松动", "配电箱未上锁", "灭火器过期"), "category": "劳动安全", "filing": "filed", "place": Pick("一车间", "仓库", "施工现场"), "replied_on": After(0, 3), "reply": "已整改", "closed_on": After(3, 8), "satisfaction": "yes", "reward": Pick(50, 100)},
    ],
    fixed=[{"on": "2026-03-12", "unit": "鑫源", "kind": "motion", "session": "四届二次职代会", "channel": "职代会", "proposer": "数控车间代表", "topic": "刀具以旧换新", "category": "生产管理", "filing": "filed", "department": "生产部", "due_on": After(90, 90), "replied_on": After(12, 12), "closed_on": After(40, 40), "satisfaction": "yes", "reward": 500, "done": "承办部门与提案人一起测算刀具寿命，设立回收修磨点。", "effect": "一个季度节约刀具费用3.8万元。"}],
)

PARTICIPATION = Recipe(
    "participation",
    counts=(5, 6, 6, 8),
    where={"kind": "enterprise"},
    templates=[
        {"kind": "restructuring", "manner": "参加改制工作组", "unit": ["化机", "商厦", "清河水泥"], "topic": Pick("职工安置方案", "经济补偿标准", "改制后劳动关系接续"), "stage": Pick("方案制定", "职工审议", "组织实施"), "employees": Share("staff", 1, 1), "raised": N(4, 12), "adopted": Share("raised", 0.6, 1), "heard_on": After(5, 30), "passed": True},
        {"at": "市", "kind": "source", "manner": "参加政府规章起草征求意见", "topic": Pick("新就业形态劳动者权益保障实施意见", "职工技能提升补贴办法", "户外劳动者高温保护规定"), "raised": N(5, 14), "adopted": Share("raised", 0.5, 0.9)},
        {"at": "市", "kind": "joint_meeting", "manner": "政府与工会联席会议", "topic": Pick("职工子女暑期托管", "困难职工医疗救助衔接", "工资支付保障"), "participants": "市政府办、人社局、财政局、总工会", "raised": N(3, 6), "adopted": Share("raised", 0.6, 1), "settled": N(1, 4), "settled_on": After(30, 80)},
    ],
    fixed=[
        {"on": "2026-01-22", "unit": "化机", "kind": "restructuring", "manner": "参加改制工作组", "topic": "改制职工安置方案", "stage": "职工审议", "employees": 148, "raised": 9, "adopted": 8, "heard_on": After(6, 6), "votes_for": 29, "votes_against": 1, "passed": True, "implemented_on": After(10, 10), "done": "市总工会派员进驻改制工作组，把148名职工的工龄、社保、补偿逐人列表核对签字，方案先开职工大会说明，再提交职代会表决。", "effect": "提出意见9条采纳8条，方案以29票赞成、1票反对通过，148名职工劳动关系全部接续，没有发生一起上访。"},
        {"on": "2026-04-23", "at": "市", "kind": "joint_meeting", "manner": "政府与工会联席会议", "topic": "户外劳动者服务站点和职工子女暑期托管", "participants": "市政府分管领导、人社局、教育局、住建局、总工会", "raised": 4, "adopted": 4, "settled": 3, "settled_on": After(46, 46), "done": "会前走访环卫、快递、公交等12个站点，带着问题清单上会。", "effect": "会议议定4件事，由财政安排42万元建设站点6处，暑期托管班增加到9个。"},
    ],
)

CONSULTATIONS = Recipe(
    "consultations",
    counts=(18, 26, 19, 30),
    where={"kind": ["enterprise", "regional"]},
    templates=[
        {"kind": "offer", "title": Pick("工资集体协商要约", "集体合同续签要约", "女职工专项合同要约"), "offering_side": "职工方", "addressee": "企业方", "replied_on": After(6, 18), "outcome": Pick("accepted", "accepted", "accepted", "none"), "often": 2},
        {"kind": "meeting", "title": "平等协商会议", "session_no": Pick("第一次", "第二次"), "attendance": N(8, 16), "topics": Pick("计件单价和加班工资基数", "高温津贴和夜班津贴", "带薪年休假安排"), "topics_count": N(2, 4), "decisions_count": Share("topics_count", 0.5, 1), "settled_count": lambda c: c.values["decisions_count"], "employer_side": "企业方首席代表等5人", "union_side": "职工方首席代表等5人", "often": 2},
        {"kind": "opinion", "title": "协商草案征求意见", "opinions_count": N(6, 40), "opinions": "集中在津贴标准和工时安排", "draft_version": Pick("第一稿", "第二稿"), "round_no": N(1, 2)},
        {"at": "市", "kind": "tripartite", "title": "协调劳动关系三方会议", "attendance": N(12, 20), "government_side": "市人社局", "employer_side": "市企业联合会、工商联", "union_side": "市总工会", "topics": Pick("春季要约行动部署", "新就业群体协商协调机制", "工资指导线宣传"), "topics_count": N(2, 4), "decisions_count": N(2, 3), "settled_count": N(1, 2)},
    ],
    fixed=[{"on": "2026-03-05", "at": "市", "kind": "tripartite", "title": "2026年“春季要约行动”三方启动会", "attendance": 46, "government_side": "市人社局", "employer_side": "市企业联合会、工商联", "union_side": "市总工会", "topics": "要约行动方案、重点企业名单、协商指导员派驻", "topics_count": 3, "decisions_count": 3, "settled_count": 3, "done": "与人社、企联、工商联联合发出要约行动通知，排出38家重点企业名单，向没有协商经验的11家企业派出协商指导员驻点。", "effect": "到6月底，38家企业中有35家应约，协商指导员参与起草草案24份。"}],
)
NEGOTIATORS = Recipe("consultations_negotiators", counts=(8, 8, 8, 8), where={"kind": "enterprise"}, date="since_on", templates=[{"who": "", "role": "member", "until_on": After(1095, 1095, future=True), "expertise": Pick("工资核算", "人事管理", "一线生产"), "trained_on": After(10, 60), "talks_count": N(1, 4), "often": 2}, {"who": "", "role": "chief", "until_on": After(1095, 1095, future=True), "talks_count": N(1, 5)}, {"who": "", "role": "guide", "expertise": Pick("劳动法律", "财务", "人力资源"), "until_on": After(1095, 1095, future=True), "talks_count": N(3, 9)}])
MECHANISMS = Recipe("consultations_rules", date="adopted_on", fixed=[
    {"on": "2024-09-12", "at": "市", "kind": "coordination", "name": "协调劳动关系三方会议制度", "version": "2024版", "document_no": "望工发〔2024〕21号", "started_on": After(10, 10), "owner": "权益保障部"},
    {"on": "2025-03-20", "at": "市", "kind": "plan", "name": "群体性劳动争议处置预案", "version": "2025版", "document_no": "望工发〔2025〕8号", "started_on": After(5, 5), "owner": "权益保障部", "scenario": "十人以上集体停工、上访", "steps": "接报、到场、对话、会商、答复、回访", "drilled_on": After(70, 70), "activated_on": After(75, 75), "activation": "恒泰纺织集体反映欠薪时启用"},
    {"on": "2025-11-06", "at": "市", "kind": "rule", "name": "“一函两书”工作规则", "version": "试行", "document_no": "望工发〔2025〕30号", "started_on": After(25, 25), "owner": "权益保障部"},
    {"on": "2026-02-12", "at": "市", "kind": "funds", "name": "基层工会经费收支管理细则", "version": "2026版", "document_no": "望工发〔2026〕5号", "started_on": After(17, 17), "owner": "财务部", "votes_for": 21},
])
LABOUR = Recipe("contracts_labour", counts=(20, 30, 20, 34), where={"kind": "enterprise"}, date="effective_on", templates=[{"who": "", "kind": Pick("fixed", "fixed", "open"), "employment_form": "全日制", "post": Pick("操作工", "质检员", "班组长", "驾驶员"), "signed_on": After(-10, -1), "expires_on": lambda c: c.day.replace(year=c.day.year + 3, day=1) - dt.timedelta(days=1) if c.values["kind"] == "fixed" else None}])
REGISTERED = Recipe("labour_contracts", counts=(24, 30, 24, 34), where={"kind": "enterprise"}, date="registered_on", templates=[{"who": "", "term": Pick("fixed", "fixed", "fixed", "open"), "signed": True, "signed_on": After(-12, -2), "since": After(-10, 0), "until": lambda c: c.day + dt.timedelta(days=1095) if c.values["term"] == "fixed" else None, "often": 9}, {"who": "", "term": "none", "signed": False}])
MODELS = Recipe("contracts_recognition", date="certified_on", fixed=[
    {"on": "2024-11-20", "unit": "鑫源", "kind": "harmony", "level": "地市级", "score": 96, "applied_on": After(-120, -120), "model_year": 2024}, {"on": "2025-05-16", "unit": "华晟", "kind": "model", "level": "县市级", "score": 93, "applied_on": After(-90, -90), "model_year": 2025},
    {"on": "2025-12-05", "unit": "绿源", "kind": "harmony", "level": "县市级", "score": 92, "applied_on": After(-100, -100), "model_year": 2025}, {"on": "2025-12-05", "unit": "锦程", "kind": "harmony", "level": "县市级", "score": 90, "applied_on": After(-100, -100), "model_year": 2025},
    {"on": "2026-05-22", "unit": "南湖茶业", "kind": "model", "level": "县市级", "score": 94, "applied_on": After(-80, -80), "model_year": 2026}, {"on": "2026-06-11", "unit": "快递", "kind": "studio", "level": "县市级", "score": 91, "applied_on": After(-60, -60), "model_year": 2026, "rules_posted": True, "done": "在快递分拨中心挂牌劳动关系调处工作室，骑手交接班时就能咨询。", "effect": "挂牌一个月调处纠纷6件。"},
])

SURVEYS = Recipe(
    "surveys",
    counts=(9, 10, 11, 14),
    where={"kind": HOUSED},
    templates=[
        {"kind": "disclosure", "system": Pick("城东街道", "教育系统", "卫健系统", "开发区"), "title": "厂务公开职工知晓率问卷", "respondents": N(120, 420), "returned": Share("respondents", 0.9, 1), "valid": Share("returned", 0.95, 1), "satisfied": Share("valid", 0.82, 0.96), "suggestions": N(6, 30), "adopted": Share("suggestions", 0.4, 0.8), "disposition": "逐条交承办部门答复", "often": 2},
        {"kind": "satisfaction", "title": "会员评家满意度调查", "group": "全体会员", "respondents": Share("staff", 0.5, 0.8), "returned": Share("respondents", 0.9, 1), "valid": Share("returned", 0.96, 1), "satisfied": Share("valid", 0.85, 0.98), "score": N(86, 97), "suggestions": N(3, 16), "disposition": "在会员大会上通报"},
        {"kind": "mood", "title": "职工思想动态调查", "group": "一线职工", "respondents": Share("staff", 0.3, 0.6), "returned": Share("respondents", 0.9, 1), "valid": Share("returned", 0.96, 1), "suggestions": N(2, 12), "disposition": "转党政研究", "answers": "关注收入增长、子女教育和技能晋级"},
        {"at": "市", "kind": "need", "title": "职工需求“微心愿”征集", "group": "全市职工", "respondents": N(600, 1300), "returned": Share("respondents", 0.9, 1), "valid": Share("returned", 0.95, 1), "suggestions": N(60, 160), "disposition": "列入民生实事清单", "adopted": Share("suggestions", 0.2, 0.4)},
    ],
    fixed=[{"on": "2026-03-10", "at": "市", "kind": "need", "title": "新就业形态劳动者需求调查", "group": "快递员、货车司机、网约配送员", "respondents": 412, "returned": 396, "valid": 388, "satisfied": 301, "suggestions": 74, "adopted": 29, "answers": "排在前三位的是意外保障、歇脚充电、子女暑期看护", "done": "组织18名工会干部跟着骑手送单、跟着货车出车各半天，边体验边做问卷。", "effect": "收回有效问卷388份，29条建议转化为服务项目，新增夜间歇脚点4处。"}],
)


def clauses(world: World, rng: Random) -> list[dict[str, Any]]:
    """The women's clauses behind each special contract for women."""
    return [
        {"on": c["signed_on"], "unit": c["unit"], "contract_no": c["contract_no"], "form": "separate", "effective_on": c["on"], "expires_on": c["expires_on"], "filed_on": c["filed_on"], "clauses": "四期保护、两癌筛查、同工同酬、反性别歧视", "equal_pay": True, "four_periods": True, "health_check": rng.random() < 0.9, "covered_women": c["women_covered"]}
        for c in contracts(world, chance("contracts")) if c["kind"] == "women" and c["signed_on"] >= dt.date(2024, 1, 1)
    ]


WOMEN_CLAUSES = Recipe("women_clauses", fixed=clauses, date="signed_on")

build = cook(SESSIONS, SYSTEMS, ITEMS, MOTIONS, PARTICIPATION, CONSULTATIONS, NEGOTIATORS, MECHANISMS, CONTRACTS, LABOUR, REGISTERED, MODELS, SURVEYS, WOMEN_CLAUSES)
