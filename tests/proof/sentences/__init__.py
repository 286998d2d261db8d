"""Sentences as they occur in union reports, by kind of relation, each with its truth."""
