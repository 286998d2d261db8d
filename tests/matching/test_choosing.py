"""What is linked without asking, what is asked, what is left alone."""

from __future__ import annotations

from gonghui.kernel.matching.choosing import match_firms
from gonghui.kernel.matching.likeness import Firm

CODE = "91350100M000100Y43"
OURS = [
    Firm(1, "鑫达机械制造有限公司工会", region="锦江", legal="王大鑫"),
    Firm(2, "华宇物流有限公司", region="青羊", legal="李二华"),
    Firm(3, "盛泰食品有限公司", code=CODE, region="武侯", legal="张三盛"),
    Firm(4, "恒宏兴纺织厂", region="金牛", legal="刘四恒"),
    Firm(5, "隆源五金有限公司", region="成华", legal="陈五隆"),
]
THEIRS = [
    Firm(11, "四川鑫达机械制造有限责任公司", region="锦江", legal="王大鑫"),
    Firm(12, "华宁物流有限公司", region="双流", legal="赵六宁"),
    Firm(13, "改名以后的食品有限公司", code=CODE, region="武侯", legal="张三盛"),
    Firm(14, "恒兴宏纺织厂", region="金牛", legal="刘四恒"),
    Firm(15, "隆源餐饮管理有限公司", region="郫都", legal="杨九源"),
    Firm(16, "福禄寿软件有限公司", region="郫都", legal="杨十福"),
]


def test_codes_decide_then_likeness_and_other_firms_stay_apart() -> None:
    found = match_firms(OURS, THEIRS)
    assert {left: (right, found.how[left]) for left, right in found.linked.items()} == {
        1: (11, "alike"),  # suffix, place and 工会 differ
        3: (13, "code"),  # another name, the same code
        4: (14, "alike"),  # two letters swapped, same district and representative
    }
    assert 2 not in found.linked
    assert 5 not in found.linked


def test_what_was_decided_holds() -> None:
    found = match_firms(OURS, THEIRS, same=[(5, 15)], other=[(1, 11)])
    assert (found.linked[5], found.how[5]) == (15, "decided")
    assert 1 not in found.linked
    assert 11 not in {pair.right for pair in found.queued.get(1, [])}


def test_two_codes_are_two_firms() -> None:
    ours = [Firm(1, "鑫达机械制造有限公司", code=CODE, region="锦江", legal="王大鑫")]
    theirs = [Firm(2, "鑫达机械制造有限公司", code="91512081MA62K0260E", region="锦江", legal="王大鑫")]
    found = match_firms(ours, theirs)
    assert (found.linked, found.queued) == ({}, {})


def test_nothing_against_nothing() -> None:
    assert match_firms([], THEIRS).linked == {}
    assert match_firms(OURS, []).linked == {}
