"""A file sealed in pieces: of any length in little memory, and a piece changed, moved, lost or added is noticed.

AES-256-GCM over pieces of one MiB, each with its number and whether it is the last in its nonce (the STREAM construction).
The key comes from the installation's master key, which is never in the copy.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"GONGHUI BACKUP 1\n"
PIECE = 1024 * 1024  # bytes
_SALT = 16
_TAG = 16


class Spoiled(ValueError):
    """Not a copy of ours, sealed with another key, or damaged."""


def _cipher(master: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, b"gonghui backup").derive(master))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Sealer(io.RawIOBase):
    """Write into it; what it was given stands sealed in `target` once it is closed."""

    def __init__(self, target: BinaryIO, master: bytes) -> None:
        salt = os.urandom(_SALT)
        target.write(MAGIC + salt)
        self._target, self._cipher, self._number, self._held = target, _cipher(master, salt), 0, bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any bytes-like
        self._held += data
        while len(self._held) > PIECE:
            self._put(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._held), last=True)
            super().close()

    def _put(self, piece: bytes, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last), piece, MAGIC))
        self._number += 1


class Opener(io.RawIOBase):
    """Read from it what was sealed into `source`, with whichever of the keys sealed it. Raises Spoiled."""

    def __init__(self, source: BinaryIO, *masters: bytes) -> None:
        head = source.read(len(MAGIC) + _SALT)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + _SALT:
            raise Spoiled("no copy of this system")
        self._ciphers = [_cipher(master, head[len(MAGIC) :]) for master in masters]
        self._number, self._held, self._ended = 0, b"", False
        self._read: Callable[[], bytes] = lambda: source.read(PIECE + _TAG)
        self._next = self._read()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any writable buffer
        if not self._held and not self._ended:
            self._take()
        part = self._held[: len(buffer)]
        buffer[: len(part)] = part
        self._held = self._held[len(part) :]
        return len(part)

    def _take(self) -> None:
        sealed, self._next = self._next, self._read()
        self._ended = not self._next
        for cipher in self._ciphers:
            try:
                self._held = cipher.decrypt(_nonce(self._number, self._ended), sealed, MAGIC)
            except InvalidTag:
                continue
            self._ciphers = [cipher]  # the first piece tells which
            self._number += 1
            return
        raise Spoiled("sealed with another key, or damaged")
