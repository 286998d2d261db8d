"""The sentence tables: one or more sentences in the corpus's marks, then a line for each relation, figures by their number.

`python -m tests.proof.sentences.reading [TABLE]` shows what the checker misses or falsely says; of `aside` only the totals.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.proof.corpus import reading, scoring
from tests.proof.corpus.reading import Text, Wrong
from tests.proof.corpus.relations import RULES

HERE = Path(__file__).parent
ASIDE = "aside"  # written to be scored, not to be built on: its misses are never shown
# paragraphs as fifteen offices write them; what their first reading found is in docs/reference/proof.md
OFFICES = ("office1", "office2", "office3", "office4")
TABLES = sorted(path.stem for path in HERE.glob("*.txt") if path.stem not in (ASIDE, *OFFICES))
HEAD = {"title": "例", "genre": "town", "org": "例", "period": "2014-01-01/2014-12-31", "source": "clean"}


def load(table: str) -> list[Text]:
    """Every case of one table. Raises Wrong with everything that is amiss in it."""
    out, amiss = [], []
    path = HERE / f"{table}.txt"
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        rules = [line for line in lines if line.split(" ")[0] in RULES]
        try:
            out.append(reading.parsed(path, HEAD, "\n".join(lines[: len(lines) - len(rules)]), "\n".join(rules), True))
        except (Wrong, ValueError) as error:
            amiss.append(f"{error} — {lines[0][:40]}")
    if amiss:
        raise Wrong("\n".join(amiss))
    return out


def score(texts: list[Text]) -> scoring.Score:
    """All cases read, each by itself."""
    from gonghui.kernel import proof

    total = scoring.Score()
    for text in texts:
        before = len(total.misses)
        found = proof.read(text.text)
        names = scoring.score_figures(text, scoring.found_in(found), total)
        scoring.score_relations(text, found, names, total)
        total.misses[before:] = [f"{miss}\n    {text.text}" for miss in total.misses[before:]]
    return total


def main(arguments: list[str]) -> int:
    for table in arguments or TABLES:
        try:
            texts = load(table)
        except Wrong as error:
            sys.stdout.write(f"{error}\n")
            continue
        total = score(texts)
        sys.stdout.write("\n".join(total.misses if table != ASIDE else []) + "\n")
        rates = {name: round(value, 2) for name, value in total.rates().items()}
        sys.stdout.write(f"{table}: {len(texts)} cases, {total.counts['relations']} relations, {rates}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
