"""The code that workers scan: read back by the standard's own rules."""

from __future__ import annotations

import pytest

from gonghui.kernel.web import qr
from tests.generic.world import World
from tests.web.conftest import SignIn


def read_back(text: str) -> str:
    """Unmask, read the codewords, check that every block is a Reed–Solomon word, and return what the data say."""
    grid = qr.matrix(text)
    version = (len(grid) - 17) // 4
    _dark, fixed = qr._patterns(version)
    bits = "".join(str(int(grid[row][column] != ((row + column) % 2 == 0))) for row, column in qr._path(fixed))
    words = [int(bits[n : n + 8], 2) for n in range(0, len(bits) - 7, 8)]
    size, correction, blocks = qr._BLOCKS[version]
    data = []
    for block in range(blocks):
        part = words[block : size * blocks : blocks]
        whole = part + words[size * blocks + block :: blocks][:correction]
        for power in range(correction):
            syndrome = 0
            for word in whole:
                syndrome = qr._times(syndrome, qr._EXP[power]) ^ word
            assert syndrome == 0
        data += part
    stream = "".join(f"{word:08b}" for word in data)
    assert stream[:4] == "0100"
    length = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


@pytest.mark.parametrize("text", ["a", "http://127.0.0.1:8000/voice/359982/", "x" * 26, "地" * 20, "y" * 84, "z" * 106])
def test_code_reads_back(text: str) -> None:
    assert read_back(text) == text


def test_format_bits_are_the_standards_own() -> None:
    """Level M, mask 0 (ISO/IEC 18004, table of format information)."""
    assert qr._format_bits(0) == 0b101010000010010


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr.matrix("z" * 107)


def test_poster_leads_to_the_page_behind_the_code(house: World, sign_in: SignIn) -> None:
    html = sign_in(house.keeper).get("/unions/B1/poster/").content.decode()
    assert "http://testserver/voice/B1/" in html
    assert "扫码向测试1镇总工会反映" in html
    assert sign_in(house.stranger).get("/unions/B1/poster/").status_code == 404
