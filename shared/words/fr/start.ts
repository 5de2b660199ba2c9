// The first screen, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const start: Catalogue['start'] = {
  title: 'Ouvrez un dossier et commencez',
  lead: 'Coffre y cherche les fichiers secrets, dit lesquels vous pouvez ouvrir et lesquels sont en clair. Rien n’est modifié et rien ne quitte cet ordinateur.',
  openFolder: 'Ouvrir un dossier',
  dropHere: 'Déposez un dossier de projet ici',
  dropNotHere: 'Déposer un dossier n’est possible que dans le programme de bureau',
  dropNow: 'Lâchez pour l’ouvrir',
  identities: 'Clés trouvées sur cet ordinateur',
  noIdentities: 'Aucune pour l’instant. Le projet d’exemple apporte la sienne.',
  identityCount: (count) => f.plural(count, { one: '# identité age', other: '# identités age' }),
  notSet: 'non définie dans cette session',
  absent: 'pas de tel fichier',
  unusable: 'présente, mais illisible comme identité',
  locked: 'demande sa phrase secrète',
  notSupported: 'un genre de clé que age ne connaît pas',
  asked: 'demandée à l’ouverture d’un fichier',
  notNeeded: 'pas nécessaire',
  sampleTitle: 'Pas de projet sous la main ?',
  sampleText: 'Deux fichiers chiffrés aux valeurs inventées et une identité jetable, dans un dossier temporaire.',
  openSample: 'Essayer avec un projet d’exemple',
  promise: 'Sans compte, sans télémétrie, fonctionne hors ligne',
  sideTitle: 'Ce que Coffre fait de vos fichiers',
  sideShow: 'Les valeurs restent masquées jusqu’à ce que vous en demandiez une, et se masquent de nouveau d’elles-mêmes.',
  sideSave: 'Enregistrer ne change que les valeurs que vous avez modifiées, et git montre exactement celles-là.',
  sideLog: 'Chaque accès à une valeur est inscrit dans un journal sur cet ordinateur.',
  browse: {
    title: 'Ouvrir un dossier',
    why: 'Cet ordinateur n’a pas de fenêtre de choix : choisissez dans cette liste.',
    folders: 'Dossiers',
    up: 'Dossier parent',
    none: 'Aucun dossier ici.',
    openThis: 'Ouvrir ce dossier',
  },
};
