"""A Flask application of templates alone: what the real one promises them, and its headers."""

import dataclasses
import io
import time
import wave
from pathlib import Path

from flask import Flask, Response, flash, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict

from tests.design.example_form import ExampleForm

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types live"
)
LANGUAGES = [
    ("sv", "Svenska", "ltr"),
    ("latt", "Lätt svenska", "ltr"),
    ("en", "English", "ltr"),
    ("ar", "العربية", "rtl"),
    ("so", "Soomaali", "ltr"),
    ("fa-AF", "دری", "rtl"),
    ("ti", "ትግርኛ", "ltr"),
]


@dataclasses.dataclass(frozen=True)
class Link:
    """One entry of the header or the footer."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclasses.dataclass(frozen=True)
class Language:
    """One entry of the language switch."""

    code: str
    name: str
    lang: str
    dir: str
    url: str
    current: bool


@dataclasses.dataclass(frozen=True)
class Locale:
    """What the html element says."""

    lang: str
    dir: str


@dataclasses.dataclass(frozen=True)
class Viewer:
    """Who is signed in."""

    name: str
    role_label: str
    home_url: str
    sign_out_url: str


@dataclasses.dataclass(frozen=True)
class Contact:
    """The person to call."""

    name: str
    phone: str
    email: str


def surroundings() -> dict[str, object]:
    """What the application gives every template."""
    chosen = request.args.get("lang", "sv")
    direction = next(item[2] for item in LANGUAGES if item[0] == chosen)
    languages = [
        Language(
            code, name, "sv" if code == "latt" else code, side, f"?lang={code}", code == chosen
        )
        for code, name, side in LANGUAGES
    ]
    return {
        "viewer": Viewer("Karin Lund", "handledare", "/", "/sign-out"),
        "navigation": [
            Link("Att göra", "/", current=True, count=3),
            Link("Schema", "/week"),
            Link("Medlemmar", "/members"),
            Link("Fakturor", "/invoices"),
        ],
        "languages": languages,
        "locale": Locale("sv" if chosen == "latt" else chosen, direction),
        "contact": Contact("Karin Lund, Finspång", "0122-00 00 00", "karin@example.se"),
        "footer_links": [
            Link("Så funkar det", "/about"),
            Link("Tillgänglighet", "/accessibility"),
            Link("Komponenter", "/components"),
        ],
    }


def example_forms() -> dict[str, ExampleForm]:
    """One form as it opens and one that was sent too early."""
    good = ExampleForm(
        MultiDict(
            {"task": "pack", "starts": "07:00", "ends": "15:00", "people": "4", "lift": "no"}
        ),
        meta={"csrf": False},
    )
    good.days.data = ["2026-12-15", "2026-12-16"]
    sent = {"starts": "15:00", "ends": "", "people": "500", "site": "1", "message": "Hej! " * 60}
    bad = ExampleForm(
        MultiDict({f"mistaken-{name}": value for name, value in sent.items()}),
        prefix="mistaken",
        meta={"csrf": False},
    )
    bad.validate()
    return {"example": good, "mistaken": bad}


def create_application() -> Flask:
    """The application that the tests of the design system open in a browser."""
    application = Flask(
        __name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    application.config.update(SECRET_KEY="only for drawing", WTF_CSRF_TIME_LIMIT=None)
    environment = application.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals["static_url"] = lambda name: f"/static/{name}"
    Babel(application, locale_selector=lambda: "sv")
    CSRFProtect(application)
    application.context_processor(surroundings)
    add_doors(application)
    return application


def add_doors(application: Flask) -> None:
    """The gallery, one page of each kind, and the policy on every answer."""
    samples = str(Path(__file__).parent / "pages")
    application.jinja_loader = ChoiceLoader(
        [FileSystemLoader(str(ROOT / "templates")), FileSystemLoader(samples)]
    )

    @application.get("/components")
    def components() -> str:
        flash("Laget är godkänt. Alla fyra har fått en fråga.", "success")
        return render_template("public/components/show.html", **example_forms())

    @application.get("/pages/<name>")
    def page(name: str) -> str:
        forms = example_forms()
        chosen = forms["mistaken" if "errors" in request.args else "example"]
        application.config["CREW"] = 0
        return render_template(f"{name}.html", form=chosen, filled=0)

    @application.get("/errors/<int:code>")
    def error(code: int) -> str:
        return render_template(f"errors/{code}.html")

    @application.after_request
    def guard(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    add_live_doors(application)


def add_live_doors(application: Flask) -> None:
    """The fragments that a page asks for again and again, and a counter of what was really sent."""
    application.config.update(CREW=0, POSTED=0)

    @application.get("/crew")
    def crew() -> str:
        application.config["CREW"] += 1
        return render_template("crew_fragment.html", filled=min(application.config["CREW"], 4))

    @application.get("/clip.wav")
    def clip() -> Response:
        recording = io.BytesIO()
        with wave.open(recording, "wb") as sound:
            sound.setparams((1, 1, 8000, 0, "NONE", ""))
            sound.writeframes(bytes([128]) * 8000 * 20)
        return Response(recording.getvalue(), mimetype="audio/wav")

    @application.post("/price")
    def price() -> str:
        return render_template(
            "price_fragment.html", sum=f"{int(request.form['people']) * 2280} kr"
        )

    @application.post("/posted")
    def posted() -> str:
        application.config["POSTED"] += 1
        time.sleep(0.5)  # long enough for an impatient second click
        return render_template("sheet.html")
