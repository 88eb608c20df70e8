// How far a WorkSpace is on its way: its steps, and how long it still takes.
import { attribute, el, every, fill } from './dom.js';
import { icon } from './icons.js';
import { duration, named, t } from './i18n.js';

/** Shown instead of the last bit, which only readiness fills. */
const ALMOST = 0.97;

/**
 * A place for the progress of a WorkSpace. `update` takes openapi.yaml's `progress`, or nothing when there is none.
 */
export function progressView() {
  const bar = el('progress', { max: '1', 'aria-label': t('progress.label') });
  const left = el('p', { class: 'progress-left', testid: 'progress-estimate' });
  const steps = el('ol', { class: 'steps', testid: 'progress-steps' });
  const said = el('p', { class: 'visually-hidden', role: 'status' });
  const node = el('div', { class: 'progress', testid: 'progress', hidden: true }, bar, steps, left, said);
  let begin;
  let end;
  let step;
  let stopTicking;

  function update(progress) {
    node.hidden = !progress;
    if (!progress) {
      stop();
      step = undefined;
      return;
    }
    const now = Date.now();
    begin = progress.since ? new Date(progress.since).getTime() : (begin ?? now);
    end = progress.estimateSeconds === undefined ? undefined : now + progress.estimateSeconds * 1_000;
    if (step !== progress.step) {
      step = progress.step;
      list(progress);
      said.textContent = t('progress.said', { step: named('step', step) });
    }
    stopTicking ??= every(1_000, tick);
    tick();
  }

  function list({ steps: names }) {
    const at = names.indexOf(step);
    const item = (name, index) => {
      const state = index < at ? 'done' : index === at ? 'now' : 'later';
      const sign = { done: icon('check'), now: icon('busy', 'turning'), later: el('span', { class: 'dot' }) }[state];
      return el(
        'li',
        { class: state, 'aria-current': state === 'now' ? 'step' : null, 'data-step': name },
        sign,
        el('span', {}, named('step', name)),
        state === 'done' ? el('span', { class: 'visually-hidden' }, t('progress.done')) : null,
      );
    };
    fill(steps, names.map(item));
  }

  function tick() {
    const now = Date.now();
    if (end === undefined) {
      attribute(bar, 'value', null);
      left.textContent = t('progress.unknown');
    } else {
      bar.value = Math.min(ALMOST, Math.max(0.02, (now - begin) / Math.max(1, end - begin)));
      const seconds = Math.round((end - now) / 1_000);
      left.textContent = seconds > 2 ? t('progress.left', { duration: duration(seconds) }) : t('progress.anyMoment');
    }
  }

  function stop() {
    stopTicking?.();
    stopTicking = undefined;
  }

  return { node, update, stop };
}
