"use strict";
// Two things that the page also does without, but not as well. A mail is put into its frame when
// its file is opened, not all at once; and a click on a finding shows it in the mail and in the
// source together, where each has a link of its own.
const loaded = new WeakSet();
document.addEventListener("load", event => {
  if (event.target.localName === "iframe") loaded.add(event.target);
}, true);

function fill(file) {
  for (const late of file.querySelectorAll("noscript")) {
    const read = new DOMParser().parseFromString(late.textContent, "text/html");
    late.replaceWith(...read.querySelectorAll("iframe"));
  }
}

// Before all is read, a file that is open may have but a part of what is in it.
document.addEventListener("toggle", event => {
  if (event.target.open && document.readyState !== "loading") fill(event.target);
}, true);
document.addEventListener("DOMContentLoaded", () => {
  for (const file of document.querySelectorAll("details.file[open]")) fill(file);
});

function seen(link) {
  const frame = document.getElementsByName(link.target)[0];
  if (!frame || !frame.checkVisibility()) return null;
  const go = () => frame.contentWindow.location.replace(link.href);
  if (loaded.has(frame)) go();
  else frame.addEventListener("load", go, { once: true });
  return frame;
}

function show(card) {
  const place = document.getElementById(card.querySelector(".go").hash.slice(1));
  for (const other of document.querySelectorAll("[aria-current]"))
    other.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
  const [x, y] = [scrollX, scrollY];
  location.hash = place.id;
  scrollTo(x, y);
  place.scrollIntoView({ block: "nearest" });
  card.scrollIntoView({ block: "nearest" });
  const frames = [...card.querySelectorAll(".see")].map(seen).filter(Boolean);
  for (const frame of frames) frame.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", event => {
  const link = event.target.closest(".go, a.n");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const card = link.closest(".finding") || document.getElementById(link.hash.slice(1));
  if (!card) return;
  event.preventDefault();
  show(card);
});
