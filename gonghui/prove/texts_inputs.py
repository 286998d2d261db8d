"""The inputs of texts.fuzz, made and tried in a process of its own."""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gonghui.prove.texts_fuzz import mutated

PIECES = [
    *"1２三十百万亿两半几余多近%％‰,，。；、：（）“”《人户家元占率第年月号届次至.0A×？½④Ⅳ٣成倍-—[]<>|∞", "万元", "人次", "个百分点",
    "其中", "共计", "每人", "户均", "比上年", "增长", "下降", "分之", "千万亿", "一百二十三万四千五百六十七", "〔2003〕", "&nbsp;", "-0",
    "1e999", "𠮷", "（（（（", "))))", "填空：", "\n", "\t", "\r", "\x00", "\u3000", "\u200b", "\ufeff", "\x1b[2J", "\ud800", "\udfff",
    "，其中{a.b}", "{union}", "{0.__class__}", "{{7*7}}", "｜甲｜{.x}｜", "⟦petitions.items⟧", "{petitions.items:change}", "%s",
    "../../etc", "]]>", "<!--", "</w:t>", "$(id)", "`id`", "<script>", "9" * 400, "0." + "0" * 300 + "1", "@记录 a.b：c={.d}",
    '#import "x"', "'; DROP TABLE", "----\n", "# ",
]  # fmt: skip
INJECTED = [
    "{union}", "{0.__class__.__mro__}", "{{7*7}}", "[{petitions.items}]", "<甲|乙>", "⟦petitions.items⟧", "⟦fact:a=b|c|2026-01-01⟧",
    '#read("/etc/passwd")', "$ x $ #let a = 1", "<w:p/>", "&lt;", "]]>", "%(name)s", "{.person_name}", "\\textbf", "{% load i18n %}",
    "@记录 petitions.items：甲={.subject}", "*粗* _斜_ `码`",
]  # fmt: skip


class Broken(Exception):
    """A promise was not kept."""


class Inputs:
    """One process' share of the work."""

    def __init__(self, kept: Path, seed: int) -> None:
        self.kept, self.chance = kept, random.Random(seed)  # noqa: S311  # nothing secret
        self.counts: Counter[str] = Counter()
        self.failed: list[str] = []
        self.slowest: tuple[float, str] = (0.0, "")
        self.kinds: dict[str, Callable[[], tuple[str, Callable[[], None]]]] = {
            "texts": self.text, "two texts": self.wordings, "files": self.file, "templates": self.template, "fields": self.fields,
            "old files": self.old,
        }  # fmt: skip
        self.ready()

    def ready(self) -> None:
        from gonghui.bench.documents import sample
        from gonghui.kernel.audit.acting import acting
        from gonghui.kernel.cli.first_run import prepare_tables
        from gonghui.kernel.documents.kinds import SHIPPED
        from gonghui.kernel.organisations.models import Level, Union, UnionKind

        prepare_tables()
        with acting(None, "texts.fuzz"):
            self.union = Union.objects.filter(code="F").first() or Union.objects.create(
                code="F", name="示例县总工会", level=Level.COUNTY, kind=UnionKind.FEDERATION
            )
        self.texts = [sample(length) for length in (300, 2000, 9000)]
        self.templates = [path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.txt"))]
        self.files = self.seeds()

    def seeds(self) -> list[tuple[str, bytes]]:
        from gonghui.kernel.documents.layout import to_bytes
        from gonghui.kernel.documents.parts import Paragraph, Table, Text
        from gonghui.kernel.documents.pdf import to_pdf
        from gonghui.kernel.documents.structure import Document

        cells = tuple(Paragraph((Text(word),)) for word in ("项目", "人数", "占比"))
        made = Document(
            "总结", "示例县总工会", (Paragraph((Text(self.texts[0]),)), Table((cells, cells))), copies="市委办公室"
        )
        page = f"<html><meta charset=gbk><body><p>{self.texts[0]}<table><tr><td>甲<td>12人</table>".encode("gb18030")
        return [
            ("a.docx", to_bytes(made)),
            ("a.pdf", to_pdf(made)),
            ("a.html", page),
            ("a.txt", self.texts[1].encode("gb18030")),
        ]

    def run(self, seconds: float) -> None:
        until = time.time() + seconds
        names = list(self.kinds)
        while time.time() < until:
            kind = names[sum(self.counts.values()) % len(names)]
            shown, work = self.kinds[kind]()
            self.one(kind, shown, work)
        self.save("")

    def one(self, kind: str, shown: str, work: Callable[[], None]) -> None:
        number = sum(self.counts.values())
        path = self.kept / f"{number}.input"
        path.write_text(shown, encoding="utf-8", errors="surrogatepass")
        self.save(f"{kind} {number}")
        self.counts[kind] += 1
        began = time.process_time()
        try:
            work()
        except BaseException as error:
            self.failed.append(f"{kind} {number}: {type(error).__name__} {str(error)[:120]!a}")
            path.rename(path.with_suffix(".failed"))
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
        spent = (time.process_time() - began) / (2 + len(shown) / 10_000)
        if spent > self.slowest[0]:
            self.slowest = (spent, f"{kind} {number}, {len(shown)} characters")
            if spent > 1 and path.exists():
                path.rename(path.with_suffix(".slow"))
        path.unlink(missing_ok=True)

    def save(self, now: str) -> None:
        told = {
            "counts": self.counts,
            "failed": self.failed,
            "slowest": self.slowest[0],
            "slowest_of": self.slowest[1],
            "now": now,
        }
        (self.kept / "state.part").write_text(json.dumps(told), encoding="utf-8")
        (self.kept / "state.part").replace(self.kept / "state.json")

    # --- what is tried

    def text(self) -> tuple[str, Callable[[], None]]:
        if self.chance.random() < 0.2:
            text = "".join(self.chance.choices(PIECES, k=self.chance.randint(0, 400)))[:20_000]
        else:
            text = mutated(self.chance, self.chance.choice(self.texts), PIECES)
        return text, lambda: check_text(text)

    def wordings(self) -> tuple[str, Callable[[], None]]:
        from gonghui.kernel.proof.unchanged import difference

        was = self.chance.choice(self.texts[:2])[:400]
        now = mutated(self.chance, was, PIECES)[:2000]

        def work() -> None:
            if difference(was, was):
                raise Broken("a text is told to differ from itself")
            if figures(was) != figures(now) and not difference(was, now):
                raise Broken("changed figures are not noticed")

        return now, work

    def file(self) -> tuple[str, Callable[[], None]]:
        from gonghui.kernel.proof.files import Unreadable, read_file

        name, data = self.chance.choice(self.files)
        broken = bytearray(data)
        for _turn in range(self.chance.choice((0, 1, 3, 20))):
            at = self.chance.randrange(len(broken))
            broken[at : at + self.chance.randint(0, 30)] = self.chance.randbytes(self.chance.randint(0, 30))

        def work() -> None:
            try:
                text = read_file(name, bytes(broken))
            except Unreadable:
                return
            check_text(text[:20_000])

        return f"{name}\n{bytes(broken).hex()}", work

    def template(self) -> tuple[str, Callable[[], None]]:
        source = mutated(self.chance, self.chance.choice(self.templates), PIECES)
        return source, lambda: self.written(source, {})

    def fields(self) -> tuple[str, Callable[[], None]]:
        """A template that is sound, with whatever words in its fields: they stand in the document as they were given."""
        number = self.chance.randrange(len(self.templates))
        said = {}
        from gonghui.kernel.documents.kinds import read

        for one in read("own", self.templates[number]).fields:
            said[one.name] = "".join(self.chance.choices([*INJECTED, "做好工作", "12人"], k=self.chance.randint(1, 3)))
        return json.dumps(said, ensure_ascii=False), lambda: self.written(self.templates[number], said)

    def written(self, source: str, said: dict[str, str]) -> None:
        from gonghui.kernel.documents.drafting import Draft
        from gonghui.kernel.documents.kinds import BadKind, read
        from gonghui.kernel.documents.layout import to_bytes
        from gonghui.kernel.documents.parts import AuthorSlot
        from gonghui.kernel.documents.pdf import to_pdf
        from gonghui.kernel.documents.structure import Document
        from gonghui.kernel.periods import Period

        try:
            content = Draft(read("own", source), self.union, Period.parse("2026H1"), None).content(said)
        except BadKind:
            return
        if Document.from_json(json.loads(json.dumps(content.to_json()))) != content:
            raise Broken("a document is not what was kept of it")
        for _block, _place, run in content.runs():
            if isinstance(run, AuthorSlot) and run.name in said and run.text != said[run.name].strip():
                raise Broken(f"a field says {run.text[:40]!r}")
        to_bytes(content)
        if said or self.chance.random() < 0.05:
            to_pdf(content)

    def old(self) -> tuple[str, Callable[[], None]]:
        from gonghui.kernel.documents.oldfile import Change, OldDocx
        from gonghui.kernel.documents.refusing import Refused

        data = bytearray(self.files[0][1])
        for _turn in range(self.chance.choice((0, 0, 1, 3))):
            at = self.chance.randrange(len(data))
            data[at : at + self.chance.randint(0, 9)] = self.chance.randbytes(self.chance.randint(0, 9))

        def work() -> None:
            try:
                old = OldDocx(bytes(data))
            except Refused:
                return
            places = sorted(self.chance.sample(range(len(old.text) + 1), min(6, len(old.text) + 1)))
            old.changed(
                [Change(a, b, self.chance.choice(PIECES)) for a, b in zip(places[::2], places[1::2], strict=False)]
            )

        return bytes(data).hex(), work


def figures(text: str) -> list[tuple[Any, str]]:
    from gonghui.kernel.proof import read

    return [(one.value, one.unit) for one in read(text).figures]


def check_text(text: str) -> None:
    """Read it, and hold the reading to what it promises. Raises Broken."""
    from gonghui.kernel.proof import read
    from gonghui.kernel.proof.marking import paragraphs
    from gonghui.kernel.proof.showing import to_json
    from gonghui.kernel.proof.telling import lines

    reading = read(text)
    for one in reading.figures:
        if not 0 <= one.start < one.end <= len(text) or reading.text[one.start : one.end] != one.text:
            raise Broken(f"offsets of {one.text!r}")
    json.dumps(to_json(reading), allow_nan=False, ensure_ascii=False).encode()
    list(lines(reading, None))
    paragraphs(reading, {})


def main(kept: Path, seed: int, seconds: float) -> None:
    import django

    django.setup()
    Inputs(kept, seed).run(seconds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
