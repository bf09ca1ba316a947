// Simulates piece by piece and shows how far it is. Without this module, or on any trouble, the page itself answers.
const form = document.querySelector("form[data-run-url]");

if (form) {
  const result = document.getElementById("result");
  const running = form.querySelector("[data-running]");
  const bar = running.querySelector("progress");
  const button = form.querySelector("button[type=submit]");

  const show = (done) => {
    bar.value = done;
    running.querySelector("[data-done]").textContent = done.toLocaleString(document.documentElement.lang);
  };

  const begin = (trials) => {
    button.disabled = true;
    running.hidden = false;
    bar.max = trials;
    running.querySelector("[data-of]").textContent = trials.toLocaleString(document.documentElement.lang);
    show(0);
  };

  const take = (line, address) => {
    const { done, html } = JSON.parse(line);
    if (done) show(done);
    if (html === undefined) return false;
    result.innerHTML = html;
    window.history.replaceState(null, "", address);
    result.focus();
    return true;
  };

  const run = async (asked, address) => {
    const answer = await fetch(`${form.dataset.runUrl}?${asked}`, { redirect: "error" });
    if (!answer.ok) throw new Error(answer.statusText);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let isComplete = false;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const lines = (rest + piece.value).split("\n");
      rest = lines.pop();
      for (const line of lines) isComplete = take(line, address);
    }
    if (!isComplete) throw new Error("The answer broke off.");
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = new URLSearchParams(new FormData(form));
    const address = `${form.getAttribute("action")}?${asked}`;
    begin(Number(asked.get("trials")));
    try {
      await run(asked, address);
    } catch {
      window.location.assign(address);
      return;
    }
    running.hidden = true;
    button.disabled = false;
  });
}
