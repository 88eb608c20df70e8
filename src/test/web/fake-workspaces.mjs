// The WorkSpaces of the fake gateway: each in another state, and moving on as real ones do.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = (time) => new Date(time).toISOString().replace(/\.\d+/, '');
const STEPS = ['Accepted', 'Scheduling', 'Volumes', 'Starting', 'Ready'];
/** A real start takes longer; this is for looking at it. */
const STEP_MS = Number(process.env.STEP_MS ?? 1_500);

const ALL = { connect: true, start: true, reboot: true, rebuild: true, changeRunningMode: true, increaseVolumeSize: true, changeComputeType: true };

class WorkSpace {
  constructor(fields, clipboard = 'Both') {
    this.fields = fields;
    this.clipboard = clipboard;
    this.watchers = new Set();
  }

  /** As the real one: what is permitted goes by the state too. */
  view() {
    const { state, permissions } = this.fields;
    const now = (operation, ...states) => permissions[operation] && states.includes(state);
    return {
      ...this.fields,
      permissions: {
        ...permissions,
        start: now('start', 'STOPPED'),
        reboot: now('reboot', 'AVAILABLE', 'UNHEALTHY', 'IMPAIRED'),
        rebuild: now('rebuild', 'AVAILABLE', 'ERROR', 'UNHEALTHY', 'STOPPED'),
      },
    };
  }

  set(changes) {
    this.fields = { ...this.fields, ...changes };
    this.watchers.forEach((send) => send());
  }

  operate(operation, response) {
    const states = { start: 'STARTING', reboot: 'REBOOTING', rebuild: 'REBUILDING' };
    const requestedAt = iso(Date.now());
    // The operator needs a moment to see it.
    setTimeout(() => this.walk(states[operation], { operation, requestedAt }), 300);
    response.statusCode = 202;
    return this.view();
  }

  walk(state, operation) {
    const since = iso(Date.now());
    const step = (at) => {
      const estimateSeconds = Math.round(((STEPS.length - 1 - at) * STEP_MS) / 1_000);
      if (at === STEPS.length - 1) {
        this.set({ state: 'AVAILABLE', message: 'The desktop runs and can be connected to.', progress: undefined, operation: { ...operation, result: 'Done' }, next: undefined });
        return;
      }
      this.set({ state, message: 'The desktop is being made.', progress: { step: STEPS[at], steps: STEPS, since, estimateSeconds }, operation: { ...operation, result: 'Running' }, next: undefined });
      setTimeout(() => step(at + 1), STEP_MS);
    };
    step(0);
  }

  modify(properties, response) {
    response.statusCode = 202;
    this.set({ ...properties, pendingUpdates: properties.computeType ? ['pod'] : this.fields.pendingUpdates });
    return this.view();
  }
}

/** New ones for each session. */
export function workspacesOf(userName) {
  if (userName === 'nora') return new Map();
  const now = Date.now();
  const idle = iso(now - 12 * MINUTE);
  const stops = iso(now + 48 * MINUTE);
  const all = [
    new WorkSpace({
      workspaceId: 'ws-available',
      name: `${userName}-desk`,
      description: 'Debian desktop with office programs',
      state: 'AVAILABLE',
      message: 'The desktop runs and can be connected to.',
      runningMode: 'AutoStop',
      autoStopMinutes: 60,
      computeType: 'STANDARD',
      rootVolumeGib: 80,
      userVolumeGib: 50,
      connection: { state: 'DISCONNECTED', lastConnectedAt: idle },
      next: { action: 'Stop', at: stops, message: `stops at ${stops}: no connection since ${idle}` },
      operation: { operation: 'reboot', result: 'Done', requestedAt: iso(now - 26 * HOUR) },
      snapshot: { lastUserAt: iso(now - 5 * HOUR), lastPairAt: iso(now - 5 * HOUR) },
      pendingUpdates: ['image'],
      permissions: ALL,
      computeTypes: ['VALUE', 'STANDARD', 'PERFORMANCE'],
    }),
    new WorkSpace(
      {
        workspaceId: 'ws-00stopped',
        name: 'build-box',
        description: 'For long compilations',
        state: 'STOPPED',
        message: 'The desktop is stopped, as it should be.',
        runningMode: 'Manual',
        computeType: 'PERFORMANCE',
        rootVolumeGib: 175,
        userVolumeGib: 100,
        connection: { state: 'DISCONNECTED', lastConnectedAt: iso(now - 75 * HOUR) },
        next: { action: 'Start', at: iso(now + 15 * HOUR), message: `starts at ${iso(now + 15 * HOUR)}: the schedule Mon-Fri 08:00` },
        permissions: { ...ALL, rebuild: false, changeComputeType: false },
      },
      'None',
    ),
  ];
  if (userName === 'ada') {
    all.push(
      new WorkSpace({
        workspaceId: 'ws-000000bad',
        name: 'design',
        description: 'With a graphics tablet',
        state: 'UNHEALTHY',
        reason: 'ImagePullFailed',
        message: 'The node cannot pull the image "registry.example/design:7": see that it exists and may be pulled.',
        runningMode: 'AlwaysOn',
        computeType: 'GRAPHICS',
        rootVolumeGib: 100,
        userVolumeGib: 100,
        connection: { state: 'UNKNOWN' },
        operation: { operation: 'rebuild', result: 'Refused', message: 'A safety snapshot of the user drive could not be taken: see the condition SnapshotsCurrent.', requestedAt: iso(now - 40 * MINUTE) },
        permissions: ALL,
      }),
      new WorkSpace({
        workspaceId: 'ws-0http0000',
        name: 'kasm',
        description: 'A desktop with a page of its own',
        state: 'AVAILABLE',
        message: 'The desktop runs and can be connected to.',
        runningMode: 'AlwaysOn',
        computeType: 'STANDARD',
        rootVolumeGib: 80,
        userVolumeGib: 10,
        connection: { state: 'CONNECTED', lastConnectedAt: iso(now) },
        next: { message: 'does not stop while somebody is connected' },
        permissions: { ...ALL, changeRunningMode: false },
      }),
    );
  }
  return new Map(all.map((workspace) => [workspace.fields.workspaceId, workspace]));
}
