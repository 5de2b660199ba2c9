// The two columns beside the text: numbers, and what is to be known of a line (changed, marked, refused). Icons and words, no text of the file.
import type { Extension } from '@codemirror/state';
import { EditorView, GutterMarker, gutter, highlightActiveLineGutter, type BlockInfo, type ViewUpdate } from '@codemirror/view';
import { iconPaths, type IconName } from '../../../components/index.ts';
import { drawing } from './chip.ts';
import { factsField, lineFacts, setFacts, type LineFacts, type Sign } from './facts.ts';

const icons: Readonly<Record<Sign, IconName>> = { added: 'plus', changed: 'pencil', renamed: 'pencil', moved: 'arrow-right-left', typed: 'pencil' };

class LineNumber extends GutterMarker {
  readonly number: number;
  override elementClass: string;

  constructor(number: number, isDraft: boolean) {
    super();
    this.number = number;
    this.elementClass = isDraft ? 'code-number-draft' : '';
  }
  override eq(other: GutterMarker): boolean {
    return other instanceof LineNumber && other.number === this.number && other.elementClass === this.elementClass;
  }
  override toDOM(view: EditorView): Node {
    return view.dom.ownerDocument.createTextNode(String(this.number));
  }
}

class LineMark extends GutterMarker {
  readonly icon: IconName;
  readonly said: string;
  override elementClass: string;

  constructor(look: string, icon: IconName, said: string) {
    super();
    this.elementClass = look;
    this.icon = icon;
    this.said = said;
  }
  override eq(other: GutterMarker): boolean {
    return other instanceof LineMark && other.icon === this.icon && other.said === this.said && other.elementClass === this.elementClass;
  }
  override toDOM(view: EditorView): Node {
    const { ownerDocument } = view.dom;
    const all = ownerDocument.createElement('span');
    all.className = 'code-mark';
    all.title = this.said;
    all.append(drawing(ownerDocument, 'icon', '0 0 24 24', iconPaths[this.icon]));
    return all;
  }
}

function factsAt(view: EditorView, block: BlockInfo): LineFacts | undefined {
  const facts = view.state.field(factsField);
  return facts === undefined ? undefined : lineFacts(view.state.doc.lineAt(block.from).text, facts);
}
const drawsAnew = ({ docChanged, transactions }: ViewUpdate): boolean => docChanged || transactions.some(({ effects }) => effects.some((effect) => effect.is(setFacts)));

/** `onMark` is told the line whose mark was clicked, counted from 1; `refusedSaid` names the mark of a refused line. */
export function gutters(refusedSaid: () => string, onMark: (line: number) => void): Extension {
  return [
    gutter({
      class: 'cm-lineNumbers', renderEmptyElements: true, lineMarkerChange: drawsAnew,
      lineMarker(view, block) {
        const at = factsAt(view, block);
        return new LineNumber(view.state.doc.lineAt(block.from).number, at?.sign !== undefined || at?.refused === true);
      },
    }),
    gutter({
      class: 'code-marks', renderEmptyElements: true, lineMarkerChange: drawsAnew,
      lineMarker(view, block) {
        const at = factsAt(view, block);
        const words = view.state.field(factsField)?.words;
        if (at === undefined || words === undefined) return null;
        const isDraft = at.sign === undefined ? '' : ' code-mark-draft';
        if (at.refused) return new LineMark('code-mark-refused code-mark-draft', 'circle-x', refusedSaid());
        if (at.marks.length > 0) return new LineMark(`code-mark-lint${isDraft}`, 'triangle-alert', at.marks.map(words.markSaid).join(', '));
        return at.sign === undefined ? null : new LineMark('code-mark-draft', icons[at.sign], words.signs[at.sign]);
      },
      domEventHandlers: {
        mousedown(view, block) {
          const at = factsAt(view, block);
          if (at === undefined || (!at.refused && at.marks.length === 0)) return false;
          onMark(view.state.doc.lineAt(block.from).number);
          return true;
        },
      },
    }),
    highlightActiveLineGutter(),
  ];
}
