// In the queue: with the focus on an answer, the figures 1 to 9 tick its themes, and Enter in a field goes back to the
// answer: the batch is sent with its button. The other keys are those of keys.js.
"use strict";
(() => {
  const FIELD = "select, input";
  const WRITING = "select, input:not([type='checkbox'], [type='radio'])";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const item = event.target.closest("ol[data-keys] > [data-answer]");
    if (!item) return;
    if (event.key === "Enter" && event.target.matches(FIELD)) {
      event.preventDefault();
      item.focus();
      return;
    }
    // By the key and not by what is printed on it, which can be a Bengali or Arabic figure.
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const box = digit && !event.shiftKey && !event.target.matches(WRITING) ? item.querySelector(`[data-digit="${digit}"]`) : null;
    if (!box || event.repeat) return;
    event.preventDefault();
    box.click();
  });
})();
