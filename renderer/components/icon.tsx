// One icon. Decoration only: the word beside it, or the name of its button, says the same.
import { iconPaths, type IconName } from './icon-paths.ts';

export interface IconProps {
  readonly name: IconName;
  /** Further classes, such as `icon-sm` or `spin`. */
  readonly look?: string;
}

export function Icon({ name, look }: IconProps) {
  return (
    <svg className={look === undefined ? 'icon' : `icon ${look}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}
