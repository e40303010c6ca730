// Gives what can be copied a button; without it the words can be selected.
"use strict";

for (const e of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  const say = (words) => { button.textContent = words; };
  button.type = "button";
  button.className = "copy";
  say("Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(e.textContent.trim());
      say("Copied");
    } catch {
      getSelection().selectAllChildren(e);
      say("Selected: press Ctrl-C");
    }
    setTimeout(() => say("Copy"), 3000);
  });
  button.setAttribute("aria-live", "polite");
  e.after(button);
}
