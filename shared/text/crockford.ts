// Crockford's base 32, for what people write down: no I, L, O or U, so that nothing looks like anything else.
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a person typed, as the alphabet has it: any case, any blanks and dashes, O for 0, I and L for 1. What it has not stays as it is. */
export const asCrockford = (typed: string): string => typed.toUpperCase().replaceAll(/[\s\-–—]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
