// What the commands about recipients say in French. Must match the English shape.
import type { CliRecipientWords, recipientArgumentsEn, recipientCommandsEn, recipientFailuresEn, recipientOptionsEn } from './cli-recipients-en.ts';
import { formatOf } from './intl.ts';

const f = formatOf('fr');
const files = (count: number): string => f.plural(count, { one: '# fichier', other: '# fichiers' });

export const recipientArgumentsFr: typeof recipientArgumentsEn = { CHANGE: 'add (ajouter) ou remove (retirer) ; omettez-le pour voir qui peut ouvrir le fichier', RECIPIENT: 'une clé publique, par exemple age1…, ou le nom d’une personne', PERSON: 'le nom d’une personne', PUBLIC: 'une clé publique, par exemple age1…' };
export const recipientOptionsFr: typeof recipientOptionsEn = {
  'dry-run': 'dire ce qui changerait, sans rien écrire', 'keep-data-key': 'retirer des personnes sans nouvelle clé de données : avec celle qu’elles avaient, elles pourraient ouvrir aussi les nouvelles valeurs',
  rule: 'changer la règle du fichier, et tous les fichiers qu’elle vise', force: 'même si aucune identité de cet ordinateur n’ouvre ensuite le fichier', yes: 'confirmer ce qui admet quelqu’un ou donne de nouvelles clés de données, sans question', resume: 'mener à son terme un changement interrompu', undo: 'remettre ce qu’un changement interrompu a écrit',
};
export const recipientCommandsFr: typeof recipientCommandsEn = {
  'file recipients': {
    summary: 'dire qui peut ouvrir un fichier, admettre ou retirer quelqu’un',
    more: 'Les noms viennent de .coffre/people.yaml, des commentaires du .sops.yaml, ou de la clé. Qui est ajouté reçoit une entrée, et rien d’autre ne change. Qui est retiré connaissait la clé de données : le fichier en reçoit une nouvelle et chaque valeur est chiffrée à nouveau ; ce qu’il a lu, il le sait toujours. Se termine par 10 si la règle du fichier dit autre chose.',
  },
  'file sync': {
    summary: 'donner les fichiers d’un dossier à ceux que nomme le .sops.yaml',
    more: 'Tous les fichiers chiffrés du dossier à la fois, ou aucun : chacun est refait et vérifié avant que le premier soit écrit, et si l’un ne peut être écrit, tous sont remis en l’état. Les fichiers qui ne peuvent ou ne doivent pas changer sont listés avec la raison, et restent ; se termine alors par 10, et avec --dry-run si quelque chose changerait.',
  },
  'people list': { summary: 'lister les personnes d’un projet et leurs clés', more: 'Depuis .coffre/people.yaml, dans ce dossier ou au-dessus. Se termine par 10 si quelque chose n’y compte pas.' },
  'people add': { summary: 'donner un nom à une personne, ou une clé de plus', more: 'Les fichiers restent tels quels : `coffre file recipients FICHIER add NOM` admet quelqu’un.' },
  'people remove': { summary: 'retirer une personne, ou l’une de ses clés, de la liste des personnes', more: 'Ce qu’elle peut ouvrir reste tel quel : retirez-la d’abord des fichiers.' },
  'people leave': {
    summary: 'retirer une personne de toutes les règles et de tous les fichiers d’un dossier',
    more: 'Tout en une fois, ou rien : chaque fichier reçoit une nouvelle clé de données, ce qu’elle a pu lire dans toute révision est listé et marqué à renouveler, et la liste des personnes garde le nom. Là où elle est la dernière à pouvoir ouvrir un fichier, il reste et c’est dit ; se termine alors par 10, et avec --dry-run si quelque chose changerait.',
  },
  'people rename': { summary: 'donner un autre nom à une personne', more: 'Clés et commentaires restent.' },
  'file rotate-key': { summary: 'donner à des fichiers une nouvelle clé de données', more: 'Chaque valeur est chiffrée à nouveau pour les mêmes destinataires, dans tous les fichiers ou dans aucun.' },
};
export const recipientFailuresFr: typeof recipientFailuresEn = {
  'bad-change': () => ({ title: 'Dites add ou remove, et qui.', why: '', next: 'Lancez `coffre file recipients --help` pour voir l’usage.' }),
  'file-stays': ({ reason }) => ({ title: 'Le fichier reste tel qu’il est', why: reason, next: '' }),
};

export const cliRecipientsFr: CliRecipientWords = {
  recipientsOf: {
    group: (number) => `Groupe ${f.number(number)}`,
    threshold: (needed, all) => `${f.number(needed)} groupes sur ${f.number(all)} l’ouvrent.`,
    ruled: 'dans la règle', notRuled: 'pas dans la règle', missing: 'manque : la règle le nomme',
    state: { same: 'La règle de ce fichier nomme les mêmes.', differ: 'La règle de ce fichier en nomme d’autres : `coffre file sync` le met à jour.', unknown: 'Aucune règle ne dit qui devrait l’ouvrir.' },
    willChange: 'change', willStay: 'reste',
    added: (names) => `+ ${names}`, removed: (names) => `- ${names}`,
    more: (count) => `${f.number(count)} de plus`,
    newKey: 'nouvelle clé de données', lockedOut: 'vous ne pourrez plus l’ouvrir', rules: 'règles',
    planned: (changes, same, stays) => `${files(changes)} à changer, ${files(same)} comme il faut, ${files(stays)} laissés tels quels.`,
    written: (count) => f.plural(count, { one: '# fichier écrit.', other: '# fichiers écrits.' }),
    agree: ({ place, files: count, added, addedCount, newKeys, lockedOut }) => [
      `${files(count)} dans ${place} :`, ...(addedCount === 0 ? [] : [`admettre ${[...added, ...(addedCount > added.length ? [`${f.number(addedCount - added.length)} de plus`] : [])].join(', ')} ;`]),
      ...(newKeys === 0 ? [] : [`nouvelle clé de données pour ${f.number(newKeys)} ;`]), ...(lockedOut === 0 ? [] : [`vous ne pourrez plus en ouvrir ${f.number(lockedOut)} ;`]), 'continuer ? [o/N] ',
    ].join(' '),
    nothing: 'Rien à changer.',
    keyKept: 'La clé de données est la même qu’avant : qui a été retiré et la possède peut ouvrir aussi les nouvelles valeurs.',
    finished: (count) => `Le changement interrompu est à son terme : ${files(count)}.`,
    undone: (count) => `Le changement interrompu est annulé : ${files(count)}.`,
    foreign: (paths) => `Modifiés depuis par quelqu’un d’autre, et laissés tels quels : ${paths}`,
    person: (name, keys) => `${name} : ${f.plural(keys, { one: '# clé', other: '# clés' })}.`,
    personGone: (name) => `${name} n’est plus dans la liste.`,
    nobody: 'Personne n’a encore de nom : `coffre people add NOM CLÉ` en donne un.',
    interrupted: (written, all, root) => `Un changement dans ${root} a été interrompu après ${f.number(written)} sur ${files(all)}. Menez-le à son terme par \`coffre file sync --resume\`, ou remettez tout en l’état par \`coffre file sync --undo\`.`,
  },
};
