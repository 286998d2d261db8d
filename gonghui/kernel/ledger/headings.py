"""What keepers call the columns that many ledgers share: `headings=EMPLOYER | PERSON | {…}` in a declaration.

A ledger whose keepers say it otherwise names the field again after the bar; its own words then stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence

EMPLOYER: dict[str, Sequence[str]] = {
    "employer": ["企业名称", "单位全称", "企业(单位)名称", "企业（单位）名称", "用人单位", "所在单位"],
}
PERSON: dict[str, Sequence[str]] = {
    "person_name": ["职工姓名", "会员姓名", "名字"],
    "id_number": ["身份证号码", "公民身份号码", "居民身份证号", "证件号码"],
    "sex": ["男/女"],
    "phone": ["联系方式", "手机", "手机号码", "电话"],
}
EVENT: dict[str, Sequence[str]] = {
    "kind": ["活动类型", "类别", "活动形式"],
    "held_on": ["活动时间", "举办日期", "举办时间", "开展日期", "日期", "时间"],
    "ended_on": ["结束时间"],
    "place": ["地点", "举办地点"],
    "lead": ["组织单位", "举办单位", "牵头单位"],
    "supporters": ["合办单位", "联办单位", "协作单位", "配合单位"],
    "employer": ["企业名称", "单位全称", "企业(单位)名称", "企业（单位）名称", "参加单位", "承办企业"],
    "attendance": ["参加职工数", "参与职工(人)", "参与人数", "参加职工", "人数"],
    "attendance_times": ["参与人次", "人次"],
    "women": ["女职工人数", "女职工参加人数", "参加女职工数"],
    "employers_count": ["参与企业数", "参加单位数", "参与单位数"],
    "cost": ["费用", "支出金额", "活动经费", "经费", "花费", "花销", "开支"],
    "topic": ["内容", "主题", "活动内容"],
    "level": ["级别"],
    "speaker": ["主讲", "讲师"],
    "teams": ["队伍数", "参赛队数"],
    "performers": ["演员人数", "演出人数"],
    "entries": ["作品数", "参赛作品数", "征集件数"],
    "winners": ["获奖人数", "获奖数量"],
    "awards": ["奖项", "名次"],
    "decisions": ["决定事项", "会议决定"],
    "result": ["活动结果"],
}
