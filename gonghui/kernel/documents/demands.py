"""What a kind of document must hold (rules.md §12.2), looked for in the text before it may go out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from gonghui.kernel.documents.kinds import BadKind, Kind, kind
from gonghui.kernel.documents.parts import Table
from gonghui.kernel.documents.structure import Document, Hole

_OWN_VOICE = re.compile(r"本人|我(?!们|国|市|县|区|省|校|院|厂|矿|司|会|单位|公司)")
_CITED = re.compile(r"《[^》]{4,}》")
_SECRET = re.compile(r"(?:绝密|机密|秘密)(?:★(?:\d+(?:年|个月)|长期))?")
_NUMBERED = re.compile(r"〔\d{4}〕\d+号")


def demands(slug: str, content: Document) -> list[Hole]:
    """What is missing of the elements that this kind requires; nothing for a kind whose file is gone."""
    try:
        one = kind(slug)
    except BadKind:
        return []
    text = content.plain_text()
    found = [Hole("needed", _("或").join(any_of)) for any_of in one.needs if not any(part in text for part in any_of)]
    broken = (_broken(rule, one, content, text) for rule in one.rules)
    return found + [Hole("rule", why) for why in (*broken, *_marks(content)) if why]


def _marks(content: Document) -> Iterator[str]:
    """What is wrong with 份号, 密级 and 紧急程度 (GB/T 9704-2012 7.2.1—7.2.3)."""
    if content.copy_no and not re.fullmatch(r"\d{1,6}", content.copy_no):
        yield _("份号只写数字，不超过6位")
    if content.secrecy and not _SECRET.fullmatch(content.secrecy):
        yield _("密级应写“绝密”“机密”或“秘密”，保密期限写在★后，如“机密★1年”")
    if content.secrecy and not content.copy_no:
        yield _("涉密公文应当标注份号")
    if content.urgency not in ("", "特急", "加急"):
        yield _("紧急程度只写“特急”或“加急”")


def _broken(rule: str, one: Kind, content: Document, text: str) -> str:
    """Why a rule does not hold; empty where it does."""
    match rule:
        case "第一人称" if not _OWN_VOICE.search(content.body_text()):
            return _("应以第一人称（本人、我）来写")
        case "一个主送" if re.search(r"[、，,；;]", content.recipient):
            return _("只能主送一个机关，现在写了“%(to)s”") % {"to": content.recipient}
        case "引用来文" if not (_CITED.search(text) and _NUMBERED.search(text)):
            return _("应引用来文的标题和文号，如《关于××的请示》（×工〔2026〕1号）")
        case "措施有责任人":
            return _unowned(content)
    return ""


def _unowned(content: Document) -> str:
    """A problem without measure or a measure without owner, in any table that has such columns."""
    for block in content.blocks:
        if not isinstance(block, Table) or not block.rows:
            continue
        heads = [cell.text for cell in block.rows[0]]
        wanted = [n for n, head in enumerate(heads) if re.search("措施|对策|责任", head)]
        for number, row in enumerate(block.rows[block.header :], 1):
            for place in wanted:
                if place >= len(row) or row[place].text.strip() in ("", "—"):
                    return _("第%(n)s个问题没有写“%(head)s”") % {"n": number, "head": heads[place]}
    return ""
