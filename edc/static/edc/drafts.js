// Sends what has been typed to the server two seconds after the last change, and says where it stands.
const DELAY_MS = 2000;
const RETRY_MS = 15000;
const form = document.querySelector("form[data-draft-url]:not([data-draft-url=''])");

if (form) {
  const state = form.querySelector("[data-save-state]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  const drafted = form.querySelector("[name=_drafted]");
  let timer = null;
  let sending = false;
  let pending = false;
  let submitted = false;

  const say = (text) => { if (state && !submitted) state.textContent = text; };
  const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
  const post = () => fetch(form.dataset.draftUrl, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-CSRFToken": token.value, Accept: "application/json" },
    redirect: "manual",
  });

  // Signing in again, in another tab, changes the token of this page; a different person must not inherit the typing.
  const renewToken = async () => {
    const answer = await fetch(window.location.href, { redirect: "manual" });
    if (!answer.ok) return form.dataset.textSignedOut;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.body.dataset.user !== document.body.dataset.user) return form.dataset.textOtherUser;
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]");
    if (fresh) token.value = fresh.value;
    return null;
  };

  const deliver = async () => {
    let answer = await post();
    if (answer.status === 403) {
      const refusal = await renewToken();
      if (refusal) return refusal;
      answer = await post();
    }
    if (answer.ok) {
      drafted.disabled = false; // the next save then clears the draft
      return null;
    }
    const signedOut = answer.type === "opaqueredirect" || [401, 403].includes(answer.status);
    return signedOut ? form.dataset.textSignedOut : form.dataset.textUnreachable;
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    pending = false;
    const trouble = await deliver().catch(() => form.dataset.textUnreachable);
    sending = false;
    // Typed back to what is saved: there is nothing to tell.
    if (trouble || form.hasAttribute("data-dirty")) say(trouble ?? `${form.dataset.textKept} ${clock()}`);
    if (trouble) schedule(RETRY_MS);
    else if (pending) schedule(DELAY_MS);
  };

  const schedule = (delay) => {
    pending = true;
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  };

  for (const kind of ["input", "change"]) form.addEventListener(kind, () => schedule(DELAY_MS));
  form.addEventListener("submit", () => { submitted = true; clearTimeout(timer); });
  window.addEventListener("pageshow", () => { submitted = false; });
  document.addEventListener("visibilitychange", () => {
    if (pending && !submitted) schedule(0);
  });
}
