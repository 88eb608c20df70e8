// The gateway's HTTP API: see openapi.yaml beside this folder.

const BASE = '/api/v1';

/** Why a request was refused, or that it got no answer (code Unreachable). */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.message ?? body.code ?? String(status));
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'Unreachable' : 'Unavailable');
    this.detail = body.message;
    this.retryAfterSeconds = body.retryAfterSeconds;
  }
}

/** Tells `lost` when the session has ended by itself. */
export const sessionEvents = new EventTarget();

let csrfToken;

const get = (path) => request('GET', path);
const post = (path, body = {}) => request('POST', path, body);
const workspace = (id) => `/workspaces/${encodeURIComponent(id)}`;

export const getSignIn = () => get('/sign-in');
export const signIn = (credentials) => post('/sign-in', credentials);
export const goOnFromProvider = () => post('/sign-in/provider');
export const giveCode = (challenge, code) => post('/sign-in/code', { challenge, code });
export const signOut = () => request('DELETE', '/session');
export const listWorkSpaces = async () => (await get('/workspaces')).items;
export const getWorkSpace = (id) => get(workspace(id));
export const eventsUrl = (id) => `${BASE}${workspace(id)}/events`;
export const operate = (id, operation) => post(`${workspace(id)}/${operation}`);
export const modify = (id, properties) => request('PATCH', `${workspace(id)}/properties`, properties);
export const getFleet = (filter) => get(`/fleet?${new URLSearchParams(filter)}`);

/** Who is signed in; null when nobody is. */
export async function getSession() {
  try {
    const session = await request('GET', '/session', undefined, { quiet: true });
    csrfToken = session.csrfToken;
    return session;
  } catch (problem) {
    if (problem.status === 401) return null;
    throw problem;
  }
}

/** Seconds that an answer of the gateway takes, or null without one. What it says of the file is: not changed. */
export async function roundTrip() {
  const begin = performance.now();
  try {
    await fetch('logo.svg', { cache: 'no-cache' });
    return (performance.now() - begin) / 1000;
  } catch {
    return null;
  }
}

/** A ticket ({connection}), or the WorkSpace on its way ({starting}). */
export async function connect(id) {
  const answer = await post(`${workspace(id)}/connections`);
  return answer.url ? { connection: answer } : { starting: answer };
}

async function request(method, path, body, { quiet = false } = {}) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (csrfToken && method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  const response = await reach(method, path, body, headers);
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const problem = new Problem(response.status, answer);
  if (problem.status === 401 && !quiet && !path.startsWith('/sign-in')) {
    csrfToken = undefined;
    sessionEvents.dispatchEvent(new Event('lost'));
  }
  throw problem;
}

async function reach(method, path, body, headers) {
  try {
    return await fetch(BASE + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch {
    throw new Problem(0);
  }
}
