"""Sessions that know how they were begun; authenticator apps and their recovery codes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    # Whoever is signed in when this runs proved it when she signed in.
    op.add_column("sign_ins", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE sign_ins SET confirmed_at = started_at")
    op.alter_column("sign_ins", "confirmed_at", nullable=False)
    for name in ("with_code", "awaits_code"):
        op.add_column("sign_ins", sa.Column(name, sa.Boolean(), server_default="false", nullable=False))
    op.add_column("sign_ins", sa.Column("device", sa.Text(), server_default="", nullable=False))
    op.create_check_constraint(
        op.f("ck_sign_ins_code_given_or_awaited"), "sign_ins", "NOT (with_code AND awaits_code)"
    )
    op.create_table(
        "second_factors",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_second_factors_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factors")),
        sa.UniqueConstraint("public_id", name=op.f("uq_second_factors_public_id")),
        sa.UniqueConstraint("user_id", name=op.f("uq_second_factors_user_id")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("second_factor_id", sa.BigInteger(), nullable=False),
        sa.Column("beginning", sa.Text(), nullable=False),
        sa.Column("rest_hash", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["second_factor_id"],
            ["second_factors.id"],
            name=op.f("fk_recovery_codes_second_factor_id_second_factors"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint(
            "second_factor_id", "beginning", name=op.f("uq_recovery_codes_second_factor_id_beginning")
        ),
    )
