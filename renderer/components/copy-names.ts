// Puts names of keys on the clipboard from within the page. WHY not through the core: names are no secret, and what the core copies is cleared again. Never given a value.

/** Answers false if the browser did not let it happen; must be called while a key or click is being handled. */
export function copyNames(names: readonly string[]): boolean {
  let done = false;
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', names.join('\n'));
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  return done;
}
