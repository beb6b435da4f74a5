"""What Kooptjänst reviews: trials, the order that members decide, signed runs, did it fit, day ninety."""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"

NEVER_TAKEN_BACK = """
REVOKE UPDATE, DELETE ON run_reviews FROM orangeriet_app;
REVOKE UPDATE ON policy_voters FROM orangeriet_app
"""


def upgrade() -> None:
    op.add_column("match_runs", sa.Column("plan_hash", sa.Text(), nullable=True))
    op.add_column(
        "match_runs",
        sa.Column("spread", postgresql.JSONB(), server_default="{}", nullable=False),
    )
    op.create_table(
        "trials",
        sa.Column(
            "kind", sa.Enum("what_if", "keys", "replay", "placement", name="trial_kind", native_enum=False, create_constraint=True, length=40), nullable=False
        ),
        sa.Column("region_id", sa.BigInteger(), nullable=False),
        sa.Column("match_run_id", sa.BigInteger(), nullable=True),
        sa.Column("asked", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("status", sa.Enum("waiting", "done", "failed", name="trial_status", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_trials_asked_by_id_users")),
        sa.ForeignKeyConstraint(["match_run_id"], ["match_runs.id"], name=op.f("fk_trials_match_run_id_match_runs")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("fk_trials_region_id_regions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trials")),
        sa.UniqueConstraint("public_id", name=op.f("uq_trials_public_id")),
    )
    op.create_index("ix_trials_kind_asked_at", "trials", ["kind", "asked_at"], unique=False)
    op.create_index(op.f("ix_trials_match_run_id"), "trials", ["match_run_id"], unique=False)
    op.create_index(op.f("ix_trials_region_id"), "trials", ["region_id"], unique=False)
    op.create_table(
        "policies",
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("levels", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("voting", "adopted", "rejected", "replaced", name="policy_status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("yes_votes", sa.BigInteger(), nullable=False),
        sa.Column("no_votes", sa.BigInteger(), nullable=False),
        sa.Column("trial_id", sa.BigInteger(), nullable=True),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("yes_votes >= 0 AND no_votes >= 0", name=op.f("ck_policies_votes_counted")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["users.id"], name=op.f("fk_policies_proposed_by_id_users")),
        sa.ForeignKeyConstraint(["trial_id"], ["trials.id"], name=op.f("fk_policies_trial_id_trials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
        sa.UniqueConstraint("public_id", name=op.f("uq_policies_public_id")),
        sa.UniqueConstraint("version", name=op.f("uq_policies_version")),
    )
    op.create_index("uq_policies_one_adopted", "policies", ["status"], unique=True, postgresql_where=sa.text("status = 'adopted'"))
    op.create_index("uq_policies_one_voting", "policies", ["status"], unique=True, postgresql_where=sa.text("status = 'voting'"))
    op.create_table(
        "policy_voters",
        sa.Column("policy_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_policy_voters_member_id_members")),
        sa.ForeignKeyConstraint(["policy_id"], ["policies.id"], name=op.f("fk_policy_voters_policy_id_policies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_voters")),
        sa.UniqueConstraint("policy_id", "member_id", name=op.f("uq_policy_voters_policy_id_member_id")),
    )
    op.create_index(op.f("ix_policy_voters_member_id"), "policy_voters", ["member_id"], unique=False)
    op.create_table(
        "run_reviews",
        sa.Column("match_run_id", sa.BigInteger(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("note <> ''", name=op.f("ck_run_reviews_note_is_written")),
        sa.ForeignKeyConstraint(["match_run_id"], ["match_runs.id"], name=op.f("fk_run_reviews_match_run_id_match_runs")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["users.id"], name=op.f("fk_run_reviews_signed_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_reviews")),
        sa.UniqueConstraint("match_run_id", name=op.f("uq_run_reviews_match_run_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_run_reviews_public_id")),
    )
    op.create_table(
        "fit_answers",
        sa.Column("posting_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("fit", sa.Enum("well", "partly", "badly", name="fit", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("member_id IS NULL OR note = ''", name=op.f("ck_fit_answers_members_write_nothing")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_fit_answers_member_id_members")),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.id"], name=op.f("fk_fit_answers_posting_id_postings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit_answers")),
        sa.UniqueConstraint("public_id", name=op.f("uq_fit_answers_public_id")),
    )
    op.create_index(op.f("ix_fit_answers_answered_at"), "fit_answers", ["answered_at"], unique=False)
    op.create_index(op.f("ix_fit_answers_member_id"), "fit_answers", ["member_id"], unique=False)
    op.create_index("uq_fit_answers_company", "fit_answers", ["posting_id"], unique=True, postgresql_where=sa.text("member_id IS NULL"))
    op.create_index("uq_fit_answers_member", "fit_answers", ["posting_id", "member_id"], unique=True)
    op.create_table(
        "follow_ups",
        sa.Column("stay_id", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "work",
                "business",
                "education",
                "job_seeking",
                "sick",
                "other",
                "unreachable",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "evidence",
            sa.Enum("told", "payslip", "contract", "certificate", "none", name="evidence", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("outcome <> 'unreachable' OR tries = 3", name=op.f("ck_follow_ups_unreachable_after_three")),
        sa.CheckConstraint("(outcome IS NULL) = (closed_at IS NULL)", name=op.f("ck_follow_ups_closed_has_outcome")),
        sa.CheckConstraint("(outcome IS NULL) = (evidence IS NULL)", name=op.f("ck_follow_ups_outcome_has_evidence")),
        sa.CheckConstraint("tries BETWEEN 0 AND 3", name=op.f("ck_follow_ups_three_tries")),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_follow_ups_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("public_id", name=op.f("uq_follow_ups_public_id")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_follow_ups_stay_id")),
    )
    op.create_index(op.f("ix_follow_ups_due_on"), "follow_ups", ["due_on"], unique=False)
    for statement in NEVER_TAKEN_BACK.split(";\n"):
        op.execute(statement)
