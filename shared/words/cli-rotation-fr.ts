// What the command line says in French about values that somebody could read, and their marks for rotation. Must match the English shape.
import type { CliRotationWords, rotationCommandsEn, rotationOptionsEn } from './cli-rotation-en.ts';
import { formatOf } from './intl.ts';

const f = formatOf('fr');
const files = (count: number): string => f.plural(count, { one: '# fichier', other: '# fichiers' });

export const rotationOptionsFr: typeof rotationOptionsEn = { for: 'chercher ce que celui-ci a pu lire dans toute révision, et le marquer ; peut être répété' };
export const rotationCommandsFr: typeof rotationCommandsEn = {
  'file rotation-marks': {
    summary: 'lister les valeurs à renouveler',
    more: 'Retirer quelqu’un d’un fichier marque chaque valeur qu’il a pu lire dans une révision du dépôt, dans .coffre/rotation.yaml. Avec --for, il en va de même pour quelqu’un qui a été retiré autrement. Se termine par 10 si une valeur est marquée.',
  },
};
export const cliRotationFr: CliRotationWords = {
  rotation: {
    couldRead: (count, inFiles) => f.plural(count, { one: `# valeur dans ${files(inFiles)} a pu être lue, et reste connue de qui l’a lue :`, other: `# valeurs dans ${files(inFiles)} ont pu être lues, et restent connues de qui les a lues :` }),
    nothing: 'Aucune révision ne contenait de valeur lisible pour lui.',
    since: (date) => `depuis le ${date}`, uncommitted: 'dans aucun commit', until: (date) => `jusqu’au ${date}`, gone: 'n’y est plus', whole: 'tout le fichier',
    marked: (count, path) => `${f.plural(count, { one: '# valeur marquée', other: '# valeurs marquées' })} à renouveler dans ${path}.`,
    notWhole: 'Toutes les révisions ne sont pas ici : d’autres valeurs ont pu être lues. Il en manque à un clone superficiel ou partiel.',
    noHistory: { 'no-git': 'Il n’y a pas de git ici : seuls comptent les fichiers tels quels.', 'no-repository': 'Ce n’est pas un dépôt git : seuls comptent les fichiers tels quels.' },
    looking: 'Lecture des révisions du dépôt ; Ctrl+C y met fin.',
    cutOff: 'Le changement est fait. Ce qui a pu être lu n’a pas été dit jusqu’au bout : `coffre file rotation-marks --for DESTINATAIRE` recommence.',
    markedOn: (date) => `marquée le ${date}`,
    none: 'Aucune valeur n’est marquée à renouveler.',
    problem: {
      'file-unreadable': 'La liste des marques ne peut être lue, ou est trop grande.', 'not-yaml': 'Ce n’est pas du YAML lisible.', 'wrong-type': 'Autre chose est attendu ici : marks est une liste, chaque marque a un fichier et une liste de valeurs, chaque valeur une clé.',
      'unknown-field': 'Ce champ est inconnu : une marque a file, who, marked et values.', 'no-file': 'Une marque sans fichier.', 'no-values': 'Une marque sans valeur.', 'bad-date': 'Une date s’écrit comme 2026-11-27.',
    },
  },
};
