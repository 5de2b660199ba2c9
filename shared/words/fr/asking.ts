// Questions of the core in the window, in French. Must match the English shape.
import type { Catalogue } from '../en.ts';

const locked = (place: string): string => `${place} ouvre peut-être ce que vous avez demandé. Sa phrase secrète sert une fois, et ce qu’elle ouvre est oublié au prochain verrouillage.`;

export const asking: Catalogue['asking'] = {
  title: { 'identity-file': 'Une identité verrouillée', 'ssh-key': 'Une clé SSH verrouillée', plugin: 'Un greffon demande' },
  what: { 'identity-file': locked, 'ssh-key': locked, plugin: (place) => `Le greffon age ${place} le demande. Ce que vous tapez va à ce programme.` },
  passphrase: 'Phrase secrète',
  said: (text) => `C’est pour ${text}`,
  wrong: 'Ce n’était pas la phrase secrète.',
  use: 'L’utiliser',
  skip: 'Continuer sans elle',
  told: (name, text) => `${name} : ${text}`,
};
