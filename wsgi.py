"""What a web server imports: `flask --app wsgi …`, `gunicorn wsgi:app`."""

from marketplace import create_app
from marketplace.settings import Settings

app = create_app(Settings.from_env())
