import type { Agent } from "node:http";

// An import of these would load Node's own fetch and WebSocket too: most of the start of a single poll.
const nodeModule = process.getBuiltinModule;

/** Connections that wait a moment for the next request to the same server at the same addresses. */
export interface Connections {
  agentFor(protocol: string): Agent;
}

/** Two requests to one host are two seconds apart; no server is held any longer than that and a little. */
const idleMs = 4_000;
const mostIdle = 32;

/** They hold no process open. A connection to addresses that were judged serves nothing that was judged to lie elsewhere. */
export function createConnections(): Connections {
  const agents = new Map<string, Agent>();
  return {
    agentFor: (protocol) => {
      const agent = agents.get(protocol) ?? createAgent(protocol);
      agents.set(protocol, agent);
      return agent;
    },
  };
}

/** What a request says of the addresses that its host was judged by. */
type Judged = { readonly judged: string };

function createAgent(protocol: string): Agent {
  const { Agent: Kind } = protocol === "https:" ? nodeModule("node:https") : nodeModule("node:http");
  const agent = new Kind({ keepAlive: true, timeout: idleMs, maxFreeSockets: mostIdle });
  const nameOf = agent.getName.bind(agent);
  // By this name Node looks for a connection that is free.
  agent.getName = (options) => `${nameOf(options)}:${(options as Partial<Judged> | undefined)?.judged ?? ""}`;
  return agent;
}
