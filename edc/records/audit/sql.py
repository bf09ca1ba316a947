"""The triggers of one audited table, generated from its model. Text only: `install.py` runs it.

Statement triggers with transition tables write the history row and the ledger row of every row that a statement
added or removed, so that one INSERT of ten thousand rows costs one more statement and not twenty thousand. A change has
a row trigger: corrections come one at a time, and there the row before and after is at hand without a join. The
functions run as the owner of the tables (the application role cannot write the trail), with a fixed search_path and in
UTC, because a timestamptz in JSON follows the session's time zone.
"""

from typing import Any

from edc.crf.reading import is_row
from edc.records.audit.place import Place, place_of
from edc.records.base import Record

LEDGER = "edc_ledgerentry"
LEDGER_COLUMNS = (
    "txn, at, table_name, record_id, action, site_code, subject_number, visit_code, form_code, page_id, actor_id,"
    " actor, actor_name, organisation, role, reason_code, reason, channel, request_id, db_user, old, new"
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


def audit_functions(model: type[Any]) -> dict[str, str]:
    """Name -> body of the two trigger functions that write the trail of one table: of whole rows, and of changes.

    A reason is demanded for rows that did change or go, not for a statement that met none or left all as they were.
    """
    table = model._meta.db_table
    return {
        f"edc_audit_{table}() RETURNS trigger": _whole_rows(model),
        f"edc_change_{table}() RETURNS trigger": _change(model),
    }


def _whole_rows(model: type[Any]) -> str:
    """For each statement that adds or removes rows."""
    place, state = place_of(model), _state(model, "r")
    return f"""{_DECLARED}
  IF coalesce(context->>'actor', '') = '' THEN {_NO_AUTHOR} END IF;
  IF TG_OP = 'INSERT' THEN{_row_lock_check(model, "SELECT page_id FROM new_rows")}
    WITH history AS ({_history_insert(model, "+")} FROM new_rows r)
    {_ledger_insert(model, "r", place, "I", "NULL", state)}
    FROM new_rows r {place.joins};
    RETURN NULL;
  END IF;{_page_delete_check(model)}{_row_lock_check(model, "SELECT page_id FROM old_rows")}
  WITH history AS ({_history_insert(model, "-")} FROM old_rows r)
  {_ledger_insert(model, "r", place, "D", state, "NULL")}
  FROM old_rows r {place.joins};
  IF FOUND AND {_UNEXPLAINED} THEN {_NO_REASON} END IF;
  RETURN NULL;
END"""


def _change(model: type[Any]) -> str:
    """For each row that an UPDATE left different. Few expressions: PostgreSQL prepares each anew every time."""
    place = place_of(model, "NEW")
    return f"""{_DECLARED}
  IF coalesce(context->>'actor', '') = '' OR {_UNEXPLAINED} THEN
    IF coalesce(context->>'actor', '') = '' THEN {_NO_AUTHOR} END IF;
    {_NO_REASON}
  END IF;{_page_lock_check(model)}{_row_lock_check(model, "SELECT OLD.page_id", "SELECT NEW.page_id")}
  {_history_insert(model, "~", "NEW")};
  {_ledger_insert(model, "NEW", place, "U", _state(model, "OLD"), _state(model, "NEW"))}
  FROM (SELECT) one {place.joins};
  RETURN NULL;
END"""


_DECLARED = f"""
DECLARE
  context jsonb := {CONTEXT};
  written_at timestamptz := clock_timestamp();
BEGIN"""

_NO_AUTHOR = "RAISE EXCEPTION 'refused: no audit context says who writes' USING ERRCODE = 'ED001';"

_UNEXPLAINED = "(coalesce(context->>'reason_code', '') = '' OR coalesce(context->>'reason', '') = '')"

_NO_REASON = "RAISE EXCEPTION 'refused: a change after the first save needs a reason' USING ERRCODE = 'ED002';"


def _state(model: type[Any], alias: str) -> str:
    """The row as JSON text, columns in their order; what must not be readable in the trail stands as a digest."""
    masked = getattr(model, "audit_masked", ())
    if not masked:
        return f"row_to_json({alias})::text"
    shown = [
        f"""'sha256:' || encode(sha256(convert_to({alias}."{name}", 'UTF8')), 'hex') AS "{name}\""""
        if name in masked
        else f'{alias}."{name}"'
        for name in (field.column for field in model._meta.concrete_fields)
    ]
    return f"(SELECT row_to_json(m)::text FROM (SELECT {', '.join(shown)}) m)"


def _ledger_insert(model: Any, row: str, place: Place, action: str, old: str, new: str) -> str:
    table, pk = model._meta.db_table, model._meta.pk.column
    return f"""INSERT INTO {LEDGER} ({LEDGER_COLUMNS})
    SELECT (context->>'txn')::uuid, written_at, '{table}', {row}.{pk}::text, '{action}',
      coalesce({place.site_code}, ''), coalesce({place.subject_number}, ''), coalesce({place.visit_code}, ''),
      {place.form_code}, {place.page_id},
      (context->>'actor_id')::bigint, context->>'actor', context->>'actor_name', context->>'organisation',
      context->>'role', context->>'reason_code', context->>'reason', context->>'channel', context->>'request_id',
      session_user, {old}, {new}"""


def _history_insert(model: type[Any], history_type: str, row: str = "r") -> str:
    history = model.history.model
    columns = [field.column for field in history.tracked_fields]
    target = ", ".join([*(f'"{column}"' for column in columns), HISTORY_COLUMNS])
    source = ", ".join(f'{row}."{column}"' for column in columns)
    return f"""INSERT INTO {history._meta.db_table} ({target})
    SELECT {source}, written_at, '{history_type}', (context->>'actor_id')::bigint, context->>'reason'"""


def _page_lock_check(model: type[Any]) -> str:
    """A locked page may be unlocked, and by a statement that does nothing else."""
    if not hasattr(model, "crf"):
        return ""
    return f"""
  IF OLD.is_locked THEN
    IF to_jsonb(OLD) - {_LOCK_COLUMNS} <> to_jsonb(NEW) - {_LOCK_COLUMNS} THEN {_LOCKED}
  END IF;"""


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
    rows = " UNION ALL ".join(written)
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
        "edc_audit_update": (
            f"AFTER UPDATE ON {table} FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*)"
            f" EXECUTE FUNCTION edc_change_{table}()"
        ),
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
    table = model._meta.db_table
    insert = _ledger_insert(model, "r", place_of(model), "B", "NULL", _state(model, "r"))
    values = insert.partition("SELECT ")[2]
    return (
        f"SELECT {values} FROM {table} r {place_of(model).joins},"
        f" (SELECT {CONTEXT} AS context, clock_timestamp() AS written_at) w"
    ).replace("context->>", "w.context->>")
