// Single keys for those who like them; every page is complete without them.
// The same switch as in the reader turns them off.
"use strict";

(() => {
  const storageKey = "rapporteur.keys";
  const on = () => localStorage.getItem(storageKey) !== "off";
  const reader = document.getElementById("text") !== null; // has keys of its own for j and k
  const entries = [...document.querySelectorAll(".entry, .card")];
  const opens = (e) => e.querySelector("a.title, a.words, a");
  let here = -1;
  let before = "";

  const go = (to) => {
    if (to < 0 || to >= entries.length) return;
    here = to;
    entries[here].scrollIntoView({ block: "nearest" });
    opens(entries[here])?.focus({ preventScroll: true });
  };

  addEventListener("keydown", (e) => {
    if (!on() || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target instanceof Element && e.target.closest("input, select, textarea, [contenteditable]")) return;
    const keys = before === "g" ? "g " + e.key : e.key;
    before = e.key === "g" && before !== "g" ? "g" : "";
    if (keys === "/") {
      e.preventDefault();
      document.getElementById("find")?.focus();
      return;
    }
    const there = document.querySelector(`a[data-key="${CSS.escape(keys)}"]`);
    if (there) there.click();
    else if (!reader && keys === "j") go(here + 1);
    else if (!reader && keys === "k") go(here - 1);
    else if (!reader && keys === "o" && here >= 0) opens(entries[here])?.click();
  });

  const place = document.getElementById("keys-switch");
  if (place) {
    const button = document.createElement("button");
    button.type = "button";
    const show = () => {
      button.textContent = on() ? "Single keys are on: switch them off" : "Single keys are off: switch them on";
      button.setAttribute("aria-pressed", String(on()));
    };
    button.addEventListener("click", () => {
      localStorage.setItem(storageKey, on() ? "off" : "on");
      show();
    });
    show();
    place.replaceChildren(button);
  }
})();
