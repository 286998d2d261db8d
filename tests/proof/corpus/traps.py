"""Numerals that are no figures, told by rule: the writer of a text marks only those no rule here knows.

Every numeral of a text must end up in a figure, a trap or a neutral stretch, so a numeral the rules miss is reported
and marked by hand.
"""

from __future__ import annotations

import re

N = "一二三四五六七八九十"
NUMERAL = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两零〇○半①-⑳]")
YEAR = rf"(?:[12]\d{{3}}|['’]?\d{{2}}(?=年代)|二[〇○零O]{{1,2}}[〇○零{N}]{{1,2}}|一九[{N}]{{2}})"
MONTH = rf"(?:1[0-2]|[1-9]|0[1-9]|十[一二]?|[{N}])"
DAY = rf"(?:[1-3]?\d|[{N}]{{1,3}})"

# The first rule that fits a place wins; group 1, where there is one, is the trap, else the whole match.
RULES: list[tuple[str, re.Pattern[str]]] = [
    ("page_furniture", re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.com")),
    ("page_furniture", re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数|人数)?[：:]\s*(\d+)")),
    ("page_furniture", re.compile(r"(?:Copyright|©|版权所有)[^\n]*?((?:19|20)\d{2}(?:\s*[-—–]\s*\d{4})?)(?!\d)")),
    ("page_furniture", re.compile(r"ICP备(\d+号(?:-\d+)?)|第?\s*(?:\d+)\s*页(?:\s*[，,/]?\s*共\s*\d+\s*页)?")),
    ("page_furniture", re.compile(r"(?m)^[—–-]\s*\d+\s*[—–-]$|^\s*\d+\s*/\s*\d+\s*$")),
    (
        "document_number",
        re.compile(r"[〔\[［（(【]\d{4}[〕\]］）)】]第?\d+号|第?\d+号文件?|总第\d+期|第\d+期(?=\n|（|\s)"),
    ),
    ("phone", re.compile(r"(?:电话|热线|传真)[：:]?\s*(\d{6,8})(?!\d)")),
    ("list_number", re.compile(r"(?<=[。；：;])\d{1,2}[.．、](?!\d)")),
    ("list_number", re.compile(r"(?<=[。；：，;])[一二三四五六七八九](?=要|抓|靠|看|重)")),
    (
        "phone",
        re.compile(r"(?<!\d)0\d{2,3}[-—－]\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|12351|12345|12333|(?<=邮编[：:])\d{6}"),
    ),
    ("address", re.compile(r"(?<=[路街巷道段])\d+号(?:楼|院)?(?:\d+室)?")),
    ("section_number", re.compile(r"(?:附件|附表|表|图)[\d一二三四五六七八九十]+")),
    ("name", re.compile(rf"(?<=[县市区])[{N}](?:中(?!全)|小|院|幼|高|职)")),
    ("page_furniture", re.compile(r"共印(\d+份)")),
    ("word", re.compile(r"24小时|二十四小时|八小时(?:以外|之外|内外)|8小时(?:以外|之外|内外)")),
    ("standard", re.compile(r"(?:ISO|GB/T|OHSAS|GB|T/)\s*\d{3,}(?:[.:：—-]\d+)*(?:系列)?")),
    ("anniversary", re.compile(rf"(?:\d+|[{N}百]+)周年")),
    ("age_limit", re.compile(r"\d{2}(?:[—–-]\d{2})?周?岁(?:以上|以下|以内)?")),
    ("date", re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")),
    (
        "date",
        re.compile(rf"{YEAR}\s*[—–－~至-]\s*{YEAR}年?|{YEAR}年(?:{MONTH}月(?:{DAY}日|底|初|末|份)?)?(?:底|初|末|代)?"),
    ),
    (
        "date",
        re.compile(
            rf"(?<![\d{N}]){MONTH}\s*[—–－~至-]\s*{MONTH}月(?:份|底)?|(?<![\d{N}]){MONTH}月(?:{DAY}日|份|底|初|末)?"
        ),
    ),
    (
        "date",
        re.compile(
            rf"(?<![\d{N}]){DAY}日(?![常均夜])|(?:周|星期)(?:[二三四五六日]|(?<!每周)一)|第?[一二三四](?:、[一二三四])*季度|(?<!\d)\d{{2}}年(?=[度底初末])"
        ),
    ),
    ("date", re.compile(rf"(?:上午|下午|晚上|晚|早上|中午)(?:\d{{1,2}}|[{N}]+)(?:[时点]半?|[:：]\d{{2}})")),
    ("date", re.compile(rf"(?:正月|腊月|农历)[初]?[{N}]+(?:月[{N}]+)?")),
    ("date", re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?:\s*[—–-]\s*\d{1,2}[:：]\d{2})?(?!\d)")),
    (
        "section_number",
        re.compile(
            rf"(?m)^[\s　]*((?:[{N}]+、|[（(][{N}]+[）)]|\d{{1,2}}[、.．]|[（(]\d{{1,2}}[）)]|第[{N}]+(?:章|部分)))"
        ),
    ),
    (
        "list_number",
        re.compile(
            rf"(?<![统唯同归划])[{N}]是|(?<=[，。；：、\n])其[{N}](?=[，是、])|第[{N}](?=[，,是]|、(?![{N}]))|[（(]\d{{1,2}}[）)]|[①-⑳]"
        ),
    ),
    (
        "session_number",
        re.compile(
            rf"第?[{N}]+届(?:[{N}]中、[{N}]中全会|[{N}]中全会|[{N}]+次)?|[{N}]+[次](?=全会|全委|会议精神)|[{N}]+中全会|十[五六七八九]大|二十大"
        ),
    ),
    (
        "session_number",
        re.compile(
            rf"(?<=全总)[{N}]+大|(?<=工会)[{N}]+大|(?<=省工会)[{N}]+大|[“]?[十][{N}]*五[”]?(?=规划|计划|期间|时期|末|开局)"
        ),
    ),
    ("slogan", re.compile(r"“[^“”\n]{1,26}”|‘[^‘’\n]{1,20}’|《[^《》\n]{1,30}》")),
    (
        "name",
        re.compile(
            rf"第[{N}]+(?:中学|小学|医院|人民医院|幼儿园|实验|高级中学|中心|工程|建筑|初级)|[{N}](?:号井|号楼|矿|处|队|厂)(?=的|工会|、)"
        ),
    ),
    ("name", re.compile(r"四川|三峡|三亚|九江|五台|千山|三门|六盘|八宝|百色|三明|[三四五]星级?(?:工会|级|驿站|标准)?")),
    ("list_number", re.compile(rf"[（(][{N}]+[）)]")),
    ("ordinal", re.compile(rf"第[{N}百]+(?:、[{N}]+)*|第\d+")),
]

# Words and set phrases: the trap is the run of numerals in them.
WORDS = re.compile(
    "三个代表|三严三实|两学一做|四个全面|五位一体|四个意识|四个自信|两个维护|两个确立|两个普遍|五险一金|一书两金|"
    "三八妇女节|三八红旗手|三八节|三八|五一|六一|七一|八一|十一|五四|元宵|三九|七夕|一二·?九|五·?一|三·?八|"
    "上一篇|下一篇|上一条|下一条|一日一|一月一|一专多能|两节|八项规定|一函两书|一学年|六项行动|三品|二级单位|二次|半年一|每季一|每日一|每周一|每月一|每季一|每年一|这一|那一|某一|每一|任一|有一|哪一|后一|前一|统一|进一步|一步|一定|一线|一些|一致|一系列|一批|一直|一旦|一切|一般|一律|一样|一起|一贯|一流|一次性|唯一|万一|十分|"
    "千方百计|另一|一方面|一道|一体|逐一|专一|同一|之一|一年来|半年|一年一度|年半|四面八方|三令五申|一手|一头|一面|"
    "一刀切|一把手|一票否决|一站式|一条龙|一对一|四套班子|两新|三农|两会|一家一户|百姓|千家万户|百分制|百强|百日|百年|"
    "三资|三方|三产|一级抓一级|一级|两级|三级|四级|二级|一如既往|一心|一目了然|一以贯之|一视同仁|一丝不苟|一系|"
    "万众一心|一马当先|三位一体|万家|百花|万里|千里|一举|一并|一时|一经|一向|一同|一度|一新|一改|一个个|一家人|一件件|"
    "一项项|一步步|一点一滴|点滴|半边天|半数|过半|一半|大半|多半|翻一番|翻番|一番|一层层|层层|一脉|四季|三伏|三冬|一旁|"
    "一边|合一|一盘棋|一股绳|一张网|一本账|一把火|一线通|一卡通|一口气|一张脸|一席之地|一技之长|九三|双百|千秋|百舸|万象|"
    "百尺竿头|千锤|百炼|十全|三三两两|一五一十|七嘴八舌|乱七八糟|五花八门|四通八达|一举一动|一言一行|一岗双责|一帮一|"
    "三重一大|三公|二线|三线|一方|一代|一辈|一来|一去|一回|一下|一带|一路|一大批|一流的|一身|一片|一份力|两全|两手|两岸|"
    "两不误|两促进|三基|三违|四不放过|六查|三定|三违|五同时|一班三检|三同时|一炉|两票三制|一院|半径|半天|一整套|一整|一套|"
    "一度|一票|一揽子|万元户|万亩|千斤|百货|百万|十佳|十大|百佳|一等奖|二等奖|三等奖|一等|二等|三等|四级|五级|初一|初二|初三|"
    "高一|高二|高三|一年级|二年级|三年级|四年级|五年级|六年级|一次次|多一|零距离|零差错|零事故|零投诉|零报告|零突破|零|"
    "第一|一期|二期|三期|一半以上|单一|独一|划一|归一|专人专|一是一|万一|一触即|一经查实|半成品|半导体|一成不变|"
    "一针见血|一天天|一户一|一事一|一人一|一企一|一月一|一季一|一年一|一周一|一校一|一院一|一场场|一遍|"
    "一把|一字|一条心|一环|一笔一笔|一块儿|一阵|两旁|两地|两头|一番|一味|一路"
)


# Narrative counts: finding them is neither hit nor error.
NARRATIVE = re.compile(r"一(?=[个名位条封笔双支块杯把句张份件场次户家项本年天人间面股声句台座辆团村乡厂队道只篇种])")


def stretches(text: str, taken: list[bool]) -> list[tuple[int, int, str]]:
    """The traps the rules find among the characters not taken; marks them taken."""
    found: list[tuple[int, int, str]] = []
    for name, rule in RULES:
        for match in rule.finditer(text):
            start, end = match.span(1) if match.lastindex else match.span()
            if NUMERAL.search(text, start, end) and not any(taken[start:end]):
                found.append((start, end, name))
                taken[start:end] = [True] * (end - start)
    for match in WORDS.finditer(text):
        for run in re.finditer(NUMERAL.pattern + "+", match[0]):
            start, end = match.start() + run.start(), match.start() + run.end()
            if not any(taken[start:end]):
                found.append((start, end, "period_word" if text[start] == "半" else "word"))
                taken[start:end] = [True] * (end - start)
    for match in NARRATIVE.finditer(text):
        if not taken[match.start()]:
            found.append((match.start(), match.end(), "neutral"))
            taken[match.start()] = True
    return found


def missed(text: str, taken: list[bool]) -> list[str]:
    """Numerals nobody marked, each with the words around it."""
    spots: list[str] = []
    for match in NUMERAL.finditer(text):
        at = match.start()
        if not taken[at] and not (at and not taken[at - 1] and NUMERAL.match(text[at - 1])):
            spots.append(f"…{text[max(0, at - 10) : at]}【{text[at]}】{text[at + 1 : at + 9]}…".replace("\n", "⏎"))
    return spots
