// node start.mjs PLC_PORT PDS_PORT DATA_FOLDER: prints one JSON line when it is ready, and ends on SIGTERM. The directory
// of accounts lives in memory: each start wants a new folder. Without an AppView, app.bsky.* answers 502.
import "./loopback-only.mjs";
import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

process.env.LOG_ENABLED ??= "false";
const { PDS } = await import("@atproto/pds");
const { Database, PlcServer } = await import("@did-plc/server");

const [plcPort = 2582, pdsPort = 2583] = process.argv.slice(2, 4).map(Number);
const dataDirectory = process.argv[4];
const blobs = join(dataDirectory, "blobs");
await mkdir(blobs, { recursive: true });

const plc = PlcServer.create({ db: Database.mock(), port: plcPort });
await plc.start();

// The discard port: what would be passed on fails at once.
const nobody = "http://127.0.0.1:9";
const pds = await PDS.fromEnv({
  devMode: true,
  port: pdsPort,
  hostname: "localhost",
  dataDirectory,
  blobstoreDiskLocation: blobs,
  didPlcUrl: `http://localhost:${plcPort}`,
  adminPassword: "admin-pass",
  jwtSecret: "jwt-secret",
  serviceHandleDomains: [".test"],
  inviteRequired: false,
  disableSsrfProtection: true,
  plcRotationKeyK256PrivateKeyHex: createHash("sha256").update("rotation key for tests only").digest("hex"),
  bskyAppViewUrl: nobody,
  bskyAppViewDid: "did:example:noappview",
  modServiceUrl: nobody,
  modServiceDid: "did:example:nomod",
  rateLimitsEnabled: process.env.RATE_LIMITS === "1",
});
await pds.start();
process.stdout.write(`${JSON.stringify({ pds: `http://localhost:${pdsPort}`, pid: process.pid })}\n`);

const stop = async () => {
  await pds.destroy();
  await plc.destroy();
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
