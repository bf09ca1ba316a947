"""`python -m benchmarks`: measure, print the table, exit with 1 when a limit is missed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from benchmarks.measuring import Measured
from edc.database import Addresses, addresses, connected, held
from edc.environment import var
from edc.private_postgres import PrivatePostgres

if TYPE_CHECKING:
    from edc.access.models import User

DATABASE = "edc_benchmark"


@dataclass(frozen=True)
class Figure:
    """Some lines of the table: each is held against the first, `judged` against the limit; None is reported only."""

    name: str
    limit: float | None
    measured: list[Measured]
    judged: int = 1

    @property
    def passes(self) -> bool:
        return self.limit is None or self.measured[self.judged].ratio <= self.limit

    def lines(self) -> Iterator[str]:
        for index, one in enumerate(self.measured):
            is_judged = self.limit is not None and index == self.judged
            verdict = f"{self.limit:.2f}  {'pass' if self.passes else 'MISSED'}" if is_judged else ""
            name = self.name if index == 0 else ""
            yield f"{name:<34}{one.name:<22}{one.microseconds:>12,.0f}{one.ratio:>8.2f}{one.statements:>12}   {verdict}"


@contextmanager
def database() -> Iterator[Addresses]:
    """An empty database with durable commits: on the server of DATABASE_URL, or on a private one of its own."""
    if os.environ.get("DATABASE_URL"):
        yield from fresh(addresses())
        return
    server = PrivatePostgres(var() / "benchmark-postgres")
    found = Addresses.of_private(server)
    with held(server, when_first=found.create):
        yield from fresh(found)


def fresh(found: Addresses) -> Iterator[Addresses]:
    administrator, target = found.admin or found.owner, found.for_database(DATABASE)
    drop = f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)"
    with connected(administrator) as connection:
        connection.execute(drop)
    target.create()
    yield target
    with connected(administrator) as connection:
        connection.execute(drop)


def measure(target: Addresses) -> list[Figure]:
    """Migrate, fill, and take every figure."""
    import django
    from django.core.management import call_command

    django.setup()
    from benchmarks import exporting, pages, simulating
    from benchmarks.people import nurse_and_participant

    call_command("migrate", verbosity=0, run_syncdb=True)
    number = pages.fill()
    large = [
        Figure("pages of a large trial", None, pages.opened(number)),
        Figure("everything as CSV", 2.00, exporting.times(), judged=2),
        Figure("memory of the archive", 1.10, exporting.memory()),
        Figure("simulated trials of a design", 10.00, simulating.trials()),
    ]
    # Last: these leave a participant without a protocol, and another ledger in the place of the first.
    nurse, participant = nurse_and_participant()
    return [*of_writing(target, nurse, participant), *of_reading(target), *large]


def of_writing(target: Addresses, nurse: "User", participant: str) -> list[Figure]:
    """The audited form beside its twin."""
    from benchmarks.writing import Writing
    from edc.records.audit.channel import Channel
    from edc.records.audit.scope import scope

    with psycopg.connect(target.app, autocommit=True) as driver, scope(Channel.FORM):
        writing = Writing(by=nurse, subject_id=participant, driver=driver)
        return [
            Figure("insert of a 40-item form", 1.35, writing.insert()),
            Figure("correction of one item", 1.25, writing.correction()),
            Figure("the same with update_fields", None, writing.correction_of_one_column()),
            Figure("10,000 forms in bulk", 1.50, writing.bulk()),
        ]


def of_reading(target: Addresses) -> list[Figure]:
    """The audit trail of a short ledger beside that of a long one."""
    from benchmarks import reading

    with connected(target.owner) as owner:
        reading.fill(owner)
    return [Figure("newest 50 lines of a participant", 1.50, reading.newest_lines())]


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    with database() as target:
        os.environ.update(target.environment)
        figures = measure(target)
    print(f"{'':<34}{'':<22}{'µs':>12}{'ratio':>8}{'statements':>12}   limit")
    for figure in figures:
        print(*figure.lines(), sep="\n")
    return 0 if all(figure.passes for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
