// The system's clipboard, with the marks that keep a value out of histories and other machines. Main process only: a page never names a format.
import type { Clipboard as ElectronClipboard, ClipboardItem } from 'electron';
import type { Clipboard } from '../../core/ports.ts';

type Item = ConstructorParameters<typeof ClipboardItem>[0];
type ItemClass = new (items: Item) => ClipboardItem;

const raw = (format: string): string => `electron application/osclipboard;format="${format}"`;
const zero = (): Blob => new Blob([new Uint8Array(4)]);

// SECURITY(concealed-clipboard): clipboard managers, histories and cloud clipboards that honour the marks leave the value out.
/** What goes beside the text on each platform; see nspasteboard.org, the Windows clipboard formats, and KDE's hint. */
export function concealment(platform: string): Readonly<Record<string, Blob>> {
  if (platform === 'darwin') return { [raw('org.nspasteboard.ConcealedType')]: new Blob(['']), [raw('org.nspasteboard.TransientType')]: new Blob(['']) };
  if (platform === 'win32') {
    return {
      [raw('ExcludeClipboardContentFromMonitorProcessing')]: zero(), [raw('CanIncludeInClipboardHistory')]: zero(), [raw('CanUploadToCloudClipboard')]: zero(),
      [raw('Clipboard Viewer Ignore')]: zero(),
    };
  }
  return { [raw('x-kde-passwordManagerHint')]: new Blob(['secret']) };
}

export function electronClipboard(clipboard: Pick<ElectronClipboard, 'write' | 'readText' | 'clear'>, itemClass: ItemClass, platform: string): Clipboard {
  return {
    ability: { works: true, reason: '' },
    write: (text) => clipboard.write([new itemClass({ 'text/plain': text, ...concealment(platform) })]),
    async read() {
      const text = await clipboard.readText();
      return text === '' ? undefined : text;
    },
    clear() {
      clipboard.clear();
      return Promise.resolve();
    },
  };
}
