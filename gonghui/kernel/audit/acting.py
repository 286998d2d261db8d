"""Who acts, and why: every write happens inside `acting`, or is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import gettext_noop

from gonghui.kernel.ledger.chinese import in_chinese

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Why: TypeAlias = "StrOrPromise | Callable[[], str]"

OWNER = gettext_noop("本机管理者")  # as the log keeps it; pages translate it


class Unattributed(PermissionError):
    """A write that nobody answers for."""


@dataclass(frozen=True)
class Acting:
    """The account in whose name something is written (None: the installation's owner), why, and the batch."""

    user: Any
    why: Why
    batch_id: int | None = None
    origin: str = ""  # the address the request came from; empty on the command line

    @cached_property
    def reason(self) -> str:
        """Why, as the log keeps it; what is given lazily is said for the first line written, in Chinese whoever reads."""
        return self.why if isinstance(self.why, str) else _said(self.why)

    @property
    def name(self) -> str:
        return str(self.user.get_username()) if self.user is not None else OWNER


@in_chinese
def _said(why: Why) -> str:
    return why() if callable(why) else str(why)


_current: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting(user: Any, reason: Why, batch_id: int | None = None, origin: str | None = None) -> Iterator[Acting]:
    """Write in this account's name. `user` None is the installation's owner (the command line without --as).

    A lazy reason, or a function that makes one, is asked for only by a write. Inside another `acting` the address stays
    what it was.
    """
    outer = _current.get()
    came_from = origin if origin is not None else outer.origin if outer is not None else ""
    token = _current.set(Acting(user, reason, batch_id, came_from))
    try:
        yield _current.get()  # type: ignore[misc]  # just set
    finally:
        _current.reset(token)


def current() -> Acting | None:
    return _current.get()


def require_acting() -> Acting:
    """The acting account; raises Unattributed outside `acting`."""
    now = _current.get()
    if now is None:
        raise Unattributed("没有说明由谁、为何写入")
    return now
