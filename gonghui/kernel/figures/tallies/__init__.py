"""Figures kept ready for large unions: counted once when a record is written, not each time somebody asks."""
