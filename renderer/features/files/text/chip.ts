// What stands in the text without being text: the chip of a sealed value, and the sentence beside readable ones. Drawn with elements, never with markup from strings.
import { EditorView, WidgetType } from '@codemirror/view';

const svg = 'http://www.w3.org/2000/svg';

/** An icon or a picture of one path. */
export function drawing(document: Document, look: string, viewBox: string, path: string, label?: string): SVGElement {
  const element = document.createElementNS(svg, 'svg');
  element.setAttribute('class', look);
  element.setAttribute('viewBox', viewBox);
  if (label === undefined) element.setAttribute('aria-hidden', 'true');
  else {
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label);
  }
  const stroke = document.createElementNS(svg, 'path');
  stroke.setAttribute('d', path);
  element.append(stroke);
  return element;
}

export class Chip extends WidgetType {
  readonly label: string;
  readonly mask: string;
  readonly said: string;
  readonly near: boolean;

  /** `said` stands beside the mask, '' for nothing. `near`: the cursor touches it. */
  constructor(label: string, mask: string, said: string, near: boolean) {
    super();
    this.label = label;
    this.mask = mask;
    this.said = said;
    this.near = near;
  }
  override eq(other: Chip): boolean {
    return other.label === this.label && other.said === this.said && other.near === this.near;
  }
  override toDOM(view: EditorView): HTMLElement {
    const { ownerDocument } = view.dom;
    const chip = ownerDocument.createElement('span');
    chip.className = this.near ? 'code-chip code-chip-near' : 'code-chip';
    chip.append(drawing(ownerDocument, 'secret-mask', '0 0 88 12', this.mask, this.label));
    if (this.said !== '') chip.append(this.said);
    return chip;
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

/** “4 values, readable until you save”, with the button that seals them. */
export class Said extends WidgetType {
  readonly text: string;
  readonly act: string;
  readonly onAct: () => void;

  constructor(text: string, act: string, onAct: () => void) {
    super();
    this.text = text;
    this.act = act;
    this.onAct = onAct;
  }
  override eq(other: Said): boolean {
    return other.text === this.text && other.act === this.act;
  }
  override toDOM(view: EditorView): HTMLElement {
    const { ownerDocument } = view.dom;
    const said = ownerDocument.createElement('span');
    said.className = 'code-said';
    const button = ownerDocument.createElement('button');
    button.type = 'button';
    button.className = 'btn-text';
    button.textContent = this.act;
    button.addEventListener('click', this.onAct);
    said.append(this.text, button);
    return said;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}
