"""What a return refuses."""

from __future__ import annotations


class Refused(ValueError):
    """An act that may not be done now; the message is for the user."""
