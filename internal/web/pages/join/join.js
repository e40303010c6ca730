// The key that ticks the claim at which one is.
"use strict";

singleKeys.bind("t", () => {
  const box = document.activeElement?.closest(".picks .entry")?.querySelector("[name=leave]");
  box?.click();
});
