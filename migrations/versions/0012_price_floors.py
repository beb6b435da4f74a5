"""Price floors from a cooperative's own costs, signatures below them, and jobs shown to anyone."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("postings", sa.Column("is_public", sa.Boolean(), server_default="false", nullable=False))
    op.alter_column("postings", "is_public", server_default=None)
    op.create_table(
        "cost_rows",
        sa.Column("cooperative_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Enum("wage", "charges", "overhead", name="cost_kind", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("task", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_cost_rows_amount_positive")),
        sa.CheckConstraint("ground <> ''", name=op.f("ck_cost_rows_ground_is_written")),
        sa.ForeignKeyConstraint(["cooperative_id"], ["cooperatives.id"], name=op.f("fk_cost_rows_cooperative_id_cooperatives")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_rows")),
    )
    op.create_index(op.f("ix_cost_rows_cooperative_id"), "cost_rows", ["cooperative_id"], unique=False)
    op.create_table(
        "price_signatures",
        sa.Column("posting_id", sa.BigInteger(), nullable=False),
        sa.Column("side", sa.Enum("cooperative", "kooptjanst", name="price_side", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_price_signatures_reason_is_written")),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name=op.f("fk_price_signatures_posting_id_postings")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["users.id"], name=op.f("fk_price_signatures_signed_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_signatures")),
        sa.UniqueConstraint("posting_id", "side", name=op.f("uq_price_signatures_posting_id_side")),
    )
    op.execute("REVOKE UPDATE, DELETE ON cost_rows, price_signatures FROM orangeriet_app")
