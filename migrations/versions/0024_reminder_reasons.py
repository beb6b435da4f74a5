"""Why a reminder asked for no more: codes instead of Swedish sentences."""

from alembic import op

revision = "0024"
down_revision = "0023"

CODES = {
    "private_person": "Förseningsersättning tas inte ut av privatpersoner.",
    "compensation_taken": "Förseningsersättning har redan tagits ut.",
    "fee_not_agreed": "Påminnelseavgift var inte avtalad när skulden uppstod.",
    "fee_beside_compensation": "Påminnelseavgift tas inte ut tillsammans med förseningsersättning.",
    "fee_taken": "Påminnelseavgift har redan tagits ut.",
}
NO_RATE = r"referensräntan för (\d{4}-\d{2}-\d{2}) är inte inskriven"


def upgrade() -> None:
    found = ", ".join(
        f"CASE WHEN strpos(words, '{words}') > 0 THEN '{code}' END" for code, words in CODES.items()
    )
    op.execute(f"""
ALTER TABLE invoice_reminders RENAME not_charged TO words;
ALTER TABLE invoice_reminders ADD not_charged JSONB NOT NULL DEFAULT '[]', ADD no_rate_on DATE;
UPDATE invoice_reminders SET
  not_charged = to_jsonb(array_remove(ARRAY[{found}], NULL)),
  no_rate_on = substring(words FROM '{NO_RATE}')::date;
ALTER TABLE invoice_reminders ALTER not_charged DROP DEFAULT, DROP words
""")
