"""Contests, innovation, training, model workers, honours and safety of the demo city."""

# One row a line: this is a table.
# fmt: off

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from gonghui.demo.people import MODELS
from gonghui.demo.recipes import Recipe, cook
from gonghui.demo.values import After, ByIndustry, M, N, Pick, Share, Times, invented
from gonghui.demo.world import World

WORKS = ("enterprise", "institution", "project")
BUSINESS = ("enterprise",)
MAKERS = ["鑫源", "华晟", "化机", "铸造", "新能源", "恒泰", "清河水泥", "供电", "公交", "绿源", "恒昌", "市政"]
TRADES = ByIndustry(Pick("电工", "客户服务", "计算机操作"), {
    "纺织业": Pick("缝纫工", "挡车工", "保全工"), "机械制造": Pick("数控车工", "焊工", "钳工"), "金属制品": Pick("冲压工", "焊工"), "电子制造": Pick("电子装接工", "设备点检员"), "建筑业": Pick("钢筋工", "架子工", "测量员"),
    "卫生": Pick("护理", "急救", "药剂"), "教育": Pick("教学", "班级管理"), "餐饮业": Pick("中式烹调", "餐厅服务"), "住宿业": Pick("客房服务", "餐厅服务"), "茶叶加工": Pick("手工炒茶", "茶艺"), "公共交通": Pick("公交驾驶", "汽车修理"), "道路运输": Pick("货车驾驶", "汽车修理"),
    "物业管理": Pick("电梯维保", "客户服务"), "零售业": Pick("收银", "药品调配"), "建材业": Pick("窑炉操作", "石材切割"), "电力供应": Pick("带电作业", "配电运维"), "水务": Pick("管道检漏", "水质化验"), "食品加工": Pick("食品检验", "包装操作"), "家具制造": Pick("木工", "油漆工"), "快递业": Pick("快件分拣", "快递业务"),
})

CONTESTS = Recipe(
    "contests",
    counts=(18, 20, 22, 26),
    where={"kind": WORKS},
    templates=[
        {"title": Pick("“百日安全生产”劳动竞赛", "“降本增效”劳动竞赛", "“大干二季度”劳动竞赛"), "kind": "labour", "level": "单位级", "organiser": "{unit}工会", "teams": N(4, 14), "people": Share("staff", 0.4, 0.9), "units": 1, "ended_on": After(30, 90), "benefit": M(20000, 260000, 1000), "benefit_verified": True, "winners": N(6, 20), "rewards": M(3000, 16000), "often": 3},
        {"trade": TRADES, "title": "{trade}技能比武", "kind": "skill", "level": "单位级", "organiser": "{unit}工会", "people": N(16, 60), "winners": N(3, 8), "rewards": M(2000, 8000), "promoted": N(0, 6), "often": 2},
        {"title": "岗位练兵月", "kind": "drill", "level": "单位级", "organiser": "{unit}工会", "people": Share("staff", 0.5, 0.9), "participations": Share("people", 1, 1)},
        {"title": "班组安全质量对抗赛", "kind": "team", "level": "单位级", "organiser": "{unit}工会", "teams": N(6, 20), "people": N(40, 120), "winners": N(2, 6), "rewards": M(1500, 6000)},
        {"title": "“安康杯”竞赛", "kind": "ankang", "level": "县市级", "organiser": "市总工会、市应急管理局", "teams": N(8, 30), "people": Share("staff", 0.6, 0.95), "units": 1},
        {"title": "教师教学基本功大赛", "kind": "teaching", "unit": ["一中", "实小", "职校", "东幼"], "level": "单位级", "organiser": "{unit}工会", "people": N(20, 70), "winners": N(6, 16), "rewards": M(2000, 6000)},
        {"title": "女职工岗位建功竞赛", "kind": "women", "level": "单位级", "organiser": "{unit}女职工委员会", "people": Share("women", 0.4, 0.8), "winners": N(3, 10), "rewards": M(1000, 5000)},
        {"title": "法律和安全知识竞赛", "kind": "quiz", "level": "单位级", "organiser": "{unit}工会", "teams": N(5, 12), "people": N(30, 90), "winners": N(3, 9), "rewards": M(1000, 4000)},
    ],
    fixed=[
        {"on": "2026-04-17", "at": "市", "title": "望溪市第八届职工职业技能大赛", "kind": "skill_match", "level": "县市级", "organiser": "市总工会、市人社局", "trade": "数控车工、电工、焊工、护理、养老护理、网络营销六个工种", "units": 46, "teams": 46, "people": 386, "participations": 412, "observers": 640, "ended_on": After(29, 29), "rules_on": After(-40, -40), "winners": 54, "awards": "一等奖6名、二等奖12名、三等奖36名", "rewards": 86000, "promoted": 41, "training_cost": 128000, "done": "大赛设六个工种，初赛放在企业车间，决赛请来行业大师当裁判，成绩当天张榜，前六名直接推荐技师评价。", "effect": "386名职工同台比武，41人晋升技能等级，3家企业把赛题改成了岗位培训教材。", "example": "24岁的数控车工阮志远赛前一个月每晚加练两小时，决赛把误差控制在0.01毫米以内，成为最年轻的状元。"},
        {"on": "2026-03-01", "unit": "市政", "title": "望溪大道改造“八比八创”劳动竞赛", "kind": "labour", "level": "县市级", "organiser": "市总工会、市住建局", "units": 4, "teams": 12, "people": 318, "ended_on": After(121, 121), "rules_on": After(-6, -6), "benefit": 1860000, "benefit_verified": True, "winners": 24, "awards": "优胜班组6个、竞赛标兵18名", "rewards": 60000, "done": "把工期、质量、安全、环保、工资支付等八项列入竞赛，12个班组每周亮榜，排名末位的班组由项目经理陪同整改。", "effect": "雨污分流段提前23天完工，节约成本186万元，全线保持零欠薪、零事故。"},
        {"on": "2025-04-22", "at": "市", "title": "望溪市第七届职工职业技能大赛", "kind": "skill_match", "level": "县市级", "organiser": "市总工会、市人社局", "trade": "数控车工、电工、焊工、护理、餐饮服务五个工种", "units": 41, "teams": 41, "people": 341, "participations": 360, "observers": 500, "ended_on": After(24, 24), "winners": 45, "rewards": 72000, "promoted": 33, "training_cost": 110000, "done": "与人社部门联合办赛，赛证融通。", "effect": "33人通过比赛晋升等级。"},
        {"on": "2026-05-09", "unit": "人民医院", "title": "护理急救情景比武", "kind": "skill", "level": "县市级", "organiser": "市卫生健康系统工会", "trade": "护理", "units": 3, "people": 72, "winners": 12, "rewards": 12000, "done": "比武不设脚本，由急诊科临时出题，以抢救时间和配合度打分。", "effect": "急救小组平均到位时间缩短48秒。"},
    ],
)
RESULTS = Recipe("contests_results", counts=(24, 30, 26, 36), where={"kind": WORKS}, templates=[{"who": "", "contest": Pick("技能大赛", "班组对抗赛", "岗位练兵"), "kind": Pick("skill", "team", "drill"), "level": Pick("单位级", "县市级"), "trade": TRADES, "theory": N(72, 96), "practice": N(74, 98), "score": N(75, 97), "rank_no": N(1, 12), "award": Pick("一等奖", "二等奖", "三等奖", ""), "is_winner": lambda c: bool(c.values["award"])}])
INNOVATION = Recipe("innovation", counts=(8, 9, 9, 11), where={"kind": BUSINESS}, templates=[{"unit": MAKERS, "project": Pick("节能降耗年行动", "工艺改进行动", "设备自主维修"), "closed_on": After(60, 150), "people": Share("staff", 0.3, 0.7), "proposed": N(10, 60), "adopted": Share("proposed", 0.3, 0.7), "proposals_benefit": M(20000, 200000, 1000), "saving_times": N(60, 400), "saved": M(30000, 360000, 1000), "quality": N(0, 3), "results": N(0, 4), "breakthroughs": N(0, 3)}])
BENEFITS = Recipe("innovation_benefits", counts=(6, 8, 8, 10), where={"kind": BUSINESS}, templates=[{"unit": MAKERS, "source_kind": Pick("contest", "proposal", "project", "saving"), "item": Pick("模具改造", "余热回收", "边角料利用", "夹具改进"), "method": "同期单耗对比", "calculator": "财务部", "reviewer": "技术部", "amount": M(20000, 380000, 1000), "is_overlap": Pick(False, False, False, True)}])
PROJECTS = Recipe(
    "innovation_projects",
    counts=(16, 18, 19, 24),
    where={"kind": BUSINESS},
    templates=[
        {"unit": MAKERS, "started_on": After(-200, -90), "name": Pick("自动上料装置", "焊接变位工装", "废水回用改造", "锅炉余热利用", "快换夹具", "验布灯光改进", "公交线路节油驾驶", "阀门检漏装置"), "kind": Pick("innovation", "breakthrough", "small_innovation", "invention", "creation"), "field": Pick("生产", "设备", "环保"), "level": Pick("单位级", "县市级"), "result": "投入使用", "adopters": N(0, 3), "observers": N(0, 40), "benefit": M(20000, 260000, 1000), "benefit_verified": True, "verified_by": "财务部", "often": 3},
        {"unit": MAKERS, "started_on": After(-200, -90), "name": Pick("一种快换刀座", "一种茶青摊晾架", "一种防尘罩"), "kind": "patent", "patent_no": lambda c: f"ZL{c.day.year}2{c.rng.randrange(10**7):07d}.{c.rng.randrange(10)}", "result": "获授权", "benefit": M(0, 60000, 1000)},
        {"unit": MAKERS, "started_on": After(-120, -60), "name": Pick("“三检一看”操作法", "“手指口述”安全确认法", "快速换模法"), "kind": "method", "inventor": Pick("秦振华", "阮志远", "冯庆丰"), "level": "单位级", "adopters": N(1, 5), "observers": N(20, 120), "benefit": M(0, 90000, 1000)},
    ],
    fixed=[
        {"on": "2026-05-26", "unit": "鑫源", "started_on": After(-180, -180), "name": "深孔加工在线测量装置", "kind": "breakthrough", "team": "秦振华劳模创新工作室攻关组", "field": "生产", "level": "地市级", "result": "废品率由2.7%降到0.6%", "adopters": 3, "observers": 86, "award": "地市级职工技术创新成果二等奖", "benefit": 1240000, "benefit_verified": True, "verified_by": "财务部", "done": "工作室带着5名青年工人和设备厂家一起啃硬骨头，前后做了41次试切。", "effect": "废品率由2.7%降到0.6%，年增效124万元，3家配套企业跟着用上。", "example": "95后徒弟小阮提出用气动量仪替代探针，成了突破口。"},
        {"on": "2026-04-08", "unit": "公交", "started_on": After(-150, -150), "name": "纯电公交坡道节能驾驶法", "kind": "method", "inventor": "冯庆丰", "level": "县市级", "adopters": 7, "observers": 118, "benefit": 186000, "benefit_verified": True, "verified_by": "财务部", "done": "驾驶员把七条线路的坡道、站距录成节能曲线图，贴在驾驶台旁。", "effect": "百公里电耗下降6.4%，半年节电18.6万元。"},
    ],
)
STUDIOS = Recipe("innovation_studios", date="named_on", fixed=[
    {"on": "2019-05-01", "unit": "鑫源", "name": "秦振华劳模创新工作室", "kind": "model", "leader": "秦振华", "craft": "数控车削", "level": "省级", "team_size": 12, "apprentices": 38, "visits": 16, "works": 21, "patents": 6, "done": "“一课题一导师、一成果一奖励”，每月首个周六开放参观。", "effect": "累计带徒38人，其中11人成为技师。"},
    {"on": "2021-09-10", "unit": "人民医院", "name": "白衣护理创新工作室", "kind": "worker", "leader": "姜美玲", "craft": "静脉护理", "level": "县市级", "team_size": 8, "apprentices": 14, "visits": 6, "works": 7, "patents": 2}, {"on": "2023-04-28", "unit": "供电", "name": "配网带电作业工作室", "kind": "craftsman", "leader": "范宏伟", "craft": "带电作业", "level": "地市级", "team_size": 9, "apprentices": 12, "visits": 8, "works": 10, "patents": 4},
    {"on": "2024-12-20", "unit": "华晟", "name": "测试工艺工作室", "kind": "worker", "leader": "白志刚", "craft": "电子测试", "level": "县市级", "team_size": 7, "apprentices": 9, "visits": 3, "works": 5, "patents": 1}, {"on": "2025-10-30", "unit": "南湖茶业", "name": "手工炒茶技艺工作室", "kind": "craftsman", "leader": "沈水生", "craft": "手工炒茶", "level": "县市级", "team_size": 6, "apprentices": 10, "visits": 9, "works": 4}, {"on": "2026-04-29", "unit": "公交", "name": "冯庆丰节能驾驶工作室", "kind": "worker", "leader": "冯庆丰", "craft": "节能驾驶", "level": "县市级", "team_size": 10, "apprentices": 16, "visits": 2, "works": 3}])
PROPOSALS = Recipe(
    "proposals",
    counts=(58, 66, 64, 84),
    where={"kind": WORKS},
    templates=[
        {"number": lambda c: f"建〔{c.day.year}〕{c.rng.randint(100, 999)}", "title": Pick("冷却水循环使用", "通道增设反光标识", "包装线增加防呆卡扣", "班前会改用看板", "仓库先进先出标识", "空压机错峰运行"), "author": Pick("班组长", "一线工人", "技术员", "护士长"), "category": Pick("cost", "safety", "quality", "process"), "people": N(1, 5), "status": "implemented", "department": Pick("生产部", "安环部", "设备部"), "opinion": "可行", "is_adopted": True, "adopted_on": After(4, 20), "implemented_on": After(21, 60), "cost": M(0, 6000), "benefit": M(2000, 68000), "benefit_verified": True, "verified_by": "财务部", "reward": Pick(100, 200, 500), "often": 3},
        {"number": lambda c: f"建〔{c.day.year}〕{c.rng.randint(100, 999)}", "title": Pick("开通夜班班车", "诊室增加叫号屏", "食堂增设清真窗口", "走廊增加扶手"), "author": "职工代表", "category": Pick("service", "management"), "people": N(1, 3), "status": "adopted", "opinion": "采纳", "is_adopted": True, "adopted_on": After(5, 25), "expected_benefit": M(0, 8000), "reward": 100},
        {"number": lambda c: f"建〔{c.day.year}〕{c.rng.randint(100, 999)}", "title": Pick("更换全部工位灯具", "增购叉车", "宿舍加装电梯"), "author": "一线工人", "category": "management", "people": 1, "status": Pick("refused", "screened", "submitted"), "opinion": "暂缓，列入年度预算研究", "is_adopted": False},
    ],
    fixed=[{"on": "2026-02-10", "unit": "绿源", "number": "建〔2026〕007", "title": "管网夜间最小流量监测查漏", "author": "巡线班", "category": "cost", "people": 4, "status": "spread", "department": "管网部", "opinion": "立即实施", "is_adopted": True, "adopted_on": After(6, 6), "implemented_on": After(20, 20), "cost": 18000, "benefit": 328000, "benefit_verified": True, "verified_by": "财务部", "evidence": "漏损率对比表", "reward": 3000, "done": "巡线班利用凌晨用水低谷比对分区流量，画出漏点热力图。", "effect": "漏损率下降2.1个百分点，半年少漏水17万吨，节约32.8万元。"}],
)
MENTORING = Recipe("mentoring", counts=(14, 16, 18, 22), where={"kind": WORKS}, templates=[{"kind": Pick("pair", "pair", "master", "one_to_one"), "mentor": invented, "apprentice": invented, "trade": TRADES, "contract_no": lambda c: f"师徒〔{c.day.year}〕{c.rng.randint(10, 99)}", "until": After(365, 365, future=True), "goals": "一年内达到中级工水平", "checks": N(1, 4), "ended_on": After(365, 365), "result": lambda c: "running" if c.values["ended_on"] is None else "failed" if c.rng.random() < 0.08 else "on_target", "mentor_result": "合格", "reward": lambda c: 600 if c.values["result"] == "on_target" else 0, "often": 4}, {"kind": "blue", "unit": ["一中", "实小", "职校"], "mentor": invented, "apprentice": invented, "trade": "教学", "until": After(365, 365, future=True), "result": "running"}])
GROWTH = Recipe("mentoring_growth", counts=(8, 9, 9, 11), where={"kind": WORKS}, templates=[{"who": "", "kind": Pick("ladder", "plan"), "entered_on": After(-600, -200), "since": After(-180, -160), "until": After(900, 900, future=True), "goals": "三年成长为班组骨干", "milestone": Pick("独立顶岗", "取得中级工证", "带班实习"), "reached_on": After(-20, 15), "review": "达到阶段目标", "is_displayed": True}])
TRAINING = Recipe(
    "training",
    counts=(30, 36, 36, 41),
    where={"kind": WORKS},
    templates=[
        {"trade": TRADES, "title": "{trade}技能提升班", "kind": "skill", "organiser": Pick("{unit}工会", "市职工学校"), "level": "单位级", "sessions": 1, "participants": N(24, 70), "women": Share("participants", 0.2, 0.6), "is_technical": True, "hours": Pick(24, 40), "days": Pick(3, 5), "person_days": Times("participants", 4), "examined": Share("participants", 0.8, 1), "passed": Share("examined", 0.88, 1), "certificates": Share("passed", 0.6, 0.9), "ended_on": After(3, 8), "often": 2},
        {"title": Pick("新工艺技术讲座", "设备维护培训", "信息系统操作培训"), "kind": "technical", "organiser": "{unit}工会", "level": "单位级", "participants": N(30, 90), "women": Share("participants", 0.2, 0.6), "is_technical": True, "hours": 6, "days": 1, "sessions": 1},
        {"title": Pick("劳动法律知识讲座", "民法典进企业"), "kind": "law", "organiser": "{unit}工会", "level": "单位级", "teacher": "何立新律师", "participants": N(40, 120), "women": Share("participants", 0.3, 0.6), "hours": 3, "sessions": 1},
        {"title": Pick("班组安全员培训", "消防安全培训"), "kind": "safety", "organiser": "{unit}工会、安环部", "level": "单位级", "participants": N(30, 140), "women": Share("participants", 0.1, 0.5), "hours": 4, "sessions": 1, "examined": Share("participants", 0.9, 1), "passed": Share("examined", 0.92, 1)},
        {"title": "党的创新理论宣讲", "kind": "political", "organiser": "{unit}工会", "level": "单位级", "participants": N(40, 160), "women": Share("participants", 0.3, 0.6), "hours": 2, "sessions": 1},
        {"title": Pick("职工夜校书法班", "职工夜校短视频班", "职工夜校瑜伽班"), "kind": "night_school", "organiser": "市工人文化宫", "level": "县市级", "participants": N(24, 50), "women": Share("participants", 0.5, 0.8), "hours": 20, "sessions": 1, "ended_on": After(40, 60)},
        {"title": Pick("女职工家庭教育讲座", "女职工心理减压课"), "kind": "women", "organiser": "{unit}女职工委员会", "level": "单位级", "participants": Share("women", 0.3, 0.7), "women": lambda c: c.values["participants"], "hours": 2, "sessions": 1},
    ],
    fixed=[
        {"on": "2026-03-24", "at": "市", "title": "“望溪工匠”技能提升夜训班", "kind": "skill", "organiser": "市总工会、职业技术学校", "level": "县市级", "mode": "夜间实训", "trade": "数控车工、焊工、电工", "sessions": 6, "participants": 312, "women": 74, "is_technical": True, "hours": 48, "days": 8, "person_days": 2496, "examined": 298, "passed": 276, "certificates": 241, "ended_on": After(70, 70), "done": "把实训课放在晚上七点到九点，企业出设备、职校出教师、工会出学费，缺一次课发一条提醒。", "effect": "312人参训、276人结业、241人取得中级以上证书，取证人员月工资平均增加380元。", "example": "恒昌五金的女焊工姚燕白天上班晚上实训，三个月拿到高级工证。"},
        {"on": "2026-05-19", "at": "开发区", "title": "数字工厂操作员培训", "kind": "technical", "organiser": "开发区总工会", "level": "开发区级", "trade": "工业机器人操作", "sessions": 2, "participants": 86, "women": 22, "is_technical": True, "hours": 32, "days": 5, "person_days": 430, "examined": 86, "passed": 81, "certificates": 78, "done": "用华晟电子闲置产线作实训基地。", "effect": "78人取得操作员证，两家企业新上的机器人产线不再外聘调试工。"},
    ],
)
STUDY = Recipe("training_study", counts=(20, 24, 24, 28), where={"kind": WORKS}, templates=[{"who": "", "kind": "external", "title": Pick("外派设备厂家学习", "省级行业研修"), "place": "省城", "days": N(3, 10), "result": "合格", "certificate_no": lambda c: f"PX{c.rng.randrange(10**6):06d}", "often": 2}, {"who": "", "kind": "degree", "title": Pick("求学圆梦行动大专班", "在职本科"), "level": Pick("大专", "本科"), "stage": Pick("在读", "毕业")}, {"who": "", "unit": ["一中", "实小", "人民医院"], "kind": "published", "title": "学术论文", "items": N(1, 2), "tariff": 500, "payment": Times("items", 500)}, {"who": "", "kind": "exam", "title": "法律法规考试", "score": N(70, 99), "passed": True}, {"who": "", "kind": "notes", "title": "学习笔记检查", "checked_by": "工会小组长", "items": N(3, 12)}])

STANDARD = {"national": 600, "province": 400, "treated": 350, "city": 200, "county": 100}


def models_(world: World, rng: Random) -> list[dict[str, Any]]:
    return [{"on": day, "unit": key, "person_name": name, "title_level": level, "title": title, "awarded_year": int(day[:4]), "awarded_by": {"national": "全国总工会", "province": "省人民政府", "treated": "省人民政府", "city": "地市人民政府", "county": "望溪市人民政府"}[level], "certificate_no": f"劳{day[:4]}{rng.randint(100, 999)}", "status": status, "is_hardship": hard, "has_allowance": True, "visits": rng.randint(1, 4), "monthly_income": rng.randrange(2600, 7800, 100), "benefits": "荣誉津贴、疗休养、体检"} for name, key, level, title, day, status, hard in MODELS]


def allowances(world: World, rng: Random) -> list[dict[str, Any]]:
    """A row for each model worker and month from the month after the award."""
    found: list[dict[str, Any]] = []
    for number in range(25):
        month = dt.date(2024 + (6 + number) // 12, (6 + number) % 12 + 1, 1)
        for name, key, level, _title, day, status, _hard in MODELS:
            if status == "retired" and dt.date.fromisoformat(day) < month:
                found.append({"on": month, "unit": key, "person_name": name, "title_level": level, "standard": STANDARD[level], "amount": STANDARD[level], "paid_on": month.replace(day=10), "batch": f"{month:%Y-%m}", "voucher_no": f"J{month:%y%m}{rng.randint(10, 99)}"})
    return found


MODEL_WORKERS = Recipe("model_workers", fixed=models_, date="awarded_on")
ALLOWANCES = Recipe("allowances", fixed=allowances, date="paid_month")
YEARS = Recipe("allowances_years", fixed=[{"on": "2024-06-30", "at": "市", "paid_year": year, "people": people, "amount": amount} for year, people, amount in [(2020, 5, 16200), (2021, 5, 16800), (2022, 5, 17400), (2023, 5, 17400)]])
CARE = Recipe("model_workers_care", counts=(12, 14, 13, 16), where={"kind": BUSINESS}, templates=[{"model": ["徐根宝", "顾德明", "苏秀英", "钱玉珍"], "kind": Pick("care", "help"), "item": Pick("住院慰问", "困难补助", "春节慰问"), "giver": "市总工会", "fund_source": "劳模专项资金", "amount": Pick(1000, 2000, 3000), "receipt_no": lambda c: f"LM{c.rng.randint(1000, 9999)}", "often": 2}, {"model": ["秦振华", "沈水生", "冯庆丰", "范宏伟", "姜美玲"], "kind": "publicity", "item": Pick("劳模事迹进校园", "劳模宣讲进车间"), "consent": True, "channel": Pick("市融媒体中心", "工会公众号")}, {"at": "市", "person_name": "", "kind": "forum", "item": "劳模座谈会", "giver": "市总工会", "amount": 0}],
    fixed=[{"on": "2026-04-24", "unit": "鑫源", "person_name": "秦振华", "kind": "publicity", "item": "“劳模工匠进百企”宣讲", "consent": True, "channel": "市融媒体中心", "done": "8名劳模组成宣讲团，不念稿子、带着工具讲，四月份走进22家企业。", "effect": "听讲职工1360人次，现场收徒27对。"}])
def NUMBER(c: Any) -> str:
    return f"望工发〔{c.day.year}〕{c.rng.randint(3, 40)}号"


HONOURS = Recipe(
    "honours",
    counts=(18, 22, 20, 28),
    where={"kind": (*WORKS, "organ", "regional")},
    templates=[
        {"kind": Pick("model_unit", "civil_team"), "title": lambda c: "先进集体" if c.values["kind"] == "model_unit" else "文明班组", "level": "县市级", "holder": "{unit}", "holder_kind": "unit", "grantor": "望溪市总工会", "document_no": lambda c: f"望工发〔{c.day.year}〕{c.rng.randint(3, 40)}号", "often": 2}, {"who": "", "kind": Pick("union_officer", "good_worker"), "title": lambda c: "优秀工会工作者" if c.values["kind"] == "union_officer" else "优秀职工", "level": Pick("县市级", "单位级"), "holder": "{name}", "holder_kind": "person", "grantor": "望溪市总工会", "document_no": NUMBER, "prize": Pick(0, 500, 1000), "often": 2}, {"title": "工人先锋号", "kind": "pioneer", "level": Pick("县市级", "地市级"), "holder": "{unit}班组", "holder_kind": "team", "grantor": "望溪市总工会", "document_no": NUMBER, "team_members": N(8, 20), "valid_until": After(1095, 1095, future=True)}, {"who": "woman", "title": "巾帼标兵岗", "kind": "women_post", "level": "县市级", "holder": "{unit}", "holder_kind": "team", "grantor": "望溪市总工会女职工委员会", "document_no": NUMBER}, {"who": "", "title": "技能大赛获奖", "kind": "contest", "level": Pick("县市级", "地市级"), "holder": "{name}", "holder_kind": "person", "grantor": "大赛组委会", "certificate_no": lambda c: f"JS{c.day.year}{c.rng.randint(100, 999)}", "prize": Pick(500, 1000, 2000)}],
    fixed=[
        {"on": "2026-04-28", "unit": "公交", "title": "省工人先锋号", "kind": "pioneer", "level": "province", "holder": "公交三路驾驶班", "holder_kind": "team", "grantor": "省总工会", "document_no": "省工发〔2026〕18号", "team_members": 21, "publicised_on": After(2, 2), "channel": "市融媒体中心", "done": "驾驶班自编“十个一点”服务口诀，连续六年无责任事故。", "effect": "乘客满意率99.1%，被授予省工人先锋号。"}, {"on": "2026-04-28", "unit": "鑫源", "title": "地市级五一劳动奖状", "kind": "may_day_award", "level": "city", "holder": "望溪鑫源机械制造有限公司", "holder_kind": "unit", "grantor": "地市总工会", "document_no": "市工发〔2026〕11号"}, {"on": "2026-04-29", "unit": "人民医院", "who": "woman", "title": "地市级五一劳动奖章", "kind": "may_day_medal", "level": "city", "holder": "{name}", "holder_kind": "person", "grantor": "地市总工会", "document_no": "市工发〔2026〕11号"}, {"on": "2025-04-28", "unit": "供电", "title": "地市级工人先锋号", "kind": "pioneer", "level": "city", "holder": "带电作业班", "holder_kind": "team", "grantor": "地市总工会", "team_members": 14}, {"on": "2025-04-29", "unit": "华晟", "who": "man", "title": "望溪工匠", "kind": "craftsman", "level": "county", "holder": "{name}", "holder_kind": "person", "grantor": "望溪市总工会", "document_no": NUMBER, "prize": 5000}, {"on": "2026-04-29", "unit": "供电", "who": "man", "title": "望溪工匠", "kind": "craftsman", "level": "county", "holder": "{name}", "holder_kind": "person", "grantor": "望溪市总工会", "document_no": NUMBER, "prize": 5000}],
)
NOMINATIONS = Recipe("honours_nominations", counts=(5, 8, 5, 10), where={"kind": WORKS}, templates=[{"who": "", "kind": Pick("model_worker", "medal", "worker"), "title": lambda c: {"model_worker": "望溪市劳动模范推荐", "medal": "五一劳动奖章推荐", "worker": "优秀职工评选"}[c.values["kind"]], "candidate": "{name}", "quota": 1, "unit_opinion": "同意推荐", "publicity_from": After(3, 5), "publicity_to": After(10, 12), "objections": 0, "voters": N(40, 90), "votes": Share("voters", 0.75, 0.98), "result": Pick("elected", "not_elected", "open")}])

SAFETY = Recipe(
    "safety",
    counts=(44, 50, 48, 58),
    where={"kind": ("enterprise", "project", "institution")},
    templates=[
        {"kind": "hazard", "place": Pick("一车间", "冲压区", "仓库", "配电房", "施工作业面"), "hazard": Pick("防护罩缺失", "配电箱未上锁", "物料堆放过高", "临边防护不到位", "灭火器压力不足"), "level": "general", "findings": N(1, 4), "found_by": Pick("群众安全监督员", "班组安全员"), "owner": "车间主任", "due_on": After(7, 15, future=True), "fix": "立即整改", "fixed_on": After(1, 12), "rechecked_on": After(1, 5, "fixed_on"), "closed_on": After(1, 3, "rechecked_on"), "result": "已销号", "often": 4},
        {"kind": "inspection", "place": "厂区", "hazard": "综合检查", "checks": 1, "findings": N(0, 6), "found_by": "工会劳动保护检查组", "partner": Pick("市应急管理局", "市消防救援大队"), "result": Pick("现场整改", "限期整改")}, {"kind": "card", "card": Pick("check", "source", "chemical"), "place": "班组", "cards_filled": N(20, 90), "found_by": "班组安全员", "result": "填卡齐全"}, {"kind": "vehicle", "unit": ["公交", "顺达货运"], "place": "停车场", "checks": N(6, 20), "faults": N(0, 4), "found_by": "安全员", "result": "故障当日排除"}],
    fixed=[{"on": "2026-05-14", "unit": "石材", "kind": "hazard", "place": "切割车间", "hazard": "湿式除尘管道堵塞、粉尘超标", "level": "major", "findings": 3, "found_by": "市总工会劳动保护检查组", "owner": "分管副总", "notice_no": "望工劳保〔2026〕6号", "partner": "市卫生健康局", "due_on": After(30, 30), "fix": "停机清管、增设两台水雾除尘器", "fixed_on": After(21, 21), "rechecked_on": After(28, 28), "closed_on": After(29, 29), "result": "已销号", "done": "工会检查员带着粉尘检测仪逐工位测，下发重大隐患整改意见书并跟踪到复测合格。", "effect": "车间粉尘浓度由每立方米6.8毫克降到0.9毫克。"}],
)
ACCIDENTS = Recipe("safety_accidents", fixed=[{"on": "2024-10-17", "unit": "恒昌", "place": "冲压车间", "cause": "违章拆除光栅", "deaths": 0, "injuries": 1, "responsible": "班长", "sanction": "通报批评、停工培训", "sanctioned": 2, "union_took_part": True}, {"on": "2025-05-23", "unit": "天成", "place": "脚手架作业面", "cause": "未系安全带", "deaths": 0, "injuries": 1, "responsible": "带班员", "sanction": "罚款并重新考核", "sanctioned": 1, "union_took_part": True}, {"on": "2025-09-02", "unit": "清河砂石", "place": "输送带", "cause": "停机检修未挂牌", "deaths": 0, "injuries": 1, "sanctioned": 2, "union_took_part": True}, {"on": "2026-03-27", "unit": "家具", "place": "开料工位", "cause": "推台锯未装分料刀", "deaths": 0, "injuries": 1, "responsible": "车间主任", "sanction": "停机整改", "sanctioned": 1, "union_took_part": True}])
ACTIVITIES = Recipe("safety_activities", counts=(16, 18, 17, 21), where={"kind": ("enterprise", "project", "institution")}, templates=[{"kind": "ankang", "title": "“安康杯”竞赛活动", "units": 1, "teams": N(6, 30), "people": Share("staff", 0.7, 1), "result": "达标", "often": 2}, {"kind": "fire_drill", "title": "消防疏散演练", "people": Share("staff", 0.5, 0.9), "minutes": N(4, 9), "findings": "两处通道拥堵，已整改"}, {"kind": "education", "title": "安全生产月教育", "people": Share("staff", 0.6, 0.95), "examined": Share("people", 0.8, 1), "passed": Share("examined", 0.92, 1)}, {"kind": "health", "title": "职业病防治法宣传周", "people": Share("staff", 0.4, 0.8)}, {"kind": "streak", "title": "身边无违章、班组无事故", "teams": N(4, 16), "people": Share("staff", 0.5, 0.9), "accident_free_days": N(180, 1400), "violations": N(0, 4)}],
    fixed=[{"on": "2026-06-05", "at": "市", "kind": "education", "title": "“安全生产月”隐患随手拍启动仪式", "units": 38, "people": 420, "examined": 400, "passed": 391, "done": "38家企业班组同步上线“隐患随手拍”，一周公布一次红黑榜。", "effect": "六月份收到隐患照片386条，整改完成361条。"}])
SUPERVISORS = Recipe("safety_supervisors", counts=(8, 10, 9, 12), where={"kind": ("enterprise", "project")}, templates=[{"who": "", "team": Pick("一班", "二班", "维修班", "装配班"), "trained_on": After(5, 30), "exam_on": After(31, 45), "exam_score": N(76, 99), "exam_passed": True, "points": N(60, 98), "certificate_no": lambda c: f"AQ{c.day.year}{c.rng.randint(100, 999)}"}])
SCORES = Recipe("scores", counts=(16, 8, 22, 10), where={"kind": ("enterprise", "institution")}, templates=[{"score_year": lambda c: c.day.year, "kind": Pick("target", "hundred"), "item": Pick("组织建设", "维权服务", "经费收缴"), "weight": 25, "target": "年度目标", "self_score": N(22, 25), "score": N(20, 25), "grade": Pick("excellent", "good"), "deduction": Pick("", "报表迟报一次扣0.5分", "台账缺项扣1分"), "used_for": "评先依据"}, {"unit": ["一中", "实小"], "kind": "ethics", "score_year": lambda c: c.day.year, "item": "师德考核", "weight": 100, "score": N(88, 98), "grade": "excellent"}])

build = cook(CONTESTS, RESULTS, INNOVATION, BENEFITS, PROJECTS, STUDIOS, PROPOSALS, MENTORING, GROWTH, TRAINING, STUDY, MODEL_WORKERS, ALLOWANCES, YEARS, CARE, HONOURS, NOMINATIONS, SAFETY, ACCIDENTS, ACTIVITIES, SUPERVISORS, SCORES)
