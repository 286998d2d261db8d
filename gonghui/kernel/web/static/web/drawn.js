// Gives the place of a drawing its height before the page is drawn, so that nothing below it jumps.
"use strict";

window.drawnPlace = (place, count, kind) => {
  const HIGH = 130, WIDE = 240, WHOLE = 360; // px
  const across = Math.max(1, Math.min(4, Math.floor(place.clientWidth / WIDE)));
  place.style.height = `${kind === "small" ? Math.ceil(count / across) * HIGH : WHOLE}px`;
  return across;
};
(() => {
  const place = document.querySelector("[data-drawn]");
  const count = Number(place.dataset.series);
  window.drawnFirst = place.dataset.first === "line" && count > 6 ? "small" : place.dataset.first;
  window.drawnPlace(place, count, window.drawnFirst);
})();
