"""The project's own source files, read for what must not stand in them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("marketplace", "matching", "invoicing")


def python_files(*folders: str) -> list[Path]:
    """Every Python file below these folders of the checkout."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def template_files(pattern: str = "*.html") -> list[Path]:
    """Every template."""
    return sorted((ROOT / "templates").rglob(pattern))


@cache
def tree(path: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(path.read_text(), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, nested ones and methods too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a file with the dotted name that is called, as far as it is one."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where something stands, to be clicked on."""
    line = f":{node.lineno}" if node is not None else ""  # type: ignore[attr-defined]
    return f"{path.relative_to(ROOT)}{line}"
