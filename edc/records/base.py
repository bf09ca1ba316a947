"""The one abstract base of clinical records, and its two shapes: a page of the casebook and a row on a page."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from edc.crf.declaration import Crf, Table
from edc.records.audit.history import audited


class PageStatus(models.TextChoices):
    """How far a page is. Queries, signatures and locks are marks of their own, never a status."""

    INCOMPLETE = "incomplete", _("incomplete")
    COMPLETE = "complete", _("complete")
    NOT_DONE = "not_done", _("not done")


CHANGED_IN_PLACE = ("missing_reasons", "derivations")
"""Columns of a record whose value is a dictionary: what the database holds must be a copy."""


class Record(models.Model):
    """A row whose every write is audited. `version` is counted by the database, whoever writes."""

    version = models.PositiveIntegerField(default=1, editable=False)
    missing_reasons = models.JSONField(default=dict, editable=False)
    # Derived item -> the rule that computed it, with its version, and the inputs.
    derivations = models.JSONField(default=dict, editable=False)

    history = audited()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **options: Any) -> Self:
        record = super().from_db(db, field_names, values, **options)
        record._remember(dict(zip(field_names, values, strict=True)))
        return record

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.remember()

    def remember(self) -> None:
        """Take the present values for what the database holds; `changed_fields` compares with them."""
        names = (field.attname for field in self._meta.concrete_fields)
        self._remember({name: self.__dict__[name] for name in names if name in self.__dict__})

    def full_clean(self, exclude: Any = None, validate_unique: bool = True, validate_constraints: bool = True) -> None:
        """Constraints are left to the database: asking it first would cost a statement for each and prove nothing.

        `refusals_named` turns what it refuses into words at the item.
        """
        super().full_clean(exclude=exclude, validate_unique=validate_unique, validate_constraints=False)

    def _remember(self, held: dict[str, Any]) -> None:
        copies = {name: dict(held[name]) for name in CHANGED_IN_PLACE if name in held}
        self.__dict__["_loaded"] = held | copies

    def catch_up(self, newer: "Record") -> None:
        """Take for what the database holds what `newer` read, the same record read later."""
        self.version, self.__dict__["_loaded"] = newer.version, newer.__dict__["_loaded"]

    def changed_fields(self) -> list[str]:
        """Names of the columns that differ from what was read; for a record not yet saved, every column."""
        loaded = self.__dict__.get("_loaded")
        names = [field.attname for field in self._meta.concrete_fields if field.attname not in ("version", "id")]
        if loaded is None:
            return names
        return [name for name in names if name in loaded and getattr(self, name) != loaded[name]]

    def held_value(self, name: str) -> Any:
        """What the database holds of a column; None for a record not yet saved, or a column that was not read."""
        return self.__dict__.get("_loaded", {}).get(name)

    def held_reasons(self) -> dict[str, str]:
        """The missing reasons that the database holds; none for a record not yet saved."""
        return self.held_value("missing_reasons") or {}

    def missing_reason(self, name: str) -> str:
        """The reason code (ND, UNK, NA, NASK) for an absent value, or "" when none was given."""
        return str(self.missing_reasons.get(name, ""))


class CrfPage(Record):
    """One page of one participant's casebook: which form, at which visit, the how-manieth there."""

    crf: ClassVar[Crf]

    subject = models.ForeignKey(
        settings.EDC_SUBJECT_MODEL, models.PROTECT, db_column="subject_number", related_name="%(class)s_pages"
    )
    visit_code = models.CharField(max_length=16)
    occurrence = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(
        _("Status"), max_length=16, choices=PageStatus.choices, default=PageStatus.INCOMPLETE, editable=False
    )
    not_done_reason = models.CharField(_("Why it was not done"), max_length=200, blank=True, default="", editable=False)
    is_locked = models.BooleanField(_("Locked"), default=False, editable=False)

    class Meta(Record.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["subject", "visit_code", "occurrence"], name="%(class)s_one_page"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.visit_code} {self.crf.code} {self.occurrence}"

    @property
    def is_taken_up(self) -> bool:
        """Whether a page that was recorded as not done is about to hold data after all."""
        return bool(self.held_value("status") == PageStatus.NOT_DONE and self.status != PageStatus.NOT_DONE)

    def is_concerned_by(self, page: Any) -> bool:
        """Whether a change of that page, of a form that this one reads, can change what is computed or asked here."""
        return True

    def rows(self, name: str) -> list[Any]:
        """The rows of one table of this page, in their order; those being saved while they are being saved."""
        if name not in self._staged_rows:
            self._staged_rows[name] = [] if self._state.adding else list(getattr(self, name).all())
        return self._staged_rows[name]

    def all_rows(self) -> list[Any]:
        """The rows of every table of this page, in the order of the tables."""
        return [row for name in self.crf.rows for row in self.rows(name)]

    def stage_rows(self, name: str, rows: list[Any]) -> None:
        """Let checks and derivations see rows as they will be saved, each with its page."""
        for row in rows:
            row.page = self
        self._staged_rows[name] = rows

    @property
    def _staged_rows(self) -> dict[str, list[Any]]:
        staged: dict[str, list[Any]] = self.__dict__.setdefault("_rows", {})
        return staged


class CrfRow(Record):
    """One repeating row of a page: a bag, a result, a vasopressor. The concrete class adds `page`, its foreign key."""

    table: ClassVar[Table]

    position = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta(Record.Meta):
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.table.code} {self.position}"
