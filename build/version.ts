// The program's version, as package.json says it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const parsed: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
export const version: string = typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'string' ? parsed.version : '0.0.0';
