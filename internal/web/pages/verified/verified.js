// While a check runs, the page looks again by itself.
"use strict";
if (document.querySelector("[data-running]")) setTimeout(() => location.reload(), 2000);
