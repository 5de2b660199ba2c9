// What stands in the sample project: made-up values of every kind, each of which says that it is made up. Must never hold anything that opens anything.
import type { PlainLine } from '../sops/index.ts';

const publicPem = ['-----BEGIN PUBLIC KEY-----', 'c2FtcGxlIG9ubHksIG1hZGUgdXA6IHRoaXMga2V5IG9wZW5z', 'IG5vdGhpbmcgYW5kIG5ldmVyIGRpZC4gc2FtcGxlIG9ubHku', '-----END PUBLIC KEY-----', ''].join('\n');

/** The lines of one environment; `mark` is part of every made-up secret, so that a value found elsewhere can be traced to this sample. */
export function sampleLines(environment: 'development' | 'production', mark: string): readonly PlainLine[] {
  const production = environment === 'production';
  const host = production ? 'db.example.com' : 'localhost';
  return [
    { comment: ' Application' },
    ['APP_NAME', 'Sample shop'],
    ['APP_DEBUG', production ? 'false' : 'true'],
    ['APP_PORT', production ? '8443' : '3000'],
    { comment: ' Database' },
    ['DATABASE_URL', `postgres://shop:made-up-${mark}-db@${host}:5432/shop`],
    ['DATABASE_POOL', production ? '20' : '5'],
    { comment: ' Services' },
    ['PAYMENT_API_KEY', `sk_sample_made_up_${mark}`],
    ['SMTP_PASSWORD', `made-up-${mark}-smtp`],
    ['FEATURES', JSON.stringify({ search: true, gifts: production, limit: 25 })],
    ['WEBHOOK_PUBLIC_KEY', publicPem],
    ['SENTRY_DSN', ''],
  ];
}
