"""The three stories of the demo city: 91 workers' back pay, a model union with its three, a complaint by scanning a code."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from gonghui.demo.world import World
from gonghui.kernel.ledger.declaration import REGISTRY
from gonghui.kernel.matters.models import Matter, Party, Payment, Stage

LAWYER = "何立新律师"
CODE = "260508371946"  # the query code of the third story
PAIRED = {
    "竹编": ("清河村", 74),
    "恒昌": ("白塔", 81),
    "蓝天": ("西苑", 69),
}  # helped union -> where it stands, score of 2025
HELPER = "鑫源"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def build(world: World) -> None:
    back_pay(world)
    pairing(world)
    scanned(world)


def make(slug: str, **values: Any) -> Any:
    """A record of a ledger, saved as an officer would."""
    return REGISTRY[slug].model._default_manager.create(**values)


# --- a: 91 workers of one company ------------------------------------------------------------------------------------


def back_pay(world: World) -> None:
    """One matter; one petition, one legal aid and one dispute are its stories; claimed, awarded and received apart."""
    town, employer = world.unions["城东"], world.employers["恒泰"]
    matter = Matter.objects.create(
        union=town, employer=employer, title="恒泰纺织91名职工追索拖欠工资和社会保险案", opened_on=day("2025-06-03"), people=91,
        claimed=4027500, awarded=3186000, received=1356000, union_costs=24000,
        done="城东街道总工会主办、权益保障部协办，一件事项从投诉、调解、援助、诉讼到执行一管到底，职工不用跑第二个门。",
        effect="生效判决确认一次性给付318.6万元，另按月支付生活费、按季缴纳社会保险费，已到位135.6万元。",
    )  # fmt: skip
    world.matters["恒泰"] = matter
    parties(world, matter)
    stages(matter)
    payments(matter)
    shared = {"union": town, "employer": employer, "matter": matter}
    petition_of_91(shared)
    aid_of_91(shared)
    dispute_of_91(shared)
    obligations(shared)


def parties(world: World, matter: Matter) -> None:
    who = world.people["苏秀英"]
    Party.objects.create(
        matter=matter, role=Party.Role.APPLICANT, name="恒泰纺织91名职工（推选代表3人）", person=who, headcount=91
    )
    Party.objects.create(matter=matter, role=Party.Role.RESPONDENT, name="望溪恒泰纺织有限公司")
    Party.objects.create(matter=matter, role=Party.Role.REPRESENTATIVE, name=f"{LAWYER}（法律援助）")


def stages(matter: Matter) -> None:
    kinds = Stage.Kind
    steps: list[tuple[str, str, str, str]] = [
        ("2025-06-03", kinds.COMPLAINT, "91名职工投诉用人单位长期拖欠工资和社会保险费", "职工代表3人到街道总工会反映，自2022年起累计拖欠，附工资条和考勤记录。"),
        ("2025-06-20", kinds.MEDIATION, "用人单位拒绝调解方案", "三次约谈，企业以经营困难为由拒绝分期方案，调解笔录存档。"),
        ("2025-07-02", kinds.LEGAL_AID, "批准法律援助并指派律师", "市总工会法律援助中心免费代理；仲裁机构出具不予受理通知书后提起诉讼，费用由市总工会承担。"),
        ("2025-11-18", kinds.FIRST_INSTANCE, "一审判决一次性给付318.6万元", "另判自2026年3月起按月支付生活费、自二季度起按季缴纳社会保险费。"),
        ("2026-02-26", kinds.SECOND_INSTANCE, "二审维持原判", "用人单位上诉被驳回，判决生效。"),
        ("2026-03-20", kinds.ENFORCEMENT, "达成分期执行方案", "法院、街道总工会、企业和职工代表四方签字，厂房租金优先用于支付。"),
        ("2026-04-15", kinds.PAYMENT, "第一笔84万元到位", "直接打入91名职工工资卡。"),
        ("2026-05-29", kinds.PAYMENT, "第二笔51.6万元到位", "余款按方案于9月底前支付。"),
    ]  # fmt: skip
    Stage.objects.bulk_create(
        [Stage(matter=matter, on=day(on), kind=kind, result=result, note=note) for on, kind, result, note in steps]
    )


def payments(matter: Matter) -> None:
    rhythm = Payment.Rhythm
    Payment.objects.bulk_create(
        [
            Payment(matter=matter, what="拖欠工资和社会保险费", rhythm=rhythm.ONCE, amount=3186000, since=day("2026-03-15"), received_on=day("2026-05-29"), received_amount=1356000),
            Payment(matter=matter, what="职工生活费", rhythm=rhythm.MONTHLY, amount=104650, since=day("2026-03-01"), received_on=day("2026-06-12"), received_amount=269300),
            Payment(matter=matter, what="社会保险费", rhythm=rhythm.QUARTERLY, amount=278460, since=day("2026-04-01"), received_on=day("2026-06-18"), received_amount=278460),
        ]
    )  # fmt: skip


def petition_of_91(shared: dict[str, Any]) -> None:
    make(
        "petitions", **shared, registered_on=day("2025-06-03"), kind="visit", nature="appeal", category="wages", items=1, batches=1, persons=91, person_name="苏秀英等91人",
        subject="恒泰纺织拖欠91名职工工资和社会保险费", received_by="何敏", handler="何婉清", due_on=day("2025-08-02"), answered_on=day("2025-06-24"),
        answer="调解不成，已转法律援助，由市总工会免费代理诉讼。", result="转法律援助", transferred_to="市总工会法律援助中心", closed_on=day("2025-07-02"), satisfaction="满意",
        done="接访当天登记造册、逐人核对工资条，三天内两次约谈企业；调解不成即转法律援助，信访、援助、诉讼由同一名联系人跟到底。",
        effect="91名职工没有再上访，全部转入法律程序。",
    )  # fmt: skip


def aid_of_91(shared: dict[str, Any]) -> None:
    make(
        "legal_aid", **shared, aided_on=day("2025-07-02"), kind="litigation", person_name="苏秀英等91人", person_kind="hardship", cause="追索劳动报酬和社会保险待遇", persons=91,
        case_no="〔2025〕望民初1186号", tribunal="望溪市人民法院、地市中级人民法院", stage="执行", is_free=True, claimed=4027500, standard_fee=96000, waived=96000, waiver_reason="群体性追索劳动报酬",
        approved_by="罗小芸", cost=24000, recovered=1356000, lawyer=LAWYER, hearing_on=day("2025-09-25"), appeal_by_on=day("2025-12-03"), result="胜诉，执行中", closed_on=day("2026-02-26"),
        done="律师驻厂五天整理91份工资台账，把三年欠薪按人按月列表，两审出庭四次。", effect="两级法院支持职工主要请求，诉讼费用由工会承担，职工一分钱没花。",
    )  # fmt: skip


def dispute_of_91(shared: dict[str, Any]) -> None:
    make(
        "disputes", **shared, filed_on=day("2025-06-03"), case_no="望工调〔2025〕27号", kind="living", person_name="苏秀英等91人", cause="拖欠工资、生活费和社会保险费", persons=91, women=62, migrants=41, is_collective=True,
        claimed=4027500, awarded=3186000, received=1356000, received_wages=900000, received_insurance=256000, received_living=200000, received_on=day("2026-05-29"), union_costs=24000, cost_kind="律师办案费、诉讼费",
        cost_voucher="Z2602-118", handling="诉讼", channel="来访", mediator="何婉清", sessions=3, outcome="judged", stage="执行", next_step="9月底前督促支付余款，按月核对生活费、按季核对社保缴费", closed_on=day("2026-02-26"),
        done="建立由街道总工会、权益保障部、法院执行局和职工代表组成的联络小组，每月对一次账，厂房租金直接划入职工工资专户。",
        effect="判决生效后三个月内到位135.6万元，生活费按月、社保按季接续。",
        example="在恒泰纺织工作了19年的挡车工苏秀英说，厂里的账我们算不清，工会替91个人一笔一笔算清了。",
    )  # fmt: skip


def obligations(shared: dict[str, Any]) -> None:
    """The continuing duties month by month and quarter by quarter: due and paid apart."""
    paid = {3: ("2026-04-15", 104650), 4: ("2026-05-29", 104650), 5: ("2026-06-12", 60000), 6: (None, 0)}
    for month, (on, amount) in paid.items():
        due = Decimal(104650)
        make(
            "disputes_obligations", **shared, person_name="91名职工", obligation="按月支付生活费", rhythm="monthly", people=91, per_head=1150, from_month=day("2026-03-01"), months=1,
            due_on=dt.date(2026, month, 28), due=due, paid_on=day(on) if on else None, paid=amount, shortfall=due - amount,
        )  # fmt: skip
    make(
        "disputes_obligations", **shared, person_name="91名职工", obligation="按季缴纳社会保险费", rhythm="quarterly", people=91, group_fee=278460, from_month=day("2026-04-01"), months=3,
        due_on=day("2026-06-20"), due=278460, paid_on=day("2026-06-18"), paid=278460, shortfall=0,
    )  # fmt: skip
    make(
        "disputes_obligations", **shared, person_name="91名职工", obligation="一次性给付拖欠工资和社会保险费", rhythm="once", people=91, from_month=day("2026-03-01"),
        due_on=day("2026-03-15"), due=3186000, paid_on=day("2026-05-29"), paid=1356000, shortfall=1830000,
    )  # fmt: skip


# --- b: a model union and the three it helps -------------------------------------------------------------------------

AIMS = {
    "竹编": "半年内开成第一次职代会，一年内规范会员档案和会费",
    "恒昌": "建立工资集体协商，补齐安全监督员",
    "蓝天": "把倒班职工组织起来，建一个看得见的职工之家",
}
VISITS = [
    ("2025-04-16", "竹编", "手把手建会员名册和工会账本", "社员分散在各家编织，名册三年没更新", "派一名会计每月来一天"),
    ("2025-05-21", "蓝天", "与清晨班组座谈，商量活动时间", "职工凌晨上班，活动总凑不齐人", "把活动改到每周三下午三点"),
    (
        "2025-09-10",
        "恒昌",
        "带安全监督员到冲压车间实地查",
        "光栅曾被拆除，班组怕耽误产量",
        "共用鑫源的安全课件，每月互查一次",
    ),
    ("2025-11-19", "竹编", "帮助起草职代会议程和提案表", "没有开过职代会", "请竹编代表到鑫源旁听一次"),
    ("2026-02-27", "竹编", "请社员代表旁听鑫源职代会", "代表不敢发言", "模拟开一次会，每人提一条意见"),
    ("2026-03-26", "恒昌", "模拟工资协商，演一遍谈判", "协商代表不会算工资总额", "派协商指导员跟到签字"),
    ("2026-05-14", "蓝天", "把旧仓库改成职工之家", "夏天没有歇脚的地方", "鑫源捐空调两台、书二百册"),
    ("2026-06-17", "恒昌", "回访工资协议草案和安全随手拍", "计件单价分歧已缩小到两个工序", "七月签协议"),
]
LACKING = {
    "组织建设": "会员名册更新不及时",
    "民主管理和集体协商": "提案答复超期",
    "维权服务": "调解台账不全",
    "经费和档案": "凭证附件缺漏",
}
SHEET = [("组织建设", 25), ("民主管理和集体协商", 30), ("维权服务", 25), ("经费和档案", 20)]


def pairing(world: World) -> None:
    """Rows of the model union about unions in three other branches; who holds the pairing grant sees both sides."""
    union = world.unions[HELPER]
    for key, (_where, score) in PAIRED.items():
        make(
            "pairing", union=union, started_on=_standing_from(world, key, "2025-03-10"), kind="union", helped_union=world.unions[key], helper=union.name, aims=AIMS[key],
            need="缺人手、缺办法、缺经费", support="派人指导、共享课件、赠送书籍和设备", support_value={"竹编": 6000, "恒昌": 9500, "蓝天": 18600}[key], score=score, result="继续结对",
            done="实行“三个一”：每季度走访一次、每半年联办一件事、每年共评一张考核表，结对双方互看走访记录和评分。",
            effect={"竹编": "首次召开职代会，会员档案建档率达到100%。", "恒昌": "工资专项协议进入签约阶段，安全监督员增加到6人。", "蓝天": "职工之家建成，活动参加率由两成提高到六成。"}[key],
        )  # fmt: skip
    for on, key, content, problems, step in VISITS:
        if world.stands(key, day(on)):
            make(
                "pairing_visits",
                union=union,
                visited_on=day(on),
                helped_union=world.unions[key],
                visitors="秦振华、阮志远",
                content=content,
                problems=problems,
                next_step=step,
            )
    sheets(world, union)


def _standing_from(world: World, key: str, first: str) -> dt.date:
    founded = world.unions[key].founded_on
    return max(day(first), founded) if founded else day(first)


def sheets(world: World, union: Any) -> None:
    """The yearly score sheet: an item a row; the items add up to the score of the pairing."""
    for key, (_where, total) in PAIRED.items():
        for year, on, bonus in ((2025, "2025-12-22", 0), (2026, "2026-06-26", 6)):
            left = total + bonus
            for n, (item, full) in enumerate(SHEET):
                score = min(full, left if n == len(SHEET) - 1 else round((total + bonus) * full / 100))
                left -= score
                reason = "" if score >= full * 0.9 else LACKING[item]
                make(
                    "pairing_scores",
                    union=union,
                    scored_on=day(on),
                    score_year=year,
                    helped_union=world.unions[key],
                    item=item,
                    full_score=full,
                    score=score,
                    reason=reason,
                )


# --- c: scanned, anonymous, past the own union -----------------------------------------------------------------------


def scanned(world: World) -> None:
    """Heard by the upper union alone; the worker reads the answer under the query code."""
    union, employer = world.unions["开发区"], world.employers["华晟"]
    matter = Matter.objects.create(
        union=union, employer=employer, title="扫码反映夜班加班费计算不足", opened_on=day("2026-05-08"), closed_on=day("2026-06-09"), people=37,
        claimed=42600, awarded=42600, received=42600, bypasses_employer=True, query_code=CODE,
    )  # fmt: skip
    world.matters["扫码"] = matter
    Party.objects.create(matter=matter, role=Party.Role.APPLICANT, name="匿名职工", headcount=1)
    Party.objects.create(matter=matter, role=Party.Role.RESPONDENT, name=employer.name)
    kinds = Stage.Kind
    steps = [
        ("2026-05-08", kinds.COMPLAINT, "职工扫码匿名反映夜班加班费不足", "二维码贴在厂外公交站，反映不经本单位工会。"),
        ("2026-05-08", kinds.REGISTERED, "当日受理，归入工资报酬类", "系统给出查询码，不登记姓名和电话。"),
        ("2026-05-11", kinds.HEARD, "凭查询码在线听取意见", "职工补充了三个月的排班表。"),
        (
            "2026-05-20",
            kinds.MEDIATION,
            "与用人单位协商一致",
            "以劳动用工例行检查名义核对全部夜班工资，不指向任何个人。",
        ),
        ("2026-06-05", kinds.PAYMENT, "37名夜班职工加班费4.26万元补发到位", "随5月工资发放。"),
        ("2026-06-09", kinds.ANSWERED, "凭查询码答复反映人", "反映人在线评价满意。"),
    ]
    Stage.objects.bulk_create(
        [Stage(matter=matter, on=day(on), kind=kind, result=result, note=note) for on, kind, result, note in steps]
    )
    make(
        "petitions", union=union, employer=employer, matter=matter, registered_on=day("2026-05-08"), kind="scan", nature="appeal", category="wages", items=1, batches=0, persons=1,
        subject="夜班加班费按最低工资基数计算，少发三个月", is_anonymous=True, bypasses_employer=True, query_code=CODE, received_by="邵立新", handler="孟国强", due_on=day("2026-07-07"), answered_on=day("2026-06-09"),
        answer="经核对，37名夜班职工加班费计算基数有误，已随5月工资补发4.26万元，今后按劳动合同约定工资计算。", result="已解决", closed_on=day("2026-06-09"), satisfaction="满意",
        done="以例行用工检查的名义核对全部夜班工资，全程不打听、不暴露反映人。", effect="37名夜班职工补发加班费4.26万元。",
    )  # fmt: skip
