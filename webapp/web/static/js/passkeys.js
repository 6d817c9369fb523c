// Asks the browser for a passkey when the form that needs one is sent; what it answers goes along in the form.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const { answer } = form.elements;
  const button = form.querySelector("button");
  const problem = form.querySelector("[data-problem]");

  const asked = async () => {
    const questions = JSON.parse(form.dataset.questions);
    if (form.dataset.passkey === "add") {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(questions);
      return navigator.credentials.create({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(questions);
    return navigator.credentials.get({ publicKey });
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.hidden = true;
    try {
      answer.value = JSON.stringify((await asked()).toJSON());
      form.submit();
    } catch (error) {
      button.disabled = false;
      const unable = error instanceof TypeError || error instanceof ReferenceError;
      problem.textContent = unable ? form.dataset.unable : form.dataset.refused;
      problem.hidden = false;
    }
  });
  // Sent before somebody listens, the form would go without an answer; back on this page, it is used up.
  window.addEventListener("pageshow", () => {
    answer.value = "";
    button.disabled = false;
  });
}
