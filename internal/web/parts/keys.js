// Single keys for those who like them; every page is complete without them. One
// switch, which this browser remembers, is for all of them, those of single pages too.
"use strict";

const singleKeys = (() => {
  const storageKey = "rapporteur.keys";
  const own = new Map(); // what keys do that a page has of its own
  const on = () => localStorage.getItem(storageKey) !== "off";
  const typing = (target) => target instanceof Element &&
    target.closest("textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]") !== null;

  // What the keys j and k go through, and where each leads.
  const opens = (entry) => entry.querySelector("a.title, a.words, th a, a");
  const entries = () => [...document.querySelectorAll("main :is(.entry, .gist, .card, .headings > li, tbody > tr)")].filter(opens);
  let at = null;
  const current = () => document.activeElement?.closest(".entry, .gist, .card, .headings > li, tbody > tr") ?? (at?.isConnected ? at : null);
  const go = (by) => {
    const all = entries();
    const here = all.indexOf(current());
    const to = all[here < 0 ? (by > 0 ? 0 : -1) : here + by];
    if (!to) return;
    at = to;
    to.scrollIntoView({ block: "nearest" });
    opens(to).focus({ preventScroll: true });
  };
  // The keys that are for the entry at which one is, or to which an address led, before
  // they are for the page.
  const joins = { m: "#merge", s: "#split" };
  const joined = (keys) => {
    const to = joins[keys] && (current() ?? document.querySelector("main :target"))?.querySelector("a.join");
    return to ? () => location.assign(to.href + joins[keys]) : undefined;
  };
  const original = (root) => root?.querySelector('a[rel~="external"]');

  const common = {
    j: () => go(1),
    k: () => go(-1),
    o: () => { const to = current(); if (to) opens(to).click(); },
    v: () => (original(current()) ?? original(document.querySelector(".head")))?.click(),
    "/": () => document.getElementById("find")?.focus(),
    "?": () => help(),
  };

  let before = "";
  addEventListener("keydown", (e) => {
    const led = before === "g";
    before = "";
    if (!on() || e.defaultPrevented || e.repeat && !"jk".includes(e.key) || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || document.querySelector("dialog[open]")) return;
    if (!led && e.key === "g") {
      before = "g";
      return;
    }
    const keys = led ? "g " + e.key : e.key;
    // The pages of some states stand after those of all that is held.
    const there = [...document.querySelectorAll(`a[data-key="${CSS.escape(keys)}"]`)].at(-1);
    const act = own.get(keys) ?? joined(keys) ?? (there ? () => there.click() : common[keys]);
    if (!act) return;
    e.preventDefault();
    act();
  });

  // The switch stands wherever a page has a place for it.
  customElements.define("r-keys", class extends HTMLElement {
    connectedCallback() {
      const button = document.createElement("button");
      button.type = "button";
      button.addEventListener("click", () => {
        localStorage.setItem(storageKey, on() ? "off" : "on");
        for (const one of document.querySelectorAll("r-keys")) one.show();
      });
      this.replaceChildren(button);
      this.show();
    }

    show() {
      this.firstChild.textContent = on() ? "Single keys: on" : "Single keys: off";
      this.firstChild.setAttribute("aria-pressed", String(on()));
    }
  });

  // The list of keys is that of its page, fetched when it is first asked for.
  const help = async () => {
    let dialog = document.getElementById("keys-dialog");
    if (!dialog) {
      let list;
      try {
        list = (await loadPage("/help")).page.getElementById("all-keys");
      } catch { /* the page itself says what is wrong */ }
      if (!list) {
        location.assign("/help");
        return;
      }
      dialog = document.createElement("dialog");
      dialog.id = "keys-dialog";
      dialog.setAttribute("aria-label", "Keys");
      const close = document.createElement("button");
      close.type = "button";
      close.className = "close";
      close.textContent = "Close";
      close.autofocus = true;
      close.addEventListener("click", () => dialog.close());
      dialog.append(close, list);
      document.body.append(dialog);
    }
    dialog.showModal();
  };

  document.documentElement.classList.add("scripted");
  return { typing, bind: (key, act) => own.set(key, act) };
})();
