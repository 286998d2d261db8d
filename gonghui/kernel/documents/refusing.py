"""What a document refuses, in the user's words."""

from __future__ import annotations


class Refused(ValueError):
    """Something that cannot be done with this document; the message is for the user."""
