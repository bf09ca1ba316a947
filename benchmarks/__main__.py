"""`python -m benchmarks`: measure, print the table, exit with 1 when a limit is missed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from benchmarks.measuring import Measured
from edc.database import Addresses, addresses, connected, held
from edc.environment import var
from edc.private_postgres import PrivatePostgres

DATABASE = "edc_benchmark"


@dataclass(frozen=True)
class Figure:
    """One line of the table: the second measurement is held against the first."""

    name: str
    limit: float
    measured: list[Measured]

    @property
    def passes(self) -> bool:
        return self.measured[1].ratio <= self.limit

    def lines(self) -> Iterator[str]:
        for index, one in enumerate(self.measured):
            verdict = f"{self.limit:.2f}  {'pass' if self.passes else 'MISSED'}" if index == 1 else ""
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
    from benchmarks import reading
    from benchmarks.people import nurse_and_participant
    from benchmarks.writing import Writing

    call_command("migrate", verbosity=0, run_syncdb=True)
    nurse, participant = nurse_and_participant()
    with psycopg.connect(target.app, autocommit=True) as driver:
        writing = Writing(by=nurse, subject_id=participant, driver=driver)
        figures = [
            Figure("insert of a 40-item form", 1.35, writing.insert()),
            Figure("correction of one item", 1.25, writing.correction()),
            Figure("the same with update_fields", 1.25, writing.correction_of_one_column()),
            Figure("10,000 forms in bulk", 1.50, writing.bulk()),
        ]
    with connected(target.owner) as owner:
        reading.fill(owner)
    return [*figures, Figure("newest 50 lines of a participant", 1.50, reading.newest_lines())]


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
