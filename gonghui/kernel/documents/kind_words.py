"""The names of the shipped kinds as the catalogue of messages knows them: the templates themselves are data."""

from __future__ import annotations

from django.utils.translation import gettext_noop

WORDS = [
    gettext_noop("总结计划"),
    gettext_noop("信息"),
    gettext_noop("公文"),
    gettext_noop("集体协商"),
    gettext_noop("一函两书"),
    gettext_noop("民主管理"),
    gettext_noop("帮扶"),
    gettext_noop("工作总结"),
    gettext_noop("工作计划"),
    gettext_noop("述职报告"),
    gettext_noop("调研报告"),
    gettext_noop("简报"),
    gettext_noop("请示"),
    gettext_noop("批复"),
    gettext_noop("通知"),
    gettext_noop("函"),
    gettext_noop("纪要"),
    gettext_noop("公示"),
    gettext_noop("集体协商要约书"),
    gettext_noop("集体协商答复书"),
    gettext_noop("劳动法律监督提示函"),
    gettext_noop("劳动法律监督意见书"),
    gettext_noop("劳动法律监督建议书"),
    gettext_noop("职代会决议"),
    gettext_noop("困难职工帮扶审批表"),
    gettext_noop("半年、全年工作总结，文字和数字都从台账中来。"),
    gettext_noop("年度或半年工作计划；目标数和重点任务取自目标责任、工作任务两本台账。"),
    gettext_noop("工会主席、副主席和干部个人述职述廉，用第一人称写。"),
    gettext_noop(
        "围绕一个题目的调查研究；问题、措施和责任人取自工作任务台账，每个问题都要有措施，每条措施都要有责任人。"
    ),
    gettext_noop("一至三条信息，取自台账中写了做法、成效的记录。"),
    gettext_noop("向上级请求指示或批准，事前行文，一文一事，只主送一个机关。"),
    gettext_noop("答复下级的一件请示，引用来文的标题和文号。"),
    gettext_noop("部署工作、召开会议、转发文件。"),
    gettext_noop("与不相隶属的机关商洽工作、询问和答复问题。"),
    gettext_noop("记载会议情况和议定事项；依据会议台账。"),
    gettext_noop("拟表彰、拟帮扶、选举结果等向职工公布，写明期限和监督电话。"),
    gettext_noop("工会代表职工向用人单位提出集体协商要求；依据集体协商台账。"),
    gettext_noop("对集体协商要约的书面答复；依据集体协商台账。"),
    gettext_noop("提醒用人单位防范劳动用工风险；依据劳动法律监督台账。"),
    gettext_noop("要求用人单位纠正违法行为并书面答复，由工会主席或副主席签发；依据劳动法律监督台账。"),
    gettext_noop("用人单位拒不改正、逾期不答复的，提请有关行政部门依法处理；依据劳动法律监督台账。"),
    gettext_noop("职工代表大会、教职工代表大会审议通过事项的决议；依据职代会台账。"),
    gettext_noop("一户一表，依据困难职工档案；登记了本人同意才印姓名。"),
]
