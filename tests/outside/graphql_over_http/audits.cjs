// Runs every audit of graphql-http against one address, and prints what each found, as JSON.
// Arguments: the folder node_modules, the address; the token is read on the standard input.
const { readFileSync } = require("node:fs");
const { resolve } = require("node:path");

const [folder, url] = process.argv.slice(2);
const token = readFileSync(0, "utf8").trim();
const { serverAudits } = require(resolve(folder, "graphql-http"));

function asSomeone(address, options = {}) {
  return fetch(address, { ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
}

async function main() {
  const found = [];
  for (const audit of serverAudits({ url, fetchFn: asSomeone })) {
    const { id, name, status, reason } = await audit.fn();
    found.push({ id, name, status, reason: reason ?? "" });
  }
  process.stdout.write(JSON.stringify(found));
}

main();
