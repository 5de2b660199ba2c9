// INI and dotenv that were made to be expensive: an answer or a declared refusal within a second of work and 200 MB of memory, with no value in it.
import { hostileInputs } from './hostile-cases.ts';
import { hostileDotenv, hostileIni } from './hostile-inputs.ts';

hostileInputs('ini', hostileIni, [
  ['sections without end', 'encrypted', 'format-refused: too-large'], ['as many sections as are read', 'encrypted', 'read'], ['short comments', 'encrypted', 'format-refused: too-large'], ['a value that is continued', 'encrypted', 'format-refused: too-large'],
  ['three quotes over empty lines', 'encrypted', 'read'], ['recipients without end', 'encrypted', 'bad-metadata'], ['a path without end', 'encrypted', 'bad-metadata'], ['paths of many steps', 'encrypted', 'bad-metadata'], ['as many keys as are read', 'encrypted', 'read'],
]);
hostileInputs('dotenv', hostileDotenv, [
  ['empty lines', 'encrypted', 'format-refused: too-large'], ['one key over and over', 'encrypted', 'format-refused: too-large'], ['as many keys as are read', 'encrypted', 'read'], ['one value of escaped line feeds', 'encrypted', 'read'],
  ['recipients without end', 'encrypted', 'bad-metadata'], ['a list in a list without end', 'encrypted', 'bad-metadata'], ['metadata without end', 'encrypted', 'format-refused: too-large'],
]);
