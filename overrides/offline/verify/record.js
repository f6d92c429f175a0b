/* release.json: what a copy is, in bytes that are signed; and the keys that sign it. The shape is that of
   hooks/disclosure/offline/release.py; a test gives both the same wrong records. */
(function (ns) {
  "use strict";

  const FORMAT = 1;
  const LARGEST = 65536; /* bytes of release.json */
  const CURVE = { name: "ECDSA", namedCurve: "P-256" };
  const SIGNATURE_LENGTH = 64;
  /* The SubjectPublicKeyInfo of a key on P-256 begins so, in base64; its two coordinates follow (RFC 5480). */
  const SPKI_HEAD = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE";
  const SPKI_LENGTH = 91;
  const DAMAGED = "release.json 已损坏或者被改动";
  const FIELDS = ["attachments", "entries", "expires_on", "files", "format", "keys", "payload", "previous", "released_on", "site", "version"];

  function wrong(name) {
    return new ns.Trouble(DAMAGED + "：“" + name + "”不对");
  }

  /* JSON in its one form: sorted keys, no spaces. */
  function canonical(value) {
    if (Array.isArray(value)) {
      return "[" + value.map(canonical).join(",") + "]";
    }
    if (value !== null && typeof value === "object") {
      return "{" + Object.keys(value).sort(ns.byCodePoint).map(function (key) {
        return JSON.stringify(key) + ":" + canonical(value[key]);
      }).join(",") + "}";
    }
    return JSON.stringify(value);
  }

  function group(value, fields, name) {
    const isGroup = value !== null && typeof value === "object" && !Array.isArray(value);
    if (!isGroup || Object.keys(value).sort().join(" ") !== fields.slice().sort().join(" ")) {
      throw wrong(name);
    }
    return value;
  }

  function number(data, name) {
    if (!Number.isSafeInteger(data[name]) || data[name] < 0) {
      throw wrong(name);
    }
    return data[name];
  }

  function line(data, name) {
    const value = data[name];
    if (typeof value !== "string" || !value.trim() || !/^(?:[^\p{C}\p{Z}]| )+$/u.test(value)) {
      throw wrong(name);
    }
    return value;
  }

  function day(data, name) {
    const value = line(data, name);
    const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(value);
    const date = match && new Date(value + "T00:00:00Z");
    if (!match || match[1] === "0000" || isNaN(date) || date.toISOString().slice(0, 10) !== value) {
      throw wrong(name);
    }
    return value;
  }

  function keyOf(value) {
    const data = group(value, ["name", "spki"], "keys");
    const bytes = ns.fromBase64(line(data, "spki"));
    if (!bytes || bytes.length !== SPKI_LENGTH || data.spki.slice(0, SPKI_HEAD.length) !== SPKI_HEAD) {
      throw wrong("spki");
    }
    return { name: line(data, "name"), spki: data.spki };
  }

  function keysOf(value) {
    if (!Array.isArray(value) || value.length < 1 || value.length > 2) {
      throw wrong("keys");
    }
    const keys = value.map(keyOf);
    if (keys.length === 2 && keys[0].spki === keys[1].spki) {
      throw wrong("keys");
    }
    return keys;
  }

  /* The release in these bytes, in the shape of the file; throws Trouble when they are not exactly in the one form. */
  function parse(bytes) {
    if (bytes.length > LARGEST) {
      throw new ns.Trouble(DAMAGED + "：文件太大");
    }
    const text = ns.decode(bytes);
    let data;
    try {
      data = JSON.parse(text);
    } catch (trouble) {
      throw new ns.Trouble(DAMAGED + "：不是完整的 JSON");
    }
    if (text === null || canonical(data) !== text) {
      throw new ns.Trouble(DAMAGED + "：写法与生成时不同");
    }
    if (data !== null && Number.isSafeInteger(data.format) && data.format > FORMAT) {
      throw new ns.Trouble("这份副本的格式比本页新，请换用新的核验页");
    }
    group(data, FIELDS, "release.json");
    if (number(data, "format") !== FORMAT) {
      throw wrong("format");
    }
    group(data.site, ["code", "contact", "name"], "site");
    group(data.payload, ["bytes", "files"], "payload");
    group(data.files, ns.LISTED, "files");
    if (number(data, "version") <= number(data, "previous")) {
      throw wrong("version");
    }
    if (day(data, "expires_on") < day(data, "released_on")) {
      throw wrong("expires_on");
    }
    if (!/^(?:[0-9]{10}|bm[0-9]{8})$/.test(line(data.site, "code"))) {
      throw wrong("code");
    }
    line(data.site, "name");
    line(data.site, "contact");
    ["entries", "attachments"].forEach(number.bind(null, data));
    ["files", "bytes"].forEach(number.bind(null, data.payload));
    ns.LISTED.forEach(function (name) {
      if (typeof data.files[name] !== "string" || !/^[0-9a-f]{64}$/.test(data.files[name])) {
        throw wrong("files");
      }
    });
    data.keys = keysOf(data.keys);
    return data;
  }

  async function verifies(key, bytes, signature) {
    try {
      const imported = await crypto.subtle.importKey("spki", ns.fromBase64(key.spki), CURVE, false, ["verify"]);
      return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, signature, bytes);
    } catch (trouble) {
      return false; /* coordinates that are no point of the curve */
    }
  }

  /* The key of the release that made the signature over its bytes; null when none of them did. */
  async function signer(release, bytes, signature) {
    if (signature.length !== SIGNATURE_LENGTH) {
      return null;
    }
    for (const key of release.keys) {
      if (await verifies(key, bytes, signature)) {
        return key;
      }
    }
    return null;
  }

  /* release.js, as it follows from the bytes of release.json. */
  function notice(bytes) {
    return "self.disclosureCopy && self.disclosureCopy(" + ns.decode(bytes) + ");\n";
  }

  function fingerprint(key) {
    return ns.digest(ns.fromBase64(key.spki));
  }

  Object.assign(ns, { parse: parse, signer: signer, notice: notice, fingerprint: fingerprint });
})(self.disclosureVerify);
