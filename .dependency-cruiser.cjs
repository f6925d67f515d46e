// Who may import whom (ARCHITECTURE.md). Each rule names what a layer may reach; all else is refused.
const layer = (name, from, may, options = {}) => ({
  name,
  severity: "error",
  from: { path: from, ...(options.except && { pathNot: options.except }) },
  to: { pathNot: may, ...(options.builtins && { dependencyTypesNot: ["core"] }) },
});
const builtins = true;

const contract = "^src-main/contract/";
const domain = "^src-main/domain/";
const ports = "^src-main/ports/";
const engine = "^src-main/engine/";
const store = "^src-main/engine/store/";
const adapters = "^src-main/adapters/";
const transport = "^src-main/transport/";
const hosts = "^src-main/hosts/";
const shell = "^src-main/shell/";
const renderer = "^src-renderer/";
const package_ = (name) => `^node_modules/${name}/`;
const anyPackage = "^node_modules/";

module.exports = {
  forbidden: [
    layer("contract-imports-zod-only", contract, [contract, package_("zod")]),
    // A digest, named characters and the tables of the language detector and the numbering plans are pure too.
    layer("domain-is-pure", domain, [
      ...[domain, contract, "^crypto$"],
      ...["eld", "entities", "libphonenumber-js"].map(package_),
    ]),
    layer("ports-are-types", ports, [ports, contract, domain]),
    {
      name: "ports-take-types-of-the-domain",
      severity: "error",
      from: { path: ports },
      to: { path: domain, dependencyTypesNot: ["type-only"] },
    },
    layer(
      "engine-reaches-no-host",
      engine,
      // The lists that replies are checked against on a desk that saved none are data, bundled as they are.
      [engine, contract, domain, ports, anyPackage, "^resources/checks/"],
      { builtins, except: store },
    ),
    layer(
      "store-is-sql-only",
      store,
      [store, contract, domain, package_("kysely"), package_("(@types/)?better-sqlite3")],
      { builtins },
    ),
    layer("adapters-fill-ports", adapters, [adapters, ports, contract, domain, anyPackage], { builtins }),
    layer("transport-knows-contract", transport, [transport, contract, engine, anyPackage], { builtins }),
    layer(
      "hosts-compose-all-but-shell",
      hosts,
      [hosts, contract, domain, ports, engine, adapters, transport, anyPackage],
      { builtins },
    ),
    layer("shell-is-thin", shell, [shell, contract, package_("electron")], { builtins }),
    layer("page-knows-contract-only", renderer, [renderer, contract, anyPackage, "^resources/words/", "^virtual:"]),
    {
      name: "sockets-and-processes-live-behind-ports",
      severity: "error",
      from: { path: engine },
      to: { dependencyTypes: ["core"], path: "^(node:)?(child_process|cluster|dgram|dns|http|http2|https|net|tls)$" },
    },
    {
      name: "sql-lives-in-the-store",
      severity: "error",
      from: { path: "^src-main/", pathNot: store },
      to: { path: package_("(kysely|better-sqlite3|@types/better-sqlite3)"), dependencyTypesNot: ["type-only"] },
    },
    {
      name: "electron-lives-in-the-shell",
      severity: "error",
      from: { path: "^(src-main|src-renderer)/", pathNot: shell },
      to: { path: package_("electron") },
    },
    {
      name: "transport-takes-types-of-the-engine",
      severity: "error",
      from: { path: transport },
      to: { path: engine, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "page-takes-types-of-the-contract",
      comment: "zod would add 166 kB to the page",
      severity: "error",
      from: { path: renderer },
      to: { path: contract, dependencyTypesNot: ["type-only"] },
    },
    { name: "page-has-no-zod", severity: "error", from: { path: renderer }, to: { path: package_("zod") } },
    {
      name: "a-feature-imports-no-feature",
      severity: "error",
      from: { path: "^src-renderer/features/([^/]+)/" },
      to: { path: "^src-renderer/features/", pathNot: "^src-renderer/features/$1/" },
    },
    {
      name: "ui-knows-no-feature",
      severity: "error",
      from: { path: "^src-renderer/(ui|lib)/" },
      to: { path: "^src-renderer/(features|app)/" },
    },
    {
      name: "no-cycle",
      severity: "error",
      from: { path: "^src-" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^virtual:" } },
  ],
  options: {
    // TypeScript 7 has no compiler API which dependency-cruiser knows: with the default parser it sees no module at all.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "^node_modules/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "require", "node", "default"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".css"],
    },
  },
};
