"""Where something stands in a protocol, in words: `visits[D7].day`."""

from typing import Any

from trial.toml_lines import Path


def place(raw: Any, path: Path) -> str:
    """The path in words; rows go by their code where they have one, otherwise by number from 1."""
    words = ""
    for part in path:
        raw = _step(raw, part)
        if isinstance(part, str):
            words = f"{words}.{part}" if words else part
        else:
            words += f"[{row_name(raw, part)}]"
    return words or "file"


def row_name(item: Any, row: int) -> str:
    """The code of a row, or its number from 1."""
    code = item.get("code") if isinstance(item, dict) else None
    return code if isinstance(code, str) else f"#{row + 1}"


def _step(raw: Any, part: str | int) -> Any:
    if isinstance(part, str):
        return raw.get(part) if isinstance(raw, dict) else None
    return raw[part]
