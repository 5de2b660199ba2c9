// Every hardening line names a test that fails when the line is deleted; wrapped secrets are opened in few, known files.
import type { Problem } from '../problem.ts';
import { mayExpose } from '../table.ts';
import { isSource, type Tree } from '../tree.ts';

const tag = /SECURITY\((?<id>[a-z0-9]+(?:-[a-z0-9]+)*)\):/g;
const wouldBeTag = /\bSECURITY\b/g;

interface Mark {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Comments of sources; whole lines of page, style and shell files. */
function marks(tree: Tree): readonly Mark[] {
  return tree.files.filter((file) => !/^(?:test|docs)\//.test(file)).flatMap((file): readonly Mark[] => {
    if (isSource(file)) return (tree.sources.get(file)?.comments ?? []).map((comment) => ({ file, line: comment.line, text: comment.text }));
    if (!/\.(?:html|css|sh)$/.test(file)) return [];
    return tree.textOf(file).split('\n').map((text, index) => ({ file, line: index + 1, text }));
  });
}

/** True if `id` stands in the title as a word of its own: `a-b` is not in `a-b-c`. */
const names = (title: string, id: string): boolean => new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(title);

export function checkSecurityTags(tree: Tree): readonly Problem[] {
  const titles = [...tree.sources].filter(([file]) => /^test\/.*\.test\.tsx?$/.test(file)).flatMap(([, facts]) => facts.titles);
  return marks(tree).flatMap(({ file, line, text }): readonly Problem[] => {
    const ids = [...text.matchAll(tag)].flatMap((found) => found.groups?.['id'] ?? []);
    if (ids.length < [...text.matchAll(wouldBeTag)].length) return [{ file, line, rule: 'security-test', message: 'write the tag as SECURITY(some-id): with an id in kebab-case' }];
    return ids.filter((id) => !titles.some((title) => names(title, id)))
      .map((id) => ({ file, line, rule: 'security-test', message: `no test names ${id}: write one that fails without this line and put the id into its title, written out` }));
  });
}

export function checkExposures(tree: Tree): readonly Problem[] {
  return [...tree.sources].filter(([file]) => !file.startsWith('test/') && !mayExpose.has(file))
    .flatMap(([file, facts]) => facts.exposures.map((line): Problem => ({
      file, line, rule: 'expose', message: 'a wrapped secret is opened here: pass the SecretText or SecretBytes on; if this file really must open it, add it to mayExpose in build/check-layers/table.ts and say why',
    })));
}
