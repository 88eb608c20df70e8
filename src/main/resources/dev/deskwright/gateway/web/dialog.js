// Modal dialogs, on the browser's own <dialog>: it keeps the focus in, closes on Escape and gives the focus back.
import { el, uniqueId } from './dom.js';
import { button, errorRegion, whileBusy } from './parts.js';
import { problemText, t } from './i18n.js';

/**
 * Opens a dialog with a form. `confirm` is called on submitting and may refuse by throwing a Problem, which is
 * shown; the dialog closes when it is through.
 *
 * @returns {Promise<boolean>} whether it was confirmed
 */
export function ask({ title, body, confirmLabel, confirm, kind = 'primary', testid, ready }) {
  return new Promise((resolve) => {
    const titleId = uniqueId('dialog');
    const error = errorRegion('dialog-error');
    const yes = button(confirmLabel, { kind, type: 'submit', testid: 'dialog-confirm' });
    const no = button(t('cancel'), { testid: 'dialog-cancel', onClick: () => dialog.close() });
    let confirmed = false;

    const submit = async (event) => {
      event.preventDefault();
      error.clear();
      try {
        await whileBusy(yes, confirm);
        confirmed = true;
        dialog.close();
      } catch (problem) {
        error.show(problemText(problem));
      }
    };
    const form = el(
      'form',
      { on: { submit } },
      el('h2', { id: titleId }, title),
      el('div', { class: 'dialog-body' }, body),
      error.node,
      el('div', { class: 'dialog-buttons' }, no, yes),
    );
    const dialog = el('dialog', { 'aria-labelledby': titleId, testid, on: { close } }, form);
    function close() {
      dialog.remove();
      resolve(confirmed);
    }

    document.body.append(dialog);
    ready?.(yes);
    dialog.showModal();
  });
}
