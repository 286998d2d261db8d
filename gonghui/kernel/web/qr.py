"""A QR code for an address, drawn as SVG dark on light whatever the theme."""

from __future__ import annotations

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

_QUIET = 4  # light modules around the code


def drawing(text: str, label: str) -> SafeString:
    """The code of a text at correction level M, with its quiet border."""
    rows = segno.make_qr(text, error="m", boost_error=False).matrix
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
