// Who can open files, and changing that, in French. Must match the English shape.
import type { Catalogue } from '../en.ts';

export const recipients: Catalogue['recipients'] = {
  kind: { age: 'age', pgp: 'PGP', kms: 'AWS KMS', gcp_kms: 'GCP KMS', azure_kv: 'Azure Key Vault', hc_vault: 'Vault', hckms: 'Huawei KMS' },
  namedBy: { people: 'd’après .coffre/people.yaml', rules: 'd’après .sops.yaml', key: 'd’après la clé elle-même', nobody: '' },
  stays: {
    'no-rule': { said: 'aucune règle', means: 'Aucune règle de création ne vise ce fichier.' },
    'rules-refuse': { said: 'règles à corriger', means: 'sops refuse les règles à portée de ce fichier, ou l’un de leurs destinataires n’est pas une clé publique.' },
    'no-key': { said: 'sans clé', means: 'Aucune identité de cet ordinateur ne l’ouvre : personne ne peut y être admis d’ici.' },
    'last-recipient': { said: 'dernier destinataire', means: 'Il ne resterait personne pour l’ouvrir.' },
    'locks-you-out': { said: 'vous exclut', means: 'Aucune identité de cet ordinateur ne l’ouvrirait ensuite.' },
    tampered: { said: 'altéré', means: 'Son contenu ne correspond pas à son sceau : regardez-le d’abord.' },
    damaged: { said: 'endommagé', means: 'Il ne se lit pas comme un fichier chiffré.' },
    unreadable: { said: 'illisible', means: 'Vous n’avez pas le droit de le lire, ce n’est pas un fichier ordinaire, ou il a disparu.' },
    outside: { said: 'hors du dossier', means: 'C’est un lien vers un fichier qui se trouve ailleurs.' },
    unsaved: { said: 'non enregistré', means: 'Il est ouvert avec des changements non enregistrés : enregistrez-les ou abandonnez-les d’abord.' },
    'too-many-recipients': { said: 'trop de destinataires', means: 'Plus de mille devraient pouvoir l’ouvrir.' },
    'recipient-not-supported': { said: 'destinataire non pris en charge', means: 'Coffre ne peut pas chiffrer pour l’un de ses destinataires, et n’en écarte aucun de lui-même. Retirez-le d’abord en le nommant, ou utilisez sops.' },
    'rule-not-editable': { said: 'règle non modifiable', means: 'La règle est écrite d’une façon que Coffre n’ose pas modifier.' },
    'no-such-group': { said: 'groupe absent', means: 'Il a moins de groupes de clés que cela.' },
  },
  problem: {
    'file-unreadable': 'La liste des personnes ne peut être lue, ou est trop grande.',
    'not-yaml': 'Ce n’est pas du YAML lisible.',
    'wrong-type': 'Autre chose est attendu ici : people est une liste, et chacun a un nom et une liste de clés.',
    'unknown-field': 'Ce champ est inconnu : une personne a name, keys et since.',
    'no-name': 'Une personne sans nom, ou avec un nom trop long.',
    'no-keys': 'Une personne sans clé.',
    'bad-key': 'Ce n’est pas une clé publique.',
    'private-key': 'C’est une clé privée. Retirez-la et remplacez-la : qui a ce fichier lit ce qu’elle ouvre.',
    'duplicate-key': 'Cette clé appartient déjà à une personne plus haut.',
    'duplicate-name': 'Une personne de ce nom se trouve déjà plus haut.',
    'bad-date': 'Une date s’écrit comme 2026-11-27.',
  },
  phase: { reading: 'Lecture de qui peut ouvrir quoi', planning: 'Préparation des nouveaux fichiers', writing: 'Écriture', undoing: 'Remise en l’état', looking: 'Lecture des révisions' },
};
