// Progressive only: every page works without this file.
"use strict";
(() => {
  const page = document;
  const identity = { createHTML: (html) => html };
  const policy = window.trustedTypes ? trustedTypes.createPolicy("live", identity) : identity;
  const all = (selector, root = page) => [...root.querySelectorAll(selector)];
  const on = (name, act) => page.addEventListener(name, act);
  const spoken = (place) => place.querySelector("[data-announce]")?.textContent.trim() ?? "";
  const reachable = "a[href], button, input, select, textarea, summary";

  // Returns the element that now stands there.
  const swap = (old, html) => {
    const fresh = new DOMParser().parseFromString(policy.createHTML(html), "text/html").body.firstElementChild;
    const active = page.activeElement;
    const inside = old.contains(active);
    if (!fresh || (inside && active.matches("input, select, textarea"))) return old;
    const order = inside ? all(reachable, old).indexOf(active) : -1;
    const open = all("details", old).map((part) => part.open);
    all("details", fresh).forEach((part, index) => { part.open ||= open[index] ?? false; });
    if (fresh.isEqualNode(old)) return old;
    const before = spoken(old);
    old.replaceWith(fresh);
    if (inside) (page.getElementById(active.id) ?? all(reachable, fresh)[order])?.focus({ preventScroll: true });
    if (spoken(fresh) !== before) page.getElementById("announcer").textContent = spoken(fresh);
    return fresh;
  };

  const ask = async (url, options) => {
    const answer = await fetch(url, { ...options, headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    return answer.text();
  };

  const poll = (place) => {
    const shortest = 1000 * (place.dataset.seconds || 2);
    let wait = shortest, failures = 0;
    const later = () => setTimeout(look, wait);
    const look = async () => {
      if (page.hidden) return page.addEventListener("visibilitychange", look, { once: true });
      const began = performance.now(), old = place;
      try {
        place = swap(place, await ask(place.dataset.poll));
        failures = 0;
      } catch { failures += 1; }
      const slowest = 10 * (performance.now() - began);
      wait = Math.max(slowest, Math.min(place === old ? 1.2 * wait : shortest, 15000), shortest) * 2 ** failures;
      if (place.isConnected && place.dataset.poll && failures < 6) later();
    };
    later();
  };

  const showPrice = (form) => {
    let timer, request;
    const send = async () => {
      request?.abort();
      request = new AbortController();
      const target = page.getElementById(form.dataset.target);
      try {
        swap(target, await ask(form.dataset.live, { method: "POST", body: new FormData(form), signal: request.signal }));
      } catch { /* the server counts again when the form is sent */ }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(send, 350); });
  };

  on("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter;
    button?.setAttribute("aria-disabled", "true");
    setTimeout(() => { delete form.dataset.sent; button?.removeAttribute("aria-disabled"); }, 8000);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  const count = (group) => {
    const note = group.querySelector("[data-count]"), ticked = all(":checked", group).length;
    if (note) { note.hidden = !ticked; note.textContent = `${ticked} ${note.dataset.count}`; }
  };
  on("change", (event) => { const group = event.target.closest("fieldset"); if (group) count(group); });

  on("click", (event) => {
    const target = event.target.closest("[data-print], .error-summary a");
    if (!target) return;
    if ("print" in target.dataset) return print();
    const place = page.getElementById(target.hash.slice(1));
    if (place?.matches("fieldset")) { event.preventDefault(); place.scrollIntoView(); place.querySelector("input").focus({ preventScroll: true }); }
  });

  all("[data-print]").forEach((button) => { button.hidden = false; });
  all("fieldset:has([data-count])").forEach(count);
  all("form[data-live]").forEach(showPrice);
  all("[data-poll]").forEach(poll);
  // For browsers whose autofocus knows fields only.
  const first = page.querySelector("[data-focus]");
  if (first) addEventListener("load", () => setTimeout(() => { if (page.activeElement === page.body) first.focus(); }, 100));
})();
