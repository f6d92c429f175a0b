/* The page: a folder is chosen, one sentence is read. All texts are set as text, never as markup. */
(function (ns) {
  "use strict";

  const SHOWN = 50; /* most files of one kind in the details; the rest are counted */
  const SHORT = 32; /* digits of a fingerprint on the printed notice */
  const KINDS = [
    ["record", "记录不对"],
    ["manifest", "清单不对"],
    ["damaged", "损坏或者被改动"],
    ["missing", "缺少"],
    ["renamed", "改了名"],
    ["unreadable", "读不出来"],
    ["foreign", "多余，不属于副本"],
  ];
  const NO_CRYPTO = "这个浏览器不能核验。请换用新版的 Edge、Chrome、360 或者 Firefox 浏览器，或者用“核验.ps1”。";
  const FAILED = "没有核验完：浏览器出错了。请关闭其他程序，重新打开本页再试；还不行，请换一个浏览器。";
  const WAITING = "请选择副本所在的文件夹。";

  const own = JSON.parse(document.querySelector("meta[name=disclosure-record]").content);
  const storage = ns.storage();

  function at(id) {
    return document.getElementById(id);
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function say(state, sentence) {
    at("result").dataset.state = state;
    at("sentence").textContent = sentence;
    document.title = (state === "waiting" || state === "working" ? "" : sentence.split("：")[0] + " - ") + "离线副本核验";
  }

  function show(id, isShown) {
    at(id).hidden = !isShown;
  }

  function progress(now) {
    at("bar").max = now.all || 1;
    at("bar").value = now.bytes;
    at("count").textContent = "已核对 " + now.done + " / " + now.files + " 个文件，" + ns.sizeText(now.bytes) + " / " + ns.sizeText(now.all);
  }

  function addFaults(faults) {
    const place = at("faults");
    place.textContent = "";
    KINDS.forEach(function (kind) {
      const found = faults.filter(function (fault) { return fault.kind === kind[0]; });
      if (!found.length) {
        return;
      }
      found.sort(function (one, other) { return ns.byCodePoint(one.path, other.path); });
      const list = document.createElement("ul");
      found.slice(0, SHOWN).forEach(function (fault) {
        list.append(element("li", fault.path + (fault.text ? "（" + fault.text + "）" : "")));
      });
      place.append(element("h2", kind[1] + "（" + found.length + " 个）"), list);
      if (found.length > SHOWN) {
        place.append(element("p", "还有 " + (found.length - SHOWN) + " 个没有列出。"));
      }
    });
  }

  async function facts(found, memory, folder) {
    const release = found.release;
    const rows = [["文件夹", folder]];
    if (release) {
      rows.push(
        ["站点", release.site.name + "（" + release.site.code + "）"],
        ["版本", "第 " + release.version + " 版" + (release.previous ? "，接第 " + release.previous + " 版" : "")],
        ["截至", ns.dayText(release.released_on)],
        ["有效期至", ns.dayText(release.expires_on)],
        ["内容", release.entries + " 条，附件 " + release.attachments + " 个，文件 " + release.payload.files + " 个，" + ns.sizeText(release.payload.bytes)]
      );
      for (const key of release.keys) {
        const isSigner = found.key && key.spki === found.key.spki;
        rows.push([(isSigner ? "签名密钥" : "另一把密钥") + "“" + key.name + "”的指纹", ns.grouped(await ns.fingerprint(key))]);
      }
    }
    rows.push(["本机上次核验", memory.last ? "第 " + memory.last.release.version + " 版" : "没有记录"]);
    const list = at("facts");
    list.textContent = "";
    rows.forEach(function (row) {
      list.append(element("dt", row[0]), element("dd", row[1]));
    });
  }

  /* Shows a verdict and the buttons that belong to it. */
  function tell(verdict) {
    say(verdict.state, verdict.sentence);
    show("compare", verdict.state === "first");
    show("called", verdict.state === "gap");
  }

  function accept(found, memory) {
    tell(ns.accepted(found.release, own, ns.dayOf(new Date())));
    const isKept = storage && ns.remember(storage, own.code, memory, found, found.key);
    show("unkept", !isKept);
  }

  async function verify(folder) {
    const memory = await ns.recall(storage, own);
    const checked = await ns.check(folder.files, own, memory, progress);
    const verdict = ns.judge(checked, own, memory, ns.dayOf(new Date()));
    const found = checked.found;
    addFaults(checked.faults);
    show("unread", !checked.isRead);
    await facts(found, memory, folder.name);
    if (found.key) {
      at("fingerprint").textContent = ns.grouped((await ns.fingerprint(found.key)).slice(0, SHORT));
    }
    at("same").onclick = function () { accept(found, memory); };
    at("different").onclick = function () { tell(ns.denied()); };
    at("accept").onclick = function () {
      if (ns.lists(memory.confirmed, found.key)) {
        accept(found, memory);
      } else {
        tell(ns.first());
      }
    };
    if (verdict.state === "passed" || verdict.state === "dated") {
      accept(found, memory);
    } else {
      tell(verdict);
    }
  }

  async function choose() {
    const input = at("folder");
    const folder = ns.fromInput(input.files);
    if (!folder.files.size) {
      return;
    }
    ["compare", "called", "unkept", "details"].forEach(function (id) { show(id, false); });
    input.value = ""; /* the same folder may be chosen again, mended */
    input.disabled = true;
    say("working", "正在核验，请不要拔出 U 盘……");
    at("count").textContent = "正在读取“" + folder.name + "”";
    at("bar").removeAttribute("value");
    show("progress", true);
    try {
      await verify(folder);
      show("details", true);
    } catch (trouble) {
      say("refused", FAILED);
    }
    show("progress", false);
    input.disabled = false;
    input.focus();
  }

  /* A folder dropped beside the field would replace this page by a list of the folder. */
  ["dragover", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (event.target !== at("folder")) {
        event.preventDefault();
      }
    });
  });

  if (self.crypto && crypto.subtle) {
    at("folder").addEventListener("change", choose);
    at("folder").disabled = false;
    say("waiting", WAITING);
  } else {
    say("refused", NO_CRYPTO);
  }
})(self.disclosureVerify);
