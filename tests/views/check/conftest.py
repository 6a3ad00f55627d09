"""The reviews of a little project."""

from tests.little import dearer, hostile, little, unanswered, write

__all__ = ["dearer", "hostile", "little", "unanswered", "write"]
