"""Passwords that a list of common ones does not hold and a guesser tries all the same (AC-07)."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_DIFFERENT = 5
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiopasdfghjklzxcvbnm")


class NoSeriesValidator:
    """Refuses aaaa…, abab…, 1234… and qwer…: few different characters, or neighbours on the keyboard throughout."""

    def validate(self, password: str, user: object = None) -> None:
        if len(set(password)) < FEWEST_DIFFERENT or _is_series(password.lower()):
            raise ValidationError(_("This password is a simple series of characters."), code="password_series")

    def get_help_text(self) -> str:
        return _("A series such as 123456789012 is not accepted.")


def _is_series(password: str) -> bool:
    """Whether each character follows the one before it, forwards or backwards, but for one break."""
    steps = [_follow(one, next_one) for one, next_one in pairwise(password)]
    return steps.count(False) <= 1


def _follow(one: str, other: str) -> bool:
    return any(one + other in row or other + one in row for row in ROWS)
