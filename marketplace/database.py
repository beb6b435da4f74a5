"""The database handle and what every table shares: names of constraints, ids, moments."""

import re
import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, Enum, Identity, MetaData, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0/o, 1/i/l, u: ids are read over the phone


class Base(DeclarativeBase):
    """Every table: moments with a time zone, predictable constraint names."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: DateTime(timezone=True),
            int: BigInteger,
            str: Text,
            dict[str, Any]: JSONB,
        },
    )


def random_id() -> str:
    """A public id: 12 characters, 58 bits, never guessable from a neighbour's."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


def one_of(words: type[StrEnum]) -> Enum:
    """A text column that holds one of an enum's words, with a CHECK behind it."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=True,
        name=re.sub(r"(?<!^)(?=[A-Z])", "_", words.__name__).lower(),
        values_callable=lambda enum: [word.value for word in enum],
        length=40,
    )


class Numbered:
    """A table whose rows have an inner number, for joins only."""

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)


class Identified(Numbered):
    """A table whose rows have an address: a random id beside the inner number."""

    public_id: Mapped[str] = mapped_column(unique=True, default=random_id)


db = SQLAlchemy(model_class=Base)
