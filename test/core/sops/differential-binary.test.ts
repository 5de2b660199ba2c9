// Random binary files between us and the real sops, both ways. A file of its own for each format, so that they run side by side.
import { differential } from './differential-kit.ts';

differential('binary');
