"""Every mark that a page writes is one there is: an unknown one would break its page, and only for some readers."""

from __future__ import annotations

import re
from pathlib import Path

from gonghui.kernel import web
from gonghui.kernel.web.tags import ICONS, MARKS


def test_every_mark_and_icon_of_a_template_is_known() -> None:
    pages = [path.read_text(encoding="utf-8") for path in Path(web.__file__).parent.rglob("*.html")]
    pages += [path.read_text(encoding="utf-8") for path in Path(web.__file__).parents[2].glob("ledgers/**/*.html")]
    said = "\n".join(pages)
    assert set(re.findall(r"{% mark [\"'](.)[\"'] %}", said)) - set(MARKS) == set()
    assert set(re.findall(r"{% icon [\"']([\w-]+)[\"'] %}", said)) - set(ICONS) == set()
