"""Encryption of document numbers and the blind index by which they are found.

Each person and file has a key of its own, wrapped by the house key: destroying it erases what it sealed. A wrapped key
begins with the number of the house key and the suite it was wrapped with; one without was wrapped by the first.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from django.conf import settings

from gonghui.kernel.access.suites import CODES, NAMES, NONCE, TAG, Aead, house_cipher, index_digester, own_cipher
from gonghui.keys import INTERNATIONAL, NATIONAL, Generation, KeyMissing, Ring

_KEY = 16
_OLD = NONCE + _KEY + TAG  # length of a wrapped key of the time before keys had numbers
_HEAD = 3  # marker, number, suite
_MARK = b"\x02"
_NATIONAL = b"\x00SM4"  # what the national suite sealed begins with; what the other sealed begins with chance
_DOT = "."  # a text of today begins with it; base64 never does


def ring(fresh: bool = False) -> Ring:
    """The keys of this machine."""
    found: Ring = settings.GONGHUI_RING.read(fresh)
    return found


def generation(number: int) -> Generation:
    """The keys of a number; looked for again in the file before it is said to be missing. Raises KeyMissing."""
    try:
        found = ring().of(number)
    except KeyMissing:
        found = ring(fresh=True).of(number)
    if not found.master:
        raise KeyMissing(f"第 {number} 号密钥已停用")
    return found


# --- under the house key ---------------------------------------------------------------------------------------------


def _wrap(plain: bytes) -> bytes:
    now = ring().now
    head = bytes([_MARK[0], now.number, CODES[now.suite]])
    nonce = os.urandom(NONCE)
    return head + nonce + house_cipher(now.suite, now.master).encrypt(nonce, plain, head)


def _unwrap(sealed: bytes, old: bool) -> bytes:
    if old:
        first = generation(1)
        return house_cipher(INTERNATIONAL, first.master).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    head, rest = sealed[:_HEAD], sealed[_HEAD:]
    suite = NAMES.get(head[2])
    if head[:1] != _MARK or suite is None:
        raise InvalidTag
    cipher = house_cipher(suite, generation(head[1]).master)
    return cipher.decrypt(rest[:NONCE], rest[NONCE:], head)


def house_seal(text: str) -> str:
    """A text under the house key itself: for secrets that belong to no person (a second factor's seed)."""
    return _DOT + base64.b64encode(_wrap(text.encode())).decode()


def house_open(sealed: str) -> str:
    """What `house_seal` sealed; raises cryptography.exceptions.InvalidTag when it was tampered with."""
    return _unwrap(base64.b64decode(sealed.removeprefix(_DOT)), old=not sealed.startswith(_DOT)).decode()


def field_seal(text: str) -> bytes:
    """A record's confidential item under the house key: read wherever the row is read, without another key."""
    return _wrap(text.encode())


def field_open(sealed: bytes) -> str:
    """What `field_seal` sealed. Raises KeyMissing, InvalidTag."""
    return _unwrap(bytes(sealed), old=False).decode()


def field_generation(sealed: bytes) -> int:
    """The number of the house key that a confidential item was sealed under."""
    return bytes(sealed)[1]


def text_generation(sealed: str) -> int:
    """The number of the house key that a text was sealed under."""
    return base64.b64decode(sealed[1:])[1] if sealed.startswith(_DOT) else 1


def secret_generation(secret: bytes) -> int:
    """The number of the house key that a wrapped key needs."""
    return 1 if len(secret) == _OLD else bytes(secret)[1]


# --- under the key of a person or file -------------------------------------------------------------------------------


class Personal(NamedTuple):
    """The key of one person or file: seals in the current suite, opens both."""

    key: bytes
    suite: str

    def seal(self, plain: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        mark = _NATIONAL if self.suite == NATIONAL else b""
        return mark + nonce + own_cipher(self.suite, self.key).encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt; raises cryptography.exceptions.InvalidTag when it was tampered with."""
        if sealed.startswith(_NATIONAL):
            rest = sealed[len(_NATIONAL) :]
            try:
                return own_cipher(NATIONAL, self.key).decrypt(rest[:NONCE], rest[NONCE:], None)
            except (InvalidTag, ValueError):  # the latter for what is shorter than a tag
                pass  # once in four thousand million, chance begins with the same four bytes
        cipher: Aead = own_cipher(INTERNATIONAL, self.key)
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], None)


def new_secret() -> tuple[bytes, Personal]:
    """A fresh personal key: (wrapped form to store, cipher to use now)."""
    key = os.urandom(_KEY)
    return _wrap(key), Personal(key, ring().now.suite)


class FreshKeys:
    """New keys of `count` persons, to seal columns of texts with, each row under its own person's key.

    At a roster's size the ring is asked once and chance is drawn once for a column, not for every cell.
    """

    def __init__(self, count: int) -> None:
        now = ring().now
        head, wrap = bytes([_MARK[0], now.number, CODES[now.suite]]), house_cipher(now.suite, now.master).encrypt
        size = _KEY + NONCE
        chance = os.urandom(size * count)
        self.secrets: list[bytes] = []  # the keys, wrapped: what is stored
        self._encrypt: list[Callable[[bytes, bytes, bytes | None], bytes]] = []
        self._mark = _NATIONAL if now.suite == NATIONAL else b""
        for start in range(0, size * count, size):
            key, nonce = chance[start : start + _KEY], chance[start + _KEY : start + size]
            self.secrets.append(head + nonce + wrap(nonce, key, head))
            self._encrypt.append(own_cipher(now.suite, key).encrypt)

    def seal(self, texts: Sequence[str | None]) -> list[bytes | None]:
        """A column sealed; an empty text is not."""
        mark, chance = self._mark, os.urandom(NONCE * len(texts))
        nonces = [chance[at : at + NONCE] for at in range(0, len(chance), NONCE)]
        return [
            mark + nonce + encrypt(nonce, text.encode(), None) if text else None
            for text, nonce, encrypt in zip(texts, nonces, self._encrypt, strict=True)
        ]


def personal(secret: bytes) -> Personal:
    """The cipher of a stored personal key. Raises KeyMissing, InvalidTag."""
    secret = bytes(secret)
    return Personal(_unwrap(secret, old=len(secret) == _OLD), ring().now.suite)


def seal(cipher: Personal, text: str) -> bytes:
    """Encrypt a text under a personal key."""
    return cipher.seal(text.encode())


def unseal(cipher: Personal, sealed: bytes) -> str:
    """Decrypt; raises cryptography.exceptions.InvalidTag when the row was tampered with."""
    return cipher.open(bytes(sealed)).decode()


def rewrap(secret: bytes) -> bytes:
    """The same personal key under the current house key."""
    secret = bytes(secret)
    return _wrap(_unwrap(secret, old=len(secret) == _OLD))


def is_national(sealed: bytes) -> bool:
    """Whether something was sealed in the national suite."""
    return bytes(sealed[: len(_NATIONAL)]) == _NATIONAL


# --- the blind index -------------------------------------------------------------------------------------------------


def blind(text: str, under: Generation | None = None) -> bytes:
    """The blind index of a normalised text: equal texts meet, nothing can be read from it.

    Under the current keys unless others are named; all but the first, international ones put their number in front.
    """
    keys = under or ring().now
    return _blinder(keys)(text.encode())


def _blinder(keys: Generation) -> Callable[[bytes], bytes]:
    digest = index_digester(keys.suite, keys.blind)
    if keys.number == 1 and keys.suite == INTERNATIONAL:
        return digest
    front = bytes([keys.number, CODES[keys.suite]])
    return lambda data: front + digest(data)


def blind_columns(texts: Sequence[str]) -> list[list[bytes]]:
    """The blind indexes of many texts: a column for every key that they may be stored under, the current one first."""
    encoded = [text.encode() for text in texts]
    return [list(map(_blinder(under), encoded)) for under in ring().findable]


def blinds(text: str) -> list[bytes]:
    """The blind index under every key that it may be stored under, the current one first."""
    return [blind(text, under) for under in ring().findable]
