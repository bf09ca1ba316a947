"""How a case report form is declared: once, on its Django model.

`Crf`, `Section` and `item` are the declaration; admin, API, exports, history pages and the annotated CRF read it.
"""

from edc.crf.codelists import coded
from edc.crf.computed import Computed
from edc.crf.declaration import Crf, Item, Section, Table, When, item
from edc.crf.findings import Finding
from edc.crf.partial_dates import PartialDate, PartialDateField
from edc.crf.sdtm_target import not_submitted, result_of, supplemental, variable

__all__ = [
    "Computed",
    "Crf",
    "Finding",
    "Item",
    "PartialDate",
    "PartialDateField",
    "Section",
    "Table",
    "When",
    "coded",
    "item",
    "not_submitted",
    "result_of",
    "supplemental",
    "variable",
]
