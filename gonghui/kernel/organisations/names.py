"""Names match after normalising (spaces, width, brackets), never by likeness."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROP = re.compile(r"[\s·.,，、。'\"“”‘’\-_—()（）\[\]【】〔〕<>《》]+")


@lru_cache(maxsize=200_000)
def name_key(text: str) -> str:
    """The form in which two spellings of one name are equal: half width, no blanks, no brackets, lower case."""
    return _DROP.sub("", unicodedata.normalize("NFKC", text)).casefold()
