// What a person at a terminal does next after a refusal, in French, where the window has a button or a field instead.
import type { cliNextEn } from './cli-next-en.ts';

export const cliNextFr: Readonly<Record<keyof typeof cliNextEn, string>> = {
  'no-connection': 'Renseignez VAULT_ADDR, par exemple https://vault.example.org:8200.',
  'certificate-unreadable': 'Vérifiez ceux de la connexion, ou VAULT_CACERT, VAULT_CLIENT_CERT et VAULT_CLIENT_KEY.',
  'certificate-untrusted': 'Si l’autorité est la vôtre, donnez son certificat à la connexion, ou nommez son fichier dans VAULT_CACERT.',
  'token-missing': 'Connectez-vous, ou renseignez VAULT_TOKEN.',
  'mount-unknown': 'Lancez `coffre vault list` pour voir les moteurs.',
  'version-deleted': 'Lancez `coffre vault undelete SECRET`, ou demandez une autre version.',
  'version-destroyed': 'Lancez `coffre vault versions SECRET` pour voir les autres.',
  'field-not-found': 'Lancez `coffre vault get SECRET` pour voir les noms.',
  'outcome-unknown': 'Regardez avec `coffre vault versions SECRET` avant de réessayer.',
  'no-recipients': 'Nommez-en un, par exemple --age age1…, ou ajoutez une règle de création au .sops.yaml.',
  'rules-refuse': 'Corrigez le .sops.yaml, ou nommez vous-même les destinataires avec --age.',
  'recipient-not-supported': 'Vérifiez la clé, ou retirez d’abord ce destinataire en le nommant : coffre file recipients FICHIER remove CLÉ. Sinon, utilisez sops.',
  'not-confirmed': 'Confirmez quand la question est posée. Dans un script, ajoutez --yes.',
  'transaction-unfinished': 'Menez-le d’abord à son terme, en avant ou en arrière : coffre file sync --resume, ou --undo.',
  'factor-required': 'Installez-en un dans la fenêtre, ou par coffre profile second-factor add.',
};
