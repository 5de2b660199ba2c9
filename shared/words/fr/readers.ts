// How programs read a line that sops writes unquoted, in French. The facts stand in the English table.
import type { ReaderTable } from '../en/readers.ts';

export const readers: ReaderTable = {
  duplicate: [
    { readers: 'dotenv, Node --env-file, Compose, python-dotenv, Ruby dotenv, godotenv', takes: 'La dernière ligne compte, sans le dire.' },
    { readers: 'sops', takes: 'Garde les deux lignes.' },
  ],
  'bad-name': [
    { readers: 'dotenv', takes: 'Accepte lettres, chiffres, . - et _\u00a0; ignore une ligne avec un autre nom.' },
    { readers: 'Ruby dotenv', takes: 'Accepte lettres, chiffres, . et _\u00a0; ignore une ligne avec un autre nom.' },
    { readers: 'godotenv', takes: 'Refuse tout le fichier pour un trait d’union.' },
    { readers: 'Compose', takes: 'Accepte un trait d’union\u00a0; refuse tout le fichier pour une espace.' },
    { readers: 'python-dotenv', takes: 'Accepte un trait d’union\u00a0; ignore une ligne dont le nom a une espace.' },
    { readers: 'sops, Node --env-file', takes: 'Acceptent tout nom, mais un shell ne peut pas l’exporter.' },
  ],
  'unquoted-hash': [
    { readers: 'sops', takes: 'Garde toute la valeur.' },
    { readers: 'dotenv, Node --env-file, Ruby dotenv', takes: 'Coupent la valeur au premier #, où qu’il soit.' },
    { readers: 'Compose, python-dotenv, godotenv', takes: 'La coupent à un # après une espace, gardent les autres.' },
  ],
  'trailing-space': [
    { readers: 'sops', takes: 'Garde l’espace.' },
    { readers: 'dotenv, Node --env-file, Compose, python-dotenv, Ruby dotenv, godotenv', takes: 'L’enlèvent.' },
  ],
  'unexpanded-dollar': [
    { readers: 'sops, dotenv, Node --env-file', takes: 'Gardent $NOM et ${NOM} tels quels.' },
    { readers: 'Compose', takes: 'Met la variable à la place de $NOM et ${NOM}, ou rien si elle n’existe pas.' },
    { readers: 'python-dotenv', takes: 'Met la variable à la place de ${NOM}, garde $NOM.' },
    { readers: 'Ruby dotenv', takes: 'Met la variable pour les deux, et exécute $(commande).' },
    { readers: 'godotenv', takes: 'Met la variable pour les deux, si le nom est en capitales.' },
  ],
  'quotes-kept': [
    { readers: 'sops', takes: 'Les guillemets font partie de la valeur.' },
    { readers: 'dotenv, Node --env-file, Compose, python-dotenv, Ruby dotenv, godotenv', takes: 'Enlèvent les guillemets.' },
  ],
  misprinted: [
    { readers: 'sops decrypt, sops edit', takes: 'Affichent null, ou des lignes que rien ne peut lire.' },
    { readers: 'sops decrypt --output-type json', takes: 'Garde la valeur.' },
  ],
  placeholder: [],
  weak: [],
};
