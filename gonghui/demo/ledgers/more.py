"""A second helping: the rarer kinds of work, and texts for the sections that figures alone would leave dry."""

# One row a line: this is a table.
# fmt: off

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from gonghui.demo.chance import END, TODAY, day_between
from gonghui.demo.ledgers.office import themes
from gonghui.demo.recipes import Recipe, cook
from gonghui.demo.values import After, ByMonth, M, N, Pick, Share, Times
from gonghui.demo.world import World

UNITS_ = ("enterprise", "institution")


def more(slug: str, *fixed: dict[str, Any], **rest: Any) -> Recipe:
    """Rows of a ledger that has a recipe of its own already."""
    return Recipe(slug, part="2", fixed=fixed, **rest)


def enrolments(world: World, rng: Random) -> list[dict[str, Any]]:
    """医疗互助: most units enrol once a year, a few more each year."""
    found: list[dict[str, Any]] = []
    for year, share in ((2025, 0.7), (2026, 0.82)):
        for unit in world.units(dt.date(year, 1, 1)):
            if rng.random() > share:
                continue
            insured = round(unit.employees * rng.uniform(0.62, 0.88))
            found.append({"on": day_between(rng, dt.date(year, 1, 6), dt.date(year, 3, 28)), "unit": unit.key, "kind": "medical", "scheme": "职工医疗互助保障", "cover_year": year, "since_on": dt.date(year, 4, 1), "until_on": dt.date(year + 1, 3, 31), "insured": insured, "units": 1, "premium": insured * 90, "payer": "单位和职工共同承担", "contribution": insured * 40, "policy_no": f"HZ{year}{rng.randint(1000, 9999)}"})
    return found


def cards(world: World, rng: Random) -> list[dict[str, Any]]:
    """电子会员证: issued union by union; the roster's members carry it."""
    found: list[dict[str, Any]] = []
    wanted = {"华晟": 2024, "人民医院": 2024, "供电": 2025, "公交": 2025, "一中": 2025, "鑫源": 2025, "锦程": 2025, "中医院": 2026, "南湖茶业": 2026, "快递": 2026, "司机": 2026, "恒泰": 2026}
    for key, year in wanted.items():
        first = dt.date(2024, 7, 8) if year == 2024 else dt.date(year, 1, 8)
        for member in world.members[key]:
            if member.left_on is None and member.is_identified and rng.random() < 0.93:
                day = max(day_between(rng, first, first + dt.timedelta(days=150)), member.joined_on or first)
                if day <= TODAY:
                    found.append({"on": day, "unit": key, "member": member, "kind": "electronic", "card_no": f"E{rng.randrange(10**9):09d}", "card_state": "active", "activated_on": min(day + dt.timedelta(days=rng.randint(0, 20)), TODAY), "benefits": "互助保障、书屋借阅、场馆优惠"})
    return found


def terms(world: World, rng: Random) -> list[dict[str, Any]]:
    """The term before the present one, and the present one where it began before the ledgers did."""
    found: list[dict[str, Any]] = []
    for unit in world.units(END):
        union = world.unions[unit.key]
        years, day = union.term_years or 3, union.elected_on
        if day is None:
            continue
        held = day
        if day >= dt.date(2024, 7, 1):
            held = (day - dt.timedelta(days=rng.randint(-25, 20))).replace(year=day.year - years, day=15)
            if union.founded_on is not None and held < union.founded_on:
                continue
        found.append({"on": held, "unit": unit.key, "kind": "reelection", "term_no": "上一届" if held != day else "本届", "chair": union.chair, "method": "congress" if unit.employees >= 100 else "meeting", "approval_no": f"望工组〔{held.year}〕{rng.randint(3, 60)}号", "step": "approved", "term_since": held, "term_years": years, "expires_on": held.replace(year=held.year + years, day=min(held.day, 28)), "requested_on": held - dt.timedelta(days=50), "permitted_on": held - dt.timedelta(days=31), "reported_on": held + dt.timedelta(days=5), "approved_on": held + dt.timedelta(days=15), "result": "当选", "elected": f"主席{union.chair}"})
    return found


def books(world: World, rng: Random) -> list[dict[str, Any]]:
    """Cash and bank closed month by month: what one month ends with the next begins with."""
    found: list[dict[str, Any]] = []
    balance = {"cash": 4200, "bank": 1286000}
    for number in range(24):
        day = dt.date(2024 + (7 + number) // 12, (7 + number) % 12 + 1, 1) - dt.timedelta(days=1)
        for kind, opening in list(balance.items()):
            income = rng.randrange(2000, 6000, 100) if kind == "cash" else rng.randrange(280000, 430000, 1000)
            outgo = min(opening + income - 1000, rng.randrange(2000, 6000, 100) if kind == "cash" else rng.randrange(270000, 420000, 1000))
            balance[kind] = opening + income - outgo
            found.append({"on": day, "at": "市", "kind": kind, "book": "现金日记账" if kind == "cash" else "银行存款日记账", "opening": opening, "income": income, "outgo": outgo, "closing": balance[kind], "counted": balance[kind], "agreed": True})
    return found


CULTURE = ("culture",)
EVENTS = Recipe("culture", part="2", date="held_on", after=themes, counts=(16, 18, 17, 20), where={"kind": UNITS_}, templates=[
    {"title": Pick("厂际友谊篮球赛", "校际友谊排球赛"), "kind": "友谊赛", "themes": CULTURE, "lead": "{unit}工会", "attendance": N(60, 160), "teams": N(2, 6)}, {"title": Pick("职工读书演讲比赛", "“我的班组”征文摄影"), "kind": Pick("演讲", "征文摄影"), "themes": CULTURE, "lead": "{unit}工会", "attendance": N(30, 120), "entries": N(20, 90), "sign_ups": N(30, 120)}, {"title": Pick("职工心理健康讲座", "非遗进车间讲座"), "kind": "讲座", "themes": CULTURE, "lead": "{unit}工会", "attendance": N(40, 140), "hours": 2}, {"title": ByMonth("职工生日会", {(1, 2): "元宵猜灯谜", (3,): "女神节茶话会", (5, 6): "端午包粽子", (9, 10): "中秋赏月会", (4,): "庆“五一”游园"}), "kind": "节日庆祝", "themes": CULTURE, "lead": "{unit}工会", "attendance": Share("staff", 0.3, 0.6)}, {"title": "法律知识竞赛", "kind": "知识竞赛", "themes": (*CULTURE, "law"), "lead": "{unit}工会", "attendance": N(40, 90), "teams": N(5, 12)}, {"title": ByMonth("留厂职工周末影院", {(1, 2): "留厂职工过大年"}), "kind": "留厂职工活动", "themes": (*CULTURE, "service"), "lead": "{unit}工会", "unit": ["华晟", "恒昌", "新能源", "瑞丰"], "attendance": N(30, 80)},
    {"title": "女职工心理减压讲座", "kind": "心理健康讲座", "themes": ("women",), "lead": "{unit}女职工委员会", "attendance": Share("women", 0.2, 0.5), "women": lambda c: c.values["attendance"]}, {"title": "退休职工座谈会", "kind": "座谈会", "themes": ("retirees",), "lead": "{unit}工会", "attendance": N(12, 40), "cost": M(600, 2600), "result": "意见已答复"}, {"title": "集体祝寿", "kind": "集体祝寿", "themes": ("retirees",), "lead": "{unit}工会", "attendance": N(10, 30), "cost": M(800, 2600)}, {"title": Pick("师德师风主题活动", "医德医风主题活动"), "kind": Pick("师德师风", "医德医风"), "unit": ["一中", "实小", "人民医院", "中医院"], "themes": ("campaign",), "lead": "{unit}工会", "attendance": N(40, 160)}, {"title": "创建学习型班组", "kind": "创建活动", "themes": ("campaign",), "lead": "{unit}工会", "attendance": Share("staff", 0.3, 0.6)}, {"title": "创建工人先锋号", "kind": "创建活动", "themes": ("campaign",), "lead": "{unit}工会", "attendance": Share("staff", 0.2, 0.5)}, {"title": "学雷锋志愿服务", "kind": "学雷锋", "themes": ("campaign", "service"), "lead": "{unit}工会", "attendance": N(20, 80)}, {"title": "支部主题党日", "kind": "三会一课", "at": "市", "themes": ("meeting",), "lead": "机关党支部", "attendance": N(18, 30)}, {"title": "理论学习中心组学习", "kind": "中心组学习", "at": "市", "themes": ("meeting", "guidance"), "lead": "市总工会党组", "attendance": N(9, 14), "decisions": "结合实际研究落实措施"}],
    fixed=[
        {"on": "2026-04-29", "at": "市", "title": "劳模代表座谈会", "kind": "座谈会", "themes": ("meeting", "guidance"), "lead": "望溪市总工会", "attendance": 38, "decisions": "听取劳模对技能培训和疗休养的建议11条"},
        {"on": "2026-02-11", "at": "市", "title": "离退休工会干部迎春座谈会", "kind": "座谈会", "themes": ("retirees",), "lead": "望溪市总工会", "attendance": 46, "cost": 4200, "result": "7条建议全部答复", "done": "把座谈会开到老同志方便到的社区活动室，现场公布上年所提建议的办理结果，再听新意见。", "effect": "46名离退休工会干部提出建议7条，3月底前逐条答复。"},
        {"on": "2025-05-10", "at": "市", "title": "职工健步走暨文化集市", "kind": "健步走", "themes": ("culture", "service"), "lead": "望溪市总工会", "level": "县市级", "attendance": 980, "cost": 26000, "done": "沿望溪河设六个打卡点。", "effect": "980人参加。"},
        {"on": "2026-05-22", "at": "市", "title": "工人先锋号创建现场交流", "kind": "创建活动", "themes": ("campaign",), "supporting": ("公交", "供电"), "lead": "望溪市总工会", "attendance": 120, "done": "请公交三路驾驶班和带电作业班把班前会、师徒制、荣誉墙原样搬到现场，来的人跟着走一遍流程。", "effect": "当月有14个班组递交创建承诺书。"},
    ])

MORE = [
    EVENTS,
    Recipe("elections", part="2", fixed=terms, date="held_on"),
    Recipe("mutual_aid", part="2", fixed=enrolments, date="enrolled_on"),
    Recipe("cards", part="2", fixed=cards, date="issued_on"),
    more("elections", {"on": "2026-05-27", "at": "清河村", "kind": "reelection", "term_no": "第三届", "chair": "徐根宝", "method": "meeting", "step": "approved", "approval_no": "望工组〔2026〕23号", "term_years": 3, "term_since": dt.date(2026, 5, 27), "expires_on": dt.date(2029, 5, 26), "requested_on": dt.date(2026, 4, 8), "permitted_on": dt.date(2026, 4, 20), "due": 62, "present": 58, "ballots_issued": 58, "ballots_valid": 58, "votes_for": 56, "votes_against": 1, "elected": "主席徐根宝", "result": "当选", "reported_on": dt.date(2026, 5, 30), "approved_on": dt.date(2026, 6, 9), "done": "将届满的工会提前两个月列成清单，组织员一对一指导请示、公示、选举、报批四个环节，候选人中一线职工不少于三分之一。", "effect": "今年上半年到期的工会基本按期换届，选举材料一次报批通过。"}, date="held_on"),
    more("funds", {"on": "2026-06-24", "at": "开发区", "kind": "tax", "fund_period": "2026年上半年补缴", "due_on": dt.date(2026, 6, 30), "payroll": 1920000, "rate": 2, "due": 38400, "paid": 38400, "channel": "税务代收", "matched": True, "fee": 0, "receipt_no": "JF2606补", "done": "把欠缴单位按“不知道、算不准、有困难”分成三类，会同税务部门上门核对工资总额，能一次缴清的当场开票，有困难的签分期协议。", "effect": "上半年追补欠缴经费9户，开户单位对账相符率提高到98%。"}, date="collected_on"),
    more("audits", {"on": "2026-05-19", "at": "市", "kind": "own", "audited": "市总工会本级", "audit_year": 2025, "audit_period": "2025年度", "scope": "预算执行、帮扶资金、固定资产", "finding": "两笔慰问签领单缺身份证复印件，一批图书未入固定资产账", "findings": 3, "rectify_by_on": dt.date(2026, 6, 20), "rectified": 3, "rectified_on": dt.date(2026, 6, 12), "opinion": "预算执行总体规范", "auditor": "经审委员会", "result": "found", "done": "采取基层互审、交叉抽审的办法，每到一家都请职工代表列席反馈会，问题当场写进整改清单。", "effect": "查出的问题在期限前全部整改，帮扶资金发放改为全部打卡。"}),
    more("training", {"on": "2026-03-19", "at": "市", "title": "党的创新理论“班组微课堂”", "kind": "political", "organiser": "市总工会宣传教育部", "level": "县市级", "participants": 268, "women": 121, "hours": 2, "sessions": 1, "done": "组织12名劳模和青年骨干当宣讲员，把课件压到二十分钟，利用班前会、交接班进车间、进站点、进学校。", "effect": "上半年宣讲46场，一线职工听讲2100多人次。"},
         {"on": "2025-03-20", "at": "市", "title": "党的创新理论进车间宣讲", "kind": "political", "organiser": "市总工会宣传教育部", "level": "县市级", "participants": 226, "women": 98, "hours": 2, "sessions": 1}, {"on": "2025-05-20", "at": "开发区", "title": "工业机器人基础操作培训", "kind": "technical", "organiser": "开发区总工会", "level": "开发区级", "sessions": 1, "participants": 68, "women": 15, "is_technical": True, "hours": 24, "days": 4, "person_days": 272, "examined": 66, "passed": 61, "certificates": 55},
         {"on": "2025-03-25", "at": "市", "title": "“望溪工匠”技能提升夜训班（第一期）", "kind": "skill", "organiser": "市总工会、职业技术学校", "level": "县市级", "trade": "数控车工、焊工", "sessions": 5, "participants": 264, "women": 61, "is_technical": True, "hours": 48, "days": 8, "person_days": 2112, "examined": 250, "passed": 229, "certificates": 188, "ended_on": After(66, 66), "done": "与职业技术学校联合开设夜训班。", "effect": "188人取得中级以上证书。"},
         counts=(10, 12, 12, 14), where={"kind": UNITS_}, templates=[{"at": "市", "title": Pick("工会财务人员培训", "新任工会干部培训"), "kind": "cadre", "organiser": "市总工会", "level": "县市级", "participants": N(30, 60), "women": Share("participants", 0.3, 0.6), "hours": 12, "sessions": 1}, {"title": Pick("高血压防治讲座", "防诈骗讲座"), "kind": "lecture", "organiser": "{unit}工会", "level": "单位级", "participants": N(40, 110), "women": Share("participants", 0.3, 0.6), "hours": 2, "sessions": 1}, {"at": "市", "title": Pick("到先进城市工会交流学习", "企业民主管理观摩"), "kind": "exchange", "organiser": "市总工会", "participants": N(12, 30), "women": Share("participants", 0.3, 0.6), "host": "兄弟县市总工会", "sessions": 1}, {"at": "市", "title": "转岗职工再就业培训", "kind": "reemployment", "organiser": "市职工学校", "participants": N(24, 46), "women": Share("participants", 0.4, 0.7), "sessions": 1, "placed": Share("participants", 0.5, 0.8)}, {"at": "市", "title": "再就业政策辅导", "kind": "policy", "organiser": "市总工会", "participants": N(30, 70), "women": Share("participants", 0.4, 0.6), "sessions": 1}, {"title": "内部业务学习", "kind": "internal", "organiser": "{unit}", "participants": N(20, 60), "women": Share("participants", 0.3, 0.7), "hours": 4, "sessions": 1}, {"title": "职工读书会送书", "kind": "reading", "organiser": "{unit}工会", "participants": N(20, 60), "women": Share("participants", 0.4, 0.7), "books": N(40, 160), "club_members": N(12, 40)}, {"title": "女职工技能提升班", "kind": "women", "organiser": "{unit}女职工委员会", "participants": N(20, 50), "women": lambda c: c.values["participants"], "sessions": 1, "is_technical": True}]),
    more("health_checks", {"on": "2025-03-07", "at": "市", "kind": "two_cancers", "provider": "市妇幼保健站", "place": "流动筛查车", "due_people": 390, "examined": 361, "women_due": 390, "women_examined": 361, "abnormal": 18, "cost": 43320, "cost_bearer": "市总工会", "done": "首次开进产业园。", "effect": "361名女职工免费筛查。"}),
    more("legal_aid_sessions", {"on": "2026-03-08", "at": "市", "kind": "rights", "title": "女职工六项权利教育月", "laws": "妇女权益保障法、女职工劳动保护特别规定", "place": "全市各基层工会", "audience": "女职工", "attendance": 2180, "materials": 2400, "tested": 1960, "passed": 1884, "test_result": 91}, {"on": "2025-03-08", "at": "市", "kind": "rights", "title": "女职工六项权利教育月", "laws": "妇女权益保障法", "place": "全市各基层工会", "audience": "女职工", "attendance": 1840, "materials": 2000, "tested": 1600, "passed": 1512, "test_result": 89}),
    more("tasks", {"on": "2026-01-26", "at": "市", "kind": "plan", "item": "年度八项重点任务", "owner": "办公室", "starts_on": dt.date(2026, 2, 1), "due_on": dt.date(2026, 6, 30), "done_on": dt.date(2026, 6, 25), "metric": "半年节点完成率", "target": "半年完成50%", "actual": "半年完成56%", "result": "done", "done": "把八项重点任务拆成46个节点，每月晾一次进度，落后的由分管领导当面说原因。", "effect": "到6月底完成节点29个，超过时间进度。"},
         counts=(8, 10, 8, 11), where={"kind": ("enterprise",)}, templates=[{"at": "市", "kind": "inspection", "item": Pick("送温暖资金专项督导", "会员实名制督导"), "cause": "基层台账不全", "measure": "限期补齐", "owner": "办公室", "due_on": After(20, 40, future=True), "done_on": After(15, 38), "result": lambda c: "done" if c.values["done_on"] else "running"}, {"at": "市", "kind": "integrity", "item": "“三公”经费和慰问物资自查", "cause": "审批要件不齐", "measure": "补充完善", "owner": "财务部", "due_on": After(20, 40, future=True), "done_on": After(12, 36), "result": lambda c: "done" if c.values["done_on"] else "running"}, {"at": "市", "kind": "pledge", "item": Pick("建成户外劳动者服务站点", "为困难职工办实事"), "owner": "权益保障部", "due_on": After(90, 150, future=True), "done_on": After(60, 140), "result": lambda c: "done" if c.values["done_on"] else "running"}, {"at": "开发区", "kind": "project", "item": "党工共建服务驿站", "owner": "开发区总工会", "due_on": After(90, 150, future=True), "done_on": After(70, 145), "result": lambda c: "done" if c.values["done_on"] else "running"}, {"at": "市", "kind": "stage", "item": "春季要约行动分阶段落实", "stage": "集中协商阶段", "milestone": "重点企业应约率90%", "owner": "权益保障部", "due_on": After(40, 60, future=True), "done_on": After(30, 58), "result": lambda c: "done" if c.values["done_on"] else "running"}]),
    more("committees", date="founded_on", counts=(12, 12, 12, 14), where={"kind": UNITS_}, templates=[{"kind": "group", "name": Pick("一车间工会小组", "二车间工会小组", "后勤工会小组", "门诊工会小组"), "chair": Pick("吕辉", "丁敏", "任静", "崔磊"), "members_count": N(12, 30), "served": lambda c: c.values["members_count"], "meetings": N(2, 8)}, {"kind": "democratic", "name": "民主管理小组", "members_count": N(5, 9), "meetings": N(2, 6)}, {"kind": "supervision", "name": "厂务公开监督小组", "members_count": N(3, 7), "inspections": N(2, 5)}, {"kind": "home", "name": Pick("装配班职工小家", "护理组职工小家"), "members_count": N(8, 20), "meetings": N(2, 9), "rating": "合格"}, {"kind": "leading", "name": "厂务公开领导小组", "members_count": N(5, 9), "meetings": N(1, 4)}]),
    more("officers", date="appointed_on", counts=(8, 8, 8, 10), where={"kind": UNITS_}, templates=[{"who": "", "post": "工会积极分子", "form": "activist", "field": Pick("文体组织", "心理疏导", "政策宣讲"), "recommender": "工会小组长", "activities": N(2, 9), "trained_on": After(5, 60)}, {"who": "", "post": "后备干部", "form": "reserve", "recommender": "党支部", "trained_on": After(5, 90)}, {"at": "城东", "person_name": Pick("雷春花", "史文静"), "post": "工会协理员", "form": "assistant", "portfolio": "楼宇建会", "trained_on": After(5, 40)}]),
    more("standards", counts=(8, 9, 9, 11), where={"kind": UNITS_}, templates=[{"kind": "items", "item": "五上五有五同步", "items_all": 15, "items_met": N(12, 15), "outcome": lambda c: "met" if c.values["items_met"] == 15 else "unmet", "missing": lambda c: "" if c.values["items_met"] == 15 else "活动场所偏小"}, {"kind": "shown", "item": "双亮双比双推", "plaque_shown": True, "chair_shown": True, "is_demonstration": Pick(False, True), "outcome": "met"}, {"kind": "seal", "item": "印章牌子", "issued_on": After(0, 9), "seal_holder": "工会干事", "outcome": "met"}, {"kind": "joint_post", "team": Pick("装配一班", "急诊科"), "party_unit": "{unit}党支部", "outcome": "met"}, {"kind": "regulation", "item": "企业工会工作条例落实", "unit": ["鑫源", "华晟", "公交", "锦程"], "score": N(84, 97), "outcome": "met"}]),
    more("research", counts=(2, 3, 2, 4), where={"kind": UNITS_}, templates=[{"at": "市", "kind": "survey", "title": Pick("职工队伍状况问卷", "女职工生育意愿问卷"), "sent": N(300, 600), "returned": Share("sent", 0.88, 0.98), "people": Share("returned", 1, 1)}, {"at": "市", "kind": "proposal", "title": Pick("关于支持职工夜校的建议", "关于增设货车停靠点的建议"), "recipient": Pick("市政协", "市人大"), "replied_on": After(20, 60), "is_accepted": True}]),
    more("publicity", counts=(8, 10, 9, 12), where={"kind": UNITS_}, templates=[{"at": "市", "kind": "material", "title": "工会政策口袋书", "issues": 1, "copies": N(300, 900)}, {"at": "市", "kind": "briefing", "title": "工会工作简报", "items": N(4, 9), "issues": 1, "copies": N(40, 120), "is_adopted": True, "adopted_by": "上级总工会"}, {"kind": "example", "title": "身边的榜样", "subject": "一线班组", "items": 1}, {"kind": "board", "title": "厂务公开宣传栏", "boards": N(1, 4), "issues": 1, "items": 1}]),
    more("contests", counts=(6, 7, 7, 9), where={"kind": UNITS_}, templates=[{"title": "“兴企创业”立功竞赛", "kind": "merit", "level": "单位级", "organiser": "{unit}工会", "units": 1, "people": Share("staff", 0.3, 0.6), "winners": N(3, 9)}, {"title": "双增双节竞赛", "kind": "saving", "level": "单位级", "organiser": "{unit}工会", "people": Share("staff", 0.3, 0.6), "participations": lambda c: c.values["people"], "benefit": M(10000, 90000, 1000)}, {"title": "女职工“金点子”征集", "kind": "women", "level": "单位级", "organiser": "{unit}女职工委员会", "people": Share("women", 0.2, 0.5), "entries": N(10, 40), "adopted": Share("entries", 0.2, 0.5)}, {"title": "安全主题征文摄影", "kind": "works", "level": "单位级", "organiser": "{unit}工会", "people": N(30, 60), "entries": N(20, 60), "winners": N(3, 9)}]),
    more("welfare_services", counts=(6, 7, 7, 9), where={"kind": UNITS_}, templates=[{"kind": "checkup", "name": "职工健康体检", "provider": "市人民医院", "attended": Share("staff", 0.5, 0.8), "women": Share("attended", 0.3, 0.6), "absent": N(2, 12), "cost": Times("attended", 260)}, {"kind": "epidemic", "name": "流感疫苗接种", "attended": N(30, 120)}]),
    more("aid", counts=(10, 12, 10, 14), where={"kind": UNITS_}, templates=[{"kind": "model_hardship", "model": ["徐根宝", "顾德明"], "recipient": "model", "households": 1, "persons": 1, "amount": Pick(2000, 3000), "visitors": "市总工会领导"}, {"kind": "model", "model": ["秦振华", "范宏伟", "冯庆丰"], "recipient": "model", "households": 1, "persons": 1, "amount": 1000, "visitors": "市总工会领导"}, {"at": "市", "kind": "upward", "recipient": "active", "applied_on": After(-40, -25), "applied_to": "上级总工会", "result": "获批", "households": 1, "persons": 1, "amount": M(5000, 10000, 1000)}, {"kind": "disabled", "who": "", "recipient": "disabled", "households": 1, "persons": 1, "amount": 800, "visitors": "基层工会"}, {"kind": "migrant_child", "at": "开发区", "recipient": "child", "households": 1, "persons": N(6, 20), "amount": M(2000, 6000, 100), "goods": "书包文具"}, {"at": "市", "kind": "campaign", "campaign": "“工会进万家”专题行动", "recipient": "group", "households": N(10, 40), "persons": N(40, 120), "amount": M(6000, 20000, 1000), "visitors": "市总工会志愿服务队"}]),
    more("consultations", counts=(3, 4, 3, 5), where={"kind": ("enterprise",)}, templates=[{"at": "市", "kind": "joint", "title": "政府与工会联席会议", "attendance": N(14, 24), "topics": "职工子女托管、技能补贴", "topics_count": N(2, 4), "decisions_count": N(2, 4), "settled_count": N(1, 3), "government_side": "市政府办"}, {"kind": "plan", "title": "年度奖金分配方案协商", "topics_count": 1, "decisions_count": 1, "votes_total": 40, "votes_for": N(34, 40)}, {"kind": "posts", "title": "岗位设置与竞聘", "posts_count": N(3, 12), "appointees": "公示名单", "topics_count": 1}]),
    more("organising", *[{"on": day, "at": at, "listing": "gap", "surveyor": who, "headcount": n, "women": n // 3, "trade": trade, "location": where, "eligible": True, "stage": stage, "reason": why, "officer": who, "contacts": 3, "contacted_on": After(200, 400)} for day, at, who, n, trade, where, stage, why in [("2023-10-12", "南湖", "沈国梁", 34, "塑料制品", "南湖镇", "contacted", "业主顾虑增加负担"), ("2023-11-08", "白塔", "方志远", 19, "酒类制造", "白塔镇", "refused", "家庭作坊，业主不同意"), ("2023-12-05", "清河", "徐建国", 28, "制鞋业", "清河镇", "contacted", "停产，职工流动大"), ("2024-01-17", "开发区", "邵立新", 46, "机械制造", "开发区", "underway", "正在筹备会员大会"), ("2024-03-06", "城西", "程维民", 23, "修理业", "城西街道", "contacted", "职工分散三个门店"), ("2024-03-21", "南湖", "沈国梁", 31, "住宿业", "南湖镇", "untouched", "新开业"), ("2024-05-15", "城东", "何敏", 27, "餐饮业", "城东街道", "contacted", "承包经营，用工主体不清")]], date="surveyed_on"),
    more("labour_contracts", date="registered_on", counts=(0, 12, 0, 14), where={"kind": ("enterprise",)}, templates=[{"who": "", "term": "fixed", "signed": True, "signed_on": After(-1000, -900), "since": After(-1000, -900), "until": After(-30, 120, future=True)}]),
    more("contracts", {"on": "2025-10-01", "unit": "石材", "kind": "disease", "contract_no": "望职〔2025〕01号", "signed_on": dt.date(2025, 9, 18), "effective_on": dt.date(2025, 10, 1), "expires_on": dt.date(2027, 9, 30), "filed_on": dt.date(2025, 9, 26), "employees_covered": 96, "employers_covered": 1, "hazards": "粉尘、噪声", "duties": "配齐防护、定期检测、离岗体检"}, date="effective_on"),
    more("targets", {"on": "2026-01-15", "at": "市", "kind": "benchmark", "parties": "望溪市总工会与省级先进县市总工会", "target_year": 2026, "period": "半年", "indicator": "建会率、集体合同覆盖率", "benchmark": "先进县市总工会", "target": 90, "midyear": 71, "settled_on": dt.date(2026, 6, 25), "actual": 92, "explanation": "集体合同覆盖率半年超过目标"}),
    Recipe("funds_cash", date="closed_on", fixed=books),
    Recipe("funds_posts", date="recorded_on", fixed=[{"on": "2024-09-02", "at": "市", "kind": "post", "post": "会计", "person_name": "钱玉珍", "duties": "核算、报表"}, {"on": "2024-09-02", "at": "市", "kind": "post", "post": "出纳", "person_name": "汤蓉", "duties": "现金、银行、票据"}, {"on": "2025-06-11", "at": "市", "kind": "training", "post": "基层财务人员", "session": "新会计制度和票据管理", "persons": 58, "unions_count": 44, "documents": "教材和案例"}, {"on": "2026-06-10", "at": "市", "kind": "training", "post": "基层财务人员", "session": "经费收支管理细则解读", "persons": 66, "unions_count": 47, "documents": "细则和问答"}]),
    more("funds_budgets", *[{"on": f"{year}-06-30", "at": "市", "budget_year": year, "kind": "budget", "account": account, "budgeted": budgeted, "adjusted": budgeted, "spent": spent, "budget_period": f"{year}年1—6月", "differences": "按进度执行", "reviewer": "经审会", "approved_on": dt.date(year, 7, 8)} for year, account, budgeted, spent in [(2025, "职工服务支出", 820000, 386000), (2025, "维权支出", 560000, 251000), (2026, "职工服务支出", 910000, 468000), (2026, "维权支出", 620000, 305000), (2026, "职工活动支出", 1480000, 742000)]], date="settled_on"),
]

build = cook(*MORE)
