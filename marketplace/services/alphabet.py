"""Texts in Swedish order: å, ä and ö after z, capitals beside small letters.

The database and Python both order by code point, where ä comes before å and every small letter
after Z. Both are given the same text to order by instead, whatever server holds the data.
"""

from typing import Any, cast

from sqlalchemy import ColumnElement, Enum, SQLColumnExpression, String, func

LETTERS = "åäæöøéèüáà"
STANDINGS = "{||}}eeyaa"
"""What each letter is ordered as: {, | and } are the code points that follow z."""
_TABLE = str.maketrans(LETTERS, STANDINGS)


def key(value: Any) -> Any:
    """What a value is ordered by: a text as Swedish orders it, all else as it is."""
    if isinstance(value, str):
        return value.lower().translate(_TABLE)
    return tuple(key(one) for one in value) if isinstance(value, tuple) else value


def ordered(column: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
    """What a column is ordered by in the database: the same as `key` says."""
    kind = cast("ColumnElement[Any]", column).type
    if isinstance(kind, String) and not isinstance(kind, Enum):
        return func.translate(func.lower(column), LETTERS, STANDINGS)
    return column
