"""What is written down, or compared with what was, speaks Chinese in whatever language the page is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import translation

CHINESE = "zh-hans"
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def in_chinese(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """The function with Chinese as the active language, whoever calls it: for documents, workbooks, headings, digests."""

    @wraps(function)
    def spoken(*args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        # made anew for each call: one override shared by threads would restore another's language
        with translation.override(CHINESE):
            return function(*args, **kwargs)

    return spoken
