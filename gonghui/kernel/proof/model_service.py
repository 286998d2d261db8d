"""The one door to a language model: an OpenAI-compatible address that the installation names. Not named: nothing is ever sent."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any, NoReturn

from django.conf import settings
from django.utils.translation import gettext as _

LARGEST = 200_000  # bytes of an answer


class Unavailable(Exception):
    """The model cannot be asked, or gave no answer; the message is for the user."""


def configured() -> bool:
    """Whether an address is named."""
    return bool(settings.GONGHUI_MODEL_URL)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What is sent goes to the address named and nowhere else."""

    def redirect_request(self, *_args: Any, **_more: Any) -> NoReturn:
        raise urllib.error.URLError("redirected")


def ask(instruction: str, text: str) -> str:
    """The model's answer to one text. Raises Unavailable."""
    url = settings.GONGHUI_MODEL_URL.rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise Unavailable(_("没有设置语言模型的地址。"))
    body = {
        "model": settings.GONGHUI_MODEL_NAME, "temperature": 0.2, "stream": False,
        "messages": [{"role": "system", "content": instruction}, {"role": "user", "content": text}],
    }  # fmt: skip
    headers = {"Content-Type": "application/json"}
    if settings.GONGHUI_MODEL_KEY:
        headers["Authorization"] = f"Bearer {settings.GONGHUI_MODEL_KEY}"
    data = json.dumps(body, ensure_ascii=False).encode()
    request = urllib.request.Request(f"{url}/chat/completions", data, headers)  # noqa: S310  # http and https alone, see above
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
    try:
        with opener.open(request, timeout=settings.GONGHUI_MODEL_SECONDS) as answer:
            told = json.loads(answer.read(LARGEST))
        words = told["choices"][0]["message"]["content"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise Unavailable(_("语言模型没有回答，请稍后再试。")) from error
    if not isinstance(words, str) or not words.strip():
        raise Unavailable(_("语言模型没有回答，请稍后再试。"))
    return words.strip()
