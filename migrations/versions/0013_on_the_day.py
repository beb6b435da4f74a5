"""What happened on the day, and what an internship stands on."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def words(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "internship_terms",
        sa.Column("posting_id", sa.BigInteger(), nullable=False),
        sa.Column("authority", words("authority", "employment_service", "municipality", "social_insurance"), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("insurer", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("union_asked_on", sa.Date(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_internship_terms_reference_is_written")),
        sa.CheckConstraint("insurer <> ''", name=op.f("ck_internship_terms_insurer_is_named")),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name=op.f("fk_internship_terms_posting_id_postings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internship_terms")),
        sa.UniqueConstraint("posting_id", name=op.f("uq_internship_terms_posting_id")),
    )
    op.create_table(
        "internship_reviews",
        sa.Column("posting_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("moment", words("review_moment", "mid", "end"), nullable=False),
        sa.Column("goal_met", words("goal_met", "yes", "partly", "no"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name=op.f("fk_internship_reviews_posting_id_postings")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_internship_reviews_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internship_reviews")),
        sa.UniqueConstraint("posting_id", "member_id", "moment", name=op.f("uq_internship_reviews_posting_id_member_id_moment")),
    )
    op.create_index(op.f("ix_internship_reviews_member_id"), "internship_reviews", ["member_id"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("posting_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", words("incident_kind", "hurt", "nearly", "danger", "treatment"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("pauses", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_incidents_words_are_written")),
        sa.CheckConstraint("(closed_at IS NULL) = (closing_words = '')", name=op.f("ck_incidents_closed_with_words")),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name=op.f("fk_incidents_posting_id_postings")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_incidents_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("public_id", name=op.f("uq_incidents_public_id")),
    )
    op.create_index(op.f("ix_incidents_posting_id"), "incidents", ["posting_id"], unique=False)
    op.create_index(op.f("ix_incidents_site_id"), "incidents", ["site_id"], unique=False)
