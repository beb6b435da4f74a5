"""What members decide for themselves: a seat held while they ask, reminders, a code, a calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

MOMENT = sa.DateTime(timezone=True)
REMINDERS = ("none", "evening_before", "two_hours_before")


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _columns() -> None:
    op.add_column("asks", sa.Column("held_until", MOMENT, nullable=True))
    op.add_column("asks", sa.Column("talk_asked_at", MOMENT, nullable=True))
    op.add_column("assignments", sa.Column("reminded_at", MOMENT, nullable=True))
    op.add_column(
        "absences", sa.Column("today_only", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column("users", sa.Column("code_hash", sa.Text(), nullable=True))
    words = sa.Enum(*REMINDERS, native_enum=False, length=40, name="reminder")
    op.add_column(
        "members", sa.Column("reminder", words, server_default="none", nullable=False)
    )
    op.create_check_constraint(
        op.f("ck_members_reminder"), "members", sa.column("reminder").in_(REMINDERS)
    )


def upgrade() -> None:
    _columns()
    op.create_table(
        "calendar_feeds",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        _id(),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_calendar_feeds_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("member_id", name=op.f("uq_calendar_feeds_member_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )
    op.create_table(
        "second_looks",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("public_id", sa.Text(), nullable=False),
        _id(),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer = '')",
            name=op.f("ck_second_looks_answer_when_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_second_looks_member_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name=op.f("fk_second_looks_answered_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_looks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_second_looks_public_id")),
    )
    op.create_index(op.f("ix_second_looks_member_id"), "second_looks", ["member_id"])
    op.create_index(
        "uq_second_looks_one_waiting",
        "second_looks",
        ["member_id"],
        unique=True,
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_table(
        "site_pictures",
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.BigInteger(), nullable=False),
        sa.Column("height", sa.BigInteger(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        _id(),
        sa.CheckConstraint(
            sa.column("subject").in_(("door", "greeter")),
            name=op.f("ck_site_pictures_picture_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_site_pictures_site_id_sites")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_pictures")),
        sa.UniqueConstraint("public_id", name=op.f("uq_site_pictures_public_id")),
        sa.UniqueConstraint("site_id", "subject", name=op.f("uq_site_pictures_site_id_subject")),
    )
