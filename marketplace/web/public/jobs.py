"""A job that its company shows to anyone, with the same facts as data for search engines."""

from flask import Blueprint, render_template, url_for

from marketplace.access import open_to
from marketplace.catalogue.municipalities import MUNICIPALITY_BY_CODE
from marketplace.clock import local
from marketplace.models.postings import Posting
from marketplace.services import municipalities
from marketplace.web.listing import days_text, time_text
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")


@blueprint.get("/<public_id>")
@open_to()
def show(public_id: str) -> str:
    """One job: what, where, when, at whom. No price, nobody's name."""
    posting = municipalities.public_job(public_id)
    return render_template(
        "public/jobs/show.html",
        posting=posting,
        days=days_text([shift.day for shift in posting.live_shifts]),
        time=time_text(posting),
        data=_as_data(posting),
    )


def _as_data(posting: Posting) -> dict[str, object]:
    """The job in the words of schema.org's JobPosting."""
    site, last = posting.site, posting.live_shifts[-1]
    name = task_name(posting.task)
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": name,
        "description": _description(posting, name),
        "identifier": posting.public_id,
        "url": url_for("public.jobs.show", public_id=posting.public_id, _external=True),
        "datePosted": local(posting.submitted_at or posting.shifts[0].starts_at).date().isoformat(),
        "validThrough": local(last.ends_at).isoformat(),
        "employmentType": "INTERN" if not posting.is_billable else "TEMPORARY",
        "totalJobOpenings": max(shift.heads for shift in posting.live_shifts),
        "hiringOrganization": {"@type": "Organization", "name": posting.cooperative.name},
        "jobLocation": {
            "@type": "Place",
            "name": f"{posting.company.name}, {site.name}",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": site.street,
                "addressLocality": site.locality,
                "addressRegion": MUNICIPALITY_BY_CODE[site.municipality.slug].county,
                "addressCountry": "SE",
            },
        },
    }


def _description(posting: Posting, name: str) -> str:
    """What is done, when, and what the company adds: more than the title, as search engines ask."""
    days = days_text([shift.day for shift in posting.live_shifts])
    return "\n".join(filter(None, [f"{name}. {days}, {time_text(posting)}.", posting.details]))
