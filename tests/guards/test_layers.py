"""What the layers promise each other, where import contracts do not see it."""

import ast

from tests.guards.sources import PACKAGES, calls, functions, place, python_files

MOST_STATEMENTS = 14  # ten lines, with the branches and the return around them
WRITES_NAMES = {
    "marketplace/demo/ground.py": "names of our own tables, which cannot be bound as values can",
}
"""Files that put SQL together, and from what."""
ENDINGS = ("commit", "rollback", "close", "remove", "begin")


def test_services_and_models_leave_committing_to_the_edge():
    """`session.begin_nested()` is a savepoint and allowed."""
    found = [
        place(path, call)
        for path in python_files("marketplace/services", "marketplace/models")
        for call, name in calls(path)
        if "session" in name and name.rsplit(".", 1)[-1] in ENDINGS
    ]
    assert found == []


def test_models_never_change_the_database():
    writing = ("add", "add_all", "delete", "execute", "flush", "merge")
    found = [
        place(path, call)
        for path in python_files("marketplace/models")
        for call, name in calls(path)
        if "session" in name and name.rsplit(".", 1)[-1] in writing
    ]
    assert found == []


def test_views_are_ten_lines():
    """Load, gate, form, service, commit, redirect: more belongs into a service."""
    found = [
        f"{place(path, function)} {function.name}: {count}"
        for path in python_files("marketplace/web")
        for function in functions(path)
        if _is_view(function) and (count := _statements(function)) > MOST_STATEMENTS
    ]
    assert found == []


def test_sql_is_never_put_together_from_pieces():
    """Values are bound; only written-out text reaches the database."""
    found = {
        place(path)
        for path in python_files(*PACKAGES)
        for call, name in calls(path)
        if name in ("text", "sa.text", "sqlalchemy.text") or name.endswith(".exec_driver_sql")
        if call.args and _is_put_together(call.args[0])
    }
    assert found == set(WRITES_NAMES)


def test_markup_is_made_by_templates_alone():
    found = [
        place(path, call)
        for path in python_files(*PACKAGES)
        for call, name in calls(path)
        if name.rsplit(".", 1)[-1] in ("Markup", "render_template_string")
    ]
    assert found == []


def test_every_view_declares_who_may_enter_below_its_address():
    """`@open_to` under `@blueprint.get`: above it, the undeclared function would be registered."""
    found = []
    for path in python_files("marketplace/web"):
        for function in filter(_is_view, functions(path)):
            names = [ast.unparse(decorator).split("(")[0] for decorator in function.decorator_list]
            if "open_to" not in names or names.index("open_to") < len(names) - 1:
                found.append(f"{place(path, function)} {function.name}")
    assert found == []


def _is_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    doors = ("blueprint.get", "blueprint.post", "blueprint.route", "blueprint.delete")
    return any(ast.unparse(one).startswith(doors) for one in function.decorator_list)


def _statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    inside = [node for node in ast.walk(function) if isinstance(node, ast.stmt)]
    return len(inside) - 1 - int(ast.get_docstring(function) is not None)


def _is_put_together(node: ast.expr) -> bool:
    """Whether a text has a part that is not written out in the source."""
    if isinstance(node, ast.BinOp):
        return True
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".format", ".join"))
