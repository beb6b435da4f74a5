"""Whether two databases hold the same: every row of every table, every counter, every rule."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from psycopg import Connection, sql

Conn = Connection[Any]
ROWS_AT_ONCE = 2000


class Different(Exception):
    """Two databases differ; the text names the table and the row, and never what stands in it."""


def compare(one: Conn, other: Conn) -> dict[str, int]:
    """Read both to the end, side by side; the number of rows by table. Raises Different."""
    for what, query in (("rules", RULES), ("counters", COUNTERS)):
        difference = _lines(one, query) ^ _lines(other, query)
        if difference:
            raise Different(f"{what}: {', '.join(sorted(difference)[:5])}")
    tables = dict(one.execute(TABLES).fetchall())
    return {table: _compare_table(one, other, table, keys) for table, keys in tables.items()}


def _lines(connection: Conn, query: sql.SQL) -> set[str]:
    return {row[0] for row in connection.execute(query)}


def _compare_table(one: Conn, other: Conn, table: str, keys: list[str] | None) -> int:
    count = 0
    for left, right in zip_longest(_rows(one, table, keys), _rows(other, table, keys)):
        if left != right:
            raise Different(f"{table}, row {(left or right or ('',))[0]}")
        count += 1
    return count


def _rows(connection: Conn, table: str, keys: list[str] | None) -> Iterator[tuple[str, str]]:
    """The key and the whole of each row as text, in the order of the key."""
    name = sql.Identifier(table)
    key = sql.SQL(", ").join(map(sql.Identifier, keys)) if keys else sql.SQL("t::text")
    query = sql.SQL("SELECT concat_ws('/', {}), t::text FROM public.{} t ORDER BY {}")
    with connection.cursor(name=f"rows_of_{table}") as cursor:
        cursor.itersize = ROWS_AT_ONCE
        cursor.execute(query.format(key, name, key))
        yield from cursor


TABLES = sql.SQL("""
SELECT relname, (
  SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_index i
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
  WHERE i.indrelid = c.oid AND i.indisprimary
)
FROM pg_class c
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
""")

COUNTERS = sql.SQL("""
SELECT sequencename || '=' || coalesce(last_value::text, 'unused')
FROM pg_sequences WHERE schemaname = 'public'
""")

# By name: PostgreSQL may write the text of a CHECK another way once it has read it again.
RULES = sql.SQL("""
SELECT 'column ' || attrelid::regclass || '.' || attname || ' '
  || format_type(atttypid, atttypmod) || ' ' || attnotnull
FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || contype::text || convalidated
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype <> 'n'
UNION ALL
SELECT 'index ' || indexrelid::regclass || ' ' || indisunique || indisvalid
FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgtype || tgenabled::text
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' ' || roles::text
FROM pg_policies WHERE schemaname = 'public'
UNION ALL
SELECT 'rows of ' || relname || ' ' || relrowsecurity || relforcerowsecurity
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
UNION ALL
SELECT 'right ' || grantee || ' ' || privilege_type || ' ' || table_name
FROM information_schema.table_privileges WHERE table_schema = 'public'
UNION ALL
SELECT 'function ' || p.oid::regprocedure || ' ' || md5(prosrc) || prosecdef
FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
""")
