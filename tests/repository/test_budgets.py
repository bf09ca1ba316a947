"""Small files, short functions: what a reader can hold in the head (docs/architecture.md, Budgets)."""

import ast
from statistics import median

import pytest

from tests.repository.sources import modules

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.fixture(scope="module")
def lines_of_files() -> dict[str, int]:
    return {name: text.count("\n") for name, text in modules().items()}


@pytest.fixture(scope="module")
def lines_of_functions() -> dict[str, int]:
    return {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, text in modules().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, FUNCTIONS)
    }


def test_no_file_is_over_400_lines(lines_of_files: dict[str, int]) -> None:
    assert {name: lines for name, lines in lines_of_files.items() if lines > 400} == {}


def test_half_of_the_files_are_of_80_lines_at_most(lines_of_files: dict[str, int]) -> None:
    assert median(lines for lines in lines_of_files.values() if lines) <= 80


def test_no_function_is_over_50_lines(lines_of_functions: dict[str, int]) -> None:
    assert {name: lines for name, lines in lines_of_functions.items() if lines > 50} == {}


def test_nine_functions_of_ten_are_of_25_lines_at_most(lines_of_functions: dict[str, int]) -> None:
    short = sum(lines <= 25 for lines in lines_of_functions.values())
    assert short / len(lines_of_functions) >= 0.9
