// A relative path with `/` as its folder and its last part. Sees names only.

/** `apps/api/.env` is folder `apps/api`, name `.env`; a bare name has folder ''. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const cut = path.lastIndexOf('/');
  return cut === -1 ? { folder: '', name: path } : { folder: path.slice(0, cut), name: path.slice(cut + 1) };
}
