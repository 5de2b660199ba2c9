// Ce que la ligne de commande demande et dit des clés et des identités, en français. Ne doit jamais recevoir une phrase secrète.
import type { cliKeysEn } from './cli-keys-en.ts';

export const cliKeysFr: typeof cliKeysEn = {
  asking: {
    passphrase: (what, place, text, again) => `${again ? 'Ce n’était pas la bonne. ' : ''}${what === 'plugin' ? `${place} : ${text}` : what === 'ssh-key' ? `Phrase secrète de la clé SSH ${place}` : `Phrase secrète des identités de ${place}`} (non affichée) : `,
    'plugin-first-use': (path, name) => `Il faut pour cela le greffon age ${name}, un programme que Coffre n’a pas encore lancé : ${path}\nLe lancer, maintenant et plus tard ? Tapez oui ou non : `,
    'plugin-question': (name, text) => `${name} : ${text} Tapez oui ou non : `,
  },
};
