// Passkeys: a form with data-passkey asks the device before it is sent. Pages without support never show it.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

const ways = {
  async get({ publicKey }) {
    const { challenge, allowCredentials } = publicKey;
    const asked = { ...publicKey, challenge: bytes(challenge), allowCredentials: known(allowCredentials) };
    const { response, ...key } = plain(await navigator.credentials.get({ publicKey: asked }));
    return { ...key, response: pick(response, ["authenticatorData", "signature", "userHandle"]) };
  },
  async create({ publicKey }, form) {
    const { challenge, user, excludeCredentials } = publicKey;
    const asked = {
      ...publicKey,
      challenge: bytes(challenge),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: known(excludeCredentials),
      authenticatorSelection: alone(form) ?? publicKey.authenticatorSelection,
    };
    const { response, ...key } = plain(await navigator.credentials.create({ publicKey: asked }));
    return { ...key, response: pick(response, ["attestationObject"]) };
  },
};

/** A passkey that signs in alone lives on the device and asks for finger, face or PIN. */
function alone(form) {
  if (!form.elements.passwordless?.checked) return undefined;
  return { residentKey: "required", requireResidentKey: true, userVerification: "required" };
}

function plain(credential) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: credential.response,
  };
}

function pick(response, names) {
  const found = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of names) if (response[name]) found[name] = text(response[name]);
  return found;
}

async function options(form) {
  const stated = document.getElementById("passkey-options");
  if (!form.dataset.options) return JSON.parse(stated.textContent);
  const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).request_options;
}

function say(form, error) {
  const place = form.querySelector("[data-said]");
  place.textContent = error.name === "NotAllowedError" ? place.dataset.dismissed : place.dataset.failed;
  place.hidden = false;
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  try {
    const credential = await ways[form.dataset.passkey](await options(form), form);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    say(form, error);
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", send);
}
