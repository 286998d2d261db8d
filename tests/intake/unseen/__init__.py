"""Workbooks of invented offices with the truth of every column, read at first sight."""
