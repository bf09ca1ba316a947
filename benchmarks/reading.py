"""The newest fifty audit lines of a participant, in a ledger of ten thousand rows and in one of a million."""

from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection

from benchmarks.measuring import Measured, Rival, compare
from edc.records.audit.trail import Filters, entries

SMALL, LARGE = 10_000, 1_000_000
LINES_OF_A_PARTICIPANT = 1_000

FILL = """
INSERT INTO {schema}.edc_ledgerentry (txn, at, table_name, record_id, action, site_code, subject_number, visit_code,
  form_code, page_id, actor_id, actor, actor_name, organisation, role, reason_code, reason, channel, request_id,
  db_user, old, new)
SELECT gen_random_uuid(), now(), 'app_audited', n::text, 'U', '301', '301-' || lpad((n %% %(people)s)::text, 4, '0'),
  'D' || n %% 28, 'BENCH', n, 1, 'nurse' || n %% 20, 'Synthetic nurse', 'Hospital 301', 'research_nurse',
  'transcription_error', 'digits swapped against the source document', 'form', gen_random_uuid()::text, 'edc_app',
  state.old, state.new
FROM generate_series(1, %(rows)s) n, LATERAL (SELECT
  jsonb_build_object('id', n, 'version', 1, 'number_1', 36.60, 'text_1', repeat('as the source says ', 8))::text AS old,
  jsonb_build_object('id', n, 'version', 2, 'number_1', 38.60, 'text_1', repeat('as the source says ', 8))::text AS new
) state
"""


def fill(owner: psycopg.Connection[Any]) -> None:
    """Make both ledgers, each in a schema of its own, made like the real one. The owner may: rows are only added."""
    for schema, rows in (("small", SMALL), ("large", LARGE)):
        owner.execute(f"CREATE SCHEMA {schema}")
        owner.execute(f"CREATE TABLE {schema}.edc_ledgerentry (LIKE public.edc_ledgerentry INCLUDING ALL)")
        owner.execute(FILL.format(schema=schema), {"rows": rows, "people": rows // LINES_OF_A_PARTICIPANT})
        owner.execute(f"VACUUM ANALYZE {schema}.edc_ledgerentry")
        owner.execute(f"GRANT USAGE ON SCHEMA {schema} TO edc_app")
        owner.execute(f"GRANT SELECT ON {schema}.edc_ledgerentry TO edc_app")


def newest_lines() -> list[Measured]:
    """The query of the audit-trail screen, the small ledger first."""
    rivals = [
        Rival("10 thousand rows", use("small"), read_lines),
        Rival("1 million rows", use("large"), read_lines),
    ]
    return compare(rivals, rounds=9, times=40)


def use(schema: str) -> Callable[[], str]:
    def prepare() -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"SET search_path = {schema}, public")
        return "301-0007"

    return prepare


def read_lines(participant: str) -> None:
    found = entries(Filters(participant=participant), limit=50)
    if len(found) != 50 or found[0].changes[0].item != "number_1":
        raise AssertionError("the ledger does not hold what was put there")
