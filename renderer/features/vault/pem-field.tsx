// A certificate or key from a file of the person: its name is shown, what is in it goes to the core with the form.
import { Icon } from '../../components/index.ts';
import type { ChosenFile } from './connection-draft.ts';

export interface PemFieldProps {
  readonly label: string;
  readonly onFile: (file: ChosenFile) => void;
  readonly onNotPem: () => void;
}

/** No certificate is longer. */
const mostBytes = 256 * 1024;

export function PemButton({ label, onFile, onNotPem }: PemFieldProps) {
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = file.size > mostBytes ? '' : await file.text();
    if (text.trimStart().startsWith('-----BEGIN ')) onFile({ name: file.name, text });
    else onNotPem();
  };
  return (
    <label className="btn settings-file">
      <Icon name="file-key" />{label}
      <input
        type="file" className="hidden-text"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          // WHY emptied: the same file, changed, can be chosen again.
          event.target.value = '';
        }}
      />
    </label>
  );
}
