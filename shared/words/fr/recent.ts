// Folders opened before, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const recent: Catalogue['recent'] = {
  title: 'Ouverts auparavant',
  openedAt: (moment) => f.moment(moment),
  gone: 'absent pour l’instant',
  goneTitle: (name) => `${name} est absent pour l’instant`,
  goneText: 'Il a été déplacé ou supprimé, ou se trouve sur un disque non connecté. Ouvrez-le là où il est maintenant, ou retirez-le de cette liste.',
  forget: (name) => `Retirer ${name} de la liste`,
  forgotten: (name) => `${name} est retiré de la liste. Le dossier lui-même reste tel quel.`,
  help: 'Entrée ouvre, Suppr retire de la liste.',
};
