"""Roles and databases of an embedded server, made over its superuser connection."""

import psycopg
from psycopg import sql

OWNER_ROLE = "orangeriet_owner"


def make_owner(superuser: str) -> None:
    """Make the role that owns the databases and runs migrations, if it is missing.

    It may make roles (the first migration makes the site's own, weaker one) and databases, and is
    no superuser.
    """
    with psycopg.connect(superuser, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER_ROLE])
        if found.fetchone() is None:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER CREATEROLE CREATEDB").format(
                    sql.Identifier(OWNER_ROLE)
                )
            )


def database_exists(superuser: str, name: str) -> bool:
    """True when the server has a database of this name."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def create_database(superuser: str, name: str, template: str | None = None) -> None:
    """Make a database owned by the owner role; with `template`, a copy of that database.

    Nobody may be connected to the template. Raises psycopg.errors.DuplicateDatabase when the name
    is taken.
    """
    statement = sql.SQL("CREATE DATABASE {} OWNER {}").format(
        sql.Identifier(name), sql.Identifier(OWNER_ROLE)
    )
    if template is not None:
        # Copying files beats writing every page to the log: half the time for a database of tests.
        statement += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template))
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(statement)


def drop_database(superuser: str, name: str) -> None:
    """Remove a database with all it holds, whoever is connected; no error when it is missing."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
