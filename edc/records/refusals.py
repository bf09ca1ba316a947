"""Why a save was refused, with words for the person. Each leaves the database as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, IntegrityError, models
from django.utils.translation import gettext as _


class SaveRefused(Exception):
    """A save that was refused; `message` names the place and the remedy in the user's language."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EntryRefused(SaveRefused):
    """The step is not due yet: an earlier form is incomplete, or no protocol version is approved for the site."""


class JudgementRefused(SaveRefused):
    """An investigator's judgement, recorded by somebody who is none."""


class ImpossibleValue(SaveRefused):
    """A value that no source could hold, by a constraint of the database; `items` are those that it is about."""

    def __init__(self, message: str, items: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.items = items


class ReasonMissing(SaveRefused):
    """A change after the first save without its reason."""

    @classmethod
    def for_change(cls) -> "ReasonMissing":
        return cls(_("Say why the value is changed: choose a reason and describe it."))


class PageLocked(SaveRefused):
    """The page is locked; unlocking is a verb of its own."""


class Conflict(SaveRefused):
    """Somebody else saved the page in between; nothing was overwritten."""


def conflict() -> Conflict:
    return Conflict(_("Somebody else has saved this form since you opened it. Nothing of theirs or yours is lost."))


@contextmanager
def refusals_named(model: type[models.Model]) -> Iterator[None]:
    """Turn what the database refuses into words; anything else passes as it is."""
    try:
        yield
    except IntegrityError as error:
        raise _from_constraint(model, error) from error
    except DatabaseError as error:
        refusal = _from_trigger(getattr(error.__cause__, "sqlstate", ""))
        if refusal is None:
            raise
        raise refusal from error


def _from_constraint(model: type[models.Model], error: IntegrityError) -> SaveRefused:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    for constraint in _constraints(model):
        if constraint.name == name and name.endswith("_one_page"):
            return conflict()
        if constraint.name == name:
            return ImpossibleValue(str(constraint.get_violation_error_message()), _items_of(constraint))
    raise error


def _items_of(constraint: Any) -> tuple[str, ...]:
    """The items that a constraint speaks of, so that its message can stand beside the last of them."""
    condition = getattr(constraint, "condition", None)
    if condition is None:
        return tuple(constraint.fields)
    return tuple(_looked_up(condition))


def _looked_up(condition: models.Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, models.Q):
            yield from _looked_up(child)
        elif isinstance(child, tuple):
            yield child[0].partition("__")[0]


def _constraints(model: type[models.Model]) -> list[Any]:
    rows = [relation.related_model for relation in model._meta.related_objects]
    return [constraint for each in (model, *rows) for constraint in each._meta.constraints]


def _from_trigger(sqlstate: str) -> SaveRefused | None:
    if sqlstate == "ED002":
        return ReasonMissing.for_change()
    if sqlstate == "ED003":
        return PageLocked(_("This form is locked. Ask data management to unlock it."))
    return None
