// The response headers of the page, one place for every shell that serves it. Imports nothing.

// SECURITY(csp): the page runs its own files and nothing else; markup from strings does not exist in it.
export const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

// SECURITY(permissions-policy): what the page never needs is off before anybody could be asked for it.
const permissionsPolicy = ['camera', 'microphone', 'geolocation', 'display-capture', 'clipboard-read', 'clipboard-write', 'usb', 'serial', 'hid', 'payment', 'local-fonts']
  .map((name) => `${name}=()`).join(', ');

/** Sent with every file of the page. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': csp,
  'permissions-policy': permissionsPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
