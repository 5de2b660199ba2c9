// Which passwords and tokens somebody guesses. Told as one class: short ones are weak, and so are long ones with little in them. Must never tell how long a value is.

/** Below this many characters everything is weak. */
const short = 12;
/** Letters of one case alone need 16, digits alone 20, to be as hard to guess as 12 of everything. */
const oneClass = /^(?:[a-z]{0,15}|[A-Z]{0,15}|\d{0,19})$/;

/** What lists of leaked passwords are made of, and what people type into a first .env; longest first, so that a word is not cut by a shorter one. */
const common = (
  'password passwort motdepasse contrasena wachtwoord passwd admin administrator root toor user username guest test tester testing demo default login welcome bienvenue willkommen letmein '
  + 'secret private supersecret hunter trustno monkey dragon master shadow sunshine princess football baseball soccer hockey superman batman spiderman starwars pokemon iloveyou whatever computer internet freedom '
  + 'qwerty qwertz azerty asdfgh asdf zxcvbn qazwsx abcd abcdef michael jordan michelle jennifer charlie ashley daniel thomas hannah andrew joshua '
  + 'postgres postgresql mysql mariadb mongo mongodb redis rabbitmq minio elastic grafana oracle server database localhost docker kubernetes vagrant ubuntu raspberry jenkins '
  + 'correct horse battery staple cookie cheese summer winter spring autumn access hello world google apple samsung flower chocolate mustang ranger killer pepper ginger thunder development production staging company'
).split(' ').toSorted((a, b) => b.length - a.length);

const looksLike: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertzuiop', 'yxcvbnm', '1234567890'];
const neighbours = new Set(rows.flatMap((row) => [...row].slice(1).flatMap((key, at) => [`${row.charAt(at)}${key}`, `${key}${row.charAt(at)}`])));

/** `MyP4ssw0rd2024!` is `password` and next to nothing else to whoever guesses. */
function isCommon(lower: string): boolean {
  const text = lower.replace(/[\d\W_]{1,12}$/, '').replaceAll(/[0134579@$!]/g, (c) => looksLike[c] ?? c);
  const rest = common.reduce((left, word) => left.replaceAll(word, ''), text);
  return rest !== text && rest.replaceAll(/[^a-z0-9]/g, '').length < 4;
}

/** True if it is one part, over and over: `aaaa`, `abcabcabc`. By the borders of the text, in linear time. */
function repeats(text: string): boolean {
  const border = [0];
  for (let at = 1, length = 0; at < text.length; at += 1) {
    while (length > 0 && text[at] !== text[length]) length = border[length - 1] ?? 0;
    if (text[at] === text[length]) length += 1;
    border.push(length);
  }
  const period = text.length - (border.at(-1) ?? 0);
  return period * 2 <= text.length;
}

/** True if most steps from one character to the next go along the alphabet, the digits or a row of the keyboard, or stay. */
function walks(lower: string): boolean {
  let steps = 0;
  for (let at = 1; at < lower.length; at += 1) {
    const step = lower.charCodeAt(at) - lower.charCodeAt(at - 1);
    if (Math.abs(step) <= 1 || neighbours.has(lower.slice(at - 1, at + 1))) steps += 1;
  }
  return steps * 10 >= (lower.length - 1) * 7;
}

/** What is left once the words of the key's own name are taken out. */
function withoutName(lower: string, name: string): string {
  const words = name.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word.length >= 3);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), lower);
}

/** Something else says where the secret is: a path, another variable. */
const reference = /^(?:\.{0,2}\/[\w.-]+\/|[A-Za-z]:\\|\$\{?[A-Za-z_]\w*\}?$)/;

/** `value` is what stands without blanks and quotes around it. */
export function isWeak(name: string, value: string): boolean {
  if (reference.test(value)) return false;
  // WHY only so far: nothing is strong behind a hundred characters that are weak, and long values are many.
  const bare = value.slice(0, 100);
  const length = [...bare].length;
  if (length < short || oneClass.test(bare)) return true;
  const lower = bare.toLowerCase();
  return new Set(lower).size < 5 || isCommon(lower) || repeats(lower) || walks(lower) || [...withoutName(lower, name)].length < short;
}
