"""The triggers of one audited table, generated from its model. Text only: `install.py` runs it.

Statement triggers with transition tables write the history row and the ledger row of every row that a statement
wrote, so that one INSERT of ten thousand rows costs three statements and not twenty thousand. The functions run as
the owner of the tables (the application role cannot write the trail), with a fixed search_path and in UTC, because
to_jsonb(timestamptz) follows the session's time zone.
"""

from typing import Any

from edc.crf.reading import is_row
from edc.records.audit.place import Place, place_of
from edc.records.base import Record

LEDGER = "edc_ledgerentry"
LEDGER_COLUMNS = (
    "txn, at, table_name, record_id, action, site_code, subject_number, visit_code, form_code, page_id, actor_id,"
    " actor, actor_name, organisation, role, reason_code, reason, channel, request_id, db_user, changed, old, new"
)
HISTORY_COLUMNS = "history_date, history_type, history_user_id, history_change_reason"
CONTEXT = "nullif(current_setting('edc.context', true), '')::jsonb"

SHARED_FUNCTIONS = {
    "edc_next_version() RETURNS trigger": """
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END""",
    "edc_refuse() RETURNS trigger": """
BEGIN
  RAISE EXCEPTION 'refused: % of % is not possible', TG_OP, TG_TABLE_NAME USING ERRCODE = 'ED004';
END""",
}


def audit_function(model: type[Any]) -> tuple[str, str]:
    """Name and body of the trigger function that writes the trail of one table.

    A reason is demanded for rows that did change, not for a statement that met none or left all as they were.
    """
    place, table, pk = place_of(model), model._meta.db_table, model._meta.pk.column
    # OFFSET 0 keeps PostgreSQL from computing both states anew for every column that it compares.
    new, old = _state(model, "r"), _state(model, "o")
    changed_rows = f"FROM old_rows o JOIN new_rows r ON r.{pk} = o.{pk}"
    differs = "WHERE o IS DISTINCT FROM r"
    body = f"""
DECLARE
  context jsonb := {CONTEXT};
  written_at timestamptz := clock_timestamp();
BEGIN
  IF coalesce(context->>'actor', '') = '' THEN
    RAISE EXCEPTION 'refused: no audit context says who writes' USING ERRCODE = 'ED001';
  END IF;
  IF TG_OP = 'INSERT' THEN{_row_lock_check(model, "new_rows")}
    {_ledger_insert(table, pk, place, "I", "'[]'::jsonb", "NULL", f"({new})::text")}
    FROM new_rows r {place.joins};
    {_history_insert(model, "+")} FROM new_rows r;
    RETURN NULL;
  ELSIF TG_OP = 'UPDATE' THEN{_page_lock_check(model, pk)}{_row_lock_check(model, "old_rows", "new_rows")}
    {_ledger_insert(table, pk, place, "U", _CHANGED, "j.old::text", "j.new::text")}
    {changed_rows} CROSS JOIN LATERAL (SELECT {old} AS old, {new} AS new OFFSET 0) j {place.joins} {differs};
    IF NOT FOUND THEN RETURN NULL; END IF;
    {_history_insert(model, "~")} {changed_rows} {differs};
  ELSE{_page_delete_check(model)}{_row_lock_check(model, "old_rows")}
    {_ledger_insert(table, pk, place, "D", "'[]'::jsonb", f"({new})::text", "NULL")}
    FROM old_rows r {place.joins};
    IF NOT FOUND THEN RETURN NULL; END IF;
    {_history_insert(model, "-")} FROM old_rows r;
  END IF;
  IF coalesce(context->>'reason_code', '') = '' OR coalesce(context->>'reason', '') = '' THEN
    RAISE EXCEPTION 'refused: a change after the first save needs a reason' USING ERRCODE = 'ED002';
  END IF;
  RETURN NULL;
END"""
    return f"edc_audit_{table}() RETURNS trigger", body


_CHANGED = """(SELECT coalesce(jsonb_agg(e.key ORDER BY e.key), '[]'::jsonb) FROM jsonb_each(j.new) e
      WHERE e.value IS DISTINCT FROM j.old -> e.key)"""


def _state(model: type[Any], alias: str) -> str:
    """The row as canonical JSON; columns that must not be readable in the trail stand as a digest of their content."""
    state = f"to_jsonb({alias})"
    for column in getattr(model, "audit_masked", ()):
        digest = f"'sha256:' || encode(sha256(convert_to({alias}.{column}, 'UTF8')), 'hex')"
        state += f" || jsonb_build_object('{column}', {digest})"
    return state


def _ledger_insert(table: str, pk: str, place: Place, action: str, changed: str, old: str, new: str) -> str:
    return f"""INSERT INTO {LEDGER} ({LEDGER_COLUMNS})
    SELECT (context->>'txn')::uuid, written_at, '{table}', r.{pk}::text, '{action}', coalesce({place.site_code}, ''),
      coalesce({place.subject_number}, ''), coalesce({place.visit_code}, ''), {place.form_code}, {place.page_id},
      (context->>'actor_id')::bigint, context->>'actor', context->>'actor_name', context->>'organisation',
      context->>'role', context->>'reason_code', context->>'reason', context->>'channel', context->>'request_id',
      session_user, {changed}, {old}, {new}"""


def _history_insert(model: type[Any], history_type: str) -> str:
    history = model.history.model
    columns = [field.column for field in history.tracked_fields]
    target = ", ".join([*(f'"{column}"' for column in columns), HISTORY_COLUMNS])
    source = ", ".join(f'r."{column}"' for column in columns)
    return f"""INSERT INTO {history._meta.db_table} ({target})
    SELECT {source}, written_at, '{history_type}', (context->>'actor_id')::bigint, context->>'reason'"""


def _page_lock_check(model: type[Any], pk: str) -> str:
    """A locked page may be unlocked, and by a statement that does nothing else."""
    if not hasattr(model, "crf"):
        return ""
    return f"""
    IF EXISTS (SELECT FROM old_rows o JOIN new_rows r ON r.{pk} = o.{pk}
               WHERE o.is_locked AND to_jsonb(o) - {_LOCK_COLUMNS} <> to_jsonb(r) - {_LOCK_COLUMNS}) THEN {_LOCKED}"""


def _page_delete_check(model: type[Any]) -> str:
    if not hasattr(model, "crf"):
        return ""
    return f"""
    IF EXISTS (SELECT FROM old_rows r WHERE r.is_locked) THEN {_LOCKED}"""


def _row_lock_check(model: type[Any], *written: str) -> str:
    """Neither the page that a row stood on nor the one that it stands on now may be locked."""
    if not is_row(model):
        return ""
    page_table = model._meta.get_field("page").related_model._meta.db_table
    rows = " UNION ALL ".join(f"SELECT page_id FROM {name}" for name in written)
    return f"""
    IF EXISTS (SELECT FROM ({rows}) r JOIN {page_table} p ON p.id = r.page_id WHERE p.is_locked) THEN {_LOCKED}"""


_LOCK_COLUMNS = "'{is_locked,version}'::text[]"

_LOCKED = """
      RAISE EXCEPTION 'refused: the page is locked' USING ERRCODE = 'ED003';
    END IF;"""


def triggers(model: type[Any]) -> dict[str, str]:
    """Trigger name -> the rest of its CREATE TRIGGER statement, for an audited table.

    Written as PostgreSQL itself prints it (pg_get_triggerdef), so that the proof of installation is a comparison.
    """
    table, pk = model._meta.db_table, model._meta.pk.column
    run = f"FOR EACH STATEMENT EXECUTE FUNCTION edc_audit_{table}()"
    made = {
        "edc_audit_insert": f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows {run}",
        "edc_audit_update": (f"AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows {run}"),
        "edc_audit_delete": f"AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows {run}",
        "edc_keep_identity": (
            f"BEFORE UPDATE OF {pk} ON {table} FOR EACH ROW WHEN (old.{pk}::text IS DISTINCT FROM new.{pk}::text)"
            " EXECUTE FUNCTION edc_refuse()"
        ),
        "edc_no_truncate": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION edc_refuse()",
    }
    if issubclass(model, Record):
        made["edc_version"] = (
            f"BEFORE UPDATE ON {table} FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*)"
            " EXECUTE FUNCTION edc_next_version()"
        )
    return made


def append_only_triggers(table: str) -> dict[str, str]:
    """Trigger name -> definition for history and ledger: rows are added, never changed, not even by their owner."""
    return {
        "edc_append_only": (
            f"BEFORE DELETE OR UPDATE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION edc_refuse()"
        )
    }


def baseline_select(model: type[Any]) -> str:
    """SELECT of one baseline ledger row for every row of a table, in the context in force."""
    table, pk = model._meta.db_table, model._meta.pk.column
    insert = _ledger_insert(table, pk, place_of(model), "B", "'[]'::jsonb", "NULL", f"({_state(model, 'r')})::text")
    values = insert.partition("SELECT ")[2]
    return (
        f"SELECT {values} FROM {table} r {place_of(model).joins},"
        f" (SELECT {CONTEXT} AS context, clock_timestamp() AS written_at) w"
    ).replace("context->>", "w.context->>")
