// What was noticed about one key: the reason in full, how readers differ on such a line, and the ways to mend it. Knows classes only.
import type { EntryMark } from '../../../bridge/index.ts';
import { Button, Dialog, Icon, type IconName } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';

/** What helps against a mark. */
export type Mend = 'edit' | 'rename' | 'generate' | 'remove';
export interface MarksDialogProps {
  readonly name: string;
  readonly marks: readonly EntryMark[];
  readonly onMend: (mend: Mend) => void;
  readonly onClose: () => void;
}

export const mends: Readonly<Record<EntryMark, readonly Mend[]>> = {
  duplicate: ['rename', 'remove'], 'bad-name': ['rename'], 'unquoted-hash': ['edit', 'generate'], 'trailing-space': ['edit'], 'unexpanded-dollar': ['edit'], 'quotes-kept': ['edit'], misprinted: ['edit'], placeholder: ['edit', 'generate'], weak: ['generate', 'edit'],
};
const icons: Readonly<Record<Mend, IconName>> = { edit: 'pencil-line', rename: 'type', generate: 'rotate-cw', remove: 'trash-2' };

export function MarksDialog({ name, marks, onMend, onClose }: MarksDialogProps) {
  const { grid: say, frame } = useWords();
  return (
    <Dialog open title={say.marksTitle} text={say.marksText(name)} closeName={frame.close} onClose={onClose} foot={<><span className="push" /><Button look="quiet" onClick={onClose}>{frame.close}</Button></>}>
      <div className="marks">
        {marks.map((mark) => (
          <section key={mark} className="mark" aria-label={say.marks[mark].said}>
            <h3 className="chip" data-state="warning"><Icon name="triangle-alert" />{say.marks[mark].said}</h3>
            <p>{say.marks[mark].means} {say.marks[mark].next}</p>
            {say.readers[mark].length === 0 ? null : (
              <table className="readers">
                <caption className="hidden-text">{say.readersTitle}</caption>
                <thead className="hidden-text"><tr><th scope="col">{say.reader}</th><th scope="col">{say.takes}</th></tr></thead>
                <tbody>{say.readers[mark].map(({ readers, takes }) => <tr key={readers}><th scope="row">{readers}</th><td>{takes}</td></tr>)}</tbody>
              </table>
            )}
            <div className="line wrap">{mends[mark].map((mend) => <Button key={mend} icon={icons[mend]} onClick={() => { onMend(mend); }}>{say.act[mend]}</Button>)}</div>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
