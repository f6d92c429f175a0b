/* All checks of a copy. Each finds its faults and lets the others go on, so that the reader learns of all at once. A
   fault is {kind, path, text}: the kinds have their words in verdict.js, `path` is empty when it is about the whole. */
(function (ns) {
  "use strict";

  const UNFINISHED = ".update/";
  const LITTER = /(?:^|\/)(?:desktop\.ini|Thumbs\.db|\.DS_Store|\._[^/]*)$|^(?:System Volume Information|\.Trash[^/]*|\.Spotlight-V100|\.fseventsd|\$RECYCLE\.BIN)\//i;

  /* Kinds of faults after which nothing that the copy says of itself counts. */
  const GRAVE = ["unfinished", "record", "signature", "site", "key", "rollback", "content"];

  function fault(kind, path, text) {
    return { kind: kind, path: path, text: text || "" };
  }

  function isPayload(path) {
    return path.startsWith(ns.DATA);
  }

  function foreign(path) {
    return fault("foreign", path, LITTER.test(path) ? "系统自动生成的文件，可以删除" : "");
  }

  /* The bytes of a file of the copy; null, with a fault, when it is missing or cannot be read. */
  async function take(files, name, faults) {
    const file = files.get(name);
    if (!file || file.size > ns.LARGEST_FILE) {
      faults.push(file ? fault("damaged", name, "文件太大") : fault("missing", name));
      return null;
    }
    try {
      return await ns.bytesOf(file);
    } catch (trouble) {
      faults.push(fault("unreadable", name));
      return null;
    }
  }

  /* release.json and who signed it: {release, bytes, signature, key}, each null when it cannot be had. */
  async function record(files, faults) {
    const found = { release: null, bytes: null, signature: null, key: null };
    found.bytes = await take(files, "release.json", faults);
    found.signature = await take(files, "release.sig", faults);
    if (!found.bytes) {
      return found;
    }
    try {
      found.release = ns.parse(found.bytes);
    } catch (trouble) {
      faults.push(fault("record", "release.json", trouble.sentence));
      return found;
    }
    if (found.signature) {
      found.key = await ns.signer(found.release, found.bytes, found.signature);
      if (!found.key) {
        faults.push(fault("signature", "release.sig"));
      }
    }
    return found;
  }

  /* The files beside data/: all there, no others, each as release.json says or as it follows from it. */
  async function tagFiles(files, found, faults) {
    for (const path of files.keys()) {
      if (!isPayload(path) && !path.startsWith(UNFINISHED) && ns.TAG_FILES.indexOf(path) < 0) {
        faults.push(foreign(path));
      }
    }
    if (Array.from(files.keys()).some(function (path) { return path.startsWith(UNFINISHED); })) {
      faults.push(fault("unfinished", ".update"));
    }
    const expected = found.release ? await expectedTags(found) : {};
    for (const name of ns.TAG_FILES) {
      if (name !== "release.json" && name !== "release.sig") {
        const bytes = await take(files, name, faults);
        if (bytes && expected[name] && (await ns.digest(bytes)) !== expected[name]) {
          faults.push(fault("damaged", name));
        }
      }
    }
  }

  /* SHA-256 by name that the files beside data/ must have. Those that follow from the record and its signature can only
     be told when both are whole. */
  async function expectedTags(found) {
    const digests = Object.assign({}, found.release.files);
    if (!found.key) {
      return digests;
    }
    digests["release.js"] = await ns.digest(ns.encode(ns.notice(found.bytes)));
    digests["release.json"] = await ns.digest(found.bytes);
    digests["release.sig"] = await ns.digest(found.signature);
    digests[ns.TAG_MANIFEST] = await ns.digest(ns.encode(ns.manifestText(digests)));
    return digests;
  }

  /* The names of the site against the list: gives the files to be read, as {path, file, size, digest}. */
  function payloadNames(files, listed, faults) {
    const jobs = [];
    const missing = new Map(); /* by the form under which systems compare names */
    listed.forEach(function (digest, path) {
      const file = files.get(path);
      const size = file ? file.size : 0; /* asked once: each time the browser looks at the disk */
      if (!file) {
        missing.set(ns.fold(path), path);
      } else if (size > ns.LARGEST_FILE) {
        faults.push(fault("damaged", path, "文件太大"));
      } else {
        jobs.push({ path: path, file: file, size: size, digest: digest });
      }
    });
    for (const path of files.keys()) {
      if (isPayload(path) && !listed.has(path)) {
        const meant = missing.get(ns.fold(path));
        faults.push(meant ? fault("renamed", path, "应当是 " + meant) : foreign(path));
        missing.delete(ns.fold(path));
      }
    }
    missing.forEach(function (path) {
      faults.push(fault("missing", path));
    });
    return jobs;
  }

  /* The site: every file of the list there, with its digest, and no other. Nothing is read when the record or the list
     cannot be believed: their digests would say nothing. Gives whether the files were read. */
  async function payload(files, found, faults, report) {
    const isBelieved = found.key && !faults.some(function (known) {
      return known.path === ns.MANIFEST || GRAVE.indexOf(known.kind) >= 0;
    });
    const bytes = files.has(ns.MANIFEST) ? await take(files, ns.MANIFEST, []) : null;
    let listed;
    try {
      listed = bytes && ns.parseManifest(bytes);
    } catch (trouble) {
      faults.push(fault("manifest", ns.MANIFEST, trouble.sentence));
    }
    const jobs = listed ? payloadNames(files, listed, faults) : [];
    if (!listed || !isBelieved) {
      return false;
    }
    await ns.digests(jobs, function (job, digest) {
      if (digest !== job.digest) {
        faults.push(fault(digest === null ? "unreadable" : "damaged", job.path));
      }
    }, report);
    if (!faults.some(function (known) { return known.path; })) {
      counts(found.release, jobs, await take(files, "bag-info.txt", faults), faults);
    }
    return true;
  }

  /* The numbers that the record and bag-info.txt give of a whole copy. */
  function counts(release, jobs, bagInfo, faults) {
    const size = jobs.reduce(function (sum, job) { return sum + job.size; }, 0);
    const oxum = "\nPayload-Oxum: " + size + "." + jobs.length + "\n";
    if (release.payload.files !== jobs.length || release.payload.bytes !== size) {
      faults.push(fault("record", "release.json", "文件的数目或者大小与清单不符"));
    }
    if (bagInfo && ("\n" + ns.decode(bagInfo)).split(oxum).length !== 2) {
      faults.push(fault("record", "bag-info.txt", "文件的数目或者大小与清单不符"));
    }
  }

  /* Whether the release is of this page's site, signed by a known key, and may follow what is remembered. The page was
     made with a version of its own, so it knows without any memory that older ones are outdated. */
  function trust(found, own, memory, faults) {
    const release = found.release;
    if (!release) {
      return;
    }
    if (release.site.code !== own.code) {
      faults.push(fault("site", "", release.site.name));
      return;
    }
    if (!found.key) {
      return;
    }
    if (!ns.lists(memory.accepted, found.key)) {
      faults.push(fault("key", ""));
      return;
    }
    const last = memory.last;
    const known = last ? last.release.version : 0;
    if (release.version < Math.max(known, own.version)) {
      faults.push(fault("rollback", ""));
    } else if (release.version === known && ns.decode(last.bytes) !== ns.decode(found.bytes)) {
      faults.push(fault("content", ""));
    } else if (last && release.previous > known) {
      faults.push(fault("gap", ""));
    }
  }

  /* A folder in the chosen one that holds a copy; empty when there is none. */
  function inner(files) {
    const paths = Array.from(files.keys()).filter(function (path) { return /[^/]\/release\.json$/.test(path); });
    return paths.length ? paths.sort(ns.byCodePoint)[0].replace(/\/release\.json$/, "") : "";
  }

  /* Checks the files of a chosen folder, a Map of File by path, against the page's own record and the memory.
     Gives {found, faults, isRead}: the record and its signer, what is wrong, whether all files were read. */
  async function check(files, own, memory, report) {
    const faults = [];
    const isCopy = ns.TAG_FILES.some(function (name) { return files.has(name); });
    const found = { release: null, bytes: null, signature: null, key: null };
    if (!isCopy) {
      return { found: found, faults: [fault("none", inner(files))], isRead: false };
    }
    Object.assign(found, await record(files, faults));
    await tagFiles(files, found, faults);
    trust(found, own, memory, faults);
    const isRead = await payload(files, found, faults, report);
    return { found: found, faults: faults, isRead: isRead };
  }

  Object.assign(ns, { check: check });
})(self.disclosureVerify);
