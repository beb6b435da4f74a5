"""Who left is asked on day ninety, by a message with a link."""

from alembic import op

revision = "0018"
down_revision = "0017"

FOLLOW_UPS = """
ALTER TABLE follow_ups
  ADD COLUMN asked_at TIMESTAMP WITH TIME ZONE,
  ADD COLUMN token_hash TEXT,
  ADD CONSTRAINT uq_follow_ups_token_hash UNIQUE (token_hash);
"""


def upgrade() -> None:
    op.execute(FOLLOW_UPS)
