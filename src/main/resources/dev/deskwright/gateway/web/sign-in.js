// Signing in: name and password first, then whatever the gateway asks for.
import { getSignIn, goOnFromProvider, Problem, signIn } from './api.js';
import { el, fill, every } from './dom.js';
import { icon } from './icons.js';
import { button, errorRegion, field, whileBusy } from './parts.js';
import { codeForm, enrolForm, recoveryCodes } from './second-factor.js';
import { logo } from './shell.js';
import { duration, has, problemText, t } from './i18n.js';

/** The code is no secret: it says only which Directory is meant. */
const REGISTRATION_CODE = 'deskwright.registrationCode';

/** The view that everybody sees who is not signed in. */
export function signInView({ notice, lastUser, filter, begun, wishToReturn }) {
  // Hidden until it is known what to ask, so that nothing jumps.
  const card = el('div', { class: 'sign-in-card', testid: 'sign-in', hidden: true });
  const stopWaiting = [];
  const flow = { form: gateForm(stopWaiting), next, again: credentials, lastUser };

  function show(heading, ...content) {
    fill(card, logo(), el('h1', { tabindex: '-1' }, heading), ...content);
    card.hidden = false;
    const inputs = [...card.querySelectorAll('input:not([type=checkbox])')];
    const first = inputs.find(({ value }) => !value) ?? inputs[0] ?? card.querySelector('h1');
    first.focus();
  }

  /** What the gateway says comes next. */
  function next(step) {
    if (step.next === 'Done' && step.recoveryCodes?.length) {
      show(t('recovery.title'), recoveryCodes(step.recoveryCodes, begun));
    } else if (step.next === 'Done') {
      begun();
    } else if (step.next === 'Enrol') {
      show(t('enrol.title'), enrolForm(step, flow));
    } else {
      show(step.prompt ? t('code.promptTitle') : t('code.title'), codeForm(step, flow));
    }
  }

  async function credentials(why) {
    let options;
    try {
      options = await getSignIn();
    } catch (problem) {
      show(t('signIn.title'), retry(problem));
      return;
    }
    const error = errorRegion('sign-in-error');
    const title = options.directoryName ? t('signIn.titleOf', { directory: options.directoryName }) : t('signIn.title');
    show(title, message(why), credentialsForm(options, flow, error), ways(options.providers, wishToReturn), hint(options.hint));
    if (why instanceof Error) error.show(problemText(why));
  }

  function retry(problem) {
    const again = button(t('retry'), { kind: 'primary wide', testid: 'retry', onClick: () => credentials() });
    return [el('p', { class: 'notice bad', role: 'alert' }, icon('bad'), el('span', {}, problemText(problem))), again];
  }

  /** Back from another sign-in page, which the gateway has believed. */
  async function vouched() {
    history.replaceState(null, '', location.pathname);
    try {
      next(await goOnFromProvider());
    } catch (problem) {
      credentials(problem);
    }
  }

  return {
    node: el('div', { class: 'sign-in' }, card),
    title: t('signIn.title'),
    keepsFocus: true,
    ready: () => (filter.has('vouched') ? vouched() : credentials(notice ?? refusedElsewhere(filter))),
    leave: () => stopWaiting.forEach((stop) => stop()),
  };
}

/** Another sign-in page sends back to #/?problem=<code> whom the gateway then refuses. */
function refusedElsewhere(filter) {
  const code = filter.get('problem');
  return code && has(`problem.${code}`) ? new Problem(0, { code }) : null;
}

function message(why) {
  if (!why || why instanceof Error) return null;
  return el('p', { class: 'notice', role: 'status', testid: 'sign-in-notice' }, icon('info'), el('span', {}, why));
}

function credentialsForm(options, flow, error) {
  const code = options.registrationCodeNeeded
    ? field(t('signIn.registrationCode'), {
        name: 'registrationCode',
        testid: 'registration-code',
        value: localStorage.getItem(REGISTRATION_CODE) ?? '',
        hint: t('signIn.registrationCodeHint'),
        autocomplete: 'organization',
        autocapitalize: 'characters',
        spellcheck: 'false',
        maxlength: '16',
        required: true,
      })
    : null;
  const user = field(t('signIn.userName'), {
    name: 'userName',
    testid: 'user-name-input',
    value: flow.lastUser ?? '',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
    maxlength: '256',
    required: true,
  });
  const password = field(t('signIn.password'), {
    name: 'password',
    testid: 'password-input',
    type: 'password',
    autocomplete: 'current-password',
    maxlength: '1024',
    required: true,
  });
  const send = async () => {
    const credentials = { userName: user.input.value.trim(), password: password.input.value };
    if (code) credentials.registrationCode = code.input.value.trim();
    try {
      const step = await signIn(credentials);
      if (code) localStorage.setItem(REGISTRATION_CODE, credentials.registrationCode);
      flow.next(step);
    } catch (problem) {
      password.input.value = '';
      password.input.focus();
      throw problem;
    }
  };
  return flow.form({ fields: [code?.node, user.node, password.node], label: t('signIn.submit'), send, error });
}

/** Other ways in, each a link that leaves the page. */
function ways(providers, wishToReturn) {
  if (!providers?.length) return null;
  const links = providers.map(({ name, url }) =>
    el('a', { class: 'button wide', href: url, testid: 'provider', on: { click: wishToReturn } }, icon('key'), el('span', {}, t('signIn.with', { name }))),
  );
  return el('div', { class: 'ways' }, el('p', { class: 'or' }, el('span', {}, t('signIn.or'))), links);
}

function hint(text) {
  return text ? el('div', { class: 'notice demo', testid: 'demo-hint' }, icon('info'), el('span', { class: 'lines' }, text)) : null;
}

/** Forms of signing in: what is refused is said, and one must wait as long as the gateway says. */
function gateForm(stopWaiting) {
  return function form({ fields, label, send, error = errorRegion('sign-in-error'), after = null }) {
    const submit = button(label, { kind: 'primary wide', type: 'submit', testid: 'submit' });
    const onSubmit = async (event) => {
      event.preventDefault();
      error.clear();
      try {
        await whileBusy(submit, send);
      } catch (problem) {
        error.show(problemText(problem));
        if (problem.retryAfterSeconds > 0) wait(problem.retryAfterSeconds);
      }
    };

    function wait(seconds) {
      const until = Date.now() + seconds * 1_000;
      const text = submit.querySelector('span');
      submit.disabled = true;
      const stop = every(250, tick);
      stopWaiting.push(stop);
      function tick() {
        const left = Math.ceil((until - Date.now()) / 1_000);
        text.textContent = left > 0 ? t('signIn.wait', { duration: duration(left) }) : label;
        if (left > 0) return;
        submit.disabled = false;
        stop();
      }
      tick();
    }

    return el('form', { class: 'stack', on: { submit: onSubmit } }, fields, error.node, submit, after);
  };
}
