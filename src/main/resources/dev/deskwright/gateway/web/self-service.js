// What users may do to their own WorkSpace, as far as the Directory lets them.
import { modify, operate } from './api.js';
import { el, uniqueId } from './dom.js';
import { ask } from './dialog.js';
import { icon } from './icons.js';
import { copy, field, notify } from './parts.js';
import { ago, exactly, gigabytes, named, problemText, t } from './i18n.js';

/** The entries of a WorkSpace's menu: what is permitted, in its state of now. `update` takes the WorkSpace that an operation answers with. */
export function menuItems(workspace, update) {
  const { permissions } = workspace;
  const item = (key, iconName, onSelect) => ({ label: t(`menu.${key}`), iconName, testid: `menu-${key}`, onSelect });
  const items = [
    permissions.start && item('start', 'play', () => start(workspace, update)),
    permissions.reboot && item('reboot', 'restart', () => reboot(workspace, update)),
    permissions.rebuild && item('rebuild', 'rebuild', () => rebuild(workspace, update)),
    permissions.changeRunningMode && item('mode', 'clock', () => changeMode(workspace, update)),
    permissions.increaseVolumeSize && item('volumes', 'disk', () => growVolumes(workspace, update)),
    permissions.changeComputeType && workspace.computeTypes?.length > 0 && item('compute', 'chip', () => changeCompute(workspace, update)),
    item('copyId', 'copy', () => copy(workspace.workspaceId)),
  ];
  return items.filter(Boolean);
}

async function start({ workspaceId, name }, update) {
  try {
    update(await operate(workspaceId, 'start'));
    notify(t('accepted', { operation: t('operation.start'), name }));
  } catch (problem) {
    notify(problemText(problem));
  }
}

async function reboot(workspace, update) {
  await request(workspace, update, 'reboot', {
    body: [el('p', {}, t('reboot.explain')), el('p', {}, t('reboot.kept'))],
  });
}

async function rebuild(workspace, update) {
  const { lastUserAt } = workspace.snapshot ?? {};
  const lost = [
    el('li', {}, t('rebuild.rootLost')),
    lastUserAt ? el('li', {}, t('rebuild.userLost', { moment: exactly(lastUserAt), ago: ago(lastUserAt) })) : null,
    el('li', {}, t('rebuild.programs')),
  ];
  const typed = field(t('rebuild.type', { name: workspace.name }), {
    name: 'confirmation',
    testid: 'rebuild-name',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    required: true,
  });
  await request(workspace, update, 'rebuild', {
    kind: 'danger',
    body: [
      el('div', { class: 'notice bad', testid: 'rebuild-loss' }, icon('warn'), el('div', {}, el('p', {}, t('rebuild.lost')), el('ul', {}, lost))),
      el('p', { testid: 'rebuild-snapshot' }, lastUserAt ? t('rebuild.safety') : t('rebuild.userKept')),
      typed.node,
    ],
    ready(yes) {
      const check = () => (yes.disabled = typed.input.value.trim() !== workspace.name);
      typed.input.addEventListener('input', check);
      check();
    },
  });
}

/** Asks, and then asks for the operation. */
async function request({ workspaceId, name }, update, operation, { body, kind, ready }) {
  const confirmed = await ask({
    title: t(`${operation}.title`, { name }),
    body,
    kind,
    ready,
    confirmLabel: t(`${operation}.confirm`),
    testid: `dialog-${operation}`,
    confirm: async () => update(await operate(workspaceId, operation)),
  });
  if (confirmed) notify(t('accepted', { operation: named('operation', operation), name }));
}

/** Asks for changed properties; `read` gives them, or null when nothing was changed. */
async function change(workspace, update, { key, body, read }) {
  const confirmed = await ask({
    title: t(`${key}.title`, { name: workspace.name }),
    body,
    confirmLabel: t('save'),
    testid: `dialog-${key}`,
    confirm: async () => {
      const properties = read();
      if (properties) update(await modify(workspace.workspaceId, properties));
    },
  });
  if (confirmed) notify(t('saved'));
}

async function changeMode(workspace, update) {
  const form = radios('runningMode', t('menu.mode'), workspace.runningMode, [
    ['AlwaysOn', t('mode.AlwaysOn'), t('modeChoice.alwaysOnHint')],
    ['AutoStop', t('mode.AutoStop'), t('modeChoice.autoStopHint')],
  ]);
  await change(workspace, update, {
    key: 'modeChoice',
    body: form.node,
    read: () => (form.value() && form.value() !== workspace.runningMode ? { runningMode: form.value() } : null),
  });
}

async function changeCompute(workspace, update) {
  const form = radios('computeType', t('menu.compute'), workspace.computeType, workspace.computeTypes.map((name) => [name, name]));
  await change(workspace, update, {
    key: 'computeChoice',
    body: [form.node, el('p', { class: 'hint' }, t('computeChoice.hint'))],
    read: () => (form.value() && form.value() !== workspace.computeType ? { computeType: form.value() } : null),
  });
}

async function growVolumes(workspace, update) {
  const drives = ['rootVolumeGib', 'userVolumeGib'].filter((name) => workspace[name]);
  const fields = drives.map((name) =>
    field(t(`volumes.${name}`), {
      name,
      testid: name,
      type: 'number',
      inputmode: 'numeric',
      min: workspace[name],
      max: 16_384,
      step: 1,
      value: workspace[name],
      required: true,
      hint: t('volumes.now', { size: gigabytes(workspace[name]) }),
    }),
  );
  await change(workspace, update, {
    key: 'volumes',
    body: [el('p', {}, t('volumes.explain')), fields.map(({ node }) => node)],
    read() {
      const bigger = fields.map(({ input }) => [input.name, Number(input.value)]).filter(([name, size]) => size > workspace[name]);
      return bigger.length ? Object.fromEntries(bigger) : null;
    },
  });
}

function radios(name, legend, current, choices) {
  const inputs = [];
  const choice = ([value, label, hint]) => {
    const id = uniqueId(name);
    const input = el('input', { type: 'radio', id, name, value, testid: `${name}-${value}`, checked: value === current, 'aria-describedby': hint && `${id}-hint` });
    inputs.push(input);
    return el(
      'div',
      { class: 'choice' },
      input,
      el('div', {}, el('label', { for: id }, label), hint && el('p', { class: 'hint', id: `${id}-hint` }, hint)),
    );
  };
  const node = el('fieldset', {}, el('legend', { class: 'visually-hidden' }, legend), choices.map(choice));
  return { node, value: () => inputs.find(({ checked }) => checked)?.value };
}
