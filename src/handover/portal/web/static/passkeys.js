// Passkeys: hands what the page holds to the browser's own dialogue, and its answer to the form. Without this file, or in
// a browser that knows no passkeys, the page offers codes alone.
const decode = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const encode = (buffer) => {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const decodeKeys = (keys) => (keys ?? []).map((key) => ({ ...key, id: decode(key.id) }));

const create = async (options) => {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: decodeKeys(options.excludeCredentials),
    },
  });
  return {
    attestationObject: encode(made.response.attestationObject),
    clientDataJSON: encode(made.response.clientDataJSON),
    key: made,
  };
};

const use = async (options) => {
  const used = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      allowCredentials: decodeKeys(options.allowCredentials),
    },
  });
  return {
    authenticatorData: encode(used.response.authenticatorData),
    clientDataJSON: encode(used.response.clientDataJSON),
    signature: encode(used.response.signature),
    key: used,
  };
};

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const form = place.querySelector("form");
  const failed = place.querySelector("[data-passkey-failed]");
  place.hidden = false;
  for (const other of document.querySelectorAll("[data-passkey-missing]")) other.hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const { key, ...response } = await (place.dataset.passkey === "create" ? create : use)(
        JSON.parse(place.dataset.options),
      );
      form.elements.answer.value = JSON.stringify({
        id: key.id,
        rawId: encode(key.rawId),
        type: key.type,
        response,
        clientExtensionResults: {},
      });
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
}
