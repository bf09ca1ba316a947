"""What happens when a check raises: it is logged by its name, and stops neither the save nor the other checks."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError
from structlog.contextvars import bound_contextvars

log = logging.getLogger(__name__)


@contextmanager
def failure_logged(name: str, failed: set[str]) -> Iterator[None]:
    """Go on after an error inside, with the name in the log and in `failed`.

    An error of the database is passed on: the transaction is over, and nothing after it could be written.
    """
    try:
        yield
    except DatabaseError:
        raise
    except Exception:
        failed.add(name)
        with bound_contextvars(check=name):
            log.exception("A check raised. What it asked before is left as it is.")
