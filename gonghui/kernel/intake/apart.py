"""Old workbooks (.xls, .et) read in a process of their own, with a limit of time and memory.

Their inside is a file system of chained sectors; a broken one can lead a reader round in a circle for ever. The
program is this module itself, fed with the file and answering with its sheets.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import Any

SECONDS, MEMORY = 60, 3 << 30  # of the processor; bytes
_NOT_READ, _LOCKED = 3, 4  # how the program ends
Raw = list[tuple[str, bool, list[list[Any]], list[tuple[int, int, int, int]]]]  # name, hidden, rows, merged ranges


class NotRead(ValueError):
    """The reader could not, or was not allowed to go on."""


class Locked(NotRead):
    """The workbook wants a password."""


def sheets_of(content: bytes) -> Raw:
    """The worksheets of an old workbook. Raises NotRead, Locked."""
    command = [sys.executable, "-m", "gonghui.kernel.intake.apart"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=4 * SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise NotRead("too long") from error
    if done.returncode:
        raise (Locked if done.returncode == _LOCKED else NotRead)(done.stderr[-200:].decode(errors="replace"))
    found: Raw = pickle.loads(done.stdout)  # noqa: S301 - written by our own program just now
    return found


def main() -> int:
    import io
    import resource

    import python_calamine as calamine

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        found: Raw = []
        for index, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                found.append(("", True, [], []))  # keeps the place of the others
                continue
            raw = book.get_sheet_by_index(index)
            merged = [(a[0], a[1], b[0], b[1]) for a, b in raw.merged_cell_ranges or ()]
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            found.append((meta.name, hidden, raw.to_python(skip_empty_area=False), merged))
    except calamine.PasswordError:
        return _LOCKED
    except BaseException:  # whatever it was: the answer is that it cannot be read
        return _NOT_READ
    sys.stdout.buffer.write(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    return 0


if __name__ == "__main__":
    sys.exit(main())
