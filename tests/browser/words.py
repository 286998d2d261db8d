"""Words that are not Chinese on a Chinese page: what may stand there, and what may not."""

from __future__ import annotations

import re
from collections.abc import Collection

# the text one sees, and the texts one hears or sees on pointing; what somebody typed into a field is its own matter
WORDS = """() => {
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const place = node.parentElement;
    if (!place.closest("script, style, template, [lang=en], kbd, code, .code, textarea, [translate=no]")) seen.push(node.data);
  }
  document.querySelectorAll("[aria-label], [title], [placeholder], [alt]").forEach((each) => {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) if (each.hasAttribute(name)) seen.push(each.getAttribute(name));
  });
  document.querySelectorAll("input[type=submit], input[type=button]").forEach((each) => seen.push(each.value));
  seen.push(document.title);
  return seen.map((each) => each.trim()).filter((each) => /[A-Za-z]/.test(each));
}"""
_WORD = re.compile(r"[A-Za-z][A-Za-z.@_'-]*")
# names of things that Chinese offices write so
ALLOWED = {
    "GB",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "csv",
    "pdf",
    "txt",
    "html",
    "Excel",
    "Word",
    "WPS",
    "PDF",
    "PIN",
    "ISO",
    "A4",
    "A3",
    "LED",
    "WIFI",
    "KTV",
    "CT",
    "B",
}
_CODES = re.compile(r"\{[^}]*\}|[A-Za-z0-9][A-Za-z0-9./:_-]*\d[A-Za-z0-9./:_-]*|\d+[A-Za-z]")


def foreign(texts: list[str], known: Collection[str] = ()) -> list[str]:
    """Each word of Latin letters that is no allowed name and no code (what holds a digit); `known` are names of
    accounts. With the text around it; once."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(_CODES.sub(" ", text)):
            if len(word) > 1 and word.strip(".-_'") not in {*ALLOWED, *known}:
                found.setdefault(word, text[:60])
    return [f"{word} ({text})" for word, text in sorted(found.items())]
