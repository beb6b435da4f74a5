"""The first tables, the two roles, and what the database itself makes impossible."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

APP_ROLE = """
DO $$
DECLARE
  -- Since PostgreSQL 16 whoever creates a role may give it away, yet not take it on.
  taking_on text := CASE WHEN current_setting('server_version_num')::int >= 160000
    THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orangeriet_app') THEN
    CREATE ROLE orangeriet_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT pg_has_role(current_user, 'orangeriet_app', taking_on) THEN
    EXECUTE format('GRANT orangeriet_app TO %I', current_user);
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the owner may not create roles: let an administrator run '
      'CREATE ROLE orangeriet_app LOGIN; GRANT orangeriet_app TO %; and try again', current_user;
  WHEN duplicate_object OR unique_violation THEN
    NULL;  -- another database of the same server was set up at the same moment
END $$
"""

GRANTS = """
GRANT USAGE ON SCHEMA public TO orangeriet_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO orangeriet_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO orangeriet_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO orangeriet_app;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM orangeriet_app;
REVOKE UPDATE, DELETE ON events, payments, invoice_files FROM orangeriet_app
"""

ISSUED_IS_FROZEN = """
CREATE FUNCTION refuse_change_of_issued_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'issued' THEN
    RAISE EXCEPTION 'invoice % is issued and never changes', OLD.id USING ERRCODE = '23001';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER issued_is_frozen BEFORE UPDATE OR DELETE ON invoices
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_invoice();

CREATE FUNCTION refuse_change_of_issued_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line invoice_lines := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  -- Waits for an issue that is under way; a line can be moved neither off an invoice nor onto it.
  PERFORM FROM invoices WHERE id IN (OLD.invoice_id, NEW.invoice_id) ORDER BY id
    FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT FROM invoices WHERE id IN (OLD.invoice_id, NEW.invoice_id) AND status = 'issued'
  ) THEN
    IF TG_OP = 'UPDATE' AND OLD.live AND NOT NEW.live THEN
      NEW.live := true;
      IF NEW IS NOT DISTINCT FROM OLD THEN
        NEW.live := false;  -- credited: the hour is free, nothing else changed
        RETURN NEW;
      END IF;
    END IF;
    RAISE EXCEPTION 'line % stands on an issued invoice', line.id USING ERRCODE = '23001';
  END IF;
  RETURN line;
END $$;
CREATE TRIGGER issued_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON invoice_lines
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_line();

CREATE FUNCTION refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON invoices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON invoice_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON payments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying()
"""

EMPLOYED_ON_THE_DAY = """
CREATE FUNCTION working_day(booked tstzrange) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT (lower(booked) AT TIME ZONE 'Europe/Stockholm')::date
$$;

CREATE FUNCTION demand_employment_on_the_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind <> 'internship' AND NEW.status IN ('confirmed', 'worked') AND NOT EXISTS (
    SELECT FROM employments e WHERE e.id = NEW.employment_id AND e.member_id = NEW.member_id
      AND e.during @> working_day(NEW.during) FOR SHARE  -- waits for one that is being ended
  ) THEN
    RAISE EXCEPTION 'paid work without an employment on the day'
      USING ERRCODE = '23514', CONSTRAINT = 'ck_assignments_employed_on_the_day';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER employed_on_the_day BEFORE INSERT OR UPDATE ON assignments
  FOR EACH ROW EXECUTE FUNCTION demand_employment_on_the_day();

CREATE FUNCTION keep_employment_of_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM assignments a WHERE a.employment_id = NEW.id AND a.kind <> 'internship'
      AND a.status IN ('confirmed', 'worked') AND NOT NEW.during @> working_day(a.during)
  ) THEN
    RAISE EXCEPTION 'an employment still carries paid work outside its new period'
      USING ERRCODE = '23514', CONSTRAINT = 'ck_assignments_employed_on_the_day';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keeps_its_assignments BEFORE UPDATE OF during ON employments
  FOR EACH ROW EXECUTE FUNCTION keep_employment_of_assignments()
"""


def upgrade() -> None:
    op.execute(APP_ROLE)
    # ### commands auto generated by Alembic - please adjust! ###
    op.create_table('companies',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('organisation_number', sa.Text(), nullable=True),
    sa.Column('buyer_sector', sa.Enum('private_person', 'company', 'public', name='buyer_sector', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('street', sa.Text(), nullable=False),
    sa.Column('postal_code', sa.Text(), nullable=False),
    sa.Column('city', sa.Text(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_companies')),
    sa.UniqueConstraint('organisation_number', name=op.f('uq_companies_organisation_number')),
    sa.UniqueConstraint('public_id', name=op.f('uq_companies_public_id'))
    )
    op.create_table('installation',
    sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('demo_seed', sa.BigInteger(), nullable=False),
    sa.Column('demo_today', sa.Date(), nullable=False),
    sa.Column('built_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_installation_one_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_installation'))
    )
    op.create_table('municipalities',
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_municipalities')),
    sa.UniqueConstraint('code', name=op.f('uq_municipalities_code')),
    sa.UniqueConstraint('public_id', name=op.f('uq_municipalities_public_id')),
    sa.UniqueConstraint('slug', name=op.f('uq_municipalities_slug'))
    )
    op.create_table('regions',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_regions')),
    sa.UniqueConstraint('name', name=op.f('uq_regions_name')),
    sa.UniqueConstraint('public_id', name=op.f('uq_regions_public_id'))
    )
    op.create_table('sign_in_attempts',
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('tried_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempts'))
    )
    op.create_index(op.f('ix_sign_in_attempts_subject'), 'sign_in_attempts', ['subject'], unique=False)
    op.create_table('cooperatives',
    sa.Column('slug', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('region_id', sa.BigInteger(), nullable=False),
    sa.Column('organisation_number', sa.Text(), nullable=False),
    sa.Column('bankgiro', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('street', sa.Text(), nullable=False),
    sa.Column('postal_code', sa.Text(), nullable=False),
    sa.Column('city', sa.Text(), nullable=False),
    sa.Column('f_tax_approved', sa.Boolean(), nullable=False),
    sa.Column('payment_terms_days', sa.BigInteger(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['region_id'], ['regions.id'], name=op.f('fk_cooperatives_region_id_regions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cooperatives')),
    sa.UniqueConstraint('name', name=op.f('uq_cooperatives_name')),
    sa.UniqueConstraint('organisation_number', name=op.f('uq_cooperatives_organisation_number')),
    sa.UniqueConstraint('public_id', name=op.f('uq_cooperatives_public_id')),
    sa.UniqueConstraint('slug', name=op.f('uq_cooperatives_slug'))
    )
    op.create_index(op.f('ix_cooperatives_region_id'), 'cooperatives', ['region_id'], unique=False)
    op.create_table('match_runs',
    sa.Column('region_id', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Enum('queued', 'solving', 'solved', 'stopped', 'failed', name='match_run_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('seed', sa.BigInteger(), nullable=False),
    sa.Column('queued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('problem_hash', sa.Text(), nullable=True),
    sa.Column('seats_asked', sa.BigInteger(), nullable=False),
    sa.Column('seats_filled', sa.BigInteger(), nullable=False),
    sa.Column('coverage_bound_minutes', sa.BigInteger(), nullable=True),
    sa.Column('covered_minutes', sa.BigInteger(), nullable=False),
    sa.Column('solve_milliseconds', sa.BigInteger(), nullable=True),
    sa.Column('levels', postgresql.JSONB(astext_type=Text()), nullable=False),
    sa.Column('unfilled', postgresql.JSONB(astext_type=Text()), nullable=False),
    sa.Column('stop_requested', sa.Boolean(), nullable=False),
    sa.Column('failure', sa.Text(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('seats_filled <= seats_asked', name=op.f('ck_match_runs_filled_at_most_asked')),
    sa.ForeignKeyConstraint(['region_id'], ['regions.id'], name=op.f('fk_match_runs_region_id_regions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_match_runs')),
    sa.UniqueConstraint('public_id', name=op.f('uq_match_runs_public_id'))
    )
    op.create_index(op.f('ix_match_runs_queued_at'), 'match_runs', ['queued_at'], unique=False)
    op.create_index(op.f('ix_match_runs_region_id'), 'match_runs', ['region_id'], unique=False)
    op.create_index('uq_match_runs_one_queued', 'match_runs', ['region_id'], unique=True, postgresql_where=sa.text("status = 'queued'"))
    op.create_table('networks',
    sa.Column('municipality_id', sa.BigInteger(), nullable=False),
    sa.Column('target', sa.BigInteger(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipalities.id'], name=op.f('fk_networks_municipality_id_municipalities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_networks')),
    sa.UniqueConstraint('municipality_id', name=op.f('uq_networks_municipality_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_networks_public_id'))
    )
    op.create_table('sites',
    sa.Column('company_id', sa.BigInteger(), nullable=False),
    sa.Column('municipality_id', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('street', sa.Text(), nullable=False),
    sa.Column('locality', sa.Text(), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('night_work', sa.Boolean(), nullable=False),
    sa.Column('staff_ledger', sa.Boolean(), nullable=False),
    sa.Column('meeting_point', sa.Text(), nullable=False),
    sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_sites_company_id_companies')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipalities.id'], name=op.f('fk_sites_municipality_id_municipalities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sites')),
    sa.UniqueConstraint('public_id', name=op.f('uq_sites_public_id'))
    )
    op.create_index(op.f('ix_sites_company_id'), 'sites', ['company_id'], unique=False)
    op.create_index(op.f('ix_sites_municipality_id'), 'sites', ['municipality_id'], unique=False)
    op.create_table('cooperative_municipalities',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('municipality_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_cooperative_municipalities_cooperative_id_cooperatives')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipalities.id'], name=op.f('fk_cooperative_municipalities_municipality_id_municipalities')),
    sa.PrimaryKeyConstraint('cooperative_id', 'municipality_id', name=op.f('pk_cooperative_municipalities'))
    )
    op.create_index(op.f('ix_cooperative_municipalities_municipality_id'), 'cooperative_municipalities', ['municipality_id'], unique=False)
    op.create_table('hourly_rates',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('task', sa.Text(), nullable=True),
    sa.Column('ore_per_hour', sa.BigInteger(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('ore_per_hour > 0', name=op.f('ck_hourly_rates_ore_positive')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_hourly_rates_cooperative_id_cooperatives')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hourly_rates'))
    )
    op.create_index(op.f('ix_hourly_rates_cooperative_id'), 'hourly_rates', ['cooperative_id'], unique=False)
    op.create_table('invoice_series',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('year', sa.BigInteger(), nullable=False),
    sa.Column('last_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_invoice_series_cooperative_id_cooperatives')),
    sa.PrimaryKeyConstraint('cooperative_id', 'series', 'year', name=op.f('pk_invoice_series'))
    )
    op.create_table('members',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('municipality_id', sa.BigInteger(), nullable=False),
    sa.Column('given_name', sa.Text(), nullable=False),
    sa.Column('family_name', sa.Text(), nullable=False),
    sa.Column('gender', sa.Enum('woman', 'man', 'other', 'undisclosed', name='gender', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('locality', sa.Text(), nullable=False),
    sa.Column('latitude', sa.Double(), nullable=False),
    sa.Column('longitude', sa.Double(), nullable=False),
    sa.Column('reach_km', sa.BigInteger(), nullable=False),
    sa.Column('day_minutes', sa.BigInteger(), nullable=False),
    sa.Column('week_minutes', sa.BigInteger(), nullable=False),
    sa.Column('wanted_week_minutes', sa.BigInteger(), nullable=False),
    sa.Column('night_work', sa.Boolean(), nullable=False),
    sa.Column('support', sa.BigInteger(), nullable=False),
    sa.Column('supervisor', sa.Boolean(), nullable=False),
    sa.Column('protected_identity', sa.Boolean(), nullable=False),
    sa.Column('wishes', postgresql.ARRAY(Text()), nullable=False),
    sa.Column('develop', postgresql.ARRAY(Text()), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('day_minutes BETWEEN 0 AND 1440', name=op.f('ck_members_day_minutes_range')),
    sa.CheckConstraint('reach_km >= 0', name=op.f('ck_members_reach_positive')),
    sa.CheckConstraint('support BETWEEN 1 AND 4', name=op.f('ck_members_support_range')),
    sa.CheckConstraint('wanted_week_minutes BETWEEN 0 AND 10080', name=op.f('ck_members_wanted_range')),
    sa.CheckConstraint('week_minutes BETWEEN 0 AND 10080', name=op.f('ck_members_week_minutes_range')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_members_cooperative_id_cooperatives')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipalities.id'], name=op.f('fk_members_municipality_id_municipalities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_members')),
    sa.UniqueConstraint('public_id', name=op.f('uq_members_public_id'))
    )
    op.create_index(op.f('ix_members_cooperative_id'), 'members', ['cooperative_id'], unique=False)
    op.create_index(op.f('ix_members_municipality_id'), 'members', ['municipality_id'], unique=False)
    op.create_table('network_memberships',
    sa.Column('network_id', sa.BigInteger(), nullable=False),
    sa.Column('company_id', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Enum('invited', 'active', 'dormant', 'left', name='network_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_network_memberships_company_id_companies')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_network_memberships_network_id_networks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_memberships')),
    sa.UniqueConstraint('network_id', 'company_id', name=op.f('uq_network_memberships_network_id_company_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_network_memberships_public_id'))
    )
    op.create_index(op.f('ix_network_memberships_company_id'), 'network_memberships', ['company_id'], unique=False)
    op.create_table('postings',
    sa.Column('kind', sa.Enum('hire_out', 'service', 'internship', name='posting_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('status', sa.Enum('draft', 'submitted', 'returned', 'open', 'partly_filled', 'filled', 'running', 'done', 'withdrawn', name='posting_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('company_id', sa.BigInteger(), nullable=False),
    sa.Column('site_id', sa.BigInteger(), nullable=False),
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('task', sa.Text(), nullable=False),
    sa.Column('details', sa.Text(), nullable=False),
    sa.Column('ore_per_hour', sa.BigInteger(), nullable=True),
    sa.Column('priority', sa.BigInteger(), nullable=False),
    sa.Column('whole', sa.Boolean(), nullable=False),
    sa.Column('team', sa.BigInteger(), nullable=False),
    sa.Column('workers_per_supervisor', sa.BigInteger(), nullable=True),
    sa.Column('supervisor_name', sa.Text(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer_by', sa.DateTime(timezone=True), nullable=True),
    sa.Column('form_key', sa.Text(), nullable=True),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("(kind = 'internship') = (ore_per_hour IS NULL)", name=op.f('ck_postings_internship_unpriced')),
    sa.CheckConstraint('ore_per_hour > 0', name=op.f('ck_postings_price_positive')),
    sa.CheckConstraint('priority BETWEEN 1 AND 3', name=op.f('ck_postings_priority_range')),
    sa.CheckConstraint('team >= 1', name=op.f('ck_postings_team_positive')),
    sa.CheckConstraint('workers_per_supervisor >= 1', name=op.f('ck_postings_supervision_positive')),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_postings_company_id_companies')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_postings_cooperative_id_cooperatives')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_postings_site_id_sites')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_postings')),
    sa.UniqueConstraint('form_key', name=op.f('uq_postings_form_key')),
    sa.UniqueConstraint('id', 'kind', name=op.f('uq_postings_id_kind')),
    sa.UniqueConstraint('public_id', name=op.f('uq_postings_public_id'))
    )
    op.create_index(op.f('ix_postings_company_id'), 'postings', ['company_id'], unique=False)
    op.create_index(op.f('ix_postings_cooperative_id'), 'postings', ['cooperative_id'], unique=False)
    op.create_index(op.f('ix_postings_site_id'), 'postings', ['site_id'], unique=False)
    op.create_index(op.f('ix_postings_status'), 'postings', ['status'], unique=False)
    op.create_table('site_features',
    sa.Column('site_id', sa.BigInteger(), nullable=False),
    sa.Column('condition', sa.Text(), nullable=False),
    sa.Column('answer', sa.Enum('yes', 'on_request', 'no', 'unknown', name='feature_answer', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('places', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("(answer = 'on_request') = (places IS NOT NULL)", name=op.f('ck_site_features_places_on_request')),
    sa.CheckConstraint('places > 0', name=op.f('ck_site_features_places_positive')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_site_features_site_id_sites')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_site_features')),
    sa.UniqueConstraint('site_id', 'condition', name=op.f('uq_site_features_site_id_condition'))
    )
    op.create_table('absences',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('during', postgresql.TSTZRANGE(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('NOT isempty(during)', name=op.f('ck_absences_during_not_empty')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_absences_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absences')),
    sa.UniqueConstraint('public_id', name=op.f('uq_absences_public_id'))
    )
    op.create_index(op.f('ix_absences_member_id'), 'absences', ['member_id'], unique=False)
    op.create_table('availabilities',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('weekday', sa.BigInteger(), nullable=False),
    sa.Column('start_minute', sa.BigInteger(), nullable=False),
    sa.Column('end_minute', sa.BigInteger(), nullable=False),
    sa.Column('during', postgresql.DATERANGE(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('start_minute < end_minute', name=op.f('ck_availabilities_start_before_end')),
    sa.CheckConstraint('start_minute >= 0 AND end_minute <= 2880', name=op.f('ck_availabilities_minutes_range')),
    sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_availabilities_weekday_range')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_availabilities_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_availabilities')),
    sa.UniqueConstraint('public_id', name=op.f('uq_availabilities_public_id'))
    )
    op.create_index(op.f('ix_availabilities_member_id'), 'availabilities', ['member_id'], unique=False)
    op.create_table('employments',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('form', sa.Enum('ordinary', 'wage_subsidy', 'sheltered', name='employment_form', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('extent_permille', sa.BigInteger(), nullable=False),
    sa.Column('during', postgresql.DATERANGE(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    postgresql.ExcludeConstraint((sa.text("int8range(member_id, member_id, '[]')"), '&&'), (sa.column('during'), '&&'), using='gist', name='ex_employments_one_at_a_time'),
    sa.CheckConstraint('NOT isempty(during)', name=op.f('ck_employments_during_not_empty')),
    sa.CheckConstraint('extent_permille BETWEEN 1 AND 1000', name=op.f('ck_employments_extent_range')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_employments_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employments')),
    sa.UniqueConstraint('id', 'member_id', name=op.f('uq_employments_id_member_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_employments_public_id'))
    )
    op.create_index(op.f('ix_employments_member_id'), 'employments', ['member_id'], unique=False)
    op.create_table('invoices',
    sa.Column('cooperative_id', sa.BigInteger(), nullable=False),
    sa.Column('company_id', sa.BigInteger(), nullable=False),
    sa.Column('posting_id', sa.BigInteger(), nullable=True),
    sa.Column('status', sa.Enum('draft', 'issued', name='invoice_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('year', sa.BigInteger(), nullable=True),
    sa.Column('number', sa.BigInteger(), nullable=True),
    sa.Column('ocr', sa.Text(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('net_ore', sa.BigInteger(), nullable=True),
    sa.Column('vat_ore', sa.BigInteger(), nullable=True),
    sa.Column('payable_ore', sa.BigInteger(), nullable=True),
    sa.Column('document', sa.Text(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("(status = 'issued') = (number IS NOT NULL AND ocr IS NOT NULL AND document IS NOT NULL AND issued_on IS NOT NULL AND due_on IS NOT NULL AND payable_ore IS NOT NULL)", name=op.f('ck_invoices_issued_is_complete')),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_invoices_company_id_companies')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_invoices_cooperative_id_cooperatives')),
    sa.ForeignKeyConstraint(['posting_id'], ['postings.id'], name=op.f('fk_invoices_posting_id_postings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoices')),
    sa.UniqueConstraint('cooperative_id', 'ocr', name=op.f('uq_invoices_cooperative_id_ocr')),
    sa.UniqueConstraint('cooperative_id', 'series', 'year', 'number', name=op.f('uq_invoices_cooperative_id_series_year_number')),
    sa.UniqueConstraint('public_id', name=op.f('uq_invoices_public_id'))
    )
    op.create_index(op.f('ix_invoices_company_id'), 'invoices', ['company_id'], unique=False)
    op.create_index(op.f('ix_invoices_posting_id'), 'invoices', ['posting_id'], unique=False)
    op.create_index(op.f('ix_invoices_status'), 'invoices', ['status'], unique=False)
    op.create_table('match_run_postings',
    sa.Column('match_run_id', sa.BigInteger(), nullable=False),
    sa.Column('posting_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['match_run_id'], ['match_runs.id'], name=op.f('fk_match_run_postings_match_run_id_match_runs')),
    sa.ForeignKeyConstraint(['posting_id'], ['postings.id'], name=op.f('fk_match_run_postings_posting_id_postings')),
    sa.PrimaryKeyConstraint('match_run_id', 'posting_id', name=op.f('pk_match_run_postings'))
    )
    op.create_index(op.f('ix_match_run_postings_posting_id'), 'match_run_postings', ['posting_id'], unique=False)
    op.create_table('member_blocks',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('company_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_member_blocks_company_id_companies')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_member_blocks_member_id_members')),
    sa.PrimaryKeyConstraint('member_id', 'company_id', name=op.f('pk_member_blocks'))
    )
    op.create_table('member_skills',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('skill', sa.Text(), nullable=False),
    sa.Column('level', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Enum('self_stated', 'observed', 'validated', 'expired', name='skill_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('level BETWEEN 1 AND 3', name=op.f('ck_member_skills_level_range')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_member_skills_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_skills')),
    sa.UniqueConstraint('member_id', 'skill', name=op.f('uq_member_skills_member_id_skill')),
    sa.UniqueConstraint('public_id', name=op.f('uq_member_skills_public_id'))
    )
    op.create_table('memberships',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('during', postgresql.DATERANGE(), nullable=False),
    sa.Column('share_ore', sa.BigInteger(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    postgresql.ExcludeConstraint((sa.text("int8range(member_id, member_id, '[]')"), '&&'), (sa.column('during'), '&&'), using='gist', name='ex_memberships_one_at_a_time'),
    sa.CheckConstraint('NOT isempty(during)', name=op.f('ck_memberships_during_not_empty')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_memberships_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('public_id', name=op.f('uq_memberships_public_id'))
    )
    op.create_index(op.f('ix_memberships_member_id'), 'memberships', ['member_id'], unique=False)
    op.create_table('messages',
    sa.Column('channel', sa.Enum('mail', 'sms', name='channel', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('status', sa.Enum('waiting', 'sent', 'kept', 'failed', name='message_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('member_id', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.BigInteger(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("recipient <> ''", name=op.f('ck_messages_recipient_given')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_messages_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages')),
    sa.UniqueConstraint('public_id', name=op.f('uq_messages_public_id'))
    )
    op.create_index(op.f('ix_messages_created_at'), 'messages', ['created_at'], unique=False)
    op.create_index(op.f('ix_messages_member_id'), 'messages', ['member_id'], unique=False)
    op.create_index(op.f('ix_messages_status'), 'messages', ['status'], unique=False)
    op.create_table('posting_skills',
    sa.Column('posting_id', sa.BigInteger(), nullable=False),
    sa.Column('skill', sa.Text(), nullable=False),
    sa.Column('level', sa.BigInteger(), nullable=False),
    sa.Column('merit', sa.Boolean(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('level BETWEEN 1 AND 3', name=op.f('ck_posting_skills_level_range')),
    sa.ForeignKeyConstraint(['posting_id'], ['postings.id'], name=op.f('fk_posting_skills_posting_id_postings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_posting_skills')),
    sa.UniqueConstraint('posting_id', 'skill', name=op.f('uq_posting_skills_posting_id_skill'))
    )
    op.create_table('shifts',
    sa.Column('posting_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('hire_out', 'service', 'internship', name='posting_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('break_minutes', sa.BigInteger(), nullable=False),
    sa.Column('heads', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Enum('planned', 'staffed', 'worked', 'cancelled', name='shift_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("break_minutes >= 0 AND break_minutes * interval '1 minute' < ends_at - starts_at", name=op.f('ck_shifts_break_within')),
    sa.CheckConstraint('heads BETWEEN 1 AND 200', name=op.f('ck_shifts_heads_range')),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_shifts_start_before_end')),
    sa.ForeignKeyConstraint(['posting_id', 'kind'], ['postings.id', 'postings.kind'], name=op.f('fk_shifts_posting_id_kind_postings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shifts')),
    sa.UniqueConstraint('id', 'kind', name=op.f('uq_shifts_id_kind')),
    sa.UniqueConstraint('public_id', name=op.f('uq_shifts_public_id'))
    )
    op.create_index(op.f('ix_shifts_posting_id'), 'shifts', ['posting_id'], unique=False)
    op.create_index(op.f('ix_shifts_starts_at'), 'shifts', ['starts_at'], unique=False)
    op.create_table('stays',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('during', postgresql.DATERANGE(), nullable=False),
    sa.Column('phase', sa.Enum('introduction', 'rehabilitation', 'work_ready', name='stay_phase', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('exit_reason', sa.Enum('work', 'cooperative', 'business', 'education', 'moved', 'health', 'other', name='exit_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    postgresql.ExcludeConstraint((sa.text("int8range(member_id, member_id, '[]')"), '&&'), (sa.column('during'), '&&'), using='gist', name='ex_stays_one_at_a_time'),
    sa.CheckConstraint('NOT isempty(during)', name=op.f('ck_stays_during_not_empty')),
    sa.CheckConstraint('upper_inf(during) = (exit_reason IS NULL)', name=op.f('ck_stays_exit_has_reason')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_stays_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stays')),
    sa.UniqueConstraint('public_id', name=op.f('uq_stays_public_id'))
    )
    op.create_index(op.f('ix_stays_member_id'), 'stays', ['member_id'], unique=False)
    op.create_table('travels',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('site_id', sa.BigInteger(), nullable=False),
    sa.Column('minutes', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('minutes >= 0', name=op.f('ck_travels_minutes_positive')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_travels_member_id_members')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_travels_site_id_sites')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_travels')),
    sa.UniqueConstraint('member_id', 'site_id', name=op.f('uq_travels_member_id_site_id'))
    )
    op.create_table('users',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('role', sa.Enum('company', 'coach', 'cooperative_admin', 'member', 'kooptjanst', 'sysadmin', name='role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('company_id', sa.BigInteger(), nullable=True),
    sa.Column('cooperative_id', sa.BigInteger(), nullable=True),
    sa.Column('member_id', sa.BigInteger(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("(role = 'company') = (company_id IS NOT NULL)", name=op.f('ck_users_company_of_role')),
    sa.CheckConstraint("(role = 'member') = (member_id IS NOT NULL)", name=op.f('ck_users_member_of_role')),
    sa.CheckConstraint("(role IN ('coach', 'cooperative_admin', 'member')) = (cooperative_id IS NOT NULL)", name=op.f('ck_users_cooperative_of_role')),
    sa.ForeignKeyConstraint(['company_id'], ['companies.id'], name=op.f('fk_users_company_id_companies')),
    sa.ForeignKeyConstraint(['cooperative_id'], ['cooperatives.id'], name=op.f('fk_users_cooperative_id_cooperatives')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_users_member_id_members')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('member_id', name=op.f('uq_users_member_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_users_public_id'))
    )
    op.create_index(op.f('ix_users_company_id'), 'users', ['company_id'], unique=False)
    op.create_index(op.f('ix_users_cooperative_id'), 'users', ['cooperative_id'], unique=False)
    op.create_index('uq_users_email', 'users', [sa.literal_column('lower(email)')], unique=True)
    op.create_table('asks',
    sa.Column('posting_id', sa.BigInteger(), nullable=False),
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer_by', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('channel', sa.Enum('link', 'phone', 'room', name='answer_channel', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('recorded_by_id', sa.BigInteger(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_asks_member_id_members')),
    sa.ForeignKeyConstraint(['posting_id'], ['postings.id'], name=op.f('fk_asks_posting_id_postings')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['users.id'], name=op.f('fk_asks_recorded_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asks')),
    sa.UniqueConstraint('posting_id', 'member_id', name=op.f('uq_asks_posting_id_member_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_asks_public_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_asks_token_hash'))
    )
    op.create_index(op.f('ix_asks_member_id'), 'asks', ['member_id'], unique=False)
    op.create_index(op.f('ix_asks_sent_at'), 'asks', ['sent_at'], unique=False)
    op.create_table('events',
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('verb', sa.Text(), nullable=False),
    sa.Column('subject_type', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.BigInteger(), nullable=False),
    sa.Column('actor_role', sa.Text(), nullable=False),
    sa.Column('actor_label', sa.Text(), nullable=False),
    sa.Column('actor_user_id', sa.BigInteger(), nullable=True),
    sa.Column('actor_member_id', sa.BigInteger(), nullable=True),
    sa.Column('detail', postgresql.JSONB(astext_type=Text()), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['actor_member_id'], ['members.id'], name=op.f('fk_events_actor_member_id_members')),
    sa.ForeignKeyConstraint(['actor_user_id'], ['users.id'], name=op.f('fk_events_actor_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_events')),
    sa.UniqueConstraint('public_id', name=op.f('uq_events_public_id'))
    )
    op.create_index(op.f('ix_events_actor_member_id'), 'events', ['actor_member_id'], unique=False)
    op.create_index(op.f('ix_events_actor_user_id'), 'events', ['actor_user_id'], unique=False)
    op.create_index(op.f('ix_events_at'), 'events', ['at'], unique=False)
    op.create_index('ix_events_subject', 'events', ['subject_type', 'subject_id', 'id'], unique=False)
    op.create_table('invoice_files',
    sa.Column('invoice_id', sa.BigInteger(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_invoice_files_invoice_id_invoices')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice_files')),
    sa.UniqueConstraint('invoice_id', 'media_type', name=op.f('uq_invoice_files_invoice_id_media_type'))
    )
    op.create_table('member_needs',
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('condition', 'hazard', 'ability', name='need_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by_id', sa.BigInteger(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_member_needs_member_id_members')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['users.id'], name=op.f('fk_member_needs_recorded_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_needs')),
    sa.UniqueConstraint('public_id', name=op.f('uq_member_needs_public_id'))
    )
    op.create_index(op.f('ix_member_needs_member_id'), 'member_needs', ['member_id'], unique=False)
    op.create_table('payments',
    sa.Column('invoice_id', sa.BigInteger(), nullable=False),
    sa.Column('amount_ore', sa.BigInteger(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('method', sa.Enum('bankgiro', 'card', 'other', name='payment_method', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('idempotency_key', sa.Text(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by_id', sa.BigInteger(), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint('amount_ore > 0', name=op.f('ck_payments_amount_positive')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_payments_invoice_id_invoices')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['users.id'], name=op.f('fk_payments_recorded_by_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payments')),
    sa.UniqueConstraint('idempotency_key', name=op.f('uq_payments_idempotency_key')),
    sa.UniqueConstraint('public_id', name=op.f('uq_payments_public_id'))
    )
    op.create_index(op.f('ix_payments_invoice_id'), 'payments', ['invoice_id'], unique=False)
    op.create_table('sign_in_links',
    sa.Column('user_id', sa.BigInteger(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_sign_in_links_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_links')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_links_token_hash'))
    )
    op.create_index(op.f('ix_sign_in_links_user_id'), 'sign_in_links', ['user_id'], unique=False)
    op.create_table('sign_ins',
    sa.Column('user_id', sa.BigInteger(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_sign_ins_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_ins')),
    sa.UniqueConstraint('public_id', name=op.f('uq_sign_ins_public_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_ins_token_hash'))
    )
    op.create_index(op.f('ix_sign_ins_user_id'), 'sign_ins', ['user_id'], unique=False)
    op.create_table('proposals',
    sa.Column('match_run_id', sa.BigInteger(), nullable=True),
    sa.Column('shift_id', sa.BigInteger(), nullable=False),
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('ask_id', sa.BigInteger(), nullable=True),
    sa.Column('role', sa.Enum('work', 'supervise', name='placement_role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('status', sa.Enum('created', 'sent', 'accepted', 'declined', 'expired', 'superseded', name='proposal_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reasons', postgresql.ARRAY(Text()), nullable=False),
    sa.Column('locked', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.ForeignKeyConstraint(['ask_id'], ['asks.id'], name=op.f('fk_proposals_ask_id_asks')),
    sa.ForeignKeyConstraint(['match_run_id'], ['match_runs.id'], name=op.f('fk_proposals_match_run_id_match_runs')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_proposals_member_id_members')),
    sa.ForeignKeyConstraint(['shift_id'], ['shifts.id'], name=op.f('fk_proposals_shift_id_shifts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposals')),
    sa.UniqueConstraint('public_id', name=op.f('uq_proposals_public_id'))
    )
    op.create_index(op.f('ix_proposals_ask_id'), 'proposals', ['ask_id'], unique=False)
    op.create_index(op.f('ix_proposals_match_run_id'), 'proposals', ['match_run_id'], unique=False)
    op.create_index(op.f('ix_proposals_member_id'), 'proposals', ['member_id'], unique=False)
    op.create_index(op.f('ix_proposals_shift_id'), 'proposals', ['shift_id'], unique=False)
    op.create_index('uq_proposals_one_standing', 'proposals', ['shift_id', 'member_id'], unique=True, postgresql_where=sa.text("status IN ('created', 'sent', 'accepted', 'declined')"))
    op.create_table('assignments',
    sa.Column('shift_id', sa.BigInteger(), nullable=False),
    sa.Column('member_id', sa.BigInteger(), nullable=False),
    sa.Column('proposal_id', sa.BigInteger(), nullable=True),
    sa.Column('employment_id', sa.BigInteger(), nullable=True),
    sa.Column('kind', sa.Enum('hire_out', 'service', 'internship', name='posting_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('role', sa.Enum('work', 'supervise', name='placement_role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('during', postgresql.TSTZRANGE(), nullable=False),
    sa.Column('status', sa.Enum('confirmed', 'worked', 'sick', 'no_show', 'cancelled_by_company', 'cancelled_by_cooperative', 'cancelled_by_member', name='assignment_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    postgresql.ExcludeConstraint((sa.text("int8range(member_id, member_id, '[]')"), '&&'), (sa.column('during'), '&&'), where=sa.text("status IN ('confirmed', 'worked')"), using='gist', name='ex_assignments_no_double_booking'),
    sa.CheckConstraint("kind = 'internship' OR employment_id IS NOT NULL", name=op.f('ck_assignments_paid_needs_employment')),
    sa.CheckConstraint('NOT isempty(during)', name=op.f('ck_assignments_during_not_empty')),
    sa.ForeignKeyConstraint(['employment_id', 'member_id'], ['employments.id', 'employments.member_id'], name=op.f('fk_assignments_employment_id_member_id_employments')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_assignments_member_id_members')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_assignments_proposal_id_proposals')),
    sa.ForeignKeyConstraint(['shift_id', 'kind'], ['shifts.id', 'shifts.kind'], name=op.f('fk_assignments_shift_id_kind_shifts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignments')),
    sa.UniqueConstraint('id', 'kind', name=op.f('uq_assignments_id_kind')),
    sa.UniqueConstraint('public_id', name=op.f('uq_assignments_public_id'))
    )
    op.create_index(op.f('ix_assignments_member_id'), 'assignments', ['member_id'], unique=False)
    op.create_index(op.f('ix_assignments_proposal_id'), 'assignments', ['proposal_id'], unique=False)
    op.create_index(op.f('ix_assignments_shift_id'), 'assignments', ['shift_id'], unique=False)
    op.create_index('uq_assignments_one_booking', 'assignments', ['shift_id', 'member_id'], unique=True, postgresql_where=sa.text("status IN ('confirmed', 'worked')"))
    op.create_table('time_reports',
    sa.Column('assignment_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('hire_out', 'service', 'internship', name='posting_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('break_minutes', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Enum('draft', 'member_signed', 'company_signed', 'disputed', 'approved', 'invoiced', name='time_report_status', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("break_minutes >= 0 AND break_minutes * interval '1 minute' < ends_at - starts_at", name=op.f('ck_time_reports_break_within')),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_time_reports_start_before_end')),
    sa.ForeignKeyConstraint(['assignment_id', 'kind'], ['assignments.id', 'assignments.kind'], name=op.f('fk_time_reports_assignment_id_kind_assignments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_time_reports')),
    sa.UniqueConstraint('assignment_id', name=op.f('uq_time_reports_assignment_id')),
    sa.UniqueConstraint('id', 'kind', name=op.f('uq_time_reports_id_kind')),
    sa.UniqueConstraint('public_id', name=op.f('uq_time_reports_public_id'))
    )
    op.create_index(op.f('ix_time_reports_status'), 'time_reports', ['status'], unique=False)
    op.create_table('invoice_lines',
    sa.Column('invoice_id', sa.BigInteger(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('quantity_minutes', sa.BigInteger(), nullable=False),
    sa.Column('ore_per_hour', sa.BigInteger(), nullable=False),
    sa.Column('net_ore', sa.BigInteger(), nullable=False),
    sa.Column('vat_basis_points', sa.BigInteger(), nullable=False),
    sa.Column('stream', sa.Enum('market', 'public_compensation', name='stream', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('buyer_sector', sa.Enum('private_person', 'company', 'public', name='buyer_sector', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('time_report_id', sa.BigInteger(), nullable=True),
    sa.Column('kind', sa.Enum('hire_out', 'service', 'internship', name='posting_kind', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('live', sa.Boolean(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.CheckConstraint("kind IS DISTINCT FROM 'internship'", name=op.f('ck_invoice_lines_internship_never_billed')),
    sa.CheckConstraint("stream = 'market' OR buyer_sector = 'public'", name=op.f('ck_invoice_lines_compensation_from_public_only')),
    sa.CheckConstraint('(time_report_id IS NULL) = (kind IS NULL)', name=op.f('ck_invoice_lines_kind_of_report')),
    sa.ForeignKeyConstraint(['invoice_id'], ['invoices.id'], name=op.f('fk_invoice_lines_invoice_id_invoices')),
    sa.ForeignKeyConstraint(['time_report_id', 'kind'], ['time_reports.id', 'time_reports.kind'], name=op.f('fk_invoice_lines_time_report_id_kind_time_reports')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invoice_lines')),
    sa.UniqueConstraint('invoice_id', 'position', name=op.f('uq_invoice_lines_invoice_id_position'))
    )
    op.create_index('uq_invoice_lines_hour_once', 'invoice_lines', ['time_report_id'], unique=True, postgresql_where=sa.text('live'))
    # ### end Alembic commands ###
    op.execute(GRANTS)
    op.execute(ISSUED_IS_FROZEN)
    op.execute(EMPLOYED_ON_THE_DAY)
