// Ce que la ligne de commande demande et dit des clés et des identités, en français. Ne doit jamais recevoir une phrase secrète.
import type { cliKeysEn, keysArgumentsEn, keysCommandsEn, keysOptionsEn } from './cli-keys-en.ts';

export const keysArgumentsFr: typeof keysArgumentsEn = { ANY: 'un fichier quelconque ; - pour l’entrée standard' };
export const keysOptionsFr: typeof keysOptionsEn = { 'post-quantum': 'une qu’un ordinateur quantique n’ouvrirait pas non plus ; son destinataire est long', 'identity-output': 'dans ce nouveau fichier plutôt que dans le profil', passphrase: 'pour une phrase secrète au lieu de destinataires', armor: 'en texte de lettres et de chiffres' };
export const keysCommandsFr: typeof keysCommandsEn = {
  'keys places': { summary: 'lister les endroits où sont cherchées les identités, et ce qui s’y trouve', more: 'Avec un fichier, dit aussi si ce qui s’y trouve l’ouvre. Ne demande rien et ne lance aucun programme.' },
  'age encrypt': { summary: 'chiffrer un fichier quelconque comme le fait age', more: 'Pour des destinataires (--age, plusieurs fois), ou pour une phrase secrète qui est demandée, ou lue sur l’entrée standard si ce n’est pas un terminal. Sans -o, vers la sortie standard ; sur un terminal, toujours en texte.' },
  'age decrypt': { summary: 'déchiffrer un fichier de age', more: 'Avec n’importe quelle identité de cet ordinateur, ou avec une phrase secrète qui vous est demandée.' },
};

export const cliKeysFr: typeof cliKeysEn = {
  places: {
    identities: (count) => (count === 0 ? '' : count === 1 ? '1 identité' : `${String(count)} identités`),
    others: (count) => (count === 0 ? 'Chaque destinataire age du fichier est à portée de main.' : count === 1 ? '1 destinataire age du fichier n’est pas à portée de main.' : `${String(count)} destinataires age du fichier ne sont pas à portée de main.`),
  },
  filePassphrase: 'Phrase secrète du fichier (non affichée) : ',
  asking: {
    passphrase: (what, place, text, again) => `${again ? 'Ce n’était pas cela. ' : ''}${what === 'second-factor' ? `${place === '' ? '' : `${place} : `}Code de votre application d’authentification, ou un code de secours` : what === 'vault-name' ? `${place} est protégée comme production. Saisissez son nom pour modifier ${text === '' ? 'sa protection' : text}` : what === 'vault-code' ? `${place} : code de votre application d’authentification (${text})` : what === 'plugin' ? `${place} : ${text}` : what === 'ssh-key' ? `Phrase secrète de la clé SSH ${place}` : `Phrase secrète des identités de ${place}`} (non affichée) : `,
    'plugin-first-use': (path, name) => `Il faut pour cela le greffon age ${name}, un programme que Coffre n’a pas encore lancé : ${path}\nLe lancer, maintenant et plus tard ? Tapez oui ou non : `,
    'plugin-question': (name, text) => `${name} : ${text} Tapez oui ou non : `,
  },
};
