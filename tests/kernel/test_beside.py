"""Writing beside preparing: in order, on the one connection, in the same transaction and in the same name; errors come back."""

from __future__ import annotations

import sys
import threading
from functools import partial

import pytest
from django.db import connection, transaction

from gonghui.kernel.audit.acting import acting, require_acting
from gonghui.kernel.figures.models import Waiting
from gonghui.kernel.intake.beside import beside


@pytest.mark.django_db
def test_pieces_are_written_in_order_by_another_thread_in_this_transaction() -> None:
    told: list[tuple[int, str, bool]] = []
    usual, own = sys.getswitchinterval(), threading.get_ident()

    def piece(nth: int) -> None:
        Waiting.objects.create(of="测试", record=nth)
        told.append((nth, require_acting().reason, threading.get_ident() != own))

    with transaction.atomic(), acting(None, "测试"):
        with beside(3) as give:
            for nth in range(3):
                give(partial(piece, nth))
        assert list(Waiting.objects.filter(of="测试").order_by("pk").values_list("record", flat=True)) == [0, 1, 2]
        transaction.set_rollback(True)
    assert told == [(0, "测试", True), (1, "测试", True), (2, "测试", True)]
    assert not Waiting.objects.filter(of="测试").exists()
    assert sys.getswitchinterval() == usual
    assert not connection.allow_thread_sharing


@pytest.mark.django_db
def test_what_a_piece_raises_is_raised_and_nothing_after_it_is_done() -> None:
    done: list[int] = []

    def broken() -> None:
        raise OSError("磁盘已满")

    def three() -> None:
        with beside(3) as give:
            for work in (partial(done.append, 1), broken, partial(done.append, 3)):
                give(work)

    with pytest.raises(OSError, match="磁盘已满"):
        three()
    assert done == [1]
    assert not connection.allow_thread_sharing


def test_a_single_piece_is_done_here() -> None:
    seen: list[int] = []
    with beside(1) as give:
        give(lambda: seen.append(threading.get_ident()))
    assert seen == [threading.get_ident()]
