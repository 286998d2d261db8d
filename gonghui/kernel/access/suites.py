"""The two sets of ciphers: international (AES-GCM, HMAC-SHA-256, BLAKE2b) and national (SM4-GCM, HMAC-SM3).

Both come from one library. Which one a generation of keys uses is said with its keys; what is stored names the one it
was written with, so that both are read side by side while keys are changed.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

from gonghui.keys import INTERNATIONAL, NATIONAL

NONCE = 12  # bytes
TAG = 16
CODES = {INTERNATIONAL: 1, NATIONAL: 2}  # as stored
NAMES = {code: name for name, code in CODES.items()}


class Aead(Protocol):
    """Authenticated encryption; decrypt raises cryptography.exceptions.InvalidTag."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...


class Sm4Gcm:
    """SM4 (GB/T 32907) in Galois counter mode (RFC 8998), as AESGCM is asked; the key is 16 bytes."""

    def __init__(self, key: bytes) -> None:
        self._cipher = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        work = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        if associated_data:
            work.authenticate_additional_data(associated_data)
        return work.update(data) + work.finalize() + work.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        work = Cipher(self._cipher, modes.GCM(nonce, data[-TAG:])).decryptor()
        if associated_data:
            work.authenticate_additional_data(associated_data)
        return work.update(data[:-TAG]) + work.finalize()


def hmac_sm3(key: bytes, data: bytes) -> bytes:
    """HMAC with SM3 (GB/T 32905), 32 bytes."""
    work = HMAC(key, hashes.SM3())
    work.update(data)
    return work.finalize()


@lru_cache(maxsize=64)
def house_cipher(suite: str, master: bytes) -> Aead:
    """The cipher under a master key of 32 bytes."""
    return Sm4Gcm(hmac_sm3(master, b"gonghui sm4")[:16]) if suite == NATIONAL else AESGCM(master)


def own_cipher(suite: str, key: bytes) -> Aead:
    """The cipher under the key of one person or file (16 bytes); the national one has a key drawn from it."""
    return Sm4Gcm(hmac_sm3(key, b"gonghui sm4")[:16]) if suite == NATIONAL else AESGCM(key)


@lru_cache(maxsize=64)
def _sm3(key: bytes) -> HMAC:
    return HMAC(key, hashes.SM3())


@lru_cache(maxsize=64)
def _sha256(key: bytes) -> hmac.HMAC:
    return hmac.new(key, digestmod=hashlib.sha256)


def index_digest(suite: str, key: bytes, data: bytes) -> bytes:
    """The keyed digest of the blind index, 32 bytes."""
    if suite == NATIONAL:
        national = _sm3(key).copy()
        national.update(data)
        return national.finalize()
    copy = _sha256(key).copy()
    copy.update(data)
    return copy.digest()


def audit_digest(suite: str, key: bytes, data: bytes, size: int) -> bytes:
    """The keyed digest of the change log, `size` bytes (at most 32)."""
    if suite == NATIONAL:
        national = _sm3(key).copy()
        national.update(data)
        return national.finalize()[:size]
    return blake2b(data, key=key, digest_size=size).digest()
