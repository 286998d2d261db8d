// Numbers typed by hand, while they are typed: one that a figure says is offered to be tied, one that none says is underlined.
"use strict";

(() => {
  const desk = document.querySelector("[data-typing]");
  if (!desk) return;
  const PAUSE = 700; // ms after the last key
  const timers = new WeakMap();

  // Behind the box lie the same words unseen; only the lines under its numbers show.
  const mirror = (box) => {
    if (box.parentElement.matches(".typing")) return box.previousElementSibling;
    const frame = document.createElement("div"), back = document.createElement("div");
    frame.className = "typing";
    back.className = "typing-lines";
    back.setAttribute("aria-hidden", "true");
    const at = box.selectionStart, focused = document.activeElement === box;
    box.replaceWith(frame);
    frame.append(back, box);
    if (focused) { box.focus(); box.setSelectionRange(at, at); }
    box.addEventListener("scroll", () => { back.scrollTop = box.scrollTop; });
    return back;
  };
  const draw = (box, numbers) => {
    const back = mirror(box), text = box.value;
    let place = 0;
    const pieces = [];
    numbers.forEach(({ start, end, key }) => {
      pieces.push(text.slice(place, start));
      pieces.push(Object.assign(document.createElement("u"), { className: key ? "same" : "none", textContent: text.slice(start, end) }));
      place = end;
    });
    back.replaceChildren(...pieces, text.slice(place), "\n");
    const style = getComputedStyle(box);
    ["font", "letterSpacing", "lineHeight", "padding", "borderWidth", "textIndent", "textAlign"].forEach((name) => { back.style[name] = style[name]; });
    back.style.width = `${box.clientWidth + parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth)}px`;
    back.style.height = `${box.offsetHeight}px`;
    back.style.top = `${box.offsetTop}px`;
    back.style.left = `${box.offsetLeft}px`;
    back.scrollTop = box.scrollTop;
  };
  const offer = (box, numbers) => {
    const frame = box.parentElement;
    frame.querySelector(".typing-offers")?.remove();
    const known = numbers.filter((each) => each.key);
    if (!known.length) return;
    const list = Object.assign(document.createElement("p"), { className: "typing-offers" });
    list.setAttribute("aria-live", "polite");
    known.slice(0, 6).forEach((each) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button small quiet", textContent: each.words });
      button.addEventListener("click", () => { box.setRangeText(`⟦${each.key}⟧`, each.start, each.end, "end"); box.focus(); look(box); });
      list.append(button);
    });
    frame.append(list);
  };
  const look = async (box) => {
    const text = box.value;
    const body = new FormData();
    body.set("text", text);
    body.set("csrfmiddlewaretoken", desk.dataset.token);
    const answer = await fetch(desk.dataset.typing, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || answer.redirected || box.value !== text) return;
    // places come in characters, the browser counts the rare ones twice
    const at = Array.from(text).reduce((places, letter) => { places.push(places.at(-1) + letter.length); return places; }, [0]);
    const numbers = (await answer.json()).numbers.map((each) => ({ ...each, start: at[each.start], end: at[each.end] }));
    draw(box, numbers);
    offer(box, numbers);
  };
  desk.addEventListener("input", (event) => {
    const box = event.target.closest("textarea");
    if (!box) return;
    box.parentElement.querySelector(".typing-lines")?.replaceChildren();
    clearTimeout(timers.get(box));
    timers.set(box, setTimeout(() => look(box), PAUSE));
  });
})();
