"""Other words that keepers use for the columns and classes of 困难职工档案 and its companions."""

from __future__ import annotations

HEADINGS: dict[str, list[str]] = {
    "person_name": ["职工姓名", "户主姓名", "会员姓名"],
    "file_no": ["档案号", "建档编号"],
    "opened_on": ["建档时间", "入档日期"],
    "entry": ["档案类型"],
    "grade": ["困难类别", "档案类别", "困难类型"],
    "cause": ["致困原因", "主要致困原因"],
    "family_size": ["家庭人口数", "人口", "家庭人数"],
    "members": ["家庭成员情况"],
    "monthly_income": ["人均月收入", "家庭月人均收入", "人均收入"],
    "family_income": ["家庭年总收入"],
    "own_income": ["本人月平均收入"],
    "rigid_expense": ["年必要支出"],
    "address": ["住址"],
    "visited_on": ["入户核查日期"],
    "reviewed_on": ["年度复核日期"],
    "responsible": ["第一责任人"],
    "aided_items": ["已享受帮扶"],
    "closed_on": ["退档日期", "退出日期", "脱困时间"],
    "exit_reason": ["脱困原因"],
}
VALUES: dict[str, dict[str, list[str]]] = {
    "entry": {
        "returned": ["返贫"],
    },
    "grade": {
        "hard": ["一般困难", "困难职工"],
        "severe": ["特困职工", "特别困难"],
        "deep": ["深度困难职工"],
        "relative": ["相对困难职工"],
        "accident": ["意外致困职工", "意外致困户"],
        "dibao": ["低保"],
        "near_dibao": ["低保边缘"],
    },
    "cause": {
        "own_illness": ["本人大病", "本人疾病"],
        "family_illness": ["家属大病", "家属疾病"],
        "jobless": ["失业", "本人失业", "家属失业", "下岗"],
        "schooling": ["子女就学"],
        "disaster": ["灾害", "突发事件"],
        "single": ["单亲家庭"],
        "injury": ["工伤"],
        "disability": ["本人残疾", "家属残疾"],
        "low_income": ["低收入"],
    },
}
CHANGES_HEADINGS: dict[str, list[str]] = {
    "changed_on": ["调整日期"],
    "kind": ["变动事项"],
    "reason": ["调整原因"],
}
CHANGES_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "in": ["建档", "新增"],
        "out": ["退出", "脱困"],
        "change": ["调整", "变更"],
    },
}
ALLOWANCES_HEADINGS: dict[str, list[str]] = {
    "kind": ["救助衔接类别"],
    "since_on": ["低保起始日期", "转介日期"],
    "until_on": ["低保终止日期"],
    "months": ["发放月数"],
    "amount": ["低保金额"],
    "agency": ["衔接部门", "民政部门"],
    "result": ["转介结果"],
}
ALLOWANCES_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "dibao": ["低保", "最低生活保障"],
        "transfer": ["转介", "民政救助"],
    },
}
CARE_HEADINGS: dict[str, list[str]] = {
    "held_on": ["帮教日期", "谈心日期"],
    "kind": ["谈话类别"],
    "helper": ["谈话人", "包保人"],
    "sign": ["不放心表现", "表现"],
    "level": ["帮教级别"],
    "issue": ["反映问题"],
    "outcome": ["谈话结果"],
    "resolved_on": ["解除日期"],
}
CARE_VALUES: dict[str, dict[str, list[str]]] = {
    "kind": {
        "talk": ["谈心", "谈话"],
        "safety": ["安全不放心人帮教"],
    },
    "level": {
        "middle": ["一般"],
    },
}
# in 退出原因: a file that ends this way has not been lifted out of need
NOT_OUT_OF_NEED = ["死亡", "去世", "病故", "亡故", "迁出", "转出", "注销", "重复", "有误", "不符合", "弄虚作假"]
