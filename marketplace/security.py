"""Headers, cookies and limits that hold for every page."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request, session
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from marketplace.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types live",
    )
)
"""Nothing inline, nothing from elsewhere, and script can only write markup through one door."""

LARGEST_REQUEST_BYTES = 4 * 1024 * 1024
AROUND_A_FILE_BYTES = 100_000
View = TypeVar("View", bound=Callable[..., Any])
_csrf = CSRFProtect()


def from_outside(view: View) -> View:
    """Declare that a view is called by another site, which proves itself and has no token."""
    exempt: View = _csrf.exempt(view)
    return exempt


def takes_files(largest_bytes: int) -> Callable[[View], View]:
    """Declare that a view takes files larger than an ordinary request, from somebody signed in."""

    def declare(view: View) -> View:
        view.largest_bytes = largest_bytes + AROUND_A_FILE_BYTES  # type: ignore[attr-defined]
        return view

    return declare


def protect(app: Flask, settings: Settings) -> None:
    """Give every answer its headers, every form its token, every cookie its flags."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # The prefix makes browsers refuse the cookie from a neighbour's site or without TLS.
        SESSION_COOKIE_NAME="__Host-orangeriet" if settings.production else "orangeriet",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.production,
        PERMANENT_SESSION_LIFETIME=30 * 24 * 3600,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the sign-in: a form left open overnight still works
        MAX_CONTENT_LENGTH=LARGEST_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST_BYTES,
    )
    app.before_request(_make_room)
    _csrf.init_app(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if settings.production:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def _make_room() -> None:
    """Before anything reads the request; strangers get no more room than they need."""
    view = current_app.view_functions.get(request.endpoint or "")
    largest_bytes: int | None = getattr(view, "largest_bytes", None)
    if largest_bytes and "_user_id" in session:
        request.max_content_length = largest_bytes
