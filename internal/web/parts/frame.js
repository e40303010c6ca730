// A page that is brought up to date in place. What only chooses among the things
// on a page, such as a filter, more of a list or another day, leads to the same
// path with another query: that is fetched and put in the place of what is shown.
// Each state has its address, and without this script the same links and forms
// load the page whole.
//
// It is fetched as a document by XMLHttpRequest, the one parser that a script may
// use while trusted types are required and no policy for them is allowed: it takes
// no string, so that nothing but an answer of this server can become markup, and
// connect-src lets it ask no other. DOMParser takes strings; it would need a policy,
// and all who can call that would have to be trusted.
"use strict";

// loadPage fetches a page of this site.
function loadPage(address) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.response ? done({ page: request.response, address: request.responseURL }) : failed(new Error("no page")));
    request.onerror = () => failed(new Error("no answer"));
    request.send();
  });
}

// What is told to those who do not see the page change.
const teller = document.createElement("p");
teller.className = "mute";
teller.setAttribute("role", "status");
document.body.append(teller);

// What takes longer than a moment says that it is under way.
const work = (() => {
  const moment = 300; // milliseconds
  let begun;
  return {
    begin() {
      clearTimeout(begun);
      begun = setTimeout(() => {
        document.documentElement.classList.add("busy");
        teller.textContent = "Loading";
      }, moment);
    },
    end(words = "") {
      clearTimeout(begun);
      document.documentElement.classList.remove("busy");
      teller.textContent = words;
    },
  };
})();

customElements.define("r-frame", class extends HTMLElement {
  #shown = ""; // address, without the place in the page
  #turn = 0;

  connectedCallback() {
    this.#shown = location.pathname + location.search;
    this.addEventListener("click", (e) => this.#click(e));
    this.addEventListener("submit", (e) => this.#submit(e));
    addEventListener("popstate", (e) => {
      if (location.pathname + location.search !== this.#shown) this.#show(location.href, () => scrollTo(0, e.state?.y ?? 0));
    });
  }

  #click(e) {
    this.#shown = location.pathname + location.search; // an island may have changed it
    if (e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || !(e.target instanceof Element)) return;
    const a = e.target.closest("a[href]");
    if (!(a instanceof HTMLAnchorElement) || a.target || a.origin !== location.origin || a.pathname !== location.pathname || a.search === location.search || a.hash) return;
    e.preventDefault();
    this.#go(a.href);
  }

  #submit(e) {
    const form = e.target;
    const to = new URL(form.getAttribute("action") ?? "", location.href);
    if (e.defaultPrevented || form.method !== "get" || to.origin !== location.origin || to.pathname !== location.pathname) return;
    e.preventDefault();
    to.search = new URLSearchParams([...new FormData(form, e.submitter)].filter(([, value]) => value !== ""));
    this.#go(to.href);
  }

  #go(address) {
    const focus = this.#focus();
    const y = scrollY;
    this.#show(address, () => {
      history.replaceState({ y }, "");
      history.pushState(null, "", address);
      focus();
    });
  }

  async #show(address, then) {
    const turn = ++this.#turn;
    this.setAttribute("aria-busy", "true");
    work.begin();
    let got;
    try {
      got = await loadPage(address);
    } catch {
      location.assign(address); // the browser says what is wrong
      return;
    }
    if (turn !== this.#turn) return; // something else was chosen since
    const fresh = got.page.querySelector("r-frame");
    if (!fresh || new URL(got.address).pathname !== location.pathname) {
      location.assign(got.address);
      return;
    }
    document.title = got.page.title;
    document.body.className = got.page.body.className;
    this.replaceChildren(...fresh.childNodes);
    this.removeAttribute("aria-busy");
    then();
    this.#shown = location.pathname + location.search;
    work.end((this.querySelector("main .sum") ?? this.querySelector("main h1"))?.textContent.trim());
  }

  // #focus returns what finds what has the focus now in the page that comes.
  #focus() {
    const held = document.activeElement;
    if (!this.contains(held)) return () => {};
    let find = () => null;
    if (held.id) {
      find = () => document.getElementById(held.id);
    } else if (held.dataset.more) { // more of a list: to the first that was not there
      const n = this.querySelectorAll(held.dataset.more).length;
      find = () => this.querySelectorAll(held.dataset.more)[n]?.querySelector("a");
    } else if (held.form) {
      const n = [...this.querySelectorAll("form")].indexOf(held.form);
      const m = [...held.form.elements].indexOf(held);
      find = () => this.querySelectorAll("form")[n]?.elements[m];
    }
    return () => (find() ?? this.querySelector("main"))?.focus({ preventScroll: true });
  }
});

// A page that is left for another says so, too. What is downloaded leaves no page.
addEventListener("click", (e) => {
  if (e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || !(e.target instanceof Element)) return;
  const a = e.target.closest("a[href]");
  if (a instanceof HTMLAnchorElement && !a.target && a.origin === location.origin && !a.hash && !a.hasAttribute("download") && !/\.(json|csv|md|txt|ics|geojson|docx|bib)$/.test(a.pathname)) work.begin();
});
addEventListener("submit", (e) => { if (!e.defaultPrevented) work.begin(); });
addEventListener("pageshow", () => work.end());
