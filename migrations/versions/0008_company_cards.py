"""Company cards: pay, agreement and promises, once a year."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "company_cards",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("collective_agreement", sa.Text(), nullable=False),
        sa.Column("pay_ore_per_hour", sa.BigInteger(), nullable=False),
        sa.Column("attested", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Enum("page", "phone", name="card_channel", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger(), nullable=True),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("pay_ore_per_hour > 0", name=op.f("ck_company_cards_pay_positive")),
        sa.CheckConstraint("given_by <> ''", name=op.f("ck_company_cards_given_by_somebody")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_company_cards_company_id_companies")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_company_cards_recorded_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_cards")),
        sa.UniqueConstraint("public_id", name=op.f("uq_company_cards_public_id")),
    )
    op.create_index(op.f("ix_company_cards_company_id"), "company_cards", ["company_id"], unique=False)
