// Numbers that an engine with versions would change, found in JSON that is being typed. Pure.

/** Texts are passed over, so that what looks like a number in them is none. */
const textsAndNumbers = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const bends = (token: string): boolean => !token.startsWith('"') && String(Number(token)) !== token;

export const hasBentNumber = (json: string): boolean => (json.match(textsAndNumbers) ?? []).some(bends);
/** Each such number in quotation marks: kept as it is written. */
export const withoutBentNumbers = (json: string): string => json.replaceAll(textsAndNumbers, (token) => (bends(token) ? `"${token}"` : token));
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
