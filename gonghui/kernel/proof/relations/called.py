"""What a figure is called: whether it is told in the words that name a whole."""

from __future__ import annotations

import re

from gonghui.kernel.proof.model import Figure

_OUR = re.compile(r"[\u4e00-\u9fff]{0,8}(?:现有|共有|拥有|有)|(?:全|本|我)?(?:公司|学校|医院|系统|单位|机关|企业)")
_CORE_OFF = re.compile(r"^(?:全[市县区镇乡街道校院矿厂局系统公司]{1,2}|其|该|在|到|了|本[市县区镇乡街道校院矿厂局])+")
_ALL = re.compile(r"总人数|总户数|总件数|总数|总量|总额|全部|总|(?<=.{2})(?:人数|户数|件数|条数|数)$")


def _core(words: str) -> str:
    """会员 of 全市会员总数: the thing itself."""
    return _ALL.sub("", _CORE_OFF.sub("", words)).strip("的")


def called(words: str, figure: Figure) -> bool:
    """Whether a figure is called by the words of a whole: 会员 in 会员总数达3520人, 326名会员, but not in 慰问会员56人."""
    core = _core(words)
    if len(core) < 2:
        return False
    clause = re.split(r"[，；。：（]", figure.before)[-1]
    left = re.sub(r"(?:总人数|总户数|总数|总量|总额|数|共有|已有|现有|共|已|达到|达|为|有|的|计|仅|只)+$", "", clause)
    if not left.endswith(core):
        return (
            bool(re.match(rf"(?:名|个)?{re.escape(core)}(?![\u4e00-\u9fff]{{0,2}}(?:参加|获))", figure.after))
            and len(clause) < 8
        )
    lead = re.sub(
        r"^(?:截至|目前|现|全[市县区镇乡街道校院矿厂局系统公司]{1,2}|共|在册|在岗|基层|工会|其中|有|年末|年底|全体|我[市县区镇校院矿厂局])+",
        "",
        left[: -len(core)],
    )
    return not lead or (
        bool(_OUR.fullmatch(lead))
        and not re.search(r"慰问|培训|帮扶|救助|新|发展|表彰|组织|参加|走访|吸收|男|女", lead)
    )


def says_whole(whole: str, figure: Figure) -> bool:
    """占会员总数的: whether a figure is told in these very words, if with others between."""
    core = _core(whole)
    clause = re.split(r"[，；。：（]", figure.before)[-1] + re.split(r"[，；。]", figure.after[:8])[0]
    return len(core) >= 2 and (
        core in clause or (len(core) >= 4 and bool(re.search(".{0,3}".join(map(re.escape, core)), clause)))
    )
