"""The site's own files: at an address that changes with what they hold, so that a browser keeps them and never shows an old one."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from whitenoise.middleware import WhiteNoiseMiddleware

MARK = "v-"  # begins the part of an address that names the files' release
DIGITS = 12
FOREVER = "max-age=31536000, public, immutable"
PACKED = (".css", ".js", ".svg")


@cache
def release() -> str:
    """Names what all files of the site hold together: with one byte changed in one of them it is another."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in sorted(finder.list(None)):
            digest.update(path.encode() + b"\0" + Path(storage.path(path)).read_bytes())
    return MARK + digest.hexdigest()[:DIGITS]


def _named() -> bool:
    """Whether addresses name the release: not while files are being written, nor where another server hands out a folder of them."""
    return not settings.DEBUG and not settings.STATIC_ROOT


def named_release() -> str:
    """The release that this house's pages belong to; "" where addresses do not name it."""
    return release() if _named() else ""


class ReleaseStorage(StaticFilesStorage):
    """Addresses of files as pages write them; what a file names relatively lies in the same release."""

    def url(self, name: str | None) -> str:
        return super().url(f"{release()}/{name}" if name and _named() else name)


class FilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # the library has no types
    """Hands them out: of this release to be kept for good and packed once, of another one (its page is still open) as they are now."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.packed: dict[str, bytes] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        address = request.path_info
        start = self.static_prefix + MARK
        if not address.startswith(start):
            return super().__call__(request)  # type: ignore[no-any-return]  # the library has no types
        named, _slash, name = address[len(self.static_prefix) :].partition("/")
        file = self.files.get(self.static_prefix + name)
        if file is None:
            return self.get_response(request)  # type: ignore[no-any-return]
        current = named == release()
        response = self._small(request, name) if current else None
        if response is None:
            response = self.serve(file, request)
        response.headers["Cache-Control"] = FOREVER if current else "no-cache"
        return response

    def _small(self, request: HttpRequest, name: str) -> HttpResponse | None:
        """Packed as small as it goes, once in the life of the process; None for a browser or a file that is not packed."""
        if not name.endswith(PACKED) or "gzip" not in request.headers.get("Accept-Encoding", ""):
            return None
        if name not in self.packed:
            self.packed[name] = gzip.compress(Path(str(finders.find(name))).read_bytes(), 9, mtime=0)
        response = HttpResponse(self.packed[name], content_type=f"{self.media_types.get_type(name)}; charset=utf-8")
        response.headers["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ("Accept-Encoding",))
        return response
