"""Intake: files as keepers have them -> sheets -> tables -> clean typed columns -> records."""
