"""Masking before values leave the server (rules.md §13.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def mask_number(number: str) -> str:
    """First 6 and last 4 of a document number."""
    return f"{number[:6]}{'*' * max(0, len(number) - 10)}{number[-4:]}" if len(number) > 10 else "*" * len(number)


def mask_phone(phone: str) -> str:
    """138****5678."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 7 else "*" * len(phone)


def mask_name(name: str) -> str:
    """张*, 王*明."""
    if len(name) <= 1:
        return name
    return name[0] + "*" if len(name) == 2 else f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def mask_text(_text: str) -> str:
    """Anything else that is sensitive (illness, income): nothing of it."""
    return "＊＊＊"


MASKS: Mapping[str, Callable[[str], str]] = {
    "id_number": mask_number,
    "phone": mask_phone,
    "contact_phone": mask_phone,
    "person_name": mask_name,
    "applicant": mask_name,
    "proposer": mask_name,
    "student": mask_name,
    "child": mask_name,
    "bank_card": lambda card: f"**** {card[-4:]}",
}


def masked(field: str, value: object) -> str:
    """The masked form of a sensitive field's value; blank stays blank."""
    text = "" if value is None else str(value)
    return MASKS.get(field, mask_text)(text) if text else ""
