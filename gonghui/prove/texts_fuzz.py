"""Any text, any file, any template, for minutes: no crash, no hang, offsets that hold, and nothing in a field is ever run."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gonghui.prove.registry import Asked, Line, proof

STILL = 60  # seconds on one input: a hang
START = 600  # seconds to begin, on a machine that has other work


@proof("texts.fuzz", "random and mutated texts, files and templates for the checker and the documents")
def fuzz(asked: Asked) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="gonghui-texts-") as home:
        kept = Path(asked.words.get("keep", home))
        kept.mkdir(parents=True, exist_ok=True)
        until = time.time() + asked.minutes * 60
        counts: Counter[str] = Counter()
        failed: list[str] = []
        slowest, seed = (0.0, ""), asked.seed
        while time.time() < until:
            told = _child(kept, seed, until - time.time())
            counts.update(told["counts"])
            failed += told["failed"]
            slowest = max(slowest, (told["slowest"], told["slowest_of"]))
            seed += 1
    seen = "、".join(f"{kind} {n}" for kind, n in sorted(counts.items()))
    yield Line("inputs", f"{sum(counts.values())} in {asked.minutes:g} min: {seen}", "all kinds", len(counts) >= 5)
    yield Line("crashes, hangs, broken promises", "；".join(failed[:5]) or "0", "0", not failed)
    limit = "2 s + 1 s for each 10,000 characters, CPU"
    yield Line("slowest input", f"{slowest[0]:.2f} of its time ({slowest[1]})", limit, slowest[0] <= 1)


def _child(kept: Path, seed: int, seconds: float) -> dict[str, Any]:
    """One process that works until its time is over; what it did, and what ended it."""
    state = kept / "state.json"
    state.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gonghui.settings",
        "GONGHUI_HOME": str(kept),
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-m", "gonghui.prove.texts_inputs", str(kept), str(seed), str(seconds)]
    child = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    beat, seen = time.time(), ""
    while child.poll() is None:
        time.sleep(0.5)
        now = state.read_text(encoding="utf-8") if state.exists() else ""
        if now != seen:
            seen, beat = now, time.time()
        elif time.time() - beat > (STILL if seen else START):
            child.kill()
    empty = {"counts": {}, "failed": [], "slowest": 0.0, "slowest_of": "", "now": "before the first input"}
    told: dict[str, Any] = json.loads(seen) if seen else empty
    if child.returncode:
        told["failed"].append(f"{told['now']}: ended with {child.returncode}")
    return told


def mutated(chance: random.Random, text: str, pieces: list[str]) -> str:
    """A text with pieces cut, doubled, moved or put in."""
    letters = list(text)
    for _turn in range(chance.randint(1, 12)):
        place = chance.randrange(len(letters) + 1)
        match chance.randrange(5):
            case 0:
                del letters[place : place + chance.randint(1, 40)]
            case 1:
                letters[place:place] = letters[place : place + chance.randint(1, 60)] * chance.choice((1, 1, 2, 30))
            case 2:
                letters[place:place] = list(chance.choice(pieces)) * chance.choice((1, 1, 1, 3, 200))
            case 3:
                letters[place : place + 1] = chr(
                    chance.choice(
                        (chance.randrange(32, 127), chance.randrange(0x4E00, 0x9FFF), chance.randrange(0x110000))
                    )
                )
            case _:
                other = chance.randrange(len(letters) + 1)
                letters[place:place], letters[other : other + 20] = letters[other : other + 20], []
    return "".join(letters)[:60_000]
