"""Measurements: sample offices against their truth, speed against floors; nothing of the product depends on it."""
