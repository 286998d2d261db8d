"""Events with their themes, publicity, research, money, assets and the office's own work in the demo city."""

# One row a line: this is a table.
# fmt: off

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from gonghui.demo.chance import END, TODAY
from gonghui.demo.recipes import Recipe, cook
from gonghui.demo.values import After, ByMonth, M, N, Pick, Share
from gonghui.demo.world import World
from gonghui.kernel.matters.models import Event, EventTheme

WORKS = ("enterprise", "institution", "organ", "regional")


def themes(world: World, rows: list[Any]) -> None:
    """One row for each theme of an event, and the unions that supported it."""
    EventTheme.objects.bulk_create([EventTheme(event=row, theme=theme) for row in rows for theme in row.demo["themes"]])
    for row in rows:
        if row.demo.get("supporting"):
            row.supporting_unions.set([world.unions[key] for key in row.demo["supporting"]])
            row.supporters = "、".join(world.unions[key].name for key in row.demo["supporting"])
    Event.objects.bulk_update([row for row in rows if row.demo.get("supporting")], ["supporters"])


CULTURE = ("culture",)
EVENTS = Recipe(
    "culture",
    counts=(48, 54, 52, 64),
    date="held_on",
    where={"kind": WORKS},
    after=themes,
    templates=[
        {"title": Pick("职工篮球友谊赛", "职工乒乓球赛", "趣味运动会", "拔河比赛", "职工羽毛球赛"), "kind": "体育比赛", "themes": CULTURE, "lead": "{unit}工会", "level": "单位级", "attendance": Share("staff", 0.25, 0.6), "teams": N(4, 12), "winners": N(3, 9), "cost": M(2000, 12000), "often": 3},
        {"title": ByMonth(Pick("职工歌咏比赛", "职工才艺展示"), {(12, 1, 2): "迎春联欢会", (9, 10): "中秋国庆联欢晚会", (4, 5): "庆“五一”歌咏会"}), "kind": "文艺演出", "themes": CULTURE, "lead": "{unit}工会", "level": "单位级", "attendance": Share("staff", 0.4, 0.8), "performers": N(12, 60), "cost": M(3000, 18000), "often": 2},
        {"title": Pick("书画摄影展", "健步走", "工间操比赛", "棋类比赛"), "kind": "文化活动", "themes": CULTURE, "lead": "{unit}工会", "level": "单位级", "attendance": Share("staff", 0.2, 0.6), "cost": M(1000, 6000), "often": 2},
        {"title": ByMonth(Pick("女职工健康讲座", "女职工读书会", "好家风分享会"), {(3,): "“三八”插花沙龙"}), "kind": "女职工活动", "themes": ("women",), "lead": "{unit}女职工委员会", "level": "单位级", "attendance": Share("women", 0.3, 0.7), "women": lambda c: c.values["attendance"], "cost": M(800, 5000), "often": 2},
        {"title": ByMonth(Pick("退休职工健步行", "退休职工参观新厂区"), {(1, 2): "退休职工迎春茶话会", (10,): "重阳节茶话会"}), "kind": "离退休活动", "themes": ("retirees",), "lead": "{unit}工会", "attendance": N(12, 60), "cost": M(800, 6000)},
        {"title": Pick("安全生产宣传周", "“安康杯”宣传进班组"), "kind": "宣传", "themes": ("publicity", "safety"), "lead": "{unit}工会", "attendance": Share("staff", 0.4, 0.8)},
        {"title": Pick("基层工会规范化观摩", "职工之家现场会"), "kind": "现场会", "themes": ("campaign",), "at": "市", "lead": "市总工会组织部", "attendance": N(40, 90)},
        {"title": Pick("市总工会主席办公会", "基层工会主席例会", "季度重点工作调度会"), "kind": "会议", "themes": ("meeting",), "at": "市", "lead": "市总工会办公室", "attendance": N(14, 62), "decisions": Pick("听取重点任务进展，部署下阶段工作", "研究经费预算执行和站点建设", "研究劳模推荐和技能大赛方案"), "often": 2},
        {"title": Pick("普法宣传进工地", "宪法宣传进企业"), "kind": "普法", "themes": ("law", "publicity"), "at": "市", "lead": "市总工会权益保障部", "attendance": N(80, 200)},
        {"title": Pick("企业用工调研", "新就业群体走访调研"), "kind": "调研", "themes": ("research",), "at": "市", "lead": "市总工会", "attendance": N(4, 9), "households": N(3, 8)},
    ],
    fixed=[
        {"on": "2026-04-25", "at": "市", "title": "庆“五一”劳模工匠故事会暨职工文艺汇演", "kind": "文艺演出", "themes": ("culture", "publicity", "guidance"), "supporting": ("供电", "人民医院", "鑫源"), "lead": "望溪市总工会", "level": "县市级", "place": "望溪市工人文化宫", "attendance": 860, "attendance_times": 860, "performers": 146, "women": 410, "employers_count": 38, "cost": 56000, "topic": "劳动创造幸福", "done": "把劳模事迹改编成情景短剧、快板和合唱，演员全部是一线职工，讲述人和原型同台出场。", "effect": "860名职工现场观看，网上直播点击4.2万次。", "example": "公交驾驶员自编自演的快板《十个一点》被选送参加上级会演。"},
        {"on": "2026-03-06", "at": "市", "title": "“书香三八·巾帼建功”女职工主题活动", "kind": "女职工活动", "themes": ("women", "culture"), "supporting": ("实小", "华晟"), "lead": "望溪市总工会女职工部", "level": "县市级", "place": "实验小学报告厅", "attendance": 320, "women": 312, "cost": 18600, "done": "把读书分享、两癌筛查预约和法律咨询放进同一个下午，报告厅里听讲、登记、咨询三条线同时走。", "effect": "320人参加，现场预约筛查146人，解答产假、哺乳等问题52个。"},
        {"on": "2026-05-12", "at": "卫健", "title": "护士节健步走", "kind": "体育活动", "themes": ("culture", "women"), "supporting": ("人民医院", "中医院", "社卫"), "lead": "望溪市卫生健康系统工会", "level": "系统级", "attendance": 286, "women": 241, "cost": 9800, "done": "三家医院错峰组队。", "effect": "286名医护人员参加。"},
        {"on": "2026-06-02", "at": "市", "title": "“安全生产月”职工安全文化节", "kind": "宣传", "themes": ("safety", "publicity", "culture"), "supporting": ("市政", "化机"), "lead": "望溪市总工会", "level": "县市级", "attendance": 540, "employers_count": 46, "cost": 32000, "done": "把事故案例做成可动手体验的模拟舱，设安全帽撞击、触电模拟、心肺复苏六个点位。", "effect": "540名职工参加体验，46家企业把模拟舱预约进了车间。"},
        {"on": "2026-05-15", "at": "货运", "title": "“跑友节”货车司机快递员联谊", "kind": "文体活动", "themes": ("culture", "service"), "supporting": ("司机", "快递", "配送员"), "lead": "望溪市货运物流行业工会联合会", "level": "行业级", "attendance": 236, "cost": 16400, "done": "错开用车高峰，晚八点在物流园开场，设装卸接力、倒车入库、方言相声三个板块。", "effect": "236名司机、骑手参加，当场入会31人。"},
        {"on": "2026-01-20", "at": "市", "title": "市总工会十二届六次全委（扩大）会议", "kind": "会议", "themes": ("meeting",), "lead": "望溪市总工会", "attendance": 96, "decisions": "审议工作报告，部署全年八项重点任务"},
        {"on": "2025-04-26", "at": "市", "title": "庆“五一”职工大合唱", "kind": "文艺演出", "themes": ("culture", "guidance"), "supporting": ("一中", "公交"), "lead": "望溪市总工会", "level": "县市级", "attendance": 720, "performers": 320, "cost": 48000, "done": "18支职工合唱队登台，单位之间结对排练。", "effect": "720人参加。"},
        {"on": "2025-05-20", "at": "市", "title": "职工篮球联赛总决赛", "kind": "体育比赛", "themes": ("culture",), "lead": "望溪市总工会", "level": "县市级", "attendance": 410, "teams": 16, "winners": 3, "cost": 36000},
        {"on": "2026-07-04", "at": "市", "title": "职工趣味运动会（预赛）", "kind": "体育比赛", "themes": ("culture",), "lead": "望溪市总工会", "level": "县市级", "attendance": 260, "teams": 24, "cost": 12000},
        {"on": "2026-06-16", "at": "市", "title": "全市工会户外劳动者服务站点建设现场推进会", "kind": "现场会", "themes": ("meeting", "campaign", "service"), "lead": "望溪市总工会", "attendance": 68, "decisions": "三季度再建6处，统一开放时间和标识", "done": "上午看货车司机“暖途”站、下午看东门站，边看边算建设和管理两本账。", "effect": "明确6处新站点的选址、经费和站长。"},
        {"on": "2026-06-25", "at": "市", "title": "半年重点工作调度会", "kind": "会议", "themes": ("meeting",), "lead": "市总工会办公室", "attendance": 46, "decisions": "通报半年任务进度，部署下半年建会和技能培训"},
    ],
)

PUBLICITY = Recipe("publicity", counts=(44, 50, 48, 60), where={"kind": WORKS}, templates=[
    {"kind": "article", "title": Pick("把职代会开到车间里", "骑手有了歇脚处", "夜训班里的灯光", "师徒结对见实效"), "channel": Pick("市融媒体中心", "工会报", "工会公众号"), "level": Pick("county", "city"), "genre": Pick("item", "article"), "author": Pick("周敏", "李佳怡", "通讯员"), "sent_to": "市总工会", "is_adopted": True, "adopted_by": "市融媒体中心", "items": 1, "reads": N(300, 6800), "often": 2}, {"kind": "briefing", "title": "工会简报", "items": N(4, 9), "issues": 1, "copies": N(40, 120), "at": "市"}, {"kind": "board", "title": Pick("班组光荣榜", "安全文化墙"), "boards": N(1, 6), "items": 1}, {"kind": "model", "title": Pick("劳模事迹专栏", "工匠故事"), "subject": Pick("秦振华", "冯庆丰", "姜美玲"), "channel": "工会公众号", "reads": N(500, 5200), "consent": True}, {"kind": "health", "title": "职业病防治宣传", "copies": N(80, 300), "people": Share("staff", 0.3, 0.7)}, {"kind": "story", "title": "职工家书", "items": N(2, 8), "channel": "内刊"}],
    fixed=[{"on": "2026-04-30", "at": "市", "kind": "release", "title": "望溪工会“半年二十件实事”新闻发布", "channel": "市融媒体中心", "level": "county", "items": 20, "reads": 26000, "is_adopted": True, "adopted_by": "市融媒体中心", "done": "邀请职工代表和媒体一起到现场回访每件实事。", "effect": "20件实事全部办结，转载38次。"}])
RESEARCH = Recipe("research", counts=(4, 5, 4, 6), where={"kind": WORKS}, templates=[{"at": "市", "kind": "report", "title": Pick("小微企业联合工会运行情况调研", "非公企业工资集体协商调研", "女职工生育保障落实情况调研", "新就业群体入会意愿调研"), "background": "年度重点调研", "practices": "走访企业、座谈、问卷", "problems": "小微企业协商能力不足", "measures": "向小微企业派驻协商指导员", "sent": N(120, 400), "returned": Share("sent", 0.9, 1), "employers_visited": N(8, 22), "people": N(100, 380), "recipient": "市政府", "replied_on": After(20, 60), "is_accepted": True}],
    fixed=[{"on": "2026-04-15", "at": "市", "kind": "report", "title": "关于望溪市新就业群体“三难一盼”的调研报告", "background": "快递、货运、配送从业者达2600人", "practices": "跟班体验18人次，问卷412份，座谈6场", "problems": "停车难、歇脚难、保障难，盼学技能", "measures": "建驿站、扩保障、办夜训、立行业协议", "sent": 412, "returned": 396, "employers_visited": 14, "people": 412, "recipient": "市委、市政府", "replied_on": After(26, 26), "is_accepted": True, "done": "18名工会干部跟班送单、跟车出车，把问题记在随身本上。", "effect": "市政府采纳3条建议，安排42万元建设站点。"}])
TEAMS = Recipe("teams", counts=(10, 12, 12, 15), where={"kind": WORKS}, templates=[{"name": Pick("职工篮球协会", "职工书画协会", "职工健步队", "职工合唱团"), "kind": "club", "leader": Pick("段辉", "任辉", "毛倩"), "members": N(12, 60), "formed_on": After(-900, -200), "activities": N(2, 9), "hours": N(8, 60), "often": 2}, {"name": Pick("职工志愿服务队", "水电义务维修队"), "kind": "volunteer", "leader": Pick("严刚", "史颖"), "members": N(10, 40), "formed_on": After(-700, -100), "mission": Pick("高温送清凉、义务维修", "敬老助残", "防汛值守"), "activities": N(3, 10), "hours": N(20, 90), "served": N(30, 160)}, {"name": "技术攻关小组", "kind": "innovation", "leader": "技术骨干", "members": N(5, 12), "formed_on": After(-400, -60), "activities": N(3, 9)}])
DOCUMENTS = Recipe("documents_library", counts=(12, 14, 12, 17), where={"kind": WORKS}, templates=[{"at": "市", "title": Pick("关于开展“春季要约行动”的通知", "关于做好女职工“两癌”筛查的通知", "关于命名职工书屋示范点的通知", "关于加强工会经费收缴的通知"), "kind": "issued", "document_no": lambda c: f"望工发〔{c.day.year}〕{c.rng.randint(3, 48)}号", "issuer": "望溪市总工会", "scope": "各级工会", "in_force_on": After(0, 5), "relayed_on": After(2, 10), "relayed_units": N(20, 50), "is_present": True, "often": 2}, {"at": "市", "title": "上级工会来文", "kind": "received", "document_no": lambda c: f"上工〔{c.day.year}〕{c.rng.randint(2, 40)}号", "issuer": "上级总工会", "relayed_on": After(1, 6), "relayed_units": N(12, 40), "study_record": "理论学习中心组传达学习"}, {"at": "市", "title": Pick("经费报销审批办法", "户外劳动者服务站管理办法"), "kind": "rule", "version": Pick("1.0", "2.0"), "in_force_on": After(5, 20), "is_present": True}])
DUTY = Recipe("duty", counts=(26, 26, 26, 26), where={"kind": WORKS}, date="on_day", templates=[{"at": "市", "shift": Pick("白班", "夜班"), "duty_officer": Pick("贺雅琴", "李佳怡", "周敏", "赵立新"), "leader": Pick("陆景行", "副主席"), "events": Pick("无异常", "接听来电三起，已登记转办", "处理临时信访一起"), "handed_to": Pick("贺雅琴", "周敏")}])


def funds(world: World, rng: Random) -> list[dict[str, Any]]:
    """Levies month by month from the larger units, dues once a half-year, treasury and what goes up and down."""
    found: list[dict[str, Any]] = []
    payers = [u for u in world.units(END) if u.employer and u.employees >= 90 and u.key not in ("清河砂石", "工地")]
    for year, month in [(2024, m) for m in range(7, 13)] + [(2025, m) for m in range(1, 13)] + [(2026, m) for m in range(1, 7)]:
        for unit in payers:
            if not world.stands(unit.key, dt.date(year, month, 1)):
                continue
            payroll = unit.employees * rng.randrange(4200, 5200, 50)
            due = round(payroll * 0.02, 2)
            short = rng.random() < 0.05
            kind = "treasury" if unit.kind in ("organ", "institution") else "levy" if unit.ownership in ("state", "collective") else "tax"
            found.append({"on": dt.date(year, month, min(28, 12 + rng.randint(0, 12))), "unit": unit.key, "kind": kind, "fund_period": f"{year}-{month:02d}", "due_on": dt.date(year, month, 15), "payroll": payroll, "rate": 2, "due": due, "paid": round(due * (0.6 if short else 1), 2), "channel": {"treasury": "财政划拨", "levy": "银行托收", "tax": "税务代收"}[kind], "budgeted": due if kind == "treasury" else None, "matched": not short, "receipt_no": f"JF{year % 100}{month:02d}{rng.randint(1000, 9999)}", "arrears": round(due * 0.4, 2) if short else 0, "arrears_state": "催缴中" if short else "", "reminders": 1 if short else 0})
        for unit in rng.sample(payers, 6):
            found.append({"on": dt.date(year, month, 20), "unit": unit.key, "kind": "dues", "fund_period": f"{year}-{month:02d}", "due_month": dt.date(year, month, 1), "due": unit.employees * 10, "paid": unit.employees * 10, "channel": "工资代扣", "receipt_no": f"HF{year % 100}{month:02d}{rng.randint(100, 999)}"})
    for day, at, kind, amount, period in [(dt.date(2025, 2, 18), "市", "remit", 268000, "2024H2"), (dt.date(2025, 8, 12), "市", "remit", 284000, "2025H1"), (dt.date(2026, 2, 16), "市", "remit", 302000, "2025H2"), (dt.date(2026, 6, 25), "市", "remit", 321000, "2026H1")]:
        found.append({"on": day, "at": at, "kind": kind, "fund_period": period, "due": amount, "due_on": day + dt.timedelta(days=5), "remitted": amount, "remitted_on": day, "paid": amount, "county": "望溪市总工会", "receipt_no": f"SJ{day:%y%m}01", "channel": "银行转账"})
    for day, amount in [(dt.date(2025, 3, 6), 210000), (dt.date(2026, 3, 4), 246000)]:
        found.append({"on": day, "at": "市", "kind": "grant", "fund_period": f"{day.year}", "due": amount, "paid": amount, "purpose": "下拨基层工会活动经费", "passed_on_on": day + dt.timedelta(days=8), "passed_on": amount, "pass_days": 8, "channel": "银行转账"})
    return found


FUNDS = Recipe("funds", fixed=funds, date="collected_on")
SPENDING = Recipe("funds_spending", counts=(60, 64, 66, 74), where={"kind": (*WORKS,)}, templates=[
    {"direction": "expense", "voucher": lambda c: f"Z{c.day:%y%m}{c.rng.randint(100, 999)}", "item": Pick("职工慰问", "技能竞赛奖励", "培训讲课费", "文体活动", "女职工活动"), "budget_line": Pick("职工服务支出", "活动支出", "培训支出"), "amount": M(500, 28000, 50), "payee": Pick("本单位职工", "市职工学校", "体育用品商店"), "fund": "工会经费", "purpose": "活动开支", "approvals": "经审主任、工会主席", "claim": "paid", "paid_on": After(0, 12), "receipt": "签收齐全", "often": 6}, {"at": "市", "direction": "income", "voucher": lambda c: f"S{c.day:%y%m}{c.rng.randint(100, 999)}", "item": Pick("上级回拨", "财政补助", "利息收入"), "budget_line": "补助收入", "amount": M(20000, 160000, 1000), "payer": "上级工会", "fund": "财政专项", "claim": "paid", "paid_on": After(0, 2)}])
BUDGETS = Recipe("funds_budgets", date="settled_on", fixed=[{"on": f"{year}-12-31", "at": "市", "budget_year": year, "kind": kind, "account": account, "budgeted": budgeted, "adjusted": budgeted, "spent": spent, "budget_period": f"{year}年度", "differences": "结余列入下年" if spent < budgeted else "略有超支", "reviewer": "经审会", "approved_on": After(20, 40)} for year, kind, account, budgeted, spent in [(2024, "final", "职工活动支出", 1260000, 1188000), (2024, "final", "维权支出", 480000, 462000), (2025, "budget", "职工活动支出", 1420000, 1385000), (2025, "budget", "维权支出", 560000, 548000), (2025, "final", "职工服务支出", 820000, 801000)]])
SHARES = Recipe("funds_shares", date="shared_on", fixed=[{"on": day, "at": "市", "batch": batch, "total": total, "grassroots_ratio": 60, "county_ratio": 25, "city_ratio": 5, "upper_ratio": 10, "grassroots_share": round(total * 0.6, 2), "county_share": round(total * 0.25, 2), "city_share": round(total * 0.05, 2), "upper_share": round(total * 0.1, 2), "remitted": round(total * 0.6, 2), "difference": 0} for day, batch, total in [("2024-09-30", "2024Q3", 780000), ("2025-03-31", "2025Q1", 812000), ("2025-06-30", "2025Q2", 836000), ("2025-12-31", "2025H2", 1650000), ("2026-03-31", "2026Q1", 884000), ("2026-06-30", "2026Q2", 901000)]])
ASSETS = Recipe("assets", date="acquired_on", fixed=lambda world, rng: [{"on": day, "at": "市", "card_no": f"ZC{day[2:4]}{n:04d}", "name": name, "kind": kind, "spec": spec, "quantity": q, "cost": cost, "opening": cost, "closing": cost, "place": place, "user": user, "status": "在用", **({"disposed_on": gone, "change": 0} if gone else {})} for n, (day, name, kind, spec, q, cost, place, user, gone) in enumerate(
    [("2011-09-30", "工人文化宫主楼", "building", "四层", 1, 11800000, "市区", "文化宫", None), ("2019-05-20", "服务车", "equipment", "七座", 1, 168000, "市总工会", "办公室", None), ("2024-11-06", "笔记本电脑", "equipment", "便携", 6, 38400, "市总工会", "各部室", None), ("2025-04-08", "会议系统", "equipment", "数字", 1, 96000, "多功能厅", "办公室", None), ("2026-03-18", "安全体验模拟舱", "equipment", "体验式", 2, 58000, "文化宫", "权益保障部", None), ("2026-04-02", "书柜", "furniture", "实木", 18, 32400, "职工书屋", "女职工部", None), ("2012-06-01", "大巴车", "equipment", "二十座", 1, 268000, "文化宫", "文化宫", "2025-11-30")], 1)])
COUNTS = Recipe("assets_counts", counts=(4, 4, 4, 5), date="counted_on", where={"kind": WORKS}, templates=[{"at": "市", "name": Pick("会议桌椅", "电脑", "书柜", "运动器材"), "card_no": lambda c: f"ZC{c.rng.randint(1000, 9999)}", "booked": N(4, 20), "counted": lambda c: c.values["booked"] - (1 if c.rng.random() < 0.2 else 0), "difference": lambda c: abs(c.values["booked"] - c.values["counted"]), "handling": lambda c: "追查登记" if c.values["difference"] else "账实相符", "agreed": lambda c: not c.values["difference"]}])
CHECKS = Recipe("assets_checks", counts=(2, 3, 2, 3), date="checked_on", where={"kind": WORKS}, templates=[{"at": "市", "kind": Pick("inspection", "return"), "county": "望溪市总工会", "scope": "admin", "institution": "机关本级", "assets_value": M(12000000, 13500000, 1000), "lines_count": N(30, 60), "finding": "卡片位置未更新", "fix": "补录使用部门", "submitted_on": After(5, 12), "due_on": After(20, 30, future=True), "reported_to": "上级总工会"}])
SUPPLIES = Recipe("assets_supplies", counts=(10, 10, 10, 12), date="moved_on", where={"kind": WORKS}, templates=[{"at": "市", "kind": "in", "name": Pick("慰问品", "打印纸", "矿泉水", "工具书"), "quantity": N(20, 200), "cost": M(800, 12000), "left": N(10, 160), "receiver": "仓库"}, {"at": "市", "kind": "out", "name": Pick("慰问品", "打印纸", "矿泉水"), "quantity": N(5, 60), "receiver": Pick("各部室", "服务站", "活动现场"), "left": N(5, 120)}])
AUDITS = Recipe("audits", counts=(4, 6, 5, 7), date="audited_on", where={"kind": ("enterprise", "institution")}, templates=[{"at": "市", "kind": "own", "audited": "市总工会本级", "audit_year": lambda c: c.day.year - 1, "audit_period": lambda c: f"{c.day.year - 1}年度", "scope": "预算收支、三公经费、专项资金", "finding": Pick("差旅费依据不够明细", "固定资产卡片更新不及时"), "findings": N(1, 3), "amount": 0, "rectify_by_on": After(30, 60, future=True), "rectified": Share("findings", 0.8, 1), "rectified_on": After(20, 55), "rectified_amount": 0, "opinion": "总体规范", "auditor": "经审委员会", "result": "found"}, {"at": "市", "kind": "earmarked", "audited": Pick("送温暖资金", "劳模专项资金", "女职工专项"), "audit_year": lambda c: c.day.year - 1, "finding": "签收单日期不全", "findings": 1, "rectify_by_on": After(30, 60, future=True), "rectified": 1, "rectified_on": After(20, 45), "opinion": "合规", "auditor": "委托会计师事务所", "result": "found"}, {"kind": "budget", "audited": "{unit}工会", "audit_year": lambda c: c.day.year - 1, "findings": N(0, 2), "finding": lambda c: "会议纪要附件不全，报销依据缺漏" if c.values["findings"] else "", "rectify_by_on": lambda c: c.day + dt.timedelta(days=45) if c.values["findings"] else None, "rectified": lambda c: c.values["findings"], "rectified_on": lambda c: min(c.day + dt.timedelta(days=26), TODAY) if c.values["findings"] else None, "opinion": "基本合规", "auditor": "市总经审组", "result": lambda c: "found" if c.values["findings"] else "none"}, {"at": "市", "kind": "leaving", "audited": Pick("城西街道总工会", "白塔镇总工会"), "audit_year": lambda c: c.day.year - 1, "scope": "任期内经费管理", "finding": "一笔慰问资金发放依据补办", "findings": 1, "rectified": 1, "rectified_on": After(15, 40), "rectify_by_on": After(30, 50, future=True), "opinion": "交接完成", "auditor": "经审委员会", "result": "found"}])

build = cook(EVENTS, PUBLICITY, RESEARCH, TEAMS, DOCUMENTS, DUTY, FUNDS, SPENDING, BUDGETS, SHARES, ASSETS, COUNTS, CHECKS, SUPPLIES, AUDITS)
