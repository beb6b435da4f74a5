"""A company joins a network: by an invitation with a link, or by an application."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

MEMBERSHIPS = """
ALTER TABLE network_memberships
  DROP CONSTRAINT ck_network_memberships_network_status,
  ADD CONSTRAINT ck_network_memberships_network_status CHECK (status IN
    ('invited', 'active', 'dormant', 'declined', 'withdrawn', 'left')),
  ADD COLUMN invited_at TIMESTAMP WITH TIME ZONE,
  ADD COLUMN contact_id BIGINT,
  ADD COLUMN token_hash TEXT,
  ADD CONSTRAINT uq_network_memberships_token_hash UNIQUE (token_hash),
  ADD CONSTRAINT fk_network_memberships_contact_id_users
    FOREIGN KEY (contact_id) REFERENCES users (id),
  ADD CONSTRAINT ck_network_memberships_link_was_sent
    CHECK (token_hash IS NULL OR invited_at IS NOT NULL);
CREATE INDEX ix_network_memberships_contact_id ON network_memberships (contact_id);
"""


def words(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.execute(MEMBERSHIPS)
    op.create_table(
        "network_applications",
        sa.Column("network_id", sa.BigInteger(), nullable=False),
        sa.Column("company_name", sa.Text(), nullable=False),
        sa.Column("organisation_number", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("status", words("application_status", "waiting", "accepted", "declined"), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("applicant_id", sa.BigInteger(), nullable=True),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("company_name <> ''", name=op.f("ck_network_applications_company_named")),
        sa.CheckConstraint("(status = 'waiting') = (answered_at IS NULL)", name=op.f("ck_network_applications_answered_or_waits")),
        sa.CheckConstraint("status <> 'declined' OR answer <> ''", name=op.f("ck_network_applications_declined_with_words")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_network_applications_network_id_networks")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_network_applications_company_id_companies")),
        sa.ForeignKeyConstraint(["applicant_id"], ["users.id"], name=op.f("fk_network_applications_applicant_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_applications")),
        sa.UniqueConstraint("public_id", name=op.f("uq_network_applications_public_id")),
    )
    for column in ("status", "company_id", "applicant_id"):
        op.create_index(op.f(f"ix_network_applications_{column}"), "network_applications", [column])
    op.create_index(
        "uq_network_applications_waiting",
        "network_applications",
        ["network_id", "organisation_number", sa.text("lower(email)")],
        unique=True,
        postgresql_where=sa.text("status = 'waiting'"),
    )
