"""A protocol file: TOML text in, a `Protocol` out, or everything that is wrong with it at once."""

import re
import tomllib
from decimal import Decimal
from typing import Any

from trial.places import place
from trial.problems import Problem, ProtocolErrors
from trial.protocol import Protocol
from trial.protocol_checks import protocol_faults
from trial.shape import from_document, shape_faults, sound_parts
from trial.toml_lines import LineMap

_AT_LINE = re.compile(r" ?\(at line (\d+), column \d+\)$")
_AT_END = re.compile(r" ?\(at end of document\)$")


def parse_protocol(text: str) -> Protocol:
    """The protocol that the file describes; ProtocolErrors with every problem and its line."""
    raw = read_toml(text)
    faults = list(shape_faults(Protocol, raw))
    broken = frozenset(str(path[0]) for path, _ in faults)
    faults += protocol_faults(sound_parts(raw, faults), broken)
    if faults:
        lines = LineMap(text)
        raise ProtocolErrors(Problem(lines.line(path), place(raw, path), words) for path, words in faults)
    return from_document(raw)


def line_of(text: str, key: str) -> int:
    """The line of a key at the top of the file."""
    return LineMap(text).line((key,))


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text, numbers with a point as Decimal; ProtocolErrors when it is not TOML."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ProtocolErrors([_not_toml(str(error), text)]) from None


def _not_toml(message: str, text: str) -> Problem:
    """A file that is not TOML can only be read up to its first error."""
    found = _AT_LINE.search(message)
    line = int(found.group(1)) if found else text.count("\n") + 1
    words = _AT_END.sub("", _AT_LINE.sub("", message))
    return Problem(line, "file", f"cannot be read as TOML: {words}; put this line right first")
