"""Words of the intake. Reasons and rules are kept in Chinese in data and reports; pages translate them when shown."""

from __future__ import annotations


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue without translating it here."""
    return message


_ = gettext_noop


class IntakeError(Exception):
    """A file that cannot be taken at all. `str()` names the file and says why in one sentence."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}：{reason}")
        self.file = file
        self.reason = reason
