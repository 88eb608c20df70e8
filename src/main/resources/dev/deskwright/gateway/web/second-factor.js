// The second step of signing in: a code, an authenticator app to be set up, or what a RADIUS server asks for.
import { giveCode } from './api.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { button, copy, field } from './parts.js';
import { t } from './i18n.js';

/** Codes are often copied in groups: 123 456. */
const ungrouped = (code) => code.replace(/[\s-]/g, '');

/** Asks for a code, or for what the RADIUS server's prompt says. */
export function codeForm(step, flow) {
  const { node, input } = field(step.prompt || t('code.label'), {
    name: 'code',
    testid: 'code-input',
    type: step.hidden ? 'password' : 'text',
    hint: step.prompt ? null : t('code.hint'),
    autocomplete: step.hidden ? 'off' : 'one-time-code',
    autocapitalize: 'none',
    spellcheck: 'false',
    maxlength: '256',
    required: true,
  });
  if (!step.prompt) input.inputMode = 'text';
  const clean = step.prompt ? (text) => text.trim() : (text) => text.trim().replace(/\s/g, '');
  return flow.form({
    fields: node,
    label: t('code.submit'),
    send: () => prove(step.challenge, clean(input.value), input, flow),
    after: startOver(flow),
  });
}

/** Shows the key as a QR code and in letters, and asks for a first code of the app. */
export function enrolForm(step, flow) {
  const { node, input } = field(t('enrol.code'), {
    name: 'code',
    testid: 'code-input',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: '16',
    required: true,
  });
  const secret = step.secret.replace(/(.{4})(?=.)/g, '$1 ');
  return [
    el('p', {}, t('enrol.scan')),
    step.qrCode ? qrCode(step.qrCode) : null,
    el(
      'details',
      { class: 'secret' },
      el('summary', { testid: 'show-secret' }, t('enrol.byHand')),
      el('p', {}, t('enrol.byHandHint')),
      el('code', { class: 'secret-key', testid: 'secret' }, secret),
      el(
        'div',
        { class: 'row' },
        button(t('copy'), { iconName: 'copy', testid: 'copy-secret', onClick: () => copy(step.secret) }),
        step.uri ? el('a', { class: 'button', href: step.uri, testid: 'open-app' }, icon('key'), el('span', {}, t('enrol.open'))) : null,
      ),
    ),
    flow.form({
      fields: node,
      label: t('enrol.submit'),
      send: () => prove(step.challenge, ungrouped(input.value), input, flow),
      after: startOver(flow),
    }),
  ];
}

/** Shows the recovery codes, this once; going on needs a word that they are kept. */
export function recoveryCodes(codes, begun) {
  const text = `${codes.join('\n')}\n`;
  const go = button(t('recovery.continue'), { kind: 'primary wide', testid: 'continue', onClick: begun });
  go.disabled = true;
  const kept = el('input', { type: 'checkbox', testid: 'recovery-kept', on: { change: () => (go.disabled = !kept.checked) } });
  return [
    el('p', {}, t('recovery.explain')),
    el('ol', { class: 'recovery', testid: 'recovery-codes' }, codes.map((code) => el('li', {}, el('code', {}, code)))),
    el(
      'div',
      { class: 'row' },
      button(t('copy'), { iconName: 'copy', testid: 'copy-recovery', onClick: () => copy(text) }),
      button(t('download'), { iconName: 'download', testid: 'download-recovery', onClick: () => save(text) }),
    ),
    el('label', { class: 'check' }, kept, el('span', {}, t('recovery.kept'))),
    go,
  ];
}

function qrCode(svg) {
  const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return el('img', { class: 'qr', src, alt: t('enrol.qr'), testid: 'qr-code', width: '200', height: '200' });
}

async function prove(challenge, code, input, flow) {
  try {
    flow.next(await giveCode(challenge, code));
  } catch (problem) {
    if (problem.code === 'ChallengeExpired') {
      flow.again(problem);
      return;
    }
    input.value = '';
    input.focus();
    throw problem;
  }
}

function startOver(flow) {
  return button(t('code.startOver'), { kind: 'quiet wide', testid: 'start-over', onClick: () => flow.again() });
}

function save(text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = el('a', { href: url, download: t('recovery.fileName') });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
