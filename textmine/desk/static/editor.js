// The editor checks what is typed while it is typed; the button "Check" does the same without this script.
"use strict";

(() => {
  const frame = document.querySelector("iframe.preview");
  if (frame) {
    // A page that is still being put together is asked for again.
    const again = async (left) => {
      const answer = await fetch(frame.src, { method: "HEAD" });
      if (answer.status === 503 && left > 0) setTimeout(() => again(left - 1), 1000);
      else if (left < 30) frame.src = frame.src;
    };
    again(30);
  }

  const form = document.getElementById("editor");
  if (!form) return;
  const summary = document.getElementById("summary");
  const words = { wrong: "To correct:", look: "Look:" };
  let timer = 0, asked = null, changed = false;

  const show = (list, marks) => {
    list.replaceChildren(...marks.map((mark) => {
      const item = document.createElement("li");
      item.className = mark.kind;
      if (words[mark.kind]) {
        const strong = document.createElement("strong");
        strong.textContent = words[mark.kind];
        item.append(strong, " ");
      }
      item.append(mark.text);
      return item;
    }));
  };

  const showAll = (found) => {
    for (const [number, line] of Object.entries(found.sentences)) {
      const part = form.querySelector(`[data-sentence="${number}"]`);
      if (!part) continue;
      part.querySelector(".number").textContent = line.words;
      show(part.querySelector(".marks"), line.marks);
      const personal = part.querySelector(".personal");
      if (personal) {
        personal.hidden = !line.personal;
        personal.querySelector(".safe").textContent = line.safe;
      }
    }
    show(document.getElementById("marks-outcome"), found.outcome);
    const reads = document.getElementById("reads");
    if (reads) reads.textContent = found.reads;
    // Read aloud only when it says something new.
    if (summary.textContent !== found.summary) summary.textContent = found.summary;
  };

  const check = async () => {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch("/check", {
        method: "POST", body: new FormData(form), headers: { accept: "application/json" }, signal: asked.signal,
      });
      if (answer.ok) showAll(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") summary.textContent = "The checks cannot be reached. What you typed is still here.";
    }
  };

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(check, 700);
  });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
