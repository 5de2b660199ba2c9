// A change of who can open files, asked natively: what is said, and that only the button means yes.
import { describe, expect, it } from 'vitest';
import { shellWords } from '../../shared/words/index.ts';
import { electronAgree } from '../../electron/shell/ports/agree.ts';
import { fakeWindow } from '../fakes/electron.ts';

const change = { place: '~/shop', files: 12, added: ['Anna', 'Bob'], addedCount: 5, newKeys: 1, lockedOut: 2 };

describe('SECURITY(access-is-asked): a change of access', () => {
  it('is told with names and numbers in both languages, and no is the usual answer', async () => {
    const asked: unknown[] = [];
    const answers = [1, 0];
    const dialog = { showMessageBox: (...args: unknown[]) => { asked.push(args[1]); return Promise.resolve({ response: answers.shift() ?? 0, checkboxChecked: false }); } };
    const agree = (language: 'en' | 'fr') => electronAgree(dialog, () => fakeWindow().window, () => Promise.resolve(shellWords(language)));
    expect([await agree('en')(change), await agree('fr')({ ...change, added: [], addedCount: 0, lockedOut: 0 })]).toEqual([true, false]);
    expect(asked).toMatchObject([
      { type: 'question', defaultId: 0, cancelId: 0, buttons: ['Leave as they are', 'Change'], detail: '12 files in ~/shop\nLet in: Anna, Bob, 3 more\nNew data key: 1 file\nYou cannot open them afterwards: 2 files' },
      { detail: '12 fichiers dans ~/shop\nNouvelle clé de données : 1 fichier' },
    ]);
  });
  it('a job key is told with its files and its day', async () => {
    const asked: unknown[] = [];
    const dialog = { showMessageBox: (...args: unknown[]) => { asked.push(args[1]); return Promise.resolve({ response: 1, checkboxChecked: false }); } };
    const agree = electronAgree(dialog, () => fakeWindow().window, () => Promise.resolve(shellWords('en')));
    expect(await agree({ job: 'nightly', openFiles: Array.from({ length: 10 }, (_, at) => `~/shop/${String(at)}`), until: '2027-01-02T03:04:05Z' })).toBe(true);
    expect(asked[0]).toMatchObject({ message: 'Let the job nightly open these files without you?', buttons: ['Make none', 'Make the job key'], defaultId: 0, detail: expect.stringMatching(/^~\/shop\/0\n[^]*~\/shop\/7\nand 2 more\nUntil /) as unknown });
  });
  it('a plugin is told by its name and its program, and what one asks by what it says', async () => {
    const asked: unknown[] = [];
    const dialog = { showMessageBox: (...args: unknown[]) => { asked.push(args[1]); return Promise.resolve({ response: 0, checkboxChecked: false }); } };
    const agree = electronAgree(dialog, () => fakeWindow().window, () => Promise.resolve(shellWords('en')));
    expect([await agree({ plugin: 'x', path: '/usr/bin/age-plugin-x', text: '' }), await agree({ plugin: 'x', path: '', text: 'really?' })]).toEqual([false, false]);
    expect(asked).toMatchObject([{ message: 'Run the age plugin x?', buttons: ['Do not run it', 'Run it'], defaultId: 0, cancelId: 0, detail: expect.stringContaining('/usr/bin/age-plugin-x') as unknown }, { message: 'The age plugin x asks', detail: 'really?', buttons: ['No', 'Yes'] }]);
  });
  it('another policy is told by its file and by what it allows more, in both languages', async () => {
    const asked: unknown[] = [];
    const dialog = { showMessageBox: (...args: unknown[]) => { asked.push(args[1]); return Promise.resolve({ response: 1, checkboxChecked: false }); } };
    const agree = (language: 'en' | 'fr') => electronAgree(dialog, () => fakeWindow().window, () => Promise.resolve(shellWords(language)));
    expect([await agree('en')({ policy: '~/shop/config/security-policy.yaml', act: 'accept', looser: [] }), await agree('fr')({ policy: '~/p.yaml', act: 'change', looser: ['mfa_required', 'audit_encryption'] })]).toEqual([true, true]);
    expect(asked).toMatchObject([
      { message: 'Let this project’s policy bind it?', buttons: ['Leave it', 'Accept'], defaultId: 0, cancelId: 0, detail: '~/shop/config/security-policy.yaml\nNothing is allowed that is not allowed now.' },
      { message: 'Modifier votre politique de sécurité ?', detail: '~/p.yaml\nPermet plus que maintenant : mfa_required, audit_encryption' },
    ]);
  });
  it('is refused where there is no window to ask in front of', async () => {
    const agree = electronAgree({ showMessageBox: () => Promise.reject(new Error('asked')) }, () => undefined, () => Promise.resolve(shellWords('en')));
    expect(await agree(change)).toBe(false);
  });
});
