"""Other words that keepers use for the classes of a union and its employer."""

from __future__ import annotations

from gonghui.kernel.organisations.models import Level, Operating, Ownership, UnionKind

OWNERSHIP = {
    Ownership.STATE: [
        "国有企业",
        "国有独资公司",
        "国有控股",
        "国有及国有控股",
        "国有控股企业",
        "全民所有制",
        "全民",
        "110",
        "151",
    ],
    Ownership.COLLECTIVE: ["集体企业", "集体所有制", "股份合作企业", "股份合作", "120", "130"],
    Ownership.PRIVATE: ["私营", "私企", "民营", "民营企业", "个体私营", "私有企业", "170"],
    Ownership.RESTRUCTURED: ["改制", "转制企业", "国有集体改制企业", "改制后企业"],
    Ownership.HKMT: ["港澳台", "港澳台投资企业", "港澳台资企业", "港澳台资", "港澳台投资", "港澳台商投资", "200"],
    Ownership.FOREIGN: ["外资", "外资企业", "外商投资", "中外合资", "中外合资企业", "外商独资", "300"],
    Ownership.OTHER_NONPUBLIC: ["其他非公", "其他非公有制企业", "非公有制企业", "非公企业", "非公"],
    Ownership.INSTITUTION: ["事业", "400"],
    Ownership.ORGAN: ["党政机关", "500"],
    Ownership.SOCIAL: ["社会团体", "民办非企业", "民办非企业单位", "社团", "700"],
    Ownership.COMMUNITY: ["社区居委会", "村（居）委会", "街道社区"],
}
OPERATING = {
    Operating.NORMAL: ["正常经营", "生产正常", "正常生产", "在营", "开业"],
    Operating.STOPPED: ["停产", "歇业", "半停产", "停业", "停产停业"],
    Operating.CLOSED: ["关闭", "破产", "倒闭", "注销", "已关闭", "已破产"],
}
LEVEL = {
    Level.PROVINCE: ["省", "省（自治区、直辖市）", "省总工会"],
    Level.CITY: ["市", "地市级", "市总工会", "市（州）"],
    Level.COUNTY: ["县", "区级", "县（市、区）", "区县级", "县区级", "县总工会"],
    Level.TOWN: [
        "乡镇(街道)工会",
        "乡镇（街道）工会",
        "乡镇（街道）级",
        "乡镇（街道）",
        "乡镇街道",
        "乡镇街道工会",
        "镇街工会",
        "镇街",
        "镇街级",
        "乡镇级",
        "街道级",
        "镇级",
        "乡镇工会",
        "街道工会",
        "乡镇",
        "街道",
        "工业局工委",
    ],
    Level.VILLAGE: ["村（社区）", "村（社区）级", "村级", "社区级", "村（社区）工会", "社区工会", "村工会"],
    Level.GRASSROOTS: ["基层工会", "基层级", "基层工会委员会", "企业工会", "企业级"],
    Level.BRANCH: ["工会分会", "车间工会", "科室工会", "分工会"],
}
KIND = {
    UnionKind.ENTERPRISE: ["企业工会", "企业类", "单独企业工会", "独立建会"],
    UnionKind.INSTITUTION: ["事业", "事业单位工会", "事业工会"],
    UnionKind.ORGAN: ["机关工会", "党政机关"],
    UnionKind.COMMUNITY: ["社区工会", "社区联合工会"],
    UnionKind.VILLAGE: ["村工会", "行政村"],
    UnionKind.SOCIAL: ["社会组织工会", "社会团体", "民办非企业"],
    UnionKind.INDUSTRY: ["产业工会", "系统工会", "产业系统", "行业性工会", "行业工会联合会", "行业联合工会"],
    UnionKind.REGIONAL: ["区域性联合工会", "区域工会联合会", "联合工会", "区域性工会联合会", "联合基层工会"],
    UnionKind.PROJECT: ["项目工会", "工地工会", "农民工工会"],
    UnionKind.FEDERATION: ["总工会", "地方工会", "地方总工会"],
}
