// What a person at a terminal does next after a refusal, in English, where the window has a button or a field instead.
import type { ErrorCode } from './error-code.ts';

export const cliNextEn = {
  'no-connection': 'Set VAULT_ADDR, such as https://vault.example.org:8200.',
  'certificate-unreadable': 'Check what the connection has, or VAULT_CACERT, VAULT_CLIENT_CERT and VAULT_CLIENT_KEY.',
  'certificate-untrusted': 'If the authority is your own, give its certificate to the connection, or name its file in VAULT_CACERT.',
  'token-missing': 'Log in, or set VAULT_TOKEN.',
  'mount-unknown': 'Run `coffre vault list` to see the engines.',
  'version-deleted': 'Run `coffre vault undelete SECRET`, or ask for another version.',
  'version-destroyed': 'Run `coffre vault versions SECRET` to see the others.',
  'field-not-found': 'Run `coffre vault get SECRET` to see the names.',
  'outcome-unknown': 'Look with `coffre vault versions SECRET` before you try again.',
  'no-recipients': 'Name one, such as --age age1…, or add a creation rule to .sops.yaml.',
  'rules-refuse': 'Mend the .sops.yaml, or name the recipients yourself with --age.',
  'recipient-not-supported': 'Look at the key, or take that recipient out by name first: coffre file recipients FILE remove KEY. Else use sops.',
  'not-confirmed': 'Confirm it when you are asked. In a script, add --yes.',
  'transaction-unfinished': 'Bring it to its end first, forward or back: coffre file sync --resume, or --undo.',
  'factor-required': 'Set one up in the window, or with coffre profile second-factor add.',
} satisfies Partial<Record<ErrorCode, string>>;
