// A fleet of 300 for the fake gateway, the same each time.

const STATES = ['AVAILABLE', 'AVAILABLE', 'AVAILABLE', 'STOPPED', 'STOPPED', 'STARTING', 'AVAILABLE', 'STOPPED', 'UNHEALTHY', 'ERROR', 'REBOOTING', 'SUSPENDED'];
const NAMES = ['ada', 'grace', 'edsger', 'barbara', 'donald', 'frances', 'alan', 'radia', 'linus', 'margaret'];
const DIRECTORIES = [{ id: 'd-0123456789', name: 'corp.example' }, { id: 'd-abcdef0123', name: 'lab.example' }];
const TROUBLE = {
  UNHEALTHY: ['NotAnswering', 'The pod runs but does not answer on port 6901: see its log, or reboot the desktop.'],
  ERROR: ['NoEncryptingStorageClass', 'No StorageClass is marked as encrypting with the key "finance": annotate one.'],
  SUSPENDED: ['UserDisabled', 'The account has been disabled since 2026-11-20T09:00:00Z; the drives are kept.'],
};

const ITEMS = Array.from({ length: 300 }, (_, at) => {
  const state = STATES[(at * 7) % STATES.length];
  const [reason, message] = TROUBLE[state] ?? [];
  const userName = `${NAMES[at % NAMES.length]}${Math.floor(at / NAMES.length) || ''}`;
  return {
    workspaceId: `ws-${String(at).padStart(9, '0')}`,
    namespace: at % 3 ? 'desktops' : 'lab',
    name: `${userName}-desk`,
    userName,
    directory: DIRECTORIES[at % 3 ? 0 : 1].name,
    bundle: ['standard', 'developer', 'graphics'][at % 3],
    state,
    runningMode: ['AutoStop', 'AlwaysOn', 'Manual'][at % 3],
    connection: state === 'AVAILABLE' && at % 2 ? 'CONNECTED' : 'DISCONNECTED',
    lastConnectedAt: at % 5 ? new Date(Date.now() - at * 3_600_000).toISOString() : undefined,
    runningSecondsThisMonth: (at * 7_919) % 500_000,
    costThisMonth: ((at * 7_919) % 5_000) / 100 + '',
    currency: 'EUR',
    attention: Boolean(reason),
    reason,
    message,
  };
});

/** As GET /fleet answers. */
export function fleet(query) {
  const text = query.get('text')?.toLowerCase();
  const directory = DIRECTORIES.find(({ id }) => id === query.get('directory'));
  const matching = ITEMS.filter(
    (item) =>
      (!query.get('state') || item.state === query.get('state')) &&
      (!directory || item.directory === directory.name) &&
      (query.get('attention') !== 'true' || item.attention) &&
      (!text || [item.name, item.userName, item.workspaceId, item.bundle, item.namespace].some((value) => value.includes(text))),
  );
  const states = {};
  for (const { state } of ITEMS) states[state] = (states[state] ?? 0) + 1;
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  return {
    states,
    sessions: ITEMS.filter(({ connection }) => connection === 'CONNECTED').length,
    attention: ITEMS.filter(({ attention }) => attention).length,
    directories: DIRECTORIES.map((it) => ({ ...it, workspaces: ITEMS.filter((item) => item.directory === it.name).length })),
    cost: [{ currency: 'EUR', thisMonth: '7412.50' }],
    runningSecondsThisMonth: 31_536_000,
    total: matching.length,
    items: matching.slice(offset, offset + limit),
  };
}
