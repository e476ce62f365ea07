/* Solves the puzzles that domain/proof_of_work.py checks, beside the page, so that it stays quick. */
"use strict";
const AT_ONCE = 128;
const text = new TextEncoder();

function zeros(digest) {
  const bytes = new Uint8Array(digest);
  let count = 0;
  for (const byte of bytes) {
    if (byte) return count + Math.clz32(byte) - 24;
    count += 8;
  }
  return count;
}

async function solve(start, bits) {
  for (let from = 0; ; from += AT_ONCE) {
    const digests = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => crypto.subtle.digest("SHA-256", text.encode(start + (from + i)))));
    const found = digests.findIndex((digest) => zeros(digest) >= bits);
    if (found >= 0) return from + found;
  }
}

onmessage = async ({ data: { challenge, puzzles, bits } }) => {
  const numbers = [];
  for (let puzzle = 0; puzzle < puzzles; puzzle++) {
    numbers.push(await solve(`${challenge}:${puzzle}:`, bits));
    postMessage({ done: numbers.length, answer: numbers.length === puzzles ? numbers.join(".") : "" });
  }
};
