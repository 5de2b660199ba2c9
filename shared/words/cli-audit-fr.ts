// The command line's words for the audit log, in French.
import type { auditCommandsEn, auditOptionsEn, cliAuditEn } from './cli-audit-en.ts';

export const cliAuditFr: typeof cliAuditEn = {
  auditWhole: (n: number): string => `${n < 2 ? `${String(n)} ligne` : `${String(n)} lignes`} : intact`,
  auditEmpty: 'Le journal d’audit est vide.',
  auditNoneFit: 'Aucune entrée ne correspond.',
  auditDamage: {
    'edited': 'cette ligne a été modifiée après son écriture', 'removed': 'des lignes avant celle-ci ont été enlevées', 'inserted': 'cette ligne a été ajoutée après coup', 'reordered': 'cette ligne n’est pas à la place où elle a été écrite',
    'truncated': 'le journal a été coupé ici', 'rolled-back': 'un état plus ancien du journal a été remis', 'forged-checkpoint': 'la signature de cette ligne n’est pas authentique : quelque chose avant elle a été modifié', 'wrong-key': 'cette ligne est signée par une autre clé',
  },
  auditBroken: (file: string, line: number, what: string): string => `${file}, ligne ${String(line)} : ${what}`,
  auditSigned: (line: number, fingerprint: string): string => `signé jusqu’à la ligne ${String(line)} par SHA256:${fingerprint}`,
  auditReported: (n: number): string => (n < 2 ? `${String(n)} ligne du journal dit qu’il a été remplacé ou abîmé` : `${String(n)} lignes du journal disent qu’il a été remplacé ou abîmé`),
  auditUnknown: {
    'unsigned': 'rien n’est signé : qui peut écrire le journal a pu l’écrire entièrement', 'unprotected-tail': 'ce qui suit la dernière signature a pu être modifié ou coupé', 'key-unconfirmed': 'à qui est la clé : comparez son empreinte à celle que vous avez gardée ailleurs',
    'end-unconfirmed': 'si des lignes ont été coupées à la fin', 'expired': 'ce qui était dans les lignes dont le temps était passé',
  },
  auditUnlogged: (n: number): string => (n < 2 ? `${String(n)} accès n’a pas été inscrit au journal d’audit, comme le permet votre politique.` : `${String(n)} accès n’ont pas été inscrits au journal d’audit, comme le permet votre politique.`),
  auditCannotKnow: (what: string): string => `ne peut pas se savoir : ${what}`,
};
export const auditCommandsFr: typeof auditCommandsEn = {
  'audit list': { summary: 'lister qui a accédé à quoi, le plus récent en dernier', more: 'Des noms seulement ; une valeur n’est jamais écrite au journal. Les filtres cherchent partout dans leur colonne, sans égard aux majuscules ; les temps sont des dates ou RFC 3339. --follow continue jusqu’à Ctrl+C.' },
  'audit export': { summary: 'écrire le journal pour quelqu’un d’autre, en lignes, en table ou en archive signée', more: 'Ce qui correspond aux filtres, le plus ancien d’abord, en lignes JSON ou en CSV. --format bundle est le journal entier dans une archive tar, avec ses clés publiques et un vérificateur qui ne demande que Node.' },
  'audit verify': { summary: 'vérifier que le journal d’audit n’a pas été touché', more: 'Sort avec 10 s’il l’a été, et dit ce qui ne peut pas se savoir. Si le profil est ouvert, c’est lui qui doit avoir signé, et le journal doit finir comme le profil s’en souvient.' },
};
export const auditOptionsFr: typeof auditOptionsEn = {
  who: 'les entrées de qui, par une partie du nom', what: 'une action ou un genre d’événement, par une partie de son nom', secret: 'les entrées sur ce secret ou ce fichier, par une partie de son nom', backend: 'les entrées sur cette source', result: 'answered (répondu) ou refused (refusé)',
  since: 'à partir de là : 2026-11-27 ou 2026-11-27T10:00:00Z', until: 'avant cela', text: 'les entrées qui disent cela où que ce soit', format: 'jsonl, csv ou bundle (jsonl si vous l’omettez)', follow: 'montrer aussi ce qui arrive désormais',
};
