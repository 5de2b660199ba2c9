// Names of recipients, from the comment behind one or the comment line right above it. Pure; looks at the text, because a parser hangs comments onto whatever comes first.
import { nameFrom } from './recipients.ts';

/** A recipient that was taken out by a `#` is no name. */
const looksLikeKey = /(?:age1|ssh-(?:ed25519|rsa) |arn:)[A-Za-z0-9]{8,}/;
const named = (comment: string): string => (looksLikeKey.test(comment) ? '' : nameFrom(comment));

/** The comment that follows on the same line, over one comma. */
export function commentBehind(text: string, end: number): string {
  const line = text.slice(end, lineEnd(text, end));
  const [, comment = ''] = /^[ \t]*(?:,[ \t]*)?(?<=[ \t,])#(.*)$/.exec(line) ?? [];
  return named(comment);
}

/** The last comment line right above what begins at `start`, if nothing but dashes stands before that. */
export function commentAbove(text: string, start: number): string {
  const begin = text.lastIndexOf('\n', start - 1) + 1;
  if (begin === 0 || !/^[ \t]*(?:-[ \t]+)*(?:&\S+[ \t]+)?["']?$/.test(text.slice(begin, start))) return '';
  const above = text.slice(text.lastIndexOf('\n', begin - 2) + 1, begin - 1);
  const [, comment = ''] = /^[ \t]*#(.*?)\r?$/.exec(above) ?? [];
  return named(comment);
}

export function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  if (at === -1) return text.length;
  return text[at - 1] === '\r' && at - 1 >= from ? at - 1 : at;
}
