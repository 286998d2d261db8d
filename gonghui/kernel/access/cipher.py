"""Encryption of document numbers and the blind index by which they are found.

AES-256-GCM; each person has a key of their own, wrapped by the house key: destroying it erases what it sealed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12
_KEY = 16


@lru_cache(maxsize=1)
def _house() -> AESGCM:
    return AESGCM(settings.GONGHUI_KEY)


def _seal(cipher: AESGCM, plain: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, plain, None)


def house_seal(text: str) -> str:
    """A text under the house key itself: for secrets that belong to no person (a second factor's seed)."""
    return base64.b64encode(_seal(_house(), text.encode())).decode()


def house_open(sealed: str) -> str:
    """What `house_seal` sealed; raises cryptography.exceptions.InvalidTag when it was tampered with."""
    raw = base64.b64decode(sealed)
    return _house().decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()


def new_secret() -> tuple[bytes, AESGCM]:
    """A fresh personal key: (wrapped form to store, cipher to use now)."""
    key = os.urandom(_KEY)
    return _seal(_house(), key), AESGCM(key)


def personal(secret: bytes) -> AESGCM:
    """The cipher of a stored personal key."""
    secret = bytes(secret)
    return AESGCM(_house().decrypt(secret[:_NONCE], secret[_NONCE:], None))


def seal(cipher: AESGCM, text: str) -> bytes:
    """Encrypt a text under a personal key."""
    return _seal(cipher, text.encode())


def unseal(cipher: AESGCM, sealed: bytes) -> str:
    """Decrypt; raises cryptography.exceptions.InvalidTag when the row was tampered with."""
    sealed = bytes(sealed)
    return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()


@lru_cache(maxsize=1)
def _index() -> hmac.HMAC:
    return hmac.new(settings.GONGHUI_INDEX_KEY, digestmod=hashlib.sha256)


def blind(text: str) -> bytes:
    """The blind index of a normalised text: equal texts meet, nothing can be read from it."""
    copy = _index().copy()
    copy.update(text.encode())
    return copy.digest()
