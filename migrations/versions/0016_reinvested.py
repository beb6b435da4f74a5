"""What was paid out of a cooperative's own capital in a year, where the accountant's file tells."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("annual_accounts", sa.Column("distributed_ore", sa.BigInteger(), nullable=True))
