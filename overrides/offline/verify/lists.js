/* The names and lists of a copy, in the one form that its profile of BagIt allows. hooks/disclosure/offline says the
   same in names.py and bag.py; a test compares the two. */
(function (ns) {
  "use strict";

  const LONGEST_PATH = 180; /* UTF-16 units */
  const LONGEST_NAME = 255; /* bytes of UTF-8 */
  const LARGEST_FILE = 500000000; /* bytes; a file is held in memory while its digest is made */
  const MANIFEST = "manifest-sha256.txt";
  const LISTED = ["bag-info.txt", "bagit.txt", MANIFEST, "打开.html", "核验.html", "核验.ps1", "说明.txt"];
  const DERIVED = ["release.js", "release.json", "release.sig"];
  const TAG_MANIFEST = "tagmanifest-sha256.txt";
  const DATA = "data/";

  const RESERVED = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)/i;
  const FAULTS = [
    [/^$/, "里有空的文件夹名"],
    [/^[\s.]|[\s.]$/, "里有以点或者空格开头、结尾的名称"],
    [/[<>:"|?*\\%]/, '含有 < > : " | ? * \\ % 中的字符，Windows 或者网页地址里不能用'],
    [/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u, "含有看不见的字符"],
    [RESERVED, "里有 Windows 保留的名称"],
  ];

  /* What is wrong with a path, as it goes on after it; empty when nothing is. */
  function faultOf(path) {
    if (path.length > LONGEST_PATH) {
      return "太长，最多 " + LONGEST_PATH + " 个字符";
    }
    return path.split("/").map(faultOfName).find(Boolean) || "";
  }

  function faultOfName(name) {
    const found = FAULTS.find(function (fault) {
      return fault[0].test(name);
    });
    if (found) {
      return found[1];
    }
    if (name.normalize("NFC") !== name) {
      return "里的字符是拆开写的（不是 NFC 形式）";
    }
    return ns.encode(name).length > LONGEST_NAME ? "里有太长的名称，最多 " + LONGEST_NAME + " 个字节" : "";
  }

  function fold(path) {
    return path.normalize("NFC").toUpperCase().normalize("NFC");
  }

  /* Two paths, those of folders included, that some system takes for one; null when there are none. */
  function twins(paths) {
    const folders = new Map(); /* by their folded form */
    const known = new Set();
    for (const path of paths) {
      for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
        const folder = path.slice(0, end);
        if (known.has(folder)) {
          break;
        }
        known.add(folder);
        const folded = fold(folder);
        if (folders.has(folded)) {
          return [folders.get(folded), folder];
        }
        folders.set(folded, folder);
      }
    }
    const seen = new Map(folders);
    for (const path of paths) {
      const folded = fold(path);
      if (seen.has(folded)) {
        return [seen.get(folded), path];
      }
      seen.set(folded, path);
    }
    return null;
  }

  /* SHA-256 by path of manifest-sha256.txt; throws Trouble unless the bytes are in the one form. */
  function parseManifest(bytes) {
    const text = ns.decode(bytes);
    if (text === null || text.startsWith("\ufeff") || text.indexOf("\r") >= 0) {
      throw new ns.Trouble("清单被改动，像是用记事本打开后保存过");
    }
    const lines = text.split("\n");
    if (lines.pop()) {
      throw new ns.Trouble("清单的最后一行不完整");
    }
    const found = new Map();
    let before = "";
    lines.forEach(function (line, place) {
      const match = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line);
      if (!match) {
        throw new ns.Trouble("清单的第 " + (place + 1) + " 行不是“摘要  路径”");
      }
      const path = match[2];
      const fault = path.startsWith(DATA) ? faultOf(path) : "不在 data 文件夹里";
      if (fault) {
        throw new ns.Trouble("清单第 " + (place + 1) + " 行的路径“" + path + "”" + fault);
      }
      if (before && ns.byCodePoint(before, path) >= 0) {
        throw new ns.Trouble("清单第 " + (place + 1) + " 行的次序不对，或者写了两次");
      }
      before = path;
      found.set(path, match[1]);
    });
    const pair = twins(Array.from(found.keys()));
    if (pair) {
      throw new ns.Trouble("清单里的“" + pair[0] + "”和“" + pair[1] + "”在有的系统上是同一个文件");
    }
    return found;
  }

  /* The lines of a manifest for digests by path. */
  function manifestText(digests) {
    return Object.keys(digests).sort(ns.byCodePoint).map(function (path) {
      return digests[path] + "  " + path + "\n";
    }).join("");
  }

  Object.assign(ns, {
    BAGIT: "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    DATA: DATA,
    LARGEST_FILE: LARGEST_FILE,
    LISTED: LISTED,
    MANIFEST: MANIFEST,
    TAG_FILES: LISTED.concat(DERIVED, TAG_MANIFEST),
    TAG_MANIFEST: TAG_MANIFEST,
    faultOf: faultOf,
    fold: fold,
    twins: twins,
    parseManifest: parseManifest,
    manifestText: manifestText,
  });
})(self.disclosureVerify);
