"""The English catalogue: `update` it from the code, `check` that it is complete, `compile` it.

Message ids are Chinese; they are read out of Python and templates without any tool of the system.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import django
import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

from gonghui.catalogue import compile_stale

PACKAGE = Path(__file__).resolve().parent.parent / "gonghui"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
# gettext function -> the arguments that are its message (c: the context)
KEYWORDS = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ("c", 1),
    "pgettext_lazy": ("c", 1),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)[^{}]*\}")


class Message(NamedTuple):
    context: str | None
    text: str
    plural: str | None


def _arguments(function: str, found: object) -> Message | None:
    """The message of one call; None for a call with a variable in place of the text."""
    given = found if isinstance(found, tuple) else (found,)
    texts = [text for text in given if isinstance(text, str)]
    if function.startswith("pgettext"):
        return Message(texts[0], texts[1], None) if len(texts) == 2 else None
    if not texts or not texts[0]:
        return None
    plural = texts[1] if function.startswith("ngettext") and len(texts) > 1 else None
    return Message(None, texts[0], plural)


def messages(path: Path) -> Iterator[Message]:
    """The messages of one Python file or template, in order."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = templatize(source, origin=str(path))
    calls = extract_python(BytesIO(source.encode()), list(KEYWORDS), [], {"encoding": "utf-8"})
    for _line, function, found, _comments in calls:
        message = _arguments(function, found)
        if message:
            yield message


def extracted() -> dict[Message, str]:
    """Every message of the package, with the first file that says it."""
    found: dict[Message, str] = {}
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]
    for path in sorted(sources):
        if "migrations" in path.parts or "static" in path.parts:
            continue
        for message in messages(path):
            found.setdefault(message, path.relative_to(PACKAGE.parent).as_posix())
    return found


def _read() -> polib.POFile:
    if CATALOGUE.exists():
        return polib.pofile(str(CATALOGUE), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def update() -> int:
    """Add what is new, retire what is gone (kept as obsolete, revived when it comes back)."""
    old = {(entry.msgctxt, entry.msgid): entry for entry in _read()}
    catalogue = _read()
    catalogue.clear()
    used = set()
    for message, path in extracted().items():
        key = (message.context, message.text)
        if key in used:
            continue
        used.add(key)
        entry = old.get(key) or polib.POEntry(msgid=message.text, msgctxt=message.context)
        if message.plural and not entry.msgid_plural:
            entry.msgid_plural = message.plural
            entry.msgstr, entry.msgstr_plural = "", {0: entry.msgstr, 1: entry.msgstr}
        entry.obsolete = False
        entry.occurrences = [(path, "")]
        catalogue.append(entry)
    for key, entry in old.items():
        if key not in used and entry.translated():
            entry.obsolete = True
            entry.occurrences = []
            catalogue.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(CATALOGUE))
    untranslated = len(catalogue.untranslated_entries())
    print(f"{len(used)} messages, {untranslated} without English: {CATALOGUE.relative_to(PACKAGE.parent)}")
    return 0


def _english(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def check() -> int:
    """Every message has an English one with the same placeholders; otherwise they are listed."""
    entries = {(entry.msgctxt, entry.msgid): entry for entry in _read() if not entry.obsolete}
    faults = []
    for message, path in extracted().items():
        entry = entries.get((message.context, message.text))
        if entry is None or not entry.translated() or entry.fuzzy:
            faults.append(f"{path}: no English for {message.text!r}")
            continue
        wanted = {match.group() for match in PLACEHOLDER.finditer(message.text)}
        for english in _english(entry):
            if {match.group() for match in PLACEHOLDER.finditer(english)} - wanted:
                faults.append(f"{path}: other placeholders in the English of {message.text!r}: {english!r}")
    print("\n".join(faults) or f"the English catalogue is complete: {len(entries)} messages")
    if faults:
        print(f"{len(faults)} to do: `make catalogue`, then fill in {CATALOGUE.relative_to(PACKAGE.parent)}")
    return 1 if faults else 0


def main() -> int:
    settings.configure(USE_I18N=True)
    django.setup()
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "compile":
        for path in compile_stale():
            print(path.relative_to(PACKAGE.parent))
        return 0
    if command in {"update", "check"}:
        return {"update": update, "check": check}[command]()
    print("usage: python -m tools.catalogue update|check|compile", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
