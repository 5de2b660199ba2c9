// Public keys as they are compared.

/** An SSH key is the same whatever stands behind it. */
export const bareKey = (key: string): string => /^ssh-\S+ \S+/.exec(key)?.[0] ?? key;
