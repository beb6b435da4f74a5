"""What customers say is wrong with an invoice: added and answered, never rewritten.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ONLY_ANSWERED = """
REVOKE UPDATE, DELETE ON invoice_disputes FROM orangeriet_app;
GRANT UPDATE (answer, answered_at, answered_by, answered_by_id) ON invoice_disputes
  TO orangeriet_app
"""


def upgrade() -> None:
    op.create_table('invoice_disputes',
    sa.Column('invoice_id', sa.BigInteger(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_by', sa.Text(), nullable=False),
    sa.Column('raised_by_id', sa.BigInteger(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Text(), nullable=False),
    sa.Column('answered_by_id', sa.BigInteger(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("(answered_at IS NULL) = (answer = '')", name=op.f('ck_invoice_disputes_answer_in_words')),
    sa.CheckConstraint("(answered_at IS NULL) = (answered_by = '')", name=op.f('ck_invoice_disputes_answered_by_somebody')),
    sa.CheckConstraint("words <> ''", name=op.f('ck_invoice_disputes_words_are_written')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['users.id'], name=op.f('fk_invoice_disputes_answered_by_id_users')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_invoice_disputes_invoice_id_invoices')),
    sa.ForeignKeyConstraint(['raised_by_id'], ['users.id'], name=op.f('fk_invoice_disputes_raised_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice_disputes')),
    sa.UniqueConstraint('public_id', name=op.f('uq_invoice_disputes_public_id'))
    )
    op.create_index(op.f('ix_invoice_disputes_invoice_id'), 'invoice_disputes', ['invoice_id'], unique=False)
    op.create_index('uq_invoice_disputes_one_open', 'invoice_disputes', ['invoice_id'], unique=True, postgresql_where=sa.text('answered_at IS NULL'))
    for statement in ONLY_ANSWERED.split(';\n'):
        op.execute(statement)
