// About the program and its licences, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const about: Catalogue['about'] = {
  hint: 'de quoi ce programme est fait',
  program: (version) => `Coffre ${version}`,
  runsIn: { electron: 'tourne dans Electron', chromium: 'tourne dans le Chromium de cet ordinateur', cli: 'tourne en ligne de commande', 'in-process': 'tourne dans un test' },
  programFacts: (host) => `logiciel libre sous Apache-2.0, fonctionne hors ligne, ${host}`,
  showOwn: 'Sa licence…',
  parts: 'Parties d’autres auteurs',
  partsFacts: 'paquets, polices et icônes, chacun avec le texte de sa licence',
  showAll: 'Lire les licences…',
  title: 'Licences du programme',
  text: 'Tout ce qui est livré dans Coffre, et à quelles conditions.',
  find: 'Chercher une partie ou une licence',
  list: 'Parties',
  found: (count) => f.plural(count, { one: '# partie', other: '# parties' }),
  none: 'Aucune partie ni licence ne porte ce nom.',
  licenceOf: (name) => `Licence de ${name}`,
  kinds: { program: 'ce programme', runtime: 'ce dans quoi il tourne', package: 'paquet', font: 'police', icons: 'icônes' },
  runtime: 'Chromium, Node et ce dont ils sont faits\u00a0: leurs licences se trouvent à côté d’Electron, dans LICENSES.chromium.html.',
  borrowed: (from) => `Son archive ne contient pas de texte. Voici celui de ${from}, du même auteur, sous la même licence.`,
  choose: 'Choisissez une partie pour lire sa licence.',
  done: 'Terminé',
};
