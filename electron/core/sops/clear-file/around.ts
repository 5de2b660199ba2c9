// What lies around a clear file, of which this room knows nothing: handed in by whoever builds it.
export interface Around {
  /** Secret files of a folder and of all that lie in it, encrypted or not. */
  filesBelow(root: string): Promise<readonly string[]>;
  /** Marks values of a file (absolute) for rotation, in the project of this folder; answers how many were not marked yet. `since`: YYYY-MM-DD or ''. Refusals: those of writing. */
  markValues(root: string, values: { readonly file: string; readonly keys: readonly string[]; readonly who: string; readonly since: string }): Promise<number>;
}
