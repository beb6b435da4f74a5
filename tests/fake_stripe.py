"""Stripe's HTTP border, as a server of its own: what the real library really sends to it.

It keeps accounts, payment pages and refunds; refuses what Stripe would refuse; and answers a
request with a known Idempotency-Key as it did the first time.
"""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import stripe

KEY = "sk_test_orangeriet"
SECRET = "whsec_orangeriet"
ACCOUNT = "acct_cooperative1"


class FakeStripe:
    """What the server holds, and what a person does at it."""

    def __init__(self):
        self.accounts = {ACCOUNT: True}
        self.sessions, self.refunds, self.answered, self.asked = {}, {}, {}, {}
        self.requests = []
        self.is_down = False
        self.site_url = ""

    def pay(self, session_id, **changes):
        """Pay at the payment page; the event that is told of it."""
        session = self.sessions[session_id]
        session |= {"payment_status": "paid", "payment_intent": f"pi_{session_id}"} | changes
        return self.event("checkout.session.completed", session, session["account"])

    def give_back(self, payment_intent, ore, account=ACCOUNT):
        """Pay back to the card, as from Stripe's own pages."""
        return self.event("refund.created", self.refund(payment_intent, ore, account), account)

    def refund(self, payment_intent, ore, account):
        """A refund that is done."""
        number = f"re_{payment_intent}_{len(self.refunds) + 1}"
        self.refunds[number] = {
            "id": number,
            "object": "refund",
            "payment_intent": payment_intent,
            "amount": ore,
            "currency": "sek",
            "status": "succeeded",
            "account": account,
        }
        return self.refunds[number]

    def tell(self, body):
        """Tell the site at `site_url` of an event."""
        address = f"{self.site_url}/webhooks/stripe"
        told = Request(address, body, signed(body) | {"Content-Type": "application/json"})
        urlopen(told, timeout=20).close()

    @staticmethod
    def event(kind, found, account, number=None):
        """An event about an object, as bytes."""
        told = {
            "id": number or f"evt_{kind}_{found['id']}",
            "object": "event",
            "type": kind,
            "account": account,
            "created": int(time.time()),
            "data": {"object": {k: v for k, v in found.items() if k != "account"}},
        }
        return json.dumps(told).encode()


def signed(body, secret=SECRET, at=None):
    """The header by which Stripe proves an event."""
    header = stripe.WebhookSignature.generate_signature_header(
        body.decode(), secret, timestamp=int(at or time.time())
    )
    return {"Stripe-Signature": header}


@contextmanager
def running():
    """A fake that answers at `.url` until the block ends."""
    fake = FakeStripe()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Border,), {"fake": fake}))
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Border(BaseHTTPRequestHandler):
    """Answers as Stripe does; a payment page too, for browsers."""

    fake: FakeStripe

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        """Look something up, or open a payment page."""
        path = urlsplit(self.path).path
        if path.startswith("/pay/"):
            ore = self.fake.sessions[path.removeprefix("/pay/")]["amount_total"]
            form = "<form method=post><button>Betala</button></form>"
            self.send(200, f"<!doctype html><title>Kassa</title><h1>{ore}</h1>{form}")
        else:
            self.send(*self.found({}))

    def do_POST(self):
        """Do something once for each key, or pay at a payment page."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = urlsplit(self.path).path
        if path.startswith("/pay/"):
            return self.pay(path.removeprefix("/pay/"))
        key = self.headers.get("Idempotency-Key")
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if self.fake.asked.setdefault(key, form) != form:
            told = {"message": "another request had this key", "type": "idempotency_error"}
            return self.send(400, {"error": told})
        if key not in self.fake.answered:
            status, found = self.found(form)
            if status != 200:
                return self.send(status, found)
            self.fake.answered[key] = found
        return self.send(200, self.fake.answered[key])

    def found(self, form):
        """The status and the object, or the refusal, that Stripe answers with."""
        path, account = urlsplit(self.path).path, self.headers.get("Stripe-Account")
        self.fake.requests.append((self.command, path, account, form))
        if self.fake.is_down:
            return 503, {"error": {"message": "down", "type": "api_error"}}
        if self.headers.get("Authorization") != f"Bearer {KEY}":
            return 401, {"error": {"message": "no such key"}}
        name = path.rpartition("/")[2]
        if (account or name) not in self.fake.accounts:
            return 403, {"error": {"message": "no such account"}}
        if path.startswith("/v1/accounts/"):
            enabled = self.fake.accounts[name]
            return 200, {"id": name, "object": "account", "charges_enabled": enabled}
        return 200, self.made(path, name, form, account)

    def made(self, path, name, form, account):
        """A payment page or a refund, new or known."""
        if path == "/v1/refunds":
            return self.fake.refund(form["payment_intent"], int(form["amount"]), account)
        if path != "/v1/checkout/sessions":
            return self.fake.sessions[name]
        number = f"cs_{len(self.fake.sessions) + 1}"
        price = "line_items[0][price_data]"
        self.fake.sessions[number] = {
            "id": number,
            "object": "checkout.session",
            "url": f"{self.fake.url}/pay/{number}",
            "amount_total": int(form[f"{price}[unit_amount]"]),
            "currency": form[f"{price}[currency]"],
            "payment_status": "unpaid",
            "payment_intent": None,
            "success_url": form["success_url"],
            "account": account,
        }
        return self.fake.sessions[number]

    def pay(self, number):
        """The person at the payment page pays: the site is told, and the person sent back."""
        self.fake.tell(self.fake.pay(number))
        self.send_response(303)
        self.send_header("Location", self.fake.sessions[number]["success_url"])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send(self, status, found):
        """Answer with an object, or with a page."""
        page = isinstance(found, str)
        content = (found if page else json.dumps(found)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if page else "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
