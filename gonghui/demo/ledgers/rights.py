"""Petitions, disputes, legal aid, law talks and supervision of the demo city."""

# One row a line: this is a table.
# fmt: off

from __future__ import annotations

import datetime as dt
from typing import Any

from gonghui.demo.chance import END
from gonghui.demo.recipes import Recipe, cook
from gonghui.demo.values import After, M, N, Pick, Share
from gonghui.demo.world import World

ANSWER = {"due_on": After(30, 60, future=True), "answered_on": After(6, 28), "result": Pick("已解决", "已解决", "已解释说明", "转有关部门办理")}
HANDLERS = Pick("何婉清", "赵立新", "梁晓梅", "徐建国", "邵立新", "石永康")


def close_petitions(world: World, rows: list[Any]) -> None:
    """A petition that was answered is closed on that day; one passed on, three weeks later."""
    for row in rows:
        if row.bypasses_employer and row.union.parent is not None:
            row.union = row.union.parent  # heard above the own employer's union
        if row.answered_on:
            later = row.answered_on + dt.timedelta(days=21 if row.result == "转有关部门办理" else 0)
            row.closed_on = later if later <= END else None
    rows[0].__class__._default_manager.bulk_update(rows, ["closed_on", "union"])


PETITIONS = Recipe(
    "petitions",
    counts=(30, 34, 27, 25),
    where={"kind": ["enterprise", "regional", "project", "institution"]},
    after=close_petitions,
    templates=[
        {"kind": "visit", "nature": "appeal", "category": "wages", "items": 1, "batches": 1, "persons": N(1, 4), "who": "", "subject": Pick("反映单位拖欠两个月加班费", "反映计件单价下调未与职工商量", "反映离职后最后一个月工资未结清"), "received_by": HANDLERS, "handler": HANDLERS, **ANSWER, "often": 2},
        {"kind": "call", "nature": "advice", "category": "contract", "items": 1, "batches": 0, "persons": 1, "who": "", "subject": Pick("咨询试用期内单位能否随意解除合同", "咨询劳动合同到期不续签的补偿", "咨询医疗期怎样计算"), "received_by": HANDLERS, "answered_on": After(0, 3), "due_on": After(30, 60, future=True), "result": "已解释说明"},
        {"kind": "visit", "nature": "appeal", "category": "insurance", "items": 1, "batches": 1, "persons": N(1, 6), "who": "", "subject": Pick("反映单位未按实际工资缴纳社会保险", "反映入职半年未办理参保登记", "反映断缴三个月养老保险"), "received_by": HANDLERS, "handler": HANDLERS, **ANSWER},
        {"kind": "letter", "nature": "charge", "category": "democracy", "items": 1, "batches": 0, "persons": N(1, 3), "is_anonymous": True, "subject": Pick("反映车间罚款制度未经职代会讨论", "反映评先评优名单没有公示", "反映食堂收支长期不公开"), "handler": HANDLERS, **ANSWER},
        {"kind": "online", "nature": "appeal", "category": "wages", "items": 1, "batches": 0, "persons": N(1, 2), "who": "", "subject": Pick("网上反映节假日加班未付三倍工资", "反映配送站随意扣发奖励", "反映年终奖承诺未兑现"), "handler": HANDLERS, **ANSWER},
        {"kind": "scan", "nature": "appeal", "category": "other", "items": 1, "batches": 0, "persons": 1, "is_anonymous": True, "bypasses_employer": True, "query_code": lambda c: f"{c.day:%y%m%d}{c.rng.randrange(10**6):06d}", "subject": Pick("扫码反映夜班休息室没有空调", "扫码反映宿舍热水器损坏多日", "扫码反映高温津贴未列入工资条"), "handler": HANDLERS, **ANSWER},
        {"kind": "visit", "nature": "appeal", "category": "injury", "items": 1, "batches": 1, "persons": N(1, 2), "who": "man", "subject": Pick("反映受伤后单位不申报工伤", "要求协调工伤医疗费垫付"), "received_by": HANDLERS, "handler": HANDLERS, **ANSWER},
        {"kind": "visit", "nature": "appeal", "category": "severance", "items": 1, "batches": 1, "persons": N(5, 11), "who": "", "subject": Pick("集体反映搬迁补偿方案", "反映转岗后工龄计算和经济补偿"), "received_by": HANDLERS, "handler": HANDLERS, **ANSWER},
        {"kind": "call", "nature": "advice", "category": "union", "items": 1, "batches": 0, "persons": 1, "who": "woman", "is_repeat": Pick(False, False, True), "subject": Pick("询问互助保障理赔手续", "询问灵活就业人员怎样加入工会", "询问女职工生育期间会籍和慰问"), "received_by": HANDLERS, "answered_on": After(0, 2), "due_on": After(30, 60, future=True), "result": "已解释说明"},
    ],
    fixed=[
        {"on": "2026-03-18", "unit": "公交", "kind": "visit", "nature": "appeal", "category": "wages", "items": 1, "batches": 1, "persons": 14, "who": "man", "subject": "公交驾驶员反映夜班补贴标准七年未调整", "received_by": "陆景行", "handler": "赵立新", "due_on": After(60, 60, future=True), "answered_on": After(26, 26), "answer": "公司同意自5月起将夜班补贴由每班12元调整为20元，并在职代会上补议。", "result": "已解决", "satisfaction": "满意",
         "done": "接访当天由市总工会主席与14名驾驶员当面谈清诉求，次日会同交通主管部门到公司查看三年来的排班和补贴发放记录，两次召开协调会把账算给双方听。",
         "effect": "公司自5月起将夜班补贴由每班12元调整为20元，惠及驾驶员118人，职工当场表示不再上访。",
         "example": "带头来访的老驾驶员说，谈了三年没谈下来的事，工会陪着算了一笔明白账，一个月就办成了。"},
        {"on": "2026-05-12", "unit": "湖滨", "kind": "visit", "nature": "appeal", "category": "contract", "items": 1, "batches": 1, "persons": 3, "who": "woman", "subject": "反映酒店以客房改造为由安排女职工待岗", "received_by": "沈国梁", "handler": "何婉清", "due_on": After(60, 60, future=True), "answered_on": After(15, 15), "answer": "酒店收回待岗通知，改造期间安排到餐饮岗位轮训，工资照发。", "result": "已解决", "satisfaction": "满意",
         "done": "南湖镇总工会接访后两天内约见酒店负责人，请女职工部和法律援助律师一同到场，逐条说明变更劳动合同须经协商一致。", "effect": "酒店收回待岗通知，3名女职工改到餐饮岗位轮训，改造期间工资照发。"},
        {"on": "2025-04-10", "unit": "天成", "kind": "visit", "nature": "appeal", "category": "wages", "items": 1, "batches": 1, "persons": 17, "who": "man", "subject": "木工班组反映工程款未付导致工资拖欠", "received_by": "石永康", "handler": "赵立新", "due_on": After(60, 60, future=True), "answered_on": After(20, 20), "answer": "总包单位从农民工工资专用账户直接支付。", "result": "已解决", "satisfaction": "满意", "escalated_on": After(2, 2), "escalated_to": "市清欠工作专班", "escalation_answered_on": After(12, 12), "escalation_answer": "同意启用工资保证金先行垫付。",
         "done": "建设行业工会当日将情况上报市清欠工作专班，派干部驻项目部三天核对考勤和工资表。", "effect": "17名木工21.4万元工资由总包单位从专用账户直接支付。"},
        {"on": "2026-02-05", "unit": "商厦", "kind": "letter", "nature": "advice", "category": "restructuring", "items": 1, "batches": 0, "persons": 26, "who": "woman", "subject": "联名来信建议商厦改造期间保留老柜组职工岗位", "handler": "钱慧", "due_on": After(60, 60, future=True), "answered_on": After(34, 34), "answer": "安置方案经职代会审议，26人全部保留岗位。", "result": "已解决",
         "done": "市直企业工会联合会把联名信转成职代会议题，会前组织代表和经营方开了三次恳谈会。", "effect": "26名职工的岗位写进了安置方案，方案以91%的赞成票通过。"},
    ],
)  # fmt: skip

DAYS = Recipe(
    "petitions_days",
    counts=(6, 6, 6, 6),
    templates=[
        {"at": "市", "leader": Pick("陆景行", "何敏", "程维民", "罗小芸"), "place": "市职工服务中心接待室", "batches": N(2, 5), "visitors": N(4, 13), "matters_count": N(2, 5), "solved_count": Share("matters_count", 0.6, 1.0), "matters": Pick("社会保险补缴、加班工资、工伤待遇", "劳动合同续签、互助保障理赔", "欠薪线索、困难建档、子女入学", "职业病诊断、退休待遇、女职工权益")}
    ],
)  # fmt: skip

CLOSED = {"closed_on": After(3, 15), "mediator": Pick("何婉清", "赵立新", "冯德明", "贾雅琴", "孟国强"), "channel": Pick("上门申请", "信访转入", "12351热线", "劳动监察移送", "法院委派")}
AGREED = {"agreement_no": lambda c: f"望工调协〔{c.values['closed_on'].year}〕{c.rng.randint(20, 99)}号" if c.values["closed_on"] else ""}


def still_open(world: World, rows: list[Any]) -> None:
    """What has not been closed has no outcome, and nothing has been received."""
    names = ["awarded", "received", "received_wages", "received_insurance"]
    fresh = [row for row in rows if row.closed_on is None]
    for row in fresh:
        row.outcome, row.agreement_no, row.performed, row.stage = "", "", None, "调解中" if not row.arbitration_no else "仲裁中"
        for name in names:
            setattr(row, name, None)
    rows[0].__class__._default_manager.bulk_update(fresh, ["outcome", "agreement_no", "performed", "stage", *names])


DISPUTES = Recipe(
    "disputes",
    after=still_open,
    counts=(33, 36, 31, 32),
    where={"kind": ["enterprise", "regional", "project"]},
    templates=[
        {"kind": "wages", "who": "", "persons": N(1, 12), "migrants": Share("persons", 0.3, 1), "claimed": M(4000, 86000), "awarded": Share("claimed", 0.75, 1), "received": Share("awarded", 0.85, 1), "received_wages": lambda c: c.values["received"], "cause": Pick("拖欠工资", "加班工资计算不清", "停工期间工资支付"), "handling": "调解", "sessions": N(1, 3), "outcome": "settled", "performed": True, **CLOSED, **AGREED, "often": 3},
        {"kind": "severance", "who": "", "persons": N(1, 4), "claimed": M(8000, 90000), "awarded": Share("claimed", 0.6, 0.95), "received": Share("awarded", 0.9, 1), "cause": "解除劳动合同经济补偿", "handling": "调解", "sessions": N(1, 4), "outcome": "settled", "performed": True, **CLOSED, **AGREED},
        {"kind": "insurance", "who": "", "persons": N(1, 9), "women": Share("persons", 0.2, 0.8), "claimed": M(6000, 60000), "awarded": Share("claimed", 0.8, 1), "received": Share("awarded", 0.8, 1), "received_insurance": lambda c: c.values["received"], "cause": "补缴社会保险费", "handling": "调解", "sessions": N(1, 3), "outcome": "settled", "performed": True, **CLOSED, **AGREED},
        {"kind": "injury", "who": "man", "persons": 1, "claimed": M(30000, 160000, 1000), "awarded": Share("claimed", 0.6, 0.9), "received": Share("awarded", 0.9, 1), "cause": "工伤一次性待遇", "handling": "转仲裁", "sessions": N(1, 2), "arbitration_no": lambda c: f"望劳人仲案〔{c.day.year}〕{c.rng.randint(11, 190)}号", "outcome": "awarded", **CLOSED, "closed_on": After(36, 80)},
        {"kind": "contract", "who": "woman", "persons": N(1, 2), "women": 1, "claimed": M(3000, 30000), "cause": Pick("未签书面劳动合同", "违法变更工作岗位", "劳动合同续签条件"), "handling": "调解", "sessions": N(1, 2), "outcome": Pick("settled", "settled", "withdrawn", "failed"), **CLOSED, **AGREED},
        {"kind": "medical", "who": "", "persons": 1, "claimed": M(5000, 40000), "awarded": Share("claimed", 0.7, 1), "received": Share("awarded", 1, 1), "cause": "医疗期内医疗费", "handling": "协商", "sessions": N(1, 2), "outcome": "settled", "performed": True, **CLOSED, **AGREED},
        {"kind": "cadre", "who": "", "persons": 2, "cause": Pick("班组排班引起的同事矛盾", "奖金分配引起的干群矛盾"), "handling": "谈心调和", "sessions": N(1, 3), "outcome": "settled", **CLOSED, **AGREED},
        {"kind": "family", "who": "woman", "persons": 2, "cause": "夫妻矛盾影响上班", "handling": "上门帮教", "sessions": N(2, 4), "outcome": "settled", **CLOSED, **AGREED},
    ],
    fixed=[
        {"on": "2026-01-19", "unit": "天成", "case_no": "望工调〔2026〕4号", "kind": "wages", "who": "man", "persons": 38, "migrants": 38, "is_collective": True, "claimed": 1126000, "awarded": 1126000, "received": 1126000, "received_wages": 1126000, "received_on": After(9, 9), "cause": "春节前分包单位拖欠民工工资", "handling": "调解", "channel": "12351热线", "mediator": "石永康", "sessions": 3, "outcome": "settled", "agreement_no": "望工调协〔2026〕4号", "performed": True, "closed_on": After(9, 9),
         "done": "春节前38名钢筋工拨打12351热线求助，建设行业工会当晚赶到工地核对考勤，联合人社、住建部门三次约谈总包和分包单位，请总包用工资专用账户先行支付。",
         "effect": "9天内112.6万元工资全部发到职工本人卡上，38名职工赶在小年前返乡。",
         "example": "班组长老冯收到到账短信后，给工会送来一面写着“娘家人”的锦旗。"},
        {"on": "2026-03-02", "unit": "瑞丰", "case_no": "望工调〔2026〕11号", "kind": "severance", "who": "woman", "persons": 6, "women": 6, "claimed": 214000, "awarded": 186000, "received": 186000, "cause": "生产线外迁解除合同补偿", "handling": "调解", "channel": "上门申请", "mediator": "徐建国", "sessions": 4, "outcome": "settled", "agreement_no": "望工调协〔2026〕11号", "performed": True, "closed_on": After(24, 24),
         "done": "清河镇劳动争议调解室采取“先听职工说、再请企业算、最后双方签”的办法，四次坐下来核对工龄和月平均工资。", "effect": "6名女职工拿到经济补偿18.6万元，其中4人由镇总工会推荐到邻近家纺企业上岗。"},
        {"on": "2026-04-13", "unit": "配送员", "case_no": "望工调〔2026〕17号", "kind": "wages", "who": "man", "persons": 9, "migrants": 7, "claimed": 58600, "awarded": 52400, "received": 52400, "received_wages": 52400, "cause": "配送站更换承包人后劳务报酬未结清", "handling": "调解", "channel": "扫码申请", "mediator": "雷志刚", "sessions": 2, "outcome": "settled", "performed": True, "closed_on": After(11, 11),
         "done": "网约配送员联合工会成立不久就接到9名骑手求助，货运物流行业工会把平台、新旧承包人请到一张桌上对单结算。", "effect": "11天追回劳务报酬5.24万元，平台同意今后更换承包人须提前七天结清费用。"},
        {"on": "2025-03-20", "unit": "清河水泥", "case_no": "望工调〔2025〕9号", "kind": "insurance", "who": "man", "persons": 12, "claimed": 168000, "awarded": 168000, "received": 142000, "received_insurance": 142000, "cause": "改制期间断缴养老保险", "handling": "协商", "channel": "信访转入", "mediator": "徐建国", "sessions": 3, "outcome": "settled", "closed_on": After(60, 60),
         "done": "镇总工会查阅改制档案，逐人列出断缴月份清单，请社保经办机构到厂里现场核定。", "effect": "12名老职工补缴养老保险14.2万元，另有2.6万元列入下年度支付计划。"},
    ],
)  # fmt: skip

MEDIATORS = Recipe(
    "disputes_mediators", date="since_on",
    fixed=[
        {"on": "2024-03-01", "at": "市", "person_name": "冯德明", "kind": "retired", "organisation": "市劳动争议联合调解中心", "experience": "原市劳动仲裁院仲裁员，从业二十六年", "until_on": After(1094, 1094, future=True), "cases": 41},
        {"on": "2024-03-01", "at": "市", "person_name": "贾雅琴", "kind": "retired", "organisation": "市劳动争议联合调解中心", "experience": "原人民法院民庭审判员", "until_on": After(1094, 1094, future=True), "cases": 36},
        {"on": "2025-02-10", "at": "城东", "person_name": "何婉清", "kind": "full", "organisation": "城东街道劳动争议调解室", "experience": "社会工作师", "until_on": After(1094, 1094, future=True), "cases": 28},
        {"on": "2025-02-10", "at": "开发区", "person_name": "孟国强", "kind": "full", "organisation": "开发区劳动争议调解室", "experience": "企业人事管理十二年", "until_on": After(1094, 1094, future=True), "cases": 33},
        {"on": "2024-09-01", "at": "清河", "person_name": "徐建国", "kind": "part", "organisation": "清河镇劳动争议调解室", "experience": "镇总工会主席", "cases": 17},
        {"on": "2026-04-20", "at": "货运", "person_name": "雷志刚", "kind": "part", "organisation": "货运物流行业调解室", "experience": "货运行业从业十八年", "cases": 6},
    ],
)  # fmt: skip

LAWYERS = Pick("何立新律师", "谭静律师", "曹文斌律师")
LEGAL_AID = Recipe(
    "legal_aid",
    counts=(26, 28, 29, 34),
    where={"kind": ["enterprise", "regional", "project"]},
    templates=[
        {"kind": "consult", "who": "", "person_kind": "other", "persons": 1, "cause": Pick("劳动报酬", "劳动合同", "社会保险", "工伤认定"), "is_free": True, "lawyer": LAWYERS, "place": "市职工服务中心", "result": "当场解答", "closed_on": After(0, 0), "often": 3},
        {"kind": "centre", "who": "", "person_kind": "migrant", "persons": N(1, 4), "cause": Pick("劳动报酬", "租房纠纷", "子女入学"), "is_free": True, "place": "外来务工人员维权中心", "result": "当场解答", "closed_on": After(0, 0)},
        {"kind": "draft", "who": "", "person_kind": "migrant", "persons": 1, "cause": "劳动报酬", "document_kind": Pick("仲裁申请书", "民事起诉状", "劳动监察投诉书"), "author": LAWYERS, "is_free": True, "standard_fee": 800, "waived": 800, "waiver_reason": "农民工追索劳动报酬", "delivered_on": After(1, 4), "closed_on": After(1, 4), "result": "已交受援人"},
        {"kind": "arbitration", "who": "", "person_kind": "migrant", "persons": 1, "cause": Pick("工伤待遇", "劳动报酬", "经济补偿"), "tribunal": "市劳动人事争议仲裁院", "case_no": lambda c: f"望劳人仲案〔{c.day.year}〕{c.rng.randint(11, 190)}号", "is_free": True, "claimed": M(12000, 90000), "standard_fee": 3000, "waived": 3000, "waiver_reason": "农民工", "cost": 1200, "lawyer": LAWYERS, "hearing_on": After(30, 45), "closed_on": After(48, 75), "recovered": lambda c: c.values["closed_on"] and int(c.values["claimed"]) * 4 // 5, "result": "裁决支持"},
        {"kind": "litigation", "who": "man", "person_kind": "hardship", "persons": 1, "cause": "工伤赔偿", "tribunal": "望溪市人民法院", "is_free": True, "claimed": M(60000, 180000, 1000), "standard_fee": 6000, "waived": 6000, "waiver_reason": "困难职工", "cost": 2500, "lawyer": LAWYERS, "hearing_on": After(40, 60), "closed_on": After(75, 120), "recovered": lambda c: c.values["closed_on"] and int(c.values["claimed"]) * 3 // 4, "result": "调解结案"},
        {"kind": "mediation", "who": "woman", "person_kind": "woman", "persons": 1, "cause": Pick("孕期调岗", "哺乳时间", "产假工资"), "is_free": True, "claimed": M(4000, 20000), "standard_fee": 1500, "waived": 1500, "waiver_reason": "女职工权益", "lawyer": LAWYERS, "closed_on": After(8, 25), "recovered": lambda c: c.values["closed_on"] and int(c.values["claimed"]) * 9 // 10, "result": "达成协议"},
    ],
    fixed=[
        {"on": "2026-02-24", "unit": "石材", "kind": "arbitration", "who": "man", "person_kind": "migrant", "persons": 1, "cause": "尘肺病工伤待遇", "tribunal": "市劳动人事争议仲裁院", "case_no": "望劳人仲案〔2026〕31号", "is_free": True, "claimed": 268000, "standard_fee": 8000, "waived": 8000, "waiver_reason": "农民工职业病", "cost": 3200, "lawyer": "谭静律师", "hearing_on": After(41, 41), "closed_on": After(63, 63), "recovered": 236000, "result": "裁决支持",
         "done": "律师两次陪职工到外地复核诊断，调取十一年考勤记录证明粉尘作业史。", "effect": "职工获得一次性待遇23.6万元，企业随后为在岗的31名粉尘作业人员补做了职业健康检查。"},
        {"on": "2026-05-08", "unit": "华晟", "kind": "mediation", "who": "woman", "person_kind": "woman", "persons": 1, "cause": "孕期调岗降薪", "is_free": True, "claimed": 9600, "standard_fee": 1500, "waived": 1500, "waiver_reason": "女职工权益", "lawyer": "谭静律师", "closed_on": After(13, 13), "recovered": 9600, "result": "达成协议", "done": "援助律师与女职工部干部一同到企业，对照专项集体合同说明孕期不得降低工资。", "effect": "企业恢复原岗位工资并补发差额。"},
    ],
)  # fmt: skip

LAW = Recipe(
    "legal_aid_sessions",
    counts=(9, 10, 10, 13),
    where={"kind": ["enterprise", "institution", "regional"]},
    templates=[
        {"kind": "lecture", "title": Pick("劳动合同那些事", "工资支付与集体协商", "工会法与职工权益"), "laws": Pick("劳动合同法", "工会法", "工资支付条例"), "place": "单位会议室", "audience": Pick("一线职工", "班组长", "人事管理人员"), "attendance": Share("staff", 0.3, 0.6), "materials": Share("staff", 0.3, 0.8), "often": 2},
        {"at": "市", "kind": "campaign", "title": Pick("尊法守法·携手筑梦服务农民工", "宪法进企业", "安全生产法宣传周"), "laws": Pick("宪法", "安全生产法", "保障农民工工资支付条例"), "place": Pick("望溪大道改造项目工地", "城西农贸市场", "汽车客运站广场"), "audience": "农民工", "attendance": N(120, 260), "materials": N(300, 600)},
        {"kind": "rights", "title": "女职工权益保护知识答题", "laws": "女职工劳动保护特别规定", "place": "线上", "audience": "女职工", "attendance": Share("women", 0.5, 0.9), "tested": Share("attendance", 0.8, 1), "passed": Share("tested", 0.85, 1), "test_result": N(82, 95)},
        {"at": "市", "kind": "consultation", "title": Pick("法律咨询进夜市", "律师驻点咨询日"), "laws": "劳动法", "place": Pick("城西夜市", "开发区人力资源市场"), "audience": "职工群众", "attendance": N(45, 110), "materials": N(120, 260)},
    ],
    fixed=[
        {"on": "2026-04-28", "at": "建设", "kind": "campaign", "title": "“法律夜校”进工地", "laws": "保障农民工工资支付条例", "place": "望溪大道改造项目工地", "audience": "农民工", "attendance": 186, "materials": 400, "done": "把课堂搬到工棚，晚上七点开讲，用方言讲工资专用账户、考勤留证、工伤申报三件事，现场演示怎样扫码查工资。", "effect": "186名工友听课，当场受理咨询23件，帮助7人补签了书面劳动合同。"},
    ],
)  # fmt: skip

SUPERVISION = Recipe(
    "supervision",
    counts=(15, 18, 19, 22),
    where={"kind": ["enterprise", "regional", "project"]},
    templates=[
        {"kind": "law", "inspectors": Pick("赵立新、何婉清", "石永康、冯德明", "徐建国、方志远"), "partners": Pick("市人社局", "市应急管理局、市卫生健康局", "市住建局"), "matter": Pick("工时休假和加班工资", "高温作业保护", "女职工特殊保护"), "checked": N(20, 60), "breaches": Pick(0, 0, 1, 2), "workers": Share("staff", 0.1, 0.4), "result": Pick("未发现问题", "现场整改"), "often": 2},
        {"kind": "contract", "inspectors": "职工代表巡视组", "matter": "集体合同条款履行情况", "clause": "工资支付、休息休假、劳动保护条款", "clauses_total": N(28, 42), "clauses_kept": Share("clauses_total", 0.88, 1), "result": "基本履行"},
        {"kind": "labour", "inspectors": Pick("赵立新、孟国强", "何婉清、贾雅琴"), "matter": "劳动合同签订情况", "checked": Share("staff", 0.5, 0.9), "unsigned": N(0, 6), "breaches": lambda c: 1 if c.values["unsigned"] else 0, "letter": lambda c: "reminder" if c.values["unsigned"] else "", "letter_no": lambda c: f"望工法监提〔{c.day.year}〕{c.rng.randint(3, 40)}号" if c.values["letter"] else "", "issued_on": lambda c: c.day if c.values["letter"] else None, "reply_due_on": After(15, 15, "issued_on", future=True), "replied_on": After(5, 15, "issued_on"), "reply": lambda c: "已与未签人员补签劳动合同" if c.values["replied_on"] else "", "corrected": lambda c: c.values["breaches"] if c.values["replied_on"] else 0, "corrected_on": After(0, 3, "replied_on"), "result": Pick("已整改", "已整改", "基本规范")},
        {"kind": "insurance", "inspectors": "赵立新、罗小芸", "partners": "市社会保险中心、市税务局", "matter": "社会保险参保缴费", "insurance_types": "养老、工伤、医疗", "checked": N(15, 40), "breaches": 1, "workers": N(3, 22), "due": M(60000, 180000, 1000), "arrears": Share("due", 0.1, 0.3), "settled": Share("arrears", 0.6, 1), "settled_on": After(15, 40), "letter": "opinion", "letter_no": lambda c: f"望工法监意〔{c.day.year}〕{c.rng.randint(1, 12)}号", "issued_on": lambda c: c.day, "reply_due_on": After(20, 20, future=True), "replied_on": After(8, 20), "corrected": 1, "corrected_on": After(15, 40), "result": "已补缴"},
        {"kind": "arrears", "inspectors": "清欠联合检查组", "partners": "市人社局、市住建局、市公安局", "matter": "农民工工资支付", "unit": ["天成", "工地", "市政"], "sites": N(2, 6), "checked": N(60, 160), "breaches": Pick(0, 1, 2), "workers": N(0, 40), "result": "问题当场交办"},
        {"kind": "visit", "inspectors": "市总工会联系指导组", "matter": "企业用工和生产经营情况", "breaches": 0, "result": "已反馈"},
    ],
    fixed=[
        {"on": "2026-05-20", "unit": "铸造", "kind": "law", "inspectors": "赵立新、孟国强", "partners": "市应急管理局、市卫生健康局", "matter": "高温和粉尘作业劳动保护", "checked": 48, "breaches": 3, "workers": 86, "violation": "通风设备老化、防尘口罩更换不及时、未公布检测结果", "letter": "reminder", "letter_no": "望工法监提〔2026〕14号", "issued_on": After(2, 2), "reply_due_on": After(17, 17), "replied_on": After(13, 13), "reply": "三项问题已列入整改计划，更换风机四台。", "corrected": 3, "corrected_on": After(30, 30), "result": "已整改",
         "done": "会同应急、卫健部门开展“一函两书”联动检查，发出提示函后派职工代表每周到现场看一次进度。", "effect": "企业投入28万元更换风机四台、增设饮水点两处，86名一线职工的作业环境得到改善。"},
    ],
)  # fmt: skip

WARNINGS = Recipe(
    "supervision_warnings",
    counts=(4, 5, 3, 4),
    where={"kind": ["enterprise"]},
    templates=[
        {"kind": "arrears", "level": Pick("yellow", "blue"), "persons": N(12, 60), "sign": "连续两月延迟发放工资", "responded_on": After(1, 3), "response_days": N(1, 3), "measures": "上门约谈，督促制定补发计划", "closed_on": After(20, 60)},
        {"kind": "layoff", "level": "orange", "persons": N(20, 50), "sign": "订单减少，拟缩减班次", "responded_on": After(1, 2), "response_days": N(1, 2), "measures": "指导企业与职工代表协商轮岗轮训", "closed_on": After(30, 70)},
        {"kind": "dispute", "level": "blue", "persons": N(5, 15), "sign": "一月内同类争议三件以上", "responded_on": After(1, 4), "response_days": N(1, 4), "measures": "派调解员驻点", "closed_on": After(15, 45)},
    ],
)  # fmt: skip

build = cook(PETITIONS, DAYS, DISPUTES, MEDIATORS, LEGAL_AID, LAW, SUPERVISION, WARNINGS)
