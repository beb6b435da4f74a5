"""The months of the accountant's year, where her file has the vouchers too."""

from alembic import op

revision = "0019"
down_revision = "0018"

MONTHS = """
CREATE TABLE account_months (
  annual_account_id BIGINT NOT NULL,
  first_day DATE NOT NULL,
  income_ore BIGINT NOT NULL,
  pay_ore BIGINT NOT NULL,
  surplus_ore BIGINT NOT NULL,
  CONSTRAINT pk_account_months PRIMARY KEY (annual_account_id, first_day),
  CONSTRAINT ck_account_months_first_of_month CHECK (extract(day FROM first_day) = 1),
  CONSTRAINT fk_account_months_annual_account_id_annual_accounts FOREIGN KEY(annual_account_id) REFERENCES annual_accounts (id)
);
REVOKE UPDATE, DELETE ON account_months FROM orangeriet_app;
"""


def upgrade() -> None:
    op.execute(MONTHS)
