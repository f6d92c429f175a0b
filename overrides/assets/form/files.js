/* Files in and out: an entry is opened from a file, from the clipboard or by dropping it on the page; it is written for
   download and copying, or handed to the hosting service; the draft is kept in this browser. */
(function () {
  "use strict";

  var form = window.disclosureForm;
  var data = form.data;
  var view = window.disclosureSearch.view;
  var element = view.element;
  var state = form.state;
  var DRAFT = "disclosure-form:" + location.pathname.replace(/[^/]*$/, "");
  var LONGEST = 6000; /* characters of an address that hosting services and proxies let through for certain */
  var KIND = /^#.*\$schema=\S*\/([a-z-]+)\.json/m;

  function byId(id) {
    return document.getElementById(id);
  }

  function storage() {
    try {
      window.localStorage.setItem(DRAFT + "?", "1");
      window.localStorage.removeItem(DRAFT + "?");
      return window.localStorage;
    } catch (error) {
      return null;
    }
  }

  /* The draft: what was written, and of what. */
  form.keepDraft = function () {
    var kept = storage();
    if (!state.root || !kept) {
      return;
    }
    var draft = {kind: state.kind, organ: state.organ, file: state.file, text: form.text()};
    try {
      kept.setItem(DRAFT, JSON.stringify(draft));
      byId("form-kept").textContent = "草稿已存在这个浏览器里。";
    } catch (error) {
      byId("form-kept").textContent = "草稿存不下，请先下载。";
    }
  };

  function readDraft() {
    var kept = storage();
    byId("form-kept").textContent = kept ? "" : "这个浏览器不让网页存东西，草稿不会保留，离开以前请先下载。";
    try {
      var draft = kept && JSON.parse(kept.getItem(DRAFT) || "null");
      return draft && form.kindOf(draft.kind) && typeof draft.text === "string" ? draft : null;
    } catch (error) {
      return null;
    }
  }

  function dropDraft() {
    var kept = storage();
    if (kept) {
      kept.removeItem(DRAFT);
    }
    byId("form-draft").hidden = true;
  }

  function offerDraft() {
    var draft = readDraft();
    if (!draft) {
      return;
    }
    var title = /^标题: *(.*)$/m.exec(draft.text);
    byId("form-draft-about").textContent = form.kindOf(draft.kind).label + (title ? "：" + title[1] : "");
    byId("form-draft").hidden = false;
    byId("form-draft-go").addEventListener("click", function () {
      var read = form.readEntry(draft.text);
      if (read.data) {
        form.show(draft.kind, draft.organ, read.data, draft.file);
        state.isChanged = true;
      }
      byId("form-draft").hidden = true;
      byId("form-title").focus();
    });
    byId("form-draft-drop").addEventListener("click", function () {
      dropDraft();
      byId("form-organ").focus();
    });
  }

  /* Open the text of an entry; `name` is that of its file, if there was one. */
  form.open = function (text, name) {
    var read = form.readEntry(text);
    if (!read.data) {
      refuse(read.problems);
      return;
    }
    var found = KIND.exec(text);
    var kind = found && form.kindOf(found[1]) ? found[1] : byId("form-kind").value;
    var number = form.textOf(read.data.get("索引号"));
    var parts = number ? form.whole(data.words.index.pattern, number) : null;
    var numbered = parts && data.words.organs.filter(function (one) {
      return one.code === parts.groups.code;
    })[0];
    var organ = numbered ? numbered.slug : byId("form-organ").value;
    if (!kind || !organ) {
      say([(!kind ? "看不出是哪一种信息，请先选种类" : "看不出是哪个机构的，请先选机构") + "，再打开一次。"], true);
      return;
    }
    form.show(kind, organ, read.data, name);
    form.showAll();
    var comments = read.comments - (found ? 1 : 0);
    var place = numbered ? ["按索引号，放在" + numbered.name + "的文件夹；实际不在那里的，请改选公开机构。"] : [];
    say(["已打开" + (name ? " " + name : "") + "。"].concat(place, comments > 0
      ? ["文件里有 " + comments + " 行注释，从这里写出的文件里没有；要留着的，请把改动抄进原来的文件。"] : []), false);
    state.isChanged = false;
    byId("form-title").focus();
  };

  function refuse(problems) {
    say(["这个文件读不懂，没有打开。请先照下面改好，或者运行 python3 hooks fix："].concat(problems.map(function (one) {
      return (one.line ? "第 " + one.line + " 行：" : "") + one.text;
    })), true);
  }

  function say(lines, isWrong) {
    var place = byId("form-opened");
    view.fill(place, lines.map(function (words) {
      return element("p", {class: isWrong ? "form-error" : ""}, [words]);
    }));
    place.hidden = !lines.length;
  }

  function openFile(file) {
    var reader = new FileReader();
    reader.onload = function () {
      var text;
      try {
        text = new TextDecoder("utf-8", {fatal: true, ignoreBOM: false}).decode(reader.result);
      } catch (error) {
        refuse([form.notUtf8(new Uint8Array(reader.result))]);
        return;
      }
      form.open(text, /\.ya?ml$/.test(file.name) ? file.name : "");
    };
    reader.onerror = function () {
      say(["读不到这个文件，请再选一次。"], true);
    };
    reader.readAsArrayBuffer(file);
  }

  /* The file as it would be written, where it goes, and what is still wrong. */
  form.written = function (value, problems) {
    var errors = problems.filter(function (one) {
      return one.severity === "error";
    }).length;
    var name = form.fileName(value);
    byId("form-yaml").textContent = form.text();
    byId("form-path").textContent = form.folder() + name;
    byId("form-state").textContent = errors ? "还有 " + errors + " 处要改，这样提交检查不会通过。" : "这里能查的都对。";
    hand(name);
  };

  /* The link to the page of the hosting service on which a new file is begun. */
  function hand(name) {
    var link = byId("form-host");
    if (!link) {
      return;
    }
    var host = data.host;
    var base = host.address.replace(/\/+$/, "");
    var folder = form.folder().replace(/\/$/, "");
    var place = base + (host.service === "GitLab" ? "/-/new/" : "/new/") + host.branch + "/" +
      (host.service === "GitLab" ? "" : folder);
    var asked = host.service === "GitHub" ? "?filename=" + encodeURIComponent(name)
      : host.service === "GitLab" ? "?file_name=" + encodeURIComponent(folder + "/" + name) : "";
    var filled = host.service === "GitHub" ? place + asked + "&value=" + encodeURIComponent(form.text()) : "";
    var isFilled = Boolean(filled) && filled.length <= LONGEST;
    link.href = isFilled ? filled : place + asked;
    link.target = "_blank"; /* the form stays open */
    byId("form-host-how").textContent = isFilled ? "打开的页面里内容已经填好。"
      : "内容太长或者平台不收，点开时先替您复制，在打开的页面里粘贴。";
    state.isHandedOver = isFilled;
  }

  function copy() {
    var text = form.text();
    function done() {
      state.isChanged = false;
      form.announce("已复制");
      byId("form-done").textContent = "已复制，可以粘贴到新建的文件里。";
    }
    function byHand() {
      var before = document.activeElement;
      var area = element("textarea", {class: "unseen", "aria-label": "文件的内容"});
      area.value = text;
      document.body.append(area);
      area.select();
      var isCopied = document.execCommand("copy");
      area.remove();
      before.focus();
      if (isCopied) {
        done();
        return;
      }
      window.getSelection().selectAllChildren(byId("form-yaml"));
      byId("form-done").textContent = "浏览器不让网页复制，文件内容已经选中，请按 Ctrl+C。";
    }
    byId("form-view").open = true;
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text).then(done, byHand);
    } else {
      byHand();
    }
  }

  function download() {
    var name = form.fileName(form.value());
    var address = URL.createObjectURL(new Blob([form.text()], {type: "application/yaml"}));
    var link = element("a", {href: address, download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () {
      URL.revokeObjectURL(address);
    }, 60000);
    state.isChanged = false;
    byId("form-done").textContent = "已下载 " + name + "，请放进 " + form.folder() + "。";
  }

  form.startFiles = function () {
    var area = byId("form-open");
    byId("form-file").addEventListener("change", function (event) {
      if (event.target.files[0]) {
        openFile(event.target.files[0]);
      }
    });
    byId("form-paste-go").addEventListener("click", function () {
      form.open(byId("form-paste").value, "");
    });
    area.addEventListener("dragover", function (event) {
      event.preventDefault();
    });
    area.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer.files[0]) {
        openFile(event.dataTransfer.files[0]);
      }
    });
    byId("form-download").addEventListener("click", download);
    byId("form-copy").addEventListener("click", copy);
    if (byId("form-host")) {
      byId("form-host").addEventListener("click", function () {
        if (!state.isHandedOver) {
          copy();
        }
        state.isChanged = false;
      });
    }
    byId("form-clear").addEventListener("click", function () {
      if (window.confirm("清空填好的内容和草稿？")) {
        dropDraft();
        state.isChanged = false;
        location.reload();
      }
    });
    offerDraft();
  };

  form.start();
})();
