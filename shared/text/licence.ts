// One part of the program with its licence: what the build says, and the window shows.
export interface Licence {
  readonly name: string;
  /** Empty where the part has none. */
  readonly version: string;
  /** Its SPDX identifier. */
  readonly id: string;
  readonly kind: 'program' | 'runtime' | 'package' | 'font' | 'icons';
  /** The package by the same author whose text this is, where its own archive holds none; else empty. */
  readonly borrowed: string;
  readonly text: string;
}
