// What a call may refuse that asks for a code of the second factor in its middle.

/** `code-needed`: nobody could be asked, or nothing was typed. `code-unchecked`: the profile cannot be read or written. */
export const codeErrors = ['code-needed', 'code-unchecked', 'locked-out'] as const;
