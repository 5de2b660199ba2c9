// Refusals when a clear file is encrypted, or files are compared, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';
import { reasonIn } from '../reason.ts';

const f = formatOf('fr');
const cannotHold: Readonly<Record<string, string>> = {
  null: 'Une de ses valeurs est nulle, ce que ce format ne connaît pas.',
  nested: 'Une de ses valeurs en contient d’autres, et ce format n’a pas de niveaux.',
  documents: 'Il a plusieurs documents, et ce format en a un.',
  'not-a-number': 'Un de ses nombres ne s’écrit pas dans ce format.',
  'not-text': 'Une de ses valeurs n’est pas du texte en UTF-8.',
  'no-place': 'Une valeur se trouve là où ce format n’en a pas.',
  'outside-a-section': 'Une valeur se trouve hors de toute section.',
  'second-comment': 'Deux commentaires vont à une clé, et ce format en garde un.',
  'one-value-only': 'Ce format contient une valeur : le fichier entier.',
};

export const encryptErrors = {
  'already-encrypted': plainly('Ce fichier est déjà chiffré', 'Il contient ce que sops écrit dans les fichiers chiffrés. Le chiffrer encore mettrait une serrure sur une serrure.', 'Rien n’est à faire ; pour le changer, modifiez-le tel qu’il est.'),
  'target-not-encrypted': plainly('Un fichier qui n’est pas chiffré s’y trouve déjà', 'Ce qui s’y trouve serait perdu.', 'Choisissez un autre nom, ou retirez d’abord ce fichier.'),
  'other-format': plainly('Le fichier qui s’y trouve est d’un autre format', 'Un fichier chiffré garde ce qui n’a pas changé, et il faut pour cela deux fichiers du même format.', 'Choisissez un autre nom pour le fichier chiffré.'),
  'no-recipients': plainly('Personne n’est nommé qui pourrait l’ouvrir', 'Aucune règle de création d’un .sops.yaml à portée ne vise ce fichier, et aucun destinataire n’a été donné.', 'Nommez-en un, ou ajoutez une règle de création au .sops.yaml.'),
  'rules-refuse': (facts) => ({
    title: 'Les règles de ce fichier ne sont pas en ordre',
    why: facts.number('line') === undefined ? 'sops refuse le .sops.yaml à portée.' : `sops refuse le .sops.yaml à portée, à cause de la ligne ${f.number(facts.number('line') ?? 0)}.`,
    next: 'Corrigez le .sops.yaml, ou nommez vous-même les destinataires.',
  }),
  'rule-takes-others': (facts) => ({
    title: 'La règle élargie prendrait aussi un autre fichier',
    why: `${facts.text('file') ?? 'Un autre fichier'} ${(facts.number('line') ?? 0) === 0 ? 'n’a pas de règle aujourd’hui' : `suit aujourd’hui la règle de la ligne ${f.number(facts.number('line') ?? 0)}`}, et passerait sous la règle élargie.`,
    next: 'Ajoutez une règle propre à ce fichier.',
  }),
  'recipient-not-supported': (facts) => ({
    title: 'Coffre ne peut pas chiffrer pour l’un des destinataires',
    why: facts.text('recipient') === undefined ? 'Ce n’est pas une clé publique : celles de age commencent par age1, celles de SSH par ssh-.' : `C’est ${facts.text('recipient') ?? ''}. Coffre chiffre pour les clés age, SSH et PGP ; pour PGP, gpg doit connaître la clé, pour un greffon de age, il doit être installé.`,
    next: 'Vérifiez la clé, ou retirez d’abord ce destinataire en le nommant. Sinon, utilisez sops.',
  }),
  'not-in-this-format': (facts) => ({
    title: 'Ce format ne peut pas contenir le fichier',
    why: reasonIn(cannotHold, facts, `Quelque chose${facts.text('key') === undefined ? '' : `, à ${facts.text('key') ?? ''},`} n’a pas de place dans ce format.`),
    next: 'Changez-le, ou choisissez un autre format.',
  }),
  'opens-nowhere-here': plainly('Vous ne pourriez pas ouvrir le fichier chiffré', 'Aucune des identités de cet ordinateur n’est parmi ses destinataires : le fichier en clair est tout ce que vous avez.', 'Ajoutez un destinataire à vous, ou gardez le fichier en clair.'),
  'source-closed': plainly('Rien n’est arrivé', 'Ce qui devait être lu l’a déjà été, ou s’est terminé avant.', 'Recommencez.'),
  'revision-not-found': plainly('Git n’a pas cette version du fichier', 'La révision est peut-être mal tapée, le fichier n’existait pas encore, ou ceci n’est pas un dépôt git.', 'Regardez git log pour ce fichier.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
