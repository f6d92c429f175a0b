/* The files of the chosen folder: which there are, and their digests, several at a time. */
(function (ns) {
  "use strict";

  const LANES = 8; /* digests that are made at the same time */
  const LARGE = 32000000; /* bytes; larger files are read one after the other, so that few of them are held in memory */
  const PAUSE = 100; /* milliseconds between two reports of the progress */

  /* The files of a folder input: the name of the folder, and the files by their path in it. */
  function fromInput(list) {
    const files = new Map();
    let name = "";
    Array.from(list).forEach(function (file) {
      const parts = file.webkitRelativePath.split("/");
      name = parts.shift();
      files.set(parts.join("/"), file);
    });
    return { name: name, files: files };
  }

  /* The bytes of a file; throws Trouble when it cannot be read, for one because the stick was pulled out. */
  async function bytesOf(file) {
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch (trouble) {
      throw new ns.Trouble("读不出来，U 盘可能被拔出或者有损坏");
    }
  }

  /* Digests of many files: calls found(path, digest or null) for each, null when it cannot be read. `report` is called
     with how many files and bytes are done, now and then. */
  async function digests(jobs, found, report) {
    const all = jobs.reduce(function (sum, job) { return sum + job.file.size; }, 0);
    const small = jobs.filter(function (job) { return job.file.size <= LARGE; });
    const large = jobs.filter(function (job) { return job.file.size > LARGE; });
    let done = 0;
    let bytes = 0;
    let reported = 0;

    async function take(job) {
      let digest = null;
      try {
        digest = await ns.digest(await bytesOf(job.file));
      } catch (trouble) {
        digest = null;
      }
      found(job.path, digest);
      done += 1;
      bytes += job.file.size;
      if (performance.now() - reported > PAUSE || done === jobs.length) {
        reported = performance.now();
        report({ done: done, files: jobs.length, bytes: bytes, all: all });
      }
    }

    async function lane(queue, next) {
      while (next.place < queue.length) {
        next.place += 1;
        await take(queue[next.place - 1]);
      }
    }

    const next = { place: 0 };
    const lanes = [];
    for (let count = 0; count < LANES; count += 1) {
      lanes.push(lane(small, next));
    }
    await Promise.all(lanes);
    await lane(large, { place: 0 });
  }

  Object.assign(ns, { fromInput: fromInput, bytesOf: bytesOf, digests: digests });
})(self.disclosureVerify);
