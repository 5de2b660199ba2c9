// Refusals when something is changed or saved, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { reasonIn } from '../reason.ts';

const nameReason: Readonly<Record<string, string>> = {
  'equals-sign': 'Un nom s’arrête au premier signe égal.',
  'line-break': 'Un nom tient sur une ligne.',
  'hash-first': 'Une ligne qui commence par # est un commentaire.',
  'control-character': 'Il contient un caractère qu’on ne voit pas.',
  'lone-surrogate': 'Il contient la moitié d’un caractère, ce qu’aucun fichier texte ne peut.',
  'edge-blank': 'Les espaces à ses bouts seraient perdus.',
  'bracket-first': 'Une ligne qui commence par [ est l’en-tête d’une section.',
  'two-quotes': 'Il lui faudrait des guillemets, et il en contient de toutes les sortes.',
  empty: 'Un nom a au moins un caractère.',
};
const valueReason: Readonly<Record<string, string>> = {
  'backslash-n': 'Une barre oblique inverse suivie de n reviendrait en saut de ligne.',
  'control-character': 'Elle contient un octet nul.',
  'lone-surrogate': 'Elle contient la moitié d’un caractère, ce qu’aucun fichier texte ne peut.',
  'triple-quote': 'Trois guillemets dans une valeur de plusieurs lignes la termineraient.',
  'outer-quotes': 'Les guillemets qui l’entourent seraient ôtés.',
  'backslash-last': 'Une barre oblique inverse à la fin attirerait la ligne suivante.',
  'not-this-type': 'Ce n’est pas une valeur du type choisi.',
};

const lineReason: Readonly<Record<string, string>> = {
  ...nameReason, ...valueReason,
  'no-equals': 'Elle n’a pas de signe égal et n’est pas un commentaire.',
  'name-reserved': 'Les noms qui commencent par sops_ appartiennent à sops.',
  'name-taken': 'Une clé de ce nom existe déjà.',
  'bad-reference': 'Sa référence ne désigne aucune valeur de ce fichier.',
};

export const saveErrors = {
  'value-not-representable': (facts) => ({
    title: 'Ce fichier ne peut pas contenir cette valeur',
    why: reasonIn(valueReason, facts, 'Elle reviendrait sous une autre forme.'),
    next: facts.text('reason') === 'not-this-type' ? 'Choisissez un autre type, ou saisissez une valeur de celui-ci.' : 'Changez la valeur, par exemple en l’écrivant en base64.',
  }),
  'name-taken': plainly('Une clé de ce nom existe déjà', 'Avec deux clés du même nom, les programmes ne s’accordent pas sur celle qui compte.', 'Choisissez un autre nom, ou modifiez la clé qui existe.'),
  'name-not-representable': (facts) => ({
    title: 'Ce fichier ne peut pas contenir ce nom',
    why: reasonIn(nameReason, facts, 'Il reviendrait sous une autre forme.'),
    next: 'Utilisez des lettres, des chiffres et des traits de soulignement.',
  }),
  'name-reserved': plainly('Ce nom appartient à sops', 'Le nom sops, et dans les fichiers .env tous ceux qui commencent par sops_, contiennent ce qu’il faut à sops pour ouvrir le fichier.', 'Choisissez un autre nom.'),
  'draft-not-representable': plainly('Le fichier ne peut pas contenir ces modifications', 'Avec elles, il serait relu autrement.', 'Annulez les dernières modifications une à une, et enregistrez de nouveau.'),
  'line-not-representable': (facts) => ({
    title: facts.number('line') === undefined ? 'Une ligne n’a pas sa place dans un fichier .env' : `La ligne ${String(facts.number('line'))} n’a pas sa place dans un fichier .env`,
    why: reasonIn(lineReason, facts, 'Elle reviendrait sous une autre forme.'),
    next: 'Changez la ligne ; ce que vous avez saisi reste ici.',
  }),
  'entry-fixed': plainly('Cette section fait partie de tout fichier INI', 'Les clés au-dessus du premier en-tête lui appartiennent.', 'Supprimez ses clés, ou déplacez-les dans une autre section.'),
  'no-place-for-it': plainly('Cela ne peut pas se trouver là', 'Une section, une liste ou une valeur a ses propres places dans ce format, et rien n’entre en soi-même.', 'Choisissez une autre place.'),
  'choice-missing': plainly('Toutes les clés n’ont pas encore de côté', 'Les deux versions l’ont modifiée, et vous seul savez quelle valeur compte.', 'Choisissez la vôtre ou la leur pour chaque clé sous « Modifiée des deux côtés ».'),
  'revision-conflict': plainly('Le fichier a changé entre-temps', 'Une autre fenêtre, ou un second enregistrement, a été plus rapide.', 'Relisez la liste, puis enregistrez.'),
  'changed-on-disk': plainly('Le fichier a été modifié par un autre programme', 'Git, sops ou un éditeur l’a écrit après que vous l’avez ouvert. Enregistrer déferait cela.', 'Vos modifications sont gardées ici. Rouvrez le fichier pour voir le nouveau contenu, ou notez d’abord vos modifications.'),
  'file-gone': plainly('Le fichier n’est plus là', 'Il a été supprimé, déplacé ou renommé après que vous l’avez ouvert.', 'Vos modifications sont gardées ici. Remettez le fichier en place, puis enregistrez de nouveau.'),
  'file-not-writable': plainly('Ce fichier est en lecture seule', 'Ses droits ne vous permettent pas de l’écrire.', 'Vos modifications sont gardées ici. Donnez-vous le droit de l’écrire, puis enregistrez de nouveau.'),
  'folder-not-writable': plainly('Le dossier est en lecture seule', 'Un fichier est enregistré en en plaçant un nouveau à côté, et ce dossier ne le permet pas.', 'Vos modifications sont gardées ici. Donnez-vous le droit d’y écrire, puis enregistrez de nouveau.'),
  'hard-linked': plainly('Ce fichier a un second nom', 'C’est un lien physique. Enregistrer laisserait l’ancien contenu sous l’autre nom.', 'Supprimez l’autre nom, ou faites une copie du fichier, puis enregistrez de nouveau.'),
  'foreign-owner': plainly('Ce fichier appartient à quelqu’un d’autre', 'Enregistrer le rendrait vôtre, et son propriétaire pourrait le perdre.', 'Enregistrez au nom de son propriétaire, ou demandez-le-lui.'),
  'attributes-lost': plainly('Les droits particuliers du fichier n’ont pas pu être gardés', 'Il a des listes d’accès ou des attributs que le nouveau fichier n’a pas pu reprendre.', 'Retirez-les, ou enregistrez depuis un système qui les garde.'),
  'verify-failed': plainly('Ce qui a été écrit n’a pas été relu à l’identique', 'Le disque, ou un programme au milieu, l’a changé. L’ancien fichier a été remis.', 'Vérifiez le disque, puis enregistrez de nouveau.'),
  'file-busy': plainly('Coffre enregistre déjà ce fichier ailleurs', 'Une autre fenêtre ou commande de Coffre le tient.', 'Attendez qu’elle finisse, puis réessayez.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
