// What else there is to one secret on a Vault: its metadata, what the token may do there, its end, and handing it on once.
import * as v from 'valibot';
import { call } from './define.ts';
import { count, newValue, nothing, revealed, sinkRef, unwrappedRef } from './values.ts';
import { at, done, field, path, someVersions, version } from './vault-at.ts';
import { keepErrors, pathErrors, readErrors, requestErrors, sinkErrors, unwrapErrors, writeErrors } from './vault-errors.ts';

const line = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[^\u0000-\u001f\u007f]*$/, 'line'));
const settings = {
  /** 0: as the engine says. */
  maxVersions: count, casRequired: v.boolean(),
  /** As the server writes it: `72h0m0s`, and `0s` for never. */
  deleteAfter: v.pipe(v.string(), v.regex(/^[0-9a-z.]{1,40}$/, 'duration')),
  custom: v.pipe(v.array(v.strictObject({ name: line(256), text: line(1024) })), v.maxLength(128)),
};
const allowed = v.strictObject({
  list: v.boolean(), read: v.boolean(), create: v.boolean(), update: v.boolean(), delete: v.boolean(), undelete: v.boolean(), destroy: v.boolean(),
  readMetadata: v.boolean(), writeMetadata: v.boolean(), /** All versions at once, for good. */ deleteAll: v.boolean(),
});
export type Allowed = v.InferOutput<typeof allowed>;

/** How long a wrapped secret may wait for whoever opens it. */
const ttlSeconds = v.pipe(count, v.minValue(1), v.maxValue(32 * 24 * 3600));
const unwrapped = { unwrapped: unwrappedRef };
const opened = v.strictObject({ ...unwrapped, names: v.array(v.string()), from: v.string(), created: v.string() });

export const vaultSecret = {
  /** These versions, for good. The person is asked outside of the page. */
  destroyVersions: call({ input: v.strictObject({ ...at, path, versions: v.pipe(someVersions, v.minLength(1)) }), output: done, errors: writeErrors, exposes: 'nothing', audited: true }),
  /** Every version and all that is known of the secret, for good. The person is asked outside of the page. */
  destroySecret: call({ input: v.strictObject({ ...at, path }), output: done, errors: writeErrors, exposes: 'nothing', audited: true }),
  getMetadata: call({
    input: v.strictObject({ ...at, path }), output: v.strictObject({ ...settings, deleteAfter: v.string(), current: count, oldest: count, created: v.string(), updated: v.string() }),
    errors: pathErrors, exposes: 'metadata', audited: true,
  }),
  /** Over `seen`, what was on the screen when the change was made: `metadata-conflict` where it is another by now. What is absent in `wanted` stays; the custom ones are replaced as a whole. */
  saveMetadata: call({
    input: v.strictObject({ ...at, path, seen: v.strictObject(settings), wanted: v.strictObject({ maxVersions: v.optional(settings.maxVersions), casRequired: v.optional(settings.casRequired), deleteAfter: v.optional(settings.deleteAfter), custom: v.optional(settings.custom) }) }),
    output: v.strictObject({ asked: v.boolean() }), errors: [...writeErrors, 'metadata-conflict', 'metadata-invalid'], exposes: 'nothing', audited: true,
  }),
  /** What the token may do at each path, in their order; none where it may not ask. Half a millisecond a path on the server: only for what is in view. */
  listCapabilities: call({
    input: v.strictObject({ ...at, paths: v.pipe(v.array(path), v.minLength(1), v.maxLength(100)) }), output: v.strictObject({ allowed: v.array(allowed) }),
    errors: pathErrors, exposes: 'metadata', audited: true,
  }),
  /** A secret, or one field of it, under a token that opens it once; the token goes to the clipboard. */
  copyWrapped: call({
    input: v.strictObject({ ...at, path, version, name: v.optional(field), ttlSeconds }), output: v.strictObject({ clearAfterMs: count, ttlSeconds: count }),
    errors: [...readErrors, 'field-not-found', 'clipboard-unavailable'], exposes: 'nothing', discloses: ['clipboard'], roles: ['window'],
  }),
  /** What such a token opens, once: kept until it is closed or the profile locks. `from`: what was asked for when it was wrapped. `wrapping-foreign` (data: `used`): it wraps something else, and was opened or was not. */
  openWrapped: call({
    input: v.strictObject({ ...at, value: newValue }), output: opened,
    errors: [...requestErrors, ...unwrapErrors], exposes: 'metadata', roles: ['window'], audited: true,
  }),
  /** What is open still, the oldest first: a page that was made anew finds it again. */
  listUnwrapped: call({ input: nothing, output: v.strictObject({ opened: v.array(opened) }), errors: [], exposes: 'metadata', roles: ['window'] }),
  revealUnwrapped: call({ input: v.strictObject({ ...unwrapped, name: field }), output: revealed, errors: ['unwrapped-gone', 'field-not-found'], exposes: 'one-secret', roles: ['window'] }),
  copyUnwrapped: call({
    input: v.strictObject({ ...unwrapped, name: field }), output: v.strictObject({ clearAfterMs: count }), errors: ['unwrapped-gone', 'field-not-found', 'clipboard-unavailable'],
    exposes: 'nothing', discloses: ['clipboard'], roles: ['window'],
  }),
  /** As a new secret; `version-conflict` where there is one. */
  saveUnwrapped: call({ input: v.strictObject({ ...at, ...unwrapped, path }), output: done, errors: [...writeErrors, 'field-not-found', 'number-would-change', 'unwrapped-gone'], exposes: 'nothing', roles: ['window'], audited: true }),
  closeUnwrapped: call({ input: v.strictObject(unwrapped), output: nothing, errors: [], exposes: 'nothing', roles: ['window'] }),
  /** A secret, or one field of it, under a token that opens it once; the token goes into a sink. */
  printWrapped: call({
    input: v.strictObject({ ...at, path, version, name: v.optional(field), ttlSeconds, sink: sinkRef }), output: v.strictObject({ bytes: count, ttlSeconds: count }),
    errors: [...readErrors, ...sinkErrors, 'field-not-found'], exposes: 'nothing', discloses: ['stdout'], roles: ['cli'],
  }),
  /** What such a token opens, once, into a sink, as one JSON object. */
  printUnwrapped: call({
    input: v.strictObject({ ...at, value: newValue, sink: sinkRef }), output: v.strictObject({ bytes: count }),
    errors: [...requestErrors, ...sinkErrors, ...unwrapErrors], exposes: 'nothing', discloses: ['stdout'], roles: ['cli'],
  }),

  /** The index of all paths of a saved connection: what was kept of it at once, and a walk in the background (`again`: also where there was one in this run). `vault.indexProgressed` tells how far it is. */
  openIndex: call({
    input: v.strictObject({ connection: at.connection.wrapped, again: v.boolean(), /** What was kept is enough: walks only where nothing was. */ kept: v.optional(v.boolean()) }),
    output: v.strictObject({ count, /** RFC 3339; '' where nothing was kept. */ made: v.string(), complete: v.boolean(), forbidden: count, walking: v.boolean() }),
    errors: [...requestErrors, ...keepErrors], exposes: 'metadata', audited: true,
  }),
  /** Every word of `filter` is a part of the path, in any case; the best first. Over what is indexed now. */
  searchPaths: call({
    input: v.strictObject({ connection: at.connection.wrapped, filter: v.pipe(v.string(), v.maxLength(1000)), limit: v.pipe(count, v.minValue(1), v.maxValue(1000)) }),
    output: v.strictObject({ paths: v.array(v.string()), total: count, count, /** When they were read, RFC 3339, where that was in an earlier run; else ''. */ asOf: v.string() }), errors: ['connection-not-found', 'record-damaged'], exposes: 'metadata',
  }),
  /** Walks all of it now, and answers with what fits. */
  findPaths: call({
    input: v.strictObject({ ...at, filter: line(1000), limit: v.pipe(count, v.minValue(1), v.maxValue(1000)) }), output: v.strictObject({ paths: v.array(v.string()), total: count, count, forbidden: count, complete: v.boolean() }),
    errors: requestErrors, exposes: 'metadata', roles: ['cli'], audited: true,
  }),
  /** Ends the walk; what it found stays. */
  stopIndex: call({ input: v.strictObject({ connection: at.connection.wrapped }), output: nothing, errors: [], exposes: 'nothing' }),
};
