// Reads a JSON list of Flux scripts; writes for each whether it parses and its types fit.
// The parser is InfluxData's own, compiled to WebAssembly: npm install --no-save @influxdata/flux-lsp-node@0.8.40
const { is_valid_flux } = require("@influxdata/flux-lsp-node");
const scripts = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(scripts.map((script) => is_valid_flux(script))));
