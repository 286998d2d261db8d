"""Line icons on a 16 px square, drawn once and used by name."""

from __future__ import annotations

ICONS: dict[str, str] = {
    "home": '<path d="M2.5 7.4 8 2.8l5.5 4.6M4.2 6.4V13h7.6V6.4"/>',
    "clock": '<circle cx="8" cy="8" r="5.6"/><path d="M8 4.8V8l2.2 1.5"/>',
    "intake": '<path d="M8 2.4v7.2M5.2 7 8 9.8 10.8 7M2.8 10.6v2.8h10.4v-2.8"/>',
    "ledger": '<path d="M3 3h10v10H3zM3 6.4h10M3 9.7h10M6.5 6.4V13"/>',
    "figure": '<path d="M2.6 13.2h10.8M4.6 13V8.6M8 13V3.4M11.4 13V6.4"/>',
    "return": '<path d="M3.4 2.4h9.2v11.2H3.4zM5.6 5.4h4.8M5.6 8h4.8M5.6 10.6h2.6"/>',
    "document": '<path d="M4 2.4h5.2l3.2 3.2v8H4zM9 2.6v3.2h3.2"/>',
    "union": '<path d="M6 2.6h4v3H6zM2.4 10.4h4v3h-4zM9.6 10.4h4v3h-4zM8 5.6V8M4.4 10.4V8h7.2v2.4"/>',
    "search": '<circle cx="7" cy="7" r="4.2"/><path d="m10.2 10.2 3 3"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "export": '<path d="M8 2.4v7.2M5.2 7 8 9.8 10.8 7M3 13.2h10"/>',
    "lock": '<path d="M3.6 7.2h8.8v6.2H3.6zM5.4 7V5.2a2.6 2.6 0 0 1 5.2 0V7"/>',
    "person": '<circle cx="8" cy="5.4" r="2.6"/><path d="M3 13.4c.4-3 2.3-4.2 5-4.2s4.6 1.2 5 4.2"/>',
    "right": '<path d="m6 3.6 4.4 4.4L6 12.4"/>',
    "tick": '<path d="m3 8.4 3.2 3.4 6.8-7.4"/>',
    "edit": '<path d="M3 13l.6-2.8 7-7 2.2 2.2-7 7z"/>',
    "camera": '<path d="M2.4 5h2.4l1-1.6h4.4L11.2 5h2.4v8H2.4z"/><circle cx="8" cy="8.8" r="2.4"/>',
    "help": '<circle cx="8" cy="8" r="5.6"/><path d="M6.2 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M8 11.2v.1"/>',
    "pivot": '<path d="M2.6 2.6h10.8v10.8H2.6zM2.6 6.2h10.8M6.2 2.6v10.8M9.8 6.2v7.2M6.2 9.8h7.2"/>',
    "copy": '<path d="M5.4 5.4h7.8v7.8H5.4zM10.4 5.2V2.8H2.8v7.6h2.4"/>',
    "star": '<path d="m8 2.6 1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.3l-3.4 1.8.7-3.8-2.8-2.7 3.8-.5z"/>',
    "down": '<path d="m3.6 6 4.4 4.4L12.4 6"/>',
}
