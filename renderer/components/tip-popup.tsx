// The tooltip itself, placed by Base UI; loaded with the first one. Decoration: what it says is told in other ways too.
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { Tip, TipState } from './use-tip.ts';

export function TipPopup({ tip, stay, leave }: Pick<TipState, 'stay' | 'leave'> & { readonly tip: Tip }) {
  return (
    <Base.Root open>
      <Base.Portal>
        <Base.Positioner className="tooltip-place" anchor={tip.anchor} side={tip.anchor.role === 'treeitem' ? 'right' : 'bottom'} sideOffset={6} collisionPadding={8}>
          <Base.Popup className="tooltip" aria-hidden="true" onPointerEnter={stay} onPointerLeave={leave}>{tip.text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
