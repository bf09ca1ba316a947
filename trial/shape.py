"""Plain tables into the frozen dataclasses of `trial.protocol`, and back: the classes are the file's schema."""

from collections.abc import Iterator
from dataclasses import MISSING, asdict, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from trial.protocol import Protocol
from trial.toml_lines import Path

Fault = tuple[Path, str]

_WORDS = {str: "text in quotes", int: "a whole number", bool: "true or false", Decimal: "a number"}


def as_document(protocol: Protocol) -> dict[str, Any]:
    """The protocol as JSON values: decimals as strings, what is not stated left out."""
    return {key: _plain(value) for key, value in asdict(protocol).items()}


def from_document(document: dict[str, Any]) -> Protocol:
    """The protocol from a document without faults, or from what `as_document` wrote."""
    protocol: Protocol = _build(Protocol, document)
    return protocol


def sound_parts(raw: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """The parts of `raw` without faults, built; a list as {row: part}, without the rows that have one."""
    hints = get_type_hints(Protocol)
    bad = {path[:2] for path, _ in faults}
    parts: dict[str, Any] = {}
    for key, value in raw.items():
        if get_origin(hints.get(key)) is tuple and isinstance(value, list):
            kind = get_args(hints[key])[0]
            rows = enumerate(value)
            parts[key] = {row: _build(kind, item) for row, item in rows if (key, row) not in bad}
        elif not any(path[0] == key for path in bad):
            parts[key] = _build(hints[key], value)
    return parts


def shape_faults(kind: Any, raw: object, path: Path = ()) -> Iterator[Fault]:
    """Where `raw` has not the shape of `kind` (a dataclass, a tuple of them, or a scalar), each with its remedy."""
    kind = _stated(kind)
    if get_origin(kind) is tuple:
        yield from _row_faults(get_args(kind)[0], raw, path)
    elif is_dataclass(kind):
        yield from _table_faults(kind, raw, path)
    elif issubclass(kind, Enum):
        yield from _name_faults(kind, raw, path)
    else:
        yield from _scalar_faults(kind, raw, path)


def _stated(kind: Any) -> Any:
    """`X` of `X | None`: a key that is there has a value, TOML has no null."""
    return get_args(kind)[0] if isinstance(kind, UnionType) else kind


def _build(kind: Any, raw: Any) -> Any:
    kind = _stated(kind)
    if get_origin(kind) is tuple:
        return tuple(_build(get_args(kind)[0], item) for item in raw)
    if is_dataclass(kind):
        cls: Any = kind
        hints = get_type_hints(cls)
        return cls(**{key: _build(hints[key], value) for key, value in raw.items()})
    return kind(raw)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Decimal | Enum) else value


def _row_faults(kind: Any, raw: object, path: Path) -> Iterator[Fault]:
    if not isinstance(raw, list):
        yield path, f"needs a list, but is {_found(raw)}"
        return
    for row, item in enumerate(raw):
        yield from shape_faults(kind, item, (*path, row))


def _table_faults(cls: Any, raw: object, path: Path) -> Iterator[Fault]:
    if not isinstance(raw, dict):
        yield path, f"needs a table, but is {_found(raw)}"
        return
    hints = get_type_hints(cls)
    for key in raw.keys() - hints.keys():
        yield (*path, key), f"is not known here; take it out, or use one of: {', '.join(hints)}"
    for field in fields(cls):
        if field.name in raw:
            yield from shape_faults(hints[field.name], raw[field.name], (*path, field.name))
        if field.default is MISSING and raw.get(field.name, []) == []:
            yield (*path, field.name), "is missing or empty; add it here"


def _name_faults(kind: type[Enum], raw: object, path: Path) -> Iterator[Fault]:
    names = [str(member) for member in kind]
    if raw not in names:
        yield path, f"is {_found(raw)}, which is not known; use one of: {', '.join(names)}"


def _scalar_faults(kind: type, raw: object, path: Path) -> Iterator[Fault]:
    if type(raw) not in ((int, Decimal) if kind is Decimal else (kind,)):
        yield path, f"needs {_WORDS[kind]}, but is {_found(raw)}"
    elif isinstance(raw, str) and not raw.strip():
        yield path, "is blank; write it out"


def _found(raw: object) -> str:
    """What stands in the file, named as its writer would."""
    if isinstance(raw, dict | list):
        return "a table" if isinstance(raw, dict) else "a list"
    if isinstance(raw, bool):
        return str(raw).lower()
    return f'the text "{raw}"' if isinstance(raw, str) else str(raw)
