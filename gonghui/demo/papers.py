"""One document of each kind in the demo city, as its offices would have filled them in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from gonghui.demo.world import World
from gonghui.kernel.audit.acting import acting
from gonghui.kernel.documents import life, numbering, services
from gonghui.kernel.documents.kinds import kind
from gonghui.kernel.documents.models import Document
from gonghui.kernel.documents.starting import candidates
from gonghui.kernel.organisations.models import Union
from gonghui.kernel.people.models import Consent
from gonghui.kernel.periods import Period
from gonghui.ledgers.hardship.models import HardshipFile

DAY = dt.date(2026, 7, 8)
PHONE = "0999-1400012"  # no such area code
FIELDS: dict[str, dict[str, str]] = {
    "plan": {
        "指导思想": "以习近平新时代中国特色社会主义思想为指导，围绕制造业强市和基层治理，突出建会入会、技能提升、权益维护和精准帮扶，推动各项工作走在前列。",
        "保障措施": "各部门按职责分工落实，办公室每月调度、每季通报，年底列入目标责任考核。所需经费列入年度预算，专款专用。",
    },
    "duty": {
        "职务": "望溪市总工会副主席",
        "学习情况": "我坚持每月参加理论学习中心组学习，系统学习了修订后的工会法和有关集体协商的规定，并把学习心得用在指导华晟电子等企业开展工资集体协商上。",
        "廉洁自律": "我严格执行中央八项规定精神，经手的帮扶资金和工会经费都有审批、有票据、有公示，没有接受可能影响公正履职的宴请和礼品。",
        "存在问题": "一是到小微企业调研不够，对货运司机入会的难处了解得不深。二是个别帮扶事项跟踪不及时，回访安排得晚。",
        "今后打算": "一是每月到基层不少于四天，重点走访联合工会。二是9月底前完成在档困难职工入户复核。三是推动工资集体协商向货运物流行业延伸。",
    },
    "survey": {
        "题目": "货运司机入会和停车难情况",
        "调研经过": "2026年5月至6月，望溪市总工会组织3个调研组，到货运物流行业工会联合会和经济开发区实地走访，与货运司机、物流企业负责人座谈",
        "基本情况": "望溪市货运物流行业工会联合会成立以来，采取行业建会、线上入会的办法吸收货运司机，在物流园设立了会员服务站。",
        "主要问题": "一是司机流动性大，会员档案更新不及时。二是物流园周边停车位不足，司机长时间等候。",
        "原因分析": "司机多为个体挂靠，用工关系复杂；园区规划较早，没有预留大型车辆停车位。",
        "对策建议": "一是由行业工会联合会按季度核对会员档案。二是会同交通运输、公安交管部门在园区北侧增设临时停车区。三是在会员服务站提供休息和热水。",
    },
    "briefing": {"期号": "7", "编印日期": "2026年7月8日"},
    "request": {
        "事由": "召开望溪市工会第六次代表大会", "主送机关": "示例地区总工会", "签发人": "陆景行", "联系人": "贺雅琴", "联系电话": PHONE,
        "请示理由": "望溪市总工会第五届委员会于2021年12月选举产生，任期将于2026年12月届满。根据《中国工会章程》的规定，应当按期召开代表大会，进行换届选举。",
        "请示事项": "一、会议时间和会期：拟于2026年11月下旬召开，会期1天。\n二、代表名额：拟设代表180名，其中女职工代表60名。\n三、委员名额：第六届委员会拟设委员35名、常务委员9名；经费审查委员会拟设委员7名。\n四、会议经费：列入本级工会年度预算。",
        "附件": "第五届委员会任期情况说明；代表名额分配方案",
    },
    "reply": {
        "批复事由": "同意清河镇总工会换届选举", "来文单位": "清河镇总工会", "来文标题": "关于召开清河镇工会第四次代表大会的请示", "来文文号": "清工〔2026〕3号",
        "批复意见": "同意你会于2026年9月召开清河镇工会第四次代表大会，选举第四届委员会。请严格按照《中国工会章程》和有关规定做好代表选举、候选人酝酿和大会组织工作，选举结果报我会审批。",
    },
    "notice": {
        "事由": "做好2026年金秋助学工作", "联系人": "何敏", "联系电话": PHONE,
        "通知缘由": "为帮助困难职工家庭子女顺利入学，根据上级工会有关安排，市总工会决定开展2026年金秋助学活动。",
        "通知事项": "（一）资助对象：在档困难职工家庭中当年考入普通高等学校的子女。\n（二）资助标准：按学段分档，每人一次性资助3000元至5000元。\n（三）办理程序：本人申请，基层工会核实并公示5个工作日，乡镇、街道总工会审核，市总工会审批后打入本人银行账户。",
        "工作要求": "请于2026年8月10日前将申请表和汇总表报市总工会权益保障部。各级工会要逐户核对档案，做到应助尽助、不重不漏。",
    },
    "letter": {
        "事由": "商请协助开展户外劳动者健康检查", "主送机关": "望溪市卫生健康局", "联系人": "何敏", "联系电话": PHONE,
        "商洽事项": "为做好高温季节户外劳动者健康服务，我会拟于2026年7月下旬组织环卫工人、货运司机和建筑工人免费健康检查。现商请贵局协调体检机构，安排检查车辆和医务人员，检查费用由我会承担。",
    },
    "minutes": {
        "期号": "12", "会议地点": "市总工会三楼会议室", "主持人": "陆景行主席", "会议议题": "上半年重点工作进展和下半年安排",
        "议定事项": "会议决定，7月底前完成上半年重点任务清单的复核，由办公室负责。\n会议要求，权益保障部在8月15日前完成高温慰问物资发放，并将发放名册报经费审查委员会备查。",
    },
    "publicity": {
        "公示事项": "2026年望溪市五一劳动奖章推荐对象", "公示依据": "根据《中华全国总工会关于推荐评选工作的有关规定》，经基层推荐、部门审核和市总工会常委会研究，拟推荐以下对象。",
        "公示内容": "个人：恒泰纺织有限公司挡车工、华晟电子（望溪）有限公司测试工程师各1名。\n集体：望溪市第一中学高三年级组。",
        "起始日期": "2026年7月9日", "截止日期": "2026年7月15日", "联系地址": "望溪市文昌路18号", "监督电话": PHONE,
    },
    "offer": {
        "受约方": "瑞丰家纺有限公司", "协商事项": "2026年度工资调整幅度、夜班津贴标准和高温津贴发放办法", "协商时间": "2026年8月5日上午9时", "协商地点": "公司二楼会议室",
        "职工方首席代表": "工会主席", "职工方代表": "车间、技术、后勤岗位职工代表共5名", "联系人": "公司工会", "联系电话": PHONE,
    },
    "answer": {
        "要约方": "瑞丰家纺有限公司工会", "收到日期": "2026年7月6日", "协商时间": "2026年8月5日上午9时", "协商地点": "公司二楼会议室",
        "首席代表": "生产副总经理", "协商代表": "人力资源、财务、生产部门代表共5名", "联系人": "人力资源部", "联系电话": PHONE,
    },
    "reminder": {
        "监督情况": "2026年6月，我会在高温季节劳动保护监督检查中了解到，你单位露天作业班组未按规定调整作息时间，防暑降温物品发放不及时。",
        "法律依据": "《中华人民共和国劳动法》第五十四条和《防暑降温措施管理办法》", "反馈日期": "2026年7月24日", "联系人": "何敏", "联系电话": PHONE,
        "提示事项": "一、日最高气温达到40℃以上时停止当日室外露天作业。\n二、及时足额发放高温津贴和防暑降温物品。\n三、在施工现场设置休息场所，配备急救药品。",
    },
    "opinion": {
        "签发人": "陆景行", "调查人员": "何敏（监督员证号001）、周敏（监督员证号002）",
        "违法事实": "2026年6月15日至18日，你单位30名职工每日工作11小时，连续两周未安排休息日，未支付加班工资。有考勤记录、工资表和职工陈述为证。",
        "法律依据": "《中华人民共和国劳动法》第三十六条、第三十八条、第四十四条", "整改意见": "一、自即日起执行国家工时制度。\n二、依法补发30名职工的加班工资。\n三、修订考勤和加班审批制度，经职代会审议后公布。",
        "联系人": "何敏", "联系电话": PHONE,
    },
    "proposal": {
        "主管部门": "望溪市人力资源和社会保障局", "用人单位": "望溪市政工程有限公司", "意见书日期": "2026年6月2日", "意见书文号": "望工监意〔2026〕4号",
        "违法事实": "该单位2026年4月至5月拖欠12名职工工资，未与其中5名职工签订书面劳动合同。", "整改情况": "收到意见书后15个工作日内没有答复，也没有改正",
        "法律依据": "《中华人民共和国劳动合同法》第十条、第三十条", "处理建议": "依法责令该单位限期支付拖欠的工资，补签书面劳动合同，并对有关责任人依法处理。", "联系人": "何敏", "联系电话": PHONE,
    },
    "resolution": {
        "会议名称": "恒泰纺织有限公司第四届职工代表大会第二次会议", "决议事由": "通过《2026年度工资专项集体合同（草案）》", "通过日期": "2026年6月17日",
        "应到代表": "60", "实到代表": "57", "赞成票": "52", "反对票": "3", "弃权票": "2",
        "审议情况": "会议听取了工资集体协商情况的报告，分组审议了《2026年度工资专项集体合同（草案）》。",
        "决议内容": "会议同意《2026年度工资专项集体合同（草案）》，由双方首席代表签字后报送人力资源社会保障部门。会议要求公司和工会按合同约定每半年检查一次履行情况，并向职工代表大会报告。",
    },
    "aid_form": {"帮扶类别": "生活救助", "资金来源": "2026年市级工会帮扶资金", "帮扶金额": "3000元", "帮扶理由": "本人患病，医疗自付费用较高，家庭入不敷出，符合生活救助条件。"},
}  # fmt: skip
ISSUED = ("request", "reply", "notice", "letter", "minutes", "opinion", "resolution")
NUMBERED = ("request", "reply", "notice", "letter", "opinion")


def build(world: World, author: Any, leader: Any) -> list[Document]:
    """A document of every kind but the summary; some issued, some with a number, one sent out."""
    top = world.unions["市"]
    made = [_one(top, slug, author) for slug in FIELDS]
    for document in made:
        if document.kind in NUMBERED:
            numbering.give(document, author, numbering.codes(top, document.kind)[0], on=DAY)
        if document.kind in ISSUED:
            life.submit(document, author)
            services.issue(document, leader, DAY)
    notice = next(document for document in made if document.kind == "notice")
    life.publish(notice, leader)
    return made


def _one(top: Union, slug: str, author: Any) -> Document:
    one = kind(slug)
    found = candidates(one, top, author) if one.basis else []
    basis = found[0][0] if found else ""
    if slug == "aid_form":
        _agree(basis)
    period = Period.parse("2026" if slug == "plan" else "2026H1")
    return services.compose(top, period, author, slug, fields=FIELDS[slug], basis=basis)


def _agree(basis: str) -> None:
    """The applicant agreed in writing that the name stands on the form."""
    file = HardshipFile.objects.get(uid=basis.split("/")[1])
    with acting(None, "演示数据"):
        Consent.objects.create(
            union=file.union, person=file.person, person_name=file.person_name, given_on=dt.date(2026, 6, 23),
            evidence="随申请表存档",
        )  # fmt: skip
