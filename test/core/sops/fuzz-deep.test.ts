// Rubbish for the formats with levels.
import { fuzzFormats } from './fuzz-formats.ts';

fuzzFormats(['json', 'yaml']);
