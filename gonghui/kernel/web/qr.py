"""A QR code (ISO/IEC 18004) for an address: bytes, correction level M, versions 1 to 6, drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString

# version -> (data codewords in a block, correction codewords in a block, blocks), level M
_BLOCKS = {1: (16, 10, 1), 2: (28, 16, 1), 3: (44, 26, 1), 4: (32, 18, 2), 5: (43, 24, 2), 6: (27, 16, 4)}
_FORMAT_MASK, _FORMAT_POLYNOMIAL, _FIELD_POLYNOMIAL = 0x5412, 0x537, 0x11D
_QUIET = 4  # light modules around the code

Grid = list[list[bool]]

_EXP = [1] * 512
for _power in range(1, 512):
    _EXP[_power] = _EXP[_power - 1] << 1
    if _EXP[_power] > 255:
        _EXP[_power] ^= _FIELD_POLYNOMIAL
_LOG = {_EXP[power]: power for power in range(255)}


def _times(a: int, b: int) -> int:
    return _EXP[_LOG[a] + _LOG[b]] if a and b else 0


def _correction(data: list[int], size: int) -> list[int]:
    """Reed–Solomon codewords of a block."""
    generator = [1]
    for power in range(size):
        generator = [
            (generator[n] if n < len(generator) else 0) ^ (_times(generator[n - 1], _EXP[power]) if n else 0)
            for n in range(len(generator) + 1)
        ]
    rest = [*data, *([0] * size)]
    for place in range(len(data)):
        factor = rest[place]
        for n, coefficient in enumerate(generator):
            rest[place + n] ^= _times(coefficient, factor)
    return rest[len(data) :]


def _codewords(text: bytes, version: int) -> list[int]:
    """Data and correction codewords, interleaved."""
    size, correction, blocks = _BLOCKS[version]
    bits = f"0100{len(text):08b}" + "".join(f"{byte:08b}" for byte in text)
    bits += "0" * min(4, size * blocks * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    data = [int(bits[n : n + 8], 2) for n in range(0, len(bits), 8)]
    data += [(0xEC, 0x11)[n % 2] for n in range(size * blocks - len(data))]
    parts = [data[n * size : (n + 1) * size] for n in range(blocks)]
    checks = [_correction(part, correction) for part in parts]
    return [part[n] for n in range(size) for part in parts] + [check[n] for n in range(correction) for check in checks]


def _patterns(version: int) -> tuple[Grid, Grid]:
    """The fixed modules, and which modules are fixed or kept for the format."""
    side = 17 + 4 * version
    dark = [[False] * side for _ in range(side)]
    fixed = [[False] * side for _ in range(side)]

    def put(row: int, column: int, value: bool) -> None:
        if 0 <= row < side and 0 <= column < side:
            dark[row][column], fixed[row][column] = value, True

    for n in range(side):
        put(6, n, n % 2 == 0)
        put(n, 6, n % 2 == 0)
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
        for row in range(-1, 8):
            for column in range(-1, 8):
                ring = max(abs(row - 3), abs(column - 3))
                put(top + row, left + column, ring in (0, 1, 3))
    if version > 1:
        centre = side - 7
        for row in range(-2, 3):
            for column in range(-2, 3):
                put(centre + row, centre + column, max(abs(row), abs(column)) != 1)
    for n in range(9):
        for row, column in ((8, n), (n, 8), (8, side - 1 - n), (side - 1 - n, 8)):
            if n < 8 or (row, column) in ((8, 8),):
                fixed[row][column] = True
    put(side - 8, 8, True)
    return dark, fixed


def _path(fixed: Grid) -> Iterator[tuple[int, int]]:
    """The free modules in the order in which data are written: two columns up, two columns down."""
    side, up = len(fixed), True
    for right in range(side - 1, 0, -2):
        right -= right <= 6
        for row in range(side - 1, -1, -1) if up else range(side):
            for column in (right, right - 1):
                if not fixed[row][column]:
                    yield row, column
        up = not up


def _format_bits(mask: int) -> int:
    """The fifteen format bits of level M (00) with a mask."""
    rest = mask << 10
    for place in range(14, 9, -1):
        if rest >> place & 1:
            rest ^= _FORMAT_POLYNOMIAL << (place - 10)
    return (mask << 10 | rest) ^ _FORMAT_MASK


def matrix(text: str) -> Grid:
    """The code of a text as rows of dark modules; ValueError where it is longer than version 6 holds."""
    raw = text.encode()
    version = next((v for v, (size, _correct, blocks) in _BLOCKS.items() if len(raw) + 2 <= size * blocks), None)
    if version is None:
        raise ValueError("too long for a QR code of version 6")
    dark, fixed = _patterns(version)
    bits = "".join(f"{word:08b}" for word in _codewords(raw, version))
    for n, (row, column) in enumerate(_path(fixed)):
        bit = n < len(bits) and bits[n] == "1"
        dark[row][column] = bit != ((row + column) % 2 == 0)  # mask 0
    side, form = len(dark), _format_bits(0)
    for n in range(15):
        bit = bool(form >> n & 1)
        row = n if n < 6 else n + 1 if n < 8 else side - 15 + n
        column = side - 1 - n if n < 8 else 7 if n == 8 else 14 - n
        dark[row][8], dark[8][column] = bit, bit
    return dark


def drawing(text: str, label: str) -> SafeString:
    """The code as SVG, dark on light whatever the theme, with its quiet border."""
    rows = matrix(text)
    side = len(rows) + 2 * _QUIET
    squares = "".join(
        f"M{column + _QUIET} {row + _QUIET}h1v1h-1z"
        for row, line in enumerate(rows)
        for column, is_dark in enumerate(line)
        if is_dark
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#fff"/><path d="{2}" fill="#000"/></svg>',
        side,
        label,
        squares,
    )
