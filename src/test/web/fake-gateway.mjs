// A gateway with nothing behind it, for working on the page: node src/test/web/fake-gateway.mjs [port]
// Everything that the API can answer is scripted by user name; see PEOPLE. The password is always "demo".
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fleet } from './fake-fleet.mjs';
import { acceptDesktop } from './fake-desktop.mjs';
import { workspacesOf } from './fake-workspaces.mjs';

const WEB = fileURLToPath(new URL('../../main/resources/dev/deskwright/gateway/web/', import.meta.url));
const port = Number(process.argv[2] ?? 8088);
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json' };

/** As the real one sends it; Chromium tells of everything that does not keep to it. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; " +
  "form-action 'self' http://ws-0http0000.localhost:*; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** What happens to each user name on signing in. */
const PEOPLE = {
  ada: { administrator: true, displayName: 'Ada Lovelace' },
  bob: { displayName: 'Bob' },
  nora: { displayName: 'Nora, who has none' },
  tess: { step: 'Enrol' },
  carol: { step: 'Code' },
  rad: { step: 'Code', prompt: 'Answer to the challenge 4711', hidden: true },
  locked: { refuse: [429, 'TooManyAttempts', 'Too many attempts: wait before the next one.', 12] },
  device: { refuse: [403, 'DeviceForbidden', 'This Directory lets nobody in from a web browser on Linux: use another device.'] },
  down: { refuse: [503, 'DirectoryUnavailable', 'No server of the directory answers: try again in a moment.'] },
};

// REGISTRATION_CODE=1: the host name does not choose the Directory. STEP_MS: how long each step of a start takes.
const sessions = new Map();
const tickets = new Map();
let counter = 0;

class Refusal extends Error {
  constructor(status, code, message, retryAfterSeconds) {
    super(message);
    this.status = status;
    this.body = { code, message, retryAfterSeconds };
  }
}

function signIn({ userName, password }) {
  const person = PEOPLE[userName];
  if (person?.refuse) throw new Refusal(...person.refuse);
  if (!person || password !== 'demo') throw new Refusal(401, 'SignInFailed', 'User name or password is wrong, or the account may not sign in.');
  const challenge = `challenge-${userName}`;
  if (person.step === 'Enrol') {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    return { next: 'Enrol', challenge, secret, uri: `otpauth://totp/Deskwright:tess?secret=${secret}`, qrCode: qrCode() };
  }
  if (person.step) return { next: 'Code', challenge, prompt: person.prompt, hidden: person.hidden };
  return done(userName);
}

function giveCode({ challenge, code }) {
  const userName = challenge.replace('challenge-', '');
  if (code === 'expired') throw new Refusal(401, 'ChallengeExpired', 'That took too long: sign in again.');
  if (code !== '123456') throw new Refusal(401, 'CodeWrong', 'The code is wrong or was used before: wait for the next one.');
  const codes = Array.from({ length: 10 }, (_, at) => `k7q${at}-m2xw`);
  return { ...done(userName), recoveryCodes: PEOPLE[userName].step === 'Enrol' ? codes : undefined };
}

function done(userName) {
  counter += 1;
  const id = `session-${counter}`;
  sessions.set(id, { userName, workspaces: workspacesOf(userName) });
  return { next: 'Done', cookie: `fake=${id}; Path=/; HttpOnly; SameSite=Strict` };
}

function describe({ userName }) {
  const { displayName, administrator = false } = PEOPLE[userName];
  const now = Date.now();
  return { userName, displayName, directoryName: 'corp.example', since: iso(now), until: iso(now + 8 * 3_600_000), csrfToken: `csrf-${userName}`, administrator, deviceType: 'Linux' };
}

const iso = (time) => new Date(time).toISOString().replace(/\.\d+/, '');

async function api(method, path, query, body, session, response) {
  if (path === '/sign-in' && method === 'GET') {
    return { registrationCodeNeeded: Boolean(process.env.REGISTRATION_CODE), directoryName: 'corp.example', providers: [{ name: 'Example SSO', url: '/api/v1/sign-in/oidc/example' }], hint: 'This is a demo. Sign in as ada, bob, tess or carol;\nthe password is demo.' };
  }
  if (path === '/sign-in') return signIn(body);
  if (path === '/sign-in/code') return giveCode(body);
  if (!session) throw new Refusal(401, 'NotSignedIn', 'Nobody is signed in: sign in.');
  if (path === '/session' && method === 'DELETE') {
    sessions.delete(session.id);
    return null;
  }
  if (path === '/session') return describe(session);
  if (path === '/workspaces') return { items: [...session.workspaces.values()].map((w) => w.view()) };
  if (path === '/fleet') return fleet(query);
  const [, id, action] = path.match(/^\/workspaces\/([^/]+)(?:\/(\w+))?$/) ?? [];
  const workspace = session.workspaces.get(id);
  if (!workspace) throw new Refusal(404, 'NotFound', 'There is no such WorkSpace of yours.');
  if (!action) return workspace.view();
  if (action === 'events') return events(workspace, response);
  if (action === 'connections') return connect(workspace, response);
  if (action === 'properties') return workspace.modify(body, response);
  return workspace.operate(action, response);
}

function connect(workspace, response) {
  const { state, workspaceId } = workspace.view();
  if (state === 'STOPPED') return workspace.operate('start', response);
  if (!['AVAILABLE', 'UNHEALTHY'].includes(state)) {
    response.statusCode = 202;
    return workspace.view();
  }
  response.statusCode = 201;
  counter += 1;
  const ticket = `t${counter}`;
  tickets.set(ticket, workspaceId);
  if (workspaceId === 'ws-0http0000') return { protocol: 'HTTP', url: `http://${workspaceId}.localhost:${port}/`, ticket, policy: { clipboard: 'Both' } };
  return { protocol: 'RFB', url: `/desktops/${workspaceId}/rfb`, ticket, policy: { clipboard: workspace.clipboard } };
}

function events(workspace, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const send = () => response.write(`event: workspace\ndata: ${JSON.stringify(workspace.view())}\n\n`);
  send();
  workspace.watchers.add(send);
  response.on('close', () => workspace.watchers.delete(send));
  return undefined;
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  response.setHeader('Content-Security-Policy', CSP);
  if (!url.pathname.startsWith('/api/v1/')) {
    await file(url, request, response);
    return;
  }
  let text = '';
  for await (const chunk of request) text += chunk;
  try {
    const answer = await api(request.method, url.pathname.slice('/api/v1'.length), url.searchParams, text ? JSON.parse(text) : {}, sessionOf(request), response);
    if (answer === undefined) return;
    if (answer?.cookie) response.setHeader('Set-Cookie', answer.cookie);
    reply(response, answer === null ? 204 : response.statusCode, answer);
  } catch (refusal) {
    reply(response, refusal.status ?? 500, refusal.body ?? { code: 'Unavailable', message: String(refusal) });
  }
});

function reply(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

async function file(url, request, response) {
  if (request.headers.host.startsWith('ws-0http0000')) {
    response.end(`A desktop with a page of its own: ${request.method}`);
    return;
  }
  const path = join(WEB, normalize(url.pathname === '/' ? 'index.html' : url.pathname));
  try {
    const content = await readFile(path);
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache' });
    response.end(content);
  } catch {
    reply(response, 404, { code: 'NotFound', message: 'No such file.' });
  }
}

function sessionOf(request) {
  const id = /fake=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  const session = sessions.get(id);
  return session && { ...session, id };
}

server.on('upgrade', (request, socket) => {
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(/, */);
  const ticket = protocols.find((name) => name.startsWith('ticket.'))?.slice('ticket.'.length);
  const workspaceId = tickets.get(ticket);
  if (!sessionOf(request) || !workspaceId || !protocols.includes('binary')) {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return;
  }
  tickets.delete(ticket);
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: binary\r\n\r\n`);
  acceptDesktop(socket, workspaceId);
});

/** Looks like one; its content is of no use. */
function qrCode() {
  const dark = [];
  const corner = (x, y) => [0, 18].some((a) => [0, 18].some((b) => (a + b < 36 ? x >= a && x < a + 7 && y >= b && y < b + 7 : false)));
  for (let y = 0; y < 25; y += 1) {
    for (let x = 0; x < 25; x += 1) {
      const ring = (a, b) => Math.max(Math.abs(x - a - 3), Math.abs(y - b - 3));
      const inCorner = [[0, 0], [18, 0], [0, 18]].map(([a, b]) => ring(a, b)).find((r) => r <= 3);
      const on = inCorner === undefined ? !corner(x, y) && (x * 7 + y * 13 + ((x * y) % 5)) % 3 === 0 : inCorner !== 2;
      if (on) dark.push(`M${x} ${y}h1v1h-1z`);
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 29 29" shape-rendering="crispEdges"><path fill="#fff" d="M-2-2h29v29h-29z"/><path d="${dark.join('')}"/></svg>`;
}

server.listen(port, '127.0.0.1', () => process.stdout.write(`http://localhost:${port}/\n`));
