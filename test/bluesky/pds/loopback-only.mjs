// The server and its directory would listen on all interfaces. Imported first, this keeps every listener of the process
// on this machine.
import { Server } from "node:net";

const host = "127.0.0.1";
const listen = Server.prototype.listen;

Server.prototype.listen = function listenOnLoopback(first, ...rest) {
  if (typeof first === "object" && first !== null && "port" in first)
    return listen.call(this, { ...first, host }, ...rest);
  if (!/^\d+$/.test(String(first))) return listen.call(this, first, ...rest);
  const done = rest.find((argument) => typeof argument === "function");
  return listen.call(this, { port: Number(first), host }, ...(done ? [done] : []));
};
