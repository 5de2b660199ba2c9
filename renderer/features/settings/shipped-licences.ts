// The licences of all that ships, as the build put them in. Import it late: they are long.
import type { Licence } from '../../../shared/text/index.ts';

declare const SHIPPED_LICENCES: string;

export const shippedLicences = JSON.parse(SHIPPED_LICENCES) as readonly Licence[];
