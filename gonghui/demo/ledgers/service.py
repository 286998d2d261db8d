"""Hardship, aid, mutual aid, health, welfare, employment, retirees and homes of work of the demo city."""

# One row a line: this is a table.
# fmt: off

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from gonghui.demo.chance import TODAY, day_between, spread
from gonghui.demo.recipes import Recipe, cook
from gonghui.demo.values import FESTIVAL, After, ByMonth, M, N, Pick, Share, Times, invented
from gonghui.demo.world import World

WORKING = ("enterprise", "regional", "institution")
CAUSES = [("own_illness", "本人患重病"), ("family_illness", "家属患重病"), ("schooling", "子女上学"), ("single", "单亲"), ("injury", "工伤致残"), ("low_income", "收入低"), ("disaster", "意外灾害"), ("disability", "残疾")]


def files(world: World, rng: Random) -> list[dict[str, Any]]:
    """Files opened over three years; about two in five were closed since."""
    days = [day_between(rng, dt.date(2023, 3, 1), dt.date(2024, 6, 28)) for _ in range(34)] + spread(rng, (9, 12, 8, 10))
    units = world.units(dt.date(2024, 7, 1), kind=WORKING)
    found: list[dict[str, Any]] = []
    for number, day in enumerate(days, 1):
        unit = rng.choice([u for u in units if world.stands(u.key, day)])
        cause = rng.choices([c for c, _ in CAUSES], [26, 22, 18, 10, 8, 8, 4, 4])[0]
        income = rng.randrange(820, 1980, 20)
        closed = day + dt.timedelta(days=rng.randint(240, 900))
        found.append({
            "on": day, "unit": unit.key, "who": rng.choice(["woman", "man"]), "file_no": f"望困〔{day.year}〕{number:03d}", "entry": "returned" if number % 17 == 0 else "new", "cause": cause,
            "grade": rng.choices(["hard", "deep", "relative", "accident"], [40, 18, 32, 10])[0], "family_size": rng.randint(2, 5), "monthly_income": income, "own_income": income * 2, "family_income": income * 36,
            "rigid_expense": rng.randrange(6000, 42000, 500), "housing": rng.choice(["自有住房", "公租房", "租住", "单位宿舍"]), "visited_on": day - dt.timedelta(days=rng.randint(3, 12)), "reviewed_on": After(150, 190),
            "responsible": world.unions[unit.key].chair, "aided_items": rng.choice(["生活救助", "生活救助、医疗救助", "生活救助、助学救助", "医疗救助"]),
            "closed_on": closed if closed <= TODAY and rng.random() < 0.8 else None, "exit_reason": "收入稳定，经复核脱困" if closed <= TODAY else "",
        })
    for row in found:
        if row["closed_on"] is None:
            row["exit_reason"] = ""
    for row, story in zip([r for r in found if r["on"] >= dt.date(2026, 1, 1)], FILE_STORIES, strict=False):
        row |= story
    return found


FILE_STORIES = [
    {"cause": "own_illness", "grade": "deep", "done": "入户后当天启动应急救助，联系医院减免住院押金，把医疗互助、临时救助、慈善救助三笔钱并到一张申请表上办。", "effect": "两周内报销和救助到账4.6万元，职工术后按期返岗。"},
    {"cause": "schooling", "grade": "hard", "done": "与学校对接减免住宿费，安排结对干部每月打一次电话、每学期上一次门。", "effect": "双胞胎女儿顺利升入高中，家庭刚性支出每年减少7200元。"},
    {"cause": "injury", "grade": "hard", "done": "帮助申请工伤复查鉴定，联系职业技术学校学习仓储管理。", "effect": "考取叉车证后转到仓管岗位，月收入恢复到3600元。"},
    {"cause": "family_illness", "grade": "relative", "done": "协调用人单位调整班次，方便职工照顾住院的母亲。", "effect": "职工保住了岗位，没有因陪护失去收入。"},
]

HARDSHIP = Recipe("hardship", fixed=files, date="opened_on")
CHANGES = Recipe("hardship_changes", counts=(14, 16, 14, 15), where={"kind": WORKING}, templates=[
    {"who": "", "kind": "in", "from_value": "未建档", "to_value": "困难职工", "reason": Pick("本人患病", "家属患病", "子女上学")}, {"who": "", "kind": "out", "from_value": "困难职工", "to_value": "退档", "reason": "家庭人均收入超过标准，经复核脱困"}, {"who": "", "kind": "change", "from_value": "深度困难", "to_value": "相对困难", "reason": "动态复核"}])
LINKS = Recipe("hardship_allowances", counts=(4, 5, 4, 5), where={"kind": WORKING}, templates=[{"who": "", "kind": "dibao", "months": N(3, 12), "amount": Times("months", 780), "agency": "市民政局", "result": "纳入低保"}, {"who": "", "kind": "transfer", "amount": M(2000, 8000, 500), "agency": "市民政局", "result": "临时救助"}])
TALKS = Recipe("hardship_care", counts=(12, 14, 13, 16), where={"kind": WORKING}, templates=[
    {"who": "", "kind": "talk", "helper": Pick("工会小组长", "工会主席", "班组长"), "sign": Pick("近期情绪低落", "家庭变故", "连续请假"), "level": Pick("low", "middle"), "issue": Pick("工作压力", "家庭困难", "同事关系"), "talks": N(1, 3), "outcome": "情绪平稳", "often": 2}, {"who": "man", "kind": "safety", "helper": "安全员", "sign": "两次违章记录", "level": "middle", "issue": "安全操作规程", "talks": N(1, 2), "outcome": "考试合格后返岗", "resolved_on": After(10, 30)}, {"who": "", "kind": "family", "helper": "女职工委员", "sign": "夫妻争吵影响上班", "level": "low", "issue": "家庭沟通", "talks": N(2, 4), "outcome": "关系缓和", "resolved_on": After(20, 60)}])

GIVE = {"visitors": Pick("工会主席、女工委员", "工会小组长", "镇总工会干部", "结对干部"), "handler": Pick("贺雅琴", "罗小芸", "徐建国", "朱倩"), "receipt": "本人签收", "fund_source": Pick("帮扶专项资金", "工会经费")}
AID = Recipe(
    "aid",
    counts=(86, 96, 92, 112),
    where={"kind": WORKING},
    templates=[
        {"kind": ByMonth("regular", {(12, 1, 2): "warmth"}), "who": "", "recipient": "active", "campaign": ByMonth("", {(12, 1, 2): "元旦春节送温暖"}), "households": 1, "persons": 1, "amount": Pick(1000, 1500, 2000), "cause": Pick("本人患病", "家属患病", "子女上学", "意外灾害"), **GIVE, "often": 4},
        {"kind": "illness", "who": "", "recipient": "active", "households": 1, "persons": 1, "amount": M(2000, 8000, 500), "diagnosis": Pick("恶性肿瘤", "尿毒症", "脑梗死", "心脏手术"), "medical_cost": M(30000, 160000, 1000), **GIVE},
        {"kind": "must", "who": "", "recipient": "active", "trigger": Pick("职工住院", "职工住院", "直系亲属去世", "职工退休"), "known_on": After(-4, -1), "households": 1, "persons": 1, "amount": Pick(500, 800, 1000), **GIVE, "often": 3},
        {"kind": "ceremony", "who": "", "recipient": "active", "trigger": Pick("职工结婚", "职工生育", "亲属去世"), "households": 1, "persons": 1, "amount": Pick(500, 800), **GIVE},
        {"kind": "festival", "recipient": "group", "festival": FESTIVAL, "households": N(8, 30), "persons": lambda c: c.values["households"], "goods": "粮油慰问品", "goods_quantity": lambda c: c.values["households"], "goods_value": Times("households", 160), "amount": 0, **GIVE},
        {"kind": "emergency", "who": "", "recipient": "active", "incident": Pick("家中失火", "交通事故", "暴雨房屋受损"), "households": 1, "persons": N(1, 4), "amount": M(2000, 6000, 500), "known_on": After(-2, -1), "response_days": N(1, 2), **GIVE},
        {"kind": "subsidy", "who": "", "recipient": "active", "applied_on": After(-30, -12), "approvals": "小组评议、基层工会公示、镇总工会审核", "disclosed_on": After(-8, -4), "households": 1, "persons": 1, "amount": M(800, 3000, 100), "repeat_no": N(1, 2), **GIVE, "often": 2},
        {"kind": "regular", "who": "", "recipient": "retired", "households": 1, "persons": 1, "amount": Pick(300, 500), "goods": "米面油", **GIVE},
    ],
    fixed=[
        *[{"on": day, "unit": key, "kind": "cooling", "recipient": "group", "campaign": campaign, "households": 0, "persons": n, "standard": 60, "amount": n * 60, "goods": "防暑药品、清凉饮料、毛巾", "goods_quantity": n, "visitors": "市总工会领导", "partner": "市应急管理局", "fund_source": "专项资金", "place": "一线作业现场"} for day, key, n, campaign in [("2024-07-19", "市政", 96, "夏送清凉"), ("2024-07-24", "司机", 88, "夏送清凉"), ("2025-07-15", "工地", 118, "夏送清凉"), ("2025-07-22", "快递", 84, "夏送清凉"), ("2026-06-18", "工地", 121, "夏送清凉"), ("2026-06-24", "公交", 92, "夏送清凉"), ("2026-07-03", "配送员", 61, "夏送清凉")]],
        *[{"on": day, "unit": key, "who": "", "kind": "study", "recipient": "child", "campaign": "金秋助学", "student": "", "school_level": level, "school": school, "households": 1, "persons": 1, "amount": amount, "applied_on": After(-40, -25), "disclosed_on": After(-12, -8), "approvals": "基层公示、市总工会审批", **GIVE} for day, key, level, school, amount in [("2024-08-22", "恒泰", "本科", "省内高校", 5000), ("2024-08-22", "清河水泥", "高中", "望溪市第一中学", 2000), ("2024-08-23", "公交", "大专", "职业学院", 4000), ("2025-08-21", "恒泰", "本科", "外省高校", 5000), ("2025-08-21", "锦程", "高中", "望溪市第一中学", 2000), ("2025-08-22", "人民医院", "本科", "省内高校", 5000), ("2025-08-22", "家具", "中职", "望溪市职业技术学校", 2000), ("2025-08-22", "石材", "本科", "省内高校", 5000)]],
        {"on": "2026-02-06", "at": "市", "kind": "warmth", "recipient": "group", "campaign": "元旦春节送温暖", "households": 64, "persons": 64, "standard": 2000, "amount": 128000, "goods": "大礼包", "goods_quantity": 64, "goods_value": 19200, "visitors": "市领导、市总工会班子成员", "disclosed_on": After(-7, -7), "fund_source": "财政和上级专项", "done": "班子成员带队分八组入户，先看档案再敲门，把慰问金、医疗互助理赔单和就业岗位单一起送到家。", "effect": "走访困难职工64户，现场帮助9户补办了临时救助，3户家庭成员签下就近岗位。", "example": "患病职工老吴家的女儿当场报名参加电商培训，三个月后在青禾直播公司上了岗。"},
        {"on": "2025-01-21", "at": "市", "kind": "warmth", "recipient": "group", "campaign": "元旦春节送温暖", "households": 58, "persons": 58, "standard": 2000, "amount": 116000, "visitors": "市领导、市总工会班子成员", "fund_source": "财政和上级专项", "done": "按“档案先核、公示先行、资金直达”的办法，把慰问金直接打到职工社保卡。", "effect": "走访困难职工58户，资金当日到账。"},
        {"on": "2026-05-28", "at": "市", "kind": "children", "recipient": "child", "campaign": "六一关爱", "households": 32, "persons": 32, "amount": 25600, "goods": "书包文具", "goods_quantity": 32, "visitors": "女职工部、劳模志愿者", "partner": "市教育局", "done": "劳模志愿者和孩子们结成读书伙伴，约定每月共读一本书。", "effect": "为32名困难职工子女送去助学金2.56万元。"},
        {"on": "2026-04-21", "unit": "禾香", "kind": "disaster", "recipient": "group", "households": 5, "persons": 14, "amount": 15000, "incident": "强对流天气造成职工宿舍屋顶受损", "origin": "白塔镇", "known_on": After(-1, -1), "response_days": 1, "visitors": "白塔镇总工会", "done": "灾情发生后次日到场，先安排5户职工住进培训中心，再同企业商定修缮。", "effect": "一周内修好宿舍，发放应急救助1.5万元。"},
    ],
)

MUTUAL = Recipe(
    "mutual_aid",
    counts=(12, 26, 12, 30),
    where={"kind": (*WORKING, "organ")},
    templates=[
        {"kind": "critical", "scheme": "女职工特殊疾病互助", "cover_year": lambda c: c.day.year, "since_on": After(1, 10, future=True), "until_on": After(366, 366, future=True), "insured": Share("women", 0.5, 0.9), "units": 1, "premium": Times("insured", 50), "payer": "工会补助", "often": 2},
        {"kind": "medical", "scheme": "职工医疗互助保障", "who": "", "claimed_on": After(0, 0), "claims": 1, "claim": Pick("住院医疗", "门诊慢性病", "意外伤害"), "payout": M(800, 9600, 100), "often": 3},
        {"kind": "critical", "scheme": "女职工特殊疾病互助", "who": "woman", "claimed_on": After(0, 0), "claims": 1, "claim": "女性特殊疾病", "payout": Pick(10000, 20000)},
    ],
    fixed=[{"on": "2026-03-16", "unit": "快递", "kind": "commercial", "scheme": "新就业形态劳动者专项意外保障", "cover_year": 2026, "since_on": After(4, 4), "until_on": After(368, 368, future=True), "insured": 118, "units": 4, "premium": 11800, "payer": "市总工会全额资助", "done": "把参保点设到分拨中心，快递员交接班时出示身份证就能办。", "effect": "118名快递员实现全员参保，5月一名快递员骨折当月获赔6400元。"}],
)

HEALTH = Recipe(
    "health_checks",
    counts=(14, 16, 15, 19),
    where={"kind": (*WORKING, "organ")},
    templates=[
        {"kind": "two_cancers", "provider": Pick("市妇幼保健站", "市人民医院"), "place": "体检中心", "women_due": Share("women", 0.7, 0.95), "women_examined": Share("women_due", 0.86, 1), "due_people": lambda c: c.values["women_due"], "examined": lambda c: c.values["women_examined"], "abnormal": Share("women_examined", 0.03, 0.1), "cost": Times("women_examined", 120), "cost_bearer": Pick("工会和单位分担", "单位承担"), "next_due_on": After(365, 365, future=True), "often": 2},
        {"kind": "occupational", "unit": ["石材", "铸造", "清河水泥", "恒昌", "化机", "家具"], "provider": "市疾病预防控制中心", "due_people": Share("staff", 0.3, 0.7), "examined": Share("due_people", 0.9, 1), "abnormal": N(0, 3), "cost": Times("examined", 180), "cost_bearer": "单位承担", "next_due_on": After(365, 365, future=True)},
        {"kind": "general", "provider": Pick("市人民医院", "市中医院"), "due_people": Share("staff", 0.8, 1), "examined": Share("due_people", 0.88, 1), "women_due": Share("women", 0.8, 1), "women_examined": Share("women_due", 0.85, 1), "abnormal": Share("examined", 0.05, 0.15), "cost": Times("examined", 260), "cost_bearer": "单位承担"},
        {"kind": "gynaecology", "provider": "市妇幼保健站", "women_due": Share("women", 0.6, 0.9), "women_examined": Share("women_due", 0.85, 1), "due_people": lambda c: c.values["women_due"], "examined": lambda c: c.values["women_examined"], "abnormal": Share("women_examined", 0.03, 0.09), "cost": Times("women_examined", 90), "cost_bearer": "工会承担"},
    ],
    fixed=[{"on": "2026-03-06", "at": "市", "kind": "two_cancers", "provider": "市妇幼保健站", "place": "流动筛查车", "due_people": 460, "examined": 432, "women_due": 460, "women_examined": 432, "abnormal": 21, "cost": 51840, "cost_bearer": "市总工会", "done": "租用流动筛查车开进家具产业园、快递分拨中心和茶厂，利用午休和交接班时间检查，结果一对一告知。", "effect": "432名小微企业女职工免费接受筛查，21名异常者全部预约复查，2人早期确诊后及时手术。"}],
)

WELFARE = Recipe("welfare", counts=(40, 48, 42, 52), where={"kind": (*WORKING, "organ")}, templates=[
    {"kind": "festival", "festival": FESTIVAL, "item": ByMonth("粮油套装", {(6,): "粽子礼盒", (7, 8, 9): "月饼水果礼盒", (3,): "洗护套装"}), "recipients": Share("staff", 0.85, 0.98), "per_head": Pick(200, 260, 300), "quantity": lambda c: c.values["recipients"], "amount": lambda c: c.values["recipients"] * c.values["per_head"], "unclaimed": N(0, 3), "sign_off": "分组签领", "budget_line": "职工集体福利支出", "often": 3},
    {"kind": "birthday", "item": "蛋糕券", "recipients": N(4, 30), "per_head": 150, "quantity": lambda c: c.values["recipients"], "amount": Times("recipients", 150), "sign_off": "本人签领", "budget_line": "职工集体福利支出", "often": 2}, {"kind": "voucher", "item": Pick("电影票", "游泳票"), "recipients": Share("staff", 0.6, 0.9), "per_head": 40, "amount": Times("recipients", 40), "sign_off": "分组签领", "budget_line": "文体活动支出"}, {"kind": "clothes", "item": "夏季工作服", "unit": ["鑫源", "公交", "供电", "市政", "华晟"], "recipients": Share("staff", 0.6, 0.9), "quantity": lambda c: c.values["recipients"] * 2, "per_head": 220, "amount": Times("recipients", 220), "sign_off": "本人签领", "budget_line": "行政列支"}])
SERVICES = Recipe(
    "welfare_services",
    counts=(16, 20, 22, 26),
    where={"kind": (*WORKING, "project")},
    templates=[
        {"kind": "clinic", "name": "“医心为工”义诊", "place": "厂区食堂", "provider": "市人民医院医务志愿队", "attended": N(40, 120), "women": Share("attended", 0.3, 0.6), "medicines_value": M(800, 2600), "often": 2},
        {"kind": "recuperation", "at": "市", "name": "一线职工疗休养", "place": "省工人疗养院", "provider": "省工人疗养院", "quota": 40, "attended": N(34, 40), "batch": N(1, 4), "cost": Times("attended", 1800), "ended_on": After(4, 4)},
        {"kind": "childcare", "at": "市", "name": Pick("暑期爱心托管班", "寒假爱心托管班", "周末兴趣托管"), "place": Pick("市职工服务中心", "南湖家具产业园", "开发区邻里中心"), "children": N(24, 46), "staff": N(3, 6), "attended": lambda c: c.values["children"], "cost": Times("children", 420), "ended_on": After(12, 28)},
        {"kind": "matchmaking", "at": "市", "name": Pick("“缘来是你”青年职工交友", "单身职工读书会", "青年职工露营联谊"), "place": Pick("南湖湿地公园", "市工人文化宫"), "attended": N(46, 90), "women": Share("attended", 0.45, 0.55), "men": lambda c: c.values["attended"] - c.values["women"], "cost": M(3000, 9000)},
        {"kind": "fitness", "name": "工间操和健身指导", "attended": Share("staff", 0.2, 0.5), "weekday": "每周三", "sessions_planned": 12, "sessions_held": N(9, 12)},
        {"kind": "conditions", "name": Pick("食堂改善", "宿舍热水改造", "班车线路调整"), "need": "职工代表集中反映", "need_met": True, "finished_on": After(10, 60), "follow_up": "职工满意度回访"},
        {"kind": "survey", "name": "服务项目需求调查", "respondents": Share("staff", 0.3, 0.7), "needs_ranked": "技能培训、子女托管、健康体检"},
    ],
    fixed=[{"on": "2026-06-08", "at": "市", "kind": "childcare", "name": "“小候鸟”周末托管班", "place": "南湖家具产业园", "children": 38, "attended": 38, "staff": 6, "cost": 15200, "done": "联系职业技术学校学前专业学生和退休教师轮值，为外来务工职工子女开设作业辅导、手工和安全课。", "effect": "38名孩子周末有人看、有课上，园区职工请假率明显下降。"}],
)
STATIONS = Recipe("welfare_stations", date="opened_on", fixed=[
    {"on": "2016-05-01", "at": "市", "kind": "centre", "name": "望溪市困难职工帮扶中心", "level": "县市级", "services": "生活救助、助学、医疗互助、就业、法律援助一窗受理", "staff": 6, "service_volume": 1860, "standard_met": True}, {"on": "2018-03-01", "at": "市", "kind": "legal", "name": "职工法律援助中心", "level": "县市级", "services": "咨询、代书、代理", "staff": 4, "service_volume": 420, "standard_met": True},
    {"on": "2022-06-20", "at": "城东", "kind": "service", "name": "城东街道职工服务站", "level": "街道级", "services": "入会、互助、调解", "staff": 3, "service_volume": 640, "standard_met": True, "rent_free": True, "provider": "城东街道办事处"}, {"on": "2023-09-12", "at": "开发区", "kind": "rights", "name": "开发区外来务工人员维权中心", "level": "开发区级", "services": "维权、入学、租房", "staff": 3, "service_volume": 510, "standard_met": True},
    {"on": "2025-10-16", "at": "货运", "kind": "service", "name": "货车司机驿站", "level": "行业级", "services": "停车、洗浴、调解、互助保障", "staff": 2, "service_volume": 960, "standard_met": True, "rent_free": True, "provider": "望溪物流园服务有限公司"}, {"on": "2026-05-06", "at": "清河", "kind": "service", "name": "清河镇职工服务站", "level": "镇级", "services": "入会、互助、调解、就业", "staff": 3, "service_volume": 210, "standard_met": True, "done": "把原镇文化站一楼改成服务站，周一至周六开门，帮办代办七类事项。", "effect": "开门两个月服务职工210人次。"},
])
EMPLOYMENT = Recipe("employment", counts=(26, 30, 28, 36), where={"kind": ("enterprise", "regional")}, templates=[
    {"kind": "placement", "at": "市", "person_name": invented, "jobless_kind": "laid_off", "skills": Pick("缝纫", "电工", "烹饪", "驾驶"), "wish": "就近就业", "offers": N(1, 4), "accepted": True, "employed_on": After(4, 30), "kept": True, "persons": 1, "person_times": N(1, 3), "completed": True, "often": 3}, {"kind": "register", "at": "市", "person_name": invented, "jobless_kind": Pick("laid_off", "migrant"), "persons": 1, "person_times": 1}, {"kind": "training", "at": "市", "course": Pick("家政服务", "电商直播", "叉车操作", "中式面点"), "organiser": "市职工学校", "persons": N(28, 46), "person_times": lambda c: c.values["persons"], "certificate": "专项能力证书", "ended_on": After(6, 14), "completed": True}, {"kind": "information", "at": "市", "postings": N(30, 70), "openings": N(120, 420), "employers_count": N(18, 40), "persons": N(100, 300)}, {"kind": "guidance", "at": "市", "person_name": invented, "persons": 1, "person_times": N(1, 2), "result": "形成求职计划"}])
LOANS = Recipe("employment_loans", counts=(3, 3, 3, 4), where={"kind": ("enterprise", "regional")}, templates=[{"at": "市", "person_name": invented, "kind": Pick("startup", "poor"), "family_size": N(2, 5), "bank": "望溪农商银行", "amount": Pick(50000, 80000, 100000), "rate": 3.45, "purpose": Pick("开办早餐店", "购置货车首付", "扩建竹编作坊"), "due_on": After(730, 730, future=True), "result": "经营正常"}])
FAIRS = Recipe("job_fairs", counts=(3, 4, 3, 5), where={"kind": "enterprise"}, templates=[{"at": "市", "title": ByMonth(Pick("民营企业服务月招聘会", "家门口就业招聘会"), {(1, 2, 3): Pick("春风行动专场招聘会", "女职工专场招聘会"), (5, 6, 7): "高校毕业生招聘会"}), "ended_on": After(0, 1), "firms": N(26, 62), "vacancies": N(480, 1300), "applicants": Share("vacancies", 0.8, 1.4), "hired": Share("vacancies", 0.12, 0.24), "women_hired": Share("hired", 0.4, 0.6), "women_hardship_hired": N(2, 9), "priority": True}],
    fixed=[{"on": "2026-02-26", "at": "市", "title": "“春暖望溪”就业援助招聘会", "ended_on": After(1, 1), "firms": 68, "vacancies": 1420, "applicants": 1650, "hired": 286, "women_hired": 131, "women_hardship_hired": 11, "priority": True, "done": "招聘会开进东门社区和高速路口服务区，恒泰纺织待岗职工专设一条“一对一”通道，由工会干部陪同面试。", "effect": "68家企业提供岗位1420个，286人达成就业意向，恒泰纺织27名待岗职工当场签约。"}])

PROTECTION = Recipe("women_protection", counts=(12, 14, 14, 18), where={"kind": WORKING}, templates=[
    {"kind": "benefit", "matter": Pick("女职工卫生费发放", "三八节慰问"), "women": Share("women", 0.8, 1), "money": Times("women", 60), "is_closed": True}, {"kind": "four_periods", "who": "woman", "matter": Pick("孕期调整岗位", "哺乳时间安排", "更年期调休"), "measures": "调离高温岗位，不排夜班", "restrictions": "第三级以上体力劳动", "women": 1, "is_closed": True, "result": "已落实"}, {"kind": "leave", "who": "woman", "matter": Pick("产假待遇", "陪产和育儿假"), "leave_days": Pick(158, 98, 60), "women": 1, "is_closed": True, "result": "已落实"}, {"kind": "case", "who": "woman", "matter": Pick("孕期被要求离职", "哺乳期降薪"), "women": 1, "recovered": M(2000, 12000, 100), "handler": "罗小芸", "result": "恢复岗位，补发工资", "is_closed": True}, {"kind": "referral", "who": "woman", "matter": "家庭暴力求助", "women": 1, "agency": "市妇联、公安派出所", "sent_on": After(0, 1), "replied_on": After(2, 8), "handler": "罗小芸", "result": "出具告诫书", "is_closed": True}],
    fixed=[{"on": "2026-04-16", "unit": "华晟", "kind": "four_periods", "matter": "孕期哺乳期女职工岗位保护清单", "women": 46, "measures": "列出七类不宜岗位，设转岗缓冲区和哺乳室", "restrictions": "高频辐射、频繁弯腰作业", "is_closed": True, "result": "已落实", "done": "女职工部与企业安全部门逐岗测评，编出孕期哺乳期岗位保护清单，贴在每条产线的看板上。", "effect": "46名孕期哺乳期女职工全部转到清单内岗位，工资不减。"}])
RETIREES = Recipe("retirees_care", counts=(14, 16, 15, 18), where={"kind": ("institution", "enterprise")}, templates=[{"kind": "send_off", "person_name": invented, "retired_on": After(-5, 0), "occasion": "荣退仪式", "gift": "纪念品", "gift_value": 500, "has_certificate": True, "tea_party": True, "often": 2}, {"kind": "visit", "person_name": invented, "occasion": ByMonth("住院", {(1, 2): "春节", (10,): "重阳节"}), "gift": "慰问品", "gift_value": 200, "money": Pick(300, 500)}, {"kind": "birthday", "person_name": invented, "occasion": "八十寿辰", "gift": "寿糕", "gift_value": 200, "money": 500}, {"kind": "treatment", "person_name": invented, "item": Pick("退休人员体检", "独生子女奖励"), "policy": "本地退休人员待遇规定", "due_on": After(30, 30, future=True), "done_on": After(5, 28)}])
DONATIONS = Recipe("donations", counts=(5, 5, 6, 7), where={"kind": WORKING}, templates=[{"kind": "cash", "campaign": Pick("慈善一日捐", "困难职工互助募捐"), "purpose": "困难职工救助", "donor": "全体职工", "donors": Share("staff", 0.5, 0.9), "amount": Times("donors", 30)}, {"kind": "goods", "campaign": "冬衣捐赠", "donor": "机关干部", "donors": N(20, 60), "goods": "棉衣、被褥", "goods_value": M(3000, 9000)}, {"kind": "payout", "who": "", "campaign": "困难职工互助募捐", "purpose": "大病救助", "paid_out": M(3000, 10000, 500), "paid_on": After(0, 5)}])

MOTHERS, STATION, LIBRARY = "mothers", "station", "library"
VENUES = Recipe("venues", date="opened_on", where={"kind": WORKING}, counts=(6, 7, 7, 9), templates=[
    {"name": "{unit}职工书屋", "kind": LIBRARY, "status": "open", "area": N(40, 120), "books": N(800, 3600), "loans": N(200, 1600), "opening_hours": "每日11:30—20:30", "cost": M(8000, 40000)}, {"name": "{unit}爱心妈咪小屋", "kind": MOTHERS, "status": "open", "area": N(8, 20), "visits": N(60, 400), "facilities": "冷藏柜、护理台、隔帘", "cost": M(3000, 12000)}, {"name": "{unit}户外劳动者服务站", "kind": STATION, "status": "open", "area": N(12, 40), "visits": N(600, 4200), "facilities": "饮水机、微波炉、充电、休息座椅", "opening_hours": "7:00—22:00", "access_rule": "户外劳动者免费", "cost": M(6000, 26000)}, {"name": "{unit}职工活动室", "kind": "gym", "status": "open", "area": N(60, 200), "visits": N(400, 3000), "cost": M(20000, 80000)}],
    fixed=[{"on": "2011-10-01", "at": "市", "name": "望溪市工人文化宫", "kind": "centre", "status": "open", "area": 4200, "visits": 86000, "facilities": "剧场、球馆、教室、书屋", "cost": 12600000, "level": "县市级"}, {"on": "2014-09-01", "at": "市", "name": "望溪市职工学校", "kind": "school", "status": "open", "area": 1600, "visits": 5200, "cost": 2800000, "level": "县市级"}, {"on": "2026-05-30", "at": "货运", "name": "货车司机“暖途”服务站", "kind": STATION, "status": "open", "area": 86, "visits": 1340, "facilities": "淋浴、洗衣、热餐、停车位、法律咨询屏", "opening_hours": "全天", "access_rule": "货车司机、快递员免费", "cost": 68000, "done": "选址在高速出口货车聚集点，站长由司机自己推选，管理费用由行业工会和场站分担。", "effect": "开站一个月服务司机1340人次。", "example": "跑长途的雷师傅说，以前只能在车里凑合，现在下了高速有热水、有热饭。"}, {"on": "2026-04-03", "at": "城东", "name": "东门户外劳动者服务站", "kind": STATION, "status": "open", "area": 32, "visits": 1120, "facilities": "饮水、充电、雨具、母婴角", "cost": 21000, "done": "利用社区临街门面改建，环卫班长兼任站长。", "effect": "覆盖环卫、外卖、快递等160余人。"}])

build = cook(HARDSHIP, CHANGES, LINKS, TALKS, AID, MUTUAL, HEALTH, WELFARE, SERVICES, STATIONS, EMPLOYMENT, LOANS, FAIRS, PROTECTION, RETIREES, DONATIONS, VENUES)
