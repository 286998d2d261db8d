"""What the checker finds in invented sentences: figures with their meaning, and nothing that is none."""

from __future__ import annotations

import pytest

from gonghui.kernel.proof import read


def figures(text: str) -> list[tuple[str, float, str]]:
    return [(f.text, float(f.value), f.unit) for f in read(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建工会21家，发展会员486人。", [("21家", 21, "家"), ("486人", 486, "人")]),
        ("发放慰问金１３．８万元。", [("１３．８万元", 138000, "元")]),
        ("减免收费4200余元，参赛近2900人次。", [("4200余元", 4200, "元"), ("2900人次", 2900, "人次")]),
        ("慰问困难劳模两名，召开座谈会四次。", [("两名", 2, "名"), ("四次", 4, "次")]),
        ("募集善款近万元，惠及两千余人。", [("万元", 10000, "元"), ("两千余人", 2000, "人")]),
        ("培训3至5天，每人补助200—500元。", [("3至5天", 3, "天"), ("200—500元", 200, "元")]),
        ("建会率达百分之九十五。", [("百分之九十五", 95, "%")]),
        ("募集资金1.2亿元。", [("1.2亿元", 120000000, "元")]),
        ("惠及职工3万人次。", [("3万人次", 30000, "人次")]),
        ("新建工会 21 家", [("21 家", 21, "家")]),
        ("追讨拖欠工资额约65万，缝制鞋垫468双。", [("65万", 650000, "元"), ("468双", 468, "双")]),
        ("印发宣传册5000份，接听电话320个。", [("5000份", 5000, "份"), ("320个", 320, "个")]),
        ("全年借阅8960册次。", [("8960册次", 8960, "册次")]),
        ("发展新会员486\n人，全部实名。", [("486\n人", 486, "人")]),
    ],
)
def test_figures(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "云工〔2019〕6号", "学习贯彻“三个代表”重要思想", "党的十八届三中全会精神", "三届二次职代会", "通过ISO 14001认证", "市第三中学工会", "五里镇工会",
        "千山公司工会", "市第七人民医院", "拨打12351热线", "联系电话：0999-1234567", "一、抓组建", "一是巩固职代会制度", "2019年6月30日", "建会60周年",
        "35岁以下青年职工", "坚定“四个自信”", "在“五一”前夕", "统一思想，进一步提高", "“1+X”模式", "二号井职工", "上半年", "一家企业", "第二次会议", "24小时热线",
        "第一季度", "— 3 —", "浏览次数：123", "十佳职工", "一线职工",
    ],
)  # fmt: skip
def test_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.mechanism("B.DAT06")
def test_offsets_are_of_the_text_given() -> None:
    text = "\u3000\u3000全市新建工会 ２１ 家，\n其中私营企业９家。"
    for figure in read(text).figures:
        assert text[figure.start : figure.end] == figure.text
    assert [f.text for f in read(text).figures] == ["２１ 家", "９家"]


@pytest.mark.parametrize(
    ("text", "kind", "qualifier"),
    [
        ("会员增长5.2%", "growth", "exact"),
        ("建会率85%", "rate", "exact"),
        ("累计发放12.6万元", "cumulative", "exact"),
        ("力争建会率达到90%以上", "target", "at_least"),
        ("慰问职工不少于300人", "count", "at_least"),
        ("发放慰问金约3万元", "amount", "approx"),
    ],
)
def test_kind_and_qualifier(text: str, kind: str, qualifier: str) -> None:
    (figure,) = read(text).figures
    assert (figure.kind, figure.qualifier) == (kind, qualifier)


@pytest.mark.parametrize(
    ("text", "rule", "verdict", "rounding"),
    [
        ("帮扶380户，其中女户主171户，占45.0%。", "rate", "holds", ""),
        ("非公企业工会396家，其中规范化142家，占35.8%。", "rate", "holds_rounded", "cut_off"),
        ("提合理化建议1068条，采纳412条，采纳率38.6%。", "rate", "holds_rounded", "half_up"),
        ("14家国有公司中，12家建立了职工董事制度，建制率为86.7%。", "rate", "fails", ""),
        ("培训146人，其中电工78人、焊工35人、钳工31人。", "sum", "fails", ""),
        ("受理来访130件，比上年同期100件增长30%。", "growth", "holds", ""),
        ("慰问118户，发放慰问金35400元，户均300元。", "mean", "holds", ""),
        ("为3名劳模发放慰问金，每人500元，共1600元。", "per_head", "fails", ""),
        ("为41名劳模发放津贴，每人每月50元，上半年共12300元。", "group_award", "holds", ""),
    ],
)
def test_relations(text: str, rule: str, verdict: str, rounding: str) -> None:
    found = {r.rule: (r.verdict, r.rounding) for r in read(text, period="2003H1").relations}
    assert found.get(rule) == (verdict, rounding)


def test_holes_and_vague_words() -> None:
    reading = read("覆盖女职工（    ）人，培训工会干部只有  人次，若干户脱困，慰问XX人。")
    assert [(h.text, h.unit) for h in reading.holes] == [("（    ）", "人"), ("  ", "人次"), ("XX", "人")]
    assert [v.text for v in reading.vague] == ["若干"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("部分职工反映工资偏低，个别企业不签合同。", ["部分", "个别"]),
        ("少数民族职工12人，第二部分内容。", []),
        ("多批次组织培训，多名代表发言，多功能厅建成。", ["多批次", "多名"]),
        ("不少于30人，不少职工参加。", ["不少"]),
    ],
)
def test_vague_words(text: str, words: list[str]) -> None:
    assert [v.text for v in read(text).vague] == words


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("20XX年慰问XX户，X月X日召开，培训N人次。", ["XX", "XX", "X", "X", "N"]),
        ("“1名律师+N名志愿者”模式，X光机2台。", []),
    ],
)
def test_holes(text: str, empty: list[str]) -> None:
    assert [h.text for h in read(text).holes] == empty


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("三、下步打算。完成普法宣讲30场，发放手册20份。", "target"),
        ("发展会员1160人，完成1000人目标任务。", "target"),
        ("探望住院职工38人，配备专职干部53名。", "count"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert read(text).figures[-1].kind == kind


def test_a_broken_line_that_ends_with_its_sentence_does_not_end_the_paragraph() -> None:
    lines = [
        "一年来全市各级工会共筹集送温暖资金56万元用于帮扶各项。",  # as wide as the others, and its sentence ends with it
        "在此基础上走访慰问困难职工家庭320户并送去米面油等慰问",
        "品户均1750元得到了社会各界的广泛好评与职工的普遍欢迎对",
        "困难企业职工和农民工也给予了力所能及的帮助和支持与关爱",
        "使他们感受到了党和政府以及工会组织的温暖与关怀。",
    ]
    assert {f.paragraph for f in read("\n".join(lines)).figures} == {0}
    apart = ["工会概况介绍及机构设置。", *lines[1:]]
    assert len({f.paragraph for f in read("\n".join(["会员12人来自各基层。", *apart])).figures}) == 2
