"""Needs apart: a role of their own, rows only for people named in the moment, consents, who looked.

Needs written before are not taken over: nobody had been asked whether they may be kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# The application may step into the role, and has none of its rights outside it. Since PostgreSQL
# 16 that is said with the grant, before it is said of the role that is granted to.
ROLE = """
DO $$
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orangeriet_needs') THEN
      CREATE ROLE orangeriet_needs NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- another database of the same server was set up at the same moment
  END;
  IF current_setting('server_version_num')::int >= 160000 THEN
    IF NOT pg_has_role('orangeriet_app', 'orangeriet_needs', 'SET')
      OR pg_has_role('orangeriet_app', 'orangeriet_needs', 'USAGE') THEN
      EXECUTE 'GRANT orangeriet_needs TO orangeriet_app WITH INHERIT FALSE, SET TRUE';
    END IF;
    IF NOT pg_has_role(current_user, 'orangeriet_needs', 'SET') THEN
      EXECUTE format('GRANT orangeriet_needs TO %I WITH INHERIT FALSE, SET TRUE', current_user);
    END IF;
  ELSE
    IF (SELECT rolinherit FROM pg_roles WHERE rolname = 'orangeriet_app') THEN
      ALTER ROLE orangeriet_app NOINHERIT;
    END IF;
    IF NOT pg_has_role('orangeriet_app', 'orangeriet_needs', 'MEMBER') THEN
      GRANT orangeriet_needs TO orangeriet_app;
    END IF;
    IF NOT pg_has_role(current_user, 'orangeriet_needs', 'MEMBER') THEN
      EXECUTE format('GRANT orangeriet_needs TO %I', current_user);
    END IF;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the owner may not make the role orangeriet_needs: let an administrator run '
      'CREATE ROLE orangeriet_needs NOLOGIN; GRANT orangeriet_needs TO orangeriet_app WITH INHERIT '
      'FALSE; GRANT orangeriet_needs TO % WITH INHERIT FALSE; (before PostgreSQL 16: ALTER ROLE '
      'orangeriet_app NOINHERIT; and the grants without WITH) and try again', current_user;
END $$
"""

RIGHTS = """
GRANT USAGE ON SCHEMA public TO orangeriet_needs;
REVOKE ALL ON member_keys, member_needs, needs_reads, consents FROM orangeriet_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON member_keys, member_needs TO orangeriet_needs;
GRANT SELECT, INSERT, DELETE ON needs_reads TO orangeriet_needs;
GRANT SELECT, INSERT, DELETE, UPDATE (withdrawn_at) ON consents TO orangeriet_needs;
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON needs_reads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying()
"""

# After a transaction a setting is empty, not gone: hence nullif.
WHO_IS_NAMED = """
CREATE FUNCTION named_members() RETURNS bigint[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    string_to_array(nullif(current_setting('orangeriet.members', true), ''), ',')::bigint[], '{}'
  )
$$;
CREATE FUNCTION named_purpose() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('orangeriet.purpose', true), '')
$$
"""

ROWS_OF_THE_NAMED = """
DO $$
DECLARE
  name text;
  named text := 'member_id = ANY ((SELECT named_members())::bigint[])';
BEGIN
  FOREACH name IN ARRAY ARRAY['member_keys', 'member_needs', 'needs_reads', 'consents'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT TO orangeriet_needs USING (%s)', name, named);
    EXECUTE format(
      'CREATE POLICY added ON %I FOR INSERT TO orangeriet_needs WITH CHECK (%s)', name, named);
    EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE TO orangeriet_needs USING (%s)', name, named);
    -- Who has looked, and what was agreed to, leave only when their time is out.
    EXECUTE format(
      'CREATE POLICY removed ON %I FOR DELETE TO orangeriet_needs USING (%s%s)', name, named,
      CASE WHEN name IN ('needs_reads', 'consents')
        THEN ' AND (SELECT named_purpose()) = ''retention''' ELSE '' END);
    -- pg_dump by an owner who is no superuser: see docs/operate.md.
    EXECUTE format(
      'CREATE POLICY backed_up ON %I FOR SELECT USING ((SELECT named_purpose()) = ''backup'''
      ' AND current_user NOT IN (''orangeriet_app'', ''orangeriet_needs''))', name);
  END LOOP;
END $$
"""


def upgrade() -> None:
    op.execute(ROLE)
    op.drop_table("member_needs")
    _make_tables()
    op.execute(WHO_IS_NAMED)
    op.execute(RIGHTS)
    op.execute(ROWS_OF_THE_NAMED)
    op.add_column("match_runs", sa.Column("sealed_problem", sa.LargeBinary(), nullable=True))
    op.add_column("members", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    # History cannot be changed later, and a member may ask to be forgotten.
    op.execute("UPDATE events SET actor_label = '' WHERE actor_member_id IS NOT NULL")


def _make_tables() -> None:
    op.create_table(
        "member_keys",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_member_keys_member_id_members")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_member_keys")),
    )
    op.create_table(
        "member_needs",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_member_needs_member_id_members")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_member_needs_recorded_by_id_users")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_member_needs")),
    )
    purposes = (
        "matching", "recording", "questions", "own_view", "export", "erasure", "retention", "upkeep",
    )
    op.create_table(
        "needs_reads",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Enum(*purposes, name="purpose", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("actor_role", sa.Text(), nullable=False),
        sa.Column("actor_label", sa.Text(), nullable=False),
        sa.Column("actor_user_id", sa.BigInteger(), nullable=True),
        sa.Column("match_run_id", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(["actor_user_id"], ["users.id"], name=op.f("fk_needs_reads_actor_user_id_users")),
        sa.ForeignKeyConstraint(["match_run_id"], ["match_runs.id"], name=op.f("fk_needs_reads_match_run_id_match_runs")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_needs_reads_member_id_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_reads")),
    )
    op.create_index("ix_needs_reads_member_id_id", "needs_reads", ["member_id", "id"])
    op.create_index(
        "uq_needs_reads_one_a_run", "needs_reads", ["match_run_id", "member_id"], unique=True,
        postgresql_where=sa.text("match_run_id IS NOT NULL"),
    )
    op.create_table(
        "consents",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Enum(*purposes, name="purpose", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Enum("page", "room", name="consent_channel", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("withdrawn_at >= given_at", name=op.f("ck_consents_given_before_withdrawn")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_consents_member_id_members")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_consents_recorded_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index("ix_consents_member_id", "consents", ["member_id"])
    op.create_index(
        "uq_consents_one_standing", "consents", ["member_id", "purpose"], unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "retention_runs",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("older_than", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("rows > 0", name=op.f("ck_retention_runs_something_left")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_runs")),
        sa.UniqueConstraint("public_id", name=op.f("uq_retention_runs_public_id")),
    )
