"""WordprocessingML of the official layout: styles, fonts, settings, paragraphs.

Sizes are half points (32 = 三号 16 pt), lengths twips (1/20 pt). Every style and run names its
fonts for Chinese and for digits; theme fonts are never used, they would win over these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml

SONG, HEI, KAI, FANG = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312"
XIAO_BIAO_SONG = "方正小标宋简体"
DIGITS = "Times New Roman"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XMLNS = f'xmlns:w="{NAMESPACE}"'
_LINE = 579  # 225 mm / 22 lines
_CHARACTER = 316  # 156 mm / 28 characters


def refill(element: Any, source: str) -> None:
    """Replace all children of an element by those of the XML text."""
    for child in list(element):
        element.remove(child)
    element.extend(parse_xml(source))


def fonts(east: str, west: str = DIGITS) -> str:
    """Font attributes of a style or run; the hint keeps “” — … in the Chinese font."""
    return f'<w:rFonts w:ascii="{west}" w:hAnsi="{west}" w:eastAsia="{east}" w:cs="{west}" w:hint="eastAsia"/>'


def _style(identifier: str, name: str, properties: str, east: str, size: int, **more: Any) -> str:
    bold = "<w:b/>" if more.get("bold") else ""
    based = '<w:basedOn w:val="Normal"/>' if identifier != "Normal" else ""
    default = ' w:default="1"' if identifier == "Normal" else ""
    following = f'<w:next w:val="{more["next"]}"/>' if "next" in more else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"{default}><w:name w:val="{name}"/>'
        f"{based}{following}<w:qFormat/><w:pPr>{properties}</w:pPr>"
        f"<w:rPr>{fonts(east, more.get('west', DIGITS))}{bold}"
        f'<w:spacing w:val="{more.get("spacing", -5)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        "</w:rPr></w:style>"
    )


def _exact(line: int = _LINE, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'
_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_NORMAL = (
    '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    f'<w:adjustRightInd w:val="0"/>{_exact()}<w:jc w:val="both"/>'
)


def _heading(level: int, east: str, *, bold: bool = False) -> str:
    properties = f'<w:keepNext/>{_exact()}{_INDENT}<w:jc w:val="both"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", properties, east, 32, bold=bold, next="BodyText")


def _centred(line: int, *, keep: bool = False) -> str:
    return f'{"<w:keepNext/>" if keep else ""}{_OFF_GRID}{_exact(line)}<w:jc w:val="center"/>'


def _footer_style(name: str, side: str, justify: str) -> str:
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{justify}"/>'
    spacing = '<w:spacing w:line="280" w:lineRule="exact"/>'
    return _style(name, name, _OFF_GRID + spacing + indent, SONG, 28, west=SONG, spacing=0)


STYLES = (
    f"<w:styles {XMLNS}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}"
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    + _style("Normal", "Normal", _NORMAL, FANG, 32)
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + _heading(1, HEI)
    + _heading(2, KAI)
    + _heading(3, FANG, bold=True)
    + _heading(4, FANG)
    + _style("BodyText", "Body Text", f"{_exact()}{_INDENT}", FANG, 32)
    + _style("Plain", "公文附件说明", _exact(), FANG, 32)
    + _style("Title", "Title", _centred(640, keep=True), XIAO_BIAO_SONG, 44, spacing=0)
    + _style("Subtitle", "Subtitle", _centred(_LINE, keep=True), KAI, 32)
    + _style("Number", "公文发文字号", _centred(_LINE), FANG, 32)
    + _style("Recipient", "公文主送", _exact(), FANG, 32)
    + _style("Signature", "Signature", f'<w:keepLines/>{_exact()}<w:jc w:val="right"/>', FANG, 32)
    + _style("TableTitle", "公文表题", _centred(_LINE, keep=True), HEI, 28, spacing=0)
    + _style("TableText", "公文表格", _centred(400), FANG, 24, spacing=0)
    + _footer_style("PageOdd", "right", "right")
    + _footer_style("PageEven", "left", "left")
    + "</w:styles>"
)

SETTINGS = (
    f'<w:settings {XMLNS}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)

_ALTERNATIVES = {FANG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun", XIAO_BIAO_SONG: "方正小标宋_GBK"}
FONTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f"<w:fonts {XMLNS}>"
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _ALTERNATIVES.items()
    )
    + f'<w:font w:name="{DIGITS}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font></w:fonts>'
)

_STYLE_FONTS = {
    **{f"Heading{level}": east for level, east in ((1, HEI), (2, KAI), (3, FANG), (4, FANG))},
    "Title": XIAO_BIAO_SONG,
    "Subtitle": KAI,
    "TableTitle": HEI,
}


def _run(words: str, east: str, *, bold: bool, is_open: bool) -> str:
    marks = ("<w:b/>" if bold else "") + ('<w:highlight w:val="yellow"/>' if is_open else "")
    clean = escape("".join(char for char in words if char >= " "))
    return f'<w:r><w:rPr>{fonts(east)}{marks}</w:rPr><w:t xml:space="preserve">{clean}</w:t></w:r>'


def element_run(words: str, east: str, *, size: int = 0, color: str = "") -> str:
    """A run of the head or the tail; ``size`` in half points, 0 that of the style."""
    clean = escape("".join(char for char in words if char >= " "))
    tint = f'<w:color w:val="{color}"/>' if color else ""
    measure = f'<w:spacing w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f'<w:r><w:rPr>{fonts(east)}{tint}{measure}</w:rPr><w:t xml:space="preserve">{clean}</w:t></w:r>'


def runs_of(pieces: Sequence[tuple[str, bool, bool]], east: str, *, bold: bool = False) -> str:
    """One w:r for each stretch of like looks, so that a search in the file finds whole words."""
    joined: list[tuple[str, bool, bool]] = []
    for words, strong, is_open in pieces:
        look = (strong or bold, is_open)
        if joined and joined[-1][1:] == look:
            joined[-1] = (joined[-1][0] + words, *look)
        else:
            joined.append((words, *look))
    return "".join(_run(words, east, bold=strong, is_open=is_open) for words, strong, is_open in joined)


def paragraph_of(style: str, runs: str, direct: str = "") -> str:
    """A paragraph as XML text, of runs that are already; ``direct`` holds properties of its own."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{direct}</w:pPr>{runs}</w:p>'


def paragraph(
    style: str,
    pieces: Sequence[tuple[str, bool, bool]],
    *,
    indent: Mapping[str, float] | None = None,
    keep: bool = False,
) -> Any:
    """A paragraph; ``indent`` in characters: left, right, first (negative hangs)."""
    direct = "<w:keepNext/>" if keep else ""
    if indent:
        direct += f"<w:ind {' '.join(_indents(indent))}/>"
    text = paragraph_of(style, runs_of(pieces, _STYLE_FONTS.get(style, FANG)), direct)
    return parse_xml(text.replace("<w:p>", f"<w:p {XMLNS}>", 1))


def hair() -> Any:
    """The paragraph that must follow a table, where nothing else does: too low to begin a page."""
    low = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return parse_xml(paragraph_of("Normal", "", low).replace("<w:p>", f"<w:p {XMLNS}>", 1))


def keep_with_next(element: Any) -> None:
    """Hold a paragraph on the page of the one that follows; a table is left as it is."""
    for properties in element.findall(f"{{{NAMESPACE}}}pPr"):
        if properties.find(f"{{{NAMESPACE}}}keepNext") is None:
            properties.insert(1, parse_xml(f"<w:keepNext {XMLNS}/>"))


def _indents(indent: Mapping[str, float]) -> list[str]:
    attributes = []
    for side, characters in indent.items():
        name = {"first": "hanging" if characters < 0 else "firstLine"}.get(side, side)
        size = abs(characters)
        attributes.append(f'w:{name}Chars="{round(size * 100)}" w:{name}="{round(size * _CHARACTER)}"')
    return attributes


def section(element: Any, *, first: bool = False, **margins: int) -> None:
    """A4, the margins, and a grid of lines alone: characters are spaced by their runs; first: page one has a foot of its own."""
    for name in ("pgSz", "pgMar", "cols", "docGrid"):
        for child in element.findall(f"{{{NAMESPACE}}}{name}"):
            element.remove(child)
    edges = " ".join(f'w:{name}="{size}"' for name, size in margins.items())
    children = (
        '<w:pgSz w:w="11906" w:h="16838"/>',
        f'<w:pgMar {edges} w:header="851" w:gutter="0"/>',
        '<w:cols w:space="425"/>',
        *(["<w:titlePg/>"] if first else []),
        f'<w:docGrid w:type="lines" w:linePitch="{_LINE}"/>',
    )
    element.extend(parse_xml(f"<w:sectPr {XMLNS}>{''.join(children)}</w:sectPr>"))


def page_number(style: str) -> str:
    """The footer: — 1 —, 14 pt 宋体."""
    look = f"<w:rPr>{fonts(SONG, SONG)}</w:rPr>"
    field = "".join(
        f"<w:r>{look}{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return f"<w:ftr {XMLNS}>{paragraph_of(style, field)}</w:ftr>"


def application(organisation: str) -> str:
    """Extended properties that name the organisation and no program."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Company>{escape(organisation)}</Company></Properties>"
    )
