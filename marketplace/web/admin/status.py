"""How the machine stands: database, queue, workers, and jobs that broke."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to, viewer
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.services import installation, jobs, outbox
from marketplace.settings import Settings

blueprint = Blueprint("status", __name__, url_prefix="/status")
QUEUE = {
    "todo": N_("Väntar"),
    "doing": N_("Görs nu"),
    "succeeded": N_("Klara"),
    "failed": N_("Misslyckade"),
}
JOBS = {
    "asks.expire": N_("Låta obesvarade frågor gå ut"),
    "invoices.draft": N_("Göra fakturautkast"),
    "invoices.render": N_("Skriva ut en faktura"),
    "jobs.clean": N_("Städa"),
    "match_runs.solve": N_("Matcha"),
    "messages.deliver": N_("Skicka ett meddelande"),
}
"""What jobs do; one that is new stands by its name."""


@blueprint.get("")
@open_to(Role.SYSADMIN)
def show() -> str:
    """Everything that can be wrong, on one page."""
    settings: Settings = current_app.extensions["settings"]
    counts, workers = jobs.counts(), jobs.workers()
    return render_template(
        "admin/status/show.html",
        installation=installation.state(),
        queue=[(gettext(words), counts.get(status, 0)) for status, words in QUEUE.items()],
        waiting_since=jobs.oldest_waiting(),
        failed=jobs.failed(),
        job_names={name: gettext(words) for name, words in JOBS.items()},
        workers=workers,
        alive=sum(worker.is_alive for worker in workers),
        messages=outbox.counts(),
        settings=settings,
    )


@blueprint.post("/retry")
@open_to(Role.SYSADMIN)
def retry() -> Response:
    """Put a failed job back into the queue."""
    name = jobs.retry(request.form.get("job", 0, type=int), viewer(), actor())
    db.session.commit()
    flash(gettext("%(job)s: görs om.", job=gettext(JOBS.get(name, name))), "success")
    return redirect(url_for("admin.status.show"), 303)
