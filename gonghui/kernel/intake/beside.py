"""Writing beside preparing: while the database takes some thousand rows, the next are made ready on the other core.

One connection, handed over strictly: from the first `give` until the block ends it is the writer's alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context

from django.db import DEFAULT_DB_ALIAS, connections

_TURN = 0.0005  # seconds after which a thread that computes lets another go on; usually 0.005, and a writer asks often

Give = Callable[[Callable[[], object]], object]


@contextmanager
def beside(pieces: int) -> Iterator[Give]:
    """Yields what takes the next of so many pieces of writing; it waits while the one before is still at work.

    Pieces are done one after the other in the order given. What one raises is raised by the next `give` or at the end.
    """
    if pieces < 2:  # nothing is made ready meanwhile
        yield lambda work: work()
        return
    link, usual = connections[DEFAULT_DB_ALIAS], sys.getswitchinterval()
    before: list[Future[object]] = []

    def settle() -> None:
        while before:
            before.pop().result()

    def give(work: Callable[[], object]) -> None:
        settle()
        before.append(pool.submit(copy_context().run, work))

    def borrow() -> None:
        connections[DEFAULT_DB_ALIAS] = link

    link.inc_thread_sharing()
    sys.setswitchinterval(_TURN)
    try:
        with ThreadPoolExecutor(1, initializer=borrow) as pool:
            yield give
            settle()
    finally:
        sys.setswitchinterval(usual)
        link.dec_thread_sharing()
