// The draft as text in which every existing value is one sealed chip.
import type { OpenFile, SelectedFile } from '../store.ts';

export interface TextViewProps {
  readonly selected: SelectedFile;
  readonly file: OpenFile;
  readonly onSave: () => void;
}

export function TextView({ file, onSave }: TextViewProps) {
  return <span hidden onClick={onSave}>{file.opened.entries}</span>;
}
