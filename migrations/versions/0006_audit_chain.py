"""History becomes a chain: each event is sealed together with the link before it.

The link is written when the event is committed, not when it is inserted: transactions take turns
only for that moment, and the lock is the last one each of them takes, so that no two wait for each
other.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

CHAIN = """
CREATE FUNCTION audit_text(one events) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(
    one.id, one.public_id, to_char(one.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    one.verb, one.subject_type, one.subject_id, one.actor_role, one.actor_label,
    one.actor_user_id, one.actor_member_id, one.detail
  )::text
$$;

CREATE FUNCTION audit_link(one events) RETURNS void LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE
  last audit_links;
BEGIN
  PERFORM pg_advisory_xact_lock(7038429);  -- the same for everybody, and nothing else's
  SELECT * INTO last FROM audit_links ORDER BY position DESC LIMIT 1;
  INSERT INTO audit_links (position, event_id, hash) VALUES (
    coalesce(last.position, 0) + 1,
    one.id,
    encode(sha256(convert_to(coalesce(last.hash, repeat('0', 64)) || audit_text(one), 'UTF8')), 'hex')
  );
END $$;

-- Runs as the owner of the tables: the application has no right to write links.
CREATE FUNCTION link_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM audit_link(NEW);
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never rewritten', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
"""

GUARDS = """
CREATE CONSTRAINT TRIGGER linked AFTER INSERT ON events
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_event();
CREATE TRIGGER never_rewritten BEFORE UPDATE OR DELETE ON events
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER never_rewritten BEFORE UPDATE OR DELETE ON audit_links
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_links
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
REVOKE INSERT, UPDATE, DELETE ON audit_links FROM orangeriet_app;
REVOKE EXECUTE ON FUNCTION link_event(), audit_link(events) FROM PUBLIC
"""

SO_FAR = """
DO $$
DECLARE
  one events;
BEGIN
  FOR one IN SELECT * FROM events ORDER BY id LOOP
    PERFORM audit_link(one);
  END LOOP;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit_links",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("hash ~ '^[0-9a-f]{64}$'", name=op.f("ck_audit_links_hash_is_sha256")),
        sa.CheckConstraint("position > 0", name=op.f("ck_audit_links_position_counted")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_audit_links_event_id_events")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_links")),
        sa.UniqueConstraint("event_id", name=op.f("uq_audit_links_event_id")),
    )
    op.execute(CHAIN)
    op.execute(SO_FAR)
    op.execute(GUARDS)
