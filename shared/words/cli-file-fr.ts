// What the commands about whole files say in French. Must match the English shape.
import type { CliFileWords } from './cli-file-en.ts';
import { formatOf } from './intl.ts';

const f = formatOf('fr');

export const cliFileFr: CliFileWords = {
  type: { str: 'texte', int: 'entier', float: 'nombre', bool: 'booléen', time: 'date', null: 'nul' },
  shape: { branch: 'branche', list: 'liste' },
  columnType: 'TYPE',
  loss: {
    'blank-lines': 'Les lignes vides ne sont pas gardées : sops n’en a pas.',
    'line-escapes': 'Une valeur contient \\n : sops le prend pour un saut de ligne, et les programmes qui reçoivent la valeur en voient un.',
    spelling: 'L’indentation, les guillemets ou l’écriture des nombres deviennent ceux de sops.',
  },
  change: { added: 'ajoutée', removed: 'retirée', changed: 'modifiée', retyped: 'autre type', renamed: 'renommée', moved: 'déplacée' },
  setting: { format: 'le format', selector: 'le choix de ce qui est chiffré', 'mac-only-encrypted': 'si le sceau couvre les valeurs en clair', 'key-groups': 'les groupes de clés' },
  uncovered: {
    comments: (count) => f.plural(count, { one: '# commentaire : il peut être retiré ou déplacé', other: '# commentaires : ils peuvent être retirés ou déplacés' }),
    clearComments: (count) => f.plural(count, { one: '# commentaire en clair : il peut être récrit', other: '# commentaires en clair : ils peuvent être récrits' }),
    damagedComments: (count) => f.plural(count, { one: '# commentaire qui ne s’ouvre pas : quelqu’un l’a changé', other: '# commentaires qui ne s’ouvrent pas : quelqu’un les a changés' }),
    readable: (count) => f.plural(count, { one: '# valeur en clair : son nom peut être changé', other: '# valeurs en clair : leurs noms peuvent être changés' }),
    adjacent: (count) => f.plural(count, { one: '# limite entre deux valeurs en clair : elle peut être décalée', other: '# limites entre deux valeurs en clair : elles peuvent être décalées' }),
    unsealed: (count) => f.plural(count, { one: '# valeur en clair laissée dehors exprès : elle peut être changée', other: '# valeurs en clair laissées dehors exprès : elles peuvent être changées' }),
    empty: (count) => f.plural(count, { one: '# entrée vide : de telles peuvent être ajoutées, retirées ou renommées', other: '# entrées vides : de telles peuvent être ajoutées, retirées ou renommées' }),
  },
  nothingEncrypted: 'Aucune valeur n’est chiffrée : la règle les laisse toutes en clair.',
  ruleProblems: 'Le .sops.yaml contient quelque chose que sops ignore ; `coffre file rules` dit quoi.',
  recipientsKept: 'Le fichier chiffré était déjà là et garde ses destinataires ; ceux que vous avez nommés ne sont pas ajoutés.',
  encrypted: (file, encrypted, readable, recipients) => `${file} : ${f.plural(encrypted, { one: '# valeur chiffrée', other: '# valeurs chiffrées' })}${readable === 0 ? '' : `, ${f.number(readable)} en clair`}, pour ${f.plural(recipients, { one: '# destinataire', other: '# destinataires' })}.`,
  kept: (count) => f.plural(count, { one: '# valeur est telle qu’avant.', other: '# valeurs sont telles qu’avant.' }),
  sameAlready: (file) => `${file} dit déjà cela ; rien n’a été écrit.`,
  verified: { opened: 'Il a été rouvert avec une identité de cet ordinateur.', structure: 'Aucune identité de cet ordinateur ne l’ouvre ; il a été relu et son sceau vérifié.' },
  notCovered: 'Le sceau ne couvre pas',
  was: (path) => `était ${path}`,
  fromTo: (before, now) => `${before} → ${now}`,
  recipientAdded: 'destinataire ajouté',
  recipientRemoved: 'destinataire retiré',
  settingChanged: 'diffère',
  linesDiffer: (count) => f.plural(count, { one: '# commentaire diffère', other: '# commentaires diffèrent' }),
  noDifference: 'Aucune différence.',
  noFinding: 'rien à signaler',
};
