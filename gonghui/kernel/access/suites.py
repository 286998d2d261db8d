"""The two sets of ciphers: international (AES-GCM, HMAC-SHA-256, BLAKE2b) and national (SM4-GCM, HMAC-SM3).

Both come from one library. Which one a generation of keys uses is said with its keys; what is stored names the one it
was written with, so that both are read side by side while keys are changed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import Any, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

from gonghui.keys import INTERNATIONAL, NATIONAL

NONCE = 12  # bytes
TAG = 16
_BLOCK = 64  # bytes that SHA-256 takes at a time
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


def _hmac_sha256(key: bytes) -> tuple[Any, Any]:
    """The two halves of HMAC (RFC 2104) with the key taken in: copied for each text, twice as quick as `hmac` itself."""
    block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return sha256(bytes(byte ^ 0x36 for byte in block)), sha256(bytes(byte ^ 0x5C for byte in block))


Digest = Callable[[bytes], bytes]


@lru_cache(maxsize=64)
def index_digester(suite: str, key: bytes) -> Digest:
    """The keyed digest of the blind index, 32 bytes; made once for many."""
    if suite == NATIONAL:
        return _national_digester(key)
    inner, outer = _hmac_sha256(key)

    def digest(data: bytes) -> bytes:
        first, second = inner.copy(), outer.copy()
        first.update(data)
        second.update(first.digest())
        found: bytes = second.digest()
        return found

    return digest


@lru_cache(maxsize=64)
def audit_digester(suite: str, key: bytes, size: int) -> Digest:
    """The keyed digest of the change log, `size` bytes (at most 32); made once for many."""
    if suite == NATIONAL:
        national = _national_digester(key)
        return lambda data: national(data)[:size]
    keyed = blake2b(key=key, digest_size=size)

    def digest(data: bytes) -> bytes:
        own = keyed.copy()
        own.update(data)
        return own.digest()

    return digest


def _national_digester(key: bytes) -> Digest:
    keyed = HMAC(key, hashes.SM3())

    def digest(data: bytes) -> bytes:
        own = keyed.copy()
        own.update(data)
        return own.finalize()

    return digest
