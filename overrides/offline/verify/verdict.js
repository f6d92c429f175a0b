/* From the faults to the one sentence that the reader goes by. */
(function (ns) {
  "use strict";

  /* The kinds of faults that speak for themselves, the gravest first: what is said and what to do. The functions are
     given the facts: own (the record of the page), release (of the copy), last (the remembered version), inner (a folder
     with a copy in it, where the chosen one is none). */
  const REASONS = [
    ["none", function () { return "所选的文件夹里没有副本"; }, function (facts) {
      return facts.inner ? "副本好像在里面的“" + facts.inner + "”文件夹里，请选它。" : "请选择里面有“打开.html”的那个文件夹。";
    }],
    ["unfinished", function () { return "上次更新没有做完"; }, function () { return "请先用更新程序做完或者撤销更新，再来核验。"; }],
    ["signature", function () { return "签名不对，发布记录被改动过"; }, ask],
    ["site", function (facts) { return "这是“" + facts.release.site.name + "”的副本，本页只核验“" + facts.own.name + "”的副本"; }, function () { return "请换用那个机关的核验页。"; }],
    ["key", function (facts) { return "签名用的不是本页认得的密钥，不能证明由“" + facts.own.name + "”发布"; }, ask],
  ];
  const ORDERS = [
    ["rollback", function (facts) { return "这是旧的第 " + facts.release.version + " 版，" + newer(facts); }, ask],
    ["content", function (facts) { return "同是第 " + facts.release.version + " 版，内容却与本机上次核验的不同"; }, ask],
    ["gap", function (facts) {
      return "缺少第 " + facts.release.previous + " 版：本机上次核验的是第 " + facts.last + " 版，这一份是第 " + facts.release.version + " 版";
    }, function (facts) { return "请向" + facts.own.contact + "核实。"; }],
  ];
  /* The kinds of faults of single files, in the order in which they are told: alone, and several of them. */
  const FILES = [
    ["record", function (path, text) { return text; }, "处记录不对"],
    ["manifest", function (path, text) { return text; }, "处清单不对"],
    ["damaged", function (path) { return "“" + path + "”损坏或者被改动"; }, "个文件损坏或者被改动"],
    ["missing", function (path) { return "缺少“" + path + "”"; }, "个文件缺少"],
    ["renamed", function (path, text) { return "“" + path + "”改了名，" + text; }, "个文件改了名"],
    ["unreadable", function (path) { return "“" + path + "”读不出来"; }, "个文件读不出来"],
    ["foreign", function (path) { return "多出不属于副本的“" + path + "”"; }, "个文件不属于副本"],
  ];

  function ask(facts) {
    return "请不要使用这份副本，并向" + facts.own.contact + "索取新的副本。";
  }

  function newer(facts) {
    return facts.last > facts.release.version
      ? "本机已经核验过第 " + facts.last + " 版"
      : "本页随第 " + facts.own.version + " 版发布";
  }

  function ofKind(faults, kind) {
    return faults.filter(function (fault) {
      return fault.kind === kind;
    });
  }

  /* What the faults of single files come to; empty when there are none. */
  function filesText(faults) {
    const kinds = FILES.map(function (known) {
      return [known, ofKind(faults, known[0])];
    }).filter(function (found) {
      return found[1].length > 0;
    });
    if (kinds.length === 1 && kinds[0][1].length === 1) {
      const only = kinds[0][1][0];
      return kinds[0][0][1](only.path, only.text);
    }
    return kinds.map(function (found) {
      return found[1].length + " " + found[0][2];
    }).join("，");
  }

  function filesAdvice(faults, facts) {
    if (ofKind(faults, "foreign").length === faults.length) {
      return "请不要打开多余的文件，删除后再核验。";
    }
    if (ofKind(faults, "unreadable").length === faults.length) {
      return "请重新插好 U 盘，再核验一次。";
    }
    return ask(facts);
  }

  function refusal(faults, facts) {
    const isThere = function (reason) {
      return ofKind(faults, reason[0]).length > 0;
    };
    const grave = REASONS.find(isThere);
    const order = ORDERS.find(isThere);
    const files = filesText(faults);
    const reason = grave || (files ? null : order);
    const said = reason ? reason[1](facts) + "。" + reason[2](facts) : files + "。" + filesAdvice(faults, facts);
    return "未通过：" + said;
  }

  function whole(release) {
    return release.site.name + "第 " + release.version + " 版副本完整，没有被改动，截至" + ns.dayText(release.released_on) +
      "，共 " + release.entries + " 条";
  }

  function approval(release, own, today) {
    const said = whole(release);
    if (today > release.expires_on) {
      return "通过，但已过期：" + said + "；已于" + ns.dayText(release.expires_on) + "到期，请向" + own.contact + "索取新的副本。";
    }
    if (today < release.released_on) {
      return "通过，但电脑的日期不对：" + said + "；电脑上今天是" + ns.dayText(today) + "。";
    }
    return "通过：" + said + "。";
  }

  /* The verdict on what `check` found. `state` is
     passed: fine;
     dated: fine, but past its expiry, or the clock of the computer is wrong;
     first: fine, but the reader has to compare the fingerprint with the printed notice;
     gap: refused for the missing version only, which a call to the office may settle;
     refused: everything else. */
  function judge(checked, own, memory, today) {
    const found = checked.found;
    const none = ofKind(checked.faults, "none")[0];
    const facts = {
      own: own,
      release: found.release,
      last: memory.last ? memory.last.release.version : 0,
      inner: none ? none.path : "",
    };
    if (checked.faults.length) {
      const isGapOnly = checked.faults.length === 1 && checked.faults[0].kind === "gap";
      return { state: isGapOnly ? "gap" : "refused", sentence: refusal(checked.faults, facts) };
    }
    if (!ns.lists(memory.confirmed, found.key)) {
      return first();
    }
    return accepted(found.release, own, today);
  }

  /* The verdict on a copy that is whole, by a key that nobody has compared with the notice yet. */
  function first() {
    return { state: "first", sentence: "首次核验：副本完整，没有被改动；请把下面的指纹与查阅点公告上的核对。" };
  }

  /* The verdict on a copy that the reader accepted after comparing or calling. */
  function accepted(release, own, today) {
    const isFresh = release.released_on <= today && today <= release.expires_on;
    return { state: isFresh ? "passed" : "dated", sentence: approval(release, own, today) };
  }

  /* The verdict when the fingerprint is not the one of the notice. The page itself may then be a false one, so it gives
     no number to call. */
  function denied() {
    return { state: "refused", sentence: "未通过：指纹与公告不一致，不能证明这份副本的来历。请不要使用，并按公告上的电话查问。" };
  }

  Object.assign(ns, { judge: judge, accepted: accepted, first: first, denied: denied });
})(self.disclosureVerify);
