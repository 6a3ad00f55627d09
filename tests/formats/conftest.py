"""The reviews that their forms are tested with."""

from tests.little import dearer, hostile, little, unanswered, write

__all__ = ["dearer", "hostile", "little", "unanswered", "write"]
