// The draft as text in which every existing value is one sealed chip. Loaded when it is first needed.
import { useWords } from '../../../stores/index.ts';
import { splitPath } from '../../../../shared/text/index.ts';
import type { OpenFile, SelectedFile } from '../store.ts';
import type { Resumed } from '../view.ts';
import { Shadow } from './shadow.tsx';
import { TextEditor } from './text-editor.tsx';

export interface TextViewProps {
  readonly selected: SelectedFile;
  readonly file: OpenFile;
  /** Where a page that was made anew goes on. */
  readonly resumed: Resumed | undefined;
  readonly onWentOn: () => void;
  /** The entry whose line the cursor is on. */
  readonly onActive: (entry: number) => void;
}

export function TextView({ selected, file, ...goingOn }: TextViewProps) {
  const { text: say } = useWords();
  const { document } = file.opened;
  return (
    <Shadow waitingName={say.opening}>
      {(root) => <TextEditor key={document} root={root} document={document} fileName={splitPath(selected.path).name} columns={file.columns} {...goingOn} />}
    </Shadow>
  );
}
