"""The house of the pages' tests is the house of returns too."""

from tests.web.conftest import house, sign_in

__all__ = ["house", "sign_in"]
