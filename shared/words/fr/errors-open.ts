// Refusals when a file is opened and read, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';
import { reasonIn } from '../reason.ts';

const f = formatOf('fr');
const refusedReason: Readonly<Record<string, string>> = {
  anchor: 'Il utilise une ancre ou un alias YAML, ce qu’un fichier chiffré ne peut pas avoir.',
  tag: 'Il utilise une étiquette YAML que sops ne connaît pas.',
  'key-not-text': 'Une clé est un nombre, une date ou une valeur logique : sops ne prend que du texte. Des guillemets en font du texte.',
  'root-not-mapping': 'Au sommet, c’est une liste ou une seule valeur : sops ne chiffre que des valeurs nommées.',
  'duplicate-key': 'Une clé s’y trouve deux fois, et YAML n’en permet qu’une.',
  'number-too-large': 'Un nombre y est plus grand que ce que sops peut tenir. Des guillemets en font du texte.',
  'too-large': 'Il a plus de valeurs, ou des formes plus rares, qu’on ne peut lire sans risque à cette taille.',
};
const atLine = (line: number | undefined): string => (line === undefined ? '' : ` à la ligne ${f.number(line)}`);
const lineIs = (line: number | undefined): string => (line === undefined ? 'Une ligne n’est' : `La ligne ${f.number(line)} n’est`);
const ofKey = (key: string | undefined): string => (key === undefined ? '' : ` de ${key}`);

export const openErrors = {
  'file-not-found': plainly('Ce fichier n’est plus là', 'Il a été déplacé, renommé ou supprimé depuis la lecture du dossier.', 'Relisez le dossier.'),
  'file-unreadable': plainly('Ce fichier ne peut pas être lu', 'Il appartient à quelqu’un d’autre, ou ses droits ne vous le permettent pas.', 'Demandez le droit de le lire, puis réessayez.'),
  'not-a-file': plainly('Ce n’est pas un fichier', 'Un dossier, un périphérique ou un tube porte ce nom.', 'Choisissez un fichier.'),
  'file-too-large': (facts) => {
    const limit = facts.number('limitBytes');
    return {
      title: 'Ce fichier est trop gros',
      why: limit === undefined ? 'Les fichiers de secrets sont petits ; celui-ci ne l’est pas.' : `Coffre ouvre les fichiers jusqu’à ${f.size(limit)}, bien plus qu’il n’en faut à des secrets.`,
      next: 'Vérifiez que c’est bien le fichier voulu, ou partagez-le.',
    };
  },
  'empty-file': plainly('Ce fichier est vide', 'Il a été créé mais jamais écrit, ou un programme s’est arrêté en l’écrivant.', 'S’il contenait des secrets, reprenez-le dans git ou dans une sauvegarde.'),
  'not-encrypted': plainly('Ce fichier n’est pas chiffré', 'Ses valeurs sont en clair, ou sops ne l’a jamais enregistré.', 'Chiffrez-le, puis ouvrez-le ici.'),
  'binary-file': plainly('Ce n’est pas un fichier texte', 'Il contient des octets qu’aucun fichier de secrets en texte n’a : une archive, une image ou un autre fichier sous ce nom.', 'Vérifiez que c’est bien le fichier voulu.'),
  'format-not-supported': plainly('Cela ne vaut que pour les fichiers .env', 'Le mode texte montre des lignes NOM=valeur ; ce fichier est du YAML, du JSON, de l’INI ou binaire.', 'Utilisez la grille pour celui-ci.'),
  'format-refused': (facts) => ({
    title: 'sops ne lit pas un tel fichier',
    why: reasonIn(refusedReason, facts, `Il contient quelque chose que sops n’attend pas${atLine(facts.number('line'))}.`),
    next: `Corrigez-le dans un éditeur de texte${atLine(facts.number('line'))}, ou reprenez le fichier dans git.`,
  }),
  'nested-too-deep': plainly('Ce fichier est trop imbriqué', 'Il a des centaines de niveaux, ce que seul un fichier abîmé ou hostile a.', 'Vérifiez que c’est bien le fichier voulu.'),
  cancelled: plainly('C’est annulé', 'Vous, ou une demande plus récente, y avez mis fin.', 'Recommencez quand vous voulez.'),
  'not-a-value': plainly('Ce n’est pas une valeur', 'Le chemin désigne une branche ou une liste.', 'Désignez une des valeurs qu’elle contient, ou déchiffrez tout le fichier.'),
  'merge-conflict': (facts) => ({
    title: 'Une fusion n’est pas terminée dans ce fichier',
    why: `Git a laissé ses marques${atLine(facts.number('line'))} : deux versions se trouvent dans un seul fichier, et aucune ne peut être vérifiée.`,
    next: 'Prenez un côté, par exemple avec git checkout --ours, et refaites les modifications de l’autre.',
  }),
  'file-truncated': plainly('La fin de ce fichier manque', 'Il a été coupé pendant une copie ou une écriture : la partie qui dit comment l’ouvrir n’y est plus.', 'Reprenez-le dans git ou dans une sauvegarde.'),
  'bad-line': (facts) => ({
    title: 'Une ligne ne peut pas être lue',
    why: `Dans ce type de fichier, une ligne a une forme précise, comme NOM=valeur dans un fichier .env. ${lineIs(facts.number('line'))} pas ainsi.`,
    next: 'Corrigez la ligne dans un éditeur de texte, ou reprenez le fichier dans git.',
  }),
  'bad-metadata': (facts) => {
    const field = facts.text('field');
    return {
      title: 'La partie qui dit comment ouvrir ce fichier est abîmée',
      why: field === undefined ? 'Quelqu’un l’a modifiée à la main, ou une fusion a mêlé deux versions.' : `Le champ ${field} manque ou n’a pas de sens, le plus souvent après une modification à la main ou une fusion.`,
      next: 'Reprenez le fichier dans git ou dans une sauvegarde.',
    };
  },
  'no-matching-key': (facts) => {
    const groups = facts.number('groups');
    const tried = f.plural(facts.number('tried') ?? 0, { one: '# identité de cet ordinateur a été essayée', other: '# identités de cet ordinateur ont été essayées' });
    return {
      title: groups === undefined || groups === 0 ? 'Aucune identité d’ici n’ouvre ce fichier' : 'Il faut plus d’identités pour ouvrir ce fichier',
      why: groups === undefined
        ? `Il est chiffré pour ${f.plural(facts.number('recipients') ?? 1, { one: '# destinataire', other: '# destinataires' })} ; ${tried}.`
        : `Sa clé est partagée entre des groupes de destinataires : il en faut ${f.number(facts.number('needed') ?? 2)}, et les identités d’ici en ouvrent ${f.number(groups)} ; ${tried}.`,
      next: groups === undefined ? 'Mettez votre identité dans keys.txt ou SOPS_AGE_KEY, ou demandez à quelqu’un qui peut l’ouvrir de vous ajouter aux destinataires.' : 'Mettez les identités qui manquent dans keys.txt ou SOPS_AGE_KEY, ou demandez aux personnes des autres groupes.',
    };
  },
  'identity-unusable': plainly('Une identité a été trouvée, mais elle est inutilisable', 'Son fichier est illisible ou abîmé, son programme a échoué, ou elle est d’un genre que Coffre ne connaît pas encore.', 'Regardez les endroits cités sous « Clés trouvées sur cet ordinateur ».'),
  'identity-locked': (facts) => ({
    title: 'Une identité qui ouvrirait peut-être ce fichier est derrière une phrase secrète',
    why: `${facts.text('places') ?? 'Elle'} n’a pas été ouverte : personne ne pouvait donner la phrase secrète ici, ou elle n’a pas été donnée.`,
    next: 'Utilisez la ligne de commande dans un terminal, où Coffre demande la phrase secrète. Ou gardez une identité sans phrase secrète dans le profil, qui la scelle.',
  }),
  'not-an-age-file': plainly('Ce n’est pas un fichier age, ou il est abîmé', 'Il n’en a pas le début, a été tronqué, ou a été modifié.', 'Vérifiez le fichier, ou reprenez-le là d’où il vient.'),
  'value-damaged': (facts) => ({
    title: 'Une valeur ne s’ouvre pas',
    why: `Le texte chiffré${ofKey(facts.text('key'))} a été modifié, coupé ou pris à une autre clé.`,
    next: 'Reprenez le fichier dans git, ou remettez la valeur avec sops depuis une bonne copie.',
  }),
  'value-not-encrypted': (facts) => ({
    title: 'Une valeur n’est pas chiffrée, alors qu’elle devrait l’être',
    why: `La valeur${ofKey(facts.text('key'))} est en clair : quelqu’un l’a ajoutée sans sops.`,
    next: 'Retirez cette ligne dans un éditeur de texte et ajoutez-la ici, puis changez le secret : il a pu être lu.',
  }),
  'mac-mismatch': plainly('Ce fichier a été modifié hors de sops', 'Son sceau ne correspond pas à son contenu. Le plus souvent, une fusion a joint deux versions, ou quelqu’un l’a modifié à la main.', 'Comparez-le à sa dernière bonne version dans git. Ne vous fiez pas à ses valeurs avant de savoir.'),
  'mac-missing': plainly('Ce fichier n’a pas de sceau', 'Le champ qui garantit son contenu a été retiré : personne ne peut dire si des valeurs ont été changées.', 'Reprenez le fichier dans git ou dans une sauvegarde.'),
  'rules-conflict': plainly('Les règles de ce fichier se contredisent', 'Il dit de plus d’une façon quelles valeurs sont chiffrées.', 'N’en gardez qu’une, et enregistrez le fichier avec sops.'),
  'document-not-found': plainly('Ce fichier n’est plus ouvert', 'Coffre a été verrouillé ou relancé, ou le fichier a été fermé.', 'Ouvrez-le de nouveau.'),
  'entry-not-found': plainly('Cette clé n’est plus là', 'Elle a été supprimée, ou le fichier a été relu.', 'Choisissez-la de nouveau dans la liste.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
