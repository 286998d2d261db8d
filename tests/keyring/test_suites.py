"""Both suites against the published vectors, and what is sealed in either against whoever tampers with it."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from gonghui.kernel.access.cipher import Personal, is_national
from gonghui.kernel.access.suites import Sm4Gcm, audit_digester, hmac_sm3, house_cipher, index_digester
from gonghui.keys import INTERNATIONAL, NATIONAL, SUITES

KEY = bytes(range(32))


def test_sm4_is_that_of_gb_t_32907() -> None:
    """GB/T 32907-2016, appendix A, example 1."""
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    work = Cipher(algorithms.SM4(block), modes.ECB()).encryptor()
    assert work.update(block).hex() == "681edf34d206965e86b3e94f536e4246"


def test_sm4_gcm_is_that_of_rfc_8998() -> None:
    """RFC 8998, appendix A.1."""
    cipher = Sm4Gcm(bytes.fromhex("0123456789abcdeffedcba9876543210"))
    plain = bytes.fromhex("aa" * 8 + "bb" * 8 + "cc" * 8 + "dd" * 8 + "ee" * 8 + "ff" * 8 + "ee" * 8 + "aa" * 8)
    nonce, more = bytes.fromhex("00001234567800000000abcd"), bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = cipher.encrypt(nonce, plain, more)
    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert cipher.decrypt(nonce, sealed, more) == plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_is_that_of_gb_t_32905(text: bytes, said: str) -> None:
    """GB/T 32905-2016, appendix A."""
    work = hashes.Hash(hashes.SM3())
    work.update(text)
    assert work.finalize().hex() == said


def test_the_keyed_digests_of_the_national_suite_are_hmac_sm3() -> None:
    """By the definition of HMAC (GB/T 15852.2), reckoned by hand over SM3."""

    def sm3(data: bytes) -> bytes:
        work = hashes.Hash(hashes.SM3())
        work.update(data)
        return work.finalize()

    padded = KEY.ljust(64, b"\0")
    by_hand = sm3(bytes(b ^ 0x5C for b in padded) + sm3(bytes(b ^ 0x36 for b in padded) + b"text"))
    assert hmac_sm3(KEY, b"text") == index_digester(NATIONAL, KEY)(b"text") == by_hand
    assert audit_digester(NATIONAL, KEY, 16)(b"text") == by_hand[:16]


@pytest.mark.parametrize("suite", SUITES)
def test_what_was_tampered_with_does_not_open(suite: str) -> None:
    for cipher in (Personal(KEY[:16], suite),):
        sealed = cipher.seal(b"110101199001010000")
        assert b"19900101" not in sealed
        assert cipher.open(sealed) == b"110101199001010000"
        assert is_national(sealed) == (suite == NATIONAL)
        for place in (4, len(sealed) // 2, len(sealed) - 1):
            spoiled = bytearray(sealed)
            spoiled[place] ^= 1
            with pytest.raises(InvalidTag):
                cipher.open(bytes(spoiled))
    with pytest.raises(InvalidTag):
        house_cipher(suite, KEY).decrypt(bytes(12), bytes(40), None)


def test_both_suites_are_read_whichever_is_written() -> None:
    was, now = Personal(KEY[:16], INTERNATIONAL), Personal(KEY[:16], NATIONAL)
    assert now.open(was.seal(b"a")) == was.open(now.seal(b"a")) == b"a"


def test_chance_may_begin_like_the_national_suite() -> None:
    """A nonce that happens to be the mark: still read as what it is."""
    from gonghui.kernel.access.suites import own_cipher

    nonce = b"\x00SM4" + bytes(8)
    sealed = nonce + own_cipher(INTERNATIONAL, KEY[:16]).encrypt(nonce, b"a", None)
    assert Personal(KEY[:16], NATIONAL).open(sealed) == b"a"


@pytest.mark.parametrize("size", [32, 64, 65, 200])
def test_the_index_of_the_international_suite_is_hmac_sha256_for_keys_of_any_length(size):
    key = bytes(range(size % 256)) or b"k"
    assert index_digester(INTERNATIONAL, key)(b"text") == hmac.digest(key, b"text", "sha256")
    assert index_digester(INTERNATIONAL, key)(b"other") == hmac.digest(key, b"other", "sha256")


def test_the_log_of_the_international_suite_is_keyed_blake2b():
    wanted = [hashlib.blake2b(text, key=KEY, digest_size=16).digest() for text in (b"a", b"b", b"a")]
    assert [audit_digester(INTERNATIONAL, KEY, 16)(text) for text in (b"a", b"b", b"a")] == wanted
