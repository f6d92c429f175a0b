/* The files of the chosen folder: which there are, and their digests, several at a time. */
(function (ns) {
  "use strict";

  const LANES = 3; /* batches that are read at the same time */
  const BATCH = 16000000; /* bytes in a batch; larger files are read one after the other */
  const MOST = 256; /* files in a batch */
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

  /* Jobs in groups that are read in one go: a browser takes about as long for a small file as for a large one. */
  function batches(jobs) {
    const found = [];
    let size = 0;
    jobs.forEach(function (job) {
      if (!found.length || size + job.size > BATCH || found[found.length - 1].length >= MOST) {
        found.push([]);
        size = 0;
      }
      found[found.length - 1].push(job);
      size += job.size;
    });
    return found;
  }

  /* The digests of a batch, read as one; throws when any of its files cannot be read. */
  async function together(batch) {
    const bytes = await bytesOf(new Blob(batch.map(function (job) { return job.file; })));
    let end = 0;
    return Promise.all(batch.map(function (job) {
      end += job.size;
      return ns.digest(bytes.subarray(end - job.size, end));
    }));
  }

  /* The digest of one file, null when it cannot be read. */
  async function alone(job) {
    try {
      return await ns.digest(await bytesOf(job.file));
    } catch (trouble) {
      return null;
    }
  }

  /* Digests of many files, given as {path, file, size, digest}, with the digest that each should have: calls
     found(job, digest) for each, with null when it cannot be read. What a batch finds wrong is read again alone. `report` is called with how many files and bytes are done, now and then. */
  async function digests(jobs, found, report) {
    const all = jobs.reduce(function (sum, job) { return sum + job.size; }, 0);
    const large = jobs.filter(function (job) { return job.size > BATCH; });
    const small = batches(jobs.filter(function (job) { return job.size <= BATCH; }));
    let done = 0;
    let bytes = 0;
    let reported = 0;

    function take(job, digest) {
      found(job, digest);
      done += 1;
      bytes += job.size;
      if (performance.now() - reported > PAUSE || done === jobs.length) {
        reported = performance.now();
        report({ done: done, files: jobs.length, bytes: bytes, all: all });
      }
    }

    async function takeBatch(batch) {
      let made = null;
      try {
        made = await together(batch);
      } catch (trouble) {
        made = []; /* one of them is at fault: which? */
      }
      for (let place = 0; place < batch.length; place += 1) {
        const job = batch[place];
        take(job, made[place] === job.digest ? job.digest : await alone(job));
      }
    }

    async function lane() {
      while (small.length) {
        await takeBatch(small.shift());
      }
    }

    const lanes = [];
    for (let count = 0; count < LANES; count += 1) {
      lanes.push(lane());
    }
    await Promise.all(lanes);
    for (const job of large) {
      take(job, await alone(job));
    }
  }

  Object.assign(ns, { fromInput: fromInput, bytesOf: bytesOf, digests: digests });
})(self.disclosureVerify);
