// What a person sees at once to be wrong, told by the page itself; what stands fixed over the page is left out.
() => {
  const found = [];
  const seen = (each) => {
    const box = each.getBoundingClientRect(), style = getComputedStyle(each);
    return box.width > 2 && box.height > 2 && Number(style.opacity) > 0.1 && style.visibility !== "hidden" && each.checkVisibility();
  };
  const floats = (each) => {
    for (let at = each; at; at = at.parentElement)
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
    return false;
  };
  const named = (each) => `${each.tagName.toLowerCase()} ${(each.innerText || each.name || each.id || "").trim().slice(0, 24)}`;
  const wide = document.documentElement.scrollWidth;
  const out = Array.from(document.querySelectorAll("main *")).filter((each) => each.getBoundingClientRect().right >= wide - 2 && !each.children.length);
  if (wide > window.innerWidth) found.push(`wider than the screen: ${wide} ${out.slice(0, 2).map((each) => each.parentElement.className + " " + named(each))}`);
  const heads = Array.from(document.querySelectorAll("h1")).filter((each) => seen(each) && !each.closest(".paper")); // a document has a title of its own
  if (heads.length !== 1) found.push(`${heads.length} headlines`);
  else if (!heads[0].innerText.trim()) found.push("an empty headline");
  for (const each of document.querySelectorAll("main button, main .button, main h1, main h2, main summary"))
    if (seen(each) && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible")
      found.push(`cut off: ${named(each)}`);
  const all = document.querySelectorAll("main a, main button, main input, main select, main textarea, main summary");
  const controls = Array.from(all).filter((each) => seen(each) && !floats(each));
  const lines = controls.map((each) => Array.from(each.getClientRects())); // a link that runs on has a box for each line
  const over = (a, b) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return across > 0 && down > 0 && across * down > 0.25 * Math.min(a.width * a.height, b.width * b.height);
  };
  controls.forEach((one, n) => controls.slice(n + 1).forEach((other, m) => {
    if (one.contains(other) || other.contains(one)) return;
    if (lines[n].some((a) => lines[n + 1 + m].some((b) => over(a, b)))) found.push(`one over the other: ${named(one)} / ${named(other)}`);
  }));
  return found.slice(0, 6);
}
