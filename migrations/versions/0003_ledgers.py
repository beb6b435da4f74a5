"""Ledgers: VAT by agreement, credit notes, seals, vouchers that balance, closed months, batches.

Existing invoices and payments get their vouchers and seals by `flask --app wsgi ledger catch-up`.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

APPEND_ONLY = """
REVOKE UPDATE, DELETE ON vouchers, voucher_entries, invoice_seals, debt_changes, invoice_reminders,
  closed_months, takings, takings_rows, invoice_deliveries, message_files, annual_accounts,
  reference_rates, collection_fees, pay_gap_sign_offs FROM orangeriet_app;
REVOKE DELETE ON chains, invoice_series, agreements, vat_treatments FROM orangeriet_app;
REVOKE UPDATE ON vat_treatments FROM orangeriet_app;
GRANT UPDATE (signed_at, signed_by, signed_by_id, refused_at) ON vat_treatments TO orangeriet_app;
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON vouchers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON voucher_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON invoice_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON invoice_files
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON debt_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying()
"""

COUNTERS_ONLY_GROW = """
CREATE FUNCTION refuse_counting_down() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% never counts down', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE ON invoice_series FOR EACH ROW
  WHEN (NEW.last_number < OLD.last_number) EXECUTE FUNCTION refuse_counting_down();
CREATE TRIGGER only_grows BEFORE UPDATE ON chains FOR EACH ROW
  WHEN (NEW.length < OLD.length) EXECUTE FUNCTION refuse_counting_down()
"""

CLOSED_STAYS_CLOSED = """
CREATE FUNCTION refuse_booking_in_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Waits for a closing that is under way: it holds the cooperative.
  PERFORM FROM cooperatives WHERE id = NEW.cooperative_id FOR KEY SHARE;
  IF EXISTS (
    SELECT FROM closed_months WHERE cooperative_id = NEW.cooperative_id
      AND first_day = date_trunc('month', NEW.booked_on)::date
  ) THEN
    RAISE EXCEPTION 'the month of % is closed', NEW.booked_on
      USING ERRCODE = '23514', CONSTRAINT = 'ck_vouchers_month_is_open';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER month_is_open BEFORE INSERT ON vouchers
  FOR EACH ROW EXECUTE FUNCTION refuse_booking_in_closed_month()
"""

VOUCHERS_BALANCE = """
CREATE FUNCTION weigh_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  weighed bigint;
  difference bigint;
  found bigint;
  wanted bigint;
BEGIN
  IF TG_TABLE_NAME = 'vouchers' THEN
    weighed := NEW.id;
  ELSE
    weighed := NEW.voucher_id;
  END IF;
  SELECT coalesce(sum(amount_ore), 0), count(*) INTO difference, found
    FROM voucher_entries WHERE voucher_id = weighed;
  SELECT entry_count INTO wanted FROM vouchers WHERE id = weighed;
  IF difference <> 0 THEN
    RAISE EXCEPTION 'voucher % is % öre out of balance', weighed, difference
      USING ERRCODE = '23514', CONSTRAINT = 'ck_vouchers_balanced';
  END IF;
  IF found <> wanted THEN
    RAISE EXCEPTION 'voucher % has % entries, not %', weighed, found, wanted
      USING ERRCODE = '23514', CONSTRAINT = 'ck_vouchers_complete';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT OR UPDATE ON vouchers
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION weigh_voucher();
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT OR UPDATE ON voucher_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION weigh_voucher()
"""


def upgrade() -> None:
    _widen_invoices()
    _widen_lines()
    op.create_table('collection_fees',
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('reminder_fee_ore', sa.BigInteger(), nullable=False),
    sa.Column('late_compensation_ore', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("source <> ''", name=op.f('ck_collection_fees_source_is_written')),
    sa.CheckConstraint('reminder_fee_ore >= 0 AND late_compensation_ore >= 0', name=op.f('ck_collection_fees_not_negative')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collection_fees')),
    sa.UniqueConstraint('valid_from', name=op.f('uq_collection_fees_valid_from'))
    )
    op.create_table('reference_rates',
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=False),
    sa.Column('reference_basis_points', sa.BigInteger(), nullable=False),
    sa.Column('margin_basis_points', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("source <> ''", name=op.f('ck_reference_rates_source_is_written')),
    sa.CheckConstraint('valid_from < valid_until', name=op.f('ck_reference_rates_period_goes_on')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reference_rates')),
    sa.UniqueConstraint('valid_from', name=op.f('uq_reference_rates_valid_from'))
    )
    op.create_table('agreements',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('company_id', sa.BigInteger(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('delivery', sa.Enum('mail', 'access_point', 'download', name='delivery', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('monthly', sa.Boolean(), nullable=False),
    sa.Column('order_reference', sa.Text(), nullable=False),
    sa.Column('peppol_id', sa.Text(), nullable=False),
    sa.Column('reminder_fee_agreed_on', sa.Date(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("language IN ('sv', 'en')", name=op.f('ck_agreements_language_known')),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_agreements_company_id_companies')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_agreements_cooperative_id_cooperatives')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreements')),
    sa.UniqueConstraint('cooperative_id', 'company_id', name=op.f('uq_agreements_cooperative_id_company_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_agreements_public_id'))
    )
    op.create_index(op.f('ix_agreements_company_id'), 'agreements', ['company_id'], unique=False)
    op.create_table('annual_accounts',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('year_from', sa.Date(), nullable=False),
    sa.Column('year_to', sa.Date(), nullable=False),
    sa.Column('income_ore', sa.BigInteger(), nullable=False),
    sa.Column('pay_ore', sa.BigInteger(), nullable=False),
    sa.Column('other_cost_ore', sa.BigInteger(), nullable=False),
    sa.Column('surplus_ore', sa.BigInteger(), nullable=False),
    sa.Column('accounts', postgresql.JSONB(astext_type=Text()), nullable=False),
    sa.Column('file_sha256', sa.Text(), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('imported_by', sa.Text(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('year_from < year_to', name=op.f('ck_annual_accounts_year_goes_on')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_annual_accounts_cooperative_id_cooperatives')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_annual_accounts')),
    sa.UniqueConstraint('cooperative_id', 'file_sha256', name=op.f('uq_annual_accounts_cooperative_id_file_sha256')),
    sa.UniqueConstraint('public_id', name=op.f('uq_annual_accounts_public_id'))
    )
    op.create_table('chains',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('length', sa.BigInteger(), nullable=False),
    sa.Column('head', sa.Text(), nullable=False),
    sa.CheckConstraint('length >= 0', name=op.f('ck_chains_length_not_negative')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_chains_cooperative_id_cooperatives')),
    sa.PrimaryKeyConstraint('cooperative_id', 'name', name=op.f('pk_chains'))
    )
    op.create_table('closed_months',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_by', sa.Text(), nullable=False),
    sa.CheckConstraint('extract(day FROM first_day) = 1', name=op.f('ck_closed_months_first_of_month')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_closed_months_cooperative_id_cooperatives')),
    sa.PrimaryKeyConstraint('cooperative_id', 'first_day', name=op.f('pk_closed_months'))
    )
    op.create_table('takings',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('taken_on', sa.Date(), nullable=False),
    sa.Column('till', sa.Text(), nullable=False),
    sa.Column('by_card', sa.Boolean(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_by', sa.Text(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_takings_cooperative_id_cooperatives')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_takings')),
    sa.UniqueConstraint('cooperative_id', 'taken_on', 'till', name=op.f('uq_takings_cooperative_id_taken_on_till')),
    sa.UniqueConstraint('public_id', name=op.f('uq_takings_public_id'))
    )
    op.create_table('comparable_pay',
    sa.Column('agreement_id', sa.BigInteger(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ore_per_hour', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('ore_per_hour > 0', name=op.f('ck_comparable_pay_ore_positive')),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreements.id'], name=op.f('fk_comparable_pay_agreement_id_agreements')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comparable_pay')),
    sa.UniqueConstraint('agreement_id', 'starts_on', name=op.f('uq_comparable_pay_agreement_id_starts_on'))
    )
    op.create_table('hourly_pay',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ore_per_hour', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('ore_per_hour > 0', name=op.f('ck_hourly_pay_ore_positive')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_hourly_pay_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hourly_pay')),
    sa.UniqueConstraint('member_id', 'starts_on', name=op.f('uq_hourly_pay_member_id_starts_on'))
    )
    op.create_table('pay_gap_sign_offs',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('agreement_id', sa.BigInteger(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('signed_by', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_pay_gap_sign_offs_reason_is_written')),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreements.id'], name=op.f('fk_pay_gap_sign_offs_agreement_id_agreements')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_pay_gap_sign_offs_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_gap_sign_offs')),
    sa.UniqueConstraint('member_id', 'agreement_id', 'month', name=op.f('uq_pay_gap_sign_offs_member_id_agreement_id_month'))
    )
    op.create_table('takings_rows',
    sa.Column('takings_id', sa.BigInteger(), nullable=False),
    sa.Column('vat_code', sa.Text(), nullable=False),
    sa.Column('vat_basis_points', sa.BigInteger(), nullable=False),
    sa.Column('gross_ore', sa.BigInteger(), nullable=False),
    sa.Column('net_ore', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('gross_ore > 0', name=op.f('ck_takings_rows_gross_positive')),
    sa.CheckConstraint('net_ore > 0 AND net_ore <= gross_ore', name=op.f('ck_takings_rows_net_within')),
    sa.ForeignKeyConstraint(['takings_id'], ['takings.id'], name=op.f('fk_takings_rows_takings_id_takings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_takings_rows')),
    sa.UniqueConstraint('takings_id', 'vat_code', name=op.f('uq_takings_rows_takings_id_vat_code'))
    )
    op.create_table('batches',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by_id', sa.BigInteger(), nullable=True),
    sa.Column('asked_by', sa.Text(), nullable=False),
    sa.Column('asked_role', sa.Text(), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['users.id'], name=op.f('fk_batches_asked_by_id_users')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_batches_cooperative_id_cooperatives')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batches')),
    sa.UniqueConstraint('public_id', name=op.f('uq_batches_public_id'))
    )
    op.create_index(op.f('ix_batches_cooperative_id'), 'batches', ['cooperative_id'], unique=False)
    op.create_table('debt_changes',
    sa.Column('invoice_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('late_interest', 'reminder_fee', 'late_compensation', 'write_off', 'rounding', 'refund', name='debt_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('amount_ore', sa.BigInteger(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reduces_vat', sa.Boolean(), nullable=False),
    sa.Column('form_key', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.BigInteger(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("kind <> 'write_off' OR note <> ''", name=op.f('ck_debt_changes_loss_has_ground')),
    sa.CheckConstraint("kind = 'rounding' OR (kind = 'write_off') = (amount_ore < 0)", name=op.f('ck_debt_changes_sign')),
    sa.CheckConstraint('amount_ore <> 0', name=op.f('ck_debt_changes_amount_not_zero')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_debt_changes_invoice_id_invoices')),
    sa.ForeignKeyConstraint(['made_by_id'], ['users.id'], name=op.f('fk_debt_changes_made_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_debt_changes')),
    sa.UniqueConstraint('form_key', name=op.f('uq_debt_changes_form_key')),
    sa.UniqueConstraint('public_id', name=op.f('uq_debt_changes_public_id'))
    )
    op.create_index(op.f('ix_debt_changes_invoice_id'), 'debt_changes', ['invoice_id'], unique=False)
    op.create_table('invoice_deliveries',
    sa.Column('invoice_id', sa.BigInteger(), nullable=False),
    sa.Column('delivery', sa.Enum('mail', 'access_point', 'download', name='delivery', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=True),
    sa.Column('receipt', sa.Text(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_invoice_deliveries_invoice_id_invoices')),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_invoice_deliveries_message_id_messages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice_deliveries')),
    sa.UniqueConstraint('public_id', name=op.f('uq_invoice_deliveries_public_id'))
    )
    op.create_index(op.f('ix_invoice_deliveries_invoice_id'), 'invoice_deliveries', ['invoice_id'], unique=False)
    op.create_table('invoice_reminders',
    sa.Column('invoice_id', sa.BigInteger(), nullable=False),
    sa.Column('reminded_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('open_ore', sa.BigInteger(), nullable=False),
    sa.Column('interest_ore', sa.BigInteger(), nullable=False),
    sa.Column('fee_ore', sa.BigInteger(), nullable=False),
    sa.Column('compensation_ore', sa.BigInteger(), nullable=False),
    sa.Column('not_charged', sa.Text(), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_invoice_reminders_invoice_id_invoices')),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_invoice_reminders_message_id_messages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice_reminders')),
    sa.UniqueConstraint('public_id', name=op.f('uq_invoice_reminders_public_id'))
    )
    op.create_index(op.f('ix_invoice_reminders_invoice_id'), 'invoice_reminders', ['invoice_id'], unique=False)
    op.create_table('invoice_seals',
    sa.Column('invoice_id', sa.BigInteger(), nullable=False),
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('place', sa.BigInteger(), nullable=False),
    sa.Column('link_hash', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_invoice_seals_cooperative_id_cooperatives')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_invoice_seals_invoice_id_invoices')),
    sa.PrimaryKeyConstraint('invoice_id', name=op.f('pk_invoice_seals')),
    sa.UniqueConstraint('cooperative_id', 'series', 'place', name=op.f('uq_invoice_seals_cooperative_id_series_place'))
    )
    op.create_table('vat_treatments',
    sa.Column('agreement_id', sa.BigInteger(), nullable=False),
    sa.Column('category', sa.Enum('S', 'E', 'AE', 'O', name='vat_category', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('rate_basis_points', sa.BigInteger(), nullable=False),
    sa.Column('reason_swedish', sa.Text(), nullable=False),
    sa.Column('reason_english', sa.Text(), nullable=False),
    sa.Column('reason_code', sa.Text(), nullable=False),
    sa.Column('ground', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('chosen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('chosen_by', sa.Text(), nullable=False),
    sa.Column('chosen_by_id', sa.BigInteger(), nullable=True),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('signed_by', sa.Text(), nullable=False),
    sa.Column('signed_by_id', sa.BigInteger(), nullable=True),
    sa.Column('refused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("(category = 'S') = (rate_basis_points > 0)", name=op.f('ck_vat_treatments_rate_of_category')),
    sa.CheckConstraint("(signed_at IS NULL) = (signed_by = '')", name=op.f('ck_vat_treatments_signed_by_somebody')),
    sa.CheckConstraint("category = 'S' OR (reason_swedish <> '' AND reason_english <> '')", name=op.f('ck_vat_treatments_reason_is_written')),
    sa.CheckConstraint("ground <> ''", name=op.f('ck_vat_treatments_ground_is_written')),
    sa.CheckConstraint('signed_at IS NULL OR refused_at IS NULL', name=op.f('ck_vat_treatments_one_answer')),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreements.id'], name=op.f('fk_vat_treatments_agreement_id_agreements')),
    sa.ForeignKeyConstraint(['chosen_by_id'], ['users.id'], name=op.f('fk_vat_treatments_chosen_by_id_users')),
    sa.ForeignKeyConstraint(['signed_by_id'], ['users.id'], name=op.f('fk_vat_treatments_signed_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vat_treatments')),
    sa.UniqueConstraint('public_id', name=op.f('uq_vat_treatments_public_id'))
    )
    op.create_index(op.f('ix_vat_treatments_agreement_id'), 'vat_treatments', ['agreement_id'], unique=False)
    op.create_table('vouchers',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('year', sa.BigInteger(), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('booked_on', sa.Date(), nullable=False),
    sa.Column('event', sa.Enum('issue', 'credit', 'grant', 'payment', 'refund', 'credit_used', 'fee', 'write_off', 'rounding', 'tax_reduction', 'takings', 'accrual', 'reversal', name='event', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('cause', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('entry_count', sa.BigInteger(), nullable=False),
    sa.Column('invoice_id', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('link_hash', sa.Text(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('entry_count > 0', name=op.f('ck_vouchers_has_entries')),
    sa.CheckConstraint('year = extract(year FROM booked_on)', name=op.f('ck_vouchers_year_of_day')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_vouchers_cooperative_id_cooperatives')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_vouchers_invoice_id_invoices')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vouchers')),
    sa.UniqueConstraint('cooperative_id', 'cause', name=op.f('uq_vouchers_cooperative_id_cause')),
    sa.UniqueConstraint('cooperative_id', 'series', 'year', 'number', name=op.f('uq_vouchers_cooperative_id_series_year_number')),
    sa.UniqueConstraint('public_id', name=op.f('uq_vouchers_public_id'))
    )
    op.create_index(op.f('ix_vouchers_booked_on'), 'vouchers', ['booked_on'], unique=False)
    op.create_index(op.f('ix_vouchers_invoice_id'), 'vouchers', ['invoice_id'], unique=False)
    op.create_table('batch_items',
    sa.Column('batch_id', sa.BigInteger(), nullable=False),
    sa.Column('invoice_id', sa.BigInteger(), nullable=True),
    sa.Column('outcome', sa.Enum('waiting', 'issued', 'failed', name='batch_outcome', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("(outcome = 'failed') = (reason <> '')", name=op.f('ck_batch_items_failure_has_reason')),
    sa.ForeignKeyConstraint(['batch_id'], ['batches.id'], name=op.f('fk_batch_items_batch_id_batches')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_batch_items_invoice_id_invoices'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_items')),
    sa.UniqueConstraint('batch_id', 'invoice_id', name=op.f('uq_batch_items_batch_id_invoice_id'))
    )
    op.create_index(op.f('ix_batch_items_invoice_id'), 'batch_items', ['invoice_id'], unique=False)
    op.create_table('message_files',
    sa.Column('message_id', sa.BigInteger(), nullable=False),
    sa.Column('invoice_file_id', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['invoice_file_id'], ['invoice_files.id'], name=op.f('fk_message_files_invoice_file_id_invoice_files')),
    sa.ForeignKeyConstraint(['message_id'], ['messages.id'], name=op.f('fk_message_files_message_id_messages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_files'))
    )
    op.create_index(op.f('ix_message_files_message_id'), 'message_files', ['message_id'], unique=False)
    op.create_table('voucher_entries',
    sa.Column('voucher_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('amount_ore', sa.BigInteger(), nullable=False),
    sa.Column('cost_centre', sa.Text(), nullable=False),
    sa.Column('project', sa.Text(), nullable=False),
    sa.Column('stream', sa.Enum('market', 'public_compensation', name='stream', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('buyer_sector', sa.Enum('private_person', 'company', 'public', name='buyer_sector', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['voucher_id'], ['vouchers.id'], name=op.f('fk_voucher_entries_voucher_id_vouchers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voucher_entries')),
    sa.UniqueConstraint('voucher_id', 'position', name=op.f('uq_voucher_entries_voucher_id_position'))
    )
    op.create_index(op.f('ix_voucher_entries_account'), 'voucher_entries', ['account'], unique=False)
    op.execute(APPEND_ONLY)
    op.execute(COUNTERS_ONLY_GROW)
    op.execute(CLOSED_STAYS_CLOSED)
    op.execute(VOUCHERS_BALANCE)


def _widen_invoices() -> None:
    """New columns hold for old rows too: their defaults stand in the database as well."""
    op.add_column("invoices", sa.Column("kind", sa.String(40), server_default="invoice", nullable=False))
    op.add_column("invoices", sa.Column("credits_id", sa.BigInteger(), nullable=True))
    op.add_column("invoices", sa.Column("language", sa.Text(), server_default="sv", nullable=False))
    op.add_column("invoices", sa.Column("month", sa.Date(), nullable=True))
    op.add_column("invoices", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.add_column("invoices", sa.Column("tax_reduction_ore", sa.BigInteger(), server_default="0", nullable=False))
    op.create_foreign_key(op.f("fk_invoices_credits_id_invoices"), "invoices", "invoices", ["credits_id"], ["id"])
    op.create_index(op.f("ix_invoices_credits_id"), "invoices", ["credits_id"])
    op.drop_constraint(op.f("ck_invoices_issued_is_complete"), "invoices")
    for name, rule in {
        "invoice_kind": "kind IN ('invoice', 'credit_note', 'requisition')",
        "issued_is_complete": "(status = 'issued') = (number IS NOT NULL AND document IS NOT NULL"
        " AND (ocr IS NOT NULL OR kind = 'credit_note')"
        " AND issued_on IS NOT NULL AND due_on IS NOT NULL AND payable_ore IS NOT NULL)",
        "credit_has_original": "(kind = 'credit_note') = (credits_id IS NOT NULL)",
        "only_credits_are_negative": "kind = 'credit_note' OR payable_ore >= 0",
        "language_known": "language IN ('sv', 'en')",
        "tax_reduction_not_negative": "tax_reduction_ore >= 0",
    }.items():
        op.create_check_constraint(op.f(f"ck_invoices_{name}"), "invoices", rule)


def _widen_lines() -> None:
    for name, default in {
        "vat_code": "labour",
        "vat_category": "S",
        "vat_reason_swedish": "",
        "vat_reason_english": "",
        "vat_reason_code": "",
    }.items():
        kind = sa.String(40) if name == "vat_category" else sa.Text()
        op.add_column("invoice_lines", sa.Column(name, kind, server_default=default, nullable=False))
    op.add_column("invoice_lines", sa.Column("quantity_thousandths", sa.BigInteger(), nullable=True))
    op.add_column("invoice_lines", sa.Column("unit", sa.String(40), nullable=True))
    op.add_column("invoice_lines", sa.Column("unit_price_ore", sa.BigInteger(), nullable=True))
    op.add_column("invoice_lines", sa.Column("supplied_on", sa.Date(), nullable=True))
    op.add_column("invoice_lines", sa.Column("credits_line_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_invoice_lines_credits_line_id_invoice_lines"), "invoice_lines", "invoice_lines", ["credits_line_id"], ["id"])
    op.create_index(op.f("ix_invoice_lines_credits_line_id"), "invoice_lines", ["credits_line_id"])
    for name, rule in {
        "vat_category": "vat_category IN ('S', 'E', 'AE', 'O')",
        "unit": "unit IN ('HUR', 'DAY', 'MON', 'C62', 'KGM', 'KMT', 'MTR', 'MTK', 'LTR')",
        "goods_are_complete": "num_nulls(quantity_thousandths, unit, unit_price_ore) IN (0, 3)",
        "goods_have_no_minutes": "quantity_thousandths IS NULL OR (quantity_minutes = 0"
        " AND ore_per_hour = 0 AND supplied_on IS NOT NULL)",
        "rate_of_category": "(vat_category = 'S') = (vat_basis_points > 0)",
    }.items():
        op.create_check_constraint(op.f(f"ck_invoice_lines_{name}"), "invoice_lines", rule)
