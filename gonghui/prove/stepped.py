"""The entry of the web server with its clock an hour behind: a clock set wrong, and nobody notices."""

from __future__ import annotations

import datetime as dt

import time_machine

from gonghui.wsgi import application

BACK = dt.timedelta(hours=1)
time_machine.travel(dt.datetime.now(dt.UTC) - BACK, tick=True).start()

__all__ = ["application"]
