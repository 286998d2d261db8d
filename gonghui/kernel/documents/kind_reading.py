"""A template read: the kind of document that a text file describes, nothing in it run.

A file has a head of lines 名称：内容, a line of four dashes, and a body. The language is closed: words in
braces, optional parts in brackets, and the few directives listed in DIRECTIVES. Reading never guesses: what
is not understood is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gonghui.kernel.documents.templates import BadTemplate, Slot, parsed, slots

LARGEST = 64_000  # characters of a file
LONGEST_LINE = 2_000
DIRECTIVES = ("开头", "主要工作", "问题", "打算", "简讯", "记录", "逐条", "指标")
DIRECTIONS = ("上行", "下行", "平行", "不限")
RULES = ("第一人称", "一个主送", "措施有责任人", "引用来文")
_SEPARATOR = re.compile(r"-{4,}")
_HEADING = re.compile(r"(#{1,4})\s+(.+)")
_DIRECTIVE = re.compile(r"@(\S+?)(?:[ \u3000]+(.*))?$")
_NAME = re.compile(r"[\w\u4e00-\u9fff（）()、—·]{1,20}")
_SLUG = re.compile(r"[a-z][a-z0-9_]{0,18}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINES = {
    "文种": "name", "说明": "about", "组别": "group", "方向": "direction", "标题": "title", "主送": "recipient",
    "版头": "head", "期号": "issue", "签发人": "signer", "落款": "organisation", "抄送": "copies", "附注": "note",
    "附件": "attachments", "编号": "number", "依据": "basis", "回复": "answers", "份号": "copy_no", "密级": "secrecy",
    "紧急程度": "urgency", "题注": "subtitle",
}  # fmt: skip
_SWITCHES = {"印章": "sealed", "手填": "by_pen", "印发": "printed", "信函": "letter"}
FRAME = (
    "title", "subtitle", "recipient", "head", "issue", "signer", "organisation", "copies", "note", "attachments", "copy_no",
    "secrecy", "urgency",
)  # fmt: skip


class BadKind(ValueError):
    """A template file that cannot be read: which line, and what is wrong with it."""

    def __init__(self, line: int, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(_("第%(line)s行：%(why)s") % {"line": line, "why": why} if line else why)


@dataclass(frozen=True)
class Field:
    """What the author fills in: its name, what is wanted, and a sentence that proposes it."""

    name: str
    prompt: str = ""
    proposed: str = ""
    required: bool = True


@dataclass(frozen=True)
class Line:
    """A line of the body: heading, paragraph, row of a table, or directive with its argument."""

    number: int
    kind: str  # heading | paragraph | row | directive
    text: str
    level: int = 0
    name: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of document as its file says it; see `_LINES` for the words of the file."""

    slug: str
    name: str
    about: str = ""
    group: str = ""
    direction: str = "不限"
    title: str = ""
    recipient: str = ""
    head: str = ""
    issue: str = ""
    signer: str = ""
    organisation: str = "{union}"
    copies: str = ""
    note: str = ""
    attachments: str = ""
    copy_no: str = ""
    secrecy: str = ""
    urgency: str = ""
    subtitle: str = ""
    number: str = ""
    basis: str = ""
    answers: str = ""
    sealed: bool = False
    by_pen: bool = False
    printed: bool = False
    letter: bool = False
    fields: tuple[Field, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    rules: tuple[str, ...] = ()
    body: tuple[Line, ...] = ()
    path: str = field(default="", compare=False)

    def field_named(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)


def read(slug: str, source: str, path: str = "") -> Kind:
    """A kind from the text of its file; raises BadKind with the line."""
    if len(source) > LARGEST:
        raise BadKind(0, _("模板太长，不能超过%(n)s字。") % {"n": LARGEST})
    reader = _Reader()
    in_body = False
    for number, raw in enumerate(source.splitlines(), 1):
        text = raw.strip()
        if len(text) > LONGEST_LINE:
            raise BadKind(number, _("这一行太长，不能超过%(n)s字。") % {"n": LONGEST_LINE})
        if _CONTROL.search(text):
            raise BadKind(number, _("有不可见的控制字符。"))
        if not text or text.startswith("//"):
            continue
        if not in_body and _SEPARATOR.fullmatch(text):
            in_body = True
        elif in_body:
            reader.body_line(number, text)
        else:
            reader.head_line(number, text)
    return reader.finished(slug, path, in_body)


class _Reader:
    """Collects the lines of one file."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.at: dict[str, int] = {}
        self.switches: dict[str, bool] = {}
        self.fields: list[Field] = []
        self.needs: list[tuple[str, ...]] = []
        self.rules: list[str] = []
        self.body: list[Line] = []

    def head_line(self, number: int, text: str) -> None:
        key, mark, value = text.replace("：", ":", 1).partition(":")
        key, value = key.strip(), value.strip()
        if not mark:
            raise BadKind(number, _("应写成“名称：内容”；正文前要有一行“----”。"))
        if key in ("填空", "可填"):
            self._field(number, value, required=key == "填空")
        elif key == "须有":
            self.needs.append(tuple(part.strip() for part in value.split("／") if part.strip()))
        elif key == "规则":
            self._rules(number, value)
        elif key in _SWITCHES:
            if value not in ("是", "否"):
                raise BadKind(number, _("“%(key)s”只能写是或否。") % {"key": key})
            self.switches[_SWITCHES[key]] = value == "是"
        elif key in _LINES:
            if _LINES[key] in self.values:
                raise BadKind(number, _("“%(key)s”写了两次。") % {"key": key})
            self.values[_LINES[key]] = value
            self.at[_LINES[key]] = number
        else:
            raise BadKind(number, _("不认识“%(key)s”这一项。") % {"key": key[:20]})

    def _field(self, number: int, value: str, *, required: bool) -> None:
        name, prompt, proposed = [part.strip() for part in [*value.split("｜", 2), "", ""][:3]]
        if not _NAME.fullmatch(name) or "." in name:
            raise BadKind(
                number, _("填空的名称“%(name)s”不能用：只能有汉字、字母和数字，20字以内。") % {"name": name[:30]}
            )
        if any(one.name == name for one in self.fields):
            raise BadKind(number, _("填空“%(name)s”写了两次。") % {"name": name})
        _parsed(number, proposed)
        self.fields.append(Field(name, prompt, proposed, required))

    def _rules(self, number: int, value: str) -> None:
        for name in re.split(r"[、，,\s]+", value):
            if name and name not in RULES:
                raise BadKind(
                    number, _("没有“%(name)s”这条规则；可用：%(all)s。") % {"name": name[:20], "all": "、".join(RULES)}
                )
            self.rules += [name] if name else []

    def body_line(self, number: int, text: str) -> None:
        if text.startswith("#"):
            found = _HEADING.fullmatch(text)
            if found is None:
                raise BadKind(number, _("标题应写成“# 标题”，一至四个“#”后空一格。"))
            _parsed(number, found[2])
            self.body.append(Line(number, "heading", found[2].strip(), len(found[1])))
        elif text.startswith("@"):
            self._directive(number, text)
        elif text.startswith("｜"):
            for cell in cells(text):
                _parsed(number, cell)
            self.body.append(Line(number, "row", text))
        else:
            _parsed(number, text)
            self.body.append(Line(number, "paragraph", text))

    def _directive(self, number: int, text: str) -> None:
        found = _DIRECTIVE.fullmatch(text)
        name = found[1] if found else text[1:11]
        if found is None or name not in DIRECTIVES:
            raise BadKind(
                number,
                _("没有“@%(name)s”这种写法；可用：%(all)s。") % {"name": name[:10], "all": "、".join(DIRECTIVES)},
            )
        self.body.append(Line(number, "directive", (found[2] or "").strip(), name=name))

    def finished(self, slug: str, path: str, in_body: bool) -> Kind:
        for key, label in (("name", "文种"), ("title", "标题")):
            if not self.values.get(key):
                raise BadKind(0, _("缺少“%(key)s”这一项。") % {"key": label})
        if not in_body or not self.body:
            raise BadKind(0, _("缺少正文：先写一行“----”，下面写正文。"))
        if self.values.get("direction", "不限") not in DIRECTIONS:
            raise BadKind(self.at["direction"], _("“方向”只能写：%(all)s。") % {"all": "、".join(DIRECTIONS)})
        for name in FRAME:
            _parsed(self.at.get(name, 0), self.values.get(name, ""))
        return Kind(
            slug, **self.values, **self.switches, fields=tuple(self.fields), needs=tuple(self.needs),  # type: ignore[arg-type]  # by name
            rules=tuple(self.rules), body=tuple(self.body), path=path,
        )  # fmt: skip


def cells(text: str) -> list[str]:
    """The cells of a row ｜甲｜乙｜."""
    return [cell.strip() for cell in text.strip().strip("｜").split("｜")]


def _parsed(number: int, text: str) -> list[Slot]:
    try:
        nodes = parsed(text)
    except BadTemplate:
        raise BadKind(number, _("括号没有成对，或者套得太深：[ ] < > { }。")) from None
    if any("{" in node or "}" in node for node in nodes if isinstance(node, str)):
        raise BadKind(number, _("花括号没有成对。"))
    return list(slots(nodes))


def named(one: Kind) -> list[tuple[int, Slot]]:
    """Every slot of a kind with its line (0: the head)."""
    frame: Mapping[int, list[str]] = {0: [*(getattr(one, name) for name in FRAME), *(f.proposed for f in one.fields)]}
    found = [(0, slot) for text in frame[0] for slot in _parsed(0, text)]
    for line in one.body:
        texts = cells(line.text) if line.kind == "row" else [line.text] if line.kind != "directive" else []
        found += [(line.number, slot) for text in texts for slot in _parsed(line.number, text)]
    return found
