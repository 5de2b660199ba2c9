// Rubbish for the formats without levels.
import { fuzzFormats } from './fuzz-formats.ts';

fuzzFormats(['dotenv', 'ini', 'binary']);
