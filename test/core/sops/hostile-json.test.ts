// JSON, and binary files in their JSON envelope, that were made to be expensive: an answer or a declared refusal within a second of work and 200 MB of memory, with no value in it.
import { hostileInputs } from './hostile-cases.ts';
import { hostileBinary, hostileJson } from './hostile-inputs.ts';

hostileInputs('json', hostileJson, [
  ['a hundred thousand levels', 'encrypted', 'nested-too-deep'], ['a thousand levels over and over', 'encrypted', 'format-refused: too-large'], ['names without end', 'encrypted', 'format-refused: too-large'], ['numbers too large', 'clear', 'format-refused: too-large'],
  ['as many short names as are read', 'encrypted', 'read'], ['as many names above them as are read', 'encrypted', 'read'], ['unknown fields without end', 'encrypted', 'format-refused: too-large'], ['one text of half pairs', 'encrypted', 'read'], ['a version without end', 'encrypted', 'read'],
]);
hostileInputs('binary', hostileBinary, [['an envelope with more in it', 'encrypted', 'format-refused: too-large'], ['one text of escapes', 'encrypted', 'read'], ['NULs', 'encrypted', 'binary-file'], ['no UTF-8', 'clear', 'read']]);
