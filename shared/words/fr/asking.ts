// Questions of the core in the window, in French. Must match the English shape.
import type { Catalogue } from '../en.ts';

const locked = (place: string): string => `${place} ouvre peut-être ce que vous avez demandé. Sa phrase secrète sert une fois, et ce qu’elle ouvre est oublié au prochain verrouillage.`;

export const asking: Catalogue['asking'] = {
  title: { 'identity-file': 'Une identité verrouillée', 'ssh-key': 'Une clé SSH verrouillée', plugin: 'Un greffon demande', 'second-factor': 'Un code, pour continuer', 'vault-code': 'Un code, pour la connexion', 'vault-name': 'La production va être modifiée' },
  what: { 'identity-file': locked, 'ssh-key': locked, 'second-factor': (place) => (place === '' ? 'Il faut pour cela un code de votre application d’authentification.' : `${place}\u00a0: il faut pour cela un code de votre application d’authentification.`), 'vault-code': (place) => `Le serveur de ${place} demande un code de votre application d’authentification.`, 'vault-name': (place) => `${place} est protégée. Saisissez son nom pour continuer\u00a0; un oui vous est demandé ensuite.`, plugin: (place) => `Le greffon age ${place} le demande. Ce que vous tapez va à ce programme.` },
  lapsed: (place: string) => `Coffre s’est verrouillé avant votre réponse${place === '' ? '' : ` sur ${place}`}\u00a0: elle compte comme un non. Recommencez ce que vous faisiez.`,
  passphrase: 'Phrase secrète',
  code: 'Code de l’application, ou un code de secours',
  vaultCode: 'Code de l’application',
  codeWrong: 'Ce code est faux ou a déjà servi. Chacun sert une fois\u00a0: attendez le suivant.',
  vaultName: 'Nom de la connexion',
  nameWrong: 'Ce n’est pas son nom. Majuscules et minuscules comptent.',
  changes: (path) => `Modifie ${path}`,
  stop: 'Ne pas continuer',
  goOn: 'Continuer',
  said: (text) => `C’est pour ${text}`,
  wrong: 'Ce n’était pas la phrase secrète.',
  use: 'L’utiliser',
  skip: 'Continuer sans elle',
  told: (name, text) => `${name} : ${text}`,
};
