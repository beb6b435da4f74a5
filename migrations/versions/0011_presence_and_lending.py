"""Days of presence, and lending between cooperatives.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table('presences',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('minutes', sa.BigInteger(), nullable=False),
    sa.Column('meal', sa.Boolean(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('minutes BETWEEN 1 AND 960', name=op.f('ck_presences_minutes_range')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_presences_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_presences')),
    sa.UniqueConstraint('member_id', 'day', name=op.f('uq_presences_member_id_day'))
    )
    op.create_index(op.f('ix_presences_day'), 'presences', ['day'], unique=False)
    op.create_table('loans',
    sa.Column('shift_id', sa.BigInteger(), nullable=False),
    sa.Column('lender_id', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Enum('asked', 'offered', 'refused', 'withdrawn', name='loan_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('ore_per_hour', sa.BigInteger(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('proposal_id', sa.BigInteger(), nullable=True),
    sa.Column('invoice_id', sa.BigInteger(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("(status = 'offered') = (proposal_id IS NOT NULL)", name=op.f('ck_loans_offer_is_somebody')),
    sa.CheckConstraint('ore_per_hour > 0', name=op.f('ck_loans_price_positive')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_loans_invoice_id_invoices'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['lender_id'], ['cooperatives.id'], name=op.f('fk_loans_lender_id_cooperatives')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_loans_proposal_id_proposals')),
    sa.ForeignKeyConstraint(['shift_id'], ['shifts.id'], name=op.f('fk_loans_shift_id_shifts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_loans')),
    sa.UniqueConstraint('proposal_id', name=op.f('uq_loans_proposal_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_loans_public_id'))
    )
    op.create_index(op.f('ix_loans_invoice_id'), 'loans', ['invoice_id'], unique=False)
    op.create_index(op.f('ix_loans_lender_id'), 'loans', ['lender_id'], unique=False)
    op.create_index(op.f('ix_loans_shift_id'), 'loans', ['shift_id'], unique=False)
    op.create_index('uq_loans_one_open', 'loans', ['shift_id', 'lender_id'], unique=True, postgresql_where=sa.text("status = 'asked'"))

