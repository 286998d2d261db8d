"""Broken and hostile files, for minutes: no crash, no hang, no runaway memory, and a sentence for whoever dropped them in."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from gonghui.prove.registry import Asked, Line, proof

STILL = 90  # seconds on one file: a hang
START = 600  # seconds to begin, on a machine that has other work
MEMORY = 1500  # MiB that reading small files may take
_TAGS = (
    b"<row",
    b"<c ",
    b"<v>",
    b'r="',
    b't="s"',
    b"</sheetData>",
    b"mergeCell",
    b"<si>",
    b'count="',
    b"<t>",
    b"sheetId",
)


@proof("intake.fuzz", "random and mutated .xlsx, .xls, .csv, .docx and web pages")
def fuzz(asked: Asked) -> Iterator[Line]:
    kept = Path(asked.words.get("keep", tempfile.gettempdir())) / "gonghui-fuzz"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    until = time.time() + asked.minutes * 60
    files = refused = largest = 0
    failed: list[str] = []
    seed = asked.seed
    while time.time() < until:
        told = _child(kept, seed, until - time.time())
        files, refused, largest = files + told["files"], refused + told["refused"], max(largest, told["memory"])
        failed += told["failed"]
        seed += 1
    yield Line("files read", f"{files} in {asked.minutes:g} min, {refused} refused with a message", "all", files > 0)
    yield Line("crashes, hangs, errors without a message", "；".join(failed[:5]) or "0", "0", not failed)
    yield Line("memory at most", f"{largest} MiB", f"{MEMORY} MiB", largest <= MEMORY)


def _child(kept: Path, seed: int, seconds: float) -> dict[str, Any]:
    """One process that reads files until its time is over; what it did, and what ended it."""
    state = kept / "state.json"
    state.unlink(missing_ok=True)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
    command = [sys.executable, "-m", "gonghui.prove.intake_fuzz", str(kept), str(seed), str(seconds)]
    child = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    beat = time.time()
    seen = ""
    while child.poll() is None:
        time.sleep(0.5)
        now = state.read_text(encoding="utf-8") if state.exists() else ""
        if now != seen:
            seen, beat = now, time.time()
        elif time.time() - beat > (STILL if seen else START) * crowd():
            child.kill()
    told: dict[str, Any] = json.loads(seen or "{}") or {"files": 0, "refused": 0, "memory": 0, "failed": [], "file": ""}
    if child.returncode:
        told["failed"].append(f"{told['file']}: ended with {child.returncode}")
    return told


def crowd() -> float:
    """How much longer everything takes because others want the same cores; at least 1."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def main(kept: Path, seed: int, seconds: float) -> None:
    """Read made-up files until the time is over; each is named before it is read, so that the last one is known."""
    import django

    django.setup()
    from gonghui.kernel.intake.applying import prepare
    from gonghui.kernel.intake.words import IntakeError

    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    seeds = _seeds(kept)
    told: dict[str, object] = {"files": 0, "refused": 0, "memory": 0, "failed": [], "file": ""}
    files = refused = 0
    failed: list[str] = []
    until = time.time() + seconds
    while time.time() < until:
        name, content = _one(chance, seeds)
        path = kept / f"{seed}-{files}{Path(name).suffix}"
        path.write_bytes(content)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        told |= {"files": files, "refused": refused, "memory": memory, "failed": failed, "file": path.name}
        (kept / "state.part").write_text(json.dumps(told), encoding="utf-8")
        (kept / "state.part").replace(kept / "state.json")
        files += 1
        good = True
        try:
            prepare([(name, path)])
        except IntakeError:
            refused += 1
        except BaseException as error:
            failed.append(f"{path.name}: {type(error).__name__} {str(error)[:80]}")
            good = False
        if good:
            path.unlink()
    told |= {"files": files, "refused": refused, "failed": failed}
    (kept / "state.json").write_text(json.dumps(told), encoding="utf-8")


def _seeds(kept: Path) -> list[tuple[str, bytes]]:
    rows = [["会员花名册"], ["姓名", "身份证号", "性别", "入会日期", "所属工会"]]
    rows += [[f"王{n}", f"35998119800101{n:04d}", "男", f"2003-01-{n % 28 + 1:02d}", "甲厂工会"] for n in range(30)]
    path = kept / "seed.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("名册")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        page.merge_range("A3:A5", "王0")
        page.write_formula("F3", "=1/0", None, "#DIV/0!")
        book.add_worksheet("二").write(5, 3, 12.5)
    text = "\n".join(",".join(row) for row in rows)
    table = "".join("<tr>" + "".join(f'<td rowspan="1">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    found = [
        ("表.xlsx", path.read_bytes()),
        ("表.csv", text.encode("gb18030")),
        ("表.csv", text.encode("utf-8-sig")),
        ("表.xls", f"<html><body><table>{table}</table></body></html>".encode()),
        ("表.docx", _document(rows)),
    ]
    try:
        import xlwt
    except ImportError:  # old workbooks are written in development only
        return found
    old = xlwt.Workbook(encoding="utf-8")
    page = old.add_sheet("名册")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    made = io.BytesIO()
    old.save(made)
    return [*found, ("表.xls", made.getvalue()), ("表.et", made.getvalue())]


def _document(rows: list[list[str]]) -> bytes:
    from docx import Document

    document = Document()
    table = document.add_table(rows=0, cols=5)
    for row in rows[:8]:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _one(chance: random.Random, seeds: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    name, content = chance.choice(seeds)
    if chance.random() < 0.05:
        return name, chance.randbytes(chance.randint(0, 5000))
    if content[:2] == b"PK" and chance.random() < 0.8:
        return name, _repacked(chance, content)
    return name, _bent(chance, content)


def _repacked(chance: random.Random, content: bytes) -> bytes:
    """The package with one or two of its parts bent, so that the damage lies below the zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        bent = set(chance.sample(names, min(len(names), chance.randint(1, 2))))
        for name in names:
            text = source.read(name)
            if name in bent and chance.random() < 0.1:
                continue
            target.writestr(name, _bent(chance, text) if name in bent else text)
    return made.getvalue()


def _bent(chance: random.Random, content: bytes) -> bytes:
    ways: list[Callable[[bytearray], None]] = [
        lambda data: data.__setitem__(chance.randrange(len(data)), chance.randrange(256)),
        lambda data: data.__delitem__(slice(at := chance.randrange(len(data)), at + chance.randint(1, 200))),
        lambda data: data.__setitem__(
            slice(at := chance.randrange(len(data)), at), chance.randbytes(chance.randint(1, 50))
        ),
        lambda data: data.__setitem__(slice(at := chance.randrange(len(data)), at), chance.choice(_TAGS)),
        lambda data: data.__setitem__(slice(at := chance.randrange(len(data)), at), bytes(data[at : at + 500])),
        lambda data: _number(chance, data),
    ]
    data = bytearray(content)
    for _time in range(chance.choice((1, 1, 2, 5, 20))):
        if len(data) > 1:
            chance.choice(ways)(data)
    return bytes(data)


def _number(chance: random.Random, data: bytearray) -> None:
    """Make some number in the text huge, negative or none."""
    digits = [at for at in range(len(data)) if 48 <= data[at] <= 57]
    if digits:
        at = chance.choice(digits)
        data[at : at + 1] = chance.choice((b"999999999", b"-1", b"1048576", b"", b"1e308", b"4294967295"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
