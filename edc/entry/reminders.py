"""Numbers that apps put on the home page. An app with a module `reminders` lists its functions in `COUNTS`."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from edc.access.gate import AnyUser

Count = tuple[str, int, str]
"""Label, number, and the address that shows what was counted."""


def reminders(user: AnyUser) -> list[Count]:
    """What the apps count for a reader of casebooks."""
    return [count(user) for count in _counts()]


@cache
def _counts() -> tuple[Callable[[AnyUser], Count], ...]:
    found: list[Callable[[AnyUser], Count]] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.reminders"
        if find_spec(name) is not None:
            found += import_module(name).COUNTS
    return tuple(found)
